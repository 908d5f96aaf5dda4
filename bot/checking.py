"""`askfirst check`: app.yaml and the environment, every mistake at once. Nothing is changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from bot.secrets import DATABASE, mistakes_in
from bot.settings import SettingsError, read_settings
from bot.words import Speech, text_of
from domain.errors import AskfirstError
from storage.engines import Address, address_of, engine_for, opening

_ENGLISH = Speech("en", "UTC", datetime(1970, 1, 1, tzinfo=UTC))
"""The command line speaks English; these sentences have no days in them."""


def check_all(config: Path, environment: Mapping[str, str]) -> list[str]:
    """One sentence a mistake, those of the file first. A database that is there already is knocked at."""
    found: list[str] = []
    company = "company"
    try:
        company = read_settings(config).company.key
    except SettingsError as mistakes:
        found.extend(mistakes.lines())
    found.extend(mistakes_in(environment))
    try:
        _knock(environment.get(DATABASE, "").strip(), f"company_{company}")
    except AskfirstError as wrong:
        found.append(f"{DATABASE} in the environment: {text_of(wrong.words, _ENGLISH)}")
    return found


def _knock(database: str, schema: str) -> None:
    """Raises AskfirstError when the database cannot be one, or does not answer."""
    if database and _answers_already(address := address_of(database, schema)):
        engine = engine_for(address)
        with opening(address, engine):
            engine.connect().close()
        engine.dispose()


def _answers_already(address: Address) -> bool:
    """A file that is not there yet is made when it is needed, not by a check."""
    return bool(address.schema) or Path(address.url.database or "").is_file()
