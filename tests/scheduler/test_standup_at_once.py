"""Several at the same standup at once, and a process that dies: one message, nothing twice, no answer lost."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from threading import Barrier, Lock
from typing import TypeVar

import pytest

from bot.coach import Coach
from bot.plain import plain
from bot.words import Speech
from domain.chat import Place, Press, Say
from domain.errors import Busy
from domain.nudges import OutboxItem
from domain.person import Role
from domain.planning import plan_all
from domain.ports import Works
from domain.settings import Settings, StandupPlan
from domain.standup import How, Phase
from scheduler.deliver import deliver
from scheduler.sending import Outcome, Sent
from scheduler.tick import tick
from storage.store import Store
from tests.support.builders import ZONE, at, deal, member, person, settings
from tests.support.fake import FakeCompany, NoHolidays

MONDAY = at("2026-11-23 12:00")
MORNING, NINE, TEN = at("2026-11-24 08:30"), at("2026-11-24 09:15"), at("2026-11-24 10:00")
MINUTE = timedelta(minutes=1)
PLAN = StandupPlan("pipeline", "", (0, 1, 2, 3, 4), time(9, 15), time(10), ZONE, "en", ())
KARIN = person("karin", "Karin Ek", role=Role.MANAGER)
REPS = tuple(person(f"rep{n}", f"Rep{n} Lind") for n in range(50))
T = TypeVar("T")


def made_of(many: int) -> Settings:
    """Team North with so many reps."""
    people = (KARIN, *REPS[:many])
    named = tuple(member(one.email or "", one.name, role=one.role) for one in people)
    teams = settings().teams
    return replace(settings(), people=named, teams=(replace(teams[0], standups=(PLAN,)), teams[1]))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of either kind that several may open."""
    found: str = str(tmp_path / "fjord.db") if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    return found


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """Team North of three, each with a deal, planned on Monday."""
    with_three = opened(url, 3)
    yield with_three
    with_three.close()


def opened(url: str, many: int) -> Store:
    """The company as a process finds it when it starts; the first one finds it empty."""
    store = Store.open(url, made_of(many), NoHolidays())
    peopled(store.work, many)
    return store


def peopled(works: Works, many: int) -> None:
    """Everybody has a deal."""
    with works() as work:
        if not work.persons.all():
            for one in (KARIN, *REPS[:many]):
                work.persons.save(one)
                work.deals.add(deal(f"deal-{one.id}", f"Kund {one.first_name}", owner=one.id, stage_since=MONDAY))
        plan_all(work, MONDAY)
        work.commit()


