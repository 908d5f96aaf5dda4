"""Whether a concern is said now. Stages in order; each may stop it and must say why and until when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from domain.escalating import warns_at
from domain.nudges import Concern, Episode, Reason, Verdict
from domain.person import Person
from domain.ports import Calendar
from domain.reach import Reach
from domain.settings import Rule
from domain.worktime import add_working_days, local_day, start_of_day

LONGEST_WAIT = 20
"""Working days: however often a concern was said, it waits no longer than this before it is said again.

A rule whose `again` is longer waits that long each time.
"""


@dataclass(frozen=True, slots=True)
class Case:
    """All that counts when one concern is judged.

    `begins_at` is from when the concern is true, None when it is not and will not be. `reach` is who may be told, None
    for nobody. `explained`: a cause of it is true of the same deal. `room`: today's message can still take it.
    `held_back`: the episode that begins with this look, when there is none yet, is one of those that are never said.
    """

    begins_at: datetime | None
    episode: Episode | None
    rule: Rule
    reach: Reach | None
    explained: bool = False
    room: bool = True
    held_back: bool = False


def judge(case: Case, now: datetime, calendar: Calendar) -> Verdict:
    """The verdict on one concern at `now`; its `until` is when another look may come out differently, None for never.

    "Never" holds as long as neither the deal nor the settings change: a change works out attention_at anew.
    """
    if case.reach is None:
        return Verdict(Reason.NOBODY_TO_TELL)
    for stage in _STAGES:
        verdict = stage(case, case.reach, now, calendar)
        if verdict is not None:
            return verdict
    said = case.episode is not None and case.episode.said_at is not None
    episode = case.episode or Episode("", "", Concern.NO_NEXT_STEP, now)
    after = spoken(episode, case.rule, case.reach.owner, now, calendar)
    again = quiet_until(after, case.rule, case.reach.owner, calendar)
    return Verdict(Reason.AGAIN if said else Reason.FIRST_TIME, again and case.reach.opens(again, calendar))


def spoken(episode: Episode, rule: Rule, owner: Person, now: datetime, calendar: Calendar) -> Episode:
    """The episode once its concern was said at `now`, with the word that the manager will be asked when that is due."""
    first = episode.first_said_at or now
    warns = warns_at(first, rule, owner, calendar)
    warned = now if episode.warned_at is None and warns is not None and warns <= now else episode.warned_at
    return replace(episode, said_at=now, first_said_at=first, times_said=episode.times_said + 1, warned_at=warned)


def quiet_until(episode: Episode, rule: Rule, owner: Person, calendar: Calendar) -> datetime | None:
    """From when what was said may be said again; None for never.

    After its wait, or on the day on which the owner is to be told that the manager will be asked.
    """
    if episode.said_at is None:
        return None
    again = again_at(episode.said_at, episode.times_said, rule, owner, calendar)
    if episode.first_said_at is None or episode.warned_at is not None:
        return again
    warns = warns_at(episode.first_said_at, rule, owner, calendar)
    return min((at for at in (again, warns) if at is not None), default=None)


def again_at(said_at: datetime, times: int, rule: Rule, owner: Person, calendar: Calendar) -> datetime | None:
    """From when a concern that was said at `said_at`, for the `times`-th time, may be said again; None for never.

    It is the beginning of one of the owner's working days. Each wait is twice the one before, up to LONGEST_WAIT.
    """
    if rule.again <= 0:
        return None
    doubled = rule.again * 2 ** min(max(times - 1, 0), LONGEST_WAIT)
    wait = max(rule.again, min(doubled, LONGEST_WAIT))
    return start_of_day(add_working_days(local_day(said_at, owner.zone), wait, owner, calendar), owner.zone)


def is_snooze_newer(episode: Episode) -> bool:
    """Whether a snooze decides when the concern is heard next: "tomorrow" means tomorrow, said lately or not."""
    if episode.snoozed_until is None:
        return False
    return episode.said_at is None or episode.said_at < episode.snoozed_until


def _resolved(case: Case, reach: Reach, now: datetime, calendar: Calendar) -> Verdict | None:
    if case.begins_at is None or case.begins_at > now:
        return Verdict(Reason.RESOLVED, case.begins_at and reach.opens(case.begins_at, calendar))
    return None


def _held_back(case: Case, reach: Reach, now: datetime, calendar: Calendar) -> Verdict | None:
    held_back = case.episode.held_back if case.episode is not None else case.held_back
    return Verdict(Reason.HELD_BACK) if held_back else None


def _snoozed(case: Case, reach: Reach, now: datetime, calendar: Calendar) -> Verdict | None:
    until = case.episode.snoozed_until if case.episode else None
    if until is None or until <= now:
        return None
    return Verdict(Reason.SNOOZED, reach.opens(until, calendar))


def _explained(case: Case, reach: Reach, now: datetime, calendar: Calendar) -> Verdict | None:
    return Verdict(Reason.EXPLAINED) if case.explained else None


def _said_lately(case: Case, reach: Reach, now: datetime, calendar: Calendar) -> Verdict | None:
    episode = case.episode
    if episode is None or episode.said_at is None or is_snooze_newer(episode):
        return None
    again = quiet_until(episode, case.rule, reach.owner, calendar)
    if again is not None and again <= now:
        return None
    return Verdict(Reason.SAID_LATELY, again and reach.opens(again, calendar))


def _on_leave(case: Case, reach: Reach, now: datetime, calendar: Calendar) -> Verdict | None:
    return None if reach.hears(now) else Verdict(Reason.ON_LEAVE, reach.opens(now, calendar))


def _outside_hours(case: Case, reach: Reach, now: datetime, calendar: Calendar) -> Verdict | None:
    opens = reach.opens(now, calendar)
    return Verdict(Reason.OUTSIDE_HOURS, opens) if opens > now else None


def _enough_today(case: Case, reach: Reach, now: datetime, calendar: Calendar) -> Verdict | None:
    return None if case.room else Verdict(Reason.ENOUGH_TODAY, reach.opens_anew(now, calendar))


_Stage = Callable[[Case, Reach, datetime, Calendar], Verdict | None]
_STAGES: tuple[_Stage, ...] = (
    _resolved,
    _held_back,
    _snoozed,
    _explained,
    _said_lately,
    _on_leave,
    _outside_hours,
    _enough_today,
)
