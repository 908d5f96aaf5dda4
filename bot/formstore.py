"""Forms that wait to be filled. A platform is given the id of a form, never the form: state lives in the database."""

from __future__ import annotations

import asyncio
from datetime import datetime

from domain.chat import Ask
from domain.codec import from_json, to_json
from domain.journal import Pending
from domain.person import Person
from domain.ports import Works

KIND = "form"


class FormStore:
    """Blocking inside, so each call runs in a thread."""

    def __init__(self, works: Works) -> None:
        self._works = works

    async def keep(self, form: Ask, person: Person | None, now: datetime) -> str:
        """Keep the form; gives the id under which it is found."""
        return await asyncio.to_thread(self._keep, form, person.id if person else "", now)

    async def kept(self, stored: str) -> Ask | None:
        """The form as it was put, or None when nobody kept one under this id."""
        return await asyncio.to_thread(self._kept, stored)

    def _keep(self, form: Ask, person: str, now: datetime) -> str:
        with self._works() as work:
            stored = work.new_id()
            work.pending.add(Pending(stored, person, KIND, to_json(form), now))
            work.commit()
        return stored

    def _kept(self, stored: str) -> Ask | None:
        with self._works() as work:
            pending = work.pending.get(stored)
        if pending is None or pending.kind != KIND:
            return None
        form: Ask = from_json(pending.data)
        return form
