"""Brings an answer to where it belongs in Slack: a modal, the message pressed, a whisper in a channel, or a message."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import TypeAlias

from bot.coach import Answer, Coach
from bot.formstore import FormStore
from bot.slack.forms import modal
from bot.slack.inbound import Heard, alone_with
from bot.slack.outbound import Mouth
from bot.words import Speech
from domain.chat import Ask, Choice, Choices, Para, Place, Refuse, Say, Style
from domain.person import Person
from domain.words import msg
from scheduler.sending import GiveUp, Outcome, Sent, TryAgain

log = logging.getLogger("askfirst.slack")

OPEN = "slack.open"
"""The button that opens a kept form; it is ours, the router never sees it."""
TRIES = 5

Saying: TypeAlias = Callable[[Say, Speech], Awaitable[Outcome]]
"""Says it where it belongs."""


class Answering:
    """What the coach answers, said. What Slack does not take now is said again: it is saved, so it must be told."""

    def __init__(self, mouth: Mouth, forms: FormStore, coach: Coach, now: Callable[[], datetime]) -> None:
        self._mouth = mouth
        self._forms = forms
        self._coach = coach
        self._now = now
        self._again: set[asyncio.Task[None]] = set()

    async def put(self, heard: Heard, answer: Answer) -> None:
        """Forms open, messages are said where they belong; what is about deals stays out of channels."""
        await self._put(answer, heard.trigger, partial(self._say, heard))

    async def tell(self, place: Place, answer: Answer) -> None:
        """An answer that took its time: no button waits any more for a form or for other words."""
        await self._put(answer, "", partial(self._mouth.post, place))

    async def open_kept(self, heard: Heard, person: Person, stored: str) -> bool:
        """Open the form that waits behind a button; False when there is none any more."""
        form = await self._forms.kept(stored)
        if form is None:
            return False
        await self.put(heard, Answer((form,), person))
        return True

    async def stop(self) -> None:
        """Leave what Slack would not take."""
        for task in self._again:
            task.cancel()
        await asyncio.gather(*self._again, return_exceptions=True)

    async def _put(self, answer: Answer, trigger: str, say: Saying) -> None:
        speech = self._coach.speech_to(answer, self._now())
        for reply in answer.replies:
            match reply:
                case Ask():
                    await self._asked(reply, answer.person, trigger, say, speech)
                case Say():
                    await self._said(say, reply, speech)
                case Refuse():
                    continue

    async def _asked(self, form: Ask, person: Person | None, trigger: str, say: Saying, speech: Speech) -> None:
        """A modal opens on a press or a command that is fresh; after plain words a button opens it."""
        opened = await self._mouth.open_form(trigger, modal(form, speech)) if trigger else None
        if not isinstance(opened, Sent):
            await self._said(say, await self._behind_a_button(form, person), speech)

    async def _behind_a_button(self, form: Ask, person: Person | None) -> Say:
        stored = await self._forms.keep(form, person, self._now())
        return Say((Para(form.title), Choices((Choice(msg("Open the form"), OPEN, stored, style=Style.PRIMARY),))))

    async def _said(self, say: Saying, reply: Say, speech: Speech) -> None:
        outcome = await say(reply, speech)
        log.info("said", extra={"outcome": repr(outcome)})
        if isinstance(outcome, TryAgain):
            task = asyncio.create_task(self._said_again(say, reply, speech, outcome.at))
            self._again.add(task)
            task.add_done_callback(self._again.discard)

    async def _said_again(self, say: Saying, reply: Say, speech: Speech, at: datetime) -> None:
        for _ in range(TRIES):
            await asyncio.sleep((at - self._now()).total_seconds())
            outcome = await say(reply, speech)
            log.info("said again", extra={"outcome": repr(outcome)})
            if not isinstance(outcome, TryAgain):
                return
            at = outcome.at

    async def _say(self, heard: Heard, reply: Say, speech: Speech) -> Outcome:
        """Where it was asked, seen by the person alone; directly to them when that place takes nothing any more."""
        if heard.answer_to and (reply.instead or not heard.place.direct):
            outcome = await self._mouth.answer(heard.answer_to, reply, speech)
        elif heard.place.direct:
            return await self._mouth.post(heard.place, reply, speech)
        else:
            outcome = await self._mouth.whisper(heard.place, heard.who.user, reply, speech)
        if isinstance(outcome, GiveUp):
            return await self._mouth.post(alone_with(heard.who), reply, speech)
        return outcome
