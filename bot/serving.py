"""The two servers: `askfirst demo`, a sample company on a local page, and `askfirst serve`, the real thing."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import socket
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

from aiohttp import web

from bot.adapters import Adapter, Postman
from bot.coach import Answer
from bot.ear import Ear
from bot.house import CommandError, House, MovableClock, database_from, open_house, system_clock
from bot.lanes import Sleep
from bot.logs import log_as_json
from bot.secrets import UNSIGNED, Secrets
from bot.slack.app import SlackAdapter
from bot.teams.app import TeamsAdapter
from bot.web.app import WebChat
from domain.chat import Place
from domain.ports import Works
from handlers.reading import read
from scheduler.clock import Ticker
from scheduler.deliver import deliver
from scheduler.tick import ticking
from scheduler.tidying import tidy

log = logging.getLogger("askfirst.server")

_A_NOTE = (
    "Met Anna at Nordfrakt today. Call Johan next week about the contract; they need it before Q2. "
    "He decides, Anna told me"
)
A_MOMENT = timedelta(seconds=20)
"""What may be sent so soon is not left to the next round of the clock."""
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Rounds:
    """One round of the scheduler after another: find, decide, deliver. Between them, what waits a few seconds only."""

    def __init__(
        self,
        works: Works,
        adapters: Mapping[str, Adapter],
        now: Callable[[], datetime],
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._works = works
        self._postman = Postman(self._works, adapters, now)
        self._now = now
        self._sleep = sleep
        self._one_at_a_time = asyncio.Lock()
        self._asked = asyncio.Event()
        self._tidied: date | None = None
        self._sending: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Say what is due now. What waits in the outbox is sent also when nothing new can be found."""
        async with self._one_at_a_time:
            try:
                await asyncio.to_thread(self._look, self._now())
            finally:
                await deliver(self._works, self._postman.send, self._now)
                self.soon()

    def _look(self, now: datetime) -> None:
        for _ in ticking(self._works, now):
            pass
        if now.date() != self._tidied:
            self._tidied = now.date()
            tidy(self._works, now)

    def soon(self) -> None:
        """Send what waits now or in a moment, without a round of the clock and without keeping anybody waiting."""
        self._asked.set()
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._send())

    async def _send(self) -> None:
        pause: timedelta | None = timedelta(0)
        while self._asked.is_set() or pause is not None:
            self._asked.clear()
            async with self._one_at_a_time:
                await deliver(self._works, self._postman.send, self._now)
            pause = await asyncio.to_thread(self._until_the_next)
            if pause is not None:
                await self._asked_within(pause)

    def _until_the_next(self) -> timedelta | None:
        """How long until the next of what waits may go; None when the next round of the clock is soon enough."""
        now = self._now()
        with self._works() as work:
            following = work.nudging.next_at(now)
        return following - now if following is not None and following - now < A_MOMENT else None

    async def _asked_within(self, pause: timedelta) -> None:
        """Rest, but not when something new is to be sent."""
        resting = [asyncio.ensure_future(one) for one in (self._sleep(pause.total_seconds()), self._asked.wait())]
        await asyncio.wait(resting, return_when=asyncio.FIRST_COMPLETED)
        for one in resting:
            one.cancel()

    async def later(self, place: Place, answer: Answer) -> None:
        """Say what could not be answered in time."""
        await self._postman.later(place, answer)


def demo(options: argparse.Namespace) -> int:
    """The web page on this machine alone, on a database of its own that is fresh at each start."""
    clock = MovableClock(options.now or system_clock())
    with tempfile.TemporaryDirectory(prefix="askfirst-demo-") as folder:
        database = options.database or str(Path(folder) / "demo.db")
        with closing(open_house(options.config, database, clock())) as house:
            ear = Ear(house.coach, Path(folder) / "stored")
            page = WebChat(house.store.work, house.settings, house.coach, ear, clock)
            rounds = Rounds(house.store.work, {page.platform: page}, clock)
            app = web.Application()
            page.mount(app, rounds.run)
            ear.on_mends(rounds.soon)
            app.cleanup_ctx.extend((_ticking(rounds), _reading(house)))
            door = _door("127.0.0.1", options.port)
            print(f"Askfirst is at http://127.0.0.1:{door.getsockname()[1]}/  (stop with Ctrl-C)", flush=True)
            # Pages wait for news with requests that stay open; stopping does not wait for those.
            web.run_app(app, sock=door, print=None, shutdown_timeout=0.5)
    return 0


