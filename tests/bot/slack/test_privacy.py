"""Who sees what in Slack: nothing about deals reaches a channel, a company that shares one, or a borrowed address."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.coach import Coach
from bot.ear import Ear
from domain.chat import Place
from tests.support.builders import MAJA, at
from tests.support.doors import SlackDoor, slack_server
from tests.support.fake import FakeCompany
from tests.support.fake_slack import Posted, command, mention, message, press

STRANGER = "I coach the sales team here, and I don't know you yet"
DEALS = "2 öppna affärer"
LIST = {"type": "button", "text": {"type": "plain_text", "text": "Affärer"}, "action_id": "deal.list:0", "value": " "}


def whispers(door: SlackDoor) -> list[tuple[str, str, str]]:
    """Channel, thread and who sees it."""
    told = door.slack.named("chat.postEphemeral")
    return [(one["channel"], one.get("thread_ts", ""), one["user"]) for one in told]


def posts(door: SlackDoor) -> list[tuple[str, str]]:
    """Where each message went, and how it begins."""
    return [(told["channel"], told["text"][: len(DEALS)]) for told in door.slack.named("chat.postMessage")]


async def test_a_mention_in_a_channel_is_answered_where_only_the_person_sees_it(door: SlackDoor) -> None:
    await door.posts(*mention("affärer", "UMAJA", "Ev1"))

    assert whispers(door) == [("C9", "", "UMAJA")]
    assert posts(door) == []


async def test_a_mention_in_a_thread_is_answered_in_the_thread_where_only_the_person_sees_it(door: SlackDoor) -> None:
    await door.posts(*mention("affärer", "UMAJA", "Ev1", thread="1699.1"))

    assert whispers(door) == [("C9", "1699.1", "UMAJA")]
    assert posts(door) == []


async def test_in_a_channel_shared_with_another_company_not_even_a_whisper(door: SlackDoor) -> None:
    await door.posts(*mention("affärer", "UMAJA", "Ev1", thread="1699.1", shared=True))

    assert whispers(door) == []
    assert posts(door) == [("UMAJA", DEALS)]


async def test_a_button_pressed_in_a_channel_is_answered_to_the_person_alone(door: SlackDoor) -> None:
    await door.posts(*press(LIST, "UMAJA", "press.1", door.slack.respond_url(), channel="C9"))

    [told] = door.slack.named("response_url")
    assert (told["response_type"], told["replace_original"], told["text"][: len(DEALS)]) == ("ephemeral", False, DEALS)
    assert (whispers(door), posts(door)) == ([], [])


# ---- accounts of another company, with Maja's address ---------------------------------------------------------------

OUTSIDE: dict[str, Callable[[str], Posted]] = {
    "a mention that names their workspace": lambda _: mention("affärer", "UTHEIRS", "Ev1", team="T2", shared=True),
    "a mention that names ours": lambda _: mention("affärer", "UTHEIRS", "Ev1", shared=True),
    "a direct message": lambda _: message("affärer", "UTHEIRS", "Ev1"),
    "a command": lambda respond: command("affärer", "UTHEIRS", "trigger.1", respond, team="T2"),
    "a press": lambda respond: press(LIST, "UTHEIRS", "trigger.1", respond, channel="C9", team="T2"),
}
"""What an account of another workspace may send, if only from a channel that both share."""


@pytest.mark.parametrize("which", OUTSIDE)
async def test_an_account_of_another_workspace_with_a_known_address_is_a_stranger(
    door: SlackDoor, fjord: FakeCompany, which: str
) -> None:
    door.slack.emails["UTHEIRS"] = "maja@example.com"
    door.slack.homes["UTHEIRS"] = "T2"

    said = await door.posts(*OUTSIDE[which](door.slack.respond_url()))

    assert [text.split(".")[0] for text in said] == [STRANGER]
    assert whispers(door) == []
    assert fjord.state.identities == {}


async def test_nobody_is_looked_for_in_another_workspace(door: SlackDoor) -> None:
    assert await door.adapter.find(MAJA) == Place("slack", "T1", "UMAJA")

    door.slack.homes["UMAJA"] = "T2"

    assert await door.adapter.find(MAJA) is None


# ---- answers that take their time -----------------------------------------------------------------------------------


@pytest.fixture
def slow(fjord: FakeCompany, tmp_path: Path) -> Ear:
    """Nothing is quick enough to be answered at once."""
    return Ear(Coach(fjord.work, fjord.settings), tmp_path, patience=0)


@pytest.fixture
async def late(fjord: FakeCompany, slow: Ear) -> AsyncIterator[SlackDoor]:
    async with slack_server(Coach(fjord.work, fjord.settings), slow, at("2026-11-24 16:40")) as door:
        yield door


async def test_a_late_answer_to_a_mention_is_said_to_the_person_alone(late: SlackDoor, slow: Ear) -> None:
    await late.posts(*mention("affärer", "UMAJA", "Ev1"))
    await slow.finish()

    assert whispers(late) == []
    assert posts(late) == [("UMAJA", DEALS)]


async def test_a_form_that_comes_late_waits_behind_a_button(late: SlackDoor, slow: Ear) -> None:
    await late.says("inställningar")
    await slow.finish()

    [told] = late.slack.named("chat.postMessage")
    assert (told["channel"], told["text"]) == ("D1", "Mina inställningar\n[1] Öppna formuläret")
