"""Which company a Slack workspace or a Teams tenant belongs to. One company is the normal case and needs no entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Self

from sqlalchemy import ColumnElement, Engine, MetaData, delete, select
from sqlalchemy.schema import CreateSchema
from sqlmodel import Field, SQLModel

from storage.engines import address_of, engine_for, opening
from storage.transaction import Transaction

SCHEMA = "askfirst_registry"


class WorkspaceRow(SQLModel, table=True):
    """A workspace or a tenant, and where its company's database is."""

    metadata = MetaData()
    __tablename__ = "workspaces"
    platform: str = Field(primary_key=True)
    workspace: str = Field(primary_key=True)
    company: str
    database: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A workspace's company and the URL of its database, as Store.open takes them."""

    platform: str
    workspace: str
    company: str
    database: str


class Registry:
    """A small database of its own: a file, or the schema askfirst_registry of PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._table = WorkspaceRow.metadata.tables["workspaces"]

    @classmethod
    def open(cls, url: str) -> Self:
        """Opens it, and makes it when it is not there. Raises AskfirstError when it cannot be opened."""
        address = address_of(url, SCHEMA)
        engine = engine_for(address)
        with opening(address, engine), engine.begin() as connection:
            if address.schema:
                connection.execute(CreateSchema(SCHEMA, if_not_exists=True))
            WorkspaceRow.metadata.create_all(connection)
        return cls(engine)

    def find(self, platform: str, workspace: str) -> Entry | None:
        """Whose workspace this is, if it was registered."""
        with self._transaction() as transaction:
            found = transaction.first(select(self._table).where(self._is(platform, workspace)))
        return Entry(**found._mapping) if found else None

    def all(self) -> Sequence[Entry]:
        """Every workspace, company by company."""
        c = self._table.c
        with self._transaction() as transaction:
            found = transaction.rows(select(self._table).order_by(c.company, c.platform, c.workspace))
        return [Entry(**row._mapping) for row in found]

    def put(self, entry: Entry) -> None:
        """Add or replace."""
        with self._transaction() as transaction:
            transaction.replace(self._table, asdict(entry))

    def remove(self, platform: str, workspace: str) -> None:
        """Forget a workspace; one that is not there is no error."""
        with self._transaction() as transaction:
            transaction.change(delete(self._table).where(self._is(platform, workspace)))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _is(self, platform: str, workspace: str) -> ColumnElement[bool]:
        c = self._table.c
        return (c.platform == platform) & (c.workspace == workspace)

    @contextmanager
    def _transaction(self) -> Iterator[Transaction]:
        transaction = Transaction(self._engine)
        try:
            yield transaction
            transaction.commit()
        finally:
            transaction.rollback()
