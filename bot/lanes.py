"""One lane a platform: what is said unasked goes one message after another, no faster than the platform wants it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from domain.chat import Place
from scheduler.sending import Outcome, TryAgain

WORTH_WAITING = timedelta(seconds=5)
"""How long a message waits in the lane; before a longer pause it goes back into the outbox."""

ENOUGH = timedelta(seconds=15)
"""How much of a claim is enough for one message, from the call to its outcome in the outbox."""

Sleep: TypeAlias = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much time a platform wants between two messages, wherever they go, between two in one conversation, and
    between two edits; `patience` is how long it may take to answer.
    """

    anywhere: timedelta = timedelta(0)
    in_a_place: timedelta = timedelta(0)
    edits: timedelta = timedelta(0)
    patience: timedelta = timedelta(seconds=10)


class Lane:
    """The way to one platform. A second message on its way would be a second one in doubt when the process dies."""

    def __init__(self, limits: Limits, now: Callable[[], datetime], sleep: Sleep) -> None:
        self._limits = limits
        self._now = now
        self._sleep = sleep
        self._turn = asyncio.Lock()
        self._opens: datetime | None = None
        self._edits_open: datetime | None = None
        self._spoken: dict[Place, datetime] = {}

    async def through(
        self, place: Place, before: datetime | None, call: Callable[[], Awaitable[Outcome]], *, edits: bool = False
    ) -> Outcome:
        """Make the call when it is its turn; put it off when that is too far away, or ends not `before` the instant.

        A pause that the platform names holds for everything that goes there, not for this message alone.
        """
        async with self._turn:
            opens, now = self._free_at(place, edits), self._now()
            if opens - now > WORTH_WAITING:
                return TryAgain(opens)
            if opens > now:
                await self._sleep((opens - now).total_seconds())
            if before is not None and self._now() + ENOUGH > before:
                return TryAgain(self._now())
            return self._noted(place, await self._in_time(call), edits)

    async def _in_time(self, call: Callable[[], Awaitable[Outcome]]) -> Outcome:
        try:
            async with asyncio.timeout(self._limits.patience.total_seconds()):
                return await call()
        except TimeoutError:
            return TryAgain()

    def _free_at(self, place: Place, edits: bool) -> datetime:
        """When the next message may go to the place."""
        now = self._now()
        last = self._spoken.get(_conversation(place))
        free = last + self._limits.in_a_place if last else now
        return max(now, free, self._opens or now, (self._edits_open if edits else None) or now)

    def _noted(self, place: Place, outcome: Outcome, edits: bool) -> Outcome:
        now = self._now()
        self._spoken = {one: at for one, at in self._spoken.items() if at + self._limits.in_a_place > now}
        self._spoken[_conversation(place)] = now
        self._opens = now + self._limits.anywhere
        self._edits_open = now + self._limits.edits if edits else self._edits_open
        if isinstance(outcome, TryAgain) and outcome.at is not None:
            self._opens = max(self._opens, outcome.at)
        return outcome


def _conversation(place: Place) -> Place:
    """What a thread is part of: a platform counts the two together."""
    return replace(place, thread="")
