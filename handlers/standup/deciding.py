"""Decisions as they are said in the room: who does what by when becomes a next step on the deal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from domain.chat import Incoming, Reply, Text
from domain.person import Person
from domain.ports import Work
from domain.reading.decided import Decided, find_decisions
from domain.reading.doers import Spoken
from domain.rights import has_left
from domain.standup import Decision, Standup
from domain.words import msg
from handlers.asking import within
from handlers.parse import day_order, short
from handlers.replies import say
from handlers.speaker import local, speaker
from handlers.standup.about import deals_meant
from handlers.standup.mine import belongs
from handlers.standup.parking import hear_parked
from handlers.standup.settling import go_on
from handlers.standup.undecided import Open

_READ_AT_MOST = 1000
_WORDS_AT_MOST = 200
"""Characters of one decision. A longer one is a discussion."""


def hear_decision(incoming: Incoming, work: Work, standup: Standup) -> list[Reply] | None:
    """What is decided or parked in a text, from the thread or from whoever leads; None for any other text.

    While no deal is talked about, only what says of itself that it is a decision is one.
    """
    person = speaker(incoming, work)
    if not isinstance(incoming.act, Text) or not belongs(person, standup.team, work):
        return None
    parked = hear_parked(incoming, work, standup)
    if parked is not None:
        return parked
    found = find_decisions(incoming.act.text[:_READ_AT_MOST], _spoken(incoming, work, standup, person))
    if not found.decisions or not all(_is_meant(one, incoming, standup) for one in found.decisions):
        return None
    replies = [reply for one in found.decisions for reply in _taken(incoming, work, standup, one)]
    left = [msg("I left this, since nothing is decided in it: {words}", words=short(line)) for line in found.left]
    return [*replies, *(say(words, private=True) for words in left)]


def hear_leading(incoming: Incoming, work: Work) -> list[Reply] | None:
    """The same of what somebody writes to the coach alone while they walk the deals of a standup."""
    if not incoming.place.direct:
        return None
    walked = (one for one in work.standups.running() if one.turn is not None and one.facilitator == incoming.person)
    standup = next(walked, None)
    return hear_decision(incoming, work, standup) if standup else None


def _is_meant(one: Decided, incoming: Incoming, standup: Standup) -> bool:
    """In the channel's thread, while deals are walked, it is; alone with the coach, words that name nobody are not."""
    if len(one.words) > _WORDS_AT_MOST:
        return False
    return one.is_marked or (standup.turn is not None and (bool(one.who) or not incoming.place.direct))


def _spoken(incoming: Incoming, work: Work, standup: Standup, person: Person) -> Spoken:
    now = local(incoming.at, person)
    return Spoken(now, called(work, standup.team), person.id, day_order(person), person.zone)


def called(work: Work, team: str) -> Mapping[str, Sequence[str]]:
    """The names that people here go by: whole ones, and first names, which mean the team's before anybody else's."""
    here = [one for one in work.persons.all() if one.email and not has_left(one, work.settings)]
    names: dict[str, list[Person]] = {}
    for one in here:
        for name in {one.first_name.lower(), one.name.lower()}:
            names.setdefault(name, []).append(one)
    return {name: [one.id for one in _nearest(ones, team)] for name, ones in names.items()}


def _nearest(persons: Sequence[Person], team: str) -> Sequence[Person]:
    return [one for one in persons if one.team == team] or persons


def _taken(incoming: Incoming, work: Work, standup: Standup, one: Decided) -> list[Reply]:
    person = speaker(incoming, work)
    deals = deals_meant(incoming, work, standup, one)
    decision = Decision(
        id=work.new_id(),
        standup=standup.id,
        deal=deals[0] if len(deals) == 1 else "",
        owner=one.who[0] if len(one.who) == 1 else "",
        words=one.words,
        due=one.due,
        by=person.id,
        at=incoming.at,
    )
    still = Open(
        decision.id,
        who=one.who if len(one.who) > 1 else (),
        deals=deals if len(deals) > 1 else (),
        days=_days(incoming, work, person, one),
        named=bool(one.who),
    )
    return go_on(incoming, work, decision, still, instead=False)


def _days(incoming: Incoming, work: Work, person: Person, one: Decided) -> tuple[date, ...]:
    if one.span is None:
        return one.days
    return within(work, person, local(incoming.at, person).date(), one.span)
