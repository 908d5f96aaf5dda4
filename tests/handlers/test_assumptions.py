"""How much of the pipeline rests on something nobody has asked, in the chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.chat import Chart, Say
from domain.facts import Grounds
from tests.support.builders import answer, deal
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

ON = date(2026, 11, 20)


@pytest.fixture
def pipeline(labelled: FakeCompany) -> FakeCompany:
    """Maja's deals: Nordfrakt assumes who decides, at Kraftverket nobody asked, and Solberg has no amount."""
    with labelled.work() as work:
        for key in ("pain", "timeline"):
            work.facts.add(answer(key, key, "x", grounds=Grounds.DOCUMENT, heard_on=ON))
        work.facts.add(answer("a", "decision_maker", "the CFO"))
        found = work.deals.get("kraftverket")
        assert found is not None
        work.deals.save(replace(found, amount=Decimal(2_500_000)))
        work.facts.add(answer("k", "pain", "x", deal="kraftverket", grounds=Grounds.OBSERVED, heard_on=ON))
        work.commit()
    return labelled


def test_a_rep_sees_their_own_pipeline(pipeline: FakeCompany, maja: Coach) -> None:
    maja.hears("assumptions")

    assert maja.said == [
        (
            "Your open deals. SEK 2.9m of SEK 2.9m rests on something nobody has asked. "
            "Most on: Decision maker (SEK 2.9m).\n"
            "Question        Rests on it    Deals  Not asked  Assumed  Old\n"
            "Decision maker  SEK 2,900,000  2      1          1\n"
            "Timeline        SEK 2,500,000  1      1\n"
            "Problem         SEK 0          1      1\n"
            "What the pipeline rests on, SEK\n"
            "                Not asked  Assumed or old\n"
            "Decision maker  2500000    400000\n"
            "Timeline        2500000    0\n"
            "Problem         0          0\n"
            "1 deal has no amount and counts as 0.\n"
            "[1] Decision maker  [2] Timeline  [3] Problem"
        )
    ]
    [said] = maja.replies
    assert isinstance(said, Say)
    assert any(isinstance(block, Chart) for block in said.blocks)


def test_in_swedish(pipeline: FakeCompany, swedish_maja: Coach) -> None:
    swedish_maja.hears("antaganden")

    assert swedish_maja.said[0].splitlines()[0] == (
        "Dina öppna affärer. 2,9 Mkr av 2,9 Mkr vilar på något som ingen har frågat kunden om. "
        "Mest på: Beslutsfattare (2,9 Mkr)."
    )


def test_the_deals_behind_a_number_are_a_press_away(pipeline: FakeCompany, maja: Coach) -> None:
    maja.hears("assumptions")
    maja.presses("Decision maker")

    assert maja.said == [
        (
            "Who decides? These deals rest on it, although nobody has asked:\n"
            "Deal                      Amount         How\n"
            "Kraftverket, laddstolpar  SEK 2,500,000  not asked\n"
            "Nordfrakt, fordonsparken  SEK 400,000    assumed\n"
            "[1] Kraftverket  [2] Nordfrakt\n"
            "[3] All questions"
        )
    ]

    maja.presses("Nordfrakt")
    assert maja.said[0].startswith("Nordfrakt, fordonsparken")


def test_a_manager_sees_the_team_and_another_currency_apart(pipeline: FakeCompany, karin: Coach) -> None:
    karin.hears("assumptions")

    lines = karin.said[0].splitlines()
    assert lines[0].startswith("The open deals. SEK 2.9m of SEK 2.9m rests on")
    assert "In USD: USD 400k of USD 400k rests on something nobody has asked." in lines

    karin.presses("USD")
    assert karin.said[0].startswith("The open deals. USD 400k of USD 400k rests on something nobody has asked.")


def test_nobody_sees_another_team(pipeline: FakeCompany, erik: Coach) -> None:
    erik.hears("assumptions")
    assert erik.said == ["There is no open deal yet.\n[1] New deal"]

    erik.presses_of("assumptions.deals", "SEK", "decision_maker")
    assert erik.said == ["Nothing rests on that any more.\n[1] All questions"]


def test_what_was_asked_and_is_open_is_said_apart(labelled: FakeCompany, maja: Coach) -> None:
    with labelled.work() as work:
        for key in ("pain", "timeline"):
            work.facts.add(answer(key, key, "x", grounds=Grounds.DOCUMENT, heard_on=ON))
        work.facts.add(answer("d", "decision_maker", "", grounds=Grounds.ASKED_NO_ANSWER, heard_on=ON))
        work.commit()
    maja.hears("assumptions")

    assert "1 more deal (SEK 400k) waits for an answer of theirs, or is told in two ways." in maja.said[0].splitlines()


def test_without_any_amount_deals_are_counted(fjord: FakeCompany, erik: Coach) -> None:
    with fjord.work() as work:
        work.deals.add(deal("east", "Öst", "", owner="erik", amount=None))
        work.commit()
    erik.hears("assumptions")

    assert erik.said[0].splitlines()[0] == "Your open deals. 1 of 1 deal rests on something nobody has asked."


def test_more_deals_than_a_screen_has_room_for(fjord: FakeCompany, maja: Coach) -> None:
    with fjord.work() as work:
        for n in range(11):
            work.deals.add(deal(f"d{n}", f"Kund {n:02}", "", amount=Decimal(n)))
        work.commit()
    maja.presses_of("assumptions.deals", "SEK", "decision_maker")

    assert len(maja.said[0].splitlines()) == 1 + 1 + 10 + 1 + 2
    assert "These are the largest; there are more." in maja.said[0].splitlines()
