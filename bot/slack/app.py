"""Slack's front door: signed requests or Socket Mode into the coach, and its answers back."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels import Closed
from bot.coach import UNSURE, Answer, Coach, Stranger, Unreached, Who
from bot.ear import Ear, Later
from bot.formstore import FormStore
from bot.secrets import SlackSecrets
from bot.slack.answering import OPEN, Answering
from bot.slack.forms import errors, modal
from bot.slack.inbound import PLATFORM, Heard, from_action, from_command, from_event, from_view
from bot.slack.outbound import LIMITS, Mouth
from bot.slack.render import rendered
from bot.words import Speech
from domain.chat import Act, Ask, Place, Press, Refuse, Say, Text
from domain.person import Person
from domain.ports import Works
from domain.settings import Team
from scheduler.sending import Outcome

log = logging.getLogger("askfirst.slack")

ANYTHING = re.compile(r"(?s).*")
_ANSWER_WITHIN = aiohttp.ClientTimeout(total=10)

Json = dict[str, Any]


class SlackAdapter:
    """One workspace. A handful of listeners take everything; our own router decides."""

    platform = PLATFORM
    limits = LIMITS

    def __init__(
        self, coach: Coach, ear: Ear, secrets: SlackSecrets, now: Callable[[], datetime], works: Works
    ) -> None:
        self._coach = coach
        self._ear = ear
        self._now = now
        self._secrets = secrets
        self._client = AsyncWebClient(
            secrets.bot_token.reveal(), base_url=secrets.api, retry_handlers=[AsyncConnectionErrorRetryHandler()]
        )
        self._mouth = Mouth(self._client, now)
        self._answering = Answering(self._mouth, FormStore(works), coach, now)
        self._bolt = _bolt(secrets)
        self._bolt.command(ANYTHING)(self._command)
        self._bolt.action(ANYTHING)(self._action)
        self._bolt.view(ANYTHING)(self._view)
        self._bolt.event(ANYTHING)(self._event)
        self._later: Later = self._dropped

    def mount(self, app: web.Application, later: Later) -> None:
        """Put the door on the server; with an app token, also listen in Socket Mode."""
        self._later = later
        app.router.add_post("/slack/events", self._door)
        app.cleanup_ctx.append(self._connected)
        if self._secrets.app_token is not None:
            app.cleanup_ctx.append(self._socket)

    async def say(self, place: Place, reply: Say, speech: Speech) -> Outcome:
        """A message where the person is."""
        return await self._mouth.post(place, reply, speech)

    async def amend(self, place: Place, reference: str, reply: Say, speech: Speech) -> Outcome:
        """Other words in place of a message of ours."""
        return await self._mouth.amend(reference, reply, speech)

    async def channel(self, team: Team) -> Place | Closed | None:
        """The team's channel, if the coach was invited to it and nobody of another company reads along."""
        return await self._mouth.channels.of(team)

    async def find(self, person: Person) -> Place | None:
        """The direct message with whoever has this address in the workspace."""
        return await self._mouth.place_of(person.email) if person.email else None

    async def tell(self, place: Place, answer: Answer) -> None:
        """An answer that took its time."""
        await self._answering.tell(place, answer)

    async def _connected(self, app: web.Application) -> AsyncIterator[None]:
        """One pool of connections to Slack as long as the server runs."""
        async with aiohttp.ClientSession(timeout=_ANSWER_WITHIN) as session:
            self._client.session = session
            yield
            await self._answering.stop()
            self._client.session = None

    async def _door(self, request: web.Request) -> web.Response:
        try:
            told = await to_bolt_request(request)
        except ValueError:  # neither JSON nor text
            return web.Response(status=400)
        return await to_aiohttp_response(await self._bolt.async_dispatch(told))

    async def _socket(self, app: web.Application) -> AsyncIterator[None]:
        token = self._secrets.app_token.reveal() if self._secrets.app_token else ""
        client = AsyncWebClient(token, base_url=self._secrets.api)
        handler = AsyncSocketModeHandler(self._bolt, token, web_client=client)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        yield
        await handler.close_async()  # type: ignore[no-untyped-call]

    async def _command(self, ack: AsyncAck, body: Json) -> None:
        """The answer goes out with the acknowledgement, to the person alone; one trip instead of two."""
        heard = from_command(body)
        answer = await self._hear(heard) or Answer((), None)
        await self._answering.put(heard, _only(answer, Ask))
        blocks = tuple(block for reply in answer.replies if isinstance(reply, Say) for block in reply.blocks)
        told = rendered(Say(blocks), self._coach.speech_to(answer, self._now())) if blocks else {}
        await ack(response_type="ephemeral", **told) if told else await ack()

    async def _action(self, ack: AsyncAck, body: Json) -> None:
        heard = from_action(body)
        if heard is not None and not await self._opened(heard):
            await self._answered(heard)
        await ack()

    async def _opened(self, heard: Heard) -> bool:
        if not isinstance(heard.act, Press) or heard.act.action != OPEN:
            return False
        person = await asyncio.to_thread(self._coach.person_behind, heard.who)
        return person is not None and await self._answering.open_kept(heard, person, heard.act.id)

    async def _event(self, ack: AsyncAck, body: Json) -> None:
        heard = from_event(body)
        if heard is not None:
            await self._answered(heard)
        await ack()

    async def _answered(self, heard: Heard) -> None:
        answer = await self._hear(heard)
        if answer is not None:
            await self._answering.put(heard, answer)

    async def _view(self, ack: AsyncAck, body: Json) -> None:
        heard = from_view(body)
        answer = await self._hear(heard)
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
        await self._answering.put(heard, _only(answer, Say))

    async def _hear(self, heard: Heard) -> Answer | None:
        """What the coach answers, or None when that comes later."""
        try:
            person = await self._person(heard.who)
        except Unreached:
            return UNSURE
        act = await self._named(heard)
        return await self._ear.hear(heard.delivery, self._now(), person, heard.place, act, self._later)

    async def _named(self, heard: Heard) -> Act:
        """The words with those they mention by name, as far as Slack tells; else the account stays."""
        text = heard.act.text if isinstance(heard.act, Text) else ""
        for user in heard.mentioned:
            try:
                found = await self._person(replace(heard.who, user=user))
            except Unreached:
                continue
            text = re.sub(rf"@{user}\b", lambda _: f"@{found.name or user}", text)  # noqa: B023  (used at once)
        return Text(text) if heard.mentioned else heard.act

    async def _person(self, who: Who) -> Person | Stranger:
        known = await asyncio.to_thread(self._coach.person_behind, who)
        if known is not None:
            return known
        email, name = await self._mouth.account_of(who.user)
        return await asyncio.to_thread(self._coach.introduce, who, email) or Stranger(who, email, name)

    async def _dropped(self, place: Place, answer: Answer) -> None:
        log.warning("nobody to say it through", extra={"place": place.conversation})


def _bolt(secrets: SlackSecrets) -> AsyncApp:
    """Bolt as the reader and checker of requests; what is said goes through our own client."""

    async def authorize() -> AuthorizeResult:
        # The signature has told whose request it is. Asking Slack too would lose the request when Slack is away.
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=secrets.bot_token.reveal())

    return AsyncApp(
        client=AsyncWebClient(base_url=secrets.api),
        authorize=authorize,
        signing_secret=secrets.signing_secret.reveal(),
        # Answering before the request ends spares Bolt's polling for the acknowledgement, ten milliseconds a request.
        process_before_response=True,
        ignoring_self_events_enabled=False,  # inbound leaves out every bot
        raise_error_for_unhandled_request=False,
    )


def _only(answer: Answer, kind: type[Ask] | type[Say]) -> Answer:
    return replace(answer, replies=tuple(reply for reply in answer.replies if isinstance(reply, kind)))
