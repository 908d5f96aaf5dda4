"""The sender that benchmarks/faults.py starts and kills: what `askfirst serve` does to send, on a clock that runs fast.

The clock counts from one instant that all senders are given, so that a sender goes on where a killed one stopped. What
sends is a fork, whose process id is printed; after each that was killed comes another one, until one comes to the end.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import web
from sqlalchemy import func, select

from bot.adapters import Postman
from bot.coach import Coach
from bot.ear import Ear
from bot.lanes import Limits
from bot.secrets import Secret, SlackSecrets
from bot.slack.app import SlackAdapter
from bot.slack.outbound import LIMITS
from connectors.holidays import HolidayCalendar
from domain.process import Process, Stage
from domain.settings import Company, Nudges, Rule, Settings
from domain.words import Texts
from scheduler.deliver import deliver
from storage.shapes import OUTBOX
from storage.store import Store

MORNING = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
PATIENCE = timedelta(seconds=2.5)
"""Of real time, however fast the clock runs: the server is a real one."""
BEAT = 10.0
"""Seconds of the clock between two rounds; `askfirst serve` takes a minute."""
_SALE = Texts((("en", "Sale"),))
SETTINGS = Settings(
    company=Company("faults", "Faults", "Europe/Stockholm", "SE", "SEK", ("en",)),
    teams=(),
    people=(),
    questions=(),
    processes=(Process("sale", _SALE, 1, (Stage("needs", _SALE, _SALE, 60),)),),
    nudges=Nudges(3, (Rule("no_next_step", True, 1, 3),)),
    contact_roles=(),
)


@dataclass(frozen=True)
class Fast:
    """`speed` seconds pass in each real one; `began` is when, in seconds of the system's clock, it was MORNING."""

    began: float
    speed: float

    def __call__(self) -> datetime:
        return MORNING + timedelta(seconds=(time.time() - self.began) * self.speed)

    async def sleep(self, seconds: float) -> None:
        """Sleep so many seconds of this clock."""
        await asyncio.sleep(seconds / self.speed)


def opened(url: str) -> Store:
    """The company's database."""
    return Store.open(url, SETTINGS, HolidayCalendar())


def waiting(store: Store) -> int:
    """How many messages are neither sent nor given up."""
    c = OUTBOX.table.c
    with store.engine.connect() as line:
        return int(line.execute(select(func.count()).where(c.sent_at.is_(None), c.gave_up == "")).scalar_one())


async def send_all(store: Store, api: str, clock: Fast, limits: Limits) -> None:
    """Rounds until nothing waits any more."""
    coach = Coach(store.work, SETTINGS)
    with TemporaryDirectory(prefix="askfirst-bench-") as spool:
        secrets = SlackSecrets(Secret("xoxb-played"), Secret("a-signing-secret"), None, api)
        adapter = SlackAdapter(coach, Ear(coach, Path(spool)), secrets, clock, store.work)
        adapter.limits = limits
        postman = Postman(store.work, {adapter.platform: adapter}, clock, clock.sleep)
        app = web.Application()
        adapter.mount(app, postman.later)
        runner = web.AppRunner(app)
        await runner.setup()
        while waiting(store):
            await deliver(store.work, postman.send, clock)
            await clock.sleep(BEAT)
        await runner.cleanup()


def live(database: str, api: str, clock: Fast, limits: Limits) -> None:
    """Be one sender, from opening the database to the last message."""
    store = opened(database)
    asyncio.run(send_all(store, api, clock, limits))
    store.close()


def main() -> None:
    """Send what waits in a database, in one process after another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database")
    parser.add_argument("api")
    parser.add_argument("--began", type=float, required=True)
    parser.add_argument("--speed", type=float, required=True)
    parser.add_argument("--unlimited", action="store_true", help="as fast as it goes")
    options = parser.parse_args()
    limits = Limits() if options.unlimited else replace(LIMITS, patience=PATIENCE)
    clock = Fast(options.began, options.speed)
    while True:
        # A fork has imported everything already: on a busy machine that takes longer than the sending.
        child = os.fork()
        if child == 0:
            live(options.database, options.api, clock, limits)
            os._exit(0)
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
