"""Teams' front door: activities with a valid token into the coach, and its answers back as cards."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp
from aiohttp import web
from botbuilder.core import TurnContext

from bot.channels import Closed
from bot.coach import UNSURE, Answer, Coach, Stranger, Unreached
from bot.ear import Ear, Later
from bot.formstore import FormStore
from bot.secrets import TeamsSecrets
from bot.teams.accounts import Accounts
from bot.teams.aside import WRITE_ME, after_a_mention, after_a_press
from bot.teams.channels import added_to, channel_of
from bot.teams.inbound import PLATFORM, PRESSED, Arrival, Cancel, Heard, heard_from
from bot.teams.line import LIMITS, Line
from bot.teams.outbound import SOON, Mouth, noted
from bot.teams.references import References
from bot.teams.render import message
from bot.teams.tokens import LOGIN, METADATA, SHARED_TENANT, Badge, Credentials, Gate, Keys
from bot.teams.transport import Transport, reference_of
from bot.words import Speech
from domain.chat import Command, Para, Place, Say
from domain.person import Person
from domain.ports import Works
from domain.settings import Team
from domain.words import Message, msg
from scheduler.sending import GiveUp, Outcome

log = logging.getLogger("askfirst.teams")

Json = dict[str, Any]

NOT_OURS: Json = {
    "statusCode": 400,
    "type": "application/vnd.microsoft.error",
    "value": {"code": "BadRequest", "message": "This card is not ours."},
}
"""The answer to the button of a card that we never made."""

LEFT = Say((Para(msg("Nothing was saved."), quiet=True),), instead=True)
HELLO = Command("help")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the Bot Framework is; other addresses are for trying things out."""

    metadata: str = METADATA
    login: str = LOGIN


@dataclass(frozen=True, slots=True)
class Open:
    """What there is while the server runs."""

    transport: Transport
    mouth: Mouth


