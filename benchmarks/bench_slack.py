"""A slash command that saves a whole note, beside a bare Bolt handler on the same server.

Both run in this process behind one aiohttp server on loopback and are called in turn, so that whatever else the machine
does falls on both alike. Run it as `python -m benchmarks.bench_slack`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.coach import Answer
from bot.ear import Ear
from bot.house import open_house
from bot.secrets import Secret, SlackSecrets
from bot.slack.app import SlackAdapter
from domain.chat import Place
from tests.support import fake_slack
from tests.support.fake_slack import FakeSlack

NOW = datetime(2026, 11, 24, 15, 40, tzinfo=UTC)
CALLS, WARM = 300, 20
AT_ONCE = (1, 8)
DEALS = (
    "Nordfrakt",
    "Lindqvist Bygg",
    "Björkdals Mejeri",
    "Åkerlunds",
    "Kraftverket",
    "Solvik Städ",
    "Tallmo Skolbussar",
)
Call = Callable[[int], Awaitable[float]]


async def bare(slack: FakeSlack) -> web.Application:
    """Bolt with the settings that the coach uses, and a handler that only acknowledges."""
    client = AsyncWebClient(fake_slack.BOT_TOKEN, base_url=slack.api)
    bolt = AsyncApp(client=client, signing_secret=fake_slack.SIGNING_SECRET, process_before_response=True)

    async def acknowledge(ack: AsyncAck) -> None:
        await ack("ok")

    async def door(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(request)))

    bolt.command("/coach")(acknowledge)
    app = web.Application()
    app.router.add_post("/slack/events", door)
    return app


def calling(session: aiohttp.ClientSession, server: TestServer, respond: str, name: str) -> Call:
    """Sends one signed command; gives the milliseconds to its answer."""

    async def call(number: int) -> float:
        note = f"möte med {DEALS[number % len(DEALS)]} i dag, punkt {number}, demo fredag 10, de sa ja"
        kind, body = fake_slack.command(note, "UMAJA", f"{name}.{number}", respond)
        headers = {"Content-Type": kind, **fake_slack.signed(body, int(time.time()))}
        started = time.perf_counter()
        async with session.post(server.make_url("/slack/events"), data=body, headers=headers) as response:
            answer = await response.text()
        if response.status != 200 or (name == "coach" and "Sparat" not in answer):
            raise AssertionError(f"{response.status}: {answer[:200]}")
        return (time.perf_counter() - started) * 1000

    return call


async def measured(call: Call, first: int, at_once: int) -> tuple[list[float], float]:
    """The milliseconds of CALLS calls, and how many a second."""
    numbers = iter(range(first, first + CALLS))

    async def caller() -> list[float]:
        return [await call(number) for number in numbers]

    started = time.perf_counter()
    found = await asyncio.gather(*(caller() for _ in range(at_once)))
    return list(chain.from_iterable(found)), CALLS / (time.perf_counter() - started)


async def compare(folder: Path) -> None:
    house = open_house(Path(__file__).parents[1] / "app.yaml", str(folder / "bench.db"), NOW)
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(FakeSlack({"UMAJA": "maja@example.com"}))
        secrets = SlackSecrets(Secret(fake_slack.BOT_TOKEN), Secret(fake_slack.SIGNING_SECRET), None, slack.api)
        adapter = SlackAdapter(house.coach, Ear(house.coach, folder / "stored"), secrets, lambda: NOW, house.store.work)
        ours = web.Application()
        adapter.mount(ours, _nothing_later)
        servers = [TestServer(ours), TestServer(await bare(slack))]
        for server in servers:
            await server.start_server()
            stack.push_async_callback(server.close)
        session = await stack.enter_async_context(aiohttp.ClientSession())
        coach, bolt = (
            calling(session, server, slack.respond_url(), name)
            for server, name in zip(servers, ("coach", "bolt"), strict=True)
        )
        for number in range(WARM):
            await coach(number)
            await bolt(number)
        for place, at_once in enumerate(AT_ONCE):
            first = WARM + place * CALLS
            _print(at_once, await measured(coach, first, at_once), await measured(bolt, first, at_once))
    house.close()


def _print(at_once: int, coach: tuple[list[float], float], bolt: tuple[list[float], float]) -> None:
    for name, (found, rate) in (("a note that is saved", coach), ("bare Bolt", bolt)):
        p95 = quantiles(found, n=20)[-1]
        print(f"  {at_once} at once, {name}: median {median(found):.2f} ms, p95 {p95:.2f} ms, {rate:.0f} a second")
    print(
        f"  {at_once} at once: median x {median(coach[0]) / median(bolt[0]):.1f}, rate / {bolt[1] / coach[1]:.1f}",
        flush=True,
    )


async def _nothing_later(place: Place, answer: Answer) -> None:
    raise AssertionError("the database kept us waiting for two seconds")


def main() -> None:
    """Print medians, 95th percentiles, rates and their ratios."""
    with TemporaryDirectory(prefix="askfirst-bench-") as folder:
        asyncio.run(compare(Path(folder)))


if __name__ == "__main__":
    main()
