"""Somebody leaves: their deals get somebody new, and the coach falls silent towards them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.attention import reconsider_of
from domain.errors import NotAllowed
from domain.person import Person
from domain.ports import Work
from domain.rights import has_left, may_manage_people
from domain.words import Message, msg, msgs
from handlers.orders import Order


def manageable(work: Work, person: Person) -> list[Person]:
    """Those of whom the person may say that they have left: not oneself, and not who has left already."""
    others = (one for one in work.persons.all() if one.id != person.id and not has_left(one, work.settings))
    return [one for one in others if may_manage_people(person, one.team, work.settings)]


def has_gone(work: Work, order: Order, person: Person, at: datetime) -> Message:
    """They have left, unless there are deals that nobody took over yet."""
    leaver = _leaver(work, order, person)
    left = len(work.deals.open_of(leaver.id)) + len(work.deals.prospects_of(leaver.id))
    if left:
        return msgs(
            "{who} still has {n} deal, so I keep {who} here. Hand it over first.",
            "{who} still has {n} deals, so I keep {who} here. Hand them over first.",
            left,
            who=leaver.first_name,
        )
    work.persons.save(replace(leaver, left_at=at))
    reconsider_of(work, leaver.id)
    return msg("**{who}** has left. I say nothing to {first} any more.", who=leaver.name, first=leaver.first_name)


def is_back(work: Work, order: Order, person: Person) -> Message | None:
    """It was a mistake: they are here. None when they are anyway."""
    leaver = _leaver(work, order, person)
    if leaver.left_at is None:
        return None
    work.persons.save(replace(leaver, left_at=None))
    reconsider_of(work, leaver.id)
    return msg("**{who}** is here again.", who=leaver.name)


def _leaver(work: Work, order: Order, person: Person) -> Person:
    leaver = work.persons.get(order.owner)
    if leaver is None or not may_manage_people(person, leaver.team, work.settings):
        raise NotAllowed(msg("Only an admin or the team's manager can say that. Nothing was changed."))
    return leaver
