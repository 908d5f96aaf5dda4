"""The one job that makes the coach look at the clock. What is due is asked of our own tables, never of a job store.

A restart loses nothing, and beats that were missed while the machine slept collapse into one.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]
from apscheduler.triggers.interval import IntervalTrigger  # type: ignore[import-untyped]

_LATE = timedelta(hours=1)
"""How late a beat may come and still count; the library's own default is one second, which a busy loop exceeds."""


class Ticker:
    """Calls `beat` once an interval on the running event loop, never two at a time."""

    def __init__(self, beat: Callable[[], Awaitable[None]], every: timedelta = timedelta(minutes=1)) -> None:
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._scheduler.add_job(
            beat,
            IntervalTrigger(seconds=every.total_seconds(), timezone=UTC),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=int(_LATE.total_seconds()),
        )

    def start(self) -> None:
        """Begin to beat, the first time after one interval. Needs a running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Beat no more; a beat that is running is let finish by its own task."""
        self._scheduler.shutdown(wait=False)
