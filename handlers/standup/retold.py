"""The section about a standup in somebody's own message, told anew when they have answered, wherever they did."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.ports import Work
from domain.retelling import letter_of, part_about, retell
from domain.standup import Part, Standup
from handlers.standup.ask import answered_blocks, ask_blocks


def retell_ask(work: Work, standup: Standup, part: Part, at: datetime) -> None:
    """The message that asked them says what they answered, without the buttons, or asks again. Does not commit.

    What else the message speaks of stays as it is, and heals by itself.
    """
    letter = letter_of(work, part.asked_in, at) if part.asked_in else None
    if letter is None:
        return
    blocks = letter.say.blocks
    start, end = part_about(blocks, standup.id)
    if start < len(blocks):
        section = answered_blocks if part.is_answered else ask_blocks
        told = section(work, standup, part, at)
        retell(work, letter, replace(letter.say, blocks=(*blocks[: start - 1], *told, *blocks[end:])), at)
