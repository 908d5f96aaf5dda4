"""A company's database, opened."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Self

from sqlalchemy import Engine

from domain.ports import Calendar
from domain.settings import Settings
from storage.engines import address_of, engine_for, opening
from storage.migrating import bring_up_to_date, is_up_to_date
from storage.work import SqlWork

_SIGNS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = tuple(first + second for first in _SIGNS for second in _SIGNS)


def fresh_id() -> str:
    """Twelve signs that nobody guesses: sixty bits. A tick needs thousands, so two signs at a time."""
    bits = secrets.randbits(60)
    return "".join([_PAIRS[bits >> place & 1023] for place in (0, 10, 20, 30, 40, 50)])


@dataclass(frozen=True, slots=True)
class Store:
    """One company's database, at the schema of this code."""

    engine: Engine
    settings: Settings
    calendar: Calendar
    new_id: Callable[[], str]
    passing: TemporaryDirectory[str] | None = None
    turn: Lock | None = None

    @classmethod
    def open(
        cls,
        url: str,
        settings: Settings,
        calendar: Calendar,
        new_id: Callable[[], str] | None = None,
        company: str = "",
    ) -> Self:
        """Opens a database, and makes or migrates it when it needs to.

        `url` is a path, `sqlite:///path`, `sqlite://` for one that is gone when it is closed, or `postgresql://...`,
        where `company` (else the company's key in the settings) names the schema. Raises AskfirstError, with what to
        do about it, when the database cannot be opened, is not ours or was written by a newer Askfirst.
        """
        # A file of its own rather than memory: only a file lets others read while one writes.
        passing = TemporaryDirectory(prefix="askfirst-") if url == "sqlite://" else None
        address = address_of(
            str(Path(passing.name) / "passing.db") if passing else url, f"company_{company or settings.company.key}"
        )
        engine = engine_for(address, lasting=passing is None)
        with opening(address, engine):
            bring_up_to_date(engine, address)
        turn = None if address.schema else Lock()
        return cls(engine, settings, calendar, new_id or fresh_id, passing, turn)

    @classmethod
    def look_into(cls, url: str, settings: Settings, calendar: Calendar) -> Self | None:
        """A database as it is, to be read and left alone; None when it is not there or was not brought up to date yet.

        Raises AskfirstError when it cannot be opened.
        """
        address = address_of(url, f"company_{settings.company.key}")
        if not address.schema and not Path(address.url.database or "").is_file():
            return None
        engine = engine_for(address)
        with opening(address, engine):
            is_ready = is_up_to_date(engine)
        store = cls(engine, settings, calendar, fresh_id)
        if is_ready:
            return store
        store.close()
        return None

    def work(self) -> SqlWork:
        """Opens a unit of work. Works may be open in several threads at once."""
        return SqlWork(self.engine, self.settings, self.calendar, self.new_id, self.turn)

    def close(self) -> None:
        """Lets go of the database."""
        self.engine.dispose()
        if self.passing is not None:
            self.passing.cleanup()
