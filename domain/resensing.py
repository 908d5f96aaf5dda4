"""The signs of deals that nobody changed: another app.yaml, another zone of the owner, or a database from before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.deal import Deal
from domain.ports import Work
from domain.sensing import signs_of, zone_of


def sense(work: Work, deals: Sequence[Deal]) -> list[Deal]:
    """The deals with their signs worked out anew and stored; they keep their version. Does not commit."""
    facts = work.facts.standing_of([deal.id for deal in deals])
    zones = {owner: zone_of(work.persons.get(owner), work.settings) for owner in {deal.owner for deal in deals}}
    sensed = [replace(deal, signs=signs_of(deal, facts[deal.id], zones[deal.owner])) for deal in deals]
    for old, new in zip(deals, sensed, strict=True):
        if new.signs != old.signs:
            work.deals.sense(new)
    return sensed
