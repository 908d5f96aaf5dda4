"""The section about a standup in somebody's own message, told anew when they have answered, wherever they did, and when
their deals tell something else by now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.chat import Block
from domain.ports import Work
from domain.retelling import letter_of, part_about, retell
from domain.standup import Part, Standup
from handlers.standup.ask import answered_blocks, ask_blocks


def retell_ask(work: Work, standup: Standup, part: Part, at: datetime) -> None:
    """The message that asked them says what they answered, without the buttons, or asks again. Does not commit.

    What else the message speaks of stays as it is, and heals by itself.
    """
    blocks = answered_blocks if part.is_answered else ask_blocks
    tell_instead(work, part, blocks(work, standup, part, at), at)


def tell_instead(work: Work, part: Part, told: Sequence[Block], at: datetime) -> None:
    """Put these blocks in place of the section in which they were asked, if they were. Does not commit."""
    letter = letter_of(work, part.asked_in, at) if part.asked_in else None
    if letter is None:
        return
    blocks = letter.say.blocks
    start, end = part_about(blocks, part.standup)
    if start < len(blocks):
        retell(work, letter, replace(letter.say, blocks=(*blocks[: start - 1], *told, *blocks[end:])), at)
