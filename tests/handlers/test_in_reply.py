"""A second text that answers the question which was just put."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.facts import Grounds
from tests.support.builders import answered
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

NOTE = "met Anna Berg at Nordfrakt, demo friday 10, she agreed"


def latest(fjord: FakeCompany, deal: str = "nordfrakt") -> list[tuple[str, str, Grounds, str]]:
    return [(one.question, one.value, one.grounds, one.said_by) for one in answered(fjord, deal)]


@pytest.mark.parametrize(
    ("text", "value", "grounds", "said_by"),
    [
        ("Johan decides, says Anna", "Johan", Grounds.CUSTOMER_SAID, "Anna Berg"),
        ("Johan decides, Anna told me", "Johan", Grounds.CUSTOMER_SAID, "Anna Berg"),
        ("Johan, says Anna", "Johan", Grounds.CUSTOMER_SAID, "Anna Berg"),
        ("I think Johan decides", "Johan", Grounds.ASSUMED, ""),
        ("Johan decides", "Johan", Grounds.ASSUMED, ""),
        ("Johan", "Johan", Grounds.ASSUMED, ""),
        ("the board", "the board", Grounds.ASSUMED, ""),
    ],
)
def test_an_answer_needs_no_name_of_the_deal(
    maja: Coach, fjord: FakeCompany, text: str, value: str, grounds: Grounds, said_by: str
) -> None:
    maja.hears(NOTE)
    maja.hears(text)

    assert latest(fjord) == [("decision_maker", value, grounds, said_by)]


def test_it_is_said_back_with_its_source(maja: Coach) -> None:
    maja.hears(NOTE)
    maja.hears("Johan decides, says Anna")

    assert maja.said == [
        "Nordfrakt, fordonsparken. Saved.\n✓ Who decides? Johan, Anna Berg today\n[1] Undo  [2] Change"
    ]


def test_a_bare_answer_is_asked_who_told_it(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears(NOTE)
    maja.hears("Johan")

    assert maja.said[0].splitlines()[1:3] == ["~ Who decides? Johan, our assumption", "[1] Undo  [2] Change"]
    assert maja.said[0].splitlines()[3] == "Who decides? Johan. Who told you?"

    maja.presses("Anna Berg")

    assert latest(fjord)[0] == ("decision_maker", "Johan", Grounds.CUSTOMER_SAID, "Anna Berg")


def test_it_can_be_undone_and_changed(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears(NOTE)
    maja.hears("Johan")
    maja.presses("Change")
    maja.submits(said="decides: Johan Ek, says Anna")
    assert latest(fjord) == [("decision_maker", "Johan Ek", Grounds.CUSTOMER_SAID, "Anna Berg")]

    maja.presses("Undo")
    assert latest(fjord) == []


def test_in_swedish(swedish_maja: Coach, fjord: FakeCompany) -> None:
    swedish_maja.hears("träffade Anna Berg på Nordfrakt, demo fre 10, hon sa ja")
    swedish_maja.hears("Johan bestämmer, säger Anna")

    assert swedish_maja.said[0].splitlines()[1] == "✓ Vem bestämmer? Johan, Anna Berg i dag"


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "thanks",
        "I don't know",
        "asked, no answer",
        "who decides at Nordfrakt?",
        "demo friday",
        "Volta is at 1 MSEK " * 6,
    ],
)
def test_what_is_no_answer_is_not_taken_for_one(maja: Coach, fjord: FakeCompany, text: str) -> None:
    maja.hears(NOTE)
    maja.hears(text)

    assert latest(fjord) == []


def test_another_customer_named_is_that_customer(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears(NOTE)
    maja.hears("Anna decides at Kraftverket")

    assert latest(fjord) == []
    assert [one[:2] for one in latest(fjord, "kraftverket")] == [("decision_maker", "Anna")]


def test_a_name_that_is_known_at_another_customer_is_asked_about(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears(NOTE)
    maja.hears("Per Lund decides")

    assert latest(fjord) == latest(fjord, "kraftverket") == []
    assert maja.said[0].splitlines()[0] == "Kraftverket, laddstolpar or Nordfrakt, fordonsparken?"

    maja.presses("Nordfrakt, fordonsparken")

    assert latest(fjord) == [("decision_maker", "Per Lund", Grounds.ASSUMED, "")]


def test_a_text_that_tells_more_is_a_note_like_any_other(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears(NOTE)
    maja.hears("the board decides, they booked a workshop with us monday 10")

    assert latest(fjord) == []
    assert maja.said[0].startswith("Which deal is that about? Your note is kept.")


def test_after_an_hour_it_is_a_text_like_any_other(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears(NOTE)
    maja.clock += timedelta(minutes=61)
    maja.hears("the board")

    assert latest(fjord) == []
    assert maja.said[0].startswith("Which customer was that about?")


def test_once_it_is_answered_the_next_text_is_no_answer(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears(NOTE)
    maja.hears("Johan")
    maja.hears("the board")

    assert [one[1] for one in latest(fjord)] == ["Johan"]


def test_the_form_begins_with_whom_we_met_and_when_and_chooses_nobody(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Johan Ek at Nordfrakt yesterday, demo friday 10, he agreed")
    maja.presses("I know")

    assert maja.form is not None
    fields = {field.key: field for field in maja.form.fields}
    assert [option.value for option in fields["who"].options] == ["", "johan", "anna"]
    assert (fields["who"].value, fields["day"].value) == ("", "2026-11-23")

    maja.submits(value="Johan", who="johan")

    [told] = answered(fjord)
    [held] = fjord.work().facts.meetings("nordfrakt")
    assert (told.meeting, told.heard_on) == (held.id, date(2026, 11, 23))


def test_what_we_assume_stands_in_the_form(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("I think Johan decides at Nordfrakt")
    maja.presses_of("question.answer", "nordfrakt", "decision_maker")

    assert maja.form is not None
    assert maja.form.fields[0].value == "Johan"
