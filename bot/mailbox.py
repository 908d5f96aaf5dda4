"""What comes to one person in the terminal: their own messages, and those of the channels they read."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.adapters import Postman
from bot.channels import Closed, is_read_by, name_of, not_in
from bot.coach import Answer
from bot.lanes import Limits
from bot.words import Speech
from domain.chat import Place, Say
from domain.nudges import OutboxItem
from domain.person import Person
from domain.ports import Works
from domain.settings import Team
from scheduler.deliver import deliver
from scheduler.sending import Outcome, Sent, TryAgain
from scheduler.tick import tick

PLATFORM = "terminal"
_A_MOMENT = timedelta(seconds=20)
_LATER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Came:
    """A message as it is read: where, under what heading (empty in the person's own talk), how."""

    place: Place
    heading: str
    say: Say
    speech: Speech


class Mailbox:
    """Everybody else's messages wait; nothing of them is said here."""

    platform = PLATFORM
    limits = Limits()

    def __init__(self, works: Works, person: str, now: datetime) -> None:
        self._works = works
        self._person = person
        self._now = now
        self._own = False
        self._came: list[Came] = []
        self._postman = Postman(works, {PLATFORM: self}, lambda: self._now)

    def looks(self, now: datetime) -> list[Came]:
        """A round of the clock, and what came because of it."""
        tick(self._works, now)
        self._own = True
        return self._delivered(now)

    def goes_on(self, now: datetime) -> tuple[datetime, list[Came]]:
        """What came to the channels because of what was just done; it may take a moment, and then it is so late."""
        self._own = False
        came = self._delivered(now)
        with self._works() as work:
            following = work.nudging.next_at(now)
        if following is None or following - now > _A_MOMENT:
            return now, came
        return following, [*came, *self._delivered(following)]

    def _delivered(self, now: datetime) -> list[Came]:
        self._now, self._came = now, []
        asyncio.run(deliver(self._works, self._send, lambda: self._now))
        return self._came

    async def _send(self, item: OutboxItem, say: Say) -> Outcome:
        return await self._postman.send(item, say) if self._is_read(item) else TryAgain(self._now + _LATER)

    def _is_read(self, item: OutboxItem) -> bool:
        with self._works() as work:
            person = work.persons.get(self._person)
            team = work.settings.team(item.channel) if item.channel else None
            if team is None or person is None:
                return self._own and item.person == self._person
            return is_read_by(team, person, work.settings)

    async def say(self, place: Place, reply: Say, speech: Speech) -> Outcome:
        """Read at once."""
        name = secrets.token_hex(4)
        thread = place.thread or name
        there = place if place.direct else replace(place, thread=thread)
        self._read(there, reply, speech, ", in the thread" if place.thread else "")
        return Sent(name, thread=thread)

    async def amend(self, place: Place, reference: str, reply: Say, speech: Speech) -> Outcome:
        """In a channel it is read anew; in the own talk the answer has said it."""
        if not place.direct:
            self._read(replace(place, thread=reference), reply, speech, ", as it reads now")
        return Sent(reference, thread=reference)

    async def channel(self, team: Team) -> Place | Closed:
        """Whoever reads it is one of the team, or leads it."""
        return Place(PLATFORM, "", f"channel:{team.key}", direct=False) if team.channel else not_in(team)

    async def find(self, person: Person) -> Place:
        """The one person of this terminal."""
        return Place(PLATFORM, "", person.id)

    async def tell(self, place: Place, answer: Answer) -> None:
        """Nothing is late in a terminal."""

    def _read(self, place: Place, say: Say, speech: Speech, how: str) -> None:
        self._came.append(Came(place, "" if place.direct else f"{self._name(place)}{how}", say, speech))

    def _name(self, place: Place) -> str:
        with self._works() as work:
            team = work.settings.team(place.conversation.partition(":")[2])
        return name_of(team) if team is not None else place.conversation
