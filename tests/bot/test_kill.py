"""The server is killed while meetings come in: every one that was acknowledged is there afterwards, once."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from bot.settings import read_settings
from connectors.holidays import HolidayCalendar
from storage.store import Store
from tests.support import fake_slack
from tests.support.fake_slack import FakeSlack

ROOT = Path(__file__).parents[2]
MEETINGS = 60
AT_ONCE = 4


@asynccontextmanager
async def serving(database: Path, slack: FakeSlack) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """`askfirst serve` in a process of its own, and its address."""
    environment = os.environ | {
        "SLACK_BOT_TOKEN": fake_slack.BOT_TOKEN,
        "SLACK_SIGNING_SECRET": fake_slack.SIGNING_SECRET,
        "SLACK_API_URL": slack.api,
    }
    server = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.main", "serve", "--port", "0"),
        *("--config", str(ROOT / "app.yaml"), "--database", str(database)),
        cwd=ROOT,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert server.stdout is not None
    address = re.search(rb"http://\S+/", await server.stdout.readline())
    assert address is not None
    yield server, address.group().decode()
    if server.returncode is None:
        server.terminate()
    await server.wait()


async def told(session: aiohttp.ClientSession, address: str, number: int, respond: str) -> bool:
    """Tell the coach about one meeting; whether it was acknowledged."""
    note = f"träffade Anna Berg på Nordfrakt i dag, punkt {number} på listan, demo fredag 10, hon sa ja"
    kind, body = fake_slack.command(note, "UMAJA", f"trigger.{number}", respond)
    headers = {"Content-Type": kind, **fake_slack.signed(body, int(time.time()))}
    try:
        async with session.post(f"{address}slack/events", data=body, headers=headers) as response:
            return response.status == 200
    except aiohttp.ClientError:
        return False


async def tell(address: str, numbers: Sequence[int], slack: FakeSlack, stop_after: int) -> set[int]:
    """Tell about many, a few at a time, until `stop_after` were acknowledged; which ones those are."""
    acknowledged: set[int] = set()
    waiting = list(reversed(numbers))

    async def teller(session: aiohttp.ClientSession) -> None:
        while waiting and len(acknowledged) < stop_after:
            number = waiting.pop()
            if await told(session, address, number, slack.respond_url()):
                acknowledged.add(number)

    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(teller(session) for _ in range(AT_ONCE)))
    return acknowledged


def meetings_in(database: Path) -> list[int]:
    """The numbers of the meetings that the database holds."""
    store = Store.open(str(database), read_settings(ROOT / "app.yaml"), HolidayCalendar())
    with store.work() as work:
        notes = [meeting.note for meeting in work.facts.meetings("nordfrakt")]
    store.close()
    return sorted(int(found.group(1)) for note in notes if (found := re.search(r"punkt (\d+)", note)))


async def test_a_killed_server_has_every_acknowledged_meeting_once(tmp_path: Path) -> None:
    database = tmp_path / "fjord.db"
    numbers = range(1, MEETINGS + 1)
    async with FakeSlack({"UMAJA": "maja@example.com"}) as slack:
        async with serving(database, slack) as (server, address):
            telling = asyncio.create_task(tell(address, numbers, slack, stop_after=MEETINGS // 2))
            first = await telling
            # Some are on their way when it dies.
            on_their_way = asyncio.create_task(tell(address, numbers[len(first) :], slack, stop_after=AT_ONCE))
            await asyncio.sleep(0)
            server.send_signal(signal.SIGKILL)
            first |= await on_their_way
        async with serving(database, slack) as (_, address):
            # Slack tells again what was not acknowledged; some of what was is told again too.
            missing = sorted(set(numbers) - first)
            again = await tell(address, [*missing, *sorted(first)[:10]], slack, stop_after=MEETINGS)

    assert len(first) >= MEETINGS // 2
    assert first | again == set(numbers)
    assert await asyncio.to_thread(meetings_in, database) == list(numbers)