class Platform:
    """Remembers what was sent, and how the channel's message reads."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.channel = ""
        self._writing = Lock()

    async def send(self, item: OutboxItem, say: Say) -> Outcome:
        with self._writing:
            self.sent.append(f"{item.key.partition(':')[0]} to {item.channel or item.person}")
            if item.channel and not item.under:
                self.channel = plain(say, Speech(item.language, item.zone, item.created_at))
        return Sent(item.id, Place("test", "", item.channel or item.person))


def round_of(works: Works, platform: Platform, now: datetime) -> None:
    """A beat of the clock of one process."""
    tick(works, now)
    sent(works, platform, now)


def sent(works: Works, platform: Platform, now: datetime) -> None:
    """What is due is sent."""
    patient(lambda: asyncio.run(deliver(works, platform.send, lambda: now)))


def patient(do: Callable[[], T]) -> T:
    """Asks again as long as the database keeps everybody waiting, as each door does."""
    while True:
        with suppress(Busy):
            return do()


def answers(works: Works, who: str, action: str, now: datetime) -> list[str]:
    """Somebody presses a button of the latest standup, in their own messages; what they hear."""
    with works() as work:
        known, (standup, *_) = work.persons.get(who), work.standups.lately("north", 1)
    act = Press(f"standup.{action}", standup.id)
    coach, place = Coach(works, made_of(50)), Place("test", "", who)
    said = patient(lambda: coach.hear(f"{who}-{now}", now, known, place, act))
    return [plain(reply, Speech("en", ZONE, now)) for reply in said.replies]


def at_once(*do: Callable[[], object]) -> list[object]:
    """Each in a thread of its own, all let go at the same moment."""
    gate = Barrier(len(do))

    def at_the_gate(one: Callable[[], object]) -> object:
        gate.wait()
        return one()

    with ThreadPoolExecutor(len(do)) as threads:
        return list(threads.map(at_the_gate, do))


def confirmed(text: str) -> list[str]:
    """Whose parts the channel reads as answered."""
    answered = (line for line in text.splitlines() if "✓" in line)
    return sorted(name for line in answered for name in re.findall(r"Rep\d+", line))


def test_two_replicas_ask_open_remind_and_end_once(store: Store) -> None:
    platform = Platform()

    for now in (MORNING, NINE, TEN - 20 * MINUTE, TEN):
        at_once(*[partial(round_of, store.work, platform, now)] * 2)
        round_of(store.work, platform, now)

    assert Counter(platform.sent) == {
        **{f"nudge to {one}": 1 for one in ("karin", "rep0", "rep1", "rep2")},
        "standup to north": 1,
        **{f"reminder to {one}": 1 for one in ("karin", "rep0", "rep1", "rep2")},
        "edit to north": 1,
        "participation to karin": 1,
    }
    with store.work() as work:
        assert [one.phase for one in work.standups.lately("north", 5)] == [Phase.ENDED]


def test_two_who_answer_at_the_same_instant_are_both_in_the_last_edit(store: Store) -> None:
    platform = Platform()
    round_of(store.work, platform, MORNING)
    round_of(store.work, platform, NINE)

    at_once(*(partial(answers, store.work, who, "nothing", NINE + MINUTE) for who in ("rep0", "rep1")))
    round_of(store.work, platform, NINE + 2 * MINUTE)

    assert confirmed(platform.channel) == ["Rep0", "Rep1"]
    assert platform.sent.count("edit to north") == 1


def test_answers_while_two_replicas_open_it_are_not_lost(store: Store) -> None:
    platform = Platform()
    round_of(store.work, platform, MORNING)

    answering = [partial(answers, store.work, who, "nothing", NINE) for who in ("rep0", "rep1", "rep2")]
    opening = [partial(round_of, store.work, platform, NINE)] * 2
    at_once(*opening, *answering)
    round_of(store.work, platform, NINE + MINUTE)

    assert platform.sent.count("standup to north") == 1
    with store.work() as work:
        (standup,) = work.standups.lately("north", 5)
        parts = {part.person: part.how for part in work.standups.parts(standup.id)}
    assert [parts[who] for who in ("rep0", "rep1", "rep2")] == [How.NOTHING_NEW] * 3
    assert confirmed(platform.channel) == ["Rep0", "Rep1", "Rep2"]


def test_a_process_that_starts_anew_at_every_step_says_nothing_twice(url: str) -> None:
    platform = Platform()

    def started(now: datetime) -> list[str]:
        platform.sent.clear()
        store = opened(url, 3)
        round_of(store.work, platform, now)
        if now == NINE:
            answers(store.work, "rep1", "nothing", now)
        store.close()
        return sorted(platform.sent)

    assert started(MORNING) == ["nudge to karin", "nudge to rep0", "nudge to rep1", "nudge to rep2"]
    assert started(MORNING + MINUTE) == []
    assert started(NINE) == ["standup to north"]
    assert started(NINE + MINUTE) == ["edit to north", "edit to rep1"]
    assert started(TEN - 20 * MINUTE) == ["reminder to karin", "reminder to rep0", "reminder to rep2"]
    assert started(TEN) == ["edit to north", "participation to karin"]
    assert started(TEN + MINUTE) == []
    assert confirmed(platform.channel) == ["Rep1"]


def test_fifty_answers_in_a_minute_are_few_edits_and_the_last_one_is_right() -> None:
    company, platform = FakeCompany(made_of(50), NoHolidays()), Platform()
    peopled(company.work, 50)
    round_of(company.work, platform, NINE)
    platform.sent.clear()

    for n, rep in enumerate(REPS):
        now = NINE + timedelta(seconds=1.2 * n)
        answers(company.work, rep.id, "nothing", now)
        sent(company.work, platform, now)
    sent(company.work, platform, NINE + 2 * MINUTE)

    assert platform.sent.count("edit to north") == 17
    assert len(confirmed(platform.channel)) == 50


def test_twenty_at_the_same_instant_all_land(url: str) -> None:
    store, platform = opened(url, 20), Platform()
    round_of(store.work, platform, MORNING)
    round_of(store.work, platform, NINE)

    at_once(*(partial(answers, store.work, rep.id, "nothing", NINE + MINUTE) for rep in REPS[:20]))
    sent(store.work, platform, NINE + 2 * MINUTE)
    store.close()

    assert len(confirmed(platform.channel)) == 20


def presses(works: Works, who: str, action: str, pick: str, now: datetime) -> None:
    """Somebody presses a button of the channel's message."""
    with works() as work:
        known, (standup, *_) = work.persons.get(who), work.standups.lately("north", 1)
    coach, place = Coach(works, made_of(50)), Place("test", "", "C-north", direct=False)
    act = Press(f"standup.{action}", standup.id, pick)
    assert patient(lambda: coach.hear(f"{who}-{action}-{now}", now, known, place, act)).replies == ()


def test_of_many_who_press_next_at_the_same_instant_one_moves(store: Store) -> None:
    platform = Platform()
    round_of(store.work, platform, MORNING)
    round_of(store.work, platform, NINE)

    everybody = ("karin", "rep0", "rep1", "rep2")
    at_once(*(partial(presses, store.work, who, "walk", "", NINE + MINUTE) for who in everybody))
    at_once(*(partial(presses, store.work, who, "next", "deal-karin", NINE + 2 * MINUTE) for who in everybody))
    round_of(store.work, platform, NINE + 3 * MINUTE)

    with store.work() as work:
        walked = work.standups.lately("north", 1)[0]
    assert (walked.turn, walked.agenda) == (1, ("deal-karin", "deal-rep0", "deal-rep1", "deal-rep2"))
    assert walked.facilitator in everybody
    assert "2 of 4: Kund Rep0, fordonsparken, Rep0" in platform.channel


def test_a_deal_is_talked_about_until_the_clock_says_so(store: Store) -> None:
    platform = Platform()
    round_of(store.work, platform, MORNING)
    round_of(store.work, platform, NINE)
    presses(store.work, "karin", "walk", "", NINE + MINUTE)
    round_of(store.work, platform, NINE + 2 * MINUTE)
    assert "Karin speaks, until 09:19. Then Rep0: Kund Rep0." in platform.channel

    for minutes in (5, 6, 7):
        at_once(*[partial(round_of, store.work, platform, NINE + minutes * MINUTE)] * 2)
    assert "Time for the next one. Then Rep0: Kund Rep0." in platform.channel
    assert platform.sent.count("edit to north") == 2
