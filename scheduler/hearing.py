"""Who is to be spoken to: once a person, about the deals of everybody for whom they hear."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from domain.person import Person
from domain.ports import Persons
from domain.reach import People, Reach, reach_of
from domain.settings import Settings
from domain.worktime import local_day
from scheduler.asking import Waiting

AT_ONCE = 50
"""How many persons are looked at together at most,"""
DEALS_AT_ONCE = 500
"""and, unless one alone has more, how many deals: so few that nobody waits long for the database meanwhile."""

PERSONS_AT_ONCE = 500

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is due at an instant for `person`, None when nobody may be told. `reaches` are by the owners of the deals,
    None for an owner who is gone. `begins`: the person's day begins, and the message with it. `waiting` is what waits
    to be asked of them for a standup.
    """

    person: Person | None
    reaches: Mapping[str, Reach | None]
    begins: bool = False
    waiting: Sequence[Waiting] = ()

    @property
    def name(self) -> str:
        """The person's id; where nobody is told, the owner's."""
        return self.person.id if self.person else next(iter(self.reaches), "")

    def today(self, now: datetime) -> date | None:
        """The day it is where the person is."""
        return local_day(now, self.person.zone) if self.person else None

    def key(self, now: datetime) -> str:
        """What the message of the day is called in the outbox."""
        return f"nudge:{self.name}:{self.today(now)}"


def hearings_of(
    people: People,
    settings: Settings,
    owners: Iterable[str],
    now: datetime,
    begins: Iterable[str] = (),
    waiting: Mapping[str, Sequence[Waiting]] = MappingProxyType({}),
) -> tuple[list[Hearing], list[str]]:
    """Who hears of the deals of these owners, in this order, then whoever's day begins or who waits to be asked; and
    the persons who cannot be read.
    """
    found: dict[str, tuple[Person | None, dict[str, Reach | None]]] = {}
    failed: list[str] = []
    for owner in owners:
        with _noting(owner, failed):
            reach = reach_of(people, owner, settings)
            person = reach.hears(now) if reach else None
            key = person.id if person else f"nobody for {owner}"
            found.setdefault(key, (person, {}))[1][owner] = reach
    starting = frozenset(begins)
    for id in sorted((starting | waiting.keys()) - found.keys()):
        with _noting(id, failed):
            found[id] = people.get(id), {}
    return [
        Hearing(person, reaches, key in starting, waiting.get(key, ())) for key, (person, reaches) in found.items()
    ], failed


@contextmanager
def _noting(person: str, failed: list[str]) -> Iterator[None]:
    """Whoever cannot be read costs nobody else anything."""
    try:
        yield
    except Exception:
        log.exception("a person cannot be read", extra={"person": person})
        failed.append(person)


def together(hearings: Sequence[Hearing], due: Mapping[str, int]) -> Iterator[list[Hearing]]:
    """The hearings in their order, a few at a time; `due` tells how many deals each owner has to be looked at."""
    some: list[Hearing] = []
    deals = 0
    for one in hearings:
        more = sum(due[owner] for owner in one.reaches)
        if some and (len(some) == AT_ONCE or deals + more > DEALS_AT_ONCE):
            yield some
            some, deals = [], 0
        some.append(one)
        deals += more
    if some:
        yield some


def ask_for(persons: Persons, ids: Sequence[str]) -> None:
    """Ask for many persons together, so that each is known when their turn comes. One who is broken is found then."""
    for start in range(0, len(ids), PERSONS_AT_ONCE):
        with suppress(Exception):
            persons.some(ids[start : start + PERSONS_AT_ONCE])
