"""Whom to talk to at a customer, when nobody was named."""

from __future__ import annotations

from domain.deal import Deal
from domain.facts import Outcome
from domain.ports import Work


def counterpart(work: Work, deal: Deal) -> str:
    """The first name of whoever we met last, else of the first contact there; empty when we know nobody."""
    met = (
        one for meeting in work.facts.meetings(deal.id) if meeting.outcome is Outcome.HELD for one in meeting.contacts
    )
    known = next((contact for contact in map(work.contacts.get, met) if contact), None)
    found = known or next(iter(work.contacts.of(deal.account)), None)
    return found.name.split()[0] if found else ""
