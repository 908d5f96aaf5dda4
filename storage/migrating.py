"""The schema of a database brought to that of this code."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from domain.errors import AskfirstError
from domain.words import msg
from storage.engines import Address
from storage.tables import JournalRow

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x61736B  # "ask": one process at a time migrates


def bring_up_to_date(engine: Engine, address: Address) -> None:
    """Makes or migrates the tables in one transaction. Raises AskfirstError when the database is not ours to change."""
    config, scripts = _scripts()
    if is_up_to_date(engine):
        return
    with engine.connect() as connection:
        _lock(connection, address)
        _refuse_what_is_not_ours(connection, scripts, address)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()


def is_up_to_date(engine: Engine) -> bool:
    """Whether the tables are those of this code. Changes nothing."""
    with engine.connect() as connection:
        return _revision(connection) == _scripts()[1].get_current_head()


def _scripts() -> tuple[Config, ScriptDirectory]:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config, ScriptDirectory.from_config(config)


def _lock(connection: Connection, address: Address) -> None:
    """Others wait until we have committed. On PostgreSQL the company's schema is made at the same time."""
    if address.schema:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        connection.exec_driver_sql(f'CREATE SCHEMA IF NOT EXISTS "{address.schema}"')
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _refuse_what_is_not_ours(connection: Connection, scripts: ScriptDirectory, address: Address) -> None:
    tables = inspect(connection).get_table_names(schema=address.schema or None)
    if tables and JournalRow.__tablename__ not in tables:
        raise AskfirstError(msg("{where} holds something else than Askfirst. Give another place.", where=address.where))
    revision = _revision(connection)
    if revision is not None and revision not in {script.revision for script in scripts.walk_revisions()}:
        raise AskfirstError(
            msg("{where} was written by a newer Askfirst. Install that one, nothing was changed.", where=address.where)
        )


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
