"""Why a concern is said or is not: one row a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.judging import Case, again_at, judge
from domain.nudges import Concern, Episode, Reason, Verdict
from domain.person import Leave
from domain.reach import Reach
from domain.settings import Rule
from tests.support.builders import MAJA, at
from tests.support.fake import NoHolidays

NOW = at("2026-11-24 10:00")
BEGAN = at("2026-11-23 00:00")
RULE = Rule("no_next_step", True, 1, 3)
TRUE = Case(BEGAN, None, RULE, Reach(MAJA))
AWAY = replace(MAJA, away=(Leave(date(2026, 11, 23), date(2026, 11, 29)),))


def episode(said: str | None = None, snoozed: str | None = None, times: int = 1, held_back: bool = False) -> Episode:
    """The concern's episode, said so often or put off then."""
    return Episode(
        "episode",
        "nordfrakt",
        Concern.NO_NEXT_STEP,
        BEGAN,
        said_at=at(said) if said else None,
        times_said=times if said else 0,
        snoozed_until=at(snoozed) if snoozed else None,
        held_back=held_back,
    )


@pytest.mark.parametrize(
    ("case", "reason", "until"),
    [
        pytest.param(TRUE, Reason.FIRST_TIME, "2026-11-27 08:30", id="said the first time"),
        pytest.param(
            replace(TRUE, episode=episode(said="2026-11-19 09:00")),
            Reason.AGAIN,
            "2026-12-02 08:30",
            id="said again three working days later, and then not for six",
        ),
        pytest.param(
            replace(TRUE, episode=episode(said="2026-11-19 09:00", times=2)),
            Reason.SAID_LATELY,
            "2026-11-27 08:30",
            id="said twice, so it waits twice as long",
        ),
        pytest.param(
            replace(TRUE, episode=episode(said="2026-11-04 09:00", times=9)),
            Reason.SAID_LATELY,
            "2026-12-02 08:30",
            id="said often, so it waits as long as it ever does",
        ),
        pytest.param(
            replace(TRUE, episode=episode(said="2026-11-20 09:00")),
            Reason.SAID_LATELY,
            "2026-11-25 08:30",
            id="said two working days ago",
        ),
        pytest.param(
            replace(TRUE, episode=episode(said="2026-01-20 09:00"), rule=replace(RULE, again=0)),
            Reason.SAID_LATELY,
            None,
            id="a rule that says it once",
        ),
        pytest.param(replace(TRUE, reach=None), Reason.NOBODY_TO_TELL, None, id="nobody owns the deal"),
        pytest.param(replace(TRUE, begins_at=None), Reason.RESOLVED, None, id="it is mended"),
        pytest.param(
            replace(TRUE, begins_at=at("2026-11-26 00:00")),
            Reason.RESOLVED,
            "2026-11-26 08:30",
            id="it will only be true the day after tomorrow",
        ),
        pytest.param(
            replace(TRUE, episode=episode(snoozed="2026-11-25 00:00")),
            Reason.SNOOZED,
            "2026-11-25 08:30",
            id="put off until tomorrow",
        ),
        pytest.param(
            replace(TRUE, episode=episode(said="2026-11-23 09:00", snoozed="2026-11-24 00:00")),
            Reason.AGAIN,
            "2026-12-02 08:30",
            id="tomorrow means tomorrow, said lately or not",
        ),
        pytest.param(
            replace(TRUE, episode=episode(said="2026-11-23 09:00", snoozed="2026-11-20 00:00")),
            Reason.SAID_LATELY,
            "2026-11-26 08:30",
            id="said since the snooze was over",
        ),
        pytest.param(replace(TRUE, episode=episode(held_back=True)), Reason.HELD_BACK, None, id="held back"),
        pytest.param(replace(TRUE, held_back=True), Reason.HELD_BACK, None, id="held back from the start"),
        pytest.param(
            replace(TRUE, reach=Reach(AWAY)), Reason.ON_LEAVE, "2026-11-30 08:30", id="the person is on leave"
        ),
        pytest.param(replace(TRUE, explained=True), Reason.EXPLAINED, None, id="its cause is said instead"),
        pytest.param(replace(TRUE, room=False), Reason.ENOUGH_TODAY, "2026-11-25 08:30", id="today's message is full"),
    ],
)
def test_the_verdict(case: Case, reason: Reason, until: str | None) -> None:
    assert judge(case, NOW, NoHolidays()) == Verdict(reason, at(until) if until else None)


