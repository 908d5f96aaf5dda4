"""Forgets what nobody asks for any more: old verdicts, messages and delivery ids. Facts and episodes stay for good."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.ports import Works

KEPT = timedelta(days=183)
"""How long `why` goes back, and how long it is known what was sent."""
HEARD = timedelta(days=30)
"""How long a delivery is known to have been heard; no platform repeats one for as long."""
AT_ONCE = 1000
"""Rows of a kind that go in one transaction, so that nobody waits long for the database."""


def tidy(works: Works, now: datetime) -> int:
    """Let go of everything that is older at `now` (aware); how many rows went."""
    gone = 0
    while True:
        with works() as work:
            some = work.nudging.forget(now - KEPT, AT_ONCE) + work.deliveries.forget(now - HEARD, AT_ONCE)
            work.commit()
        if not some:
            return gone
        gone += some
