"""A local server that plays a Slack in trouble: of its calls, a share ends in 429, 500, silence or a cut line.

Which ones follows from the seed and the number of the call. What ends so was not taken: only what was answered with
"ok", or would have been had the sender lived, counts as arrived.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.test_utils import TestServer

SILENCE = 4.0
"""Seconds without an answer; longer than the sender's patience."""
_SHARES = (("429", 0.36), ("500", 0.68), ("cut", 0.98), ("silence", 1.0))
"""How the faults divide: up to which part of them each kind goes."""


def chance(seed: int, *about: object) -> float:
    """A number from 0 to 1 that follows from what it is about."""
    digest = hashlib.sha256("/".join(str(one) for one in (seed, *about)).encode()).digest()
    return int.from_bytes(digest[:6]) / 2**48


@dataclass
class FaultySlack:
    """`faults` is the share of calls that fail; `called` hears the number of every call that comes. `unheard` are the
    answers to senders that had hung up: killed ones, and on a busy machine some that lost patience.
    """

    seed: int
    faults: float
    called: Callable[[int], None] = lambda number: None
    calls: int = 0
    arrived: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    unheard: int = 0
    server: TestServer | None = None

    async def __aenter__(self) -> FaultySlack:
        app = web.Application()
        app.router.add_post("/api/chat.postMessage", self._post)
        self.server = TestServer(app)
        await self.server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.server is not None:
            await self.server.close()

    @property
    def api(self) -> str:
        """The base address for a client."""
        return str(self.server.make_url("/api/")) if self.server is not None else ""

    async def _post(self, request: web.Request) -> web.StreamResponse:
        self.calls += 1
        number = self.calls
        told = await request.json() if request.content_type == "application/json" else await request.post()
        self.called(number)
        fault = self._fault(number)
        if fault is not None:
            self.failed[fault] += 1
            return await self._failing(request, fault, number)
        channel = str(told["channel"])
        self.arrived[channel] += 1
        self.unheard += request.transport is None or request.transport.is_closing()
        return web.json_response({"ok": True, "channel": channel, "ts": f"1700000000.{number:06d}"})

    def _fault(self, number: int) -> str | None:
        drawn = chance(self.seed, "fault", number)
        if drawn >= self.faults:
            return None
        return next(kind for kind, until in _SHARES if drawn < until * self.faults)

    async def _failing(self, request: web.Request, fault: str, number: int) -> web.StreamResponse:
        if fault == "429":
            wait = "30" if chance(self.seed, "wait", number) < 0.02 else "1"
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": wait})
        if fault == "500":
            return web.Response(status=500, text="oops")
        if fault == "silence":
            await asyncio.sleep(SILENCE)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
