"""A standup of a team of 50 with 2,000 open deals, beside reading the same rows by hand.

Every deal had a meeting since the standup before and has a next step. Everybody's part is drafted and kept, and the one
message put into the outbox; then everybody is asked, and an answer lands. Run it as
`python -m benchmarks.bench_standup`; it runs on SQLite, and on a PostgreSQL of its own when this machine has one.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as wall
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from benchmarks.databases import on_each
from benchmarks.filling import DEALS_EACH, OPEN_EACH, SINCE, fill, members
from bot.coach import Coach
from bot.settings import read_settings
from connectors.holidays import HolidayCalendar
from domain.chat import Place, Press
from domain.deal import DealState
from domain.person import Hours, Role
from domain.planning import plan_all
from domain.settings import Settings, StandupPlan
from scheduler.standups import Ran, run_standups
from scheduler.tick import tick
from storage.shapes import CONTACT, DEAL, EPISODE, MEETING, STEP
from storage.store import Store

PEOPLE, ROUNDS = 50, 5
ZONE = "Europe/Stockholm"
OPENS = datetime(2026, 11, 10, 8, 30, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)
"""When everybody begins to work, so that nobody was asked before."""
PLAN = StandupPlan("pipeline", "", (0, 1, 2, 3, 4), wall(8, 30), wall(10), ZONE, "en", ())


def main() -> None:
    """Print what it takes on each database."""
    on_each(_compare)


def _compare(kind: str, url: str) -> None:
    address = url.format(size=PEOPLE)
    store = _opened(address)
    fill(store, PEOPLE * DEALS_EACH)
    with store.work() as work:
        plan_all(work, SINCE)
        work.commit()
    with store.engine.begin() as connection:
        lost = DEAL.table.c.state == DealState.LOST
        connection.execute(DEAL.table.update().where(lost).values(closed_at=SINCE - timedelta(days=30)))
    rows = _by_hand(store)
    reading = min(_milliseconds(lambda: _by_hand(store)) for _ in range(ROUNDS))
    dry = min(_milliseconds(lambda: _open(store, dry_run=True)) for _ in range(ROUNDS))
    peak = _peak(address)
    cpu = time.process_time()
    opening = _milliseconds(lambda: _open(store))
    own = (time.process_time() - cpu) * 1000
    asking = _milliseconds(lambda: tick(store.work, OPENS))
    answering = min(_milliseconds(partial(_answer, store, n)) for n in range(ROUNDS))
    print(
        f"{kind}, {PEOPLE} people, {PEOPLE * OPEN_EACH:,} open deals: opened in {opening:.0f} ms, {own:.0f} ms of them "
        f"the coach's own\n  keeping nothing {dry:.0f} ms, the {rows:,} rows read by hand {reading:.0f} ms, "
        f"x {dry / reading:.1f}\n  everybody drafted once more and asked in {asking:.0f} ms; an answer, and the "
        f"message drawn anew, in {answering:.0f} ms; peak {peak:.0f} MB",
        flush=True,
    )
    store.close()


def _opened(address: str) -> Store:
    return Store.open(address, _settings(), HolidayCalendar(), company="bench_standup")


def _settings() -> Settings:
    """One team, which meets on every weekday when it begins to work."""
    given = read_settings(Path("app.yaml"))
    hours = Hours(wall(8, 30), wall(17), (0, 1, 2, 3, 4))
    team = replace(given.teams[0], manager="p0@example.com", digests=(), standups=(PLAN,))
    usual = replace(given.people[0], role=Role.REP, team=team.key, zone=ZONE, hours=hours)
    return replace(given, teams=(team,), people=members(usual, PEOPLE * DEALS_EACH))


def _open(store: Store, *, dry_run: bool = False) -> Ran:
    """The standup, from nothing to the message in the outbox."""
    ran = run_standups(store.work, OPENS, dry_run=dry_run)
    if [item.channel for item in ran.told] != [store.settings.teams[0].key]:
        raise AssertionError(f"the channel was told {ran}")
    return ran


def _by_hand(store: Store) -> int:
    """The open deals, their steps, meetings and people, and what runs of them, in plain SQL; how many rows."""
    deal = DEAL.table.c
    is_open = deal.state == DealState.OPEN
    asked = (
        select(DEAL.table).where(is_open),
        *(select(t).join_from(t, DEAL.table, t.c.deal == deal.id).where(is_open) for t in _OF_DEALS),
        select(CONTACT.table)
        .join_from(CONTACT.table, DEAL.table, CONTACT.table.c.account == deal.account)
        .where(is_open),
    )
    with store.engine.connect() as connection:
        return sum(len(connection.execute(query).all()) for query in asked)


_OF_DEALS = (STEP.table, MEETING.table, EPISODE.table)


def _answer(store: Store, n: int) -> None:
    with store.work() as work:
        (standup,), person = work.standups.running(), work.persons.by_email(f"p{n}@example.com")
    press = Press("standup.confirm", standup.id)
    answer = Coach(store.work, store.settings).hear(f"answer {n}", OPENS, person, Place("bench", "", "bench"), press)
    if not answer.replies:
        raise AssertionError("nobody answered")


def _milliseconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def _peak(address: str) -> float:
    """The most memory (MB) that a process of its own holds when it opens the standup."""
    command = [sys.executable, "-m", "benchmarks.bench_standup", "--peak", address]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(told.stdout)


def _open_alone(address: str) -> None:
    store = _opened(address)
    _open(store, dry_run=True)
    store.close()
    # Linux counts in KiB.
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peak"]:
        _open_alone(sys.argv[2])
    else:
        main()
