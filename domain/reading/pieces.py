"""The parts an expression of time is put together from, before it is known what stands beside them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from re import Match

from domain.reading.pattern import Pattern
from domain.reading.when import DayOrder


class Kind(Enum):
    """What a piece is, which decides what it may be joined with."""

    WEEKDAY = "a weekday, of no week in particular"
    DATE = "a day of a month"
    DAY = "a day already settled: today, next Friday, in three days"
    WEEK = "a week"
    STRETCH = "a longer or shorter stretch of days"
    VAGUE = "a time that says nothing certain"
    CLOCK = "a clock time"
    PART = "a part of a day"
    SHIFT = "so many days before or after what follows"
    SKIP = "looks like a time and is none, or comes back every week"


DAYS = frozenset({Kind.WEEKDAY, Kind.DATE, Kind.DAY})


@dataclass(frozen=True)
class Piece:
    """A stretch of the folded text with what it can mean; see `When` for the fields they share."""

    start: int
    end: int
    kind: Kind
    days: tuple[date, ...] = ()
    """One is sure, several are a choice, none says that the piece fixes no day."""
    earlier: date | None = None
    range: tuple[date, date] | None = None
    last: date | None = None
    """The day meant by "by" this stretch."""
    weekday: int | None = None
    readings: tuple[date, ...] = ()
    """Every day a date can be, so that a weekday beside it can choose."""
    at: time | None = None
    zone: str | None = None
    open_half: bool = False
    """A clock time of which nobody said whether it is before or after noon."""
    late: bool | None = None
    """A part of a day: after noon or before."""
    shift: timedelta | None = None
    leaning: bool = False
    """A shift from the day that was named before it."""
    in_week: bool = False
    """A weekday whose week is named beside it."""
    clock_first: bool = False
    """The clock time stands before its day, so that what leads in belongs to the clock ("after 10 on Friday")."""
    choice: bool = False
    """Put together by "or"."""
    past: bool = False
    deadline: bool = False
    negated: bool = False
    impossible: bool = False
    loose: bool = False
    """Too doubtful to stand alone: dropped unless something beside it makes it a time."""


@dataclass(frozen=True)
class Ground:
    """What a note is read against: its folded text, the writer's clock, the custom of the country."""

    text: str
    now: datetime
    order: DayOrder

    @property
    def today(self) -> date:
        """The day it is where the writer is."""
        return self.now.date()

    @property
    def monday(self) -> date:
        """The first day of this week."""
        return monday_of(self.today)

    def in_days(self, days: int) -> date:
        """So many days from today; kept within what a calendar can hold."""
        return moved(self.today, days)


Build = Callable[[Match[str], Ground], Piece | None]


@dataclass(frozen=True)
class Rule:
    """What a pattern finds becomes a piece, or nothing when the builder sees that it is no time."""

    pattern: Pattern
    build: Build


def moved(day: date, days: int) -> date:
    """The day so many days later; the last or first day of the calendar when there is none."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def monday_of(day: date) -> date:
    """The Monday of the day's ISO week."""
    return moved(day, -day.weekday())


def next_weekday(weekday: int, today: date) -> date:
    """The next such day strictly after today."""
    return moved(today, (weekday - today.weekday() - 1) % 7 + 1)


def last_weekday(weekday: int, today: date) -> date:
    """The last such day strictly before today."""
    return moved(today, -((today.weekday() - weekday - 1) % 7 + 1))


def fixed(match: Match[str], day: date, *, past: bool = False) -> Piece:
    """A piece that is one settled day."""
    return Piece(*match.span(), Kind.DAY, days=(day,), past=past)


def vague(match: Match[str], *, past: bool = False) -> Piece:
    """A piece that is a time and says nothing certain."""
    return Piece(*match.span(), Kind.VAGUE, past=past)


def stretch(match: Match[str], first: date, final: date, *, past: bool = False) -> Piece:
    """A piece that is one of the days from `first` to `final`."""
    return Piece(*match.span(), Kind.STRETCH, range=(first, final), past=past)
