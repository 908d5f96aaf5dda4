"""What was sent, told anew: the edit of a message waits in the outbox as any message does.

One that waits is told anew rather than followed by another, so that many changes in a moment are one edit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.chat import Block, Divider, Say
from domain.codec import from_json, to_json
from domain.nudges import OutboxItem
from domain.ports import Work

LATELY = timedelta(days=14)
"""How long a message is edited: nobody reads one that is older."""
UNDER_WAY = timedelta(seconds=15)
"""How long a message may be under way (a platform is given ten seconds); the edit that comes after it waits as long,
or until it has arrived.
"""
A_MOMENT = timedelta(seconds=1)
"""How long a message mostly is under way."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in the outbox and `latest`, the last of its edits, or itself; `nth` is the number of the next one."""

    sent: OutboxItem
    latest: OutboxItem
    nth: int

    @property
    def say(self) -> Say:
        """How it reads now, or soon."""
        read: Say = from_json(self.latest.reply)
        return read


def letter_of(work: Work, item: str, at: datetime) -> Letter | None:
    """A message that may be told anew: None for one that was given up, or that nobody reads any more.

    Whoever asks for it has it alone until their work ends, and sees what those before them did to it.
    """
    found = work.nudging.letter(item)
    if not found or found[0].gave_up or at - found[0].created_at > LATELY:
        return None
    return Letter(found[0], found[-1], len(found))


def part_about(blocks: Sequence[Block], about: str) -> tuple[int, int]:
    """From where to where the blocks are about something; the empty part at their end when they are not."""
    start = next((place + 1 for place, block in enumerate(blocks) if block == Divider(about)), len(blocks))
    return start, next((at for at in range(start, len(blocks)) if isinstance(blocks[at], Divider)), len(blocks))


def retell(work: Work, letter: Letter, say: Say, at: datetime, pace: timedelta = timedelta(0)) -> None:
    """Put the changed message into the outbox; one that still waits there is told anew. Does not commit.

    With `pace`, an edit waits until so much time has passed since the one before was sent, and takes up what comes
    meanwhile.
    """
    latest, sent = letter.latest, letter.sent
    if say == letter.say:
        return
    under_way = latest.claimed_until is not None and latest.claimed_until > at
    if latest.sent_at is None and not latest.gave_up and not under_way:
        # Whoever claimed it and took too long is not to write the old words down as what was sent.
        work.nudging.settle(replace(latest, reply=to_json(say), claimed_until=None), latest.claimed_until)
        return
    paced = latest.sent_at + pace if latest.sent_at else at
    edit = OutboxItem(
        id=work.new_id(),
        key=f"edit:{sent.id}:{letter.nth}",
        person=sent.person,
        reply=to_json(say),
        episodes=(),
        created_at=at,
        not_before=at + max(pace, A_MOMENT) if under_way else max(at, paced),
        channel=sent.channel,
        amends=sent.id,
        language=sent.language,
        zone=sent.zone,
    )
    work.nudging.put(edit)
