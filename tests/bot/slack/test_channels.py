"""A team's channel in Slack: found by name or id, and posted in only while nobody of another company reads along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.adapters import Postman
from bot.channels import Closed, not_in, shared
from bot.coach import Unreached
from domain.chat import Para, Place, Say
from domain.nudges import OutboxItem
from domain.words import msg
from scheduler.sending import Sent, TryAgain
from tests.support.builders import at, settings
from tests.support.doors import SlackDoor
from tests.support.fake import FakeCompany

NORTH = settings().teams[0]
OURS = {"id": "C0123ABCD", "name": "team-north", "is_member": True, "context_team_id": "T1"}
THERE = Place("slack", "T1", "C0123ABCD", direct=False)
DIGEST = Say((Para(msg("Undo")),))


def item() -> OutboxItem:
    now = at("2026-11-24 16:40")
    return OutboxItem("o1", "digest:north:1:2026-11-24", "karin", "", (), now, now, channel="north")


@pytest.mark.parametrize(
    ("channels", "written", "found"),
    [
        pytest.param([OURS], "#team-north", THERE, id="by its name"),
        pytest.param([OURS], "team-north", THERE, id="without the sign"),
        pytest.param(
            [{**OURS, "id": "C0000AAAA", "name": "other"}, OURS], "#team-north", THERE, id="on the second page"
        ),
        pytest.param([OURS], "C0123ABCD", THERE, id="by its id"),
        pytest.param([{**OURS, "is_shared": True, "is_org_shared": True}], "C0123ABCD", THERE, id="of our own company"),
        pytest.param(
            [{**OURS, "is_member": False}], "C0123ABCD", not_in(replace(NORTH, channel="C0123ABCD")), id="not in it"
        ),
        pytest.param([{**OURS, "is_member": False}], "#team-north", not_in(NORTH), id="not invited"),
        pytest.param([], "#team-north", not_in(NORTH), id="no such channel"),
        pytest.param([{**OURS, "is_archived": True}], "#team-north", not_in(NORTH), id="archived"),
        pytest.param([{**OURS, "is_shared": True}], "#team-north", shared(NORTH), id="shared"),
        pytest.param([{**OURS, "is_ext_shared": True}], "#team-north", shared(NORTH), id="with another company"),
        pytest.param([{**OURS, "is_pending_ext_shared": True}], "#team-north", shared(NORTH), id="invited one"),
        pytest.param([OURS], "https://teams.microsoft.com/l/channel/19", None, id="a channel in Teams"),
        pytest.param([OURS], "", None, id="none at all"),
    ],
)
async def test_where_it_may_be_posted(
    door: SlackDoor, channels: list[Mapping[str, Any]], written: str, found: Place | Closed | None
) -> None:
    door.slack.channels = [dict(one) for one in channels]

    assert await door.adapter.channel(replace(NORTH, channel=written)) == found


async def test_what_cannot_be_asked_now_is_asked_again_later(door: SlackDoor, fjord: FakeCompany) -> None:
    door.slack.refuse["users.conversations"] = (503, {}, {})

    with pytest.raises(Unreached):
        await door.adapter.channel(NORTH)

    assert await Postman(fjord.work, {"slack": door.adapter}).send(item(), DIGEST) == TryAgain()


async def test_a_digest_is_posted_in_the_channel(door: SlackDoor, fjord: FakeCompany) -> None:
    door.slack.channels = [OURS]

    outcome = await Postman(fjord.work, {"slack": door.adapter}).send(item(), DIGEST)

    assert isinstance(outcome, Sent)
    assert [(told["channel"], told["text"]) for told in door.slack.named("chat.postMessage")] == [
        ("C0123ABCD", "Ångra")
    ]


async def test_where_another_company_reads_along_the_manager_gets_it_alone(door: SlackDoor, fjord: FakeCompany) -> None:
    door.slack.channels = [{**OURS, "is_ext_shared": True}]
    door.slack.emails["UKARIN"] = "karin@example.com"

    await Postman(fjord.work, {"slack": door.adapter}).send(item(), DIGEST)

    assert [(told["channel"], told["text"]) for told in door.slack.named("chat.postMessage")] == [
        ("UKARIN", "#team-north läses av ett annat företag också, så du får det här ensam.\nÅngra")
    ]
