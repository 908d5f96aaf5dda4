"""Deal by deal in the room: who leads, what the one message shows, and that no press moves twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.chat import Place
from domain.deal import DealState
from domain.standup import Decision, How, Phase
from domain.standup_plans import planned
from domain.standup_times import Opening
from handlers.standup.opening import make
from handlers.standup.redraw import redraw
from handlers.standup.walk import keep_up
from tests.handlers.room import OPENS, PLAN, InTheRoom, channel, edits, head, now, opened, planned_in
from tests.support.builders import due_on
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

HOUR = timedelta(hours=1)
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
        "Pipeline standup, North · deal by deal",
        TOMS,
        "No next step yet.",
        "Weakest: What is the problem, and what does it cost them? (not asked).",
        "Tom speaks, until 09:18. Then Maja: Nordfrakt.",
        "[1] Next  [2] Skip",
    ]


def test_the_channel_reads_its_own_language(fjord: FakeCompany, room: Coach) -> None:
    room.presses_of("standup.walk", "s1")

    assert channel(fjord, "sv").splitlines()[1:6] == [
        "1 av 3: Hudson Freight, fleet renewal, Tom, 400 000 USD",
        "Inget nästa steg än.",
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
    over = []
    for minutes in (2, 3, 4):
        with fjord.work() as work:
            keep_up(work, now(fjord), OPENS + timedelta(minutes=minutes))
            work.commit()
        over.append("Time for the next one. Then Maja: Nordfrakt." in channel(fjord))

    assert over == [False, True, True]
    assert edits(fjord) == 1
    room.presses_of("standup.next", "s1", "hudson")
    assert "Maja speaks, until 09:18." in channel(fjord)


def test_what_is_told_of_the_deal_elsewhere_is_shown_at_the_next_beat_of_the_clock(
    fjord: FakeCompany, room: Coach, tom: Coach
) -> None:
    room.presses_of("standup.walk", "s1")
    tom.clock = OPENS
    tom.hears("lost Hudson")
    tom.presses("None of them")
    tom.submits(reason="price")
    with fjord.work() as work:
        keep_up(work, now(fjord), OPENS + timedelta(minutes=1))
        work.commit()

    assert channel(fjord).splitlines()[1:4] == [
        TOMS,
        "Let go.",
        "Tom speaks, until 09:18. Then Maja: Nordfrakt.",
    ]


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


def test_a_standup_that_is_still_ahead_opens(fjord: FakeCompany) -> None:
    planned_in(fjord, PLAN)
    with fjord.work() as work:
        team = work.settings.team("north")
        assert team is not None
        ahead = make(work, planned(work, team)[0], Opening(OPENS.date(), OPENS, OPENS + HOUR), OPENS - HOUR)
        work.commit()
    assert ahead is not None
    tom = Coach(fjord.work, "tom", OPENS - HOUR / 2, direct=False)
    tom.presses_of("standup.walk", ahead.id)

    assert (now(fjord, ahead.id).phase, now(fjord, ahead.id).facilitator) == (Phase.OPEN, "tom")
    assert head(fjord, ahead.id) == "1 of 4: Hudson Freight, fleet renewal, Tom, USD 400,000"


def test_what_is_settled_meanwhile_is_passed_over_but_going_back_it_is_there(
    fjord: FakeCompany, room: Coach, maja: Coach
) -> None:
    with fjord.work() as work:
        solberg = work.deals.get("solberg")
        assert solberg is not None
        work.deals.save(replace(solberg, stage_since=OPENS - 24 * HOUR))
        work.commit()
    room.presses_of("standup.walk", "s1")
    maja.clock = OPENS
    maja.hears("step Solberg")
    maja.submits(ours="demo", theirs="demo", day="2026-12-01", agreed="said")
    room.presses_of("standup.next", "s1", "hudson")
    room.presses_of("standup.next", "s1", "nordfrakt")
    assert head(fjord) == "That was the last deal."

    room.presses_of("standup.back", "s1", "")
    assert head(fjord) == LAST
    assert "Next step: demo, Tue 1 Dec, Solberg Bygg said yes." in channel(fjord)


def test_help_that_its_owner_asks_for_is_on_the_screen(fjord: FakeCompany, room: Coach, tom: Coach) -> None:
    tom.clock = OPENS
    tom.presses_of("standup.edit", "s1")
    tom.submits(told_help="Who knows the CFO at Hudson Freight?")
    room.presses_of("standup.walk", "s1")

    assert "Tom asks: Who knows the CFO at Hudson Freight?" in channel(fjord)


def test_where_a_rep_sees_their_own_deals_alone_only_what_was_told_is_walked(
    fjord: FakeCompany, room: Coach, maja: Coach
) -> None:
    north, *others = fjord.settings.teams
    fjord.settings = replace(fjord.settings, teams=(replace(north, sees="own"), *others))
    with fjord.work() as work:
        majas = work.standups.part("s1", "maja")
        assert majas is not None
        work.standups.save_part(replace(majas, how=How.CONFIRMED, answered_at=OPENS))
        work.commit()
    room.presses_of("standup.walk", "s1")

    assert channel(fjord).splitlines()[1:4] == [
        "1 of 2: Nordfrakt, fordonsparken, Maja",
        "No next step yet.",
        "Maja speaks, until 09:18. Then Maja: Solberg Bygg.",
    ]
    room.presses_of("standup.decide", "s1")
    room.submits(what="call them", day="2026-11-27")
    with fjord.work() as work:
        work.standups.decide(Decision("z", "s1", "hudson", "tom", "ask Grace", due_on("2026-11-27"), "tom", OPENS))
        redraw(work, "s1", OPENS)
        work.commit()
    assert [line for line in channel(fjord).splitlines() if line.startswith("– ")] == [
        "– Maja: call them by Fri 27 Nov (Nordfrakt)",
        "– Tom: ask Grace by Fri 27 Nov; waits for Tom's yes",
    ]


def test_words_in_the_thread_are_decided_while_deals_are_walked(fjord: FakeCompany, room: Coach) -> None:
    there = Place("room", "", "C-north", direct=False)
    fjord.state.outbox["letter"] = replace(fjord.state.outbox["letter"], thread="171.1", place=there)
    tom = InTheRoom(fjord, "tom", OPENS, "171.1")
    tom.hears("call the CFO by Thursday")
    assert tom.said[0].splitlines()[0] == "Taken as your part of the standup."

    room.presses_of("standup.walk", "s1")
    tom.hears("call the CFO by Thursday")
    assert tom.said[0] == (
        "Decided: Tom: call the CFO by Thu 26 Nov (Hudson Freight).\n"
        "Nobody was named, so it is for Tom, who looks after the deal.\n[1] Undo  [2] Change"
    )
    tom.hears("decision: Tom asks Grace by Thursday")
    tom.hears("park: the price list")
    assert "Parked: the price list" in channel(fjord)


def test_a_decision_that_says_so_needs_no_walk(fjord: FakeCompany, room: Coach) -> None:
    there = Place("room", "", "C-north", direct=False)
    fjord.state.outbox["letter"] = replace(fjord.state.outbox["letter"], thread="171.1", place=there)
    maja = InTheRoom(fjord, "maja", OPENS, "171.1")
    maja.hears("decision: Maja calls Johan at Nordfrakt by Thursday")
    assert maja.said == ["Decided: Maja calls Johan at Nordfrakt by Thu 26 Nov.\n[1] Undo  [2] Change"]

    maja.hears("beslut: Maja skickar prislistan på fredag")
    assert maja.said[0] == (
        "Maja skickar prislistan. Which deal is it about?\n[1] Nordfrakt, fordonsparken  [2] Solberg Bygg, larm"
        "  [3] Hudson Freight, fleet renewal  [4] No deal"
    )
    maja.presses("No deal")
    assert channel(fjord).splitlines()[1:4] == [
        "Decided:",
        "– Maja calls Johan at Nordfrakt by Thu 26 Nov",
        "– Maja skickar prislistan by Fri 27 Nov",
    ]
