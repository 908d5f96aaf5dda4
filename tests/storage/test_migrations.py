"""The migrations make exactly the tables that the code speaks to."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from domain.errors import AskfirstError
from storage.engines import address_of, engine_for
from storage.store import Store
from storage.tables import Row
from tests.storage.stored import put, read
from tests.support.builders import deal, settings
from tests.support.fake import NoHolidays

INDEXES = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT replace(indexdef, schemaname || '.', '') FROM pg_indexes WHERE schemaname = current_schema()",
}


@dataclass
class Databases:
    """Where one was made by the migrations and one by the models."""

    url: str
    migrated: Engine
    modelled: Engine


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    is_file = request.param == "sqlite"
    url: str = str(tmp_path / "migrated.db") if is_file else request.getfixturevalue("postgres_url")
    store = open_store(url)
    modelled = engine_for(address_of(str(tmp_path / "modelled.db") if is_file else url, "modelled"))
    with modelled.begin() as connection:
        if not is_file:
            connection.execute(text("CREATE SCHEMA modelled"))
        Row.metadata.create_all(connection)
    yield Databases(url, store.engine, modelled)
    modelled.dispose()
    store.close()


def test_the_migrations_and_the_models_make_the_same(databases: Databases) -> None:
    assert what_is_there(databases.migrated) == what_is_there(databases.modelled)


def test_alembic_finds_nothing_left_to_migrate(databases: Databases) -> None:
    assert left_to_migrate(databases.migrated) == []


@pytest.mark.parametrize(
    "drift",
    [
        "ALTER TABLE deals ADD COLUMN forgotten VARCHAR",
        "ALTER TABLE deals DROP COLUMN close_note",
        "ALTER TABLE answers RENAME COLUMN said_by TO told_by",
        "DROP INDEX ix_deals_due",
        "CREATE UNIQUE INDEX ix_visits_stage ON visits (stage)",
        "DROP TABLE pending",
    ],
)
def test_a_planted_drift_is_found(databases: Databases, drift: str) -> None:
    with databases.migrated.begin() as connection:
        connection.execute(text(drift))

    assert what_is_there(databases.migrated) != what_is_there(databases.modelled)
    assert left_to_migrate(databases.migrated) != []


def test_an_index_over_other_rows_is_found(databases: Databases) -> None:
    with databases.migrated.begin() as connection:
        connection.execute(text("DROP INDEX ix_deals_due"))
        connection.execute(text("CREATE INDEX ix_deals_due ON deals (attention_at, owner)"))

    assert what_is_there(databases.migrated) != what_is_there(databases.modelled)


def test_opening_again_changes_nothing(databases: Databases) -> None:
    before = what_is_there(databases.migrated)

    open_store(databases.url).close()

    assert what_is_there(databases.migrated) == before


def test_a_database_that_a_newer_askfirst_wrote_is_left_alone(databases: Databases) -> None:
    with databases.migrated.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(AskfirstError, match="newer Askfirst"):
        open_store(databases.url)

    with databases.migrated.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"


def test_a_database_of_something_else_is_left_alone(databases: Databases) -> None:
    with databases.migrated.begin() as connection:
        Row.metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
        connection.execute(text("CREATE TABLE bookmarks (id INTEGER)"))

    with pytest.raises(AskfirstError, match="something else"):
        open_store(databases.url)

    with databases.migrated.connect() as connection:
        assert inspect(connection).get_table_names() == ["bookmarks"]


def test_what_was_stored_is_there_the_next_time(databases: Databases) -> None:
    first = open_store(databases.url)
    put(first, deal())
    first.close()

    second = open_store(databases.url)

    assert read(second, lambda work: work.deals.get("nordfrakt")) == deal()
    second.close()


@pytest.mark.parametrize("where", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_many_who_open_a_new_database_at_once_make_it_once(
    where: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url: str = str(tmp_path / "new.db") if where == "sqlite" else request.getfixturevalue("postgres_url")

    with ThreadPoolExecutor(4) as threads:
        stores = list(threads.map(lambda _: open_store(url), range(4)))

    assert [read(store, lambda work: work.deals.count()) for store in stores] == [0, 0, 0, 0]
    for store in stores:
        store.close()


def open_store(url: str) -> Store:
    return Store.open(url, settings(), NoHolidays())


def left_to_migrate(engine: Engine) -> list[object]:
    """What Alembic would still change."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Row.metadata))


def what_is_there(engine: Engine) -> dict[str, object]:
    """Every table with its columns and constraints, and every index as the database itself writes it down."""
    with engine.connect() as connection:
        inspector = inspect(connection)
        tables: dict[str, object] = {
            name: (
                sorted((column["name"], str(column["type"]), column["nullable"]) for column in columns),
                inspector.get_pk_constraint(name),
                sorted(map(str, inspector.get_unique_constraints(name))),
                sorted(map(str, inspector.get_foreign_keys(name))),
            )
            for (_, name), columns in inspector.get_multi_columns().items()
            if name != "alembic_version"
        }
        found = connection.execute(text(INDEXES[engine.dialect.name])).scalars()
        return tables | {"indexes": sorted(one for one in found if "alembic_version" not in one)}
