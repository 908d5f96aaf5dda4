"""The local web page: act as anybody of the sample company, and move its clock.

It trusts whoever can open it, so it listens on this machine only and answers to no other name than its own.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.channels import Closed, not_in
from bot.coach import Answer, Coach
from bot.ear import Ear
from bot.house import MovableClock
from bot.lanes import Limits
from bot.web.chrome import chrome
from bot.web.render import rendered
from bot.web.rooms import PLATFORM, alone_with, channel_of, channels_of
from bot.web.talk import Talk
from bot.words import Speech, say_moment
from domain.chat import Act, Command, Place, Press, Say, Submit, Text
from domain.person import Person
from domain.ports import Works
from domain.settings import Settings, Team
from domain.worktime import next_working_time
from scheduler.sending import GiveUp, Outcome, Sent

STATIC = Path(__file__).parent / "static"
_OURSELVES = frozenset({"127.0.0.1", "localhost", "[::1]"})
_GUARD = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_LONG_POLL = 20.0
_OUT_OF_DATE = "The page is out of date; reload it."
_STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}


class WebChat:
    """The page and what it asks for; also the adapter through which the coach speaks up there."""

    platform = PLATFORM
    limits = Limits()

    def __init__(self, works: Works, settings: Settings, coach: Coach, ear: Ear, clock: MovableClock) -> None:
        self._works = works
        self._settings = settings
        self._coach = coach
        self._ear = ear
        self._clock = clock
        self._talk = Talk()
        self._round: Callable[[], Awaitable[None]] | None = None

    def mount(self, app: web.Application, run_round: Callable[[], Awaitable[None]]) -> None:
        """Put the page on the server; `run_round` lets the scheduler speak up after the clock was moved."""
        self._round = run_round
        app.middlewares.append(_guarded)
        app.router.add_get("/", self._page)
        app.router.add_static("/static/", STATIC)
        app.router.add_get("/api/company", self._company)
        app.router.add_get("/api/talk", self._messages)
        app.router.add_post("/api/act", self._act)
        app.router.add_post("/api/clock", self._move_clock)

    async def say(self, place: Place, reply: Say, speech: Speech) -> Sent:
        """Say it to whoever looks at that person's page, or at that channel."""
        drawn = rendered(reply, speech)
        number = self._talk.add(place.conversation, "coach", drawn, self._clock(), place.thread)
        return Sent(f"{self._talk.id}:{number}", thread=place.thread or str(number))

    async def amend(self, place: Place, reference: str, reply: Say, speech: Speech) -> Outcome:
        """Other words in place of a message; one that was said before a restart is gone, and its number another's."""
        talk, _, number = reference.partition(":")
        drawn = rendered(reply, speech)
        if talk != self._talk.id or not self._talk.replace(place.conversation, int(number), drawn, self._clock()):
            return GiveUp("the message is gone")
        return Sent(reference)

    async def channel(self, team: Team) -> Place | Closed:
        """Everybody of the team reads along there."""
        return channel_of(team) or not_in(team)

    async def find(self, person: Person) -> Place | None:
        """Everybody of the sample company can be reached here."""
        return alone_with(person)

    async def tell(self, place: Place, answer: Answer) -> None:
        """An answer that took its time."""
        if answer.person is not None:
            self._put(answer.person, answer, self._clock(), None)

    async def _page(self, request: web.Request) -> web.FileResponse:
        return web.FileResponse(STATIC / "index.html")

    async def _company(self, request: web.Request) -> web.Response:
        people = await asyncio.to_thread(self._people)
        return _json(
            {
                "company": self._settings.company.name,
                "people": [self._described(person) for person in people],
            }
        )

    def _people(self) -> list[Person]:
        """Everybody in app.yaml, in its order."""
        with self._works() as work:
            found = [work.persons.by_email(member.email) for member in self._settings.people]
        return [person for person in found if person is not None]

    def _described(self, person: Person) -> dict[str, Any]:
        speech = Speech.to(person, self._clock())
        return {
            "id": person.id,
            "name": person.name,
            "role": person.role.value,
            "language": person.language,
            "clock": say_moment(self._clock(), speech),
            "rooms": [asdict(room) for room in channels_of(person, self._settings)],
            "chrome": chrome(person, speech),
        }

    async def _messages(self, request: web.Request) -> web.Response:
        person, after = await self._person(request.query.get("person")), request.query.get("after", "0")
        number = int(after) if after.isdigit() else 0
        rooms = [person.id, *(room.id for room in channels_of(person, self._settings))]
        fresh = await self._talk.after(rooms, number, _LONG_POLL if "wait" in request.query else 0)
        return _json({"messages": fresh, "last": self._talk.last(rooms)})

    async def _person(self, id: object) -> Person:
        person = await asyncio.to_thread(self._coach.person, str(id or ""))
        if person is None:
            raise web.HTTPBadRequest(text=_OUT_OF_DATE)
        return person

    async def _act(self, request: web.Request) -> web.Response:
        told = await _told(request)
        person, act = await self._person(told.get("person")), act_from(told)
        if act is None:
            raise web.HTTPBadRequest(text=_OUT_OF_DATE)
        now, place = self._clock(), self._place(person, told)
        if isinstance(act, Text):
            said = {"kind": "text", "text": act.text, "name": person.first_name}
            self._talk.add(place.conversation, person.id, said, now, place.thread)
        answer = await self._ear.hear(str(told.get("delivery", "")), now, person, place, act, self.tell)
        pressed = told.get("message") if place.direct else None
        forms = self._put(person, answer, now, pressed) if answer else []
        aside = not place.direct and answer is not None and len(answer.replies) > len(forms)
        you = self._described((answer.person if answer else None) or person)
        return _json({"forms": forms, "aside": aside, "you": you})

    def _place(self, person: Person, told: dict[str, Any]) -> Place:
        """Where it was done: in a channel below a message, else in the person's own talk."""
        room = str(told.get("room", ""))
        if room not in {one.id for one in channels_of(person, self._settings)}:
            return alone_with(person)
        return Place(PLATFORM, "", room, self._talk.thread_of(room, told.get("message")), direct=False)

    def _put(self, person: Person, answer: Answer, now: datetime, pressed: object) -> list[dict[str, Any]]:
        """Messages go into the talk, forms back to whoever pressed."""
        speech = Speech.to(answer.person or person, now)
        forms = []
        for reply in answer.replies:
            drawn = rendered(reply, speech)
            if not isinstance(reply, Say):
                forms.append(drawn)
            elif not (
                reply.instead and isinstance(pressed, int) and self._talk.replace(person.id, pressed, drawn, now)
            ):
                self._talk.add(person.id, "coach", drawn, now)
        return forms

    async def _move_clock(self, request: web.Request) -> web.Response:
        told = await _told(request)
        person = await self._person(told.get("person"))
        self._clock.move_to(await asyncio.to_thread(self._moved, person, str(told.get("by"))))
        if self._round is not None:
            await self._round()
        return _json({"you": self._described(person)})

    def _moved(self, person: Person, by: str) -> datetime:
        """Where the clock goes: an hour, a day or a week on, or to the start of this person's next working day."""
        now = self._clock()
        if by in _STEPS:
            return now + _STEPS[by]
        with self._works() as work:
            tomorrow = datetime.combine(
                now.astimezone(ZoneInfo(person.zone)).date() + timedelta(days=1), time.min, ZoneInfo(person.zone)
            )
            return next_working_time(person, tomorrow, work.calendar)


