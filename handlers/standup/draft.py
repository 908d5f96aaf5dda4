"""What somebody's deals tell by themselves, so that a standup is mostly written before anybody answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.person import Person
from domain.ports import Work
from domain.standup import Draft, Standup
from domain.words import msg


def drafts_of(work: Work, standup: Standup, persons: Sequence[Person], now: datetime) -> Mapping[str, Draft]:
    """The draft of each of these people, by their ids; many are worked out together."""
    ahead: dict[str, list[str]] = {person.id: [] for person in persons}
    for deal in work.deals.owned_by(list(ahead)):
        if deal.step_due is not None and deal.step_due.day <= standup.until:
            ahead[deal.owner].append(f"{deal.account}: {deal.step_ours or deal.step_theirs}")
    said = {owner: tuple(msg("{line}", line=line) for line in lines) for owner, lines in ahead.items()}
    return {owner: Draft(ahead=lines) for owner, lines in said.items()}
