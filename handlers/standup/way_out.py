"""What was taken as somebody's part of a standup was something else, and is heard as that."""

from __future__ import annotations

from dataclasses import replace

from domain.chat import Incoming, Reply, Text
from domain.ports import Work
from domain.words import msg
from handlers.note import hear_as_note
from handlers.replies import say
from handlers.standup.spoken import unsaid


def unsay(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: out of the standup again. Plain words are then what they would have been without it."""
    text = unsaid(incoming, work)
    if not isinstance(text, str):
        return text
    heard = hear_as_note(replace(incoming, act=Text(text)), work)
    return [say(msg("Out of the standup again."), private=True), *heard]
