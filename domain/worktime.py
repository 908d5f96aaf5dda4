"""When somebody works: their hours, their weekdays and their country's public holidays, in their own zone.

The zone is read on use, so that somebody who moves is spoken to in the new morning. Every instant that goes in is
aware, every instant that comes out is UTC.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.person import Person
from domain.ports import Calendar

_DAY = timedelta(days=1)


def local_day(at: datetime, zone: str) -> date:
    """The day it is at that instant in the IANA zone."""
    return at.astimezone(ZoneInfo(zone)).date()


def start_of_day(day: date, zone: str) -> datetime:
    """The instant (UTC) at which the day begins in the IANA zone."""
    return clock_on(day, time(0), zone)


def is_working_day(day: date, person: Person, calendar: Calendar) -> bool:
    """Whether it is one of the person's weekdays and no public holiday in their country. Leave does not count here."""
    return day.weekday() in person.hours.days and not calendar.is_holiday(person.country, day)


def is_working_time(person: Person, at: datetime, calendar: Calendar) -> bool:
    """Whether the person is at work; the end of the hours is already outside."""
    return next_working_time(person, at, calendar) == at.astimezone(UTC)


def next_working_time(person: Person, at: datetime, calendar: Calendar) -> datetime:
    """The first working instant (UTC) from `at` on, not on leave: `at` itself when that is one."""
    day = local_day(at, person.zone)
    while True:
        opens = None if person.leave_on(day) else working_time_on(day, person, at, calendar)
        if opens is not None:
            return opens
        day += _DAY


def working_time_on(day: date, person: Person, at: datetime, calendar: Calendar) -> datetime | None:
    """The first working instant (UTC) of the day, from `at` on; None when there is none. Leave does not count here."""
    if not is_working_day(day, person, calendar) or at >= clock_on(day, person.hours.end, person.zone):
        return None
    return max(at.astimezone(UTC), clock_on(day, person.hours.start, person.zone))


def add_working_days(day: date, n: int, person: Person, calendar: Calendar) -> date:
    """The n-th of the person's working days after `day`; `day` itself for 0."""
    year, left = day.year, n
    while left > 0:
        days = _working_days(year, person.hours.days, person.country, calendar)
        place = bisect_right(days, day)
        if place + left <= len(days):
            return days[place + left - 1]
        year, left = year + 1, left - (len(days) - place)
    return day


def working_days_before(day: date, n: int, person: Person, calendar: Calendar) -> date:
    """The n-th of the person's working days before `day`; `day` itself for 0."""
    year, left = day.year, n
    while left > 0:
        days = _working_days(year, person.hours.days, person.country, calendar)
        place = bisect_left(days, day)
        if left <= place:
            return days[place - left]
        year, left = year - 1, left - place
    return day


def working_days_between(day: date, other: date, weekdays: tuple[int, ...], country: str, calendar: Calendar) -> int:
    """How many working days lie after `day`, up to `other` and with it; 0 when that is no later."""
    years = range(day.year, other.year + 1)
    days = (_working_days(year, weekdays, country, calendar) for year in years)
    return max(0, sum(bisect_right(some, other) - bisect_right(some, day) for some in days))


@lru_cache(maxsize=256)
def _working_days(year: int, weekdays: tuple[int, ...], country: str, calendar: Calendar) -> tuple[date, ...]:
    """All of a year, in order. A tick counts to days weeks away for thousands of deals, so nobody walks there."""
    first, after = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
    days = (date.fromordinal(one) for one in range(first, after))
    return tuple(day for day in days if day.weekday() in weekdays and not calendar.is_holiday(country, day))


def working_morning(person: Person, at: datetime, n: int, calendar: Calendar) -> datetime:
    """When work begins (UTC) on the n-th working day after the day it is at `at`; n is 1 or more."""
    day = add_working_days(local_day(at, person.zone), n, person, calendar)
    return clock_on(day, person.hours.start, person.zone)


@lru_cache(maxsize=65_536)
def clock_on(day: date, clock: time, zone: str) -> datetime:
    """A clock time as an instant (UTC). One that the clocks skip is as late as if they had not; of two, the first."""
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)
