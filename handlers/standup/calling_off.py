"""A standup that is called off before it opened: those who were asked already are told where they were asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.chat import Divider, Para
from domain.ports import Work
from domain.retelling import letter_of, part_about, retell
from domain.standup import Phase, Standup
from domain.words import msg


def call_off(work: Work, standup: Standup, at: datetime) -> Standup:
    """The standup as it is called off. Does not commit. Raises Conflict when it was changed since it was read."""
    off = work.standups.save(replace(standup, phase=Phase.CALLED_OFF))
    for part in work.standups.parts(standup.id):
        letter = letter_of(work, part.asked_in, at) if part.asked_in else None
        if letter is not None:
            blocks = letter.say.blocks
            start, end = part_about(blocks, standup.id)
            told = (Divider(standup.id), Para(msg("The standup of today is called off.")))
            if start < len(blocks):
                retell(work, letter, replace(letter.say, blocks=(*blocks[: start - 1], *told, *blocks[end:])), at)
    return off
