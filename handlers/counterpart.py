"""Whom to talk to at a customer, when nobody was named."""

from __future__ import annotations

from domain.deal import Deal
from domain.ports import Work
from handlers.whom import whom_to_ask


def counterpart(work: Work, deal: Deal) -> str:
    """The first name of whom to ask, else of the first contact there; empty when we know nobody."""
    found = whom_to_ask(work, deal) or next(iter(work.contacts.of(deal.account)), None)
    return found.name.split()[0] if found else ""
