"""One transaction of one work: when it begins, what it sends together, and what its errors mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from threading import Lock
from typing import Any

from sqlalchemy import CompoundSelect, Connection, CursorResult, Delete, Engine, Insert, Select, Table, Update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Row as Found
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.dml import ReturningInsert

from domain.errors import AskfirstError, Busy, Conflict
from domain.words import msg
from storage import engines
from storage.shapes import Values
from storage.tables import Row

Query = Select[Any] | CompoundSelect[Any]

_ORDER = {table: place for place, table in enumerate(Row.metadata.sorted_tables)}
_THERE_ALREADY = {"23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}
_KEPT_WAITING = {"55P03", "40P01", "SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_LOCKED"}


class Transaction:
    """Reads see what is committed. The first write takes the right to write, on SQLite from everybody else; it waits
    for it, and a wait that is too long is Busy. What need not be known at once waits too, and goes together before the
    next read: rows that are added or replaced, and changes that are soon enough then.
    """

    def __init__(self, engine: Engine, turn: Lock | None = None) -> None:
        """With `turn`, the writers of this process queue for the right to write instead of racing for it: SQLite lets
        the losers of a race sleep, now and then for seconds.
        """
        self._engine = engine
        self._turn = turn
        self._in_turn = False
        self._connection: Connection | None = None
        self._writes = False
        self._waiting: dict[tuple[int, Executable], list[Values]] = {}

    def rows(self, query: Query, values: Values | None = None) -> Sequence[Found[Any]]:
        """What the query finds; `values` are for its parameters."""
        self._send()
        return self._run(query, values).all()

    def first(self, query: Query) -> Found[Any] | None:
        """The first that the query finds."""
        self._send()
        return self._run(query).first()

    def claimed(self, query: Query) -> Sequence[Found[Any]]:
        """What a query that locks its rows finds."""
        self._begin()
        return self.rows(query)

    def add(self, table: Table, values: Values, *, unless_there: bool = False) -> None:
        """A new row, sent with others. Raises Conflict, when it is sent, if it is there already."""
        self._wait(table, self._unless_there(table) if unless_there else _plain(table), values)

    def replace(self, table: Table, values: Values) -> None:
        """A row, new or in place of the one with the same primary key, sent with others."""
        self._wait(table, _replacing(self._dialect.insert, table, tuple(values)), values)

    def change_soon(self, change: Update, values: Values) -> None:
        """A change that is sent with others like it: the statement must be the same one each time."""
        self._waiting.setdefault((len(_ORDER), change), []).append(values)

    def put(self, table: Table, rows: Sequence[Values]) -> int:
        """New rows, sent now; how many were not there already."""
        self._begin()
        self._send()
        # The rows themselves are asked for: PostgreSQL's driver counts no inserted ones.
        return len(self._run(_putting(self._dialect.insert, table), rows).all()) if rows else 0

    def change(self, change: Update | Delete, values: Values | None = None) -> int:
        """How many rows were changed."""
        self._begin()
        self._send()
        return self._run(change, values).rowcount

    def commit(self) -> None:
        self._send()
        if self._connection is not None:
            self._connection.commit()
        self.rollback()

    def rollback(self) -> None:
        self._waiting.clear()
        self._writes = False
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        if self._turn is not None and self._in_turn:
            self._in_turn = False
            self._turn.release()

    def _wait(self, table: Table, statement: Insert, values: Values) -> None:
        self._waiting.setdefault((_ORDER.get(table, 0), statement), []).append(values)

    def _send(self) -> None:
        """Sends what waits, tables that others refer to first."""
        if not self._waiting:
            return
        self._begin()
        waiting, self._waiting = self._waiting, {}
        for key in sorted(waiting, key=lambda key: key[0]):
            self._run(key[1], waiting[key])

    def _begin(self) -> None:
        """The first write. SQLite is asked for the lock at once: a read that turns into a write could only fail."""
        if self._writes:
            return
        if self._turn is not None and not self._in_turn:
            self._in_turn = self._turn.acquire(timeout=engines.WAIT_SECONDS)
            if not self._in_turn:
                raise _busy()
        if self._dialect is sqlite:
            self._run_plain("BEGIN IMMEDIATE")
        self._writes = True

    @property
    def _dialect(self) -> Any:  # noqa: ANN401  (two modules with the same functions and no type in common)
        return sqlite if self._engine.dialect.name == "sqlite" else postgresql

    def _unless_there(self, table: Table) -> Insert:
        return _adding(self._dialect.insert, table)

    def _line(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def _run(self, statement: Executable, values: Values | Sequence[Values] | None = None) -> CursorResult[Any]:
        try:
            return self._line().execute(statement, values)
        except DBAPIError as error:
            raise _known(error) or error from error

    def _run_plain(self, statement: str) -> None:
        try:
            self._line().exec_driver_sql(statement)
        except DBAPIError as error:
            raise _known(error) or error from error


# Put together once a table: a tick stores thousands of rows.
@cache
def _replacing(insert: Callable[[Table], Any], table: Table, names: tuple[str, ...]) -> Insert:
    key = [column.name for column in table.primary_key]
    statement = insert(table)
    rest = {name: statement.excluded[name] for name in names if name not in key}
    replacing: Insert = statement.on_conflict_do_update(index_elements=key, set_=rest)
    return replacing


@cache
def _plain(table: Table) -> Insert:
    return table.insert().inline()


@cache
def _putting(insert: Callable[[Table], Any], table: Table) -> ReturningInsert[Any]:
    return _adding(insert, table).returning(*table.primary_key)


@cache
def _adding(insert: Callable[[Table], Any], table: Table) -> Insert:
    adding: Insert = insert(table).inline().on_conflict_do_nothing()
    return adding


def _known(error: DBAPIError) -> AskfirstError | None:
    """What the database's error means to a person, if it is one that can happen to anybody."""
    name = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None)
    meanings: Mapping[str | None, AskfirstError] = {
        **dict.fromkeys(_THERE_ALREADY, Conflict(msg("Somebody saved that already, so I saved nothing twice."))),
        **dict.fromkeys(_KEPT_WAITING, _busy()),
    }
    return meanings.get(name)


def _busy() -> Busy:
    return Busy(msg("I am busy just now and saved nothing. Try again in a moment."))
