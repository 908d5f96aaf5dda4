"""What a morning's message begins with: the person's meetings and steps of the day, or the standup in place of them."""

from __future__ import annotations

from collections.abc import Sequence
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
from scheduler.asking import Ask, Waiting, asks_of


@dataclass(frozen=True, slots=True)
class Brief:
    """The day as it is said, the deals of which it speaks, and what is asked for a standup."""

    blocks: tuple[Block, ...] = ()
    deals: frozenset[str] = frozenset()
    asks: tuple[Ask, ...] = ()

    @property
    def asked(self) -> frozenset[str]:
        """The deals of which the standup alone tells: what is stuck is put right with the buttons of a nudge."""
        return frozenset(deal for ask in self.asks for deal in ask.deals if deal not in ask.part.draft.stuck_on)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.blocks or self.asks)


NO_BRIEF = Brief()
"""Nothing is planned, or nothing is to be said of it."""


def brief_of(work: Work, person: Person, begins: bool, waiting: Sequence[Waiting], now: datetime) -> Brief:
    """What is planned, when the day `begins` and the person wants to hear it, and what they are asked for a standup.

    A standup tells what its person has planned, so that only what they do for others is said besides. When the next
    brief comes is worked out; does not commit.
    """
    asks = asks_of(work, person, waiting, now)
    told = begins and _is_told(work, person, now)
    if not (told or asks):
        return NO_BRIEF
    planned = [one for one in planned_today(work, person, now) if not _is_over(one, now)]
    shown = [one for one in planned if not asks or one.owner.id != person.id]
    return Brief(morning_blocks(work, person, shown) if told else (), frozenset(one.deal.id for one in planned), asks)


def _is_told(work: Work, person: Person, now: datetime) -> bool:
    """Whether the day is told now; a late one comes when the person next works. Plans the next one."""
    key, opens = brief_key(person.id), next_working_time(person, now, work.calendar)
    due = work.rounds.get(key)
    if has_left(person, work.settings) or not (work.settings.nudges.brief and person.brief):
        work.rounds.drop(key)
        return False
    if due is not None and opens > now:
        work.rounds.set(replace(due, at=opens))
        return False
    work.rounds.set(Round(key, next_brief(person, now, work.calendar), now))
    return True


def _is_over(one: Planned, now: datetime) -> bool:
    return one.step.due is not None and one.step.due.at is not None and one.step.due.at < now
