"""Brings an answer to where it belongs in Slack: a modal, the message pressed, a whisper in a channel, or a message."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeAlias

from bot.again import Again
from bot.coach import Answer, Coach
from bot.formstore import FormStore
from bot.slack.forms import modal
from bot.slack.inbound import Heard, alone_with
from bot.slack.outbound import Mouth
from bot.words import Speech
from domain.chat import Ask, Choice, Choices, Para, Place, Refuse, Say, Style
from domain.person import Person
from domain.words import msg
from scheduler.sending import GiveUp, Outcome, Sent

OPEN = "slack.open"
"""The button that opens a kept form; it is ours, the router never sees it."""

Voice: TypeAlias = Callable[[Say, Speech], Awaitable[Outcome]]
"""Says a reply where it belongs."""


class Answering:
    """What the coach answers, said."""

    def __init__(self, mouth: Mouth, forms: FormStore, coach: Coach, now: Callable[[], datetime]) -> None:
        self._mouth = mouth
        self._forms = forms
        self._coach = coach
        self._now = now
        self._again = Again(now)

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
        await self._again.stop()

    async def _put(self, answer: Answer, trigger: str, say: Voice) -> None:
        speech = self._coach.speech_to(answer, self._now())
        for reply in answer.replies:
            match reply:
                case Ask():
                    await self._asked(reply, answer.person, trigger, say, speech)
                case Say():
                    await self._again.say(partial(say, reply, speech))
                case Refuse():
                    continue

    async def _asked(self, form: Ask, person: Person | None, trigger: str, say: Voice, speech: Speech) -> None:
        """A modal opens on a press or a command that is fresh; after plain words a button opens it."""
        opened = await self._mouth.open_form(trigger, modal(form, speech)) if trigger else None
        if not isinstance(opened, Sent):
            await self._again.say(partial(say, await self._behind_a_button(form, person), speech))

    async def _behind_a_button(self, form: Ask, person: Person | None) -> Say:
        stored = await self._forms.keep(form, person, self._now())
        return Say((Para(form.title), Choices((Choice(msg("Open the form"), OPEN, stored, style=Style.PRIMARY),))))

    async def _say(self, heard: Heard, reply: Say, speech: Speech) -> Outcome:
        """Where it was asked, seen by the person alone; directly to them when that place takes nothing any more."""
        reply = replace(reply, instead=False) if heard.shared else reply
        if heard.answer_to and (reply.instead or not heard.place.direct):
            outcome = await self._mouth.answer(heard.answer_to, reply, speech)
        elif heard.place.direct:
            return await self._mouth.post(heard.place, reply, speech)
        else:
            outcome = await self._mouth.whisper(heard.place, heard.who.user, reply, speech)
        if isinstance(outcome, GiveUp):
            return await self._mouth.post(alone_with(heard.who), reply, speech)
        return outcome
