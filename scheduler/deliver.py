"""Sends what lies in the outbox: docs/delivery.md. Nothing is sent twice but what was under way when a process died."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, assert_never

from domain.attention import reconsider
from domain.codec import from_json
from domain.errors import Busy
from domain.nudges import Episode, OutboxItem
from domain.person import Person
from domain.ports import Work, Works
from domain.rounds import DIGEST
from domain.worktime import next_working_time
from scheduler import edits
from scheduler.bundle import says_more
from scheduler.lateness import is_nudge, is_over, is_theirs
from scheduler.pauses import pause_after
from scheduler.sending import GiveUp, Outcome, Send, Sent, TryAgain
from scheduler.stopping import stop, tell_admins

log = logging.getLogger(__name__)

AT_ONCE = 8
"""How many items are claimed together, and at most under way."""
LEASE = timedelta(minutes=2)
"""How long an item is this process's own: longer than all that are claimed with it can take, one after the other."""
LONGEST = timedelta(seconds=50)
"""For how long one call goes on; the next beat of the clock sends the rest."""
TRIES = 8
"""How often something that fails in a way nobody knows is tried."""
_SETTLE_TRIES = 5


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """How many messages were sent, put off, and given up."""

    sent: int = 0
    later: int = 0
    given_up: int = 0


async def deliver(works: Works, send: Send, now: Callable[[], datetime]) -> DeliveryReport:
    """Send what is due until nothing is, or for LONGEST; `now` is asked again and again. Admins hear whom nothing
    reaches any more. The database is used in a thread, never on the loop.

    An item is settled right after it was sent. How many are under way at a time is the sender's to say.
    """
    ends = now() + LONGEST
    outcomes: list[Outcome | None] = []
    while now() < ends:
        items = await asyncio.to_thread(_claimed, works, now())
        if not items:
            break
        for said in await asyncio.gather(*(_in_turn(works, send, some, now) for some in _by_person(items))):
            outcomes += said
    await asyncio.to_thread(_tell_admins, works, now())
    return DeliveryReport(*(sum(isinstance(one, kind) for one in outcomes) for kind in (Sent, TryAgain, GiveUp)))


def _tell_admins(works: Works, now: datetime) -> None:
    try:
        tell_admins(works, now)
    except Exception:
        log.exception("admins could not be told whom nothing reaches")


def _claimed(works: Works, now: datetime) -> list[OutboxItem]:
    with works() as work:
        items = work.nudging.claim(now, now + LEASE, AT_ONCE)
        work.commit()
    return list(items)


def _by_person(items: Sequence[OutboxItem]) -> list[list[OutboxItem]]:
    found: dict[str, list[OutboxItem]] = {}
    for item in items:
        found.setdefault(item.person, []).append(item)
    return list(found.values())


async def _in_turn(
    works: Works, send: Send, items: Sequence[OutboxItem], now: Callable[[], datetime]
) -> list[Outcome | None]:
    """One person's, one after the other: an edit after the message that it amends."""
    return [await _delivered(works, send, item, now) for item in items]


async def _delivered(works: Works, send: Send, item: OutboxItem, now: Callable[[], datetime]) -> Outcome | None:
    """What became of it, None when it is another process's by now."""
    try:
        outcome = await asyncio.to_thread(_pointless, works, item, now()) or await send(item, _reply(item))
    except _Unreadable:
        outcome = GiveUp("its message cannot be read")
    except Exception as error:
        log.exception("an unasked message could not be sent", extra={"item": item.id, "attempts": item.attempts})
        failed = f"{TRIES} tries failed: {type(error).__name__}"
        outcome = TryAgain() if item.attempts + 1 < TRIES else GiveUp(failed)
    return outcome if await _settled(works, item, outcome, now) else None


class _Unreadable(Exception):
    """The message of an item is none."""


def _reply(item: OutboxItem) -> Any:  # noqa: ANN401  (whatever reply it is)
    try:
        return from_json(item.reply)
    except (ValueError, KeyError, TypeError) as error:
        raise _Unreadable from error


def _pointless(works: Works, item: OutboxItem, now: datetime) -> GiveUp | TryAgain | None:
    """Why the message is better not sent now: what belongs to a time may be late, and a word waits for hours."""
    with works() as work:
        if item.amends:
            return edits.pointless(work, item, now)
        if item.under and edits.is_on_its_way(work, item.under):
            return TryAgain(now + edits.SOON)
        if item.channel and item.language:
            return _too_late(work, item, now)
        person = work.persons.get(item.person)
        if person is None or (person.stopped and not item.channel):
            return GiveUp(person.stopped if person else "nobody to tell")
        return _too_late(work, item, now) or _before_hours(work, item, person, now)


