"""What a time in a clause is to the writer: behind, ahead, or today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from domain.reading.when import When


def ahead(when: When, now: datetime) -> bool:
    """Whether a time may still come, as it stands: later today, a later day, or nobody can say."""
    if when.past or when.negated:
        return False
    if when.day is not None and when.day != now.date():
        return when.day > now.date() or when.deadline
    if when.day is not None or when.clock_only:
        return when.at is None or when.at > now.time().replace(tzinfo=None)
    return last_day(when) is None or last_day(when) >= now.date()  # type: ignore[operator]


def to_come(times: Iterable[When], now: datetime) -> list[When]:
    """The times that may still come. "2pm with Anna on Friday": an hour that is over today belongs to that day."""
    said = list(times)
    coming = [when for when in said if ahead(when, now)]
    if not any(when.day is not None or when.candidates for when in coming):
        return coming
    return [when for when in said if when in coming or when.clock_only]


def last_day(when: When) -> date | None:
    """The latest day it may be."""
    if when.candidates:
        return max(when.candidates)
    return when.range[1] if when.range else when.day


def told_in_past(when: When, now: datetime) -> date | None:
    """The day meant when it is told in the past tense; None when that is no single day."""
    told = when.in_past()
    return told.day if told.day is not None and told.day <= now.date() else None
