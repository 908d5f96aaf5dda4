"""One contract, three implementations: in memory, SQLite and a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import engines
from storage.store import Store
from storage.tables import Row
from tests.storage.stored import Company
from tests.support.builders import settings
from tests.support.fake import FakeCompany, NoHolidays
from tests.support.postgres import PostgresServer

PATIENCE = 60.0
"""Seconds that a work waits for others; on a busy machine five are soon gone."""

POSTGRES = pytest.param("postgresql", marks=pytest.mark.postgres)


@pytest.fixture(scope="package", autouse=True)
def patience() -> Iterator[None]:
    """Nobody gives up as busy, but where a test is about that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "WAIT_SECONDS", PATIENCE)
        yield


@pytest.fixture(params=["fake", "sqlite", POSTGRES])
def company(request: pytest.FixtureRequest) -> Company:
    """An empty company."""
    if request.param == "fake":
        return FakeCompany(settings())
    store: Store = request.getfixturevalue(f"{request.param}_store")
    return store


@pytest.fixture(params=["sqlite", POSTGRES])
def store(request: pytest.FixtureRequest) -> Store:
    """An empty company in a real database."""
    store: Store = request.getfixturevalue(f"{request.param}_store")
    return store


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """An empty company in a file."""
    store = Store.open(str(tmp_path / "fjord.db"), settings(), NoHolidays())
    yield store
    store.close()


@pytest.fixture(scope="session")
def postgresql_company(postgres_server: PostgresServer) -> Iterator[Store]:
    """A schema that the tests of one process share."""
    url = postgres_server.create()
    store = Store.open(url, settings(), NoHolidays())
    yield store
    store.close()
    postgres_server.drop(url)


@pytest.fixture
def postgresql_store(postgresql_company: Store) -> Iterator[Store]:
    """An empty company in the shared schema; it is emptied afterwards."""
    yield postgresql_company
    tables = ", ".join(table.name for table in Row.metadata.sorted_tables)
    with postgresql_company.engine.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {tables} RESTART IDENTITY")
