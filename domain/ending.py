"""How a deal ends: what was never confirmed, what its reason rests on, and what letting go early is worth.

The definitions are published in docs/endings.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from domain.facts import FACTUAL, Review
from domain.knowledge import Knowledge, Known
from domain.process import Process

LOSSES_COMPARED = 200
"""How many of the latest lost deals of a process a deal that is let go is compared with."""

FEWEST_LATE = 5
"""So many of them must have been lost late before their median is told."""

_GUESSES_FIRST = (Known.ASSUMED, Known.OLD)


def never_confirmed(found: Sequence[Knowledge]) -> tuple[Knowledge, ...]:
    """Those that nobody at the customer stands behind today: what we went by first, then what we never knew."""
    open_ones = [one for one in found if one.known is not Known.KNOWN]
    return tuple(sorted(open_ones, key=lambda one: one.known not in _GUESSES_FIRST))


def is_told(review: Review) -> bool:
    """Whether the reason is the customer's own and not our assumption."""
    return review.grounds in FACTUAL


def is_early(process: Process | None, stage: str, days: int) -> bool:
    """Whether a deal that lived for so many days is let go early.

    It is in the first half of the stages, and no later than the process expects a deal to leave the stage it is in.
    """
    place = process.place(stage) if process else None
    if process is None or place is None:
        return False
    return place < len(process.stages) / 2 and days <= _expected(process, place)


def usual_days(process: Process, lost_after: Sequence[int]) -> int | None:
    """The median of those that were lost late: in days, after more than the first half of the stages should take.

    `lost_after` are days from opening to the loss, of the latest lost deals of the process. None when
    too few were late.
    """
    late = [days for days in lost_after if days > _expected(process, (len(process.stages) - 1) // 2)]
    return round(median(late)) if len(late) >= FEWEST_LATE else None


def _expected(process: Process, place: int) -> int:
    """Within how many days the process expects a deal to have left the stage at that place."""
    return sum(stage.days for stage in process.stages[: place + 1])