def serve(options: argparse.Namespace) -> int:
    """Slack and Teams, as far as the environment has their secrets, and the scheduler."""
    log_as_json()
    secrets = Secrets.from_environment(os.environ)
    if secrets.teams is not None and secrets.teams.unsigned and options.host not in _LOOPBACK:
        raise CommandError(f"{UNSIGNED} lets anybody in, so it goes with --host 127.0.0.1 only.")
    database = database_from(options.database)
    with closing(open_house(options.config, database, system_clock())) as house:
        ear = Ear(house.coach, _spool_beside(database))
        adapters: dict[str, SlackAdapter | TeamsAdapter] = {}
        if secrets.slack is not None:
            adapters["slack"] = SlackAdapter(house.coach, ear, secrets.slack, system_clock, house.store.work)
        if secrets.teams is not None:
            adapters["teams"] = TeamsAdapter(house.coach, ear, secrets.teams, system_clock, house.store.work)
        if not adapters:
            raise CommandError(
                "No tokens for Slack or Teams are set; docs/slack.md and docs/teams.md tell which. "
                "To try the coach without any: askfirst demo."
            )
        door = _door(options.host, options.port)
        print(f"Askfirst listens at http://{options.host}:{door.getsockname()[1]}/", flush=True)
        web.run_app(server(house, ear, adapters), sock=door, print=None, shutdown_timeout=5)
    return 0


def server(house: House, ear: Ear, adapters: Mapping[str, SlackAdapter | TeamsAdapter]) -> web.Application:
    """The server with every front door that has its secrets."""
    rounds = Rounds(house.store.work, adapters, system_clock)
    ear.on_mends(rounds.soon)
    app = web.Application()
    app.router.add_get("/health", _healthy)
    for adapter in adapters.values():
        adapter.mount(app, rounds.later)
    app.cleanup_ctx.extend((_ticking(rounds), _reading(house)))

    async def catch_up(app: web.Application) -> None:
        stored = ear.catch_up(rounds.later)
        log.info("started", extra={"doors": sorted(adapters), "stored": stored})

    async def finish(app: web.Application) -> None:
        await ear.stop()

    app.on_startup.append(catch_up)
    app.on_cleanup.append(finish)
    return app


def _door(host: str, port: int) -> socket.socket:
    """The socket to listen on; port 0 takes any that is free."""
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise CommandError(
            f"Port {port} on {host} cannot be used ({error.strerror}); choose another with --port."
        ) from None


async def _healthy(request: web.Request) -> web.Response:
    return web.json_response({"ok": True})


def _ticking(rounds: Rounds) -> Callable[[web.Application], AsyncIterator[None]]:
    async def ticking(app: web.Application) -> AsyncIterator[None]:
        ticker = Ticker(rounds.run)
        ticker.start()
        yield
        ticker.stop()

    return ticking


def _reading(house: House) -> Callable[[web.Application], AsyncIterator[None]]:
    """Reads a note that nobody wrote beside the start: the first one waits a second or two for the grammar."""

    def read_it() -> None:
        with house.store.work() as work:
            for person in work.persons.all()[:1]:
                read(work, person, _A_NOTE, system_clock())

    async def reading(app: web.Application) -> AsyncIterator[None]:
        read_already = asyncio.create_task(asyncio.to_thread(read_it))
        yield
        await read_already

    return reading


def _spool_beside(database: str) -> Path:
    """Where deliveries wait: beside the database file, or here when the database is a server."""
    return Path("askfirst-stored") if "://" in database else Path(f"{database}-stored")
