"""Calls to the Bot Framework's connector, over one pooled client; what it answers, as three cases."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

import aiohttp

from bot.coach import Unreached
from bot.lanes import Limits
from bot.teams.tokens import TIMEOUT, Badge
from scheduler.sending import GiveUp, Outcome, Sent, Stops, TryAgain

Json = dict[str, Any]

LIMITS = Limits(anywhere=timedelta(milliseconds=20), in_a_place=timedelta(seconds=2))
"""Fifty calls a second in a tenant, and 1,800 an hour in a conversation."""

_BUSY = frozenset({401, 412, 429})
"""401 is a badge that was not accepted, and the next one may be."""
_GONE = frozenset({403, 404})
"""The person has removed or blocked the coach, or the conversation is no more."""
_REMOVED = frozenset({"BotDisabledByAdmin", "BotNotRegistered"})
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_PAGE = 500
_FAILED = (aiohttp.ClientError, TimeoutError, ValueError)


class Line:
    """Sends to the service address that came with a checked token, and over TLS only, since our badge goes with it."""

    def __init__(self, session: aiohttp.ClientSession, badge: Badge, now: Callable[[], datetime]) -> None:
        self._session = session
        self._badge = badge
        self._now = now

    async def send(self, service_url: str, conversation: str, activity: Json) -> Outcome:
        """A new message in the conversation."""
        return await self._call("POST", _url(service_url, conversation, "activities"), activity)

    async def replace(self, service_url: str, conversation: str, message: str, activity: Json) -> Outcome:
        """Other words in place of a message."""
        url = _url(service_url, conversation, "activities", message)
        return await self._call("PUT", url, {**activity, "id": message})

    async def email_of(self, service_url: str, conversation: str, user: str, *, proven: bool) -> str:
        """The address behind an account, or nothing when it is no member here. May raise Unreached.

        With `proven` only the sign-in name counts: a directory owns the domain of that, while it may write any other
        address beside it.
        """
        member = await self._asked(_url(service_url, conversation, "members", user))
        sign_in = str(member.get("userPrincipalName") or "")
        return sign_in if proven else str(member.get("email") or sign_in)

    async def members(self, service_url: str, conversation: str) -> list[Json]:
        """Everybody who reads in the conversation; nobody when we may not ask. May raise Unreached."""
        url = _url(service_url, conversation, "pagedmembers")
        found: list[Json] = []
        after = ""
        while True:
            page = await self._asked(f"{url}?pageSize={_PAGE}{after}")
            found += [member for member in page.get("members") or () if isinstance(member, dict)]
            if not page.get("continuationToken"):
                return found
            after = f"&continuationToken={quote(str(page['continuationToken']), safe='')}"

    async def _asked(self, url: str) -> Json:
        """The object that the connector answers with; nothing when it says that there is none. May raise Unreached."""
        if not _is_safe(url):
            return {}
        try:
            headers = await self._badge.headers()
            async with self._session.get(url, headers=headers, timeout=TIMEOUT) as response:
                if _may_go_well_later(response.status):
                    raise Unreached
                told = await response.json(content_type=None) if response.status == 200 else None
        except _FAILED as error:
            raise Unreached from error
        return told if isinstance(told, dict) else {}

    async def _call(self, method: str, url: str, activity: Json) -> Outcome:
        if not _is_safe(url):
            return GiveUp("our token is not shown over an open line")
        try:
            headers = await self._badge.headers()
            async with self._session.request(method, url, json=activity, headers=headers, timeout=TIMEOUT) as response:
                return await self._outcome(response)
        except _FAILED:
            return TryAgain()

    async def _outcome(self, response: aiohttp.ClientResponse) -> Outcome:
        if response.status >= 400:
            return self._refused(response, _code_in(await response.text()))
        id = _id_in(await response.text())
        return Sent(json.dumps({"id": id}), thread=id)

    def _refused(self, response: aiohttp.ClientResponse, code: str) -> Outcome:
        reason = f"Teams answered {response.status} {code}".strip()
        if code in _REMOVED:
            return GiveUp(reason, Stops.PLATFORM)
        if _may_go_well_later(response.status):
            wait = _wait(response.headers.get("Retry-After", ""))
            return TryAgain(self._now() + wait if wait is not None else None)
        return GiveUp(reason, Stops.PERSON if response.status in _GONE else Stops.NOTHING)


def _url(service_url: str, conversation: str, *parts: str) -> str:
    path = "/".join(quote(part, safe="") for part in (conversation, *parts))
    return f"{service_url.rstrip('/')}/v3/conversations/{path}"


def _is_safe(url: str) -> bool:
    try:
        address = urlsplit(url)
    except ValueError:
        return False
    return address.scheme == "https" or (address.scheme == "http" and address.hostname in _LOOPBACK)


def _may_go_well_later(status: int) -> bool:
    return status in _BUSY or status >= 500


def _wait(seconds: str) -> timedelta | None:
    return timedelta(seconds=int(seconds)) if seconds.isdecimal() and len(seconds) < 6 else None


def _code_in(answer: str) -> str:
    """What the connector calls the mistake, if it says so."""
    try:
        told = json.loads(answer or "{}")
    except ValueError:
        return ""
    error = told.get("error") if isinstance(told, dict) else None
    return str(error.get("code") or "") if isinstance(error, dict) else ""


def _id_in(answer: str) -> str:
    """The id of the message as the connector gives it; it arrived, whatever the answer looks like."""
    try:
        told = json.loads(answer or "{}")
    except ValueError:
        return ""
    return str(told.get("id", "")) if isinstance(told, dict) else ""
