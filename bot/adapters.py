"""What the rest of the coach asks of a platform: say this there."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from bot.channels import Closed, never_there, not_in
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
_NOBODY = GiveUp("nobody here by that id")


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
        return await self._in_first(item, say, _own(item, known), places, "no place to reach them yet")

    async def _in_first(
        self, item: OutboxItem, say: Say, speech: Speech | None, places: Sequence[Place], nowhere: str
    ) -> Outcome:
        """In the first of the places; in the next one where that takes nothing from us any more."""
        if speech is None:
            return _NOBODY
        outcome: Outcome = GiveUp(nowhere)
        for place in places:
            outcome = await self._through(item, place, partial(self._adapters[place.platform].say, place, say, speech))
            if not isinstance(outcome, GiveUp) or outcome.stops is Stops.NOTHING:
                break
        return outcome

    async def _through(
        self, item: OutboxItem, place: Place, call: Callable[[], Awaitable[Outcome]], *, edits: bool = False
    ) -> Outcome:
        """The platform's answer, with where it was."""
        outcome = await self._lanes[place.platform].through(place, item.claimed_until, call, edits=edits)
        match outcome:
            case Sent():
                return replace(outcome, place=place)
            case GiveUp():
                return replace(outcome, platform=place.platform)
            case _:
                return outcome

    async def _amended(self, item: OutboxItem, say: Say) -> Outcome:
        """Whoever may not be written to any more keeps the message as it is, and so does a channel that is closed."""
        known, team, sent = await asyncio.to_thread(self._told_before, item)
        if sent is None or sent.place is None or sent.place.platform not in self._adapters:
            return GiveUp("no message to amend")
        if item.channel and team is None:
            return GiveUp("no team by that key")
        place, adapter = sent.place, self._adapters[sent.place.platform]
        speech = _own(item, known) if place.direct else _shared(item, known)
        if speech is None:
            return _NOBODY
        try:
            closed = await self._closed(team)
        except Unreached:
            return TryAgain()
        if closed is not None and not place.direct:
            return GiveUp("the channel is closed")
        told = say if closed is None else _told_why(say, closed)
        amending = partial(adapter.amend, place, sent.reference, told, speech)
        return await self._through(item, place, amending, edits=True)

    async def _closed(self, team: Team | None) -> Closed | None:
        """Why the team's channel is told nothing now: who reads along may have changed since the message came there."""
        found = await self._channel_of(team) if team is not None else None
        return found if isinstance(found, Closed) else None

    def _told_before(self, item: OutboxItem) -> tuple[Person | None, Team | None, OutboxItem | None]:
        with self._works() as work:
            return *_whose(work, item), work.nudging.item(item.amends)

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
        """In the team's channel, under the message that it belongs to. Where that is closed to us, whoever it is for
        gets it alone, and hears why.
        """
        known, team, above = await asyncio.to_thread(self._belonging, item)
        if team is None:
            return GiveUp("no team by that key")
        try:
            found = await self._channel_of(team)
            if isinstance(found, Place) and item.under:
                found = _under(found, above, team)
            if isinstance(found, Place):
                return await self._in_first(item, say, _shared(item, known), [found], "")
            known, places = await self._alone(item.person)
        except Unreached:
            return TryAgain()
        nowhere = "no channel to post in, and no place to reach them yet"
        return await self._in_first(item, _told_why(say, found), _own(item, known), places, nowhere)

    async def _channel_of(self, team: Team) -> Place | Closed:
        """The first platform on which the team reads together; else the first reason why it may not be posted."""
        found = [await adapter.channel(team) for adapter in self._adapters.values()]
        open_ones = (one for one in found if isinstance(one, Place))
        return next(open_ones, None) or next((one for one in found if one is not None), not_in(team))

    def _belonging(self, item: OutboxItem) -> tuple[Person | None, Team | None, OutboxItem | None]:
        with self._works() as work:
            return *_whose(work, item), work.nudging.item(item.under) if item.under else None

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


def _whose(work: Work, item: OutboxItem) -> tuple[Person | None, Team | None]:
    return _still_here(work, item.person), work.settings.team(item.channel) if item.channel else None


def _own(item: OutboxItem, known: Person | None) -> Speech | None:
    """How somebody is spoken to alone; None when nobody is there."""
    return Speech.to(known, item.created_at) if known is not None else None


def _shared(item: OutboxItem, known: Person | None) -> Speech | None:
    """How it is said in a channel: in the channel's own language, whoever it is for, else in that of this person."""
    return Speech(item.language, item.zone, item.created_at) if item.language else _own(item, known)


def _under(channel: Place, above: OutboxItem | None, team: Team) -> Place | Closed:
    """The thread below a message in the channel; a message of its own when the team reads elsewhere by now."""
    if above is None or above.place is None or above.place.direct:
        return never_there(team)
    return replace(channel, thread=above.thread) if replace(above.place, thread="") == channel else channel


def _told_why(say: Say, closed: Closed) -> Say:
    return replace(say, blocks=(Para(closed.why, quiet=True), *say.blocks))


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
