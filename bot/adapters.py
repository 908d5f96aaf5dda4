"""What the rest of the coach asks of a platform: say this there."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from bot.channels import Closed, not_in
from bot.coach import Answer, Unreached
from bot.house import Clock, system_clock
from bot.lanes import Lane, Limits, Sleep
from bot.words import Speech
from domain.chat import Para, Place, Refuse, Say
from domain.nudges import OutboxItem
from domain.person import Person
from domain.ports import Work, Works
from domain.rights import has_left
from domain.settings import Team
from domain.words import msg
from scheduler.sending import GiveUp, Outcome, Sent, Stops, TryAgain

log = logging.getLogger("askfirst.postman")

NOT_TAKEN = msg("Your form was not saved.")


class Adapter(Protocol):
    """A platform that people are on."""

    platform: str
    limits: Limits

    async def say(self, place: Place, reply: Say, speech: Speech) -> Outcome:
        """Say it there; never raises for what the platform answers."""
        ...

    async def amend(self, place: Place, reference: str, reply: Say, speech: Speech) -> Outcome:
        """Put it in place of a message that was said there, by the reference it was sent with; never raises either."""
        ...

    async def channel(self, team: Team) -> Place | Closed | None:
        """Where the team reads together on this platform, or why nothing is posted there; None when it is not here.
        May raise Unreached."""
        ...

    async def find(self, person: Person) -> Place | None:
        """A direct place for somebody who has not written yet, if the platform can open one."""
        ...

    async def tell(self, place: Place, answer: Answer) -> None:
        """Say an answer that was not ready in time, in a place where the person is alone."""
        ...


class Postman:
    """Brings what is said unasked, or late, to where the person is."""

    def __init__(
        self, works: Works, adapters: Mapping[str, Adapter], now: Clock = system_clock, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._works = works
        self._adapters = adapters
        self._lanes = {name: Lane(adapter.limits, now, sleep) for name, adapter in adapters.items()}

    async def send(self, item: OutboxItem, say: Say) -> Outcome:
        """Over the message that it amends, to its team's channel, else to the place the person used last."""
        if item.amends:
            return _of_no_person(await self._amended(item, say))
        if item.channel:
            return _of_no_person(await self._posted(item, say))
        try:
            known, places = await self._alone(item.person)
        except Unreached:
            return TryAgain()
        return await self._in_first(item, say, known, places, "no place to reach them yet")

    async def _in_first(
        self, item: OutboxItem, say: Say, known: Person | None, places: Sequence[Place], nowhere: str
    ) -> Outcome:
        """In the first of the places; in the next one where that takes nothing from us any more."""
        if known is None:
            return GiveUp("nobody here by that id")
        outcome: Outcome = GiveUp(nowhere)
        for place in places:
            saying = partial(self._adapters[place.platform].say, place, say, Speech.to(known, item.created_at))
            outcome = await self._through(item, place, saying)
            if not isinstance(outcome, GiveUp) or outcome.stops is Stops.NOTHING:
                break
        return outcome

    async def _through(self, item: OutboxItem, place: Place, call: Callable[[], Awaitable[Outcome]]) -> Outcome:
        """The platform's answer, with where it was."""
        outcome = await self._lanes[place.platform].through(place, item.claimed_until, call)
        match outcome:
            case Sent():
                return replace(outcome, place=place)
            case GiveUp():
                return replace(outcome, platform=place.platform)
            case _:
                return outcome

    async def _amended(self, item: OutboxItem, say: Say) -> Outcome:
        """Whoever may not be written to any more keeps the message as it is."""
        known, sent = await asyncio.to_thread(self._told_before, item)
        if known is None:
            return GiveUp("nobody here by that id")
        if sent is None or sent.place is None or sent.place.platform not in self._adapters:
            return GiveUp("no message to amend")
        adapter, speech = self._adapters[sent.place.platform], Speech.to(known, item.created_at)
        return await self._through(item, sent.place, partial(adapter.amend, sent.place, sent.reference, say, speech))

    def _told_before(self, item: OutboxItem) -> tuple[Person | None, OutboxItem | None]:
        with self._works() as work:
            return _still_here(work, item.person), work.nudging.item(item.amends)

    async def later(self, place: Place, answer: Answer) -> None:
        """An answer that was not ready in time. What was asked in a channel is answered to the person alone."""
        alone: Place | None = place
        if not place.direct:
            _, places = await self._alone(answer.person.id if answer.person else "")
            alone = next(iter(places), None)
        if alone is None or alone.platform not in self._adapters:
            log.warning("nowhere to answer", extra={"place": place.conversation})
            return
        replies = tuple(_said(reply) if isinstance(reply, Refuse) else reply for reply in answer.replies)
        await self._adapters[alone.platform].tell(alone, replace(answer, replies=replies))

    async def _alone(self, person: str) -> tuple[Person | None, Sequence[Place]]:
        """Who that is, and where they can be spoken to alone: the place used last first, else one that is opened."""
        known, places = await asyncio.to_thread(self._whereabouts, person)
        if known is None or places:
            return known, places
        found = await self._found(known)
        return known, [found] if found else []

    async def _posted(self, item: OutboxItem, say: Say) -> Outcome:
        """In the team's channel. Where that is closed to us, whoever it is for gets it alone, and hears why."""
        known, team = await asyncio.to_thread(self._team_of, item)
        if team is None:
            return GiveUp("no team by that key")
        try:
            found = await self._channel_of(team)
            if isinstance(found, Place):
                return await self._in_first(item, say, known, [found], "")
            known, places = await self._alone(item.person)
        except Unreached:
            return TryAgain()
        alone = replace(say, blocks=(Para(found.why, quiet=True), *say.blocks))
        return await self._in_first(item, alone, known, places, "no channel to post in, and no place to reach them yet")

    async def _channel_of(self, team: Team) -> Place | Closed:
        """The first platform on which the team reads together; else the first reason why it may not be posted."""
        found = [await adapter.channel(team) for adapter in self._adapters.values()]
        open_ones = (one for one in found if isinstance(one, Place))
        return next(open_ones, None) or next((one for one in found if one is not None), not_in(team))

    def _team_of(self, item: OutboxItem) -> tuple[Person | None, Team | None]:
        with self._works() as work:
            return _still_here(work, item.person), work.settings.team(item.channel)

    def _whereabouts(self, person: str) -> tuple[Person | None, list[Place]]:
        with self._works() as work:
            places = [place for place in work.persons.places(person) if place.platform in self._adapters]
            return _still_here(work, person), places

    async def _found(self, person: Person) -> Place | None:
        for adapter in self._adapters.values():
            place = await adapter.find(person)
            if place is not None:
                return place
        return None


def _still_here(work: Work, person: str) -> Person | None:
    known = work.persons.get(person)
    return None if known is None or has_left(known, work.settings) else known


def _of_no_person(outcome: Outcome) -> Outcome:
    """A channel or a message that is gone says nothing of whether the person can be reached."""
    gone = isinstance(outcome, GiveUp) and outcome.stops is Stops.PERSON
    return replace(outcome, stops=Stops.NOTHING) if isinstance(outcome, GiveUp) and gone else outcome


def _said(refusal: Refuse) -> Say:
    """The form is closed by now: what was not taken, and why, is said."""
    return Say((Para(NOT_TAKEN), *(Para(words) for _, words in refusal.errors)))
