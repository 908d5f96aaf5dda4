"""The async front of the coach: an acknowledgement means that nothing can be lost any more.

Mostly the answer is there in milliseconds and goes out with the acknowledgement. When the database keeps us waiting,
the delivery itself is written to disk first, acknowledged, and answered when it can be; after a restart too.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from bot.coach import Answer, Coach, Stranger
from domain.chat import Act, Incoming, Place
from domain.codec import from_json, to_json
from domain.errors import Busy
from domain.person import Person

log = logging.getLogger("askfirst.ear")

Later = Callable[[Place, Answer], Awaitable[None]]
"""Says in a place what could not be said in time."""

PATIENCE = 2.0
"""Seconds a platform is kept waiting; Slack gives three."""

_AGAIN = 5.0


class Ear:
    """Hears for every adapter that runs in the server's event loop."""

    def __init__(self, coach: Coach, spool: Path, patience: float = PATIENCE) -> None:
        self._coach = coach
        self._spool = spool
        self._patience = patience
        self._on_mends: Callable[[], None] = _nothing
        self._waiting: set[asyncio.Task[None]] = set()

    def on_mends(self, call: Callable[[], None]) -> None:
        """What is called when an answer leaves messages to be edited; it is not waited for."""
        self._on_mends = call

    async def hear(
        self, delivery: str, at: datetime, person: Person | Stranger | None, place: Place, act: Act, later: Later
    ) -> Answer | None:
        """The coach's answer, or None when the delivery is stored and will be answered through `later`."""
        thinking = asyncio.create_task(asyncio.to_thread(self._coach.hear, delivery, at, person, place, act))
        try:
            return self._told(await asyncio.wait_for(asyncio.shield(thinking), self._patience))
        except (TimeoutError, Busy):
            if not isinstance(person, Person):
                return self._told(await thinking)
            told = Incoming(delivery, at, person.id, place, act)
            stored = await asyncio.to_thread(self._store, told)
            self._go_on(self._answer_later(stored, told, thinking, later))
            return None

    def catch_up(self, later: Later) -> int:
        """Take up what was stored before a restart; gives how many there are."""
        stored = sorted(self._spool.glob("*.json")) if self._spool.is_dir() else []
        for path in stored:
            told: Incoming = from_json(path.read_text("utf-8"))
            self._go_on(self._answer_later(path, told, self._think_again(told), later))
        return len(stored)

    async def finish(self) -> None:
        """Wait for what is under way."""
        await asyncio.gather(*self._waiting)

    async def stop(self) -> None:
        """Leave what is under way; what is stored waits for the next start."""
        for task in self._waiting:
            task.cancel()
        await asyncio.gather(*self._waiting, return_exceptions=True)

    def _told(self, answer: Answer) -> Answer:
        if answer.mends:
            self._on_mends()
        return answer

    def _store(self, incoming: Incoming) -> Path:
        self._spool.mkdir(parents=True, exist_ok=True)
        path = self._spool / f"{hashlib.sha256(incoming.id.encode()).hexdigest()[:32]}.json"
        with path.open("w", encoding="utf-8") as file:
            file.write(to_json(incoming))
            file.flush()
            os.fsync(file.fileno())
        return path

    def _go_on(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._waiting.add(task)
        task.add_done_callback(self._waiting.discard)

    async def _answer_later(self, stored: Path, told: Incoming, thinking: asyncio.Task[Answer], later: Later) -> None:
        while True:
            try:
                answer = await thinking
                break
            except Busy:
                log.warning("busy", extra={"stored": stored.name})
                await asyncio.sleep(_AGAIN)
                thinking = self._think_again(told)
        await later(told.place, self._told(answer))
        await asyncio.to_thread(stored.unlink)

    def _think_again(self, told: Incoming) -> asyncio.Task[Answer]:
        return asyncio.create_task(asyncio.to_thread(self._hear_stored, told))

    def _hear_stored(self, told: Incoming) -> Answer:
        person = self._coach.person(told.person)
        return self._coach.hear(told.id, told.at, person, told.place, told.act)


def _nothing() -> None:
    """There is nothing to do."""
