"""Who is to be spoken to: one round a person, about the deals of everybody for whom they hear."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from domain.person import Person
from domain.reach import People, Reach, reach_of
from domain.settings import Settings
from domain.worktime import local_day

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Round:
    """What is due at an instant for `person`, None when nobody may be told. `reaches` are by the owners of the deals,
    None for an owner who is gone. `begins`: the person's day begins, and the message with it.
    """

    person: Person | None
    reaches: Mapping[str, Reach | None]
    begins: bool = False

    @property
    def name(self) -> str:
        """The person's id; where nobody is told, the owner's."""
        return self.person.id if self.person else next(iter(self.reaches), "")

    def today(self, now: datetime) -> date | None:
        """The day it is where the person is."""
        return local_day(now, self.person.zone) if self.person else None


def rounds_of(
    people: People, settings: Settings, owners: Iterable[str], now: datetime, begins: Iterable[str] = ()
) -> tuple[list[Round], list[str]]:
    """The rounds in which the deals of these owners are spoken of, in this order, then those of whoever's day begins;
    and the persons who cannot be read.
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
    for id in sorted(starting - found.keys()):
        with _noting(id, failed):
            found[id] = people.get(id), {}
    return [Round(person, reaches, key in starting) for key, (person, reaches) in found.items()], failed


@contextmanager
def _noting(person: str, failed: list[str]) -> Iterator[None]:
    """Whoever cannot be read costs nobody else anything."""
    try:
        yield
    except Exception:
        log.exception("a person cannot be read", extra={"person": person})
        failed.append(person)
