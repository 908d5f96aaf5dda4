"""Saying things in Slack: post, replace, open a form; and what Slack answers, as three cases."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.inbound import PLATFORM
from bot.slack.render import rendered
from bot.words import Speech
from domain.chat import Place, Say
from scheduler.sending import GiveUp, Outcome, Sent, TryAgain

HOPELESS = frozenset(
    {
        "account_inactive",
        "channel_not_found",
        "invalid_auth",
        "invalid_blocks",
        "is_archived",
        "msg_too_long",
        "no_permission",
        "not_authed",
        "not_in_channel",
        "token_revoked",
        "user_not_found",
        "users_not_found",
    }
)
"""Answers that stay the same however often we ask."""

_A_WHILE = timedelta(seconds=30)


class Mouth:
    """Speaks through one workspace's token."""

    def __init__(self, client: AsyncWebClient, now: Callable[[], datetime]) -> None:
        self._client = client
        self._now = now

    async def post(self, place: Place, reply: Say, speech: Speech) -> Outcome:
        """A new message in the place, in its thread if it has one."""
        told = rendered(reply, speech)
        return await self._outcome(
            lambda: self._client.chat_postMessage(
                channel=place.conversation,
                thread_ts=place.thread or None,
                unfurl_links=False,
                unfurl_media=False,
                **told,
            )
        )

    async def whisper(self, place: Place, user: str, reply: Say, speech: Speech) -> Outcome:
        """In a channel, to one person alone."""
        told = rendered(reply, speech)
        return await self._outcome(
            lambda: self._client.chat_postEphemeral(
                channel=place.conversation, user=user, thread_ts=place.thread or None, **told
            )
        )

    async def answer(self, url: str, reply: Say, speech: Speech) -> Outcome:
        """To the address Slack gave for this press or command: in place of the message, or below it for them alone."""
        told: dict[str, Any] = {**rendered(reply, speech), "replace_original": reply.instead}
        if not reply.instead:
            told["response_type"] = "ephemeral"
        try:
            async with aiohttp.ClientSession() as session, session.post(url, json=told) as response:
                return Sent("") if response.status < 300 else TryAgain(self._now() + _A_WHILE)
        except (aiohttp.ClientError, TimeoutError):
            return TryAgain(self._now() + _A_WHILE)

    async def open_form(self, trigger: str, view: dict[str, Any]) -> Outcome:
        """A modal; the trigger lives three seconds."""
        return await self._outcome(lambda: self._client.views_open(trigger_id=trigger, view=view))

    async def email_of(self, user: str) -> str:
        """The address behind an account, or nothing when Slack does not tell."""
        try:
            answer = await self._client.users_info(user=user)
        except (SlackApiError, aiohttp.ClientError, TimeoutError):
            return ""
        return str(((answer.get("user") or {}).get("profile") or {}).get("email") or "")

    async def place_of(self, email: str) -> Place | None:
        """Where somebody with this address can be spoken to alone, if the workspace has them."""
        try:
            found = await self._client.users_lookupByEmail(email=email)
        except (SlackApiError, aiohttp.ClientError, TimeoutError):
            return None
        user = found["user"]
        return Place(PLATFORM, str(user.get("team_id", "")), str(user["id"]))

    async def _outcome(self, call: Callable[[], Awaitable[Any]]) -> Outcome:
        try:
            answer = await call()
        except SlackApiError as error:
            return self._refused(error)
        except (aiohttp.ClientError, TimeoutError):
            return TryAgain(self._now() + _A_WHILE)
        return Sent(json.dumps({"channel": answer.get("channel"), "ts": answer.get("ts")}))

    def _refused(self, error: SlackApiError) -> Outcome:
        reason = str(error.response.get("error", "unknown"))
        if reason in HOPELESS:
            return GiveUp(reason)
        wait = error.response.headers.get("Retry-After", "")
        return TryAgain(self._now() + (timedelta(seconds=int(wait)) if wait.isdigit() else _A_WHILE))