def act_from(told: dict[str, Any]) -> Act | None:
    """What the page says somebody did; None for what it never says."""
    kind, name, about = told.get("kind"), str(told.get("name", "")), str(told.get("id", ""))
    match kind:
        case "text":
            return Text(str(told.get("text", "")))
        case "command":
            return Command(name, str(told.get("rest", "")))
        case "press":
            return Press(name, about, str(told.get("pick", "")))
        case "submit":
            answers = told.get("answers")
            filled = answers.items() if isinstance(answers, dict) else ()
            return Submit(name, about, tuple((str(key), str(value)) for key, value in filled))
        case _:
            return None


async def _told(request: web.Request) -> dict[str, Any]:
    """The JSON object of the request. A form post from another page cannot carry that type, so it is refused."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    try:
        told = await request.json()
    except json.JSONDecodeError:
        raise web.HTTPBadRequest(text="That was no JSON.") from None
    if not isinstance(told, dict):
        raise web.HTTPBadRequest(text="That was no JSON object.")
    return told


def _json(data: object) -> web.Response:
    return web.json_response(data, dumps=lambda it: json.dumps(it, ensure_ascii=False))


@web.middleware
async def _guarded(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Answer to our own name only (a page elsewhere may point its name at this machine), and let nothing in."""
    if request.host.rsplit(":", 1)[0] not in _OURSELVES:
        raise web.HTTPForbidden(text="This page answers on 127.0.0.1 only.")
    response = await handler(request)
    response.headers.update(_GUARD)
    return response
