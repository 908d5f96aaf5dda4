"""A team's channel in Teams: by the link that Teams copies, where the coach was added, while only we read along."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.channels import not_in, shared
from bot.coach import Unreached
from bot.teams.channels import Link, link_from
from bot.words import Speech
from domain.chat import Para, Place, Say
from domain.words import msg
from scheduler.sending import Sent
from tests.bot.teams.talk import post, said
from tests.support.builders import ZONE, at, company, settings
from tests.support.doors import TeamsDoor, teams_door
from tests.support.fake_teams import APP_ID, TENANT

NOW = at("2026-11-24 16:40")
CHANNEL = "19:north@thread.tacv2"
LINK = (
    "https://teams.microsoft.com/l/channel/19%3Anorth%40thread.tacv2/Team%20North"
    f"?groupId=GROUP-1&tenantId={TENANT}&ngc=true"
)
NORTH = replace(settings().teams[0], channel=LINK)
OURS = [{"id": "29:maja", "tenantId": TENANT, "userRole": "user"}, {"id": "29:tom", "tenantId": TENANT}]
THERE = Place("teams", TENANT, CHANNEL, direct=False)
DIGEST = Say((Para(msg("Undo")),))


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[TeamsDoor]:
    fjord = company()
    async with teams_door(fjord.work, fjord.settings, NOW, tmp_path) as door:
        yield door


async def added(door: TeamsDoor, kind: str = "conversationUpdate", **changes: Any) -> None:
    """Somebody adds the coach to the team, or does something else with it there."""
    there = {
        "conversation": {"conversationType": "channel", "id": "19:general@thread.tacv2", "isGroup": True},
        "channelData": {"tenant": {"id": TENANT}, "team": {"id": "19:general@thread.tacv2", "aadGroupId": "group-1"}},
        "membersAdded": [{"id": f"28:{APP_ID}"}],
    }
    await post(door, door.teams.activity(kind, f"u-{len(changes)}", "karin", **(there | changes)))


@pytest.mark.parametrize(
    ("written", "link"),
    [
        pytest.param(LINK, Link(CHANNEL, "group-1", TENANT), id="a link"),
        pytest.param("#team-north", None, id="a channel of Slack"),
        pytest.param("", None, id="none"),
        pytest.param(LINK.replace("teams.microsoft.com", "teams.example.com"), None, id="elsewhere"),
        pytest.param(LINK.split("?")[0], None, id="without its team"),
        pytest.param(LINK.replace("channel", "meetup-join"), None, id="no channel"),
        pytest.param("https://[", None, id="no address"),
    ],
)
def test_what_a_link_tells(written: str, link: Link | None) -> None:
    assert link_from(written) == link


async def test_a_digest_is_posted_in_the_channel_of_a_team_that_the_coach_was_added_to(door: TeamsDoor) -> None:
    door.teams.members[CHANNEL] = OURS
    await added(door)

    assert await door.adapter.channel(NORTH) == THERE
    assert isinstance(await door.adapter.say(THERE, DIGEST, Speech("sv", ZONE, NOW)), Sent)
    assert said(door) == [(CHANNEL, "Ångra")]


async def test_where_it_was_not_added_nothing_is_posted(door: TeamsDoor) -> None:
    door.teams.members[CHANNEL] = OURS

    assert await door.adapter.channel(NORTH) == not_in(NORTH)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("installationUpdate", {"action": "remove", "membersAdded": []}),
        ("conversationUpdate", {"membersAdded": [], "membersRemoved": [{"id": f"28:{APP_ID}"}]}),
    ],
)
async def test_nor_where_it_was_taken_out_again(door: TeamsDoor, kind: str, changes: dict[str, Any]) -> None:
    door.teams.members[CHANNEL] = OURS
    await added(door)
    await added(door, kind, **changes)

    assert await door.adapter.channel(NORTH) == not_in(NORTH)


async def test_somebody_else_who_leaves_changes_nothing(door: TeamsDoor) -> None:
    door.teams.members[CHANNEL] = OURS
    await added(door)
    await added(door, membersAdded=[], membersRemoved=[{"id": "29:tom"}])

    assert await door.adapter.channel(NORTH) == THERE


@pytest.mark.parametrize(
    "stranger",
    [
        {"id": "29:x", "tenantId": "tenant-other"},
        {"id": "29:x", "tenantId": TENANT, "userRole": "guest"},
        {"id": "29:x", "userRole": "anonymous"},
    ],
)
async def test_where_somebody_of_another_company_reads_along_nothing_is_posted(
    door: TeamsDoor, stranger: dict[str, str]
) -> None:
    door.teams.members[CHANNEL] = [*OURS, stranger]
    await added(door)

    assert await door.adapter.channel(NORTH) == shared(NORTH)


async def test_who_reads_along_is_asked_again_when_it_cannot_be_asked_now(door: TeamsDoor) -> None:
    door.teams.unsure.append(503)
    await added(door)

    with pytest.raises(Unreached):
        await door.adapter.channel(NORTH)


async def test_where_nobody_may_be_asked_about_nothing_is_posted(door: TeamsDoor) -> None:
    await added(door)

    assert await door.adapter.channel(NORTH) == not_in(NORTH)
