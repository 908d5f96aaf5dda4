"""Who is let in at Teams' door: a valid token for us, and nothing else."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import aiohttp
import pytest

from bot.teams.tokens import Keys
from tests.support.builders import at, company
from tests.support.doors import TeamsDoor, teams_door
from tests.support.fake import FakeCompany
from tests.support.fake_teams import FakeTeams, new_key

NOW = at("2026-11-24 16:40")
LATE = 900


@pytest.fixture
def fjord() -> FakeCompany:
    return company()


@pytest.fixture
async def door(fjord: FakeCompany, tmp_path: Path) -> AsyncIterator[TeamsDoor]:
    async with teams_door(fjord.work, fjord.settings, NOW, tmp_path) as door:
        yield door


BAD: dict[str, Callable[[FakeTeams], str]] = {
    "no header at all": lambda teams: "",
    "another scheme": lambda teams: "Basic " + teams.token().removeprefix("Bearer "),
    "no token behind the scheme": lambda teams: "Bearer ",
    "junk": lambda teams: "Bearer a.b.c",
    "not even three parts": lambda teams: "Bearer rubbish",
    "for another bot": lambda teams: teams.token(aud="another-bot"),
    "from another issuer": lambda teams: teams.token(iss="https://evil.example.com"),
    "ended": lambda teams: teams.token(exp=int(time.time()) - LATE),
    "not begun": lambda teams: teams.token(nbf=int(time.time()) + LATE),
    "signed by another key": lambda teams: teams.token(key=new_key()),
    "for another service address": lambda teams: teams.token(serviceurl="https://evil.example.com/"),
    "without a service address": lambda teams: teams.token(serviceurl=""),
    "with a key nobody knows": lambda teams: teams.token(key=new_key(), kid="k9"),
}


@pytest.mark.parametrize("why", BAD)
async def test_a_bad_token_gets_401_and_changes_nothing(door: TeamsDoor, fjord: FakeCompany, why: str) -> None:
    before = fjord.state.copied()

    activity = door.teams.activity("message", "m1", "maja", text="träffade Anna på Nordfrakt, demo fredag, hon sa ja")
    response = await door.client.post("/api/messages", json=activity, headers={"Authorization": BAD[why](door.teams)})

    assert (response.status, await response.text()) == (401, "")
    assert door.teams.sent == []
    assert fjord.state == before


@pytest.mark.parametrize("body", ["", "no json", "[]", "7", "{}", '{"type": 3}'])
async def test_what_is_no_activity_gets_400(door: TeamsDoor, body: str) -> None:
    headers = {"Authorization": door.teams.token(), "Content-Type": "application/json"}

    response = await door.client.post("/api/messages", data=body, headers=headers)

    assert response.status == 400


async def test_a_key_that_does_not_speak_for_teams_is_refused(door: TeamsDoor) -> None:
    door.teams.endorsements = ("skype",)

    response = await door.client.post(
        "/api/messages",
        json=door.teams.activity("message", "m1", "maja", text="hjälp"),
        headers={"Authorization": door.teams.token()},
    )

    assert response.status == 401


async def test_a_valid_token_is_answered_and_the_answer_shows_our_own(door: TeamsDoor) -> None:
    said = await door.says("hjälp")

    assert len(said) == 1
    assert door.teams.badges == ["Bearer our-badge"]


async def test_a_new_key_is_found_when_the_bot_framework_changes_its_keys(door: TeamsDoor) -> None:
    minutes = iter([0.0, 0.0, 0.0, 3600.0, 3600.0, 3600.0, 3600.0])
    async with aiohttp.ClientSession() as session:
        keys = Keys(session, door.teams.url("/openid"), lambda: next(minutes))
        await keys.get("k1")
        door.teams.keys["k2"] = new_key()

        assert (await keys.get("k2"))["kid"] == "k2"


async def test_junk_keys_are_not_fetched_again_and_again(door: TeamsDoor) -> None:
    await door.says("hjälp")
    asked = door.teams.asked_for_keys

    for kid in ("x1", "x2", "x3"):
        await door.client.post(
            "/api/messages",
            json=door.teams.activity("message", kid, "maja", text="hjälp"),
            headers={"Authorization": door.teams.token(key=door.teams.keys["k1"], kid=kid)},
        )

    assert door.teams.asked_for_keys == asked
