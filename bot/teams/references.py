"""Where a conversation is reached again, as Teams told it: kept, so that the coach can speak first after a restart."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

from bot.teams.inbound import PLATFORM, THREAD
from domain.chat import Place
from domain.errors import Busy
from domain.person import Person
from domain.ports import Works

log = logging.getLogger("askfirst.teams")

Json = dict[str, Any]


class References:
    """Opaque JSON by place. Blocking inside, so each call runs in a thread."""

    def __init__(self, works: Works) -> None:
        self._works = works

    async def keep(self, place: Place, reference: Json | None) -> None:
        """Remember it, if it is news, or with None forget it; a busy database is left alone, since every message brings
        it again. What is known of a thread is kept of its channel.
        """
        kept = _in(reference, place.conversation) if reference and place.thread else reference
        try:
            await asyncio.to_thread(self._keep, place, json.dumps(kept, sort_keys=True) if kept else "")
        except Busy:
            log.warning("no reference kept", extra={"place": place.conversation})

    async def of(self, place: Place) -> Json | None:
        """How to speak there, in its thread if it has one, or None where we never were."""
        kept = await asyncio.to_thread(self._address, place)
        reference: Json | None = json.loads(kept) if kept else None
        return (
            _in(reference, f"{place.conversation}{THREAD}{place.thread}") if reference and place.thread else reference
        )

    async def own_place(self, person: Person | None) -> Place | None:
        """Where this person and the coach are alone in Teams, if they have met there."""
        return await asyncio.to_thread(self._own_place, person.id) if person is not None else None

    def _keep(self, place: Place, told: str) -> None:
        with self._works() as work:
            if (work.persons.address(place) or "") != told:
                work.persons.keep_address(place, told)
                work.commit()

    def _address(self, place: Place) -> str | None:
        with self._works() as work:
            return work.persons.address(place)

    def _own_place(self, person: str) -> Place | None:
        with self._works() as work:
            return next((place for place in work.persons.places(person) if place.platform == PLATFORM), None)


def _in(reference: Json, conversation: str) -> Json:
    return {**reference, "conversation": {**reference["conversation"], "id": conversation}}
