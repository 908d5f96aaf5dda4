"""Slack's front door: signed requests or Socket Mode into the coach, and its answers back."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.coach import Answer, Coach
from bot.ear import Ear, Later
from bot.formstore import FormStore
from bot.secrets import SlackSecrets
from bot.slack.forms import errors, modal
from bot.slack.inbound import PLATFORM, Heard, from_action, from_command, from_event, from_view
from bot.slack.outbound import Mouth
from bot.slack.render import rendered
from bot.words import Speech
from domain.chat import Ask, Choice, Choices, Para, Place, Press, Refuse, Say, Style
from domain.person import Person
from domain.ports import Works
from domain.words import msg
from scheduler.sending import Outcome

log = logging.getLogger("askfirst.slack")

ANYTHING = re.compile(r"(?s).*")
OPEN = "slack.open"
"""The button that opens a kept form; it is ours, the router never sees it."""

Json = dict[str, Any]


class SlackAdapter:
    """One workspace. A handful of listeners take everything; our own router decides."""

    platform = PLATFORM

    def __init__(
        self, coach: Coach, ear: Ear, secrets: SlackSecrets, now: Callable[[], datetime], works: Works
    ) -> None:
        self._coach = coach
        self._ear = ear
        self._now = now
        self._secrets = secrets
        client = AsyncWebClient(
            secrets.bot_token.reveal(), base_url=secrets.api, retry_handlers=[AsyncConnectionErrorRetryHandler()]
        )
        self._mouth = Mouth(client, now)
        self._forms = FormStore(works)
        # Answering before the request ends spares Bolt's polling for the acknowledgement, ten milliseconds a request.
        self._bolt = AsyncApp(
            client=client,
            signing_secret=secrets.signing_secret.reveal(),
            process_before_response=True,
            raise_error_for_unhandled_request=False,
        )
        self._bolt.command(ANYTHING)(self._command)
        self._bolt.action(ANYTHING)(self._action)
        self._bolt.view(ANYTHING)(self._view)
        self._bolt.event(ANYTHING)(self._event)
        self._later: Later = self._dropped

    def mount(self, app: web.Application, later: Later) -> None:
        """Put the door on the server; with an app token, also listen in Socket Mode."""
        self._later = later
        app.router.add_post("/slack/events", self._door)
        if self._secrets.app_token is not None:
            app.cleanup_ctx.append(self._socket)

    async def say(self, place: Place, reply: Say, speech: Speech) -> Outcome:
        """A message where the person is."""
        return await self._mouth.post(place, reply, speech)

    async def find(self, person: Person) -> Place | None:
        """The direct message with whoever has this address in the workspace."""
        return await self._mouth.place_of(person.email) if person.email else None

    async def _door(self, request: web.Request) -> web.Response:
        bolt_response = await self._bolt.async_dispatch(await to_bolt_request(request))
        return await to_aiohttp_response(bolt_response)

    async def _socket(self, app: web.Application) -> AsyncIterator[None]:
        token = self._secrets.app_token.reveal() if self._secrets.app_token else ""
        client = AsyncWebClient(token, base_url=self._secrets.api)
        handler = AsyncSocketModeHandler(self._bolt, token, web_client=client)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        yield
        await handler.close_async()  # type: ignore[no-untyped-call]

    async def _command(self, ack: AsyncAck, body: Json) -> None:
        """The first message goes out with the acknowledgement, to the person alone; one trip instead of two."""
        heard = from_command(body)
        person = await self._person(heard)
        answer = await self._hear(heard, person) or Answer((), person)
        said = [reply for reply in answer.replies if isinstance(reply, Say)][:1]
        await self._put(heard, replace(answer, replies=tuple(reply for reply in answer.replies if reply not in said)))
        first = rendered(said[0], self._coach.speech_to(answer, self._now())) if said else {}
        await ack(response_type="ephemeral", **first) if first else await ack()

    async def _action(self, ack: AsyncAck, body: Json) -> None:
        heard = from_action(body)
        if isinstance(heard.act, Press) and heard.act.action == OPEN:
            await self._open_kept(heard, heard.act.id)
            await ack()
        else:
            await self._answered(heard, ack)

    async def _event(self, ack: AsyncAck, body: Json) -> None:
        heard = from_event(body)
        if heard is not None:
            await self._answered(heard, ack)
        await ack()

    async def _answered(self, heard: Heard, ack: AsyncAck) -> None:
        person = await self._person(heard)
        answer = await self._hear(heard, person)
        if answer is not None:
            await self._put(heard, answer)
        await ack()

    async def _view(self, ack: AsyncAck, body: Json) -> None:
        heard = from_view(body)
        person = await self._person(heard)
        answer = await self._hear(heard, person)
        if answer is None:
            await ack()
            return
        speech = self._coach.speech_to(answer, self._now())
        refusal = next((reply for reply in answer.replies if isinstance(reply, Refuse)), None)
        if refusal is not None:
            await ack(response_action="errors", errors=errors(refusal, body["view"], speech))
            return
        form = next((reply for reply in answer.replies if isinstance(reply, Ask)), None)
        if form is not None:
            await ack(response_action="update", view=modal(form, speech))
        else:
            await ack()
        await self._put(heard, replace(answer, replies=tuple(said for said in answer.replies if isinstance(said, Say))))

    async def _hear(self, heard: Heard, person: Person | None) -> Answer | None:
        return await self._ear.hear(heard.delivery, self._now(), person, heard.place, heard.act, self._later)

    async def _person(self, heard: Heard) -> Person | None:
        known = await asyncio.to_thread(self._coach.person_behind, heard.who)
        if known is not None:
            return known
        email = await self._mouth.email_of(heard.who.user)
        return await asyncio.to_thread(self._coach.introduce, heard.who, email)

    async def _put(self, heard: Heard, answer: Answer) -> None:
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
            log.info("said", extra={"delivery": heard.delivery, "outcome": type(outcome).__name__})

    async def _asked(self, heard: Heard, answer: Answer, form: Ask, speech: Speech) -> Outcome:
        """A modal opens only on a press or a command; after plain words a button opens it."""
        if heard.trigger:
            return await self._mouth.open_form(heard.trigger, modal(form, speech))
        stored = await self._forms.keep(form, answer.person, self._now())
        button = Choice(msg("Open the form"), OPEN, stored, style=Style.PRIMARY)
        return await self._said(heard, Say((Para(form.title), Choices((button,)))), speech)

    async def _open_kept(self, heard: Heard, stored: str) -> None:
        form = await self._forms.kept(stored)
        if form is not None:
            person = await self._person(heard)
            speech = self._coach.speech_to(Answer((), person), self._now())
            await self._mouth.open_form(heard.trigger, modal(form, speech))

    async def _said(self, heard: Heard, reply: Say, speech: Speech) -> Outcome:
        if heard.answer_to and (reply.instead or not heard.place.direct):
            return await self._mouth.answer(heard.answer_to, reply, speech)
        if heard.place.direct:
            return await self._mouth.post(heard.place, reply, speech)
        return await self._mouth.whisper(heard.place, heard.who.user, reply, speech)

    async def _dropped(self, place: Place, answer: Answer) -> None:
        log.warning("nobody to say it through", extra={"place": place.conversation})
