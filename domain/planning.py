"""When comes what comes by the clock: a manager's digest, a rep's morning brief, a team's standup.

Time of day and weekday are the reader's own. What falls on a day on which they do not work comes when they next do, so
that nothing planned is left out; and several that were missed become one, since the next is counted from the last. When
a standup is, is told in domain/standup_times.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from domain.person import Person
from domain.ports import Calendar, Work
from domain.rounds import Round, brief_key, digest_key, standup_key
from domain.settings import Digest, Team
from domain.standup_plans import Planned, planned
from domain.standup_times import begins_at, next_opening
from domain.teams import manager_of
from domain.worktime import local_day, next_working_time, start_of_day

_DAY = timedelta(days=1)


def next_brief(person: Person, after: datetime, calendar: Calendar) -> datetime:
    """When (UTC) the person's first working day begins whose beginning lies after `after`."""
    day = local_day(after, person.zone)
    while (begins := next_working_time(person, start_of_day(day, person.zone), calendar)) <= after:
        day += _DAY
    return begins


def next_digest(digest: Digest, manager: Person, after: datetime, calendar: Calendar) -> datetime:
    """The first instant (UTC) after `after` at which the digest comes."""
    who = reader(digest, manager)

    def comes(day: date) -> datetime:
        told = datetime.combine(day, digest.at, ZoneInfo(who.zone)).astimezone(UTC)
        return next_working_time(who, told, calendar)

    day = _day_of(digest, local_day(after, who.zone), _DAY)
    while comes(day) <= after:
        day = _day_of(digest, day + _DAY, _DAY)
    # One of a day before may still be to come: over a holiday, or a leave.
    while comes(before := _day_of(digest, day - _DAY, -_DAY)) > after:
        day = before
    return comes(day)


def _day_of(digest: Digest, day: date, step: timedelta) -> date:
    """The day, or the nearest from there on which the digest is planned."""
    while day.weekday() not in digest.days:
        day += step
    return day


def reader(digest: Digest, manager: Person) -> Person:
    """By whose clock it comes. A channel is read while the manager is on leave."""
    return replace(manager, away=()) if digest.to == "channel" else manager


def plan_all(work: Work, now: datetime) -> None:
    """Every brief, digest and standup gets its next instant, by the settings and the people as they are now.

    Does not commit.
    """
    for person in work.persons.all():
        _plan_brief(work, person, now)
    for team in work.settings.teams:
        _plan_digests(work, team, now)
        plan_standups(work, team, now)


def plan_for(work: Work, person: Person, now: datetime) -> None:
    """The same after something about this person changed: their hours, their zone, their leave. Does not commit."""
    _plan_brief(work, person, now)
    for team in work.settings.teams:
        manager = manager_of(work, team)
        if manager is not None and manager.id == person.id:
            _plan_digests(work, team, now)
        if person.team == team.key:
            plan_standups(work, team, now)


def plan_standups(work: Work, team: Team, now: datetime) -> None:
    """The standups of a team get their next instant, by what is planned and was said about them. Does not commit."""
    for one in planned(work, team):
        _plan(work, standup_key(team.key, one.plan.key), now, partial(next_standup, work, one))


def next_standup(work: Work, one: Planned, after: datetime) -> datetime | None:
    """When (UTC) the next of a plan's standups that opens after the instant begins for the first of the team."""
    opening = next_opening(one, after, work)
    return begins_at(one, opening, work) if opening else None


def _plan_brief(work: Work, person: Person, now: datetime) -> None:
    if not (work.settings.nudges.brief and person.brief) or person.email is None or person.left_at is not None:
        work.rounds.drop(brief_key(person.id))
        return
    _plan(work, brief_key(person.id), now, lambda after: next_brief(person, after, work.calendar))


def _plan_digests(work: Work, team: Team, now: datetime) -> None:
    manager = manager_of(work, team)
    if manager is None:
        return
    for number, digest in enumerate(team.digests, 1):
        _plan_digest(work, digest_key(team.key, number), digest, manager, now)


def _plan_digest(work: Work, key: str, digest: Digest, manager: Person, now: datetime) -> None:
    _plan(work, key, now, lambda after: next_digest(digest, manager, after, work.calendar))


def _plan(work: Work, key: str, now: datetime, following: Callable[[datetime], datetime | None]) -> None:
    known = work.rounds.get(key)
    since = known.since if known else now
    at = following(since)
    if at is None:
        work.rounds.drop(key)
    elif (round_ := Round(key, at, since)) != known:
        work.rounds.set(round_)
