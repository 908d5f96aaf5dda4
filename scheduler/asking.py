"""Who is asked for their part of a standup, each in their own morning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import TypeAlias

from domain.chat import Block, Para, Say
from domain.codec import to_json
from domain.nudges import OutboxItem
from domain.person import Person
from domain.ports import Work
from domain.rights import has_left
from domain.standup import How, Part, Standup
from domain.standup_times import placed
from domain.words import msg
from handlers.standup.ask import ask_blocks

Waiting: TypeAlias = tuple[Standup, Part]
"""A part that waits to be asked for."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody is asked now. `is_kept` is false where a tick that keeps nothing has just made the standup up."""

    standup: Standup
    part: Part
    blocks: tuple[Block, ...]
    is_kept: bool

    @property
    def deals(self) -> tuple[str, ...]:
        """Of which deals it speaks."""
        return self.part.draft.spoken


def by_person(waiting: Iterable[Waiting]) -> Mapping[str, list[Waiting]]:
    """The same by the ids of the persons."""
    found: dict[str, list[Waiting]] = defaultdict(list)
    for one in waiting:
        found[one[1].person].append(one)
    return found


def asks_of(work: Work, person: Person, waiting: Sequence[Waiting], now: datetime) -> tuple[Ask, ...]:
    """What the person is asked now: those who are not at work are asked when they are, on that day. Does not commit."""
    asks = []
    for standup, given in waiting:
        known = work.standups.part(standup.id, person.id)
        part = known or given
        if part.how is not How.WAITING or part.asked_in:
            continue
        here = placed(part, person, standup.day, now, work.calendar)
        if person.stopped or has_left(person, work.settings):
            here = replace(part, asks_at=None)
        if here.asks_at == now:
            asks.append(Ask(standup, part, ask_blocks(work, standup, part, now), known is not None))
        elif known is not None and here != known:
            work.standups.save_part(here)
    return tuple(asks)


def keep_asked(work: Work, asks: Iterable[Ask], item: str) -> None:
    """Remember in which message they were asked. Does not commit."""
    for ask in asks:
        if ask.is_kept:
            work.standups.save_part(replace(ask.part, asked_in=item))


def message_of_its_own(work: Work, person: Person, asks: Sequence[Ask], now: datetime) -> tuple[Say, OutboxItem]:
    """What is asked of somebody who has got today's message already."""
    blocks = chain.from_iterable(ask.blocks for ask in asks)
    say = Say((Para(msg("**One thing more today, {name}**", name=person.first_name)), *blocks))
    key = f"ask:{asks[0].standup.id}:{person.id}"
    return say, OutboxItem(work.new_id(), key, person.id, to_json(say), (), now, now)
