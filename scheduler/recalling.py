"""Reads the past of all deals out of the database, for scheduler/replaying.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from domain.course import Kept, course
from domain.deal import Contact, Deal
from domain.facts import Fact, Meeting
from domain.ports import Work
from scheduler.replaying import Past

_AT_ONCE = 500
"""Deals that are read together: few enough for one query."""


def recalled(work: Work, start: datetime, end: datetime) -> Past:
    """Everything that `replay` needs to walk from `start` to `end`."""
    people = {person.id: person for person in work.persons.all()}

    def zone_of(owner: str) -> str:
        return people[owner].zone if owner in people else work.settings.company.zone

    courses = [course(kept, zone_of) for deals in _batches(work, start, end) for kept in _kept(work, deals)]
    return Past(courses, people, work.settings, work.calendar, start, end)


def _batches(work: Work, start: datetime, end: datetime) -> Iterator[list[Deal]]:
    """The deals that were alive at some time in between."""
    deals = work.deals.each("", _AT_ONCE)
    while deals:
        yield [deal for deal in deals if deal.opened_at < end and not (deal.closed_at and deal.closed_at < start)]
        deals = work.deals.each(deals[-1].id, _AT_ONCE)


def _kept(work: Work, deals: Sequence[Deal]) -> Iterator[Kept]:
    ids = [deal.id for deal in deals]
    facts, entries = work.facts.of_deals(ids), work.journal.of_deals(ids)
    for deal in deals:
        if entries[deal.id]:
            yield Kept(deal, entries[deal.id], facts[deal.id], _met(work, facts[deal.id]))


def _met(work: Work, facts: Sequence[Fact]) -> Mapping[str, Contact]:
    """Whoever was in one of the meetings."""
    met = {contact for fact in facts if isinstance(fact, Meeting) for contact in fact.contacts}
    found = (work.contacts.get(contact) for contact in met)
    return {contact.id: contact for contact in found if contact is not None}
