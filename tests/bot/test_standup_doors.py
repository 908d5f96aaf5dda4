"""One round of the standup through three front doors: the same in the channel, in its thread, and to Maja alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from bot.adapters import Postman
from domain.deal import Deal
from domain.planning import plan_all
from domain.settings import Rule, StandupPlan
from scheduler.deliver import deliver
from scheduler.tick import tick
from tests.scheduler.rounds import company_of
from tests.support.builders import KARIN, MAJA, TOM, ZONE, at, deal, due_on, settings, step
from tests.support.channel_doors import ALONE, CHANNEL, CHANNEL_DOORS, FORM, THREAD, Came, ChannelDoor
from tests.support.fake import FakeCompany

PLAN = StandupPlan("pipeline", "", (1,), time(9, 15), time(10), ZONE, "en", (), "karin@example.com")
DAY = "2026-11-24"


def north(channel: str, *deals: Deal, rules: tuple[Rule, ...] = ()) -> FakeCompany:
    """Team North, on the day of its standup; Maja has a deal with a next step, and these."""
    team, other = settings().teams
    made = replace(
        settings(),
        teams=(replace(team, channel=channel, standups=(PLAN,)), other),
        nudges=replace(settings().nudges, rules=rules),
    )
    company = company_of(
        deal(step_ours="send the quote", step_due=due_on("2026-11-25"), step="s1"),
        *deals,
        people=(MAJA, TOM, KARIN),
        made=made,
    )
    with company.work() as work:
        work.facts.add(step("s1", "2026-11-25", act=""))
        plan_all(work, at("2026-11-23 17:00"))
        work.commit()
    return company


async def what_comes(company: FakeCompany, maja: ChannelDoor, clock: str, *, ticks: bool) -> list[Came]:
    """What Maja reads after what waits by then was delivered, and since the last time."""
    now, adapter = at(clock), maja.door.adapter
    if ticks:
        assert not tick(company.work, now).failed
    postman = Postman(company.work, {adapter.platform: adapter}, lambda: now)
    await deliver(company.work, postman.send, lambda: now)
    await maja.door.sees()
    return await maja.came()


async def the_round(platform: str, folder: Path) -> list[list[Came]]:
    """Maja is asked, answers with a button alone, in the thread and in a form from the channel, and it ends."""
    name, door = CHANNEL_DOORS[platform]
    company = north(name)
    came: list[list[Came]] = []
    async with door(company.work, company.settings, at(f"{DAY} 09:20"), folder) as maja:
        await maja.door.says("hjälp")
        await maja.came()

        async def delivered(clock: str, *, ticks: bool = False) -> None:
            came.append(await what_comes(company, maja, f"{DAY} {clock}", ticks=ticks))

        await delivered("08:30", ticks=True)
        await delivered("09:15", ticks=True)
        await maja.door.presses("Stämmer")
        await delivered("09:21")
        await maja.mentions("jag behöver hjälp med ekonomichefen")
        await delivered("09:22")
        await maja.presses_there("My update")
        await maja.door.fills(words="klart med offerten", asks="yes")
        await delivered("09:23")
        await maja.mentions("tack {tom} för hjälpen")
        await delivered("09:24")
        await delivered("10:00", ticks=True)
    return came


@pytest.fixture
async def in_slack(tmp_path: Path) -> list[list[Came]]:
    return await the_round("slack", tmp_path)


def test_the_channel_has_one_message_and_its_thread_and_what_is_personal_comes_alone(
    in_slack: list[list[Came]],
) -> None:
    alone, again, there, edited = Came(ALONE, ""), Came(ALONE, "", True), Came(CHANNEL, ""), Came(CHANNEL, "", True)
    answered = [again, alone, edited]

    assert [sorted((replace(one, text="") for one in step), key=str) for step in in_slack] == [
        sorted(step, key=str)
        for step in (
            [alone],
            [there],
            answered,
            answered,
            [Came(FORM, ""), *answered],
            answered,
            [edited, Came(THREAD, "")],
        )
    ]


def test_each_answer_is_in_the_channels_message_and_in_the_persons_own(in_slack: list[list[Came]]) -> None:
    asked, opened, pressed, written, filled, named, ended = in_slack

    assert "Nordfrakt" in asked[0].text
    assert "Maja ✓" not in opened[0].text
    told = ["Maja ✓", "jag behöver hjälp med ekonomichefen", "klart med offerten", "tack @Tom Reed för hjälpen"]
    for words, answer in zip(told, (pressed, written, filled, named), strict=True):
        changed = [one.text for one in answer if one.edited]
        assert len(changed) == 2
        assert all(words.removeprefix("Maja ") in text for text in changed)
    assert "open until" in named[-1].text
    assert [("open until" in one.text, one.where) for one in ended] == [(False, CHANNEL), (False, THREAD)]
    assert "Nordfrakt" in ended[-1].text


@pytest.mark.parametrize("platform", ["teams", "web"])
async def test_every_door_says_the_same(platform: str, in_slack: list[list[Came]], tmp_path: Path) -> None:
    elsewhere = await the_round(platform, tmp_path)

    assert [sorted(map(str, step)) for step in elsewhere] == [sorted(map(str, step)) for step in in_slack]


async def test_whoever_has_no_chat_with_us_in_teams_answers_in_the_thread_and_nothing_is_said_there(
    tmp_path: Path,
) -> None:
    name, door = CHANNEL_DOORS["teams"]
    company = north(name)
    async with door(company.work, company.settings, at(f"{DAY} 09:20"), tmp_path) as maja:
        [opened] = await what_comes(company, maja, f"{DAY} 09:15", ticks=True)

        await maja.mentions("jag behöver hjälp med ekonomichefen")
        answered = await what_comes(company, maja, f"{DAY} 09:21", ticks=False)
        await maja.presses_there("My update")

        assert (opened.where, [(one.where, one.edited) for one in answered]) == (CHANNEL, [(CHANNEL, True)])
        assert "jag behöver hjälp med ekonomichefen" in answered[0].text
        assert maja.door.toast == "Affärer håller vi oss emellan. Skriv till mig i vår egen chatt, så svarar jag där."
        assert await maja.came() == []


async def test_what_is_no_answer_is_answered_alone_and_nothing_is_said_in_the_thread_in_teams(tmp_path: Path) -> None:
    name, door = CHANNEL_DOORS["teams"]
    company = north(name)
    async with door(company.work, company.settings, at(f"{DAY} 09:20"), tmp_path) as maja:
        await maja.door.says("hjälp")
        await what_comes(company, maja, f"{DAY} 09:15", ticks=True)

        await maja.mentions("affärer")

        assert [one.where for one in await maja.came()] == [ALONE]


async def the_walk(platform: str, folder: Path) -> list[list[Came]]:
    """Maja walks the deals in the channel, something is decided for Tom, and the standup ends."""
    name, door = CHANNEL_DOORS[platform]
    idle = replace(deal("solberg", "Solberg Bygg", "larm"), idle_since=at("2026-11-02 09:00"))
    company = north(name, idle, rules=(Rule("no_next_step", True, 1, 3),))
    came: list[list[Came]] = []
    async with door(company.work, company.settings, at(f"{DAY} 09:20"), folder) as maja:
        await maja.door.says("hjälp")
        await what_comes(company, maja, f"{DAY} 09:15", ticks=True)
        await maja.presses_there("Start the walk-through")
        came.append(await what_comes(company, maja, f"{DAY} 09:21", ticks=False))
        await maja.mentions("{tom} ringer Anna på Solberg senast torsdag")
        came.append(await what_comes(company, maja, f"{DAY} 09:22", ticks=False))
        await maja.presses_there("End the standup")
        came.append(await what_comes(company, maja, f"{DAY} 09:23", ticks=False))
    return came


async def test_deals_are_walked_and_decided_on_through_every_door(tmp_path: Path) -> None:
    in_slack, in_teams, on_the_page = [await the_walk(platform, tmp_path) for platform in CHANNEL_DOORS]

    walked, decided, ended = in_slack
    assert [(one.where, one.edited) for one in walked] == [(CHANNEL, True)]
    assert "Solberg" in walked[0].text
    assert {(one.where, one.edited) for one in decided} >= {(ALONE, False), (CHANNEL, True)}
    assert ["Tom ringer Anna" in one.text for one in decided if one.where != ALONE] == [True]
    there = {one.where: one.text for one in ended if one.where != ALONE}
    assert sorted(there) == [CHANNEL, THREAD]
    assert all("Tom ringer Anna" in text for text in there.values())
    in_order = [[sorted(map(str, step)) for step in steps] for steps in (in_slack, in_teams, on_the_page)]
    assert in_order[1:] == [in_order[0]] * 2
