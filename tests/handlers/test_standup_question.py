"""The one question that somebody takes along from a standup to a customer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.plain import plain
from bot.words import Speech
from domain.deal import DealState
from domain.facts import Grounds
from domain.standup import How
from domain.words import msg
from handlers.standup.summary import summary
from tests.handlers.morning import asked, at_nine, own_message, part_of
from tests.support.builders import ZONE, at
from tests.support.fake import FakeCompany

WORDS = "Anna at Nordfrakt: “What have you set aside for this?”"


@pytest.fixture
def north(fjord: FakeCompany) -> FakeCompany:
    """Maja is asked for her part, and could ask Nordfrakt about the budget."""
    asked(fjord, "maja")
    with fjord.work() as work:
        part = part_of(fjord, "maja")
        question = msg("{words}", words=WORDS)
        draft = replace(part.draft, question=question, asked_of="nordfrakt", asked="budget")
        work.standups.save_part(replace(part, draft=draft))
        work.commit()
    return fjord


def put(north: FakeCompany) -> list[str]:
    """The questions that rest on Nordfrakt, because they were put to the rep."""
    answers = north.work().facts.answers("nordfrakt")
    return [one.question for one in answers if one.grounds is Grounds.UNKNOWN]


def summed_up(north: FakeCompany) -> list[str]:
    with north.work() as work:
        standup = work.standups.get("s1")
        assert standup is not None
        return plain(summary(work, standup), Speech("en", ZONE, standup.closes_at)).splitlines()


def test_whoever_confirms_is_offered_the_question_and_takes_it_along(north: FakeCompany) -> None:
    maja = at_nine(north, "maja")
    maja.presses_of("standup.confirm", "s1")
    assert maja.said[0].splitlines() == [
        "Your part of the standup is in.",
        "You could ask Anna at Nordfrakt: “What have you set aside for this?”",
        "[1] I'll ask  [2] The standup  [3] Change",
    ]
    assert (summed_up(north), put(north)) == ([], [])

    maja.presses("I'll ask")

    assert maja.said == ["Good. “What have you set aside for this?” Tell me what they say.\n[1] They answered"]
    assert summed_up(north) == ["What came of it", f"Maja asks {WORDS}"]
    assert put(north) == ["budget"]
    assert f"You will ask {WORDS}" in own_message(north, "maja")


def test_it_is_taken_along_once(north: FakeCompany) -> None:
    maja = at_nine(north, "maja")
    maja.presses_of("standup.ask", "s1")
    maja.presses_again()

    assert part_of(north, "maja").how is How.CONFIRMED
    assert put(north) == ["budget"]
    maja.presses_of("standup.confirm", "s1")
    assert maja.buttons == ["The standup", "Change"]


def test_the_form_takes_it_along_too(north: FakeCompany) -> None:
    maja = at_nine(north, "maja")
    maja.presses_of("standup.edit", "s1")
    maja.submits(asks="yes")

    assert summed_up(north) == ["What came of it", f"Maja asks {WORDS}"]
    assert put(north) == ["budget"]


def test_the_form_is_kept_though_the_deal_has_gone_to_somebody_else(north: FakeCompany) -> None:
    with north.work() as work:
        gone = work.deals.get("nordfrakt")
        assert gone is not None
        work.deals.save(replace(gone, owner="tom"))
        work.commit()
    maja = at_nine(north, "maja")
    maja.presses_of("standup.edit", "s1")
    maja.submits(asks="yes", words="calling Ida")

    assert part_of(north, "maja").words == "calling Ida"
    assert put(north) == []


def test_a_question_of_a_deal_that_has_ended_is_not_asked(north: FakeCompany) -> None:
    with north.work() as work:
        ended = work.deals.get("nordfrakt")
        assert ended is not None
        work.deals.save(replace(ended, state=DealState.WON, closed_at=at("2026-11-24 09:10")))
        work.commit()
    maja = at_nine(north, "maja")
    maja.presses_of("standup.ask", "s1")

    assert maja.said == ["Nordfrakt, fordonsparken was won on Tue 24 Nov. Nothing was changed."]
    assert not part_of(north, "maja").is_answered


def test_where_there_is_none_it_is_said(fjord: FakeCompany) -> None:
    asked(fjord, "maja")
    maja = at_nine(fjord, "maja")
    maja.presses_of("standup.ask", "s1")

    assert maja.said == ["There is no question to take along in this standup. Nothing was changed."]
    assert not part_of(fjord, "maja").asks
