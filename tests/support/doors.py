"""The four front doors behind one face, so that one scenario can be played at each of them.

`says`, `presses` and `fills` give what the coach answered as plain text, read back from what the platform was given.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.adapters import Adapter, Postman
from bot.coach import Coach
from bot.ear import Ear
from bot.house import MovableClock
from bot.mailbox import Came
from bot.secrets import Secret, SlackSecrets, TeamsSecrets
from bot.slack.app import SlackAdapter
from bot.teams.app import Addresses, TeamsAdapter
from bot.terminal import Terminal
from bot.web.app import WebChat
from domain.ports import Works
from domain.settings import Settings
from tests.support import fake_slack
from tests.support.fake_slack import FakeSlack
from tests.support.fake_teams import APP_ID, TENANT, FakeTeams

Json = dict[str, Any]

PATIENCE = 30.0
"""Seconds until an answer counts as late; a busy machine makes none late that these tests want at once."""


@dataclass(frozen=True)
class Seen:
    """A message that came unasked as the person sees it. `struck` is what of it is struck through, `instead` the
    message in whose place it is, empty for a new one.
    """

    text: str
    struck: str
    instead: str


class Door(Protocol):
    """A conversation through one platform."""

    async def says(self, text: str) -> list[str]: ...
    async def presses(self, label: str) -> list[str]: ...
    async def presses_and_fills(self, label: str, **answers: str) -> list[str]: ...


class OpenDoor(Door, Protocol):
    """A door through which the coach also speaks up; the buttons of what it says can be pressed."""

    adapter: Adapter

    async def sees(self) -> list[Seen]:
        """What came unasked since."""
        ...


def struck_in(drawn: object) -> str:
    """All text that a platform was given as struck through."""
    if isinstance(drawn, list):
        return "".join(struck_in(part) for part in drawn)
    if not isinstance(drawn, dict):
        return ""
    style = drawn.get("style")
    if drawn.get("struck") or drawn.get("strikethrough") or (isinstance(style, dict) and style.get("strike")):
        return str(drawn["text"])
    return "".join(struck_in(part) for part in drawn.values())


class SlackDoor:
    """A direct message with the coach in Slack, through signed requests."""

    def __init__(self, client: TestClient[Any, Any], slack: FakeSlack, adapter: SlackAdapter, user: str) -> None:
        self.client = client
        self.slack = slack
        self.adapter = adapter
        self._user = user
        self._ids = count(1)
        self._buttons: list[Json] = []
        self._heard = 0

    async def sees(self) -> list[Seen]:
        came = [call for call in self.slack.calls[self._heard :] if call[0] in ("chat.postMessage", "chat.update")]
        self._heard = len(self.slack.calls)
        for _, told in came:
            self._read(told)
        return [Seen(_unescaped(told["text"]), struck_in(told["blocks"]), told.get("ts", "")) for _, told in came]

    def _read(self, told: Json) -> None:
        self._buttons += [button for block in told["blocks"] for button in block.get("elements", [])]

    async def says(self, text: str) -> list[str]:
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return await self.posts(*fake_slack.message(escaped, self._user, f"Ev{next(self._ids)}"))

    async def presses(self, label: str) -> list[str]:
        trigger = f"press.{next(self._ids)}"
        return await self.posts(*fake_slack.press(self.button(label), self._user, trigger, self.slack.respond_url()))

    def button(self, label: str) -> Json:
        """The latest button that reads so, as it was sent."""
        return next(
            button
            for button in reversed(self._buttons)
            if button["type"] == "button" and button["text"]["text"] == label
        )

    async def presses_and_fills(self, label: str, **answers: str) -> list[str]:
        """The press opens a form; what it answers to the filled form."""
        await self.presses(label)
        return await self.fills(**answers)

    async def fills(self, **answers: str) -> list[str]:
        view = self.slack.named("views.open")[-1]["view"]
        return await self.posts(*fake_slack.view_submission(view, answers, self._user))

    async def posts(self, kind: str, body: str) -> list[str]:
        """Send one signed request; gives what was said because of it."""
        before = len(self.slack.calls)
        headers = {"Content-Type": kind, **fake_slack.signed(body, int(time.time()))}
        response = await self.client.post("/slack/events", data=body, headers=headers)
        assert response.status == 200, await response.text()
        said = [told for method, told in self.slack.calls[before:] if method in ("chat.postMessage", "response_url")]
        answered = await response.json(content_type=None) if (await response.text())[:1] == "{" else {}
        said += [answered] if "blocks" in answered else []
        self._heard = len(self.slack.calls)
        for told in said:
            self._read(told)
        return [_unescaped(told["text"]) for told in said]


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@asynccontextmanager
async def slack_door(works: Works, settings: Settings, now: datetime, spool: Path) -> AsyncIterator[SlackDoor]:
    """Maja in Slack."""
    coach = Coach(works, settings)
    async with slack_server(coach, Ear(coach, spool, PATIENCE), now) as door:
        yield door


@asynccontextmanager
async def slack_server(coach: Coach, ear: Ear, now: datetime) -> AsyncIterator[SlackDoor]:
    """The coach's server, known to a Slack that Maja is in."""
    async with FakeSlack({"UMAJA": "maja@example.com"}) as slack:
        secrets = SlackSecrets(Secret(fake_slack.BOT_TOKEN), Secret(fake_slack.SIGNING_SECRET), None, slack.api)
        adapter = SlackAdapter(coach, ear, secrets, lambda: now, coach.works)
        app = web.Application()
        adapter.mount(app, Postman(coach.works, {"slack": adapter}).later)
        async with TestClient(TestServer(app)) as client:
            yield SlackDoor(client, slack, adapter, "UMAJA")


