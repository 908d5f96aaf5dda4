"""When a next step is due."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import pairwise

from domain.due import Due
from domain.reading.drafting import Draft
from domain.reading.marks import TIME
from domain.reading.passage import Clause
from domain.reading.pattern import Pattern
from domain.reading.phrases import phrases
from domain.reading.when import When


def due_of(draft: Draft, now: datetime, zone: str) -> tuple[Due | None, tuple[date, ...], tuple[date, date] | None]:
    """When a step is due: a day, the days it may be, or the stretch of days it lies in."""
    days = [when for when in draft.times if not when.clock_only and not when.impossible]
    clock = next((when for when in draft.times if when.at is not None), None)
    if not days:
        return None, (), None
    when = _chosen(days, draft.clause)
    if len(days) > 1 and _either(days, draft.clause):
        return None, tuple(sorted({day.day for day in days if day.day is not None})), None
    if when.day is not None:
        borrowed = clock is not None and (clock.clock_only or _SAME_TIME.search(draft.clause.low) is not None)
        at = when.at if when.at is not None or clock is None or not borrowed else clock.at
        return Due.on(when.day, at, zone), (), None
    candidates = tuple(day for day in when.candidates if day >= now.date())
    return None, candidates, None if candidates else when.range


def _chosen(days: list[When], clause: Clause) -> When:
    """ "Moved from Thursday to Friday" is Friday; else the first."""
    moved = [day for day in days if _TO_DAY.search(clause.low[: day.start - clause.start])]
    if _MOVING.search(clause.low) and moved:
        return moved[-1]
    for earlier, later in pairwise(days):
        between = clause.low[max(0, earlier.start - clause.start - 8) : max(0, later.start - clause.start)]
        if re.search(rf"(?:from|från)\s*{TIME}+ (?:to|till) ?(?:the |den )?$", between):
            return later
    return days[0]


_MOVING = phrases(
    r"(?:moved?|moves|\w*flytta\w*|push(?:ed|es)?|postponed?|reschedul\w+|sköt\w*|\w*skjut\w*|bok\w+ om|ombokad?t?"
    r"|tidigarelagt?|tidigareläg\w+|senarelagt?|senareläg\w+|ändra\w*|changed?|bumped)"
)

_SAME_TIME = phrases(r"same time|same hour|samma tid|samma klockslag")
_TO_DAY = Pattern(r"(?:to|till)(?: (?:the|den|on))? $")


def _either(days: list[When], clause: Clause) -> bool:
    low = clause.low
    return (
        all(
            re.fullmatch(
                (
                    r"\s*(?:,|or|eller|/|alt\.?|alternatively|alternativt|, or|och|and|or maybe|eller kanske)\s*(?:on "
                    r"|på |the |den )?"
                ),
                low[a.end - clause.start : b.start - clause.start],
            )
            for a, b in pairwise(days)
        )
        and re.search(r"\b(?:or|eller|alt)\b|/", low) is not None
        and all(day.day for day in days)
    )
