"""A tick on a real database: it keeps what it decides, and its cost follows what is due."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.plain import plain
from bot.words import Speech
from domain.chat import Say
from domain.nudges import OutboxItem
from scheduler.deliver import DeliveryReport, deliver
from scheduler.sending import Outcome, Sent
from scheduler.tick import TickReport, tick
from storage.store import Store
from tests.support.builders import MAJA, TOM, at, deal, settings
from tests.support.fake import NoHolidays

MORNING = at("2026-11-24 08:30")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty database of either kind with Maja and Tom."""
    with opened("sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgres_url")) as store:
        yield store


@contextmanager
def opened(url: str) -> Iterator[Store]:
    """An empty database with Maja and Tom."""
    store = Store.open(url, settings(), NoHolidays())
    with store.work() as work:
        work.persons.save(MAJA)
        work.persons.save(TOM)
        work.commit()
    yield store
    store.close()


def with_deals(store: Store, n: int, attention_at: datetime, prefix: str = "deal") -> None:
    """So many deals of Maja's, looked at from then."""
    with store.work() as work:
        for number in range(n):
            work.deals.add(replace(deal(f"{prefix}{number}", f"Account {number}", ""), attention_at=attention_at))
        work.commit()


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: object) -> None:
        asked.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    yield asked
    event.remove(store.engine, "before_cursor_execute", note)


def test_a_message_is_decided_kept_and_sent_once(store: Store) -> None:
    with_deals(store, 4, MORNING)
    sent: list[str] = []

    async def send(item: OutboxItem, say: Say) -> Outcome:
        sent.append(item.person)
        return Sent("ts-1")

    said = tick(store.work, MORNING).said
    again = tick(store.work, MORNING)
    reports = [
        asyncio.run(deliver(store.work, send, lambda: MORNING)),
        asyncio.run(deliver(store.work, send, lambda: MORNING + timedelta(minutes=1))),
    ]

    assert ([person for person, _ in said], again, sent) == (["maja"], TickReport(), ["maja"])
    assert reports == [DeliveryReport(sent=1), DeliveryReport()]
    with store.work() as work:
        running = work.nudging.episodes([f"deal{n}" for n in range(4)])
        verdicts = {entry.verdict.reason.value for n in range(4) for entry in work.nudging.verdicts(f"deal{n}", 9)}
    assert sorted(episode.times_said for episode in running if episode.said_at) == [1, 1, 1]
    assert verdicts == {"first time", "enough for today", "another concern explains it"}


def test_a_dry_run_leaves_the_database_as_it_was(store: Store) -> None:
    with_deals(store, 1, MORNING)

    tried, said = tick(store.work, MORNING, dry_run=True), tick(store.work, MORNING)

    assert _told(tried) == _told(said)
    assert [person for person, _ in said.said] == ["maja"]


def _told(report: TickReport) -> list[str]:
    """What is said; the episodes of a dry run are not those that are begun in earnest."""
    return [plain(say, Speech.to(MAJA, MORNING)) for _, say in report.said]


def test_processes_that_tick_at_the_same_instant_say_it_once(store: Store) -> None:
    with_deals(store, 30, MORNING)

    with ThreadPoolExecutor(4) as processes:
        reports = list(processes.map(lambda _: tick(store.work, MORNING), range(4)))

    assert [report.failed for report in reports] == [()] * 4
    assert [person for report in reports for person, _ in report.said] == ["maja"]
    with store.work() as work:
        assert len(work.nudging.episodes([f"deal{n}" for n in range(30)])) == 60


def test_the_number_of_questions_does_not_grow_with_the_deals_that_are_not_due(store: Store) -> None:
    with_deals(store, 3, MORNING)
    with statements(store) as few:
        tick(store.work, MORNING, dry_run=True)
    with_deals(store, 300, MORNING + timedelta(days=400), "later")

    with statements(store) as many:
        tick(store.work, MORNING, dry_run=True)

    assert len(many) == len(few)


def test_what_is_due_is_found_by_an_index() -> None:
    with opened("sqlite://") as store:
        with_deals(store, 1, MORNING)
        with statements(store) as asked:
            tick(store.work, MORNING, dry_run=True)
        queries = [statement for statement in asked if statement.startswith("SELECT") and "FROM deals" in statement]

        plans = [plan_of(store, query) for query in queries]

    assert len(plans) == 2
    assert all("INDEX ix_deals_due" in plan and "SCAN deals" not in plan for plan in plans), plans


def plan_of(store: Store, query: str) -> str:
    """How SQLite finds what a query asks for."""
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", ("x",) * query.count("?"))
        return " ".join(row[3] for row in rows)
