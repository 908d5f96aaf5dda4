"""Why a concern is said or is not: one row a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.judging import Case, judge
from domain.nudges import Concern, Episode, Reason, Verdict
from domain.settings import Rule
from tests.support.builders import MAJA, at
from tests.support.fake import NoHolidays

NOW = at("2026-11-24 10:00")
BEGAN = at("2026-11-23 00:00")
RULE = Rule("no_next_step", True, 1, 3)
TRUE = Case(BEGAN, None, RULE, MAJA)


def episode(said: str | None = None, snoozed: str | None = None) -> Episode:
    """The concern's episode, said or put off then."""
    return Episode(
        "episode",
        "nordfrakt",
        Concern.NO_NEXT_STEP,
        BEGAN,
        said_at=at(said) if said else None,
        times_said=1 if said else 0,
        snoozed_until=at(snoozed) if snoozed else None,
    )


@pytest.mark.parametrize(
    ("case", "reason", "until"),
    [
        pytest.param(TRUE, Reason.FIRST_TIME, "2026-11-27 08:30", id="said the first time"),
        pytest.param(
            replace(TRUE, episode=episode(said="2026-11-19 09:00")),
            Reason.AGAIN,
            "2026-11-27 08:30",
            id="said again three working days later",
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
        pytest.param(replace(TRUE, person=None), Reason.NOBODY_TO_TELL, None, id="nobody owns the deal"),
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
            "2026-11-27 08:30",
            id="tomorrow means tomorrow, said lately or not",
        ),
        pytest.param(
            replace(TRUE, episode=episode(said="2026-11-23 09:00", snoozed="2026-11-20 00:00")),
            Reason.SAID_LATELY,
            "2026-11-26 08:30",
            id="said since the snooze was over",
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
            Case(None, episode("2026-11-23 09:00", "2026-11-30 09:00"), RULE, MAJA, True, False),
            Reason.RESOLVED,
            id="resolved goes before snoozed",
        ),
        pytest.param(
            Case(BEGAN, episode("2026-11-23 09:00", "2026-11-30 09:00"), RULE, MAJA, True, False),
            Reason.SNOOZED,
            id="snoozed goes before explained",
        ),
        pytest.param(
            Case(BEGAN, episode("2026-11-23 09:00"), RULE, MAJA, True, False),
            Reason.EXPLAINED,
            id="explained goes before said lately",
        ),
        pytest.param(
            Case(BEGAN, episode("2026-11-23 09:00"), RULE, MAJA, False, False),
            Reason.SAID_LATELY,
            id="said lately goes before outside hours",
        ),
        pytest.param(
            Case(BEGAN, None, RULE, MAJA, False, False),
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
