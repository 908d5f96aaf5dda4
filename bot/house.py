"""The composition root: settings, storage and the coach, put together once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.coach import Coach
from bot.seeding import seed
from bot.settings import read_settings
from connectors.holidays import HolidayCalendar
from domain.attention import reconsider
from domain.person import Person
from domain.planning import plan_all
from domain.ports import Work
from domain.process_change import follow
from domain.resensing import sense
from domain.settings import Settings
from storage.people import sync_people
from storage.store import Store

DEFAULT_DATABASE = "askfirst.db"


AT_ONCE = 500
"""Deals that are looked at together: few enough for one query."""


class CommandError(Exception):
    """What was asked on the command line cannot be done; the message is the one line that says what to do."""


Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The instant it is, aware."""
    return datetime.now(UTC)


class MovableClock:
    """The real clock, moved forward by hand: for trying the coach out."""

    def __init__(self, start: datetime) -> None:
        self._ahead = start - system_clock()

    def __call__(self) -> datetime:
        return system_clock() + self._ahead

    def move_to(self, instant: datetime) -> None:
        """Go to a later instant; an earlier one is refused with ValueError."""
        if instant < self():
            raise ValueError("the clock only goes forward")
        self._ahead = instant - system_clock()

    def move_by(self, step: timedelta) -> None:
        """Go forward by `step`."""
        self.move_to(self() + step)


@dataclass(frozen=True, slots=True)
class House:
    """One company's coach, ready to be spoken to."""

    settings: Settings
    store: Store
    coach: Coach

    def person(self, email: str) -> Person | None:
        """Whoever app.yaml knows by this address."""
        with self.store.work() as work:
            return work.persons.by_email(email.strip().lower())

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()


def open_house(config: Path, database: str, now: datetime, *, sample: bool = True) -> House:
    """Read the settings, open the database, bring people and deals up to date; an empty one gets the sample deals.

    Without `sample` it stays empty: whoever imports their own deals does not want ours among them.
    Raises SettingsError for a broken app.yaml and AskfirstError when the database cannot be used.
    """
    settings = read_settings(config)
    store = Store.open(database, settings, HolidayCalendar())
    with store.work() as work:
        sync_people(work)
        follow(work, now)
        _by_the_rules(work)
        plan_all(work, now)
        if sample and settings.sample_deals and work.deals.count() == 0:
            seed(work, now)
        work.commit()
    return House(settings, store, Coach(store.work, settings))


def _by_the_rules(work: Work) -> None:
    """When app.yaml has changed what is worth saying and when, every open deal is looked at anew.

    So it is after an update that kept no signs yet: such a database is by no rules.
    """
    settings = work.settings
    rules = repr((settings.nudges, settings.processes, settings.people, settings.company))
    digest = hashlib.sha256(rules.encode()).hexdigest()
    if work.nudging.rules() != digest:
        for person in work.persons.all():
            deals = work.deals.open_of(person.id)
            for start in range(0, len(deals), AT_ONCE):
                reconsider(work, sense(work, deals[start : start + AT_ONCE]))
        work.nudging.now_by(digest)


def database_from(option: str | None) -> str:
    """The database asked for, else the one in the environment, else a file here."""
    return option or os.environ.get("ASKFIRST_DATABASE") or DEFAULT_DATABASE


def readable(database: str) -> str:
    """For whoever only reads: a database file that does not exist stays unmade, and the sample company is read."""
    is_file = "://" not in database
    return "sqlite://" if is_file and not Path(database).exists() else database
