"""When somebody is away, and who covers: "30 nov - 4 dec, Erik covers", "till onsdag"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from domain.reading.days import find_times
from domain.reading.pattern import Pattern
from domain.reading.when import DayOrder, When

_DAY = timedelta(days=1)
_THROUGH = r"(?:(?i:until and including|to and including|through|thru|till och med|t\.\s?o\.\s?m\.)|tom)"
"""That day counts too. "Tom" with a capital is somebody."""
_FROM = Pattern(r"\b(?:från och med|fr\.?\s?o\.?\s?m\.?|starting|from|från)\s+", re.IGNORECASE)
_TO = Pattern(rf"(?<=\S)\s+(?:{_THROUGH}|(?i:until|till))\s+(?=\S)")
_ENDS_THROUGH = Pattern(rf"\b{_THROUGH}\s*$")
_ENDS_UNTIL = Pattern(r"\b(?:until|till|til)\s*$", re.IGNORECASE)
_COVERS = Pattern(
    r"cover(?:s|ing|ed)?|fills|stands|steps|takes|hoppar|ersätter|ersättare|sköter|tar|täcker|vikarie|vikarierar"
)
_FILLING = Pattern(
    r"a|all|and|as|away|by|deals|during|for|in|is|leave|me|meanwhile|my|off|on|out|over|the|to|vacation|whole|will|"
    r"affärer|borta|det|du|för|hela|hemma|i|jag|ledigt?|med|mig|mina|och|på|semester|som|under|upp|är|över"
)
_SOMEBODY = "\x00"
"""Stands before the id of somebody who is named."""


@dataclass(frozen=True, slots=True)
class Absence:
    """From the first day to the last, both included; `last` is None when no end was said.

    `who` is whose it is and `cover` who covers, by their id; empty when nobody is named.
    """

    first: date
    last: date | None
    who: str = ""
    cover: str = ""


def find_absence(text: str, now: datetime, people: Mapping[str, str], order: DayOrder = DayOrder.DMY) -> Absence | None:
    """What the words say, if they say nothing besides. "Until Wednesday" means back on Wednesday.

    `people` are the names that somebody goes by, in lower case, with their ids. `now` is aware, in the writer's zone.
    """
    text = " ".join(text.split())
    begun = _FROM.sub("", text)
    for said in (_TO.sub(" - ", begun), begun):
        times = find_times(said, now, order)
        days = _days(said, times, now.date())
        if days is not None:
            first, last = days
            named = _named(_around(said, times), people)
            open_end = begun != text and first == last
            return Absence(first, None if open_end else last, *named) if named else None
    return None


def _days(text: str, times: Sequence[When], today: date) -> tuple[date, date] | None:
    """The first and the last day, if the times are one stretch."""
    known = [time.range or (time.day, time.day) for time in times]
    days = [(first, last) for first, last in known if first is not None and last is not None]
    if not days or len(days) < len(times) or any(time.negated for time in times):
        return None
    before = text[: times[0].start]
    if len(days) == 1 and times[0].range is None and (_ENDS_THROUGH.search(before) or _ENDS_UNTIL.search(before)):
        last = days[0][0] - (timedelta(0) if _ENDS_THROUGH.search(before) else _DAY)
        return (today, last) if last >= today else None
    in_a_row = all(later[0] == earlier[1] + _DAY for earlier, later in pairwise(days))
    return (days[0][0], days[-1][1]) if in_a_row else None


def _around(text: str, times: Sequence[When]) -> str:
    """The words beside the times."""
    before = text[: times[0].start]
    before = _ENDS_UNTIL.sub("", _ENDS_THROUGH.sub("", before))
    between = (text[one.end : other.start] for one, other in pairwise(times))
    return " ".join((before, *between, text[times[-1].end :])).casefold()


def _named(rest: str, people: Mapping[str, str]) -> tuple[str, str] | None:
    """Whose leave it is and who covers; None when the words are about something else."""
    names = "|".join(re.escape(name) for name in sorted(people, key=len, reverse=True)) or r"(?!)"
    rest = re.sub(rf"(?<!\w)(?:{names})(?!\w)", lambda name: f" {_SOMEBODY}{people[name[0]]} ", rest)
    words = re.findall(r"[^\s,;:.()–-]+", rest)
    found = [word.removeprefix(_SOMEBODY) for word in words if word.startswith(_SOMEBODY)]
    others = [word for word in words if not word.startswith(_SOMEBODY)]
    if not all(_COVERS.fullmatch(word) or _FILLING.fullmatch(word) for word in others):
        return None
    if not any(map(_COVERS.fullmatch, others)):
        return {0: ("", ""), 1: (*found, "")}.get(len(found))
    return {1: ("", *found), 2: (*found,)}.get(len(found))
