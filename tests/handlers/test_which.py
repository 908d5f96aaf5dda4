"""Which deal a command means."""

from __future__ import annotations

from typing import Any

import pytest

from domain.deal import DealState
from tests.support.builders import deal
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


def also(fjord: FakeCompany, **changes: Any) -> None:
    """One more deal."""
    with fjord.work() as work:
        work.deals.add(deal(**changes))
        work.commit()


@pytest.mark.parametrize(
    "name",
    [
        "Nordfrakt",
        "nordfrakt",
        "nordfrkt",
        "nord frakt",
        "Nordfrakt AB",
        "nord",
        "fordonsparken",
        "Nordfrakt, fordonsparken",
        "nordfrakt fordon",
        "Johan Ek",
    ],
)
def test_a_deal_is_found_by_what_people_call_it(maja: Coach, name: str) -> None:
    maja.commands("deal", name)

    assert maja.said[0].startswith("Nordfrakt, fordonsparken, SEK 400,000\n")


def test_of_two_that_fit_it_asks_and_the_button_goes_on(maja: Coach, fjord: FakeCompany) -> None:
    also(fjord, id="nf2", name="däck")
    maja.hears("pause Nordfrakt")

    assert maja.said == ["Which one?\n[1] Nordfrakt, däck  [2] Nordfrakt, fordonsparken"]

    maja.presses("Nordfrakt, däck")

    assert maja.form is not None
    assert (maja.form.form, maja.form.id) == ("deal.wait", "nf2")


def test_two_that_fit_in_swedish(swedish_maja: Coach, fjord: FakeCompany) -> None:
    also(fjord, id="nf2", name="däck")
    swedish_maja.hears("vann nordfrakt")

    assert swedish_maja.said == ["Vilken av dem?\n[1] Nordfrakt, däck  [2] Nordfrakt, fordonsparken"]


def test_what_sets_one_of_two_apart_is_enough(maja: Coach, fjord: FakeCompany) -> None:
    also(fjord, id="nf2", name="däck")
    maja.hears("pause Nordfrakt däck")

    assert maja.form is not None
    assert maja.form.id == "nf2"


def test_ones_own_deal_comes_before_a_colleagues(maja: Coach, fjord: FakeCompany) -> None:
    also(fjord, id="nf2", name="däck", owner="tom")
    maja.hears("pause Nordfrakt")

    assert maja.form is not None
    assert maja.form.id == "nordfrakt"


def test_an_open_deal_comes_before_an_ended_one(maja: Coach, fjord: FakeCompany) -> None:
    also(fjord, id="nf2", name="däck", state=DealState.LOST)
    maja.hears("pause Nordfrakt")

    assert maja.form is not None
    assert maja.form.id == "nordfrakt"


def test_an_unknown_deal_is_answered_with_the_closest(maja: Coach) -> None:
    maja.hears("deal Nordkraft Solkraft")

    assert maja.said[0].startswith("I find no deal called Nordkraft Solkraft.")


def test_a_name_nobody_knows(maja: Coach) -> None:
    maja.hears("won Xyzzy")

    assert maja.said == ["I find no deal called Xyzzy.\n[1] My deals  [2] New deal"]


def test_a_name_nobody_knows_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("vann Xyzzy")

    assert swedish_maja.said == ["Jag hittar ingen affär som heter Xyzzy.\n[1] Mina affärer  [2] Ny affär"]


def test_without_a_name_ones_own_deals_are_offered(maja: Coach) -> None:
    maja.hears("won")

    assert maja.said == [
        (
            "Which deal? Write its name after the command, or choose:\n"
            "[1] Kraftverket, laddstolpar  [2] Nordfrakt, fordonsparken  [3] Solberg Bygg, larm"
        )
    ]


def test_whoever_has_no_deal_is_offered_a_new_one(erik: Coach) -> None:
    erik.hears("won")

    assert erik.said == ["You have no open deal.\n[1] New deal"]


def test_a_story_is_no_name(maja: Coach) -> None:
    maja.commands("won", "x" * 5000)

    assert maja.said == ["That is too long for a deal's name. Write the customer's name after the command."]


def test_a_name_full_of_markup_is_said_as_it_is(maja: Coach) -> None:
    maja.commands("won", "**bold** <@U1> {deal}")

    assert maja.said[0].splitlines()[0] == "I find no deal called **bold** <@U1> {deal}."
