"""How long to wait before something is tried again."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from domain.nudges import OutboxItem

_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=1)


def pause_after(item: OutboxItem) -> timedelta:
    """How long to wait after the failure of one more try: up to twice as long each time, anywhere in between.

    Full jitter (Exponential Backoff And Jitter, AWS Architecture Blog, 2015): what failed together does not come back
    together. Which instant it is follows from the item and the try.
    """
    longest = min(_FIRST_PAUSE * 2 ** min(item.attempts, 10), _LONGEST_PAUSE)
    digest = hashlib.sha256(f"{item.id}/{item.attempts}".encode()).digest()
    return timedelta(seconds=longest.total_seconds() * int.from_bytes(digest[:4]) / 2**32)
