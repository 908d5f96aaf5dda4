"""When a team's next standup is, when each of the team is asked, and who is away that day.

A standup is on its day by the clocks of its plan, and people are asked when they begin to work on that same day by
their own. West of the plan that may be after its end: what they answer lands late, and is seen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from domain.person import Person
from domain.ports import Calendar, Work
from domain.standup import How, Part
from domain.standup_plans import Planned
from domain.teams import sellers_of
from domain.worktime import clock_on, is_working_day, local_day, next_working_time, start_of_day, working_time_on

_DAY = timedelta(days=1)
_FARTHEST = 400
"""Within how many days the next one is looked for; a pause that ends later ends by being planned anew."""


@dataclass(frozen=True, slots=True)
class Opening:
    """One standup to come: on `day`, where its plan is, between two instants (UTC)."""

    day: date
    opens_at: datetime
    closes_at: datetime


def next_opening(one: Planned, after: datetime, work: Work) -> Opening | None:
    """The first of a plan's standups that opens after the instant; None when there is none in sight.

    The company's public holidays are left out, and what somebody paused or skipped.
    """
    day = local_day(after, one.plan.zone)
    for _ in range(_FARTHEST):
        if is_on(one, day, work):
            opening = opening_on(one, day)
            if opening.opens_at > after:
                return opening
        day += _DAY
    return None


def is_on(one: Planned, day: date, work: Work) -> bool:
    """Whether there is one on that day."""
    holiday = work.calendar.is_holiday(work.settings.company.country, day)
    return day.weekday() in one.plan.days and not holiday and not one.is_paused_on(day)


def opening_on(one: Planned, day: date) -> Opening:
    """When it would be on that day."""
    opens = clock_on(day, one.plan.at, one.plan.zone)
    return Opening(day, opens, opens + length_of(one))


def length_of(one: Planned) -> timedelta:
    """For how long it is open."""
    return _of(one.plan.until) - _of(one.plan.at)


def _of(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)


def begins_at(one: Planned, opening: Opening, work: Work) -> datetime:
    """When the first of the team begins to work on that day; at the latest when it opens."""
    mornings = (_morning(person, opening.day, work.calendar) for person in sellers_of(work, one.team))
    return min((opening.opens_at, *(morning for morning in mornings if morning is not None)))


def _morning(person: Person, day: date, calendar: Calendar) -> datetime | None:
    at = start_of_day(day, person.zone)
    return None if is_away(person, day, calendar) else working_time_on(day, person, at, calendar)


def placed(part: Part, person: Person, day: date, at: datetime, calendar: Calendar) -> Part:
    """A part that waits, by what is known at `at`: when the person is asked, or that they are away and when they are
    back. Whoever has their working hours of the day behind them is not asked.
    """
    if is_away(person, day, calendar):
        return replace(part, how=How.AWAY, back=back_on(person, day, calendar), asks_at=None)
    return replace(part, how=How.WAITING, back=None, asks_at=working_time_on(day, person, at, calendar))


def is_away(person: Person, day: date, calendar: Calendar) -> bool:
    """Whether they do not work on that day: a leave, a weekday that is not theirs, a holiday where they are."""
    return person.leave_on(day) is not None or not is_working_day(day, person, calendar)


def back_on(person: Person, day: date, calendar: Calendar) -> date:
    """The first day after `day` on which they work."""
    return local_day(next_working_time(person, start_of_day(day + _DAY, person.zone), calendar), person.zone)
