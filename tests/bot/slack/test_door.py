"""Slack's door: signed requests only, retries once, and names that stay names."""

from __future__ import annotations

import json
import time

import pytest

from domain.deal import Contact
from tests.support import fake_slack
from tests.support.doors import SlackDoor
from tests.support.fake import FakeCompany


def signatures(body: str) -> dict[str, dict[str, str]]:
    now = int(time.time())
    return {
        "none": {},
        "made with another secret": fake_slack.signed(body, now, "another-secret"),
        "of another body": fake_slack.signed(body + " ", now),
        "an hour old": fake_slack.signed(body, now - 3600),
    }


@pytest.mark.parametrize("which", signatures(""))
async def test_a_request_without_a_good_signature_gets_401_and_changes_nothing(
    door: SlackDoor, fjord: FakeCompany, which: str
) -> None:
    kind, body = fake_slack.message("träffade Anna på Nordfrakt, demo fredag, hon sa ja", "UMAJA", "Ev1")
    before = fjord.state.copied()

    headers = {"Content-Type": kind, **signatures(body)[which]}
    response = await door.client.post("/slack/events", data=body, headers=headers)

    assert response.status == 401
    assert door.slack.calls == []
    assert fjord.state == before


async def test_slack_tells_the_same_event_again_and_it_counts_once(door: SlackDoor, fjord: FakeCompany) -> None:
    event = fake_slack.message("ny Fjällbacka Bygg", "UMAJA", "Ev7")
    first = await door.posts(*event)
    before = fjord.state.copied()

    again = await door.posts(*event)

    assert (len(first), again) == (1, [])
    assert fjord.state == before


async def test_somebody_unknown_is_told_kindly_and_shown_nothing(door: SlackDoor, fjord: FakeCompany) -> None:
    said = await door.posts(*fake_slack.message("deals", "USTRANGER", "Ev2"))

    assert [text.split(".")[0] for text in said] == ["I coach the sales team here, and I don't know you yet"]


async def test_our_own_messages_and_other_bots_are_not_answered(door: SlackDoor) -> None:
    assert await door.posts(*fake_slack.message("hjälp", "UMAJA", "Ev3", bot_id="B1")) == []
    assert await door.posts(*fake_slack.message("hjälp", "UMAJA", "Ev4", subtype="message_changed")) == []


async def test_a_command_is_answered_in_the_acknowledgement_to_the_person_alone(door: SlackDoor) -> None:
    kind, body = fake_slack.command("hjälp", "UMAJA", "t.1", door.slack.respond_url())
    headers = {"Content-Type": kind, **fake_slack.signed(body, int(time.time()))}

    response = await door.client.post("/slack/events", data=body, headers=headers)

    assert (await response.json())["response_type"] == "ephemeral"
    assert door.slack.named("chat.postMessage") == []


async def test_a_mention_in_a_channel_is_answered_where_only_the_person_sees_it(door: SlackDoor) -> None:
    event = {"type": "app_mention", "channel_type": "channel", "channel": "C9"}
    await door.posts(*fake_slack.message("<@UCOACH> affärer", "UMAJA", "Ev5", **event))

    assert door.slack.named("chat.postMessage") == []
    assert [(told["channel"], told["user"]) for told in door.slack.named("chat.postEphemeral")] == [("C9", "UMAJA")]


async def test_markup_and_mentions_in_a_name_stay_a_name(door: SlackDoor, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.contacts.add(Contact("c9", "Nordfrakt", "*Bob* <!channel> <@U1>", "champion", "act0"))
        work.commit()

    await door.says("affär Nordfrakt")

    blocks = json.dumps(door.slack.named("chat.postMessage")[-1]["blocks"])
    assert "Bob" in blocks
    marked = [
        block["text"]["text"]
        for block in door.slack.named("chat.postMessage")[-1]["blocks"]
        if block.get("text", {}).get("type") == "mrkdwn"
    ]
    assert not any("<!channel>" in text or "<@U1>" in text or "*Bob*" in text for text in marked)
