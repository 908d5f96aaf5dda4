"""When something is due: a day, or a minute of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Due:
    """A day in the owner's zone, and the instant (UTC) when a clock time was given too."""

    day: date
    at: datetime | None = None

    def __post_init__(self) -> None:
        if self.at is not None and self.at.tzinfo is None:
            raise ValueError("a due time must know its zone")

    @classmethod
    def on(cls, day: date, clock: time | None, zone: str) -> Due:
        """Due on `day`, at `clock` in the IANA zone `zone` if a time is given."""
        if clock is None:
            return cls(day)
        return cls(day, datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC))

    def order(self) -> tuple[date, float]:
        """Sort key: earlier first; on one day, a clock time before none."""
        return self.day, self.at.timestamp() if self.at else float("inf")
