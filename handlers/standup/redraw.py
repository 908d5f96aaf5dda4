"""The one message of a standup, drawn anew after something changed: in the channel it is edited, never repeated."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.ports import Work
from domain.retelling import letter_of, retell
from domain.standup import Standup
from handlers.standup.message import channel_message

PACE = timedelta(seconds=3)
"""The least time between two edits of the message: Slack takes about fifty a minute, Teams fewer than sixty."""


def redraw(work: Work, standup: str, at: datetime) -> Standup | None:
    """Put the message as it must read now into the outbox; the standup as it is now. Does not commit.

    Whoever draws has the standup alone until their work ends. What others committed before that is read after it, so of
    two who answer at the same instant the second draws both answers, and an answer at the instant of opening is in the
    message or edited into it.
    """
    fresh = work.standups.alone(standup)
    letter = letter_of(work, fresh.message, at) if fresh and fresh.message else None
    if letter is not None and fresh is not None:
        retell(work, letter, channel_message(work, fresh), at, PACE)
    return fresh
