"""Putting an answer where it belongs: in place of the card that was pressed, or below it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from bot.again import Again
from bot.coach import Answer
from bot.formstore import FormStore
from bot.teams.forms import filled, form_card
from bot.teams.inbound import Heard
from bot.teams.render import CARD, card, carrying, summary_of
from bot.teams.transport import Transport
from bot.words import Speech, text_of
from domain.chat import Ask, Para, Refuse, Reply, Say, Submit
from domain.words import Message, msg
from scheduler.sending import Outcome, Sent

Json = dict[str, Any]

BELOW = msg("My answer is below.")
HEARD_BEFORE = msg("I have that already.")
SOON = msg("That takes a moment. My answer comes here.")


def noted(words: Message, speech: Speech) -> Json:
    """The answer to a press after which the card stays as it is; Teams shows the words for a moment."""
    return {
        "statusCode": 200,
        "type": "application/vnd.microsoft.activity.message",
        "value": text_of(words, speech),
    }


class Mouth:
    """Speaks through one transport."""

    def __init__(self, transport: Transport, forms: FormStore, now: Callable[[], datetime]) -> None:
        self._transport = transport
        self._forms = forms
        self._now = now
        self._again = Again(now)

    async def put(self, heard: Heard, answer: Answer, reference: Json, speech: Speech) -> Json | None:
        """Say the replies; gives the body that answers an invoke."""
        in_place: tuple[Json, str] | None = None
        for reply in answer.replies:
            drawn = await self._drawn(heard, answer, reply, speech)
            if in_place is None and _replaces(heard, reply):
                in_place = drawn
            else:
                await self._answer(reference, carrying(*drawn))
        if heard.invoked:
            below = BELOW if answer.replies else HEARD_BEFORE
            return _card_instead(in_place[0]) if in_place is not None else noted(below, speech)
        if in_place is not None:
            await self._replace(reference, heard.pressed, carrying(*in_place))
        return None

    async def tell(self, answer: Answer, reference: Json, speech: Speech) -> None:
        """Say the replies below whatever has been said since."""
        for reply in answer.replies:
            if not isinstance(reply, Refuse):
                await self._answer(reference, carrying(*await self._below(reply, answer, speech)))

    async def say(self, reference: Json, message: Json) -> Outcome:
        """A new message in the conversation; whoever wants it said tries again."""
        return await self._transport.say(reference, message)

    async def amend(self, reference: Json, sent: str, message: Json) -> Outcome:
        """Other words in place of a message of ours, by what `say` gave for it."""
        return await self._transport.replace(reference, str(json.loads(sent)["id"]), message)

    async def stop(self) -> None:
        """Leave what Teams would not take."""
        await self._again.stop()

    async def _answer(self, reference: Json, message: Json) -> None:
        await self._again.say(partial(self.say, reference, message))

    async def _replace(self, reference: Json, pressed: str, message: Json) -> None:
        """An answer is not lost because the message it should replace is gone."""
        outcome = await self._transport.replace(reference, pressed, message)
        if not isinstance(outcome, Sent):
            await self._answer(reference, message)

    async def _drawn(self, heard: Heard, answer: Answer, reply: Reply, speech: Speech) -> tuple[Json, str]:
        """The reply as a card, and what a notification says of it."""
        if isinstance(reply, Refuse):
            return await self._refused(heard, reply, speech)
        return await self._below(reply, answer, speech)

    async def _below(self, reply: Say | Ask, answer: Answer, speech: Speech) -> tuple[Json, str]:
        if isinstance(reply, Say):
            return card(reply, speech), summary_of(reply, speech)
        stored = await self._forms.keep(reply, answer.person, self._now())
        return form_card(reply, stored, speech), text_of(reply.title, speech)

    async def _refused(self, heard: Heard, refusal: Refuse, speech: Speech) -> tuple[Json, str]:
        """The same form with what was typed and why it was not taken."""
        why = Say(tuple(Para(words) for _, words in refusal.errors))
        form = await self._forms.kept(heard.stored)
        if form is None or not isinstance(heard.act, Submit):
            return card(why, speech), summary_of(why, speech)
        again = filled(form, dict(heard.act.answers))
        return form_card(again, heard.stored, speech, dict(refusal.errors)), summary_of(why, speech)


def _replaces(heard: Heard, reply: Reply) -> bool:
    """What answers a form takes its place; what answers a button does so when it says that it does."""
    on_a_card = heard.invoked or bool(heard.pressed)
    return on_a_card and (bool(heard.stored) or (isinstance(reply, Say) and reply.instead))


def _card_instead(made: Json) -> Json:
    return {"statusCode": 200, "type": CARD, "value": made}
