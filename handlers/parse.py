"""What people type into the fields of a form. Every mistake is kept beside its field, so that all are said at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import TypeVar

from domain.chat import Refuse, Reply, Submit
from domain.person import Person
from domain.reading.amounts import Money, find_amounts
from domain.reading.days import DayOrder, When, find_times
from domain.words import Day, Listed, Message, Words, msg
from handlers.speaker import local

LINE_AT_MOST = 200
TEXT_AT_MOST = 2000

T = TypeVar("T")

_FIGURES = re.compile(r"[0-9]{1,12}")
_NOTHING = " \n\t.,;:!?-–—_…*/\\'\"()"
"""What a field holds when somebody only wants to get past it."""

_CLOCK = re.compile(r"(?:kl\.?\s*|at\s+)?(\d{1,2})(?:[:.]?(\d\d))?", re.IGNORECASE)


@dataclass
class Filled:
    """A sent form, read field by field. `errors` is what is wrong so far."""

    form: Submit
    person: Person
    at: datetime
    errors: list[tuple[str, Words]] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day it is where the person is."""
        return local(self.at, self.person).date()

    def wrong(self, key: str, words: Words) -> None:
        """Keep a mistake beside its field; the first one of a field counts."""
        if key not in dict(self.errors):
            self.errors.append((key, words))

    def refusal(self) -> list[Reply]:
        """The answer when something is wrong, to be checked before anything is saved; empty when nothing is."""
        return [Refuse(tuple(self.errors))] if self.errors else []

    def line(self, key: str, missing: Message | None = None, most: int = LINE_AT_MOST) -> str:
        """A line with single spaces; `missing` is what to say when there is none and there must be."""
        text = " ".join(self.form.get(key).split())
        return self._fitting(key, text, missing, most)

    def text(self, key: str, missing: Message | None = None, most: int = TEXT_AT_MOST) -> str:
        """A longer text as it was typed."""
        return self._fitting(key, self.form.get(key), missing, most)

    def _fitting(self, key: str, text: str, missing: Message | None, most: int) -> str:
        # A full stop where something must stand is a way round it, and a dash elsewhere says that there is nothing.
        text = text if text.strip(_NOTHING) else ""
        if not text and missing is not None:
            self.wrong(key, missing)
        if len(text) > most:
            self.wrong(key, msg("That is longer than I can keep here: {most} characters at most.", most=most))
        return text

    def chosen(self, key: str, options: Mapping[str, T], otherwise: T) -> T:
        """What stands behind the chosen option; `otherwise` when none of them was."""
        return options.get(self.form.get(key), otherwise)

    def day(self, key: str, missing: Message | None = None) -> date | None:
        """A day, as a date or in words ("fredag")."""
        typed = self.form.get(key)
        if not typed:
            if missing is not None:
                self.wrong(key, missing)
            return None
        found = day_in(typed, local(self.at, self.person), self.person)
        if isinstance(found, Message):
            self.wrong(key, found)
            return None
        return found

    def day_ahead(self, key: str, missing: Message) -> date | None:
        """A day that has not passed."""
        day = self.day(key, missing)
        if day is not None and day < self.today:
            self.wrong(key, msg("{day} has passed. Which day is it to be?", day=Day(day)))
        return day

    def day_gone(self, key: str) -> date | None:
        """A day that has come."""
        day = self.day(key)
        if day is not None and day > self.today:
            self.wrong(key, msg("{day} has not come yet. When was that?", day=Day(day)))
        return day

    def clock(self, key: str) -> time | None:
        """A clock time: 10, 10:30, 10.30."""
        typed = self.form.get(key)
        if not typed:
            return None
        clock = clock_in(typed) or _clock_in_words(typed, local(self.at, self.person))
        if clock is None:
            self.wrong(key, msg("I can't read {typed} as a time. Write it as 10:30.", typed=short(typed)))
        return clock

    def money(self, key: str) -> Money | None:
        """An amount: 400000, 400 000, 400k, EUR 40,000."""
        typed = self.form.get(key)
        if not typed:
            return None
        found = _figures_alone(typed) or find_amounts(typed)
        if len(found) != 1 or found[0].value <= 0 or "-" in typed:
            self.wrong(key, msg("I can't read {typed} as an amount. Write it as 400 000 or 400k.", typed=short(typed)))
            return None
        return found[0]


def _figures_alone(typed: str) -> tuple[Money, ...]:
    """Figures without a space. In a note they may be the number of an order; in a field for money they are money."""
    alone = _FIGURES.fullmatch(typed)
    return (Money(0, len(typed), typed, Decimal(typed), bare=True),) if alone else ()


def day_in(typed: str, now: datetime, person: Person) -> date | Message:
    """The day that was typed, or what to say when it is not one day. `now` is on the person's clock."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        # Typed in words, then: what a form does not promise, a person still does.
        found = find_times(typed, now, day_order(person)) if len(typed) <= LINE_AT_MOST else ()
        return _one_day(found[0] if len(found) == 1 else None, typed)


def day_order(person: Person) -> DayOrder:
    """What 4/12 means where the person lives."""
    return DayOrder.MDY if person.country == "US" else DayOrder.DMY


def _one_day(found: When | None, typed: str) -> date | Message:
    if found is not None and found.day is not None:
        return found.day
    if found is not None and found.candidates:
        days = Listed(tuple(Day(day) for day in found.candidates), either=True)
        return msg("{typed} may be {days}. Write the date.", typed=short(typed), days=days)
    return msg("I can't read {typed} as a day. Write it as 2026-11-27, or as Friday.", typed=short(typed))


def clock_in(typed: str) -> time | None:
    """The clock time that was typed (10, 10:30, 10.30, 1030), or None."""
    found = _CLOCK.fullmatch(typed.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _clock_in_words(typed: str, now: datetime) -> time | None:
    """The same in words: 3pm, kvart i tio."""
    found = find_times(typed, now) if len(typed) <= LINE_AT_MOST else ()
    one = found[0] if len(found) == 1 and found[0].text == typed.strip() else None
    return one.at if one is not None and one.day is None and one.zone is None else None


def short(typed: str, most: int = 40) -> str:
    """What was typed, no longer than a sentence can bear."""
    return typed if len(typed) <= most else f"{typed[:most].rstrip()}…"
