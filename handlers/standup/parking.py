"""The parking lot: what is to be talked about some other time."""

from __future__ import annotations

import re

from domain.chat import Ask, Choice, Field, Incoming, Reply, Text
from domain.errors import Conflict
from domain.ports import Work
from domain.standup import Parked, Standup
from domain.words import msg
from handlers.parse import LINE_AT_MOST, Filled
from handlers.replies import buttons, say
from handlers.standup.redraw import redraw
from handlers.standup.walk import in_the_room
from handlers.turn import form_of, pick_of

_PARK = re.compile(r"\s*(?:park|parkera|parkeras|parking lot|parkering(?:en)?)\s*[:–-]\s*(?P<what>\S.*)", re.IGNORECASE)


def hear_parked(incoming: Incoming, work: Work, standup: Standup) -> list[Reply] | None:
    """ "Park: the price list", "parkera: prislistan"; None for any other text."""
    found = _PARK.match(incoming.act.text) if isinstance(incoming.act, Text) else None
    if found is None:
        return None
    words = " ".join(found["what"].split())
    if len(words) > LINE_AT_MOST:
        raise Conflict(msg("That is longer than I can keep here: {most} characters at most.", most=LINE_AT_MOST))
    return _parked(incoming, work, standup, words)


def ask_park(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: what is put aside, in a line."""
    _, standup = in_the_room(incoming, work)
    field = Field("what", msg("What do we talk about later?"), required=True)
    return [Ask("parked.save", msg("Park it"), (field,), standup.id, msg("Save"))]


def save_parked(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form."""
    person, standup = in_the_room(incoming, work)
    filled = Filled(form_of(incoming), person, incoming.at)
    words = filled.line("what", msg("What do we talk about later? A few words are enough."))
    return filled.refusal() or _parked(incoming, work, standup, words)


def _parked(incoming: Incoming, work: Work, standup: Standup, words: str) -> list[Reply]:
    if any(one.words.casefold() == words.casefold() for one in work.standups.parked(standup.id)):
        return [say(msg("That is parked already. Nothing was stored twice."), private=True)]
    parked = Parked(work.new_id(), standup.id, words, incoming.person, incoming.at)
    work.standups.park(parked)
    redraw(work, standup.id, incoming.at)
    undo = Choice(msg("Undo"), "parked.undo", standup.id, parked.id)
    return [say(msg("Parked: {words}", words=words), buttons(undo), private=True)]


def take_out(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: it is not parked any more."""
    _, standup = in_the_room(incoming, work)
    found = next((one for one in work.standups.parked(standup.id) if one.id == pick_of(incoming)), None)
    if found is None:
        return [say(msg("That is undone already."), private=True)]
    work.standups.unpark(found.id)
    redraw(work, standup.id, incoming.at)
    return [say(msg("Not parked any more: {words}", words=found.words), private=True, instead=True)]