def _too_late(work: Work, item: OutboxItem, now: datetime) -> GiveUp | None:
    episodes = _episodes(work, item)
    over = episodes and all(episode.ended_at is not None for episode in episodes)
    if over and not says_more(_reply(item), item.episodes):
        return GiveUp("resolved meanwhile")
    if not is_theirs(work, item):
        return GiveUp("not theirs to read any more")
    return GiveUp("too late for its day") if is_over(work, item, now) else None


def _before_hours(work: Work, item: OutboxItem, person: Person, now: datetime) -> TryAgain | None:
    if is_nudge(item) or item.key.startswith(f"{DIGEST}:"):
        return None
    opens = next_working_time(person, now, work.calendar)
    return TryAgain(opens) if opens > now else None


async def _settled(works: Works, item: OutboxItem, outcome: Outcome, now: Callable[[], datetime]) -> bool:
    """Write down what became of the item, also when the database is busy: what is not written down is sent again."""
    consequences = True
    for _ in range(_SETTLE_TRIES):
        try:
            return await asyncio.to_thread(_settle, works, item, outcome, now(), consequences)
        except Busy:
            log.warning("an unasked message waits to be settled", extra={"item": item.id})
        except Exception:
            log.exception("what follows from a message could not be kept", extra={"item": item.id})
            consequences = False
    return False


def _settle(works: Works, item: OutboxItem, outcome: Outcome, now: datetime, consequences: bool) -> bool:
    """False when the claim was lost meanwhile: then another process says what became of it."""
    with works() as work:
        if not work.nudging.settle(_after(item, outcome, now), item.claimed_until):
            log.warning("a claim was lost", extra={"item": item.id, "outcome": repr(outcome)})
            return False
        if isinstance(outcome, GiveUp):
            log.warning("an unasked message was given up", extra={"item": item.id, "reason": outcome.reason})
        if consequences:
            _follow(work, item, outcome, now)
        work.commit()
    return True


def _follow(work: Work, item: OutboxItem, outcome: Outcome, now: datetime) -> None:
    """What did not arrive does not count as said, what did does, and who cannot be reached is not written to again."""
    if isinstance(outcome, GiveUp):
        stop(work, item, outcome, now)
        _unsay(work, item)
    elif isinstance(outcome, Sent):
        _say(work, item, now)


def _after(item: OutboxItem, outcome: Outcome, now: datetime) -> OutboxItem:
    tried = replace(item, claimed_until=None, attempts=item.attempts + 1)
    match outcome:
        case Sent(reference, place, thread):
            return replace(tried, sent_at=now, reference=reference, place=place, thread=thread)
        case TryAgain(at) if at is not None:
            # Somebody named the instant, so this was no failure after which to wait longer and longer.
            return replace(item, claimed_until=None, not_before=at)
        case TryAgain():
            return replace(tried, not_before=now + pause_after(item))
        case GiveUp(reason):
            return replace(tried, gave_up=reason)
        case _:
            assert_never(outcome)


def _unsay(work: Work, item: OutboxItem) -> None:
    """The concerns of a message that never arrived may be said again as soon as the person can be spoken to."""
    _keep(work, [_unsaid(one, item) for one in _episodes(work, item) if one.ended_at is None])


def _unsaid(episode: Episode, item: OutboxItem) -> Episode:
    said_in = tuple(one for one in episode.said_in if one != item.id)
    first = episode.first_said_at if said_in else None
    times = max(0, episode.times_said - 1)
    # A manager is not asked to help when the message that was to say so never arrived.
    warned = None if episode.warned_at == item.created_at else episode.warned_at
    return replace(episode, said_at=None, times_said=times, first_said_at=first, warned_at=warned, said_in=said_in)


def _say(work: Work, item: OutboxItem, now: datetime) -> None:
    """A message that was given up and put back counts as said after all."""
    running = (one for one in _episodes(work, item) if one.ended_at is None)
    _keep(work, [_said(one, item, now) for one in running if item.id not in one.said_in])


def _said(episode: Episode, item: OutboxItem, now: datetime) -> Episode:
    first, said_in = episode.first_said_at or now, (*episode.said_in, item.id)
    return replace(episode, said_at=now, times_said=episode.times_said + 1, first_said_at=first, said_in=said_in)


def _keep(work: Work, episodes: Sequence[Episode]) -> None:
    for episode in episodes:
        work.nudging.save_episode(episode)
    deals = (work.deals.get(episode.deal) for episode in episodes)
    reconsider(work, [deal for deal in deals if deal is not None])


def _episodes(work: Work, item: OutboxItem) -> list[Episode]:
    found = (work.nudging.episode(episode) for episode in item.episodes)
    return [episode for episode in found if episode is not None]