class TeamsDoor:
    """A personal chat with the coach in Teams, through requests with a valid token."""

    def __init__(self, client: TestClient[Any, Any], teams: FakeTeams, adapter: TeamsAdapter, user: str) -> None:
        self.client = client
        self.teams = teams
        self.adapter = adapter
        self._user = user
        self._ids = count(1)
        self.toast = ""
        self.instead: list[Json] = []
        self._cards: list[Json] = []
        self._heard = 0

    async def sees(self) -> list[Seen]:
        came, self._heard = self.teams.sent[self._heard :], len(self.teams.sent)
        cards = [(instead, told["attachments"][0]["content"]) for _, instead, told in came]
        self._cards += [card for _, card in cards]
        return [Seen(card["speak"], struck_in(card), instead) for instead, card in cards]

    async def says(self, text: str) -> list[str]:
        return await self.posts(self.teams.activity("message", f"m{next(self._ids)}", self._user, text=text))

    async def presses(self, label: str) -> list[str]:
        button = next(
            action for card in reversed(self._cards) for action in reversed(_actions(card)) if action["title"] == label
        )
        return await self._invokes(button, {})

    async def presses_and_fills(self, label: str, **answers: str) -> list[str]:
        """The press opens a form; what it answers to the filled form."""
        await self.presses(label)
        return await self.fills(**answers)

    async def fills(self, **answers: str) -> list[str]:
        card = next(card for card in reversed(self._cards) if _inputs(card))
        typed = {one["id"]: one.get("value", "") for one in _inputs(card)} | answers
        return await self._invokes(_actions(card)[0], typed)

    async def _invokes(self, button: Json, inputs: Json) -> list[str]:
        action = {"type": "Action.Execute", "verb": button["verb"], "data": button["data"] | inputs}
        told = {"name": "adaptiveCard/action", "replyToId": "card-1", "value": {"action": action, "trigger": "manual"}}
        return await self.posts(self.teams.activity("invoke", f"i{next(self._ids)}", self._user, **told))

    async def posts(self, activity: Json) -> list[str]:
        """Send one activity with a valid token; gives what was said because of it."""
        before = len(self.teams.sent)
        response = await self.client.post("/api/messages", json=activity, headers={"Authorization": self.teams.token()})
        assert response.status in (200, 201), await response.text()
        cards = [told["attachments"][0]["content"] for _, _, told in self.teams.sent[before:]]
        answered = await response.json() if response.status == 200 else {}
        instead = [answered["value"]] if isinstance(answered.get("value"), dict) else []
        self.instead += instead
        cards += instead
        self.toast = answered["value"] if isinstance(answered.get("value"), str) else ""
        self._heard = len(self.teams.sent)
        self._cards += cards
        return [card["speak"] for card in cards if not _inputs(card)]


def _actions(card: Json) -> list[Json]:
    return [action for part in card["body"] if part["type"] == "ActionSet" for action in part["actions"]]


def _inputs(card: Json) -> list[Json]:
    return [part for part in card["body"] if part["type"].startswith("Input.")]


@asynccontextmanager
async def teams_door(works: Works, settings: Settings, now: datetime, spool: Path) -> AsyncIterator[TeamsDoor]:
    """Maja in Teams."""
    coach = Coach(works, settings)
    async with (
        FakeTeams({"maja": "maja@example.com"}) as teams,
        teams_server(teams, coach, Ear(coach, spool, PATIENCE), now) as (client, adapter),
    ):
        yield TeamsDoor(client, teams, adapter, "maja")


@asynccontextmanager
async def teams_server(
    teams: FakeTeams, coach: Coach, ear: Ear, now: datetime, tenant: str = TENANT
) -> AsyncIterator[tuple[TestClient[Any, Any], TeamsAdapter]]:
    """The coach's server, known to this Teams; `tenant` is empty for a bot that any company may install."""
    secrets = TeamsSecrets(APP_ID, Secret("a-password"), tenant)
    addresses = Addresses(teams.url("/openid"), teams.url("").rstrip("/"))
    adapter = TeamsAdapter(coach, ear, secrets, lambda: now, coach.works, addresses)
    app = web.Application()
    adapter.mount(app, Postman(coach.works, {"teams": adapter}).later)
    async with TestClient(TestServer(app)) as client:
        yield client, adapter


