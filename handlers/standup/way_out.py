"""What was meant for no standup is heard as what it would have been without one."""

from __future__ import annotations

import json
from dataclasses import replace

from domain.chat import Incoming, Reply, Text
from domain.ports import Work
from domain.words import msg
from handlers.note import hear_as_note
from handlers.replies import say
from handlers.standup.spoken import kept_words, unsaid


def unsay(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: out of the standup again. Plain words are then what they would have been without it."""
    text = unsaid(incoming, work)
    if not isinstance(text, str):
        return text
    heard = hear_as_note(replace(incoming, act=Text(text)), work)
    return [say(msg("Out of the standup again."), private=True, instead=True), *heard]


def keep_as_note(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: words that no standup took are a note."""
    pending = kept_words(incoming, work)
    if not work.pending.use(pending.id):
        return [say(msg("That is settled already. Nothing was stored twice."), private=True)]
    return hear_as_note(replace(incoming, act=Text(json.loads(pending.data)["text"])), work)
