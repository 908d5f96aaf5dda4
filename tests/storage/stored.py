"""Puts things into a company and takes them out again, each in a work of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol, TypeVar

from domain.deal import Contact, Deal
from domain.facts import Fact, StepEnd, StepEnding
from domain.journal import JournalEntry, Pending
from domain.nudges import Concern, Episode, OutboxItem, Reason, Verdict, VerdictEntry
from domain.person import Person
from domain.ports import Work
from tests.support.builders import OPENED

Thing = Person | Deal | Contact | Fact | JournalEntry | Pending | Episode | VerdictEntry | OutboxItem
T = TypeVar("T")

QUESTION = Pending("p1", "maja", "note.deal", '{"text": "Träffade Anna"}', OPENED)


class Company(Protocol):
    """Whatever opens works."""

    def work(self) -> Work: ...


def put(company: Company, *things: Thing) -> None:
    """Stores things and commits."""
    with company.work() as work:
        for thing in things:
            _put(work, thing)
        work.commit()


def read(company: Company, what: Callable[[Work], T]) -> T:
    """What a new work sees."""
    with company.work() as work:
        return what(work)


def _put(work: Work, thing: Thing) -> None:
    stores: dict[type, Callable[[Any], object]] = {
        Person: work.persons.save,
        Deal: work.deals.add,
        Contact: work.contacts.add,
        JournalEntry: work.journal.add,
        Pending: work.pending.add,
        Episode: work.nudging.save_episode,
        VerdictEntry: work.nudging.keep,
        OutboxItem: work.nudging.put,
    }
    stores.get(type(thing), work.facts.add)(thing)


def act(id: str = "start", undoes: str | None = None, **changes: Any) -> JournalEntry:
    """Something Maja did with Nordfrakt."""
    made = JournalEntry(id, "maja", OPENED, "note", "nordfrakt", None, 1, undoes)
    return replace(made, **changes)


def ending(id: str = "ending", step: str = "step", **changes: Any) -> StepEnding:
    """A step of Nordfrakt was kept."""
    return replace(StepEnding(id, step, "nordfrakt", "start", "maja", OPENED, StepEnd.KEPT), **changes)


def episode(id: str = "episode", **changes: Any) -> Episode:
    """Nordfrakt has no next step."""
    return replace(Episode(id, "nordfrakt", Concern.NO_NEXT_STEP, OPENED), **changes)


def verdict(id: str = "verdict", at: datetime = OPENED, **changes: Any) -> VerdictEntry:
    """It was said for the first time."""
    said = Verdict(Reason.FIRST_TIME)
    return replace(VerdictEntry(id, at, "maja", "nordfrakt", Concern.NO_NEXT_STEP, "episode", said), **changes)


def item(id: str = "item", **changes: Any) -> OutboxItem:
    """A message to Maja that may go at once."""
    return replace(OutboxItem(id, f"key-{id}", "maja", "{}", ("episode",), OPENED, OPENED), **changes)
