"""What has been said on the page, per room, kept in memory: the page is for trying things out."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

Entry = dict[str, Any]


class Talk:
    """Numbered entries; a replaced message keeps its place and gets a new number, so that pages see the change.

    A room is a person's own talk, or a channel, where what answers a message names it as its `thread`. The numbers are
    good for the one talk of this `id`.
    """

    def __init__(self) -> None:
        self.id = secrets.token_hex(4)
        self._entries: dict[str, list[Entry]] = {}
        self._number = 0
        self._changed = asyncio.Event()

    def add(self, room: str, by: str, drawn: Entry, at: datetime, thread: str = "") -> int:
        """Append a message; gives its id."""
        self._number += 1
        said = {"id": self._number, "change": self._number, "by": by, "at": at.isoformat()}
        self._entries.setdefault(room, []).append({**said, "room": room, "thread": thread, **drawn})
        self._wake()
        return self._number

    def replace(self, room: str, message: int, drawn: Entry, at: datetime) -> bool:
        """Put other words in place of a message; False when there is none of that id."""
        entry = self._entry(room, message)
        if entry is None:
            return False
        self._number += 1
        entry |= {**drawn, "change": self._number, "at": at.isoformat()}
        self._wake()
        return True

    def thread_of(self, room: str, message: object) -> str:
        """What the thread is called that a message is in, or that is below it; empty when there is no such message."""
        entry = self._entry(room, message)
        return str(entry["thread"] or entry["id"]) if entry is not None else ""

    def last(self, rooms: Sequence[str]) -> int:
        """The number of the latest change in any of the rooms."""
        return max((entry["change"] for room in rooms for entry in self._entries.get(room, [])), default=0)

    async def after(self, rooms: Sequence[str], number: int, patience: float) -> list[Entry]:
        """What changed in the rooms after `number`, waiting up to `patience` seconds for something."""
        fresh = self._after(rooms, number)
        if fresh or not patience:
            return fresh
        try:
            async with asyncio.timeout(patience):
                while not fresh:
                    await self._changed.wait()
                    fresh = self._after(rooms, number)
        except TimeoutError:
            return []
        return fresh

    def _after(self, rooms: Sequence[str], number: int) -> list[Entry]:
        return [entry for room in rooms for entry in self._entries.get(room, []) if entry["change"] > number]

    def _entry(self, room: str, message: object) -> Entry | None:
        return next((entry for entry in self._entries.get(room, []) if entry["id"] == message), None)

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
