"""A local server that plays Slack: it remembers what was called and signs what it sends, as Slack does."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode

from aiohttp import web
from aiohttp.test_utils import TestServer

Json = dict[str, Any]
Posted = tuple[str, str]
"""The content type and the body of a request."""

SIGNING_SECRET = "a-signing-secret"
BOT_TOKEN = "xoxb-played"


_NO_USER: Json = {"ok": False, "error": "users_not_found"}
_NO_CHANNEL: Json = {"ok": False, "error": "channel_not_found"}


@dataclass
class FakeSlack:
    """Answers the methods that the coach calls.

    `names` are users' own, `homes` tells of users in another workspace, `channels` what Slack tells of each. `refuse`
    makes a method fail: status, body and headers; `refuse_once` makes it fail the next time only. `unknown` are users
    whom no message reaches. An address for answers is a method by the name of response_url. `stamps` are what the
    messages are called, in order.
    """

    emails: dict[str, str]
    names: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    channels: list[Json] = field(default_factory=list)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)
    refuse: dict[str, tuple[int, Json, dict[str, str]]] = field(default_factory=dict)
    refuse_once: dict[str, tuple[int, Json, dict[str, str]]] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    server: TestServer | None = None

    async def __aenter__(self) -> FakeSlack:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._method)
        app.router.add_post("/respond/{which}", self._respond)
        self.server = TestServer(app)
        await self.server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self.server is not None
        await self.server.close()

    @property
    def api(self) -> str:
        """The base address for a client."""
        assert self.server is not None
        return str(self.server.make_url("/api/"))

    def respond_url(self, which: str = "1") -> str:
        """A response_url."""
        assert self.server is not None
        return str(self.server.make_url(f"/respond/{which}"))

    def named(self, method: str) -> list[Json]:
        """What a method was called with, in order."""
        return [told for called, told in self.calls if called == method]

    async def until(self, method: str, times: int) -> None:
        """Wait until a method has been called so often."""
        async with asyncio.timeout(30):
            while len(self.named(method)) < times:
                self.news.clear()
                await self.news.wait()

    def _called(self, method: str, told: Json) -> None:
        self.calls.append((method, told))
        self.news.set()

    async def _method(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        told = await _body(request)
        self._called(method, told)
        refused = self._refusal(method)
        if refused is not None:
            return refused
        if method == "chat.postMessage" and told["channel"] in self.unknown:
            return web.json_response({"ok": False, "error": "channel_not_found"})
        return web.json_response({"ok": True, **self._answer(method, told)})

    def _refusal(self, method: str) -> web.Response | None:
        refused = self.refuse_once.pop(method, None) or self.refuse.get(method)
        if refused is None:
            return None
        status, body, headers = refused
        return web.json_response(body, status=status, headers=headers)

    def _answer(self, method: str, told: Json) -> Json:
        number = len(self.calls)
        match method:
            case "auth.test":
                return {"team_id": "T1", "user_id": "UCOACH", "bot_id": "BCOACH", "team": "Fjord", "user": "coach"}
            case "users.info":
                return {"user": self._user(told["user"])}
            case "users.lookupByEmail":
                found = (user for user, email in self.emails.items() if email == told["email"])
                return next(({"user": self._user(user)} for user in found), _NO_USER)
            case "users.conversations":
                return self._ours(int(told.get("cursor") or 0))
            case "conversations.info":
                return next(({"channel": one} for one in self.channels if one["id"] == told["channel"]), _NO_CHANNEL)
            case "chat.postMessage":
                self.stamps.append(f"1700000000.{number:06d}")
                return {"channel": told["channel"], "ts": self.stamps[-1]}
            case "chat.update":
                return {"channel": told["channel"], "ts": told["ts"]}
            case _:
                return {}

    def _ours(self, page: int) -> Json:
        """The channels that we are in."""
        ours = [one for one in self.channels if one.get("is_member")]
        following = str(page + 1) if page + 1 < len(ours) else ""
        return {"channels": ours[page : page + 1], "response_metadata": {"next_cursor": following}}

    def _user(self, user: str) -> Json:
        return {
            "id": user,
            "team_id": self.homes.get(user, "T1"),
            "profile": {"email": self.emails.get(user, ""), "real_name": self.names.get(user, "")},
        }

    async def _respond(self, request: web.Request) -> web.Response:
        self._called("response_url", await request.json())
        return self._refusal("response_url") or web.Response(text="ok")


async def _body(request: web.Request) -> Json:
    if request.content_type == "application/json":
        told: Json = await request.json()
        return told
    form = {**request.query, **{key: str(value) for key, value in (await request.post()).items()}}
    return {key: json.loads(value) if value[:1] in "[{" else value for key, value in form.items()}


def signed(body: str, at: int, secret: str = SIGNING_SECRET) -> dict[str, str]:
    """The headers of a request that Slack sends at `at` (Unix seconds)."""
    digest = hmac.new(secret.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(at), "X-Slack-Signature": f"v0={digest}"}


def command(text: str, user: str, trigger: str, respond: str, team: str = "T1") -> Posted:
    """A slash command as Slack posts it."""
    return "application/x-www-form-urlencoded", urlencode(
        {
            "token": "none",
            "team_id": team,
            "team_domain": "fjord",
            "channel_id": "C1",
            "channel_name": "team-north",
            "user_id": user,
            "user_name": user.lower(),
            "command": "/coach",
            "text": text,
            "response_url": respond,
            "trigger_id": trigger,
            "api_app_id": "A1",
        }
    )


def message(text: str, user: str, event: str, **more: object) -> Posted:
    """A direct message as Slack posts it."""
    told = {"type": "message", "channel": "D1", "channel_type": "im", "user": user, "text": text, "ts": "1.1", **more}
    return event_callback(told, event)


def mention(text: str, user: str, event: str, *, thread: str = "", team: str = "T1", shared: bool = False) -> Posted:
    """The coach is spoken to in a channel; `shared` when another company is in it too."""
    told = {"type": "app_mention", "channel": "C9", "user": user, "text": f"<@UCOACH> {text}", "ts": "1.1"}
    more = {"thread_ts": thread} if thread else {}
    return event_callback(told | more, event, team_id=team, is_ext_shared_channel=shared)


def event_callback(event: Json, id: str, **more: object) -> Posted:
    """Any event as Slack posts it."""
    us = {"enterprise_id": None, "team_id": "T1", "user_id": "UCOACH", "is_bot": True, "is_enterprise_install": False}
    outer: Json = {"token": "none", "team_id": "T1", "api_app_id": "A1", "type": "event_callback", "event_id": id}
    outer |= {"authorizations": [us], "is_ext_shared_channel": False}
    return "application/json", json.dumps({**outer, "event": event, **more})


def press(
    button: Json,
    user: str,
    trigger: str,
    respond: str,
    channel: str = "D1",
    team: str = "T1",
    message: str = "1700000000.000100",
    thread: str = "",
    whispered: bool = False,
) -> Posted:
    """A pressed button as Slack posts it; `button` is the element as it was sent. `whispered`: only the person sees its
    message, of which Slack then tells no words.
    """
    below = {"thread_ts": thread} if thread else {}
    shown: Json = {} if whispered else {"message": {"type": "message", "ts": message, "text": "", **below}}
    container = {"type": "message", "message_ts": message, "channel_id": channel, "is_ephemeral": whispered, **below}
    payload: Json = {
        "type": "block_actions",
        "team": {"id": team, "domain": "fjord"},
        "user": {"id": user, "team_id": team},
        "api_app_id": "A1",
        "trigger_id": trigger,
        "container": container,
        "channel": {"id": channel, "name": "directmessage"},
        "response_url": respond,
        "actions": [{**button, "action_ts": trigger, "block_id": "b"}],
        **shown,
    }
    return interaction(payload)


def view_submission(view: Json, answers: dict[str, str], user: str) -> Posted:
    """A filled modal as Slack posts it; `view` is the modal as it was opened. What is not filled in stays as it was."""
    inputs = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    values = {
        key: {element["action_id"]: _state(element, answers.get(key, _initial(element)))}
        for key, element in inputs.items()
    }
    payload = {
        "type": "view_submission",
        "team": {"id": "T1", "domain": "fjord"},
        "user": {"id": user, "team_id": "T1"},
        "api_app_id": "A1",
        "trigger_id": "view.trigger",
        "view": {**view, "id": "V1", "hash": "h1", "state": {"values": values}},
    }
    return interaction(payload)


def _initial(element: Json) -> str:
    """What stands in a field when the modal opens."""
    chosen = element.get("initial_option", {}).get("value", "")
    typed = (element.get(key, "") for key in ("initial_value", "initial_date", "initial_time"))
    return str(next((one for one in typed if one), chosen))


def _state(element: Json, typed: str) -> Json:
    match element["type"]:
        case "datepicker":
            return {"type": "datepicker", "selected_date": typed or None}
        case "timepicker":
            return {"type": "timepicker", "selected_time": typed or None}
        case "static_select":
            chosen = next((option for option in element["options"] if option["value"] == typed), None)
            return {"type": "static_select", "selected_option": chosen}
        case kind:
            return {"type": kind, "value": typed or None}


def interaction(payload: Json) -> Posted:
    """A press, a filled form or anything else of the kind, as Slack posts it."""
    return "application/x-www-form-urlencoded", urlencode({"payload": json.dumps(payload)})


def payload_of(posted: Posted) -> str:
    """What was posted by `interaction`, as JSON."""
    return parse_qs(posted[1])["payload"][0]
