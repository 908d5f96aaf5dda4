"""What goes out to Teams: over TLS only, with a badge that holds, and every answer as one of three cases."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.coach import Unreached
from bot.teams.line import Line
from bot.teams.tokens import Badge, Credentials
from scheduler.sending import GiveUp, Sent, Stops, TryAgain
from tests.support.builders import at
from tests.support.fake_teams import APP_ID, FakeTeams

NOW = at("2026-11-24 16:40")
HELLO: dict[str, Any] = {"type": "message", "summary": "Hello"}
LATER = TryAgain()


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    async with FakeTeams({"maja": "maja@example.com"}) as teams:
        yield teams


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def badge(teams: FakeTeams, session: aiohttp.ClientSession, clock: Callable[[], float] = lambda: 0.0) -> Badge:
    login = teams.url("").rstrip("/")
    return Badge(session, Credentials(APP_ID, "a-password", "tenant-fjord", login), clock)


@pytest.fixture
def line(teams: FakeTeams, session: aiohttp.ClientSession) -> Line:
    return Line(session, badge(teams, session), lambda: NOW)


# ---- who may be spoken to -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "http://teams.example.com",
        "http://127.0.0.1.example.com/",
        "http://localhost@teams.example.com/",
        "ftp://127.0.0.1/",
        "//127.0.0.1/",
        "http://[",
        "",
    ],
)
async def test_our_badge_is_not_shown_over_an_open_line(line: Line, teams: FakeTeams, address: str) -> None:
    said = await line.send(address, "a:1", HELLO)
    replaced = await line.replace(address, "a:1", "m1", HELLO)
    asked = await line.email_of(address, "a:1", "29:maja", proven=False)

    assert said == replaced == GiveUp("our token is not shown over an open line")
    assert asked == ""
    assert teams.logins == []


async def test_this_machine_is_spoken_to_without_tls(line: Line, teams: FakeTeams) -> None:
    assert await line.send(teams.url(), "a:1", HELLO) == Sent('{"id": "sent-1"}', thread="sent-1")


async def test_ids_stay_within_their_part_of_the_address(line: Line, teams: FakeTeams) -> None:
    await line.replace(teams.url(), "19:abc/../x?y@thread.tacv2", "../m1", HELLO)

    assert [(method, message) for method, message, _ in teams.sent] == [("PUT", "../m1")]


# ---- our badge ------------------------------------------------------------------------------------------------------


async def test_the_badge_is_asked_for_once_and_shown_each_time(line: Line, teams: FakeTeams) -> None:
    await line.send(teams.url(), "a:1", HELLO)
    await line.send(teams.url(), "a:1", HELLO)

    assert teams.badges == ["Bearer our-badge", "Bearer our-badge"]
    assert teams.logins == [
        {
            "tenant": "tenant-fjord",
            "grant_type": "client_credentials",
            "client_id": APP_ID,
            "client_secret": "a-password",
            "scope": "https://api.botframework.com/.default",
        }
    ]


@pytest.mark.parametrize(("later", "logins"), [(3000.0, 1), (3299.0, 1), (3301.0, 2), (9999.0, 2)])
async def test_the_badge_is_renewed_shortly_before_it_ends(
    teams: FakeTeams, session: aiohttp.ClientSession, later: float, logins: int
) -> None:
    seconds = iter([0.0, 0.0, later, later])
    worn = badge(teams, session, lambda: next(seconds))
    await worn.headers()

    await worn.headers()

    assert len(teams.logins) == logins


async def test_without_a_badge_nothing_is_said_and_it_is_tried_again(line: Line, teams: FakeTeams) -> None:
    teams.badge_lasts = 0

    assert await line.send(teams.url(), "a:1", HELLO) == LATER
    assert teams.sent == []


async def test_no_badge_is_asked_for_where_tokens_are_not_in_use(
    teams: FakeTeams, session: aiohttp.ClientSession
) -> None:
    await Line(session, Badge(session, None), lambda: NOW).send(teams.url(), "a:1", HELLO)

    assert (teams.badges, teams.logins) == ([""], [])


# ---- what Teams answers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "headers", "outcome"),
    [
        (429, {"Retry-After": "7"}, TryAgain(NOW + timedelta(seconds=7))),
        (429, {}, LATER),
        (429, {"Retry-After": "Fri, 27 Nov 2026 10:00:00 GMT"}, LATER),
        (429, {"Retry-After": "9" * 40}, LATER),
        (412, {}, LATER),
        (500, {}, LATER),
        (503, {"Retry-After": "120"}, TryAgain(NOW + timedelta(minutes=2))),
        (401, {}, LATER),
        (400, {}, GiveUp("Teams answered 400")),
        (403, {}, GiveUp("Teams answered 403", Stops.PERSON)),
        (404, {}, GiveUp("Teams answered 404", Stops.PERSON)),
    ],
)
async def test_what_teams_answers_is_one_of_three_cases(
    line: Line, teams: FakeTeams, status: int, headers: dict[str, str], outcome: object
) -> None:
    teams.answers = [(status, headers)]

    assert await line.send(teams.url(), "a:1", HELLO) == outcome


async def test_a_teams_that_cannot_be_reached_is_tried_again(line: Line, teams: FakeTeams) -> None:
    await line.send(teams.url(), "a:1", HELLO)

    assert await line.send("http://127.0.0.1:9/", "a:1", HELLO) == LATER
    with pytest.raises(Unreached):
        await line.email_of("http://127.0.0.1:9/", "a:1", "29:maja", proven=False)


@pytest.mark.parametrize("answer", ["", "thanks", "[]", "7"])
async def test_what_arrived_has_arrived_whatever_the_answer_looks_like(
    line: Line, teams: FakeTeams, answer: str
) -> None:
    teams.receipt = answer

    assert await line.send(teams.url(), "a:1", HELLO) == Sent('{"id": ""}')


# ---- whose account it is --------------------------------------------------------------------------------------------


async def test_an_account_has_the_address_that_its_directory_gives(line: Line, teams: FakeTeams) -> None:
    teams.sign_ins["maja"] = "ml@fjord.example"

    assert await line.email_of(teams.url(), "a:1", "29:maja", proven=False) == "maja@example.com"
    assert await line.email_of(teams.url(), "a:1", "29:maja", proven=True) == "ml@fjord.example"


async def test_an_account_that_nobody_knows_has_no_address(line: Line, teams: FakeTeams) -> None:
    assert await line.email_of(teams.url(), "a:1", "29:stranger", proven=False) == ""
