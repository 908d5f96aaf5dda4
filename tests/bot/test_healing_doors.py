"""A nudge is sent, then what it said is mended, and the message itself says so: in Slack, in Teams and on the page."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters import Postman
from bot.coach import Answer, Coach
from bot.ear import Ear
from bot.lanes import Limits
from bot.plain import plain
from bot.serving import Rounds
from bot.words import Speech
from domain.chat import Place, Say, Submit
from domain.person import Person
from domain.settings import Team
from scheduler.deliver import DeliveryReport, deliver
from scheduler.sending import Outcome, Sent
from scheduler.tick import tick
from tests.scheduler.rounds import company_of
from tests.support.builders import MAJA, at, deal
from tests.support.doors import DOORS, OpenDoor, Seen
from tests.support.fake import FakeCompany

MORNING, NINE, SOON = at("2026-11-24 08:30"), at("2026-11-24 09:12"), at("2026-11-24 09:13")
ON = pytest.mark.parametrize("platform", ["slack", "teams", "web"])
NORDFRAKT = (
    "Nordfrakt, fordonsparken har saknat ett nästa steg sedan tors 12 nov. Vad händer nu?\n"
    "[1] Bestäm ett  [2] De bad oss vänta  [3] Släpp den"
)
SOLBERG = "Solberg Bygg, larm har saknat ett nästa steg sedan tors 12 nov. Vad händer nu?"


def fjord(language: str = "sv") -> FakeCompany:
    """Two deals of Maja's have had no next step since the 12th."""
    deals = deal(), deal("solberg", "Solberg Bygg", "larm", amount=None)
    idle = (replace(one, idle_since=at("2026-11-12 14:00")) for one in deals)
    return company_of(*idle, people=(replace(MAJA, language=language),))


async def delivered(company: FakeCompany, **doors: OpenDoor) -> DeliveryReport:
    """What waits goes out through these doors."""
    postman = Postman(company.work, {name: door.adapter for name, door in doors.items()}, lambda: SOON)
    return await deliver(company.work, postman.send, lambda: SOON)


async def nudged(company: FakeCompany, platform: str, door: OpenDoor) -> Seen:
    """Maja has written there before, and at 08:30 the coach speaks up."""
    await door.says("hjälp")
    tick(company.work, MORNING)
    await delivered(company, **{platform: door})
    [nudge] = await door.sees()
    return nudge


@ON
async def test_what_is_mended_by_its_button_is_struck_and_the_rest_stays(platform: str, tmp_path: Path) -> None:
    company = fjord()
    async with DOORS[platform](company.work, company.settings, NINE, tmp_path) as maja:
        nudge = await nudged(company, platform, maja)

        await maja.presses_and_fills("Bestäm ett", ours="offertmöte", day="2026-12-01", agreed="said")
        await delivered(company, **{platform: maja})
        [edit] = await maja.sees()

        await maja.presses_and_fills("Bestäm ett", ours="demo", day="2026-12-02", agreed="said")
        await delivered(company, **{platform: maja})
        [last] = await maja.sees()

    assert (nudge.struck, nudge.instead) == ("", "")
    assert edit.struck == SOLBERG
    assert edit.text == (
        f"Två saker i dag, Maja\n---\n{NORDFRAKT}\n---\n"
        f"~~{SOLBERG}~~\nKlart kl 09.12: offertmöte, tis 1 dec.\n---\n[4] Varför just de här?  [5] Senare"
    )
    assert last.struck == NORDFRAKT.splitlines()[0] + SOLBERG
    assert last.text.splitlines()[3] == "Klart kl 09.12: demo, ons 2 dec."
    assert edit.instead == last.instead != ""


@ON
async def test_in_english_too(platform: str, tmp_path: Path) -> None:
    company = fjord("en")
    async with DOORS[platform](company.work, company.settings, NINE, tmp_path) as maja:
        await nudged(company, platform, maja)

        await maja.says("met Anna Berg at Nordfrakt today, demo on Friday 10:00, she agreed")
        await delivered(company, **{platform: maja})
        [edit] = await maja.sees()

    assert edit.struck == "Nordfrakt, fordonsparken has had no next step since Thu 12 Nov. What happens next?"
    assert edit.text.splitlines()[3] == "Done 09:12: demo, Fri 27 Nov, 10:00."


