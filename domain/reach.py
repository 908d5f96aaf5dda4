"""Who is told about somebody's deals: the owner, and while they are on leave the colleague who covers for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from domain.person import Person
from domain.ports import Calendar, Persons
from domain.rights import has_left
from domain.settings import Settings
from domain.worktime import local_day, next_working_time, start_of_day, working_time_on

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom the coach may speak to about the deals of `owner`. `covers` are those named in the owner's leave who are
    still here.

    A leave is one of whole days where the owner is; whether the cover is away too is asked where the cover is.
    """

    owner: Person
    covers: tuple[Person, ...] = ()

    def hears(self, now: datetime) -> Person | None:
        """Who is told at that instant, at work or not; None while the owner is away and nobody stands in."""
        leave = self.owner.leave_on(local_day(now, self.owner.zone))
        if leave is None:
            return self.owner
        cover = self._cover(leave.cover)
        return None if cover is None or cover.leave_on(local_day(now, cover.zone)) else cover

    def opens(self, at: datetime, calendar: Calendar) -> datetime:
        """The first instant (UTC) from `at` on at which somebody may be told, in their working hours."""
        day = local_day(at, self.owner.zone)
        while True:
            opens = self._opens_on(day, at, calendar)
            if opens is not None:
                return opens
            day += _DAY

    def opens_anew(self, now: datetime, calendar: Calendar) -> datetime:
        """The same, but for whoever hears at `now` only from their next day on: they have got today's message."""
        whom = self.hears(now) or self.owner
        told = whom.id, local_day(now, whom.zone)
        turns = sorted(start_of_day(local_day(now, zone) + _DAY, zone) for zone in {self.owner.zone, whom.zone})
        opens = [self.opens(at, calendar) for at in turns]
        return next((at for at in opens if self._heard_on(at) != told), opens[-1])

    def _heard_on(self, at: datetime) -> tuple[str, date] | None:
        whom = self.hears(at)
        return (whom.id, local_day(at, whom.zone)) if whom else None

    def _opens_on(self, day: date, at: datetime, calendar: Calendar) -> datetime | None:
        """The same within a day of the owner's."""
        leave, zone = self.owner.leave_on(day), self.owner.zone
        if leave is None:
            return working_time_on(day, self.owner, at, calendar)
        cover = self._cover(leave.cover)
        if cover is None:
            return None
        opens = next_working_time(cover, max(at, start_of_day(day, zone)), calendar)
        return opens if opens < start_of_day(day + _DAY, zone) else None

    def _cover(self, id: str) -> Person | None:
        return next((person for person in self.covers if person.id == id), None)


class People(Protocol):
    """Whoever finds people by their id."""

    def get(self, person: str) -> Person | None: ...


def reach_of(people: People, owner: str, settings: Settings) -> Reach | None:
    """Whom to tell about this person's deals; None when nobody by that id is here and can be written to."""
    person = _still_here(people, owner, settings)
    if person is None:
        return None
    named = dict.fromkeys(leave.cover for leave in person.away if leave.cover)
    covers = (_still_here(people, cover, settings) for cover in named)
    return Reach(person, tuple(cover for cover in covers if cover is not None))


def heard_by(persons: Persons, person: str) -> Sequence[str]:
    """Whose deals the person may come to hear of: their own, and those of everybody who named them as cover."""
    covered = (one.id for one in persons.all() if any(leave.cover == person for leave in one.away))
    return list(dict.fromkeys((person, *covered)))


def _still_here(people: People, id: str, settings: Settings) -> Person | None:
    person = people.get(id)
    return None if person is None or person.stopped or has_left(person, settings) else person
