"""A team's channel as one of the team has it on each platform: what comes there, what comes to them alone, and how they
write, press and fill.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from domain.ports import Works
from domain.settings import Settings
from tests.support import fake_slack
from tests.support.doors import OpenDoor, SlackDoor, TeamsDoor, WebDoor, slack_door, teams_door, web_door
from tests.support.fake_teams import APP_ID, TENANT

Json = dict[str, Any]

ALONE, CHANNEL, THREAD, FORM = "alone", "channel", "thread", "form"


@dataclass(frozen=True)
class Came:
    """Something that is read: where, what, and whether it stands in the place of what was there."""

    where: str
    text: str
    edited: bool = False


class ChannelDoor(Protocol):
    """Maja on a platform that her team's channel is on too. `name` is what app.yaml calls the channel."""

    name: str

    @property
    def door(self) -> OpenDoor:
        """Her own talk with the coach."""
        ...

    async def mentions(self, text: str) -> None:
        """In the thread of the first message that came to the channel; {tom} calls Tom as the platform does."""
        ...

    async def presses_there(self, label: str) -> None:
        """A button of that message, as it reads now."""
        ...

    async def came(self) -> list[Came]:
        """What came since, in order."""
        ...


class SlackChannel:
    """Slack, where what is for one person alone is whispered in the channel."""

    channel = "C0NORTH01"
    name = "#team-north"

    def __init__(self, door: SlackDoor) -> None:
        self.door = door
        self._read = 0
        self._above = ""
        self._blocks: list[Json] = []
        door.slack.emails["UTOM"] = "tom@example.com"
        door.slack.channels = [
            {"id": self.channel, "name": "team-north", "is_member": True, "context_team_id": "T1", "is_private": False}
        ]

    async def mentions(self, text: str) -> None:
        words = text.format(tom="<@UTOM>")
        told = {"type": "app_mention", "channel": self.channel, "user": "UMAJA", "text": f"<@UCOACH> {words}"}
        event = {**told, "ts": "1700000009.000100", "thread_ts": self._above}
        await self.door.posts(*fake_slack.event_callback(event, f"Ev-{text}"))

    async def presses_there(self, label: str) -> None:
        elements = [one for block in self._blocks for one in block.get("elements", []) if one["type"] == "button"]
        button = next(one for one in elements if one["text"]["text"] == label)
        url = self.door.slack.respond_url()
        press = fake_slack.press(button, "UMAJA", f"there.{label}", url, self.channel, message=self._above)
        await self.door.posts(*press)

    async def came(self) -> list[Came]:
        calls, self._read = self.door.slack.calls[self._read :], len(self.door.slack.calls)
        return [came for came in (self._one(method, told) for method, told in calls) if came is not None]

    def _one(self, method: str, told: Json) -> Came | None:
        if method == "views.open":
            return Came(FORM, told["view"]["title"]["text"])
        if method not in ("chat.postMessage", "chat.update", "chat.postEphemeral", "response_url"):
            return None
        there = told.get("channel") == self.channel and method != "chat.postEphemeral"
        where = ALONE if not there else THREAD if told.get("thread_ts") else CHANNEL
        edited = method == "chat.update" or bool(told.get("replace_original"))
        if where == CHANNEL:
            self._blocks = told["blocks"]
            self._above = told["ts"] if edited else self.door.slack.stamps[-1]
        return Came(where, told["text"], edited)


