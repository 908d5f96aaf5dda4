"""What a morning's message begins with: the person's meetings and steps of the day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain.chat import Block
from domain.person import Person
from domain.planning import next_brief
from domain.ports import Work
from domain.rights import has_left
from domain.rounds import Round, brief_key
from domain.worktime import next_working_time
from handlers.today import Planned, morning_blocks, planned_today


@dataclass(frozen=True, slots=True)
class Brief:
    """The day as it is said, and the deals that it speaks of."""

    blocks: tuple[Block, ...] = ()
    deals: frozenset[str] = frozenset()


NO_BRIEF = Brief()
"""Nothing is planned, or nothing is to be said of it."""


def brief_of(work: Work, person: Person, now: datetime) -> Brief:
    """What is planned, when the person is at work and wants to hear it; a late one comes when they next work.

    What has a time that is over is left out. When the next brief comes is worked out; does not commit.
    """
    key, opens = brief_key(person.id), next_working_time(person, now, work.calendar)
    due = work.rounds.get(key)
    if has_left(person, work.settings) or not (work.settings.nudges.brief and person.brief):
        work.rounds.drop(key)
        return NO_BRIEF
    if due is not None and opens > now:
        work.rounds.set(replace(due, at=opens))
        return NO_BRIEF
    work.rounds.set(Round(key, next_brief(person, now, work.calendar), now))
    planned = [one for one in planned_today(work, person, now) if not _is_over(one, now)]
    return Brief(morning_blocks(work, person, planned), frozenset(one.deal.id for one in planned))


def _is_over(one: Planned, now: datetime) -> bool:
    return one.step.due is not None and one.step.due.at is not None and one.step.due.at < now
