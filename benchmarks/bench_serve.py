"""Start-up time and memory of `askfirst serve`, beside a process that only imports what it stands on.

Both are started in turn, several times. Run it as `python -m benchmarks.bench_serve`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
ROUNDS = 5
STANDS_ON = "import aiohttp.web, alembic, babel, botbuilder.core, httpx, slack_bolt.async_app, sqlmodel, yaml"
ENVIRONMENT = {
    "SLACK_BOT_TOKEN": "xoxb-none",
    "SLACK_SIGNING_SECRET": "none",
    "TEAMS_APP_ID": "none",
    "TEAMS_APP_PASSWORD": "none",
}


def served(database: Path) -> tuple[float, float]:
    """Seconds from the start to the first answer of /health, and then the memory in MiB."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "bot.main", "serve", "--port", "0", "--database", str(database)]
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        found = re.search(r"http://\S+/", server.stdout.readline() if server.stdout else "")
        if found is None:
            raise AssertionError("the server did not start")
        with urlopen(f"{found.group()}health", timeout=10):
            seconds = time.perf_counter() - started
        memory = resident(server.pid)
        server.terminate()
    return seconds, memory


def imported() -> tuple[float, float]:
    """The same for a process that imports the libraries and says so."""
    started = time.perf_counter()
    program = f"{STANDS_ON}\nprint(flush=True)\ninput()"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        if process.stdout is None or not process.stdout.readline():
            raise AssertionError("the libraries could not be imported")
        seconds = time.perf_counter() - started
        memory = resident(process.pid)
        process.communicate("\n")
    return seconds, memory


def resident(process: int) -> float:
    """The resident memory of a process in MiB, as Linux tells it."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    return int(found.group(1)) / 1024 if found else float("nan")


def main() -> None:
    """Print the medians and their ratios."""
    with TemporaryDirectory(prefix="askfirst-bench-") as folder:
        database = Path(folder) / "bench.db"
        served(database)
        rounds = [(served(database), imported()) for _ in range(ROUNDS)]
    ours, libraries = zip(*rounds, strict=True)
    for name, found in (("askfirst serve, to its first answer", ours), ("only importing the libraries", libraries)):
        print(f"  {name}: {median(s for s, _ in found):.2f} s, {median(m for _, m in found):.0f} MiB")
    seconds = median(s for s, _ in ours) / median(s for s, _ in libraries)
    memory = median(m for _, m in ours) / median(m for _, m in libraries)
    print(f"  time x {seconds:.2f}, memory x {memory:.2f}", flush=True)


if __name__ == "__main__":
    main()
