"""The round of the standups: each is made ready, opened, reminded of and ended when it is time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import chain
from typing import TypeAlias

from domain.errors import Busy, Conflict
from domain.nudges import OutboxItem
from domain.planning import next_standup
from domain.ports import Work, Works
from domain.rounds import STANDUP, Round
from domain.standup import How, Phase, Standup
from domain.standup_plans import Planned, planned
from domain.standup_times import begins_at, is_on, next_opening
from domain.worktime import local_day
from handlers.standup.calling_off import call_off
from handlers.standup.ending import end_and_tell
from handlers.standup.opening import make, open_, refresh
from handlers.standup.walk import keep_up
from scheduler.asking import Waiting
from scheduler.reminding import remind

log = logging.getLogger(__name__)

_WALKED = timedelta(hours=2)
"""For how long at most a walk that is going on puts off the end."""

_Step: TypeAlias = Callable[[Work, datetime], tuple[Standup | None, Sequence[OutboxItem]]]
"""What is done in one transaction: the standup it was about, and what is said of it."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What is said, the standups and plans that failed, and of a round that keeps nothing who waits to be asked."""

    told: tuple[OutboxItem, ...] = ()
    failed: tuple[str, ...] = ()
    unkept: tuple[Waiting, ...] = ()


def run_standups(works: Works, now: datetime, *, dry_run: bool = False) -> Ran:
    """Everything that is due of them at `now` (aware). Each is a transaction of its own, so that a broken one costs
    itself; it is logged and tried again at the next tick.
    """
    with works() as work:
        due = work.rounds.due(STANDUP, now)
        busy = dict.fromkeys([*(one.id for one in work.standups.running()), *_asking(work, now)])
    steps: list[tuple[str, _Step]] = [(one.key, partial(_begin, due=one)) for one in due]
    steps += [(id, partial(_go_on, id=id)) for id in busy]
    ran = [_safely(works, name, step, now, dry_run) for name, step in steps]
    return Ran(
        tuple(chain.from_iterable(one.told for one in ran)),
        tuple(chain.from_iterable(one.failed for one in ran)),
        tuple(chain.from_iterable(one.unkept for one in ran)),
    )


def _asking(work: Work, now: datetime) -> list[str]:
    """Also one that has ended asks whoever begins to work later."""
    return [standup.id for standup, _ in work.standups.unasked(now)]


def _safely(works: Works, name: str, step: _Step, now: datetime, dry_run: bool) -> Ran:
    try:
        with works() as work:
            standup, told = step(work, now)
            unkept = _waiting(work, standup, now) if standup and dry_run else ()
            if not dry_run:
                work.commit()
            return Ran(tuple(told), unkept=unkept)
    except (Busy, Conflict):
        log.info("somebody else is at a standup", extra={"standup": name})
        return Ran()
    except Exception:
        log.exception("a standup failed", extra={"standup": name})
        return Ran(failed=(name,))


def _waiting(work: Work, standup: Standup, now: datetime) -> tuple[Waiting, ...]:
    """Who is to be asked now."""
    waiting = (part for part in work.standups.parts(standup.id) if part.how is How.WAITING and not part.asked_in)
    return tuple((standup, part) for part in waiting if part.asks_at is not None and part.asks_at <= now)


def _begin(work: Work, now: datetime, due: Round) -> tuple[Standup | None, Sequence[OutboxItem]]:
    """The standup whose time has come is made ready, and its plan's next one planned. Of several that were missed the
    last one counts, while it would still be open.
    """
    one = _named(work, *due.key.split(":")[1:])
    opening = next_opening(one, due.since, work) if one else None
    while one and opening and opening.closes_at <= now:
        opening = next_opening(one, opening.opens_at, work)
    if one is None or opening is None:
        work.rounds.drop(due.key)
        return None, ()
    begins = begins_at(one, opening, work)
    if begins > now:
        work.rounds.set(replace(due, at=begins))
        return None, ()
    standup = make(work, one, opening, now)
    following = next_standup(work, one, opening.opens_at)
    if following is None:
        work.rounds.drop(due.key)
    else:
        work.rounds.set(Round(due.key, following, opening.opens_at))
    return standup, _opened(work, standup, one, now) if standup and standup.opens_at <= now else ()


def _named(work: Work, team: str, plan: str) -> Planned | None:
    """A plan as it stands now."""
    found = work.settings.team(team)
    return next((one for one in planned(work, found) if one.plan.key == plan), None) if found else None


def _go_on(work: Work, now: datetime, id: str) -> tuple[Standup | None, Sequence[OutboxItem]]:
    standup = work.standups.get(id)
    return standup, _advanced(work, standup, now) if standup else ()


def _advanced(work: Work, standup: Standup, now: datetime) -> Sequence[OutboxItem]:
    """What is said of it now."""
    one = _named(work, standup.team, standup.plan)
    if standup.phase is Phase.AHEAD and standup.opens_at <= now:
        refresh(work, standup, now, work.standups.parts(standup.id))
        return _opened(work, standup, one, now)
    refresh(work, standup, now, [part for _, part in _waiting(work, standup, now)])
    if standup.phase is Phase.OPEN and _ends_at(standup) <= now:
        return end_and_tell(work, standup, now)[1]
    keep_up(work, standup, now)
    if standup.phase is Phase.OPEN and one is not None:
        return remind(work, standup, one.plan.remind, now)
    return ()


def _opened(work: Work, standup: Standup, one: Planned | None, now: datetime) -> Sequence[OutboxItem]:
    """One that is so late that it would be over is opened only for what was answered already."""
    late = standup.closes_at <= now and not _is_worth_it(work, standup, now)
    if late or one is None or not is_on(one, standup.day, work):
        call_off(work, standup, now)
        return ()
    item = work.nudging.item(open_(work, standup, now).message)
    return (item,) if item else ()


def _is_worth_it(work: Work, standup: Standup, now: datetime) -> bool:
    """Whether somebody has answered, and it is the day still."""
    same_day = local_day(now, standup.zone) == standup.day
    return same_day and any(part.is_answered for part in work.standups.parts(standup.id))


def _ends_at(standup: Standup) -> datetime:
    return standup.closes_at + (_WALKED if standup.turn is not None else timedelta(0))
