"""Says again what a platform does not take now. What is answered is saved already, so it must be told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeAlias

from scheduler.sending import Outcome, TryAgain

log = logging.getLogger("askfirst.again")

TRIES = 5
_A_WHILE = 30.0
"""Seconds, where the platform names no instant."""

Saying: TypeAlias = Callable[[], Awaitable[Outcome]]


class Again:
    """The answers that wait until their platform takes them."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._waiting: set[asyncio.Task[None]] = set()

    async def say(self, saying: Saying) -> None:
        """Say it now, and later what is not taken now."""
        outcome = await saying()
        log.info("said", extra={"outcome": repr(outcome)})
        if isinstance(outcome, TryAgain):
            task = asyncio.create_task(self._later(saying, outcome.at))
            self._waiting.add(task)
            task.add_done_callback(self._waiting.discard)

    async def stop(self) -> None:
        """Leave what no platform would take."""
        for task in self._waiting:
            task.cancel()
        await asyncio.gather(*self._waiting, return_exceptions=True)

    async def _later(self, saying: Saying, at: datetime | None) -> None:
        for _ in range(TRIES):
            await asyncio.sleep((at - self._now()).total_seconds() if at else _A_WHILE)
            outcome = await saying()
            log.info("said again", extra={"outcome": repr(outcome)})
            if not isinstance(outcome, TryAgain):
                return
            at = outcome.at
