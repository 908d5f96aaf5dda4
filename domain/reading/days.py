"""Days and clock times in a free note, English and Swedish mixed."""

import re
from datetime import datetime, time, timedelta

from domain.reading.when import DayOrder, When

__all__ = ["DayOrder", "When", "find_times"]

_WEEKDAYS = {
    name: index
    for index, names in enumerate(
        (
            "monday måndag mån mon",
            "tuesday tisdag tis tue",
            "wednesday onsdag ons wed",
            "thursday torsdag tors thu",
            "friday fredag fre fri",
            "saturday lördag lör",
            "sunday söndag sön",
        )
    )
    for name in names.split()
}
_PATTERN = re.compile(
    r"\b(?P<day>" + "|".join(sorted(_WEEKDAYS, key=len, reverse=True)) + r"|today|idag|tomorrow|imorgon"
    r"|\d{4}-\d\d-\d\d)\b(?: (?:at |kl )?(?P<hour>\d\d?)(?:[:.](?P<minute>\d\d))?\b)?",
    re.IGNORECASE,
)


def find_times(text: str, now: datetime, order: DayOrder = DayOrder.DMY) -> tuple[When, ...]:
    """Every expression of time, in the order of the text, none overlapping another.

    `now` is aware and in the writer's zone; `order` decides `4/12` where nothing beside it does. What is not
    sure has no `day`: it has candidates, a range or nothing.
    """
    return tuple(when for match in _PATTERN.finditer(text) if (when := _read(match, now)))


def _read(match: "re.Match[str]", now: datetime) -> When | None:
    word = match["day"].lower()
    at = time(int(match["hour"]) % 24, int(match["minute"] or 0) % 60) if match["hour"] else None
    today, weekday, earlier = now.date(), _WEEKDAYS.get(word), None
    if weekday is not None:
        day = today + timedelta((weekday - today.weekday() - 1) % 7 + 1)
        earlier = today - timedelta((today.weekday() - weekday - 1) % 7 + 1)
    elif word[0].isdigit():
        try:
            day = datetime.fromisoformat(word).date()
        except ValueError:
            return When(*match.span(), match[0], impossible=True)
    else:
        day = today + timedelta(word in ("tomorrow", "imorgon"))
    return When(*match.span(), match[0], day=day, at=at, weekday=weekday, earlier=earlier)
