"""In a channel of Teams: in which thread it was, whom it names, and what of an answer is seen there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot import coach
from bot.words import Speech
from domain.chat import Incoming, Para, Place, Reply, Say
from domain.ports import Work
from domain.words import msg
from scheduler.sending import Sent
from tests.bot.teams.talk import CHANNEL, fields, post, pressed, said
from tests.support.builders import ZONE, at, company
from tests.support.doors import TeamsDoor, teams_door
from tests.support.fake import FakeCompany
from tests.support.fake_teams import APP_ID, CONVERSATION, TENANT

Json = dict[str, Any]

NOW = at("2026-11-24 16:40")
THERE = Place("teams", TENANT, "19:c@thread.tacv2", "1", direct=False)
SWEDISH = Speech("sv", ZONE, NOW)
TOAST = "application/vnd.microsoft.activity.message"


@pytest.fixture
def fjord() -> FakeCompany:
    return company()


@pytest.fixture
async def door(fjord: FakeCompany, tmp_path: Path) -> AsyncIterator[TeamsDoor]:
    async with teams_door(fjord.work, fjord.settings, NOW, tmp_path) as door:
        yield door


def mentions(door: TeamsDoor, text: str, *named: tuple[str, str]) -> Json:
    """Maja mentions the coach in the thread, and perhaps others: account and name as Teams shows it."""
    ours = {"type": "mention", "mentioned": {"id": f"28:{APP_ID}", "name": "Askfirst"}, "text": "<at>Askfirst</at>"}
    others = [
        {"type": "mention", "mentioned": {"id": f"29:{user}", "name": name}, "text": f"<at>{name}</at>"}
        for user, name in named
    ]
    told = f"<at>Askfirst</at>&nbsp;{text}"
    return door.teams.activity("message", "c-1", "maja", text=told, entities=[ours, *others], conversation=CHANNEL)


def press(door: TeamsDoor, action: str, number: str = "i1") -> Json:
    """Maja presses a button of a card in the channel."""
    return pressed(door, number, {"act": "press", "action": action, "id": "", "pick": ""}, conversation=CHANNEL)


# ---- where it is ----------------------------------------------------------------------------------------------------


async def test_a_thread_is_spoken_to_once_somebody_has_written_in_its_channel(door: TeamsDoor) -> None:
    await post(door, mentions(door, "affärer"))
    hello = Say((Para(msg("Undo")),))

    in_thread = await door.adapter.say(THERE, hello, SWEDISH)
    in_another = await door.adapter.say(replace(THERE, thread="2"), hello, SWEDISH)
    above = await door.adapter.say(replace(THERE, thread=""), hello, SWEDISH)
    assert isinstance(above, Sent)
    again = await door.adapter.amend(replace(THERE, thread=""), above.reference, hello, SWEDISH)

    assert all(isinstance(one, Sent) for one in (in_thread, in_another, above, again))
    assert [where for where, _ in said(door)[1:]] == [
        "19:c@thread.tacv2;messageid=1",
        "19:c@thread.tacv2;messageid=2",
        "19:c@thread.tacv2",
        "19:c@thread.tacv2",
    ]
    assert above.thread == door.teams.sent[-1][1]


# ---- whom it names --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("emails", "unsure", "shown"),
    [
        pytest.param({"tom": "tom@example.com"}, [], "@Tom Reed", id="somebody we know under another name"),
        pytest.param({}, [], "@Tom R", id="nobody we know"),
        pytest.param({"tom": "tom@example.com"}, [503], "@Tom R", id="teams does not say"),
    ],
)
async def test_a_colleague_who_is_mentioned_is_called_by_the_name_we_know(
    door: TeamsDoor, emails: dict[str, str], unsure: list[int], shown: str
) -> None:
    await door.says("hjälp")
    door.teams.emails |= emails
    door.teams.unsure = unsure

    await post(door, mentions(door, "affär <at>Tom R</at>", ("tom", "Tom R")))

    assert said(door)[1] == (CONVERSATION, f"Jag hittar ingen affär som heter {shown}.")


# ---- what the channel sees ------------------------------------------------------------------------------------------


async def test_a_press_in_a_channel_is_answered_alone_and_the_channel_sees_nothing(door: TeamsDoor) -> None:
    await door.says("hjälp")

    answered = await post(door, press(door, "deal.list"))

    assert answered == (200, {"statusCode": 200, "type": TOAST, "value": "Svaret finns i vår egen chatt."})
    assert said(door)[1:] == [(CONVERSATION, "2 öppna affärer, 2 utan nästa steg.")]


async def test_a_form_from_a_press_in_a_channel_opens_alone(door: TeamsDoor) -> None:
    await door.says("hjälp")

    await post(door, press(door, "settings.open"))

    [(where, _)] = said(door)[1:]
    assert (where, "language" in fields(door.teams.sent[-1][2]["attachments"][0]["content"])) == (CONVERSATION, True)


async def test_whoever_has_no_chat_with_us_is_told_so_alone(door: TeamsDoor) -> None:
    answered = await post(door, press(door, "deal.list"))

    value = "Affärer håller vi oss emellan. Skriv till mig i vår egen chatt, så svarar jag där."
    assert answered == (200, {"statusCode": 200, "type": TOAST, "value": value})
    assert said(door) == []


async def test_a_stranger_who_presses_learns_nothing(door: TeamsDoor, fjord: FakeCompany) -> None:
    door.teams.emails.clear()

    _, answered = await post(door, press(door, "deal.list"))

    assert answered is not None
    assert answered["value"].startswith("Deals stay between us.")
    assert (said(door), fjord.state.identities) == ([], {})


def answers(monkeypatch: pytest.MonkeyPatch, *replies: Reply) -> None:
    """Whatever is said or pressed is answered so."""

    def answer(incoming: Incoming, work: Work) -> list[Reply]:
        assert incoming.place == THERE
        return list(replies)

    monkeypatch.setattr(coach, "route", answer)


async def test_an_answer_that_the_message_itself_gives_is_only_noted(
    door: TeamsDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch)

    answered = await post(door, press(door, "deal.list"))

    assert answered == (200, {"statusCode": 200, "type": TOAST, "value": "Noterat. Meddelandet här ändras strax."})
    assert said(door) == []


async def test_what_needs_no_answer_gets_none(door: TeamsDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    await door.says("hjälp")
    answers(monkeypatch)

    assert await post(door, mentions(door, "affärer")) == (201, None)
    assert said(door)[1:] == []


async def test_a_whisper_is_said_alone_and_nothing_beside_it(door: TeamsDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    await door.says("hjälp")
    answers(monkeypatch, Say((Para(msg("Undo")),), private=True))

    await post(door, mentions(door, "affärer"))

    assert said(door)[1:] == [(CONVERSATION, "Ångra")]
