"""What is written in the thread of a standup's message."""

from __future__ import annotations

from domain.chat import Incoming, Reply, Text
from domain.ports import Work
from domain.reading.understood import Intent
from domain.words import msg
from handlers.note import hear_as_note
from handlers.reading import read
from handlers.standup.asked import or_in
from handlers.standup.deciding import hear_decision, hear_leading
from handlers.standup.mine import mine_of
from handlers.standup.named import of_thread
from handlers.standup.spoken import ANOTHER, put


def hear(incoming: Incoming, work: Work) -> list[Reply] | None:
    """The answer to plain words in the thread of a standup, or from whoever walks its deals; None to any others."""
    text = incoming.act.text.strip() if isinstance(incoming.act, Text) else ""
    standup = of_thread(incoming, work) if text else None
    if standup is None:
        return hear_leading(incoming, work)
    decided = hear_decision(incoming, work, standup)
    if decided is not None:
        return decided
    mine = mine_of(standup.id, incoming, work)
    understood = read(work, mine.person, text, incoming.at)
    if understood.intent is Intent.QUESTION:
        return or_in(mine, text, understood, hear_as_note(incoming, work))
    return put(mine, text, msg("Taken as your part of the standup."), ANOTHER)