async def test_what_is_mended_on_another_platform_is_struck_where_it_was_said(tmp_path: Path) -> None:
    company = fjord()
    async with (
        DOORS["slack"](company.work, company.settings, NINE, tmp_path) as slack,
        DOORS["teams"](company.work, company.settings, NINE, tmp_path) as teams,
    ):
        await nudged(company, "slack", slack)

        await teams.says("träffade Anna Berg på Nordfrakt i dag, demo på fredag kl 10, hon sa ja")
        await delivered(company, slack=slack, teams=teams)

        [edit] = await slack.sees()
        assert await teams.sees() == []
    assert edit.text.splitlines()[3] == "Klart kl 09.12: demo, fre 27 nov kl 10.00."


@pytest.mark.parametrize("button", ["De bad oss vänta", "Släpp den", "Bestäm ett", "Varför just de här?", "Senare"])
@ON
async def test_no_button_of_a_nudge_takes_the_nudge_away(platform: str, button: str, tmp_path: Path) -> None:
    company = fjord()
    async with DOORS[platform](company.work, company.settings, NINE, tmp_path) as maja:
        await nudged(company, platform, maja)

        await maja.presses(button)
        replaced = [seen for seen in await maja.sees() if seen.instead]

    assert replaced == []


async def test_what_slack_will_not_edit_is_let_be_and_the_next_message_comes(tmp_path: Path) -> None:
    company = fjord()
    async with DOORS["slack"](company.work, company.settings, NINE, tmp_path) as maja:
        await nudged(company, "slack", maja)
        maja.slack.refuse["chat.update"] = (200, {"ok": False, "error": "edit_window_closed"}, {})

        await maja.says("träffade Anna Berg på Nordfrakt i dag, demo på fredag kl 10, hon sa ja")

        assert await delivered(company, slack=maja) == DeliveryReport(given_up=1)
        assert await delivered(company, slack=maja) == DeliveryReport()


async def test_what_is_gone_in_teams_is_let_be_and_whoever_it_was_for_hears_of_the_next(tmp_path: Path) -> None:
    company = fjord()
    async with DOORS["teams"](company.work, company.settings, NINE, tmp_path) as maja:
        await nudged(company, "teams", maja)
        await maja.says("träffade Anna Berg på Nordfrakt i dag, demo på fredag kl 10, hon sa ja")
        maja.teams.answers = [(404, {})]

        assert await delivered(company, teams=maja) == DeliveryReport(given_up=1)

    assert company.state.persons["maja"].stopped == ""


async def test_a_page_that_was_opened_anew_has_no_message_to_edit(tmp_path: Path) -> None:
    company = fjord()
    async with DOORS["web"](company.work, company.settings, NINE, tmp_path) as maja:
        await nudged(company, "web", maja)
    async with DOORS["web"](company.work, company.settings, NINE, tmp_path) as maja:
        await maja.says("affär Solberg")
        await maja.says("träffade Anna Berg på Nordfrakt i dag, demo på fredag kl 10, hon sa ja")

        assert await delivered(company, web=maja) == DeliveryReport(given_up=1)
        assert await maja.sees() == []


class Page:
    """Remembers what it shows, by message, and tells when that changes."""

    platform = "page"
    limits = Limits()

    def __init__(self) -> None:
        self.shows: dict[str, str] = {}
        self.changed = asyncio.Event()

    async def say(self, place: Place, reply: Say, speech: Speech) -> Outcome:
        self.shows["m1"] = plain(reply, speech)
        return Sent("m1")

    async def amend(self, place: Place, reference: str, reply: Say, speech: Speech) -> Outcome:
        self.shows[reference] = plain(reply, speech)
        self.changed.set()
        return Sent(reference)

    async def channel(self, team: Team) -> Place | None:
        return None

    async def find(self, person: Person) -> Place | None:
        return Place("page", "", person.id)

    async def tell(self, place: Place, answer: Answer) -> None:
        raise AssertionError("everything was answered in time")


async def test_the_edit_comes_with_the_answer_and_not_with_the_next_beat_of_the_clock(tmp_path: Path) -> None:
    company, page = fjord(), Page()
    rounds = Rounds(company.work, {"page": page}, lambda: NINE)
    ear = Ear(Coach(company.work, company.settings), tmp_path, patience=30)
    ear.on_mends(rounds.soon)
    await rounds.run()
    here, pause = Place("page", "", "maja"), Submit("deal.wait", "nordfrakt", (("until", "2026-12-14"),))

    told = replace(pause, answers=(*pause.answers, ("reason", "styrelsen")))
    await ear.hear("d1", NINE, MAJA, here, told, page.tell)

    await asyncio.wait_for(page.changed.wait(), 30)
    assert page.shows["m1"].splitlines()[2:4] == [
        f"~~{NORDFRAKT.splitlines()[0]}~~",
        "Klart kl 09.12: de bad oss vänta till mån 14 dec.",
    ]
