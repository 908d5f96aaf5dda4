"""A team's channel in Slack: by its id or its name, among those that the coach was invited to."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.channels import Closed, not_in, shared
from bot.slack.inbound import PLATFORM
from domain.chat import Place
from domain.settings import Team

Json = dict[str, Any]
Asked = Callable[[Callable[[], Awaitable[Any]]], Awaitable[Json]]
"""Asks Slack; nothing when it says that there is nothing. May raise Unreached."""

_ID = re.compile(r"[CG][A-Z0-9]{7,}")
_PAGE = 1000
_KINDS = "public_channel,private_channel"


class Channels:
    """Looks a channel up each time something is to be posted: who reads along may change."""

    def __init__(self, client: AsyncWebClient, asked: Asked) -> None:
        self._client = client
        self._asked = asked

    async def of(self, team: Team) -> Place | Closed | None:
        """Where to post; None when app.yaml names a channel elsewhere, or none. May raise Unreached."""
        if not team.channel or "://" in team.channel:
            return None
        id = team.channel if _ID.fullmatch(team.channel) else await self._called(team.channel.lstrip("#"))
        found = (await self._info(id)) if id else {}
        if not found.get("is_member") or found.get("is_archived"):
            return not_in(team)
        if _is_read_elsewhere(found):
            return shared(team)
        return Place(PLATFORM, str(found.get("context_team_id") or ""), str(found["id"]), direct=False)

    async def _info(self, id: str) -> Json:
        told = await self._asked(lambda: self._client.conversations_info(channel=id))
        return dict(told.get("channel") or {})

    async def _called(self, name: str) -> str:
        """The id of our own channel of that name; empty when there is none."""
        cursor = ""
        while True:
            told = await self._asked(lambda: self._ours(cursor))  # noqa: B023  (asked before the cursor moves on)
            for channel in told.get("channels") or ():
                if channel.get("name") == name:
                    return str(channel["id"])
            cursor = str((told.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return ""

    def _ours(self, cursor: str) -> Awaitable[Any]:
        return self._client.users_conversations(types=_KINDS, exclude_archived=True, limit=_PAGE, cursor=cursor or None)


def _is_read_elsewhere(channel: Json) -> bool:
    """Whether another company reads it, or is invited to. One that workspaces of our own share is ours."""
    outside = channel.get("is_ext_shared") or channel.get("is_pending_ext_shared")
    return bool(outside or (channel.get("is_shared") and not channel.get("is_org_shared")))
