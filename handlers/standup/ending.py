"""How a standup ends: its message says so, what was decided is said below it, and the manager hears who took part."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.nudges import OutboxItem
from domain.ports import Work
from domain.standup import Phase, Standup
from domain.teams import manager_of
from handlers.standup.posting import post
from handlers.standup.redraw import redraw
from handlers.standup.summary import participation, summary
from handlers.unasked import word_to


def end(work: Work, standup: Standup, at: datetime) -> Standup:
    """The standup as it has ended; one that is not open stays as it is. Does not commit.

    Raises Conflict when somebody changed it since it was read.
    """
    return end_and_tell(work, standup, at)[0] if standup.phase is Phase.OPEN else standup


def end_and_tell(work: Work, standup: Standup, at: datetime) -> tuple[Standup, list[OutboxItem]]:
    """The same of one that is open, with what is said of it."""
    ended = work.standups.save(replace(standup, phase=Phase.ENDED, ended_at=at, turn=None, turn_ends=None))
    redraw(work, ended.id, at)
    came_of_it = summary(work, ended)
    told = [post(work, ended, "summary", came_of_it, at, under=ended.message)] if came_of_it.blocks else []
    team = work.settings.team(ended.team)
    manager = manager_of(work, team) if team else None
    if manager is not None:
        told.append(word_to(work, manager, f"participation:{ended.id}", at, participation(work, ended)))
        work.nudging.put(told[-1])
    return ended, told
