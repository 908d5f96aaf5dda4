"""`askfirst check`: app.yaml and the environment, every mistake at once. Nothing is changed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.people_news import people_news
from bot.process_news import News, process_news
from bot.secrets import DATABASE, mistakes_in
from bot.settings import SettingsError, read_settings
from bot.words import Speech, text_of
from connectors.holidays import HolidayCalendar
from domain.errors import AskfirstError
from domain.settings import Settings
from storage.engines import address_of, engine_for, opening
from storage.store import Store

_ENGLISH = Speech("en", "UTC", datetime(1970, 1, 1, tzinfo=UTC))
"""The command line speaks English; these sentences have no days in them."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What has to be put right, what changes for open deals once the coach is started with this app.yaml, and `people`
    who are not here though deals are theirs, or who are named though they left."""

    mistakes: tuple[str, ...]
    changes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


def check_all(config: Path, environment: Mapping[str, str], database: str = "") -> Checked:
    """One sentence a mistake, those of the file first. A database that is there already is looked into, and left alone.

    `database` is the one to look into; else that of the environment.
    """
    found: list[str] = []
    settings = None
    try:
        settings = read_settings(config)
    except SettingsError as mistakes:
        found.extend(mistakes.lines())
    found.extend(mistakes_in(environment))
    from_environment = environment.get(DATABASE, "").strip()
    news: list[News] = []
    people: list[str] = []
    try:
        news, people = _look(database or from_environment, settings)
    except AskfirstError as wrong:
        is_from_there = database in ("", from_environment)
        source = f"{DATABASE} in the environment" if is_from_there else "--database"
        found.append(f"{source}: {text_of(wrong.words, _ENGLISH)}")
    found.extend(one.line for one in news if one.is_wrong)
    return Checked(tuple(found), tuple(one.line for one in news if not one.is_wrong), tuple(people))


def _look(database: str, settings: Settings | None) -> tuple[list[News], list[str]]:
    """What changes for the deals of the database, and about its people. Raises AskfirstError when it cannot be one, or
    does not answer."""
    if not database:
        return [], []
    if settings is None:
        _knock(database)
        return [], []
    store = Store.look_into(database, settings, HolidayCalendar())
    if store is None:
        return [], []
    with closing(store), store.work() as work:
        return process_news(work), list(people_news(work))


def _knock(database: str) -> None:
    """Whether the database answers, when app.yaml is too broken to tell whose it is."""
    address = address_of(database, "company_company")
    if address.schema or Path(address.url.database or "").is_file():
        engine = engine_for(address)
        with opening(address, engine):
            engine.connect().close()
        engine.dispose()
