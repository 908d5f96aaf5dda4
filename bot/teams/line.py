"""Calls to the Bot Framework's connector, over one pooled client; what it answers, as three cases."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

import aiohttp

from bot.teams.tokens import TIMEOUT, Badge
from scheduler.sending import GiveUp, Outcome, Sent, TryAgain

Json = dict[str, Any]

_BUSY = frozenset({412, 429, 502, 503, 504})
_A_WHILE = timedelta(seconds=30)
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Line:
    """Sends to the service address that came with a checked token. Our badge is shown over TLS only."""

    def __init__(self, session: aiohttp.ClientSession, badge: Badge, now: Callable[[], datetime]) -> None:
        self._session = session
        self._badge = badge
        self._now = now

    async def send(self, service_url: str, conversation: str, activity: Json) -> Outcome:
        """A new message in the conversation."""
        return await self._call("POST", self._url(service_url, conversation, "activities"), activity)

    async def replace(self, service_url: str, conversation: str, message: str, activity: Json) -> Outcome:
        """Other words in place of a message."""
        url = self._url(service_url, conversation, "activities", message)
        return await self._call("PUT", url, {**activity, "id": message})

    async def email_of(self, service_url: str, conversation: str, user: str) -> str:
        """The address behind an account, or nothing when Teams does not tell."""
        try:
            async with self._session.get(
                self._url(service_url, conversation, "members", user),
                headers=await self._headers(service_url),
                timeout=TIMEOUT,
            ) as response:
                member = await response.json(content_type=None) if response.status == 200 else {}
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return ""
        return str(member.get("email") or member.get("userPrincipalName") or "")

    async def _call(self, method: str, url: str, activity: Json) -> Outcome:
        try:
            headers = await self._headers(url)
            async with self._session.request(method, url, json=activity, headers=headers, timeout=TIMEOUT) as response:
                if response.status in _BUSY or response.status >= 500:
                    return TryAgain(self._now() + _wait(response.headers.get("Retry-After", "")))
                if response.status >= 400:
                    return GiveUp(f"Teams answered {response.status}")
                answer = await response.json(content_type=None) or {}
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return TryAgain(self._now() + _A_WHILE)
        return Sent(json.dumps({"id": answer.get("id", "")}))

    async def _headers(self, url: str) -> dict[str, str]:
        address = urlsplit(url)
        if address.scheme == "https" or address.hostname in _LOOPBACK:
            return await self._badge.headers()
        raise ValueError("our token is not shown over an open line")

    @staticmethod
    def _url(service_url: str, conversation: str, *parts: str) -> str:
        path = "/".join(quote(part, safe="") for part in (conversation, *parts))
        return f"{service_url.rstrip('/')}/v3/conversations/{path}"


def _wait(seconds: str) -> timedelta:
    return timedelta(seconds=int(seconds)) if seconds.isdigit() else _A_WHILE
