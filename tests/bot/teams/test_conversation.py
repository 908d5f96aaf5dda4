"""A conversation through Teams' door: messages, presses, forms, and who is answered at all."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.coach import Coach
from bot.ear import Ear
from domain.chat import Place
from domain.errors import Busy
from domain.facts import Step
from domain.words import msg
from tests.bot.teams.talk import button, card_in, cards, fields, post, pressed, said
from tests.support.builders import at, company
from tests.support.doors import PATIENCE, TeamsDoor, teams_door, teams_server
from tests.support.fake import FakeCompany, FakePersons
from tests.support.fake_teams import CONVERSATION, FakeTeams

Json = dict[str, Any]

NOW = at("2026-11-24 16:40")
NOTE = "träffade Anna Berg på Nordfrakt i dag, demo på fredag kl 10, hon sa ja"
STRANGER = "I coach the sales team here, and I don't know you yet"
BELOW = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Svaret står här nedanför."}


@pytest.fixture
def fjord() -> FakeCompany:
    return company()


@pytest.fixture
async def door(fjord: FakeCompany, tmp_path: Path) -> AsyncIterator[TeamsDoor]:
    async with teams_door(fjord.work, fjord.settings, NOW, tmp_path) as door:
        yield door


def steps(fjord: FakeCompany) -> list[str]:
    """What was agreed to be done, by whoever."""
    return [fact.ours or fact.theirs for fact in fjord.state.facts if isinstance(fact, Step)]


# ---- messages -------------------------------------------------------------------------------------------------------


async def test_a_message_is_answered_with_a_card_where_it_was_written(door: TeamsDoor) -> None:
    status, answered = await post(door, door.teams.activity("message", "m1", "maja", text="affär Nordfrakt"))

    assert (status, answered) == (201, None)
    [(method, _, told)] = door.teams.sent
    assert (method, told["type"], told["conversation"]["id"]) == ("POST", "message", CONVERSATION)
    assert told["summary"].startswith("Nordfrakt, fordonsparken")
    assert card_in(told)["speak"].startswith("Nordfrakt, fordonsparken")


async def test_an_activity_that_is_delivered_twice_counts_once(door: TeamsDoor, fjord: FakeCompany) -> None:
    activity = door.teams.activity("message", "m1", "maja", text=NOTE)
    await post(door, activity)
    before = fjord.state.copied()

    status, answered = await post(door, activity)

    assert (status, answered, len(door.teams.sent)) == (201, None, 1)
    assert fjord.state == before


async def test_the_same_number_in_another_conversation_is_another_delivery(door: TeamsDoor) -> None:
    await post(door, door.teams.activity("message", "1700000000000", "maja", text="hjälp"))
    there = {"conversationType": "personal", "id": "a:conversation-2", "tenantId": "tenant-fjord"}

    await post(door, door.teams.activity("message", "1700000000000", "maja", text="hjälp", conversation=there))

    assert [where for where, _ in said(door)] == [CONVERSATION, "a:conversation-2"]


async def test_a_database_that_is_busy_does_not_stop_the_answer(
    door: TeamsDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(persons: FakePersons, place: Place, address: str) -> None:
        raise Busy(msg("busy"))

    monkeypatch.setattr(FakePersons, "keep_address", busy)

    assert len(await door.says("hjälp")) == 1


# ---- presses --------------------------------------------------------------------------------------------------------


async def test_a_press_replaces_the_card_in_the_answer_to_it(door: TeamsDoor, fjord: FakeCompany) -> None:
    await door.says(NOTE)
    undo = button(cards(door)[-1], "Ångra")

    status, answered = await post(door, pressed(door, "i1", undo["data"]))

    assert answered is not None
    assert (status, answered["statusCode"], answered["type"]) == (200, 200, "application/vnd.microsoft.card.adaptive")
    assert answered["value"]["type"] == "AdaptiveCard"
    assert answered["value"]["speak"].startswith("Ångrat")
    assert len(door.teams.sent) == 1


async def test_an_answer_that_replaces_nothing_comes_below_and_the_press_says_so(door: TeamsDoor) -> None:
    await door.says(NOTE)

    answered = await post(door, pressed(door, "i1", button(cards(door)[-1], "Ändra")["data"]))

    assert answered == (200, BELOW)
    assert len(door.teams.sent) == 2


async def test_a_press_that_is_delivered_twice_counts_once(door: TeamsDoor, fjord: FakeCompany) -> None:
    await door.says(NOTE)
    press = pressed(door, "i1", button(cards(door)[-1], "Ångra")["data"])
    await post(door, press)
    before = fjord.state.copied()

    status, answered = await post(door, press)

    assert (status, answered) == (200, BELOW | {"value": "Det har jag redan."})
    assert fjord.state == before


async def test_a_press_in_an_older_client_replaces_the_card_by_an_update(door: TeamsDoor) -> None:
    await door.says(NOTE)
    undo = button(cards(door)[-1], "Ångra")["fallback"]["data"]

    answered = await post(door, door.teams.activity("message", "m9", "maja", value=undo, replyToId="sent-1"))

    assert answered == (201, None)
    method, message, told = door.teams.sent[-1]
    assert (method, message, told["id"]) == ("PUT", "sent-1", "sent-1")
    assert card_in(told)["speak"].startswith("Ångrat")


async def test_an_answer_is_not_lost_when_the_card_it_should_replace_is_gone(door: TeamsDoor) -> None:
    await door.says(NOTE)
    undo = button(cards(door)[-1], "Ångra")["fallback"]["data"]
    door.teams.answers = [(404, {})]

    await post(door, door.teams.activity("message", "m9", "maja", value=undo, replyToId="gone"))

    method, _, told = door.teams.sent[-1]
    assert (method, card_in(told)["speak"].split(".")[0]) == ("POST", "Ångrat")


@pytest.mark.parametrize("status", [429, 503])
async def test_an_answer_that_teams_does_not_take_now_is_said_again(
    door: TeamsDoor, fjord: FakeCompany, status: int
) -> None:
    door.teams.answers = [(status, {"Retry-After": "0"})]

    await door.says(NOTE)
    await door.teams.until_something_is_sent()

    assert [text.split(".")[0] for _, text in said(door)] == ["Nordfrakt, fordonsparken"]
    assert len(fjord.work().facts.meetings("nordfrakt")) == 1


# ---- forms ----------------------------------------------------------------------------------------------------------


async def test_a_form_is_refused_with_what_was_typed_and_taken_when_it_is_right(
    door: TeamsDoor, fjord: FakeCompany
) -> None:
    await door.says("steg Nordfrakt")
    form = cards(door)[-1]
    send = button(form, "Spara")["data"]
    typed = fields(form) | {"ours": "skicka **offerten**", "day": "2026-11-20"}

    _, refused = await post(door, pressed(door, "i1", send | typed))

    assert refused is not None
    again = refused["value"]
    assert fields(again) == typed
    assert "fre 20 nov" in str(_after(again, "day"))
    assert steps(fjord) == []

    _, taken = await post(door, pressed(door, "i2", button(again, "Spara")["data"] | typed | {"day": "2026-11-27"}))

    assert taken is not None
    assert taken["value"]["speak"].splitlines()[0].endswith("Nästa steg: skicka **offerten**, fre 27 nov.")
    assert steps(fjord) == ["skicka **offerten**"]
    assert len(door.teams.sent) == 1


def _after(form: Json, key: str) -> Json:
    """What stands right under a field."""
    place = next(number for number, part in enumerate(form["body"]) if part.get("id") == key)
    under: Json = form["body"][place + 1]
    return under


async def test_a_form_in_an_older_client_is_replaced_by_its_answer(door: TeamsDoor, fjord: FakeCompany) -> None:
    await door.says("steg Nordfrakt")
    form = cards(door)[-1]
    told = button(form, "Spara")["data"] | fields(form) | {"ours": "skicka offerten", "day": "2026-11-27"}

    await post(door, door.teams.activity("message", "m9", "maja", value=told, replyToId="sent-1"))

    assert [(method, message) for method, message, _ in door.teams.sent] == [("POST", ""), ("PUT", "sent-1")]
    assert steps(fjord) == ["skicka offerten"]


async def test_a_refused_form_that_nobody_kept_still_says_why(door: TeamsDoor) -> None:
    await door.says("steg Nordfrakt")
    form = cards(door)[-1]
    told = button(form, "Spara")["data"] | fields(form) | {"ours": "x", "day": "2026-11-20", "stored": "lost"}

    _, answered = await post(door, pressed(door, "i1", told))

    assert answered is not None
    assert "fre 20 nov" in answered["value"]["speak"]


async def test_leaving_a_form_leaves_one_quiet_line_and_saves_nothing(door: TeamsDoor, fjord: FakeCompany) -> None:
    await door.says("steg Nordfrakt")
    before = fjord.state.facts

    _, answered = await post(door, pressed(door, "i1", button(cards(door)[-1], "Avbryt")["data"]))

    assert answered is not None
    assert [part["inlines"][0]["text"] for part in answered["value"]["body"]] == ["Inget sparades."]
    assert fjord.state.facts == before
    assert len(door.teams.sent) == 1


# ---- arriving -------------------------------------------------------------------------------------------------------

INSTALLED: Json = {"kind": "installationUpdate", "action": "add"}
ADDED: Json = {"kind": "conversationUpdate", "membersAdded": [{"id": "29:maja"}, {"id": "28:" + "x"}]}


def arriving(door: TeamsDoor, number: str, told: Json, user: str = "maja", **more: object) -> Json:
    """The activity with which Teams tells that the coach was brought into a conversation."""
    us = door.teams.activity("x", "x", "x")["recipient"]["id"]
    members = [{"id": us if one["id"] == "28:x" else one["id"]} for one in told.get("membersAdded", [])]
    rest = {key: value for key, value in told.items() if key not in ("kind", "membersAdded")}
    return door.teams.activity(told["kind"], number, user, **rest, membersAdded=members, **more)


@pytest.mark.parametrize("told", [INSTALLED, ADDED], ids=["installed", "added"])
async def test_somebody_known_is_told_what_the_coach_can_do_when_it_arrives(door: TeamsDoor, told: Json) -> None:
    await post(door, arriving(door, "u1", told))

    assert said(door) == [(CONVERSATION, "Berätta om ett möte med dina egna ord, så frågar jag om det som saknas:")]


async def test_an_arrival_that_teams_tells_in_two_ways_is_greeted_once(door: TeamsDoor) -> None:
    await post(door, arriving(door, "u1", INSTALLED))
    await post(door, arriving(door, "u2", ADDED))

    assert len(door.teams.sent) == 1


NOBODY_TO_GREET: dict[str, tuple[Json, Json]] = {
    "the app was taken away": ({"kind": "installationUpdate", "action": "remove"}, {}),
    "somebody else was added": ({"kind": "conversationUpdate", "membersAdded": [{"id": "29:tom"}]}, {}),
    "a team was renamed": ({"kind": "conversationUpdate"}, {}),
    "it was added to a team": (ADDED, {"conversation": {"conversationType": "channel", "id": "19:c@thread.tacv2"}}),
}


@pytest.mark.parametrize("why", NOBODY_TO_GREET)
async def test_nobody_is_greeted_when(door: TeamsDoor, why: str) -> None:
    told, more = NOBODY_TO_GREET[why]

    answered = await post(door, arriving(door, "u1", told, **more))

    assert (answered, door.teams.sent) == ((201, None), [])


async def test_whoever_got_the_app_without_being_in_the_team_is_not_written_to(door: TeamsDoor) -> None:
    await post(door, arriving(door, "u1", INSTALLED, user="stranger"))

    assert door.teams.sent == []


# ---- who is answered ------------------------------------------------------------------------------------------------


async def test_somebody_unknown_is_told_kindly_and_shown_nothing(door: TeamsDoor, fjord: FakeCompany) -> None:
    before = fjord.state.copied()
    for number, text in enumerate(["affärer", NOTE, "affär Nordfrakt"]):
        await post(door, door.teams.activity("message", f"m{number}", "stranger", text=text))

    assert [text.split(".")[0] for _, text in said(door)] == [STRANGER] * 3
    assert "Nordfrakt" not in str(door.teams.sent)
    assert [getattr(fjord.state, name) for name in ("deals", "facts", "identities", "places")] == [
        getattr(before, name) for name in ("deals", "facts", "identities", "places")
    ]


async def test_somebody_of_the_company_is_asked_about(door: TeamsDoor, fjord: FakeCompany) -> None:
    door.teams.emails["lotta"] = "lotta@example.com"

    await post(door, door.teams.activity("message", "m1", "lotta", text="affärer"))

    assert "Karin" in said(door)[0][1]
    assert [item.person for item in fjord.state.outbox.values()] == ["karin"]


async def test_the_address_of_somebody_in_another_company_proves_nothing(door: TeamsDoor, fjord: FakeCompany) -> None:
    elsewhere = {"conversationType": "personal", "id": "a:9", "tenantId": "tenant-evil"}
    tenant = {"tenant": {"id": "tenant-evil"}}

    activity = door.teams.activity("message", "m1", "maja", text="affärer", conversation=elsewhere, channelData=tenant)
    await post(door, activity)

    assert [text.split(".")[0] for _, text in said(door)] == [STRANGER]
    assert (fjord.state.identities, fjord.state.outbox) == ({}, {})


@pytest.mark.parametrize(
    ("sign_in", "answer"), [("maja@example.com", "2 öppna affärer"), ("maja@evil.example.com", STRANGER)]
)
async def test_a_bot_for_any_company_goes_by_the_name_that_a_directory_owns(
    fjord: FakeCompany, tmp_path: Path, sign_in: str, answer: str
) -> None:
    coach = Coach(fjord.work, fjord.settings)
    async with (
        FakeTeams({"maja": "maja@example.com"}, sign_ins={"maja": sign_in}) as teams,
        teams_server(teams, coach, Ear(coach, tmp_path, PATIENCE), NOW, tenant="") as (client, adapter),
    ):
        said = await TeamsDoor(client, teams, adapter, "maja").says("affärer")

    assert said[0].startswith(answer)
    assert teams.logins[0]["tenant"] == "botframework.com"


@pytest.mark.parametrize("status", [429, 502])
async def test_somebody_whom_teams_cannot_name_now_is_asked_to_send_it_again(
    door: TeamsDoor, fjord: FakeCompany, status: int
) -> None:
    door.teams.unsure = [status]

    unsure = await door.says("ny Fjällbacka Bygg")

    assert unsure == ["I could not see who you are just now, so nothing was saved. Send it again in a minute."]
    assert fjord.state.identities == {}
    assert (await door.says("affärer"))[0].startswith("2 öppna affärer")


async def test_an_account_is_asked_about_once(door: TeamsDoor, fjord: FakeCompany) -> None:
    await door.says("hjälp")
    door.teams.emails.clear()

    assert len(await door.says("affärer")) == 1
    assert list(fjord.state.identities.values()) == ["maja"]


@pytest.mark.parametrize("sender", [{"id": "28:other-bot"}, {"id": "29:x", "role": "bot"}])
async def test_other_bots_are_not_answered(door: TeamsDoor, sender: Json) -> None:
    answered = await post(door, door.teams.activity("message", "m1", "maja", text="hjälp") | {"from": sender})

    assert (answered, door.teams.sent) == ((201, None), [])


# ---- answers that take their time -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "late"), [("deal.list", "2 öppna affärer"), ("settings.open", "Mina inställningar")]
)
async def test_a_press_that_takes_its_time_is_acknowledged_and_answered_later(
    fjord: FakeCompany, tmp_path: Path, action: str, late: str
) -> None:
    coach = Coach(fjord.work, fjord.settings)
    ear = Ear(coach, tmp_path, patience=0)
    async with (
        FakeTeams({"maja": "maja@example.com"}) as teams,
        teams_server(teams, coach, ear, NOW) as (client, adapter),
    ):
        door = TeamsDoor(client, teams, adapter, "maja")
        answered = await post(door, pressed(door, "i1", {"act": "press", "action": action, "id": "", "pick": ""}))
        await ear.finish()

    assert answered == (200, BELOW | {"value": "Det tar en stund. Svaret kommer här."})
    assert [(conversation, text.split(",")[0]) for conversation, text in said(door)] == [(CONVERSATION, late)]
