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


def sees(person: Person, deal: Deal | DealSketch, work: Work, at: datetime) -> bool:
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
    found = work.deals.mentioned(text, person.id)
    # Read together: one by one they would be a question to the database for each deal that sounds alike.
    work.persons.some([deal.owner for deal in found])
    return tuple(deal for deal in found if sees(person, deal, work, at))