class TeamsAdapter:
    """One bot registration."""

    platform = PLATFORM
    limits = LIMITS

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
        self._addresses = addresses or Addresses()
        self._accounts = Accounts(coach, secrets)
        self._forms = FormStore(works)
        self._references = References(works)
        self._later: Later = self._unheard
        self._opened: Open | None = None

    def mount(self, app: web.Application, later: Later) -> None:
        """Put the door on the server."""
        self._later = later
        app.router.add_post("/api/messages", self._door)
        app.cleanup_ctx.append(self._connected)

    async def say(self, place: Place, reply: Say, speech: Speech) -> Outcome:
        """A card in a conversation we were in before."""
        kept = await self._references.of(place)
        if kept is None or self._opened is None:
            return GiveUp("no address for this conversation")
        return await self._opened.mouth.say(kept, message(reply, speech))

    async def amend(self, place: Place, reference: str, reply: Say, speech: Speech) -> Outcome:
        """A card in place of one of ours."""
        kept = await self._references.of(place)
        if kept is None or self._opened is None:
            return GiveUp("no address for this conversation")
        return await self._opened.mouth.amend(kept, reference, message(reply, speech))

    async def channel(self, team: Team) -> Place | Closed | None:
        """The team's channel, if the coach was added to its team and nobody of another company reads along."""
        return await channel_of(team, self._references, self._opened.transport) if self._opened is not None else None

    async def find(self, person: Person) -> Place | None:
        """Teams lets nobody be written to who has not added the coach."""
        return None

    async def tell(self, place: Place, answer: Answer) -> None:
        """An answer that took its time."""
        kept = await self._references.of(place)
        if kept is None or self._opened is None:
            log.warning("no address for this conversation", extra={"place": place.conversation})
            return
        await self._opened.mouth.tell(answer, kept, self._coach.speech_to(answer, self._now()))

    async def _connected(self, app: web.Application) -> AsyncIterator[None]:
        secrets = self._secrets
        async with aiohttp.ClientSession() as session:
            keys = None if secrets.unsigned else Keys(session, self._addresses.metadata)
            shown = Credentials(
                secrets.app_id, secrets.app_password.reveal(), secrets.tenant_id or SHARED_TENANT, self._addresses.login
            )
            badge = Badge(session, None if secrets.unsigned else shown)
            transport = Transport(Gate(secrets.app_id, keys), Line(session, badge, self._now))
            self._opened = Open(transport, Mouth(transport, self._forms, self._now))
            yield
            await self._opened.mouth.stop()
            self._opened = None

    async def _door(self, request: web.Request) -> web.Response:
        opened = self._opened
        if opened is None:
            raise web.HTTPServiceUnavailable
        try:
            body = await request.json()
        except ValueError:
            return web.Response(status=400)

        async def turn(context: TurnContext) -> Json | None:
            return await self._turn(context, opened)

        status, answer = await opened.transport.process(body, request.headers.get("Authorization", ""), turn)
        return web.Response(status=status) if answer is None else web.json_response(answer, status=status)

    async def _unheard(self, place: Place, answer: Answer) -> None:
        log.warning("nobody to say it through", extra={"place": place.conversation})

    async def _turn(self, context: TurnContext, opened: Open) -> Json | None:
        added = added_to(context.activity)
        if added is not None:
            await self._references.keep(added[0], reference_of(context) if added[1] else None)
        heard = heard_from(context.activity, self._now())
        if heard is None:
            return NOT_OURS if context.activity.name == PRESSED else None
        reference = reference_of(context)
        await self._references.keep(heard.place, reference)
        try:
            person = await self._accounts.speaker(heard, reference, opened.transport)
        except Unreached:
            arrived = isinstance(heard.act, Arrival)
            return None if arrived else await opened.mouth.put(heard, UNSURE, reference, self._speech(None))
        if isinstance(heard.act, Arrival) and not isinstance(person, Person):
            # Whoever the app was installed for without being in the team is not written to.
            return None
        heard = await self._accounts.named(heard, reference, opened.transport)
        if heard.place.direct:
            return await self._answered(heard, person, reference, opened.mouth)
        return await self._answered_aside(heard, person, reference, opened.mouth)

    async def _answered(
        self, heard: Heard, person: Person | Stranger | None, reference: Json, mouth: Mouth
    ) -> Json | None:
        answer = await self._answer(heard, person)
        if answer is None:
            return noted(SOON, self._speech(person)) if heard.invoked else None
        return await mouth.put(heard, answer, reference, self._coach.speech_to(answer, self._now()))

    async def _answered_aside(
        self, heard: Heard, person: Person | Stranger | None, reference: Json, mouth: Mouth
    ) -> Json | None:
        """Asked in a channel, answered in the person's own chat. The channel learns only that, and not of a press."""
        known = person if isinstance(person, Person) else None
        own = await self._references.own_place(known)
        kept = await self._references.of(own) if own is not None else None
        pressed = heard.invoked or bool(heard.pressed)
        ours = known is not None and not pressed and await self._is_in_our_thread(known, heard.place)
        if known is None or not (kept or pressed or ours):
            return await self._aside(heard, WRITE_ME, reference, mouth, self._speech(person))
        answer = await self._answer(heard, known)
        speech = self._speech(known) if answer is None else self._coach.speech_to(answer, self._now())
        if answer is not None and kept is not None:
            await mouth.tell(answer, kept, speech)
        read = kept is not None
        words = after_a_press(answer, is_read=read) if pressed else after_a_mention(answer, is_read=read, ours=ours)
        return await self._aside(heard, words, reference, mouth, speech) if words else None

    async def _is_in_our_thread(self, person: Person, place: Place) -> bool:
        return await asyncio.to_thread(self._coach.is_in_our_thread, person, place, self._now())

    async def _aside(self, heard: Heard, words: Message, reference: Json, mouth: Mouth, speech: Speech) -> Json | None:
        """Whoever pressed a button sees it for a moment; who mentioned us reads it where they did."""
        if heard.invoked:
            return noted(words, speech)
        if not heard.pressed:
            await mouth.say(reference, message(Say((Para(words),)), speech))
        return None

    async def _answer(self, heard: Heard, person: Person | Stranger | None) -> Answer | None:
        if isinstance(heard.act, Cancel):
            return Answer((LEFT,), person if isinstance(person, Person) else None)
        act = HELLO if isinstance(heard.act, Arrival) else heard.act
        return await self._ear.hear(heard.delivery, self._now(), person, heard.place, act, self._later)

    def _speech(self, person: Person | Stranger | None) -> Speech:
        return self._coach.speech_to(Answer((), person if isinstance(person, Person) else None), self._now())