@pytest.mark.parametrize(
    ("wall", "until"),
    [
        pytest.param("2026-11-24 07:00", "2026-11-24 08:30", id="early in the morning"),
        pytest.param("2026-11-27 19:00", "2026-11-30 08:30", id="Friday evening"),
    ],
)
def test_outside_working_hours_it_waits(wall: str, until: str) -> None:
    assert judge(TRUE, at(wall), NoHolidays()) == Verdict(Reason.OUTSIDE_HOURS, at(until))


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        pytest.param(
            Case(None, episode("2026-11-23 09:00", "2026-11-30 09:00"), RULE, None, True, False),
            Reason.NOBODY_TO_TELL,
            id="nobody to tell goes before all",
        ),
        pytest.param(
            Case(None, episode("2026-11-23 09:00", "2026-11-30 09:00", held_back=True), RULE, Reach(AWAY), True, False),
            Reason.RESOLVED,
            id="resolved goes before held back",
        ),
        pytest.param(
            Case(
                BEGAN, episode("2026-11-23 09:00", "2026-11-30 09:00", held_back=True), RULE, Reach(AWAY), True, False
            ),
            Reason.HELD_BACK,
            id="held back goes before snoozed",
        ),
        pytest.param(
            Case(BEGAN, episode("2026-11-23 09:00", "2026-11-30 09:00"), RULE, Reach(AWAY), True, False),
            Reason.SNOOZED,
            id="snoozed goes before explained",
        ),
        pytest.param(
            Case(BEGAN, episode("2026-11-23 09:00"), RULE, Reach(AWAY), True, False),
            Reason.EXPLAINED,
            id="explained goes before said lately",
        ),
        pytest.param(
            Case(BEGAN, episode("2026-11-23 09:00"), RULE, Reach(AWAY), False, False),
            Reason.SAID_LATELY,
            id="said lately goes before on leave",
        ),
        pytest.param(
            Case(BEGAN, None, RULE, Reach(AWAY), False, False),
            Reason.ON_LEAVE,
            id="on leave goes before outside hours",
        ),
        pytest.param(
            Case(BEGAN, None, RULE, Reach(MAJA), False, False),
            Reason.OUTSIDE_HOURS,
            id="outside hours goes before enough for today",
        ),
    ],
)
def test_the_first_reason_that_stops_it_is_the_one_given(case: Case, reason: Reason) -> None:
    assert judge(case, at("2026-11-24 20:00"), NoHolidays()).reason == reason


@pytest.mark.parametrize("reason", list(Reason))
def test_only_the_two_that_say_something_speak(reason: Reason) -> None:
    assert Verdict(reason).speaks is (reason in {Reason.FIRST_TIME, Reason.AGAIN})


@pytest.mark.parametrize(
    ("again", "waits"),
    [
        pytest.param(1, [1, 2, 4, 8, 16, 20, 20], id="every day"),
        pytest.param(3, [3, 6, 12, 20, 20, 20, 20], id="every third day"),
        pytest.param(30, [30] * 7, id="longer than the longest wait"),
    ],
)
def test_each_wait_is_twice_the_one_before_up_to_four_weeks(again: int, waits: list[int]) -> None:
    every_day = replace(MAJA, hours=replace(MAJA.hours, days=tuple(range(7))))
    said = at("2026-06-01 09:00")

    looks = [again_at(said, times, replace(RULE, again=again), every_day, NoHolidays()) for times in range(1, 8)]

    assert looks == [at("2026-06-01 00:00") + timedelta(days=days) for days in waits]


instants = st.integers(-48 * 20, 48 * 20).map(lambda n: NOW + n * timedelta(minutes=30))
leaves = st.integers(-9, 9).map(lambda n: Leave(NOW.date() + timedelta(days=n), NOW.date() + timedelta(days=n + 4)))


@st.composite
def episodes(draw: st.DrawFn) -> Episode:
    """Anything that may have become of an episode until now."""
    said = draw(st.none() | instants.filter(lambda one: one <= NOW))
    times = draw(st.integers(1, 40)) if said else 0
    kept = replace(episode(held_back=draw(st.booleans())), said_at=said, times_said=times)
    return replace(kept, snoozed_until=draw(st.none() | instants))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A concern in any state, of somebody with some leave."""
    return Case(
        begins_at=draw(st.none() | instants),
        episode=draw(st.none() | episodes()),
        rule=replace(RULE, again=draw(st.integers(0, 30))),
        reach=Reach(replace(MAJA, away=tuple(draw(st.lists(leaves, max_size=2))))),
        explained=draw(st.booleans()),
        room=draw(st.booleans()),
    )


@given(cases(), instants)
def test_another_look_always_comes_later(case: Case, now: datetime) -> None:
    until = judge(case, now, NoHolidays()).until

    assert until is None or until > now


@given(cases(), instants)
def test_whoever_is_spoken_to_is_at_work_and_has_not_put_it_off(case: Case, now: datetime) -> None:
    if not judge(case, now, NoHolidays()).speaks:
        return
    reach, held = case.reach, case.episode
    assert reach is not None and reach.hears(now) is reach.owner
    assert judge(replace(TRUE, reach=reach), now, NoHolidays()).reason is Reason.FIRST_TIME
    assert held is None or not (held.held_back or (held.snoozed_until and held.snoozed_until > now))


@given(cases(), instants)
def test_whatever_is_put_off_is_said_when_its_looks_are_followed(case: Case, now: datetime) -> None:
    """Unless it never will be: what is held back, explained or mended, and a rule that says a thing once."""
    case = replace(case, room=True)
    verdict = judge(case, now, NoHolidays())
    while not verdict.speaks and verdict.until is not None:
        verdict = judge(case, verdict.until, NoHolidays())

    never = {Reason.HELD_BACK, Reason.EXPLAINED, Reason.RESOLVED, Reason.SAID_LATELY}
    assert verdict.speaks or verdict.reason in never
