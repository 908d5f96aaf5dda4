"""A real PostgreSQL for the tests: the one in TEST_DATABASE_URL, else a server of our own on a socket."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from tests.support.programs import find_postgres, in_ci


@dataclass(frozen=True)
class PostgresServer:
    """A running server; `url` is an SQLAlchemy URL of a database from which others can be made."""

    url: str
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def create(self, template: str = "template1") -> str:
        """The URL of a new database, copied from `template` (the name of a database nobody is connected to)."""
        name = f"askfirst_test_{os.getpid()}_{next(self._numbers)}"
        self._do(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Removes a database that `create` made, and closes whatever is still connected to it."""
        name = make_url(url).database or ""
        self._do(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _do(self, statement: sql.Composed) -> None:
        plain = make_url(self.url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The server; skipped with the reason when there is none, which fails in CI."""
    given = os.environ.get("TEST_DATABASE_URL")
    programs = find_postgres()
    if given:
        yield PostgresServer(make_url(given).set(drivername="postgresql+psycopg").render_as_string(hide_password=False))
    elif programs:
        with running(programs) as server:
            yield server
    else:
        (pytest.fail if in_ci() else pytest.skip)("no PostgreSQL here: `make test` says what brings one")


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The URL of an empty database of this test's own."""
    url = postgres_server.create()
    yield url
    postgres_server.drop(url)


@contextmanager
def running(programs: Path) -> Iterator[PostgresServer]:
    """A throw-away server that listens on a socket in a temporary directory only, and promises no durability."""
    home = Path(tempfile.mkdtemp(prefix="askfirst-pg-"))
    data = home / "data"
    as_user = _step_down(home)
    options = f"-F -k {home} -c listen_addresses='' -c max_connections=200"
    _run(
        *as_user,
        programs / "initdb",
        "-D",
        data,
        "-A",
        "trust",
        "-U",
        "postgres",
        "-E",
        "UTF8",
        "--no-locale",
        "--no-sync",
    )
    _run(*as_user, programs / "pg_ctl", "-w", "-D", data, "-l", home / "log", "-o", options, "start")
    try:
        yield PostgresServer(f"postgresql+psycopg://postgres@/postgres?host={quote(str(home), safe='')}")
    finally:
        _run(*as_user, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(home)


def _step_down(home: Path) -> list[str]:
    """What to put before a command so that root does not run it: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return []
    user = (
        "postgres" if subprocess.run(["id", "postgres"], capture_output=True, check=False).returncode == 0 else "nobody"
    )
    shutil.chown(home, user)
    return ["runuser", "-u", user, "--"]


def _run(*command: str | Path) -> None:
    # The server inherits what it is started with: a captured pipe would never be closed, so the words go to a file.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run([str(part) for part in command], cwd="/", stdout=said, stderr=said, check=False)
        said.seek(0)
        assert done.returncode == 0, f"{command} said: {said.read()}"
