"""Who reads which channel on the page, and what is seen where."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import coach
from bot.channels import not_in
from bot.coach import Coach
from bot.ear import Ear
from bot.house import MovableClock
from bot.web.app import WebChat
from bot.words import Speech
from domain.chat import Ask, Choice, Choices, Incoming, Para, Place, Reply, Say
from domain.ports import Work
from domain.words import msg
from tests.support.builders import ZONE, at, company
from tests.support.fake import FakeCompany

Json = dict[str, Any]

NOW = at("2026-11-24 16:40")
SWEDISH = Speech("sv", ZONE, NOW)
NORTH = Place("web", "", "channel:north", direct=False)
HELLO = Say((Para(msg("Undo")), Choices((Choice(msg("Help"), "help.all"),))))


@pytest.fixture
def fjord() -> FakeCompany:
    return company()


class Pages:
    """The pages of everybody."""

    def __init__(self, client: TestClient[Any, Any], chat: WebChat, fjord: FakeCompany) -> None:
        self.chat = chat
        self._client = client
        self._fjord = fjord
        self._acts = 0

    async def reads(self, name: str) -> list[tuple[str, str, str]]:
        """Room, who said it, and the text, of all that this person's page shows; a thread after its message."""
        heard = await (await self._client.get(f"/api/talk?person={self.id(name)}")).json()
        return [
            (one["room"] + (f">{one['thread']}" if one["thread"] else ""), one["by"], one.get("plain", one.get("text")))
            for one in heard["messages"]
        ]

    async def acts(self, who: str, **told: object) -> Json:
        self._acts += 1
        act = {"person": self.id(who), "delivery": f"d{self._acts}", **told}
        response = await self._client.post("/api/act", json=act)
        answer: Json = await response.json()
        return answer

    def id(self, name: str) -> str:
        found = next((one for one in self._fjord.state.persons.values() if one.first_name == name), None)
        assert found is not None
        return found.id


@pytest.fixture
async def pages(fjord: FakeCompany, tmp_path: Path) -> AsyncIterator[Pages]:
    there = Coach(fjord.work, fjord.settings)
    chat = WebChat(fjord.work, fjord.settings, there, Ear(there, tmp_path, 30), MovableClock(NOW))
    app = web.Application()

    async def no_round() -> None:
        return None

    chat.mount(app, no_round)
    async with TestClient(TestServer(app)) as client:
        yield Pages(client, chat, fjord)


def answers(monkeypatch: pytest.MonkeyPatch, *replies: Reply) -> list[Incoming]:
    """Whatever is said or pressed is answered so; what was heard."""
    heard: list[Incoming] = []

    def answer(incoming: Incoming, work: Work) -> list[Reply]:
        heard.append(incoming)
        return list(replies)

    monkeypatch.setattr(coach, "route", answer)
    return heard


async def test_a_channel_is_read_by_its_team_and_whoever_leads_it_and_nobody_else(pages: Pages) -> None:
    sent = await pages.chat.say(NORTH, HELLO, SWEDISH)
    below = await pages.chat.say(replace(NORTH, thread=sent.thread), HELLO, SWEDISH)
    await pages.chat.amend(NORTH, sent.reference, Say((Para(msg("Help")),)), SWEDISH)

    read = [("channel:north", "coach", "Hjälp"), (f"channel:north>{sent.thread}", "coach", "Ångra\n[1] Hjälp")]
    assert [await pages.reads(name) for name in ("Maja", "Karin", "Erik")] == [read, read, []]
    assert below.thread == sent.thread


async def test_a_team_without_a_channel_has_none_here_either(pages: Pages, fjord: FakeCompany) -> None:
    north = replace(fjord.settings.teams[0], channel="")

    assert await pages.chat.channel(north) == not_in(north)
    assert await pages.chat.channel(fjord.settings.teams[0]) == NORTH


async def test_a_line_in_a_thread_is_heard_there_and_seen_by_the_team(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = await pages.chat.say(NORTH, HELLO, SWEDISH)
    heard = answers(monkeypatch)

    answer = await pages.acts("Maja", kind="text", text="hej", room="channel:north", message=int(sent.thread))

    assert (heard[0].place, answer["aside"]) == (replace(NORTH, thread=sent.thread), False)
    assert (await pages.reads("Karin"))[1:] == [(f"channel:north>{sent.thread}", "maja", "hej")]


async def test_what_a_press_in_a_channel_is_answered_with_is_read_alone(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = await pages.chat.say(NORTH, HELLO, SWEDISH)
    alone = Say((Para(msg("Help")),), instead=True)
    heard = answers(monkeypatch, alone, Ask("x.save", msg("Help"), ()))

    press = {"kind": "press", "name": "help.all", "room": "channel:north", "message": int(sent.thread)}
    answer = await pages.acts("Maja", **press)

    assert heard[0].place == replace(NORTH, thread=sent.thread)
    assert ([form["form"] for form in answer["forms"]], answer["aside"]) == (["x.save"], True)
    there = ("channel:north", "coach", "Ångra\n[1] Hjälp")
    assert (await pages.reads("Maja"), await pages.reads("Karin")) == ([("maja", "coach", "Hjälp"), there], [there])


async def test_nobody_speaks_in_a_channel_that_they_do_not_read(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = answers(monkeypatch)

    await pages.acts("Erik", kind="text", text="hej", room="channel:north")

    assert (heard[0].place, await pages.reads("Maja")) == (Place("web", "", pages.id("Erik")), [])
