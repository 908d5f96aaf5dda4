"""The databases that a benchmark is run on: SQLite, and a PostgreSQL of its own when this machine has one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.postgres import running
from tests.support.programs import find_postgres


def on_each(compare: Callable[[str, str], None]) -> None:
    """Calls `compare` with the kind of each database and its address, in which `{size}` may stand."""
    with TemporaryDirectory(prefix="askfirst-bench-") as folder:
        compare("SQLite", str(Path(folder) / "{size}.db"))
    programs = find_postgres()
    if programs is None:
        print("PostgreSQL: none on this machine")
    else:
        with running(programs) as server:
            compare("PostgreSQL", server.url)