class TeamsChannel:
    """Teams, where what is for one person alone comes in their own chat."""

    channel = "19:north@thread.tacv2"
    name = (
        "https://teams.microsoft.com/l/channel/19%3Anorth%40thread.tacv2/Team%20North"
        f"?groupId=GROUP-1&tenantId={TENANT}"
    )

    def __init__(self, door: TeamsDoor) -> None:
        self.door = door
        self._read = 0
        self._above = ""
        self._card: Json = {}
        door.teams.emails["tom"] = "tom@example.com"

    async def is_added(self) -> None:
        """Somebody adds the coach to the team."""
        self.door.teams.members[self.channel] = [{"id": "29:maja", "tenantId": TENANT, "userRole": "user"}]
        team = {"id": "19:general@thread.tacv2", "aadGroupId": "group-1"}
        there = {
            "conversation": {"conversationType": "channel", "id": "19:general@thread.tacv2", "isGroup": True},
            "channelData": {"tenant": {"id": TENANT}, "team": team},
            "membersAdded": [{"id": f"28:{APP_ID}"}],
        }
        await self.door.posts(self.door.teams.activity("conversationUpdate", "added", "karin", **there))

    @property
    def _thread(self) -> Json:
        id = f"{self.channel};messageid={self._above}"
        return {"conversationType": "channel", "id": id, "isGroup": True, "tenantId": TENANT}

    async def mentions(self, text: str) -> None:
        ours = {"type": "mention", "mentioned": {"id": f"28:{APP_ID}"}, "text": "<at>Askfirst</at>"}
        tom = {"type": "mention", "mentioned": {"id": "29:tom", "name": "Reed, Tom"}, "text": "<at>Reed, Tom</at>"}
        words = text.format(tom=tom["text"])
        told = {"text": f"<at>Askfirst</at> {words}", "entities": [ours, tom], "conversation": self._thread}
        await self.door.posts(self.door.teams.activity("message", f"c-{text}", "maja", **told))

    async def presses_there(self, label: str) -> None:
        rows = [part["actions"] for part in self._card["body"] if part["type"] == "ActionSet"]
        button = next(one for row in rows for one in row if one["title"] == label)
        action = {"type": "Action.Execute", "verb": button["verb"], "data": button["data"]}
        told = {"name": "adaptiveCard/action", "replyToId": self._above, "conversation": self._thread}
        value = {"action": action, "trigger": "manual"}
        await self.door.posts(self.door.teams.activity("invoke", f"p-{label}", "maja", value=value, **told))

    async def came(self) -> list[Came]:
        start, sent = self._read, self.door.teams.sent[self._read :]
        self._read += len(sent)
        forms, self.door.instead = self.door.instead, []
        answered = [Came(ALONE, card["speak"]) for card in forms]
        return answered + [self._one(start + number, *one) for number, one in enumerate(sent, 1)]

    def _one(self, number: int, method: str, activity: str, told: Json) -> Came:
        card, conversation = told["attachments"][0]["content"], told["conversation"]["id"]
        where = {self.channel: CHANNEL, f"{self.channel};messageid={self._above}": THREAD}.get(conversation, ALONE)
        if where == CHANNEL:
            self._card, self._above = card, activity or f"sent-{number}"
        if any(part["type"].startswith("Input.") for part in card["body"]):
            return Came(FORM, told["summary"])
        return Came(where, card["speak"], method == "PUT")


class WebChannel:
    """The page, where a channel stands beside one's own talk."""

    channel = "channel:north"
    name = "#team-north"

    def __init__(self, door: WebDoor) -> None:
        self.door = door
        self._read = 0
        self._shown: Json = {}
        self._form: Json = {}

    async def mentions(self, text: str) -> None:
        words = text.format(tom="@Tom Reed")
        await self.door.acts({"kind": "text", "text": words, "room": self.channel, "message": self._shown["id"]})

    async def presses_there(self, label: str) -> None:
        options = [option for block in self._shown["blocks"] for option in block.get("options", ())]
        button = next(one for one in options if one["label"] == label)
        told = {"kind": "press", "name": button["action"], "id": button["id"], "pick": button["pick"]}
        await self.door.acts({**told, "room": self.channel, "message": self._shown["id"]})

    async def came(self) -> list[Came]:
        asked = f"/api/talk?person={self.door.person}&after={self._read}"
        heard = await (await self.door.client.get(asked)).json()
        self._read = heard["last"]
        said = [one for one in heard["messages"] if one["by"] == "coach"]
        fresh, self._form = self.door.form is not self._form, self.door.form
        form = [Came(FORM, self._form["title"])] if fresh and self._form else []
        return [self._one(one) for one in sorted(said, key=lambda one: int(one["change"]))] + form

    def _one(self, told: Json) -> Came:
        where = ALONE if told["room"] != self.channel else THREAD if told["thread"] else CHANNEL
        if where == CHANNEL:
            self._shown = told
        return Came(where, told["plain"], told["change"] > told["id"])


@asynccontextmanager
async def slack_channel(works: Works, settings: Settings, now: datetime, spool: Path) -> AsyncIterator[SlackChannel]:
    """Maja in Slack."""
    async with slack_door(works, settings, now, spool) as door:
        yield SlackChannel(door)


@asynccontextmanager
async def teams_channel(works: Works, settings: Settings, now: datetime, spool: Path) -> AsyncIterator[TeamsChannel]:
    """Maja in Teams."""
    async with teams_door(works, settings, now, spool) as door:
        made = TeamsChannel(door)
        await made.is_added()
        yield made


@asynccontextmanager
async def web_channel(works: Works, settings: Settings, now: datetime, spool: Path) -> AsyncIterator[WebChannel]:
    """Maja on the page."""
    async with web_door(works, settings, now, spool) as door:
        yield WebChannel(door)


CHANNEL_DOORS: dict[str, tuple[str, Callable[..., Any]]] = {
    "slack": (SlackChannel.name, slack_channel),
    "teams": (TeamsChannel.name, teams_channel),
    "web": (WebChannel.name, web_channel),
}
"""By platform: what app.yaml calls the channel, and Maja there."""
