"""What both sides said they would do, and what became of it: how firmly a step is agreed, what was kept and moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from domain.facts import Agreed, Side, Step, StepEnd, StepEnding

Told = Sequence[tuple[Step, StepEnding | None]]
"""A deal's steps in the order they were set, each with its end."""

SIGNAL = 2
"""How many moves by the customer, one after the other, tell that something is wrong."""


class Firmness(Enum):
    """How firmly a next step is agreed, from nothing to something that stands on paper or in a calendar."""

    NO_STEP = "no_step"
    OURS = "ours"
    SAID = "said"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Promises:
    """How many steps of one side were kept, moved by that side, and missed."""

    kept: int = 0
    moved: int = 0
    missed: int = 0


def firmness(step: Step | None) -> Firmness:
    """How firmly a step is agreed. One to which the customer has not agreed is ours alone, whoever is to do it."""
    if step is None:
        return Firmness.NO_STEP
    match step.agreed:
        case Agreed.NONE:
            return Firmness.OURS
        case Agreed.SAID:
            return Firmness.SAID
        case Agreed.WRITTEN | Agreed.ACCEPTED:
            return Firmness.WRITTEN


def whose(step: Step) -> Side:
    """Whose doing a step is; a meeting is both sides'."""
    if step.ours and step.theirs:
        return Side.BOTH
    return Side.THEM if step.theirs else Side.US


def promises(told: Told, side: Side) -> Promises:
    """What became of one side's steps; `side` is US or THEM.

    A step of both that was kept was kept by both. A move counts for whose wish it was (one we asked for and they agreed
    to is ours). A step of both that was missed counts for whoever is known to have let it slip.
    """
    ended = [(step, end) for step, end in told if end is not None]
    return Promises(
        kept=sum(end.end is StepEnd.KEPT and whose(step) in (side, Side.BOTH) for step, end in ended),
        moved=sum(end.end is StepEnd.MOVED and _wish(end) is side for _, end in ended),
        missed=sum(end.end is StepEnd.MISSED and _slipped(step, end) is side for step, end in ended),
    )


def _wish(end: StepEnding) -> Side:
    return Side.US if end.side is Side.BOTH else end.side


def _slipped(step: Step, end: StepEnding) -> Side:
    return end.side if whose(step) is Side.BOTH else whose(step)


def moved_in_a_row(told: Told, step: Step) -> int:
    """How many times, one after the other, the customer moved their own or the joint step until it became this one."""
    by_id = {one.id: (one, end) for one, end in told}
    times, before = 0, by_id.get(step.replaces or "")
    while before is not None and _moved_by_them(*before):
        times, before = times + 1, by_id.get(before[0].replaces or "")
    return times


def _moved_by_them(step: Step, end: StepEnding | None) -> bool:
    is_theirs = whose(step) in (Side.THEM, Side.BOTH)
    return is_theirs and end is not None and (end.end, end.side) == (StepEnd.MOVED, Side.THEM)


def moved_again(told: Told) -> tuple[Step, int] | None:
    """The running step that the customer has moved most often in a row, and how often, once that is a signal."""
    running = ((step, moved_in_a_row(told, step)) for step, end in told if end is None)
    found = max(running, key=lambda one: one[1], default=None)
    return found if found is not None and found[1] >= SIGNAL else None
