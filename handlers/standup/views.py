"""A standup as it stands, for whoever asks."""

from __future__ import annotations

from dataclasses import replace

from domain.chat import Choice, Incoming, Reply
from domain.errors import NotAllowed, NotFound
from domain.person import Person, Role
from domain.ports import Work
from domain.rights import leads
from domain.standup import Standup
from domain.words import msg
from handlers.speaker import speaker
from handlers.standup.message import channel_message
from handlers.standup.mine import belongs
from handlers.standup.summary import participation
from handlers.turn import id_of


def show(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the whole standup as the channel reads it."""
    return [replace(channel_message(work, seen(incoming, work)), private=True)]


def who_answered(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: who took part, for whoever leads the team alone."""
    standup = seen(incoming, work)
    person = speaker(incoming, work)
    if not _may_know(work, person, standup):
        raise NotAllowed(msg("Who took part is for whoever leads the team alone."))
    return [replace(participation(work, standup), private=True)]


def who_button(work: Work, person: Person, standup: Standup) -> Choice | None:
    """The button of that, for whoever may press it."""
    return Choice(msg("Who took part"), "standup.who", standup.id) if _may_know(work, person, standup) else None


def _may_know(work: Work, person: Person, standup: Standup) -> bool:
    return person.role is Role.ADMIN or leads(person, standup.team, work.settings)


def seen(incoming: Incoming, work: Work) -> Standup:
    """Raises NotFound for one that is not there, or not theirs to see."""
    person = speaker(incoming, work)
    found = work.standups.get(id_of(incoming))
    if found is None or not (belongs(person, found.team, work) or person.role is Role.ADMIN):
        raise NotFound(msg("I don't find that standup any more. Nothing was changed."))
    return found
