"""One deleted account, one removed app, one broken item: everybody else gets theirs, and an admin hears of it once."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.adapters import Postman
from bot.coach import Coach
from bot.ear import Ear
from bot.secrets import Secret, SlackSecrets, TeamsSecrets
from bot.slack.app import SlackAdapter
from bot.teams.app import Addresses, TeamsAdapter
from domain.chat import Place, Text
from domain.person import Person, Role
from handlers.replies import say
from handlers.unasked import leave_word
from scheduler.deliver import deliver
from tests.support import fake_slack
from tests.support.builders import KARIN, MAJA, TOM, at, company, person
from tests.support.fake import FakeCompany
from tests.support.fake_slack import FakeSlack
from tests.support.fake_teams import APP_ID, TENANT, FakeTeams

NOON = at("2026-11-24 15:00")
LOTTA = person("lotta", "Lotta Ek")
ADA, BO = (replace(person(id, name), role=Role.ADMIN) for id, name in (("ada", "Ada Holm"), ("bo", "Bo Falk")))
IN_SLACK, IN_TEAMS = (MAJA, LOTTA, ADA), (TOM, KARIN, BO)
WORD = "Lotta har skrivit till mig."


@dataclass
class Company:
    """Three people in Slack and three in Teams, an admin in each, and what they were told."""

    fjord: FakeCompany
    slack: FakeSlack
    teams: FakeTeams
    postman: Postman
    minute: int = 0

    async def delivers(self) -> None:
        """One round of the outbox; the next one is a minute later."""
        now = NOON + timedelta(minutes=self.minute)
        self.minute += 1
        await deliver(self.fjord.work, self.postman.send, lambda: now)

    def leaves_a_word(self, key: str) -> None:
        with self.fjord.work() as work:
            for one in (*IN_SLACK, *IN_TEAMS):
                leave_word(work, one, f"{key}:{one.id}", NOON, say(WORD))
            work.commit()

    @property
    def told(self) -> dict[str, list[str]]:
        """By person, the first line of each message that was taken."""
        found: dict[str, list[str]] = {}
        for posted in self.slack.named("chat.postMessage"):
            if posted["channel"] not in self.slack.unknown and "chat.postMessage" not in self.slack.refuse:
                found.setdefault(posted["channel"], []).append(posted["text"].splitlines()[0])
        for _, _, told in self.teams.sent:
            words = told["attachments"][0]["content"]["speak"]
            found.setdefault(told["conversation"]["id"], []).append(words.splitlines()[0])
        return found

    def stopped(self) -> list[str]:
        return [one.id for one in self.fjord.work().persons.stopped()]


@asynccontextmanager
async def opened(tmp_path: Path) -> AsyncIterator[Company]:
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(FakeSlack({}))
        teams = await stack.enter_async_context(FakeTeams({}))
        fjord = _peopled(teams)
        coach = Coach(fjord.work, fjord.settings)
        ear = Ear(coach, tmp_path)
        signing = Secret(fake_slack.SIGNING_SECRET)
        in_slack = SlackAdapter(
            coach, ear, SlackSecrets(Secret(fake_slack.BOT_TOKEN), signing, None, slack.api), _noon, fjord.work
        )
        in_teams = TeamsAdapter(
            coach,
            ear,
            TeamsSecrets(APP_ID, Secret("a-password"), TENANT),
            _noon,
            fjord.work,
            Addresses(teams.url("/openid"), teams.url("").rstrip("/")),
        )
        postman = Postman(fjord.work, {"slack": in_slack, "teams": in_teams}, _noon, _at_once)
        app = web.Application()
        in_slack.mount(app, postman.later)
        in_teams.mount(app, postman.later)
        server = TestServer(app)
        await server.start_server()
        stack.push_async_callback(server.close)
        yield Company(fjord, slack, teams, postman)


def _noon() -> datetime:
    return NOON


async def _at_once(seconds: float) -> None:
    return None


def _peopled(teams: FakeTeams) -> FakeCompany:
    fjord = company()
    with fjord.work() as work:
        for one in (LOTTA, ADA, BO):
            work.persons.save(replace(one, added_by="erik"))
        for one in IN_SLACK:
            work.persons.seen_at(one.id, Place("slack", "T1", one.id), NOON)
        for one in IN_TEAMS:
            place = Place("teams", TENANT, one.id)
            work.persons.seen_at(one.id, place, NOON)
            reference = {"serviceUrl": teams.url(), "conversation": {"id": one.id}}
            work.persons.keep_address(place, json.dumps(reference))
        work.commit()
    return fjord


@pytest.fixture
async def fjord(tmp_path: Path) -> AsyncIterator[Company]:
    async with opened(tmp_path) as made:
        yield made


def others(*without: Person) -> Iterator[str]:
    return (one.id for one in (*IN_SLACK, *IN_TEAMS) if one not in without)


async def test_a_deleted_account_in_slack_costs_nobody_else_theirs(fjord: Company) -> None:
    fjord.slack.unknown = {"maja"}
    fjord.leaves_a_word("first")

    await fjord.delivers()
    fjord.leaves_a_word("second")
    await fjord.delivers()
    await fjord.delivers()

    gone = "Jag når inte Maja Lind i Slack längre: kontot är borta, eller tar inte emot något från mig."
    expected = {id: [WORD, WORD] for id in others(MAJA)}
    assert {id: sorted(told) for id, told in fjord.told.items()} == expected | {
        "ada": [gone, WORD, WORD],
        "bo": [gone, WORD, WORD],
    }
    assert fjord.stopped() == ["maja"]
    assert [posted["channel"] for posted in fjord.slack.named("chat.postMessage")].count("maja") == 1


async def test_an_app_that_one_person_has_removed_in_teams_costs_nobody_else_theirs(fjord: Company) -> None:
    fjord.teams.closed = {"tom": (403, "BotNotInConversationRoster")}
    fjord.leaves_a_word("first")

    await fjord.delivers()
    await fjord.delivers()

    assert [id for id in others(TOM) if WORD not in fjord.told[id]] == []
    assert fjord.stopped() == ["tom"]
    assert [told for told in fjord.told["ada"] if "Tom Reed i Teams" in told] == [fjord.told["bo"][-1]]


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "invalid_auth"])
async def test_an_app_that_was_removed_from_slack_is_told_to_the_admin_in_teams(fjord: Company, error: str) -> None:
    refused: tuple[int, dict[str, Any], dict[str, str]] = (200, {"ok": False, "error": error}, {})
    fjord.slack.refuse = {"chat.postMessage": refused, "auth.test": refused}
    fjord.leaves_a_word("first")

    await fjord.delivers()
    fjord.leaves_a_word("second")
    await fjord.delivers()
    await fjord.delivers()

    removed = "Jag är borttagen ur Slack, så 3 personer där hör inget från mig."
    told = {id: sorted(words) for id, words in fjord.told.items()}
    assert told == {"tom": [WORD, WORD], "karin": [WORD, WORD], "bo": [removed, WORD, WORD]}
    assert fjord.stopped() == ["ada", "lotta", "maja"]


async def test_an_inactive_account_is_the_persons_where_ours_is_welcome(fjord: Company) -> None:
    fjord.slack.refuse_once = {"chat.postMessage": (200, {"ok": False, "error": "account_inactive"}, {})}
    fjord.leaves_a_word("first")

    await fjord.delivers()

    assert len(fjord.stopped()) == 1
    assert len(fjord.slack.named("auth.test")) == 1


async def test_a_bot_that_was_disabled_in_teams_is_told_to_the_admin_in_slack(fjord: Company) -> None:
    fjord.teams.closed = dict.fromkeys(others(*IN_SLACK), (403, "BotDisabledByAdmin"))
    fjord.leaves_a_word("first")

    await fjord.delivers()
    await fjord.delivers()

    removed = "Jag är borttagen ur Teams, så 3 personer där hör inget från mig."
    assert fjord.told == {"maja": [WORD], "lotta": [WORD], "ada": [WORD, removed]}


async def test_whoever_is_gone_from_one_platform_is_told_on_the_other(fjord: Company) -> None:
    with fjord.fjord.work() as work:
        work.persons.seen_at("tom", Place("slack", "T1", "tom"), NOON + timedelta(minutes=1))
        work.commit()
    fjord.slack.unknown = {"tom"}
    fjord.leaves_a_word("first")

    await fjord.delivers()

    assert (fjord.told["tom"], fjord.stopped()) == ([WORD], [])


async def test_a_broken_item_costs_nobody_else_theirs(fjord: Company) -> None:
    fjord.leaves_a_word("first")
    broken = next(item for item in fjord.fjord.state.outbox.values() if item.person == "lotta")
    fjord.fjord.state.outbox[broken.id] = replace(broken, reply='{"_":"Say","blocks":[')

    await fjord.delivers()

    assert sorted(fjord.told) == sorted(others(LOTTA))
    assert fjord.fjord.state.outbox[broken.id].gave_up == "its message cannot be read"


async def test_one_word_of_theirs_and_they_are_written_to_again(fjord: Company) -> None:
    fjord.slack.unknown = {"maja"}
    fjord.leaves_a_word("first")
    await fjord.delivers()
    fjord.slack.unknown = set()
    fjord.slack.calls.clear()

    place = Place("slack", "T1", "maja")
    Coach(fjord.fjord.work, fjord.fjord.settings).hear("back", NOON, MAJA, place, Text("hjälp"))
    fjord.leaves_a_word("second")
    await fjord.delivers()

    assert fjord.told["maja"] == [WORD]
