"""Saying things in Slack: post, replace, open a form; and what Slack answers, as three cases."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.coach import Unreached
from bot.lanes import Limits
from bot.slack.channels import Channels
from bot.slack.inbound import PLATFORM
from bot.slack.render import rendered
from bot.words import Speech
from domain.chat import Place, Say
from scheduler.sending import GiveUp, Outcome, Sent, Stops, TryAgain

PASSING = frozenset(
    {
        "accesslimited",
        "fatal_error",
        "internal_error",
        "ratelimited",
        "request_timeout",
        "rollup_error",
        "service_unavailable",
        "team_added_to_org",
    }
)
"""What Slack answers when the same call may go well later. Any other error it names stays, however often we ask."""

UNREACHED = (aiohttp.ClientError, TimeoutError, AttributeError, ValueError)
"""Nothing that Slack itself said. The SDK stumbles with the last two over an answer that is no JSON object."""

LIMITS = Limits(
    anywhere=timedelta(milliseconds=200), in_a_place=timedelta(seconds=1), edits=timedelta(milliseconds=1200)
)
"""About one message a second in a conversation; in a workspace several hundred a minute, and fifty edits."""

_GONE = frozenset({"cannot_dm_bot", "channel_not_found", "user_disabled", "user_not_found", "user_not_visible"})
"""The account is gone, or takes nothing from us."""
_REMOVED = frozenset(
    {
        "account_inactive",
        "ekm_access_denied",
        "invalid_auth",
        "messages_tab_disabled",
        "missing_scope",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)
"""Slack takes nothing from us any more, whoever it is for."""
_STOPS = dict.fromkeys(_GONE, Stops.PERSON) | dict.fromkeys(_REMOVED, Stops.PLATFORM)
_WHOSE_ACCOUNT = "account_inactive"
"""Slack's page on it means the account behind our token; that of the person, too, has been seen to be called so."""


class Mouth:
    """Speaks through one workspace's token. What is said raises for nothing that Slack answers, or does not."""

    def __init__(self, client: AsyncWebClient, now: Callable[[], datetime]) -> None:
        self._client = client
        self._now = now
        self._team: str | None = None
        self.channels = Channels(client, self._asked)

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

    async def amend(self, reference: str, reply: Say, speech: Speech) -> Outcome:
        """Other words in place of a message of ours, by what `post` gave for it."""
        message, told = json.loads(reference), rendered(reply, speech)
        return await self._outcome(
            lambda: self._client.chat_update(channel=message["channel"], ts=message["ts"], **told)
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
        """To the address Slack gave for this press: in place of the message, or below it for them alone."""
        told: dict[str, Any] = {**rendered(reply, speech), "replace_original": reply.instead}
        if not reply.instead:
            told["response_type"] = "ephemeral"
        try:
            answer = await AsyncWebhookClient(url, session=self._client.session).send_dict(told)
        except UNREACHED:
            return TryAgain()
        if answer.status_code < 300:
            return Sent("")
        if answer.status_code < 500 and answer.status_code != 429:
            return GiveUp(answer.body or str(answer.status_code))
        return self._again(answer.headers)

    async def open_form(self, trigger: str, view: dict[str, Any]) -> Outcome:
        """A modal; the trigger lives three seconds."""
        return await self._outcome(lambda: self._client.views_open(trigger_id=trigger, view=view))

    async def account_of(self, user: str) -> tuple[str, str]:
        """Address and name of an account of our workspace; nothing when it is another's. May raise Unreached."""
        found = (await self._asked(lambda: self._client.users_info(user=user))).get("user") or {}
        if not await self._is_ours(found):
            return "", ""
        profile = found.get("profile") or {}
        return str(profile.get("email") or ""), str(profile.get("real_name") or "")

    async def place_of(self, email: str) -> Place | None:
        """Where somebody with this address can be spoken to alone, if our workspace has them. May raise Unreached."""
        found = (await self._asked(lambda: self._client.users_lookupByEmail(email=email))).get("user") or {}
        return Place(PLATFORM, str(found["team_id"]), str(found["id"])) if await self._is_ours(found) else None

    async def _is_ours(self, account: dict[str, Any]) -> bool:
        """Accounts of other companies are seen in shared channels, and call themselves what they like.

        A request from there names their workspace, so only the token tells which is ours.
        """
        home = {account.get("team_id"), *((account.get("enterprise_user") or {}).get("teams") or [])} - {None}
        if not home or account.get("is_stranger"):
            return False
        self._team = self._team or (await self._asked(self._client.auth_test)).get("team_id")
        return self._team in home

    async def _asked(self, call: Callable[[], Awaitable[Any]]) -> dict[str, Any]:
        """What Slack answers to a question, which is nothing when it says that there is nothing."""
        try:
            return dict((await call()).data)
        except SlackClientError as error:
            if isinstance(self._refused(getattr(error, "response", None)), GiveUp):
                return {}
            raise Unreached from error
        except UNREACHED as error:
            raise Unreached from error

    async def _outcome(self, call: Callable[[], Awaitable[Any]]) -> Outcome:
        try:
            answer = await call()
            ts = answer.get("ts")
            return Sent(json.dumps({"channel": answer.get("channel"), "ts": ts}), thread=str(ts or ""))
        except SlackClientError as error:
            return await self._whose(self._refused(getattr(error, "response", None)))
        except UNREACHED:
            return TryAgain()

    async def _whose(self, outcome: Outcome) -> Outcome:
        """Where it may be either account that is inactive, one more question tells: is ours welcome?"""
        if not isinstance(outcome, GiveUp) or outcome.reason != _WHOSE_ACCOUNT:
            return outcome
        try:
            ours = await self._asked(self._client.auth_test)
        except Unreached:
            return TryAgain()
        return replace(outcome, stops=Stops.PERSON) if ours else outcome

    def _refused(self, response: object) -> Outcome:
        told = getattr(response, "data", None)
        reason = told.get("error") if isinstance(told, dict) else None
        if reason is not None and reason not in PASSING:
            return GiveUp(str(reason), _STOPS.get(str(reason), Stops.NOTHING))
        return self._again(getattr(response, "headers", {}))

    def _again(self, headers: Mapping[str, str]) -> TryAgain:
        wait = headers.get("Retry-After", "")
        return TryAgain(self._now() + timedelta(seconds=int(wait)) if wait.isdigit() else None)
