"""One deal as the nudge rules look at it: its process and stage, and days as its owner's calendar counts them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.deal import Deal
from domain.person import Person
from domain.ports import Calendar
from domain.process import Process, Stage
from domain.settings import Settings
from domain.worktime import add_working_days, local_day, start_of_day, working_days_before


@dataclass(frozen=True, slots=True)
class Look:
    """A deal and all that a rule may ask beside it. `process` and `stage` are None when app.yaml knows them no more."""

    deal: Deal
    owner: Person
    settings: Settings
    calendar: Calendar
    process: Process | None
    stage: Stage | None

    @classmethod
    def at(cls, deal: Deal, owner: Person, settings: Settings, calendar: Calendar) -> Look:
        """The look at a deal."""
        process = settings.process(deal.process)
        return cls(deal, owner, settings, calendar, process, process.stage(deal.stage) if process else None)

    def day(self, at: datetime) -> date:
        """The day it is then where the owner is."""
        return local_day(at, self.owner.zone)

    def start(self, day: date) -> datetime:
        """When the day begins where the owner is."""
        return start_of_day(day, self.owner.zone)

    def after(self, day: date, n: int) -> datetime:
        """The start of the n-th working day after `day`; of the next day, working or not, for 0."""
        return self.start(add_working_days(day, n, self.owner, self.calendar) if n > 0 else day + timedelta(days=1))

    def before(self, day: date, n: int) -> datetime:
        """The start of the n-th working day before `day`."""
        return self.start(working_days_before(day, n, self.owner, self.calendar))
