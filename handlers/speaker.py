"""Whoever is speaking, and what they may do with a deal."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.chat import Incoming
from domain.deal import Deal, DealSketch
from domain.errors import NotFound
from domain.person import Person
from domain.ports import Work
from domain.rights import may_change, may_see
from domain.words import msg


def speaker(incoming: Incoming, work: Work) -> Person:
    """The person who did this. Raises NotFound for somebody who left meanwhile."""
    person = work.persons.get(incoming.person)
    if person is None:
        raise NotFound(msg("I don't know you any more, so nothing was saved."))
    return person


def changes(person: Person, deal: Deal, work: Work, at: datetime) -> bool:
    """Whether the person may change the deal at that instant."""
    return may_change(person, deal, work.persons.get(deal.owner), work.settings, at)


def sees(person: Person, deal: Deal, work: Work, at: datetime) -> bool:
    """Whether the person may see the deal at that instant."""
    return may_see(person, deal, work.persons.get(deal.owner), work.settings, at)


def local(at: datetime, person: Person) -> datetime:
    """The instant on the person's own clock."""
    return at.astimezone(ZoneInfo(person.zone))


def today(at: datetime, person: Person) -> date:
    """The day it is where the person is."""
    return local(at, person).date()


def visible(work: Work, person: Person, text: str, at: datetime) -> tuple[DealSketch, ...]:
    """The deals a text may speak of, without those the person may not see."""
    return tuple(found for found in work.deals.mentioned(text, person.id) if _may_see(work, person, found, at))


def _may_see(work: Work, person: Person, found: DealSketch, at: datetime) -> bool:
    if found.owner == person.id:
        return True
    deal = work.deals.get(found.id)
    return deal is not None and sees(person, deal, work, at)