class WebDoor:
    """The local page, as its script speaks with the server."""

    def __init__(self, client: TestClient[Any, Any], adapter: WebChat, person: str) -> None:
        self.adapter = adapter
        self.client = client
        self.person = person
        self._ids = count(1)
        self._seen = 0
        self.form: Json = {}
        self._buttons: list[tuple[int, Json]] = []

    async def says(self, text: str) -> list[str]:
        return await self.acts({"kind": "text", "text": text})

    async def presses(self, label: str) -> list[str]:
        message, button = next((m, b) for m, b in reversed(self._buttons) if b["label"] == label)
        told = {"kind": "press", "name": button["action"], "id": button["id"], "pick": button["pick"]}
        return await self.acts({**told, "message": message})

    async def presses_and_fills(self, label: str, **answers: str) -> list[str]:
        """The press opens a form; what it answers to the filled form."""
        await self.presses(label)
        return await self.fills(**answers)

    async def fills(self, **answers: str) -> list[str]:
        typed = {field["key"]: field["value"] for field in self.form["fields"]} | answers
        return await self.acts({"kind": "submit", "name": self.form["form"], "id": self.form["id"], "answers": typed})

    async def acts(self, told: Json) -> list[str]:
        """What the page's script tells the server; gives what was said because of it."""
        act = {"person": self.person, "delivery": f"w{next(self._ids)}", **told}
        response = await self.client.post("/api/act", json=act)
        assert response.status == 200, await response.text()
        self.form = next(iter((await response.json())["forms"]), self.form)
        return [entry["plain"] for entry in await self._news()]

    async def sees(self) -> list[Seen]:
        news = await self._news()
        return [Seen(one["plain"], struck_in(one), str(one["id"]) if one["change"] > one["id"] else "") for one in news]

    async def _news(self) -> list[Json]:
        heard = await (await self.client.get(f"/api/talk?person={self.person}&after={self._seen}")).json()
        self._seen = heard["last"]
        said = [entry for entry in heard["messages"] if entry["by"] == "coach"]
        self._buttons += [
            (entry["id"], option)
            for entry in said
            for block in entry["blocks"]
            if block["kind"] == "choices"
            for option in block["options"]
        ]
        return said


@asynccontextmanager
async def web_door(works: Works, settings: Settings, now: datetime, spool: Path) -> AsyncIterator[WebDoor]:
    """Maja on the page."""
    coach = Coach(works, settings)
    page = WebChat(works, settings, coach, Ear(coach, spool, PATIENCE), MovableClock(now))
    app = web.Application()

    async def no_round() -> None:
        return None

    page.mount(app, no_round)
    async with TestClient(TestServer(app)) as client:
        with works() as work:
            maja = work.persons.by_email("maja@example.com")
        assert maja is not None
        yield WebDoor(client, page, maja.id)


class TerminalDoor:
    """The terminal, line by line."""

    def __init__(self, terminal: Terminal, out: io.StringIO) -> None:
        self._terminal = terminal
        self._out = out
        self._numbers: dict[str, str] = {}

    async def says(self, text: str) -> list[str]:
        return self._lines(iter([text]))

    async def presses(self, label: str) -> list[str]:
        return self._lines(iter([self._numbers[label]]))

    async def presses_and_fills(self, label: str, **answers: str) -> list[str]:
        """A form in the terminal is filled right after the press, a line a field: `answers` go in its order."""
        return self._lines(iter([self._numbers[label], *answers.values()]))

    def _lines(self, lines: Iterator[str]) -> list[str]:
        self._out.seek(0)
        self._out.truncate()
        self._terminal.run(lines)
        # What stands below the last line that was typed.
        printed = re.split(r"^ *> .*\n", self._out.getvalue(), flags=re.M)[-1]
        said = [part for part in printed.split("\n\n") if part.strip()]
        for part in said:
            self._numbers |= {label.strip(): number for number, label in re.findall(r"\[(\d+)\] ([^\[\n]+)", part)}
        return said


class NoPost:
    """Nothing comes unasked."""

    def looks(self, now: datetime) -> list[Came]:
        return []

    def goes_on(self, now: datetime) -> tuple[datetime, list[Came]]:
        return now, []


@asynccontextmanager
async def terminal_door(works: Works, settings: Settings, now: datetime, spool: Path) -> AsyncIterator[TerminalDoor]:
    """Maja in a terminal."""
    with works() as work:
        maja = work.persons.by_email("maja@example.com")
    assert maja is not None
    out = io.StringIO()
    yield TerminalDoor(Terminal(Coach(works, settings), maja, now, NoPost(), out, echo=True), out)


DOORS: dict[str, Callable[..., Any]] = {
    "slack": slack_door,
    "teams": teams_door,
    "web": web_door,
    "terminal": terminal_door,
}
