"""What waits for another message: an edit for the one that it amends, an answer in a thread for the one above it."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.nudges import OutboxItem
from domain.ports import Work
from domain.retelling import A_MOMENT, LATELY, UNDER_WAY
from scheduler.sending import GiveUp, TryAgain

SOON = timedelta(minutes=1)


def pointless(work: Work, edit: OutboxItem, now: datetime) -> GiveUp | TryAgain | None:
    """Why the edit is better not sent now; None to send it, at any hour, since it makes no sound."""
    letter = work.nudging.letter(edit.amends)
    if not letter or letter[0].gave_up or now - letter[0].created_at > LATELY:
        return GiveUp("no message to amend")
    if letter[-1].id != edit.id:
        return GiveUp("a later edit says it too")
    if letter[0].sent_at is None:
        return TryAgain(now + SOON)
    overtaking = now - edit.created_at < UNDER_WAY and any(_is_under_way(one, now) for one in letter[:-1])
    return TryAgain(now + A_MOMENT) if overtaking else None


def is_on_its_way(work: Work, item: str) -> bool:
    """Whether a message has neither arrived nor been given up."""
    found = work.nudging.item(item)
    return found is not None and found.sent_at is None and not found.gave_up


def _is_under_way(item: OutboxItem, now: datetime) -> bool:
    claimed = item.claimed_until is not None and item.claimed_until > now
    return claimed and item.sent_at is None and not item.gave_up
