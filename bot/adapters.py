"""What the rest of the coach asks of a platform: say this there."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.coach import Answer
from bot.words import Speech
from domain.chat import Place, Say
from domain.nudges import OutboxItem
from domain.person import Person
from domain.ports import Works
from domain.rights import has_left
from scheduler.sending import GiveUp, Outcome


class Adapter(Protocol):
    """A platform that people are on."""

    platform: str

    async def say(self, place: Place, reply: Say, speech: Speech) -> Outcome:
        """Say it there; never raises for what the platform answers."""
        ...

    async def find(self, person: Person) -> Place | None:
        """A direct place for somebody who has not written yet, if the platform can open one."""
        ...


class Postman:
    """Brings what is said unasked, or late, to where the person is."""

    def __init__(self, works: Works, adapters: Mapping[str, Adapter]) -> None:
        self._works = works
        self._adapters = adapters

    async def send(self, person: str, say: Say, item: OutboxItem) -> Outcome:
        """To the place the person used last, else to one a platform can open."""
        known, places = await asyncio.to_thread(self._whereabouts, person)
        if known is None:
            return GiveUp("nobody here by that id")
        place = places[0] if places else await self._found(known)
        if place is None:
            return GiveUp("no place to reach them yet")
        return await self._adapters[place.platform].say(place, say, Speech.to(known, item.created_at))

    async def later(self, place: Place, answer: Answer, at: datetime) -> None:
        """An answer that was not ready in time."""
        adapter = self._adapters.get(place.platform)
        for reply in answer.replies:
            if adapter is not None and answer.person is not None and isinstance(reply, Say):
                await adapter.say(place, reply, Speech.to(answer.person, at))

    def _whereabouts(self, person: str) -> tuple[Person | None, list[Place]]:
        with self._works() as work:
            places = [place for place in work.persons.places(person) if place.platform in self._adapters]
            known = work.persons.get(person)
            return None if known is None or has_left(known, work.settings) else known, places

    async def _found(self, person: Person) -> Place | None:
        for adapter in self._adapters.values():
            place = await adapter.find(person)
            if place is not None:
                return place
        return None
