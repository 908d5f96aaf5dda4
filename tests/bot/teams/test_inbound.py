"""What is heard of an activity, and what is left alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from botbuilder.schema import Activity
from hypothesis import given
from hypothesis import strategies as st
from msrest.exceptions import DeserializationError  # type: ignore[attr-defined]

from bot.coach import Who
from bot.teams.inbound import Heard, heard_from
from domain.chat import Place, Press, Submit, Text
from tests.bot.teams.talk import post
from tests.support.builders import at, company
from tests.support.doors import TeamsDoor, teams_door
from tests.support.fake import FakeCompany

Json = dict[str, Any]

NOW = at("2026-11-24 16:40")
US = {"id": "28:us", "name": "Askfirst"}
WRITTEN: Json = {
    "type": "message",
    "id": "m1",
    "channelId": "msteams",
    "from": {"id": "29:maja", "name": "Maja Lind", "aadObjectId": "aad-maja"},
    "recipient": US,
    "conversation": {"conversationType": "personal", "id": "a:1", "tenantId": "tenant-fjord"},
}


def heard(**more: object) -> Heard | None:
    """What is heard of the activity with these differences."""
    return heard_from(Activity().deserialize(WRITTEN | more), NOW)


def words(**more: object) -> str:
    """The words that are heard."""
    found = heard(**more)
    assert found is not None
    assert isinstance(found.act, Text)
    return found.act.text


def test_a_message_is_heard_with_who_and_where() -> None:
    assert heard(text="affärer") == Heard(
        "a:1:m1",
        Who("teams", "tenant-fjord", "aad-maja"),
        "29:maja",
        Place("teams", "tenant-fjord", "a:1", "", direct=True),
        Text("affärer"),
        name="Maja Lind",
    )


@pytest.mark.parametrize(
    ("conversation", "direct"),
    [
        ({"id": "a:1", "conversationType": "personal"}, True),
        ({"id": "a:1"}, True),
        ({"id": "a:1", "isGroup": True}, False),
        ({"id": "a:1", "conversationType": "groupChat"}, False),
        ({"id": "a:1", "conversationType": "channel"}, False),
        ({"id": "a:1", "conversationType": "something new"}, False),
    ],
)
def test_a_place_is_direct_only_where_nobody_else_reads(conversation: Json, direct: bool) -> None:
    found = heard(text="hi", conversation=conversation)

    assert found is not None
    assert found.place.direct is direct


def test_the_tenant_is_found_where_older_clients_put_it() -> None:
    found = heard(text="hi", conversation={"id": "a:1"}, channelData={"tenant": {"id": "t2"}})

    assert found is not None
    assert (found.who.workspace, found.place.workspace) == ("t2", "t2")


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("  affärer\n", "affärer"),
        ("<at>Askfirst</at> affärer", "affärer"),
        ("<at>Askfirst</at>&nbsp;träffade&nbsp;Anna", "träffade Anna"),
        ("träffade <at>Anna Berg</at> med <at id='1'>Tom</at>", "träffade @Anna Berg med @Tom"),
        ("budget &lt; 400k &amp; inget mer", "budget < 400k & inget mer"),
        ("<at>Askfirst</at>", ""),
    ],
)
def test_our_own_name_is_left_out_and_other_names_stay(text: str, understood: str) -> None:
    assert words(text=text) == understood


def test_we_are_known_by_our_id_under_another_name() -> None:
    ours = {"type": "mention", "mentioned": {"id": "28:us"}, "text": "<at>Coachen</at>"}
    other = {"type": "mention", "mentioned": {"id": "29:tom"}, "text": "<at>Tom</at>"}

    text = words(text="<at>Coachen</at> bjud in <at>Tom</at>", entities=[ours, other, {"type": "clientInfo"}])

    assert text == "bjud in @Tom"


def test_a_picture_without_words_is_an_empty_message() -> None:
    assert words(attachments=[{"contentType": "image/png"}]) == ""


def test_a_press_is_what_its_card_says() -> None:
    data = {"act": "press", "action": "deal.show", "id": "nordfrakt", "pick": "2"}
    found = heard(type="invoke", name="adaptiveCard/action", replyToId="c1", value={"action": {"data": data}})

    assert found is not None
    assert (found.act, found.invoked, found.pressed) == (Press("deal.show", "nordfrakt", "2"), True, "c1")


def test_a_form_is_heard_with_its_inputs_alone() -> None:
    told = {"act": "submit", "form": "step.save", "id": "nordfrakt", "stored": "s1", "ours": "ring", "clock": None}
    found = heard(value=told, replyToId="c1")

    assert found is not None
    assert found.act == Submit("step.save", "nordfrakt", (("ours", "ring"), ("clock", "")))
    assert (found.stored, found.pressed, found.invoked) == ("s1", "c1", False)


# ---- what is left alone ---------------------------------------------------------------------------------------------

CARD_OF_ANOTHER: Json = {"action": {"type": "Action.Execute", "verb": "vote", "data": {"vote": "yes"}}}
LEFT_ALONE: dict[str, Json] = {
    "typing": {"type": "typing"},
    "a reaction": {"type": "messageReaction", "reactionsAdded": [{"type": "like"}], "replyToId": "c1"},
    "an edit": {"type": "messageUpdate", "text": "hjälp"},
    "a deletion": {"type": "messageDelete"},
    "a meeting begins": {"type": "event", "name": "application/vnd.microsoft.meetingStart", "value": {"Id": "1"}},
    "a read receipt": {"type": "event", "name": "application/vnd.microsoft.readReceipt", "value": {}},
    "an end": {"type": "endOfConversation"},
    "a message without words": {"type": "message"},
    "a message from nobody": {"type": "message", "text": "hjälp", "from": None},
    "a message from nowhere": {"type": "message", "text": "hjälp", "conversation": None},
    "a message without an id": {"type": "message", "text": "hjälp", "id": None},
    "a member without an account": {"type": "conversationUpdate", "membersAdded": [{}], "recipient": None},
    "the button of another bot": {"type": "message", "value": {"vote": "yes"}},
    "the button of another bot, today": {"type": "invoke", "name": "adaptiveCard/action", "value": CARD_OF_ANOTHER},
    "a press without data": {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": "junk"}},
    "a press without anything": {"type": "invoke", "name": "adaptiveCard/action"},
    "a dialog": {"type": "invoke", "name": "task/fetch", "value": {"data": {"act": "press"}}},
    "a dialog that is sent": {"type": "invoke", "name": "task/submit", "value": {"action": {"data": {"act": "press"}}}},
    "a search": {"type": "invoke", "name": "composeExtension/query", "value": {"parameters": []}},
    "a tab": {"type": "invoke", "name": "tab/fetch", "value": {"tabContext": {"tabEntityId": "x"}}},
    "a sign-in": {"type": "invoke", "name": "signin/verifyState", "value": {"state": "1"}},
    "an invoke without a name": {"type": "invoke"},
    "tomorrow's kind": {"type": "somethingNew", "text": "hjälp"},
}


@pytest.fixture
def fjord() -> FakeCompany:
    return company()


@pytest.fixture
async def door(fjord: FakeCompany, tmp_path: Path) -> AsyncIterator[TeamsDoor]:
    async with teams_door(fjord.work, fjord.settings, NOW, tmp_path) as door:
        yield door


@pytest.mark.parametrize("what", LEFT_ALONE)
async def test_what_is_not_for_us_is_taken_calmly(door: TeamsDoor, fjord: FakeCompany, what: str) -> None:
    before = fjord.state.copied()
    told = LEFT_ALONE[what]

    status, answered = await post(door, door.teams.activity("message", "x1", "maja") | told)

    ours = told.get("name") == "adaptiveCard/action"
    assert status == (200 if told["type"] == "invoke" else 201)
    assert (answered or {}).get("statusCode") == (400 if ours else None)
    assert door.teams.sent == []
    assert fjord.state == before


@pytest.mark.parametrize(
    "junk",
    [
        {"from": "maja"},
        {"conversation": 5},
        {"membersAdded": "all"},
        {"entities": [7]},
        {"timestamp": "yesterday"},
        {"serviceUrl": None},
        {"serviceUrl": 7},
        {"type": None},
    ],
)
async def test_what_only_looks_like_an_activity_gets_400(door: TeamsDoor, junk: Json) -> None:
    answered = await post(door, door.teams.activity("message", "x1", "maja", text="hjälp") | junk)

    assert (answered, door.teams.sent) == ((400, None), [])


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KEYS = ("id", "text", "value", "name", "channelData", "replyToId", "action", "entities", "membersAdded", "recipient")
told = st.dictionaries(st.sampled_from([*KEYS, "from", "conversation", "attachments"]), json_values, max_size=5)
data = st.dictionaries(st.sampled_from(["act", "action", "id", "pick", "form", "stored", "x"]), json_values, max_size=5)
kinds = st.sampled_from(["message", "invoke", "conversationUpdate", "installationUpdate"])


@given(kinds, told | data.map(lambda one: {"value": one, "name": "adaptiveCard/action"}))
def test_nothing_that_is_sent_breaks_the_reading(kind: str, more: Json) -> None:
    try:
        activity = Activity().deserialize(WRITTEN | {"type": kind} | more)
    except DeserializationError:
        return

    found = heard_from(activity, NOW)

    assert found is None or isinstance(found.delivery, str)
