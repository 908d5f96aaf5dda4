"""A standup that is called off before it opened: whoever was asked hears it there, and nobody else is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.chat import Divider, Para
from domain.ports import Work
from domain.standup import Phase, Standup
from domain.words import msg
from handlers.standup.retold import tell_instead


def call_off(work: Work, standup: Standup, at: datetime) -> Standup:
    """The standup as it is called off. Does not commit. Raises Conflict when it was changed since it was read."""
    off = work.standups.save(replace(standup, phase=Phase.CALLED_OFF))
    told = (Divider(standup.id), Para(msg("The standup of today is called off.")))
    for part in work.standups.parts(standup.id):
        tell_instead(work, part, told, at)
        if part.asks_at is not None and not part.asked_in:
            work.standups.save_part(replace(part, asks_at=None))
    return off
