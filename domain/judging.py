"""Whether a concern is said now. Stages in order; each may stop it and must say why and until when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain.nudges import Episode, Reason, Verdict
from domain.person import Person
from domain.ports import Calendar
from domain.settings import Rule
from domain.worktime import next_working_time, working_morning


@dataclass(frozen=True, slots=True)
class Case:
    """All that counts when one concern is judged.

    `begins_at` is from when the concern is true, None when it is not and will not be. `explained`: a cause of it is
    true of the same deal. `room`: today's message to the person can still take it.
    """

    begins_at: datetime | None
    episode: Episode | None
    rule: Rule
    person: Person | None
    explained: bool = False
    room: bool = True


def judge(case: Case, now: datetime, calendar: Calendar) -> Verdict:
    """The verdict on one concern at `now`; its `until` is when another look may come out differently, None for never.

    "Never" holds as long as neither the deal nor the settings change: a change works out attention_at anew.
    """
    if case.person is None:
        return Verdict(Reason.NOBODY_TO_TELL)
    for stage in _STAGES:
        verdict = stage(case, case.person, now, calendar)
        if verdict is not None:
            return verdict
    said = case.episode is not None and case.episode.said_at is not None
    again = again_at(now, case.rule, case.person, calendar)
    return Verdict(Reason.AGAIN if said else Reason.FIRST_TIME, again)


def again_at(said_at: datetime, rule: Rule, person: Person, calendar: Calendar) -> datetime | None:
    """When a concern that was said may be said again: some mornings later, or never."""
    return working_morning(person, said_at, rule.again, calendar) if rule.again > 0 else None


def is_snooze_newer(episode: Episode) -> bool:
    """Whether a snooze decides when the concern is heard next: "tomorrow" means tomorrow, said lately or not."""
    if episode.snoozed_until is None:
        return False
    return episode.said_at is None or episode.said_at < episode.snoozed_until


def _resolved(case: Case, person: Person, now: datetime, calendar: Calendar) -> Verdict | None:
    if case.begins_at is None or case.begins_at > now:
        return Verdict(Reason.RESOLVED, case.begins_at and next_working_time(person, case.begins_at, calendar))
    return None


def _snoozed(case: Case, person: Person, now: datetime, calendar: Calendar) -> Verdict | None:
    until = case.episode.snoozed_until if case.episode else None
    if until is None or until <= now:
        return None
    return Verdict(Reason.SNOOZED, next_working_time(person, until, calendar))


def _explained(case: Case, person: Person, now: datetime, calendar: Calendar) -> Verdict | None:
    return Verdict(Reason.EXPLAINED) if case.explained else None


def _said_lately(case: Case, person: Person, now: datetime, calendar: Calendar) -> Verdict | None:
    episode = case.episode
    if episode is None or episode.said_at is None or is_snooze_newer(episode):
        return None
    until = again_at(episode.said_at, case.rule, person, calendar)
    return Verdict(Reason.SAID_LATELY, until) if until is None or until > now else None


def _outside_hours(case: Case, person: Person, now: datetime, calendar: Calendar) -> Verdict | None:
    opens = next_working_time(person, now, calendar)
    return Verdict(Reason.OUTSIDE_HOURS, opens) if opens > now else None


def _enough_today(case: Case, person: Person, now: datetime, calendar: Calendar) -> Verdict | None:
    return None if case.room else Verdict(Reason.ENOUGH_TODAY, working_morning(person, now, 1, calendar))


_Stage = Callable[[Case, Person, datetime, Calendar], Verdict | None]
_STAGES: tuple[_Stage, ...] = (_resolved, _snoozed, _explained, _said_lately, _outside_hours, _enough_today)
