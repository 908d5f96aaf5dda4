"""Working days as people write them: "mon-fri", "mån ons tors"."""

from __future__ import annotations

import re

_SHORT = {
    "en": ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    "sv": ("mån", "tis", "ons", "tors", "fre", "lör", "sön"),
}
_LEAST = 2
_PIECE = re.compile(r"([^\W\d_]+)(?:\s*[-–]\s*([^\W\d_]+))?")
_JOINS = ("and", "och")


def say_days(days: tuple[int, ...], language: str) -> str:
    """Weekdays (Monday is 0) in words; days in a row as from and to."""
    names = _SHORT.get(language, _SHORT["en"])
    ordered = sorted(set(days))
    if len(ordered) > _LEAST and ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"{names[ordered[0]]}–{names[ordered[-1]]}"
    return " ".join(names[day] for day in ordered)


def weekdays_in(typed: str) -> tuple[int, ...]:
    """The weekdays that were typed, in either language, in the order of the week; none when a word is no weekday."""
    days: set[int] = set()
    for first, last in _PIECE.findall(typed):
        if first.casefold() in _JOINS:
            continue
        start, end = _day(first), _day(last or first)
        if start is None or end is None:
            return ()
        days |= {(start + place) % 7 for place in range((end - start) % 7 + 1)}
    return tuple(sorted(days))


def _day(word: str) -> int | None:
    """The weekday that begins so: "mon", "Monday", "må", "måndagar"."""
    said = word.casefold()
    for names in (_SHORT["sv"], _SHORT["en"]):
        for place, name in enumerate(names):
            if len(said) >= _LEAST and (said.startswith(name) or name.startswith(said)):
                return place
    return None
