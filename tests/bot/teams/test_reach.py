"""Where the coach speaks: in a person's own chat, also unasked and after a restart; never about deals in a channel."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.coach import Coach
from bot.ear import Ear
from bot.words import Speech
from domain.chat import Choice, Choices, Para, Place, Say
from domain.words import msg
from scheduler.sending import GiveUp, Outcome, Sent, Stops, TryAgain
from tests.bot.teams.talk import CHANNEL, cards, fields, post, said
from tests.support.builders import MAJA, ZONE, at, company
from tests.support.doors import PATIENCE, TeamsDoor, teams_door, teams_server
from tests.support.fake import FakeCompany
from tests.support.fake_teams import APP_ID, CONVERSATION, TENANT

NOW = at("2026-11-24 16:40")
SWEDISH = Speech("sv", ZONE, NOW)
OWN = Place("teams", TENANT, CONVERSATION)
NUDGE = Say((Para(msg("Undo")), Choices((Choice(msg("Undo"), "undo.act"),))))
MENTION = [{"type": "mention", "mentioned": {"id": f"28:{APP_ID}"}, "text": "<at>Coachen</at>"}]


@pytest.fixture
def fjord() -> FakeCompany:
    return company()


@pytest.fixture
async def door(fjord: FakeCompany, tmp_path: Path) -> AsyncIterator[TeamsDoor]:
    async with teams_door(fjord.work, fjord.settings, NOW, tmp_path) as door:
        yield door


# ---- unasked --------------------------------------------------------------------------------------------------------


async def test_the_coach_speaks_first_where_it_was_spoken_to(door: TeamsDoor) -> None:
    await door.says("hjälp")

    outcome = await door.adapter.say(OWN, NUDGE, SWEDISH)

    assert outcome == Sent('{"id": "sent-2"}', thread="sent-2")
    assert said(door)[-1] == (CONVERSATION, "Ångra")
    assert door.teams.sent[-1][2]["from"]["id"] == f"28:{APP_ID}"


async def test_it_still_knows_the_way_after_a_restart(door: TeamsDoor, fjord: FakeCompany, tmp_path: Path) -> None:
    await door.says("hjälp")
    coach = Coach(fjord.work, fjord.settings)

    async with teams_server(door.teams, coach, Ear(coach, tmp_path, PATIENCE), NOW) as (_, restarted):
        outcome = await restarted.say(OWN, NUDGE, SWEDISH)

    assert outcome == Sent('{"id": "sent-2"}', thread="sent-2")
    assert said(door)[-1] == (CONVERSATION, "Ångra")


async def test_an_arrival_is_enough_to_be_reached_later(door: TeamsDoor) -> None:
    await post(door, door.teams.activity("installationUpdate", "u1", "maja", action="add"))

    assert isinstance(await door.adapter.say(OWN, NUDGE, SWEDISH), Sent)


async def test_a_new_service_address_takes_the_place_of_the_old_one(door: TeamsDoor, fjord: FakeCompany) -> None:
    await door.says("hjälp")
    with fjord.work() as work:
        kept = work.persons.address(OWN)
        assert kept is not None
        work.persons.keep_address(OWN, kept.replace(door.teams.url(), "http://127.0.0.1:9/"))
        work.commit()

    await door.says("hjälp")

    assert fjord.work().persons.address(OWN) == kept


async def test_where_it_never_was_it_cannot_speak(door: TeamsDoor) -> None:
    outcome = await door.adapter.say(Place("teams", TENANT, "a:nowhere"), NUDGE, SWEDISH)

    assert outcome == GiveUp("no address for this conversation")
    assert await door.adapter.find(MAJA) is None


@pytest.mark.parametrize(
    ("status", "headers", "outcome"),
    [
        (429, {"Retry-After": "90"}, TryAgain(NOW + timedelta(seconds=90))),
        (500, {}, TryAgain()),
        (403, {}, GiveUp("Teams answered 403", Stops.PERSON)),
    ],
)
async def test_what_teams_does_not_take_is_an_outcome_and_never_an_error(
    door: TeamsDoor, status: int, headers: dict[str, str], outcome: Outcome
) -> None:
    await door.says("hjälp")
    door.teams.answers = [(status, headers)]

    assert await door.adapter.say(OWN, NUDGE, SWEDISH) == outcome


async def test_a_server_that_is_closing_says_nothing(door: TeamsDoor, fjord: FakeCompany, tmp_path: Path) -> None:
    await door.says("hjälp")
    coach = Coach(fjord.work, fjord.settings)
    async with teams_server(door.teams, coach, Ear(coach, tmp_path, PATIENCE), NOW) as (_, closed):
        pass

    assert isinstance(await closed.say(OWN, NUDGE, SWEDISH), GiveUp)


# ---- in a channel ---------------------------------------------------------------------------------------------------


def asked_in_channel(door: TeamsDoor, text: str, user: str = "maja") -> dict[str, object]:
    """A mention of the coach, under another name than its own, in a channel."""
    told = f"<at>Coachen</at>&nbsp;{text}"
    return door.teams.activity("message", f"c-{text}", user, text=told, entities=MENTION, conversation=CHANNEL)


async def test_a_question_in_a_channel_is_answered_in_the_persons_own_chat(door: TeamsDoor) -> None:
    await door.says("hjälp")

    answered = await post(door, asked_in_channel(door, "affärer"))

    assert answered == (201, None)
    assert said(door)[1:] == [
        (CONVERSATION, "2 öppna affärer, 2 utan nästa steg."),
        (CHANNEL["id"], "Affärer håller vi oss emellan. Svaret finns i vår egen chatt."),
    ]
    assert "Nordfrakt" not in str(
        [told for _, _, told in door.teams.sent if told["conversation"]["id"] != CONVERSATION]
    )


async def test_a_form_asked_for_in_a_channel_opens_in_the_persons_own_chat(door: TeamsDoor) -> None:
    await door.says("hjälp")

    await post(door, asked_in_channel(door, "steg Nordfrakt"))

    assert [where for where, _ in said(door)] == [CONVERSATION, CONVERSATION, CHANNEL["id"]]
    assert "ours" in fields(cards(door)[1])


async def test_whom_it_has_not_met_alone_it_asks_to_write_and_saves_nothing(
    door: TeamsDoor, fjord: FakeCompany
) -> None:
    before = fjord.state.facts

    await post(door, asked_in_channel(door, "träffade Anna Berg på Nordfrakt i dag, demo på fredag kl 10"))

    asks = "Affärer håller vi oss emellan. Skriv till mig i vår egen chatt, så svarar jag där."
    assert said(door) == [(CHANNEL["id"], asks)]
    assert fjord.state.facts == before


async def test_a_stranger_in_a_channel_learns_nothing(door: TeamsDoor) -> None:
    await post(door, asked_in_channel(door, "affärer", user="stranger"))

    assert [where for where, _ in said(door)] == [CHANNEL["id"]]
    assert "Nordfrakt" not in str(door.teams.sent)


async def test_a_group_chat_is_no_place_for_deals_either(door: TeamsDoor) -> None:
    await door.says("hjälp")
    group = {"conversationType": "groupChat", "isGroup": True, "id": "19:g@thread.v2", "tenantId": TENANT}

    await post(door, door.teams.activity("message", "g1", "maja", text="affärer", conversation=group))

    assert [where for where, _ in said(door)] == [CONVERSATION, CONVERSATION, "19:g@thread.v2"]
