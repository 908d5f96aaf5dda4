"""What an expression of time in a note means: a day, a choice of days, a stretch of days, or a clock time."""

from dataclasses import dataclass, replace
from datetime import date, time
from enum import Enum


class DayOrder(Enum):
    """Which number of `4/12` is the day, by the custom of the writer's country."""

    DMY = "day first"
    MDY = "month first"
    UNKNOWN = "not known"


@dataclass(frozen=True)
class When:
    """One expression of time, where it stands in the text and what it can mean.

    `day` and `at` are in the writer's zone, also when another zone is written: "10 UTC" typed in Stockholm
    in winter has `at` 11:00 and `zone` "UTC". A `zone` without `at` is a clock time in a zone nobody can know
    ("10 their time").

    At most one of `day`, `candidates` and `range` answers "which day": `day` is sure, `candidates` are the few
    days it may be, `range` is the first and the last day it may be. All three empty, and no `at`, is a time
    that says nothing certain ("after the holidays"). Only a deadline by a week or month has both `day` (its
    last working day) and `range`.
    """

    start: int
    end: int
    text: str
    day: date | None = None
    at: time | None = None
    zone: str | None = None
    candidates: tuple[date, ...] = ()
    range: tuple[date, date] | None = None
    weekday: int | None = None
    """Monday is 0; set for a weekday with nothing that says which week."""
    earlier: date | None = None
    """What the same words mean when told in the past tense: "Friday" is then the last one, "27 Nov" the latest."""
    past: bool = False
    """The words themselves point back: yesterday, last Friday, i fredags, two days ago."""
    deadline: bool = False
    """The time is the latest one: by, before, senast, innan."""
    negated: bool = False
    """The words deny it: "not Friday", "inte på fredag"."""
    impossible: bool = False
    """Written as a day that no calendar has: 31 Feb, 32/13."""

    @property
    def fixed(self) -> bool:
        """One day is known."""
        return self.day is not None

    @property
    def clock_only(self) -> bool:
        """A clock time with no day beside it."""
        return self.at is not None and not (self.day or self.candidates or self.range)

    def in_past(self) -> "When":
        """The same words told in the past tense."""
        if self.earlier is None or self.past:
            return self
        return replace(self, day=self.earlier, candidates=(), range=None, past=True)
