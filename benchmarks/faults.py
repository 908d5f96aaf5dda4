"""Faults: due nudges to a local server that plays a Slack in trouble, while the sender is killed again and again.

A share of all calls is answered with 429, 500, silence or a cut line, and the sender (benchmarks/sender.py, the real
sending path) dies of SIGKILL at moments that follow from the seed. Afterwards: has everything arrived, how much twice?
Then three senders share the same load on PostgreSQL, and none is killed. Last, how fast it goes when nothing is wrong.

The senders' clock runs fast, so that pauses of minutes take seconds. Run it as `python -m benchmarks.faults`; it takes
half an hour, and with `--nudges 300 --kills 5` a few minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select

from benchmarks.faulty_slack import FaultySlack, chance
from benchmarks.sender import MORNING, opened
from domain.chat import Place
from domain.deal import Deal
from domain.person import OFFICE_HOURS, Person, Role
from scheduler.tick import tick
from storage.shapes import OUTBOX
from tests.support.postgres import running
from tests.support.programs import find_postgres

ROOT = Path(__file__).parents[1]
PARTS = ("kills", "plain", "replicas")
_AGO = timedelta(days=20)


@dataclass(frozen=True)
class Load:
    """What is sent, and what goes wrong."""

    nudges: int
    kills: int
    faults: float
    seed: int
    speed: float
    replicas: int = 1
    unlimited: bool = False


def filled(url: str, nudges: int) -> None:
    """A company in which a tick has just left one nudge for each of so many people."""
    store = opened(url)
    with store.work() as work:
        for n in range(nudges):
            id = f"p{n}"
            work.persons.save(Person(id, f"Rep {n}", None, Role.REP, "", "en", "Europe/Stockholm", "SE", OFFICE_HOURS))
            work.persons.seen_at(id, Place("slack", "T1", f"U{n}"), MORNING)
            since = MORNING - _AGO
            work.deals.add(
                Deal(f"d{n}", f"Account {n}", "", id, "sale", "needs", since, since, since, attention_at=MORNING)
            )
        work.commit()
    tick(store.work, MORNING)
    with store.engine.connect() as line:
        made = line.execute(select(func.count()).select_from(OUTBOX.table)).scalar_one()
    store.close()
    if made != nudges:
        raise AssertionError(f"{made} nudges were made and not {nudges}")


class Run:
    """One load on one database, from the first sender to the last message."""

    def __init__(self, load: Load, url: str) -> None:
        self.load = load
        self.url = url
        self.killed = 0
        self.slack = FaultySlack(load.seed, load.faults, self._called)
        self._began = time.time()
        self._senders: set[int] = set()
        # A sender dies while it sends: during some call, a few milliseconds after it came.
        wanted = (chance(load.seed, "kill", n) for n in range(load.kills))
        self._moments = sorted(int(one * load.nudges) + 1 for one in wanted)
        self._dying: set[asyncio.Task[None]] = set()

    async def play(self) -> float:
        """Send everything; gives the seconds it took."""
        async with self.slack:
            self._began = time.time()
            await asyncio.gather(*(self._sending() for _ in range(self.load.replicas)))
            return time.time() - self._began

    async def _sending(self) -> None:
        """A sender, and another one when it was killed, until one comes to the end."""
        process = await self._started()
        pid = 0
        try:
            while process.stdout is not None and (line := await process.stdout.readline()):
                self._senders.discard(pid)
                pid = int(line)
                self._senders.add(pid)
            if await process.wait() != 0:
                raise AssertionError(f"a sender ended with {process.returncode}")
        finally:
            if process.returncode is None:
                process.kill()
                os.kill(pid, signal.SIGKILL)
            self._senders.discard(pid)

    async def _started(self) -> Process:
        options = [self.url, self.slack.api, "--began", str(self._began), "--speed", str(self.load.speed)]
        options += ["--unlimited"] if self.load.unlimited else []
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.sender", *options, cwd=ROOT, stdout=PIPE, stderr=DEVNULL
        )

    def _called(self, number: int) -> None:
        while self._moments and number >= self._moments[0]:
            self._moments.pop(0)
            task = asyncio.create_task(self._kill(chance(self.load.seed, "delay", number) / 100))
            self._dying.add(task)
            task.add_done_callback(self._dying.discard)

    async def _kill(self, delay: float) -> None:
        await asyncio.sleep(delay)
        if not self._senders:
            # The one before has just died, and the next has not told its process id yet.
            self._moments.insert(0, self.slack.calls + 1)
        while self._senders:
            os.kill(self._senders.pop(), signal.SIGKILL)
            self.killed += 1


def report(run: Run, seconds: float, title: str) -> None:
    """Print what came of it; fails where a message was lost, or more came twice than senders were killed."""
    load, slack = run.load, run.slack
    twice = sum(times - 1 for times in slack.arrived.values())
    lost = load.nudges - len(slack.arrived)
    store = opened(run.url)
    with store.engine.connect() as line:
        sent = line.execute(select(func.count()).where(OUTBOX.table.c.sent_at.is_not(None))).scalar_one()
    store.close()
    failed = ", ".join(f"{kind} {count:,}" for kind, count in sorted(slack.failed.items())) or "none"
    print(f"{title}: {load.nudges:,} nudges, {load.replicas} sender{'s' if load.replicas > 1 else ''}")
    print(f"  calls {slack.calls:,}, of which failed: {failed}")
    print(f"  killed {run.killed} times; arrived {len(slack.arrived):,}, lost {lost}, twice {twice}; sent {sent:,}")
    if slack.unheard:
        print(f"  {slack.unheard} answers reached nobody: the sender was dead, or this machine too busy to be in time")
    print(f"  {seconds:.0f} s, {load.nudges / seconds:.0f} messages a second, the clock {load.speed:g} times as fast")
    sys.stdout.flush()
    if lost or sent != load.nudges or twice > run.killed + slack.unheard:
        raise AssertionError("a message was lost, or more came twice than a kill explains")


def played(load: Load, url: str, title: str) -> None:
    """Fill a database, send, report."""
    filled(url, load.nudges)
    run = Run(load, url)
    report(run, asyncio.run(run.play()), title)


def main(arguments: Sequence[str] | None = None) -> None:
    """Play all loads."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--nudges", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--faults", type=float, default=0.3, metavar="SHARE")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--speed", type=float, default=10.0, help="seconds of the senders' clock in each real one")
    parser.add_argument("--parts", nargs="+", default=PARTS, choices=PARTS)
    options = parser.parse_args(arguments)
    load = Load(options.nudges, options.kills, options.faults, options.seed, options.speed)
    shared = Load(load.nudges, 0, load.faults, load.seed, load.speed, replicas=3)
    plain = Load(min(load.nudges, 2_000), 0, 0.0, load.seed, load.speed, unlimited=True)
    with TemporaryDirectory(prefix="askfirst-bench-") as folder:
        if "kills" in options.parts:
            played(load, str(Path(folder) / "faults.db"), "SQLite, faults and kills")
        if "plain" in options.parts:
            played(plain, str(Path(folder) / "plain.db"), "SQLite, nothing wrong and no pace to keep")
    programs = find_postgres()
    if programs is None:
        print("PostgreSQL: none on this machine")
    elif "replicas" in options.parts:
        with running(programs) as server:
            played(shared, server.create(), "PostgreSQL, faults and replicas")


if __name__ == "__main__":
    main()
