"""Who is named in what people write in Slack, and where in a channel it is."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.slack.inbound import Heard, from_action, from_event
from domain.chat import Press, Text
from domain.person import Person
from tests.support import fake_slack
from tests.support.doors import SlackDoor
from tests.support.fake import FakeCompany
from tests.support.fake_slack import Posted, mention, message, press

BUTTON = {"type": "button", "action_id": "standup.show:0", "value": "s1 "}
UNAVAILABLE: tuple[int, dict[str, Any], dict[str, str]] = (503, {}, {})


def event(posted: Posted, **changes: object) -> Heard:
    heard = from_event(json.loads(posted[1]) | changes)
    assert heard is not None
    return heard


def action(posted: Posted) -> Heard:
    heard = from_action(json.loads(fake_slack.payload_of(posted)))
    assert heard is not None
    return heard


@pytest.mark.parametrize(
    ("text", "words", "others"),
    [
        ("<@UCOACH> <@UTOM> calls the CFO", "@UTOM calls the CFO", ("UTOM",)),
        ("tell <@UCOACH|coach> that <@UTOM|tom> calls", "tell  that @UTOM calls", ("UTOM",)),
        ("<@UTOM> and <@UERIK> and <@UTOM>", "@UTOM and @UERIK and @UTOM", ("UTOM", "UERIK")),
        ("a &lt;@UTOM&gt; is no mention", "a <@UTOM> is no mention", ()),
    ],
)
def test_our_own_mention_is_left_out_and_others_are_to_be_named(text: str, words: str, others: tuple[str, ...]) -> None:
    heard = event(message(text, "UMAJA", "Ev1"))

    assert (heard.act, heard.mentioned) == (Text(words), others)


def test_where_slack_does_not_say_who_we_are_we_are_whoever_is_mentioned_first() -> None:
    heard = event(mention("<@UTOM> calls", "UMAJA", "Ev1"), authorizations=[])

    assert (heard.act, heard.mentioned) == (Text("@UTOM calls"), ("UTOM",))


@pytest.mark.parametrize(
    ("posted", "thread", "shared"),
    [
        pytest.param(press(BUTTON, "UMAJA", "t", "", "C9", message="17.1"), "17.1", True, id="the message itself"),
        pytest.param(press(BUTTON, "UMAJA", "t", "", "C9", thread="17.1"), "17.1", True, id="below it"),
        pytest.param(
            press(BUTTON, "UMAJA", "t", "", "C9", thread="17.1", whispered=True), "17.1", False, id="a whisper there"
        ),
        pytest.param(press(BUTTON, "UMAJA", "t", "", "D1", message="17.1"), "", False, id="a direct message"),
    ],
)
def test_a_press_tells_in_which_thread_it_was(posted: Posted, thread: str, shared: bool) -> None:
    heard = action(posted)

    assert (heard.place.thread, heard.shared, heard.act) == (thread, shared, Press("standup.show", "s1"))


async def test_a_colleague_who_is_mentioned_is_called_by_the_name_we_know(door: SlackDoor, fjord: FakeCompany) -> None:
    door.slack.emails["UTOM"] = "tom@example.com"

    first = await door.posts(*message("affär <@UTOM>", "UMAJA", "Ev1"))
    door.slack.emails.clear()
    again = await door.posts(*message("affär <@UTOM>", "UMAJA", "Ev2"))

    assert [text.splitlines()[0] for text in (*first, *again)] == ["Jag hittar ingen affär som heter @Tom Reed."] * 2
    assert fjord.work().persons.behind("slack", "T1", "UTOM") == person(fjord, "tom@example.com")


def person(fjord: FakeCompany, email: str) -> Person | None:
    return fjord.work().persons.by_email(email)


@pytest.mark.parametrize(
    ("names", "refused", "shown"),
    [
        pytest.param({"ULOTTA": "Lotta Ek"}, None, "@Lotta Ek", id="nobody we know"),
        pytest.param({}, None, "@ULOTTA", id="nobody that Slack tells of"),
        pytest.param({"ULOTTA": "Lotta Ek"}, UNAVAILABLE, "@ULOTTA", id="slack is away"),
    ],
)
async def test_a_mention_of_nobody_known_stays_readable(
    door: SlackDoor, names: dict[str, str], refused: tuple[int, dict[str, Any], dict[str, str]] | None, shown: str
) -> None:
    await door.says("hjälp")
    door.slack.names |= names
    if refused is not None:
        door.slack.refuse["users.info"] = refused

    [answer] = await door.posts(*message("affär <@ULOTTA>", "UMAJA", "Ev-1"))

    assert answer.splitlines()[0] == f"Jag hittar ingen affär som heter {shown}."


async def test_what_everybody_reads_is_not_replaced_by_what_one_of_them_is_told(door: SlackDoor) -> None:
    await door.says("träffade Anna Berg på Nordfrakt i dag, demo på fredag kl 10, hon sa ja")

    await door.posts(*press(door.button("Ångra"), "UMAJA", "t.1", door.slack.respond_url(), channel="C9"))

    [told] = door.slack.named("response_url")
    assert (told["response_type"], told["replace_original"]) == ("ephemeral", False)


async def test_a_whisper_is_replaced_by_what_comes_of_it(door: SlackDoor) -> None:
    await door.says("träffade Anna Berg på Nordfrakt i dag, demo på fredag kl 10, hon sa ja")
    undo = press(door.button("Ångra"), "UMAJA", "t.1", door.slack.respond_url(), channel="C9", whispered=True)

    await door.posts(*undo)

    assert [told["replace_original"] for told in door.slack.named("response_url")] == [True]
