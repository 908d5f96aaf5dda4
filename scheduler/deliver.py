"""Sends what lies in the outbox. Nothing is sent twice but the one message that was under way when a process died."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from domain.attention import reconsider
from domain.codec import from_json
from domain.nudges import Episode, OutboxItem
from domain.person import Person
from domain.ports import Work, Works
from domain.worktime import is_working_time, local_day, next_working_time
from scheduler import edits
from scheduler.sending import GiveUp, Outcome, Send, Sent, TryAgain

log = logging.getLogger(__name__)

MOST = 100
"""How many messages one call sends; the next beat of the clock sends the rest."""
PATIENCE = timedelta(seconds=10)
"""How long a platform may take to answer."""
LEASE = timedelta(minutes=20)
"""How long an item is this process's own: longer than a call can last at its slowest (MOST times PATIENCE)."""
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """How many messages were sent, put off, and given up."""

    sent: int = 0
    later: int = 0
    given_up: int = 0


async def deliver(works: Works, send: Send, now: datetime) -> DeliveryReport:
    """Send what is due at `now` (aware), one after the other. The database is used in a thread, never on the loop.

    An item is claimed, sent and settled before the next one is claimed, so that a crash leaves one in doubt at most.
    """
    sent = later = given_up = 0
    for _ in range(MOST):
        item = await asyncio.to_thread(_claimed, works, now)
        if item is None:
            break
        outcome = await asyncio.to_thread(_pointless, works, item, now) or await _sent(send, item, now)
        await asyncio.to_thread(_settle, works, item, outcome, now)
        sent += isinstance(outcome, Sent)
        later += isinstance(outcome, TryAgain)
        given_up += isinstance(outcome, GiveUp)
    return DeliveryReport(sent, later, given_up)


def _claimed(works: Works, now: datetime) -> OutboxItem | None:
    with works() as work:
        items = work.nudging.claim(now, now + LEASE, 1)
        work.commit()
    return items[0] if items else None


def _pointless(works: Works, item: OutboxItem, now: datetime) -> GiveUp | TryAgain | None:
    """Why the message is better not sent now: a morning's nudge belongs to its day, anything else waits for hours."""
    with works() as work:
        person = work.persons.get(item.person)
        episodes = _episodes(work, item)
        if item.amends:
            return edits.pointless(work, item, now)
    if person is None:
        return GiveUp("nobody to tell")
    if episodes and all(episode.ended_at is not None for episode in episodes):
        return GiveUp("resolved meanwhile")
    if item.key.startswith("digest:"):
        # Of a later day, it would tell what is no longer so; the next one comes by the clock.
        return None if _is_its_day(item, person, now) else GiveUp("too late for its day")
    if not item.episodes:
        opens = next_working_time(person, now, work.calendar)
        return TryAgain(opens) if opens > now else None
    if not _is_its_day(item, person, now) or not is_working_time(person, now, work.calendar):
        return GiveUp("too late for its day")
    return None


def _is_its_day(item: OutboxItem, person: Person, now: datetime) -> bool:
    return local_day(now, person.zone) == local_day(item.created_at, person.zone)


async def _sent(send: Send, item: OutboxItem, now: datetime) -> Outcome:
    try:
        async with asyncio.timeout(PATIENCE.total_seconds()):
            return await send(item, from_json(item.reply))
    except Exception:
        log.exception("an unasked message could not be sent", extra={"item": item.id, "attempts": item.attempts})
        return TryAgain(now + min(_FIRST_PAUSE * 2 ** min(item.attempts, 10), _LONGEST_PAUSE))


def _settle(works: Works, item: OutboxItem, outcome: Outcome, now: datetime) -> None:
    """Write down what became of the item; what was not said does not count as said."""
    item = replace(item, claimed_until=None, attempts=item.attempts + 1)
    with works() as work:
        match outcome:
            case Sent(reference, place):
                work.nudging.settle(replace(item, sent_at=now, reference=reference, place=place))
            case TryAgain(at):
                work.nudging.settle(replace(item, not_before=at))
            case GiveUp(reason):
                log.warning("an unasked message was given up", extra={"item": item.id, "reason": reason})
                work.nudging.settle(replace(item, gave_up=reason))
                _unsay(work, item)
            case _:
                assert_never(outcome)
        work.commit()


def _unsay(work: Work, item: OutboxItem) -> None:
    """The concerns of a message that never arrived may be said again as soon as the person can be spoken to."""
    running = [episode for episode in _episodes(work, item) if episode.ended_at is None]
    for episode in running:
        work.nudging.save_episode(replace(episode, said_at=None, times_said=max(0, episode.times_said - 1)))
    deals = (work.deals.get(episode.deal) for episode in running)
    reconsider(work, [deal for deal in deals if deal is not None])


def _episodes(work: Work, item: OutboxItem) -> list[Episode]:
    found = (work.nudging.episode(episode) for episode in item.episodes)
    return [episode for episode in found if episode is not None]
