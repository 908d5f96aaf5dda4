"""Slack's door: signed requests only, retries once, and names that stay names."""

from __future__ import annotations

import json
import time

import pytest

from domain.deal import Contact
from tests.bot.slack.limits import Json, broken
from tests.support import fake_slack
from tests.support.builders import deal
from tests.support.doors import SlackDoor
from tests.support.fake import FakeCompany

NOTE = "träffade Anna Berg på Nordfrakt i dag, demo på fredag kl 10, hon sa ja"


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


async def test_a_press_and_a_command_that_are_told_again_count_once(door: SlackDoor, fjord: FakeCompany) -> None:
    respond = door.slack.respond_url()
    told = fake_slack.command(NOTE, "UMAJA", "trigger.1", respond)
    [first] = await door.posts(*told)
    saved = fjord.state.copied()
    assert (await door.posts(*told), fjord.state) == ([], saved)

    undo = fake_slack.press(door.button("Ångra"), "UMAJA", "trigger.2", respond)
    [taken_back] = await door.posts(*undo)
    undone = fjord.state.copied()
    assert (await door.posts(*undo), fjord.state) == ([], undone)

    assert (first.splitlines()[0], taken_back.splitlines()[0]) == (
        "Nordfrakt, fordonsparken. Sparat.",
        "Ångrat. Nordfrakt, fordonsparken är som den var.",
    )


async def test_a_form_that_is_sent_twice_counts_once(door: SlackDoor, fjord: FakeCompany) -> None:
    await door.posts(*fake_slack.command("ny", "UMAJA", "trigger.1", door.slack.respond_url()))
    answers = {"account": "Fjällbacka Bygg", "name": "ställningar"}
    first = await door.fills(**answers)
    before = fjord.state.copied()

    again = await door.fills(**answers)

    assert (len(first), again) == (1, [])
    assert fjord.state == before


async def test_a_form_that_is_refused_and_sent_again_with_other_words_is_saved(door: SlackDoor) -> None:
    await door.posts(*fake_slack.command("ny", "UMAJA", "trigger.1", door.slack.respond_url()))

    refused = await door.fills(account="Fjällbacka Bygg", name="ställningar", amount="mycket")
    saved = await door.fills(account="Fjällbacka Bygg", name="ställningar", amount="400 tkr")

    assert (refused, len(saved)) == ([], 1)


async def test_somebody_unknown_is_told_kindly_and_shown_nothing(door: SlackDoor, fjord: FakeCompany) -> None:
    said = await door.posts(*fake_slack.message("deals", "USTRANGER", "Ev2"))

    assert [text.split(".")[0] for text in said] == ["I coach the sales team here, and I don't know you yet"]


async def test_somebody_of_the_workspace_is_asked_about(door: SlackDoor, fjord: FakeCompany) -> None:
    door.slack.emails["ULOTTA"] = "lotta@example.com"

    said = await door.posts(*fake_slack.message("deals", "ULOTTA", "Ev2"))

    assert "Karin" in said[0]
    assert [(item.person, item.key) for item in fjord.state.outbox.values()] == [
        ("karin", "joining:slack:T1:ULOTTA:karin")
    ]


async def test_our_own_messages_and_other_bots_are_not_answered(door: SlackDoor) -> None:
    assert await door.posts(*fake_slack.message("hjälp", "UMAJA", "Ev3", bot_id="B1")) == []
    assert await door.posts(*fake_slack.message("hjälp", "UMAJA", "Ev4", subtype="message_changed")) == []


@pytest.mark.parametrize(
    "event",
    [
        {"type": "app_home_opened", "user": "UMAJA", "channel": "D1", "tab": "home"},
        {"type": "app_uninstalled"},
        {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["UCOACH"]}},
        {
            "type": "message",
            "channel": "C9",
            "channel_type": "channel",
            "user": "UMAJA",
            "text": "affärer",
            "ts": "1.1",
        },
        {"type": "member_joined_channel", "channel": "C9", "channel_type": "C", "user": "UCOACH"},
    ],
)
async def test_what_is_not_said_to_the_coach_is_acknowledged_and_left(
    door: SlackDoor, fjord: FakeCompany, event: Json
) -> None:
    before = fjord.state.copied()

    assert await door.posts(*fake_slack.event_callback(event, "Ev1")) == []

    assert door.slack.calls == []
    assert fjord.state == before


async def test_slack_is_told_that_the_address_is_ours(door: SlackDoor) -> None:
    body = json.dumps({"type": "url_verification", "token": "none", "challenge": "3eZbrw1a"})
    headers = {"Content-Type": "application/json", **fake_slack.signed(body, int(time.time()))}

    response = await door.client.post("/slack/events", data=body, headers=headers)

    assert await response.json() == {"challenge": "3eZbrw1a"}


async def test_an_answer_of_any_length_keeps_to_what_slack_takes(door: SlackDoor, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        for number in range(300):
            work.deals.add(deal(f"d{number}", f"Kund {number} {'å' * 60}", "ö" * 60))
        work.commit()

    await door.says("affärer")
    await door.says(f"träffade Anna på Nordfrakt, {'hon berättade om lagret. ' * 1600}")
    kind, body = fake_slack.command("affärer", "UMAJA", "trigger.1", door.slack.respond_url())
    headers = {"Content-Type": kind, **fake_slack.signed(body, int(time.time()))}
    acknowledged = await (await door.client.post("/slack/events", data=body, headers=headers)).json()

    told = [*door.slack.named("chat.postMessage"), acknowledged]
    assert len(told) == 3
    assert [broken(one) for one in told] == [[], [], []]


async def test_a_command_is_answered_in_the_acknowledgement_to_the_person_alone(door: SlackDoor) -> None:
    kind, body = fake_slack.command("hjälp", "UMAJA", "t.1", door.slack.respond_url())
    headers = {"Content-Type": kind, **fake_slack.signed(body, int(time.time()))}

    response = await door.client.post("/slack/events", data=body, headers=headers)

    assert (await response.json())["response_type"] == "ephemeral"
    assert door.slack.named("chat.postMessage") == []


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
