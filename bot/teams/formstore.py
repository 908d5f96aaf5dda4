"""The forms that were put, kept in the database so that a refused one can be put again as it was."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

from bot.teams.forms import filled, form_card
from bot.words import Speech
from domain.chat import Ask, Refuse, Submit
from domain.codec import from_json, to_json
from domain.journal import Pending
from domain.person import Person
from domain.ports import Works

Json = dict[str, Any]

KIND = "teams.form"


class FormStore:
    """Cards carry the id of the form, never the form."""

    def __init__(self, works: Works) -> None:
        self._works = works

    async def put(self, form: Ask, person: Person | None, now: datetime, speech: Speech) -> Json:
        """Keep the form and draw it."""
        stored = await asyncio.to_thread(self._keep, form, person.id if person else "", now)
        return form_card(form, stored, speech)

    async def again(self, stored: str, act: object, refusal: Refuse, speech: Speech) -> Json:
        """The same form with what was typed and why it was not taken."""
        form = await asyncio.to_thread(self._kept, stored)
        answers = dict(act.answers) if isinstance(act, Submit) else {}
        return form_card(filled(form, answers), stored, speech, dict(refusal.errors))

    def _keep(self, form: Ask, person: str, now: datetime) -> str:
        with self._works() as work:
            stored = work.new_id()
            work.pending.add(Pending(stored, person, KIND, to_json(form), now))
            work.commit()
        return stored

    def _kept(self, stored: str) -> Ask:
        with self._works() as work:
            pending = work.pending.get(stored)
        form: Ask = from_json(pending.data) if pending is not None and pending.kind == KIND else Ask("", "", ())
        return form
