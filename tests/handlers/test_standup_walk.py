"""Deal by deal in the room: who leads, what the one message shows, and that no press moves twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.deal import DealState
from domain.standup import Phase
from handlers.standup.walk import turn_over
from tests.handlers.room import OPENS, channel, edits, head, now, opened
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

THREE = {"maja": ("nordfrakt", "solberg"), "tom": ("hudson",)}
TOMS = "1 of 3: Hudson Freight, fleet renewal, Tom, USD 400,000"
MAJAS = "2 of 3: Nordfrakt, fordonsparken, Maja, SEK 400,000"
LAST = "3 of 3: Solberg Bygg, larm, Maja"


@pytest.fixture
def room(fjord: FakeCompany) -> Coach:
    """Karin's phone in the channel, where a standup with three deals to talk about is open."""
    opened(fjord, THREE)
    return Coach(fjord.work, "karin", OPENS, direct=False)


def test_whoever_starts_leads_and_the_deal_with_most_at_stake_comes_first(fjord: FakeCompany, room: Coach) -> None:
    colleague = Coach(fjord.work, "tom", OPENS, direct=False)
    colleague.presses_of("standup.walk", "s1")

    assert colleague.said == []
    assert now(fjord).facilitator == "tom"
    assert channel(fjord).splitlines()[:6] == [
        "Pipeline standup, North · open until 10:00",
        TOMS,
        "No next step since Mon 2 Nov.",
        "Weakest: What is the problem, and what does it cost them? (not asked).",
        "Tom speaks, until 09:18. Then Maja: Nordfrakt.",
        "[1] Next  [2] Skip",
    ]


def test_the_channel_reads_its_own_language(fjord: FakeCompany, room: Coach) -> None:
    room.presses_of("standup.walk", "s1")

    assert channel(fjord, "sv").splitlines()[1:6] == [
        "1 av 3: Hudson Freight, fleet renewal, Tom, 400 000 USD",
        "Inget nästa steg sedan mån 2 nov.",
        "Svagast: Vad är problemet, och vad kostar det dem? (ingen har frågat).",
        "Tom har ordet till kl 09.18. Sedan Maja: Nordfrakt.",
        "[1] Nästa  [2] Hoppa över",
    ]


def test_a_second_start_begins_nothing_anew(fjord: FakeCompany, room: Coach) -> None:
    room.presses_of("standup.walk", "s1")
    room.presses_of("standup.next", "s1", "hudson")
    colleague = Coach(fjord.work, "tom", OPENS, direct=False)
    colleague.presses_of("standup.walk", "s1")

    assert now(fjord).facilitator == "karin"
    assert head(fjord) == MAJAS


def test_on_and_back(fjord: FakeCompany, room: Coach) -> None:
    room.presses_of("standup.walk", "s1")
    room.presses_of("standup.next", "s1", "hudson")
    assert head(fjord) == MAJAS
    room.presses_of("standup.next", "s1", "nordfrakt")
    assert head(fjord) == LAST
    assert "This is the last deal." in channel(fjord)
    room.presses_of("standup.back", "s1", "solberg")
    assert head(fjord) == MAJAS


def test_two_presses_at_one_instant_move_once(fjord: FakeCompany, room: Coach) -> None:
    room.presses_of("standup.walk", "s1")
    for person in ("karin", "tom", "maja"):
        Coach(fjord.work, person, OPENS, direct=False).presses_of("standup.next", "s1", "hudson")

    assert head(fjord) == MAJAS


def test_what_is_skipped_comes_last(fjord: FakeCompany, room: Coach) -> None:
    room.presses_of("standup.walk", "s1")
    room.presses_of("standup.later", "s1", "hudson")
    room.presses_of("standup.later", "s1", "hudson")

    assert head(fjord) == MAJAS.replace("2 of", "1 of")
    assert now(fjord).agenda == ("nordfrakt", "solberg", "hudson")


def test_the_last_deal_skipped_is_the_end(fjord: FakeCompany, room: Coach) -> None:
    room.presses_of("standup.walk", "s1")
    room.presses_of("standup.next", "s1", "hudson")
    room.presses_of("standup.next", "s1", "nordfrakt")
    room.presses_of("standup.later", "s1", "solberg")

    assert head(fjord) == "That was the last deal."
    room.presses_of("standup.back", "s1", "")
    assert head(fjord) == LAST


def test_a_deal_that_ended_meanwhile_is_passed_over(fjord: FakeCompany, room: Coach) -> None:
    room.presses_of("standup.walk", "s1")
    with fjord.work() as work:
        nordfrakt = work.deals.get("nordfrakt")
        assert nordfrakt is not None
        work.deals.save(replace(nordfrakt, state=DealState.LOST))
        work.commit()
    room.presses_of("standup.next", "s1", "hudson")

    assert head(fjord) == LAST


def test_the_time_of_a_deal_is_said_to_be_over_once(fjord: FakeCompany, room: Coach) -> None:
    room.presses_of("standup.walk", "s1")
    said = []
    for minutes in (2, 3, 4):
        with fjord.work() as work:
            said.append(turn_over(work, now(fjord), OPENS + timedelta(minutes=minutes)))
            work.commit()

    assert said == [False, True, False]
    assert "Time for the next one. Then Maja: Nordfrakt." in channel(fjord)
    room.presses_of("standup.next", "s1", "hudson")
    assert "Maja speaks, until 09:18." in channel(fjord)


def test_many_presses_in_a_moment_are_one_edit(fjord: FakeCompany, room: Coach) -> None:
    room.presses_of("standup.walk", "s1")
    room.presses_of("standup.next", "s1", "hudson")
    room.presses_of("standup.next", "s1", "nordfrakt")

    assert edits(fjord) == 1


def test_alone_with_the_coach_the_message_is_shown_in_place_of_the_one_pressed(fjord: FakeCompany, room: Coach) -> None:
    alone = Coach(fjord.work, "karin", OPENS)
    alone.presses_of("standup.walk", "s1")

    assert [said.splitlines()[1] for said in alone.said] == ["1 av 3: Hudson Freight, fleet renewal, Tom, 400 000 USD"]


def test_another_team_cannot_touch_it(fjord: FakeCompany, room: Coach, erik: Coach) -> None:
    erik.presses_of("standup.walk", "s1")

    assert erik.said == ["That is another team's standup. Nothing was changed."]
    assert now(fjord).turn is None


def test_what_has_ended_is_not_walked(fjord: FakeCompany, room: Coach, maja: Coach) -> None:
    with fjord.work() as work:
        work.standups.save(replace(now(fjord), phase=Phase.ENDED))
        work.commit()
    maja.presses_of("standup.walk", "s1")

    assert maja.said == ["That standup has ended. Nothing was changed."]


def test_nothing_to_talk_about_is_said(fjord: FakeCompany, maja: Coach) -> None:
    opened(fjord, {"maja": ()})
    maja.presses_of("standup.walk", "s1")

    assert maja.said == ["No deal needs talk just now."]
    assert now(fjord).turn is None
