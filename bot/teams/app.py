"""Teams' front door: activities with a valid token into the coach, and its answers back as cards."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp
from aiohttp import web
from botbuilder.core import TurnContext

from bot.coach import Answer, Coach
from bot.ear import Ear, Later
from bot.formstore import FormStore
from bot.secrets import TeamsSecrets
from bot.teams.forms import filled, form_card
from bot.teams.inbound import PLATFORM, Cancel, Heard, arrival, greeting, heard_from, place_of, said, who_is
from bot.teams.line import Line
from bot.teams.render import CARD, card, carrying, message
from bot.teams.tokens import LOGIN, METADATA, SHARED_TENANT, Badge, Credentials, Gate, Keys
from bot.teams.transport import Transport, reference_of
from bot.words import Speech
from domain.chat import Act, Ask, Para, Place, Refuse, Say, Submit
from domain.person import Person
from domain.ports import Works
from domain.words import msg
from scheduler.sending import GiveUp, Outcome

log = logging.getLogger("askfirst.teams")

Json = dict[str, Any]

UNTOUCHED: Json = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": ""}
"""The answer to a press after which the card stays as it is."""

ELSEWHERE = msg("I keep deals out of channels, so I have answered you in our own chat.")
WRITE_ME = msg("I keep deals out of channels. Write to me in our own chat, and I answer there.")
LEFT = msg("Nothing was saved.")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the Bot Framework is; other addresses are for trying things out."""

    metadata: str = METADATA
    login: str = LOGIN


