"""What is said when a standup ends: what was decided, to all; who took part, to whoever leads the team alone."""

from __future__ import annotations

from collections.abc import Iterator

from domain.chat import Say
from domain.ports import Work
from domain.standup import Decision, Part, Standup
from domain.words import Listed, Message, msg
from handlers.replies import say


def summary(work: Work, standup: Standup) -> Say:
    """For the thread of the one message."""
    decided = [_decided(work, one) for one in work.standups.decisions(standup.id)]
    parked = [msg("Parked: {words}", words=one.words) for one in work.standups.parked(standup.id)]
    return say(msg("The standup has ended."), *decided, *parked)


def _decided(work: Work, one: Decision) -> Message:
    owner = work.persons.get(one.owner)
    name = owner.first_name if owner else one.owner
    if one.due is None:
        return msg("**{name}**: {words}", name=name, words=one.words)
    return msg("**{name}**: {words}, {due}", name=name, words=one.words, due=one.due)


def participation(work: Work, standup: Standup) -> Say:
    """For the manager, in private."""
    parts = work.standups.parts(standup.id)
    answered = _names(work, [one for one in parts if one.is_answered])
    silent = _names(work, [one for one in parts if not one.is_answered and one.asks_at is not None])
    return say(*_told(answered, silent))


def _told(answered: Listed, silent: Listed) -> Iterator[Message]:
    if answered.items:
        yield msg("Answered: {names}.", names=answered)
    if silent.items:
        yield msg("I have not heard from {names}.", names=silent)


def _names(work: Work, parts: list[Part]) -> Listed:
    persons = (work.persons.get(part.person) for part in parts)
    return Listed(tuple(person.first_name for person in persons if person is not None))
