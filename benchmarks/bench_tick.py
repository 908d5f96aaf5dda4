"""A tick over 10,000 and 100,000 open deals of which 100 are due, beside a hand-written query for the same rows.

The cost should follow what is due and not what exists: "10 times the deals" is the promise. Run it as `python -m
benchmarks.bench_tick`; it runs on SQLite, and on a PostgreSQL of its own when this machine has one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from datetime import time as wall
from functools import partial
from statistics import median

from sqlalchemy import bindparam, text

from benchmarks.databases import on_each
from connectors.holidays import HolidayCalendar
from domain.deal import Deal
from domain.person import Hours, Person, Role
from domain.process import Process, Stage
from domain.settings import Company, Nudges, Rule, Settings
from domain.words import Texts
from scheduler.tick import tick
from storage.shapes import DEAL
from storage.store import Store

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
WEEK = timedelta(days=7)
SIZES = (10_000, 100_000)
DUE, PEOPLE, ROUNDS = 100, 50, 15
_SALE = Texts((("en", "Sale"),))
_SETTINGS = Settings(
    company=Company("bench", "Bench", "Europe/Stockholm", "SE", "SEK", ("en",)),
    teams=(),
    people=(),
    questions=(),
    processes=(Process("sale", _SALE, 1, (Stage("needs", _SALE, _SALE, 60),)),),
    nudges=Nudges(3, (Rule("no_next_step", True, 1, 3),)),
    contact_roles=(),
)
_BY_HAND = text(
    "SELECT * FROM deals LEFT JOIN episodes ON episodes.deal = deals.id AND episodes.ended_at IS NULL "
    "WHERE deals.attention_at <= :now"
).bindparams(bindparam("now", type_=DEAL.table.c.attention_at.type))


@dataclass(frozen=True)
class Figures:
    """Milliseconds: a tick, a dry run of it, and reading its rows by plain SQL."""

    tick: float
    dry_run: float
    by_hand: float


def main() -> None:
    """Print a line for each database and size, then what grew with the size."""
    on_each(_compare)


def _compare(kind: str, url: str) -> None:
    """Measure both sizes in turn, so that whatever else the machine does falls on both alike."""
    stores = [
        Store.open(url.format(size=size), _SETTINGS, HolidayCalendar(), company=f"bench_{size}") for size in SIZES
    ]
    for store, size in zip(stores, SIZES, strict=True):
        _fill(store, size)
    rounds = [[_round(store, NOW + week * WEEK) for store in stores] for week in range(ROUNDS)]
    small, large = (_middle(found) for found in zip(*rounds, strict=True))
    for store, size, found in zip(stores, SIZES, (small, large), strict=True):
        print(_line(kind, size, found), flush=True)
        store.close()
    print(
        f"  {SIZES[1] // SIZES[0]} times the deals: tick x {large.tick / small.tick:.2f}, "
        f"dry run x {large.dry_run / small.dry_run:.2f}, by hand x {large.by_hand / small.by_hand:.2f}"
    )


def _line(kind: str, size: int, found: Figures) -> str:
    return (
        f"{kind}, {size:,} open deals, {DUE} due, {PEOPLE} messages: tick {found.tick:.1f} ms, dry run "
        f"{found.dry_run:.1f} ms, reading the rows by hand {found.by_hand:.2f} ms (tick / by hand "
        f"{found.tick / found.by_hand:.0f})"
    )


def _round(store: Store, now: datetime) -> Figures:
    _make_due(store, now)
    by_hand = _milliseconds(partial(_read_by_hand, store, now))
    dry_run = _milliseconds(partial(tick, store.work, now, dry_run=True))
    started = time.perf_counter()
    said = len(tick(store.work, now).said)
    writing = (time.perf_counter() - started) * 1000
    if said != PEOPLE:
        raise AssertionError(f"{said} persons were told something and not {PEOPLE}")
    return Figures(writing, dry_run, by_hand)


def _middle(found: Sequence[Figures]) -> Figures:
    return Figures(*(median(getattr(one, field.name) for one in found) for field in fields(Figures)))


def _milliseconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def _read_by_hand(store: Store, now: datetime) -> int:
    with store.engine.connect() as connection:
        found = len(connection.execute(_BY_HAND, {"now": now}).all())
    if found != DUE:
        raise AssertionError(f"{found} rows are due and not {DUE}")
    return found


def _fill(store: Store, size: int) -> None:
    """A fresh company of `size` open deals, none of which is due within the years of the benchmark."""
    with store.work() as work:
        for n in range(PEOPLE):
            hours = Hours(wall(8, 30), wall(17), (0, 1, 2, 3, 4))
            person = Person(f"p{n}", f"Person {n}", None, Role.REP, "", "en", "Europe/Stockholm", "SE", hours)
            work.persons.save(person)
        since, later = NOW - 10 * WEEK, NOW + 500 * WEEK
        for n in range(size):
            deal = Deal(f"d{n}", f"Account {n}", "", f"p{n % PEOPLE}", "sale", "needs", since, since, since)
            work.deals.add(replace(deal, attention_at=later + timedelta(minutes=n)))
        work.commit()
    with store.engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")


def _make_due(store: Store, now: datetime) -> None:
    with store.work() as work:
        for n in range(DUE):
            work.deals.look_again(f"d{n}", now - timedelta(minutes=n))
        work.commit()


if __name__ == "__main__":
    main()