class TeamsAdapter:
    """One bot registration."""

    platform = PLATFORM

    def __init__(
        self,
        coach: Coach,
        ear: Ear,
        secrets: TeamsSecrets,
        now: Callable[[], datetime],
        works: Works,
        addresses: Addresses | None = None,
    ) -> None:
        self._coach = coach
        self._ear = ear
        self._secrets = secrets
        self._now = now
        self._works = works
        self._addresses = addresses or Addresses()
        self._forms = FormStore(works)
        self._later: Later = self._unheard
        self._transport: Transport | None = None

    def mount(self, app: web.Application, later: Later) -> None:
        """Put the door on the server."""
        self._later = later
        app.router.add_post("/api/messages", self._door)
        app.cleanup_ctx.append(self._connected)

    async def say(self, place: Place, reply: Say, speech: Speech) -> Outcome:
        """A card in a conversation we were in before."""
        kept = await asyncio.to_thread(self._reference, place)
        if kept is None or self._transport is None:
            return GiveUp("no address for this conversation")
        return await self._transport.say(kept, message(reply, speech))

    async def find(self, person: Person) -> Place | None:
        """Teams lets nobody be written to who has not added the coach."""
        return None

    async def _connected(self, app: web.Application) -> AsyncIterator[None]:
        secrets = self._secrets
        async with aiohttp.ClientSession() as session:
            keys = None if secrets.unsigned else Keys(session, self._addresses.metadata)
            shown = Credentials(
                secrets.app_id, secrets.app_password.reveal(), secrets.tenant_id or SHARED_TENANT, self._addresses.login
            )
            badge = Badge(session, None if secrets.unsigned else shown)
            self._transport = Transport(Gate(secrets.app_id, keys), Line(session, badge, self._now))
            yield
            self._transport = None

    async def _door(self, request: web.Request) -> web.Response:
        try:
            body = await request.json()
        except ValueError:
            return web.Response(status=400)
        status, answer = await self._line_up().process(body, request.headers.get("Authorization", ""), self._turn)
        return web.Response(status=status) if answer is None else web.json_response(answer, status=status)

    def _line_up(self) -> Transport:
        if self._transport is None:
            raise web.HTTPServiceUnavailable
        return self._transport

    async def _unheard(self, place: Place, answer: Answer) -> None:
        log.warning("nobody to say it through", extra={"place": place.conversation})

    async def _turn(self, context: TurnContext) -> Json | None:
        reference = reference_of(context)
        if arrival(context.activity):
            await self._greet(context, reference)
            return None
        heard = heard_from(context.activity)
        if heard is None:
            return UNTOUCHED if context.activity.type == "invoke" else None
        await asyncio.to_thread(self._keep, heard.place, reference)
        if isinstance(heard.act, Cancel):
            return await self._left(heard, reference)
        person = await self._person(heard, reference)
        answer = await self._hear(heard, person, heard.act)
        return await self._put(heard, answer, reference) if answer is not None else UNTOUCHED

    async def _greet(self, context: TurnContext, reference: Json) -> None:
        place, who = place_of(context.activity), who_is(context.activity)
        await asyncio.to_thread(self._keep, place, reference)
        if place.direct:
            heard = Heard(str(context.activity.id), who, str(context.activity.from_property.id), place, greeting())
            person = await self._person(heard, reference)
            answer = await self._hear(heard, person, greeting())
            if answer is not None:
                await self._put(heard, answer, reference)

    async def _hear(self, heard: Heard, person: Person | None, act: Act) -> Answer | None:
        return await self._ear.hear(heard.delivery, self._now(), person, heard.place, act, self._later)

    async def _person(self, heard: Heard, reference: Json) -> Person | None:
        known = await asyncio.to_thread(self._coach.person_behind, heard.who)
        if known is not None or self._transport is None:
            return known
        email = await self._transport.email_of(reference, heard.user)
        return await asyncio.to_thread(self._coach.introduce, heard.who, email)

    async def _put(self, heard: Heard, answer: Answer, reference: Json) -> Json | None:
        """Say the replies; the card that was pressed is replaced where the reply asks for it, or was a form."""
        if not heard.place.direct:
            return await self._put_aside(heard, answer, reference)
        speech = self._coach.speech_to(answer, self._now())
        in_place: Json | None = None
        for reply in answer.replies:
            made, replaces = await self._drawn(heard, answer, reply, speech)
            if replaces and in_place is None and heard.pressed:
                in_place = made
            else:
                await self._say(reference, carrying(made, said(str(made["speak"]))))
        return await self._in_place(heard, reference, in_place)

    async def _drawn(
        self, heard: Heard, answer: Answer, reply: Say | Ask | Refuse, speech: Speech
    ) -> tuple[Json, bool]:
        """The reply as a card, and whether it takes the place of the one that was pressed."""
        match reply:
            case Say():
                return card(reply, speech), reply.instead or bool(heard.stored)
            case Ask():
                stored = await self._forms.keep(reply, answer.person, self._now())
                return form_card(reply, stored, speech), bool(heard.stored)
            case Refuse():
                return await self._refused(heard, reply, speech), True

    async def _refused(self, heard: Heard, refusal: Refuse, speech: Speech) -> Json:
        """The same form with what was typed and why it was not taken."""
        form = await self._forms.kept(heard.stored) or Ask("", "", ())
        answers = dict(heard.act.answers) if isinstance(heard.act, Submit) else {}
        return form_card(filled(form, answers), heard.stored, speech, dict(refusal.errors))

    async def _in_place(self, heard: Heard, reference: Json, made: Json | None) -> Json | None:
        if heard.invoked:
            return UNTOUCHED if made is None else {"statusCode": 200, "type": CARD, "value": made}
        if made is not None and self._transport is not None:
            await self._transport.replace(reference, heard.pressed, carrying(made, str(made["speak"])))
        return None

    async def _put_aside(self, heard: Heard, answer: Answer, reference: Json) -> Json | None:
        """Asked in a channel, answered in the person's own chat; the channel learns only that."""
        speech = self._coach.speech_to(answer, self._now())
        own = await asyncio.to_thread(self._own_place, answer.person)
        for reply in answer.replies:
            if own is not None and isinstance(reply, Say):
                await self.say(own, reply, speech)
        words = WRITE_ME if own is None else ELSEWHERE
        await self._say(reference, message(Say((Para(words),)), speech))
        return UNTOUCHED if heard.invoked else None

    async def _left(self, heard: Heard, reference: Json) -> Json | None:
        """A form was left: its card becomes one quiet line."""
        person = await self._person(heard, reference)
        made = card(Say((Para(LEFT, quiet=True),)), self._coach.speech_to(Answer((), person), self._now()))
        return await self._in_place(heard, reference, made)

    async def _say(self, reference: Json, told: Json) -> None:
        if self._transport is not None:
            outcome = await self._transport.say(reference, told)
            log.info("said", extra={"outcome": type(outcome).__name__})

    def _keep(self, place: Place, reference: Json) -> None:
        with self._works() as work:
            work.persons.keep_address(place, json.dumps(reference))
            work.commit()

    def _reference(self, place: Place) -> Json | None:
        with self._works() as work:
            kept = work.persons.address(place)
        return json.loads(kept) if kept else None

    def _own_place(self, person: Person | None) -> Place | None:
        if person is None:
            return None
        with self._works() as work:
            return next((place for place in work.persons.places(person.id) if place.platform == PLATFORM), None)
