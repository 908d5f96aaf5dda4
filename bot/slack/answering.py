"""Brings an answer to where it belongs in Slack: a modal, the message pressed, a whisper in a channel, or a message."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.coach import Answer, Coach
from bot.formstore import FormStore
from bot.slack.forms import modal
from bot.slack.inbound import Heard
from bot.slack.outbound import Mouth
from bot.words import Speech
from domain.chat import Ask, Choice, Choices, Para, Refuse, Reply, Say, Style
from domain.person import Person
from domain.words import msg
from scheduler.sending import Outcome, Sent, TryAgain

log = logging.getLogger("askfirst.slack")

OPEN = "slack.open"
"""The button that opens a kept form; it is ours, the router never sees it."""
TRIES = 5


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
        speech = self._coach.speech_to(answer, self._now())
        for reply in answer.replies:
            match reply:
                case Ask():
                    outcome = await self._asked(heard, answer, reply, speech)
                case Say():
                    outcome = await self._said(heard, reply, speech)
                case Refuse():
                    continue
            log.info("said", extra={"delivery": heard.delivery, "outcome": repr(outcome)})

    async def open_kept(self, heard: Heard, person: Person | None, stored: str) -> bool:
        """Open the form that waits behind a button; False when there is none any more."""
        form = await self._forms.kept(stored)
        if form is None:
            return False
        await self.put(heard, Answer((form,), person))
        return True

    async def without_forms(self, answer: Answer) -> Answer:
        """The answer as it can be said when no trigger is at hand: a form waits behind a button."""
        replies: list[Reply] = [
            await self._behind_a_button(reply, answer.person) if isinstance(reply, Ask) else reply
            for reply in answer.replies
        ]
        return replace(answer, replies=tuple(replies))

    async def stop(self) -> None:
        """Leave what Slack would not take."""
        for task in self._again:
            task.cancel()
        await asyncio.gather(*self._again, return_exceptions=True)

    async def _asked(self, heard: Heard, answer: Answer, form: Ask, speech: Speech) -> Outcome:
        """A modal opens on a press or a command that is fresh; after plain words a button opens it."""
        if heard.trigger:
            opened = await self._mouth.open_form(heard.trigger, modal(form, speech))
            if isinstance(opened, Sent):
                return opened
        return await self._said(heard, await self._behind_a_button(form, answer.person), speech)

    async def _behind_a_button(self, form: Ask, person: Person | None) -> Say:
        stored = await self._forms.keep(form, person, self._now())
        return Say((Para(form.title), Choices((Choice(msg("Open the form"), OPEN, stored, style=Style.PRIMARY),))))

    async def _said(self, heard: Heard, reply: Say, speech: Speech) -> Outcome:
        outcome = await self._say(heard, reply, speech)
        if isinstance(outcome, TryAgain):
            task = asyncio.create_task(self._say_again(heard, reply, speech, outcome.at))
            self._again.add(task)
            task.add_done_callback(self._again.discard)
        return outcome

    async def _say(self, heard: Heard, reply: Say, speech: Speech) -> Outcome:
        if heard.answer_to and (reply.instead or not heard.place.direct):
            return await self._mouth.answer(heard.answer_to, reply, speech)
        if heard.place.direct:
            return await self._mouth.post(heard.place, reply, speech)
        return await self._mouth.whisper(heard.place, heard.who.user, reply, speech)

    async def _say_again(self, heard: Heard, reply: Say, speech: Speech, at: datetime) -> None:
        for _ in range(TRIES):
            await asyncio.sleep((at - self._now()).total_seconds())
            outcome = await self._say(heard, reply, speech)
            log.info("said again", extra={"delivery": heard.delivery, "outcome": repr(outcome)})
            if not isinstance(outcome, TryAgain):
                return
            at = outcome.at
