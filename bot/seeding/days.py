"""When things happen on a sample deal: at ten in the morning of a working day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.due import Due
from domain.person import Person
from domain.ports import Calendar
from domain.worktime import is_working_day, local_day

_MORNING = time(10)


@dataclass(frozen=True, slots=True)
class Days:
    """Days counted from `now`, as the person lives them."""

    now: datetime
    person: Person
    calendar: Calendar

    def ago(self, days: int) -> datetime:
        """Ten in the morning of a working day about that many days ago (UTC); never later than now."""
        morning = datetime.combine(self._working_day(-days), _MORNING, ZoneInfo(self.person.zone))
        return min(morning.astimezone(UTC), self.now.astimezone(UTC))

    def on(self, days_ago: int) -> date:
        """The same as a day."""
        return local_day(self.ago(days_ago), self.person.zone)

    def ahead(self, days: int) -> date:
        """A calendar day, counted from today."""
        return local_day(self.now, self.person.zone) + timedelta(days=days)

    def due(self, days: int, at: time | None) -> Due:
        """A working day, and a minute of it if there is one."""
        return Due.on(self._working_day(days), at, self.person.zone)

    def _working_day(self, days: int) -> date:
        """A day off becomes the working day before it, or after it when it is to come."""
        day, onwards = self.ahead(days), timedelta(days=1 if days >= 0 else -1)
        while not is_working_day(day, self.person, self.calendar):
            day += onwards
        return day
