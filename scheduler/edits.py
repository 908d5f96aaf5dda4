"""What waits for another message: an edit for the one that it amends, an answer in a thread for the one above it."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.nudges import OutboxItem
from domain.ports import Work
from domain.retelling import LATELY
from scheduler.sending import GiveUp, TryAgain

SOON = timedelta(minutes=1)


def pointless(work: Work, edit: OutboxItem, now: datetime) -> GiveUp | TryAgain | None:
    """Why the edit is better not sent now; None to send it, at any hour, since it makes no sound."""
    letter = work.nudging.letter(edit.amends)
    if not letter or letter[0].gave_up or now - letter[0].created_at > LATELY:
        return GiveUp("no message to amend")
    if letter[-1].id != edit.id:
        return GiveUp("a later edit says it too")
    return None if letter[0].sent_at is not None else TryAgain(now + SOON)


def is_on_its_way(work: Work, item: str) -> bool:
    """Whether a message has neither arrived nor been given up."""
    found = work.nudging.item(item)
    return found is not None and found.sent_at is None and not found.gave_up
