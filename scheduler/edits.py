"""Whether an edit of a message that was sent is still worth sending."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.nudges import OutboxItem
from domain.ports import Work
from domain.retelling import LATELY
from scheduler.sending import GiveUp, TryAgain

_SOON = timedelta(minutes=1)


def pointless(work: Work, edit: OutboxItem, now: datetime) -> GiveUp | TryAgain | None:
    """Why the edit is better not sent now; None to send it, at any hour, since it makes no sound."""
    letter = work.nudging.letter(edit.amends)
    if not letter or letter[0].gave_up or now - letter[0].created_at > LATELY:
        return GiveUp("no message to amend")
    if letter[-1].id != edit.id:
        return GiveUp("a later edit says it too")
    return None if letter[0].sent_at is not None else TryAgain(now + _SOON)
