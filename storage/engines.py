"""Where a database is, and how it is spoken to."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Engine, PoolProxiedConnection, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from domain.errors import AskfirstError
from domain.words import Message, msg

WAIT_SECONDS = 5.0
"""How long a work waits for others before it gives up as busy."""

_A_MOMENT = 0.01

_SCHEMA = re.compile(r"[a-z0-9][a-z0-9_-]{0,49}")


@dataclass(frozen=True, slots=True)
class Address:
    """Where one company's database is. `schema` is empty on SQLite, where a database is a file."""

    url: URL
    schema: str = ""

    @property
    def where(self) -> str:
        """How it is named to a person: no user, no password."""
        if not self.schema:
            return self.url.database or ""
        host = self.url.host or "this machine"
        return f"{self.url.database or ''} ({self.schema}) at {host}".lstrip()


def address_of(url: str, schema: str) -> Address:
    """What a person gave as the database. Raises AskfirstError when it cannot be one."""
    if "://" not in url:
        return _file(Path(url).expanduser())
    try:
        given = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise AskfirstError(msg("The database's address cannot be read. It is a path, or postgresql://...")) from error
    kind = given.get_backend_name()
    if kind == "sqlite":
        return _file(Path(given.database or ""))
    if kind not in {"postgresql", "postgres"}:
        raise AskfirstError(msg("{kind} is no database I know. Give a path, or postgresql://...", kind=kind))
    if not _SCHEMA.fullmatch(schema):
        raise AskfirstError(
            msg("{company} cannot name a database: up to 50 small letters, figures, - and _.", company=schema)
        )
    return Address(given.set(drivername="postgresql+psycopg"), schema)


def engine_for(address: Address, *, lasting: bool = True) -> Engine:
    """An engine that has not connected yet. What need not last is not written through to the disk."""
    if address.schema:
        engine = create_engine(address.url, hide_parameters=True, pool_pre_ping=True)
        event.listen(engine, "connect", _Settle(_postgresql(address.schema)), insert=True)
    else:
        # The driver begins no transactions by itself: storage/transaction.py says when one begins.
        driver = {"isolation_level": None, "timeout": WAIT_SECONDS}
        engine = create_engine(address.url, hide_parameters=True, connect_args=driver)
        event.listen(engine, "connect", _Settle(_sqlite(lasting)))
    return engine


@contextmanager
def opening(address: Address, engine: Engine) -> Iterator[None]:
    """What the database says while it is opened, as one sentence; the engine is let go of when that fails."""
    try:
        yield
    except DBAPIError as error:
        engine.dispose()
        raise AskfirstError(_cannot_be_opened(address, str(error.orig))) from error
    except AskfirstError:
        engine.dispose()
        raise


def _cannot_be_opened(address: Address, told: str) -> Message:
    """A driver tells a story; the sentence keeps the reason. Drivers name users, never passwords."""
    lines = told.strip().splitlines()
    line = next((line for line in lines if "failed: " in line), lines[0])
    reason = line.rpartition("failed: ")[2].removeprefix("FATAL:").strip().rstrip(".")
    if address.schema:
        return msg(
            "The database {where} cannot be opened: {reason}. Check its address, and that the server runs.",
            where=address.where,
            reason=reason,
        )
    return msg(
        "The database {where} cannot be opened: {reason}. Give the path of a file that may be written.",
        where=address.where,
        reason=reason,
    )


class _Settle:
    """What every new connection is told first."""

    def __init__(self, statements: tuple[str, ...]) -> None:
        self._statements = statements

    def __call__(self, connection: Any, record: PoolProxiedConnection) -> None:  # noqa: ANN401  (either driver's)
        with ExitStack() as on_error:
            on_error.callback(connection.close)
            with closing(connection.cursor()) as cursor:
                for statement in self._statements:
                    _patiently(cursor, statement)
            connection.commit()
            on_error.pop_all()


def _patiently(cursor: Any, statement: str) -> None:  # noqa: ANN401  (either driver's)
    """SQLite does not wait for a new file to become WAL while somebody else does the same, so we do."""
    until = monotonic() + WAIT_SECONDS
    while True:
        try:
            cursor.execute(statement)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(_A_MOMENT)
        else:
            return


def _sqlite(lasting: bool) -> tuple[str, ...]:
    # FULL: what was acknowledged outlives a power cut too, not only the end of the process.
    synchronous = "FULL" if lasting else "OFF"
    return "PRAGMA journal_mode = WAL", "PRAGMA foreign_keys = ON", f"PRAGMA synchronous = {synchronous}"


def _postgresql(schema: str) -> tuple[str, ...]:
    return f'SET search_path TO "{schema}"', f"SET lock_timeout TO {int(WAIT_SECONDS * 1000)}"


def _file(path: Path) -> Address:
    if not path.absolute().parent.is_dir():
        raise AskfirstError(msg("The folder of the database {path} is not there. Make it first.", path=str(path)))
    return Address(URL.create("sqlite", database=str(path)))
