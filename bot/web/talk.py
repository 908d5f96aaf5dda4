"""What has been said on the page, per person, kept in memory: the page is for trying things out."""

from __future__ import annotations

import asyncio
import secrets
from datetime import datetime
from typing import Any

Entry = dict[str, Any]


class Talk:
    """Numbered entries; a replaced message keeps its place and gets a new number, so that pages see the change.

    The numbers are good for the one talk of this `id`.
    """

    def __init__(self) -> None:
        self.id = secrets.token_hex(4)
        self._entries: dict[str, list[Entry]] = {}
        self._number = 0
        self._changed = asyncio.Event()

    def add(self, person: str, by: str, drawn: Entry, at: datetime) -> int:
        """Append a message; gives its id."""
        self._number += 1
        entry = {"id": self._number, "change": self._number, "by": by, "at": at.isoformat(), **drawn}
        self._entries.setdefault(person, []).append(entry)
        self._wake()
        return self._number

    def replace(self, person: str, message: int, drawn: Entry, at: datetime) -> bool:
        """Put other words in place of a message; False when there is none of that id."""
        for entry in self._entries.get(person, []):
            if entry["id"] == message:
                self._number += 1
                entry |= {**drawn, "change": self._number, "at": at.isoformat()}
                self._wake()
                return True
        return False

    def last(self, person: str) -> int:
        """The number of the latest change."""
        return max((entry["change"] for entry in self._entries.get(person, [])), default=0)

    async def after(self, person: str, number: int, patience: float) -> list[Entry]:
        """What changed after `number`, waiting up to `patience` seconds for something."""
        fresh = self._after(person, number)
        if fresh or not patience:
            return fresh
        try:
            async with asyncio.timeout(patience):
                while not fresh:
                    await self._changed.wait()
                    fresh = self._after(person, number)
        except TimeoutError:
            return []
        return fresh

    def _after(self, person: str, number: int) -> list[Entry]:
        return [entry for entry in self._entries.get(person, []) if entry["change"] > number]

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
