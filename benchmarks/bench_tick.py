"""A tick over 10,000 and 100,000 open deals with 1,000 due, beside hand-written SQL for the same rows and brute force.

The cost should follow what is due and not what exists. `--million` adds 1,000,000 deals. Brute force looks at 10,000
deals, and is told for as many as there are. Run it as `python -m benchmarks.bench_tick`; it runs on SQLite, and on a
PostgreSQL of its own when this machine has one.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from benchmarks.databases import on_each
from benchmarks.many_deals import DUE, PEOPLE, Kept, by_hand, fill, make_due, read_by_hand
from bot.settings import read_settings
from connectors.holidays import HolidayCalendar
from domain.settings import Settings
from scheduler.deciding import Ground, decide
from scheduler.hearing import hearings_of
from scheduler.tick import tick
from storage.store import Store

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
APART = timedelta(weeks=5)
"""Between two rounds, so that each has as much to say."""
SIZES = (10_000, 100_000)
MILLION = 1_000_000
ROUNDS = 5
PAGE, SAMPLE = 500, 10_000


@dataclass(frozen=True)
class Figures:
    """Milliseconds: a tick, a dry run of it, reading its rows by plain SQL, and writing as many rows as well."""

    tick: float
    dry_run: float
    read: float
    written: float
    idle: float


def main(*, million: bool = False) -> None:
    """Print a line for each database and size, then what grew with the size."""
    sizes = (*SIZES, MILLION) if million else SIZES
    on_each(lambda kind, url: _compare(kind, url, sizes))


def _compare(kind: str, url: str, sizes: Sequence[int]) -> None:
    """Measure all sizes in turn, so that whatever else the machine does falls on all alike."""
    settings = read_settings(Path("app.yaml"))
    stores = [_opened(url.format(size=size), size, settings) for size in sizes]
    for store, size in zip(stores, sizes, strict=True):
        fill(store, size, NOW)
    rounds = [
        [_round(store, size, NOW + n * APART) for store, size in zip(stores, sizes, strict=True)] for n in range(ROUNDS)
    ]
    found = [_best(figures) for figures in zip(*rounds, strict=True)]
    for store, size, figures in zip(stores, sizes, found, strict=True):
        _tell(kind, store, size, figures, url)
        store.close()
    small, large = found[0], found[-1]
    print(
        f"  {sizes[-1] // sizes[0]} times the deals: tick x {large.tick / small.tick:.2f}, dry run x "
        f"{large.dry_run / small.dry_run:.2f}, by hand x {large.read / small.read:.2f}",
        flush=True,
    )


def _opened(url: str, size: int, settings: Settings) -> Store:
    return Store.open(url, settings, HolidayCalendar(), company=f"bench_{size}")


def _tell(kind: str, store: Store, size: int, found: Figures, url: str) -> None:
    looked, took = _brute_force(store, NOW + ROUNDS * APART)
    brute = took * size / looked
    print(
        f"{kind}, {size:,} open deals, {DUE:,} due, {PEOPLE} messages: tick {found.tick:.0f} ms, dry run "
        f"{found.dry_run:.0f} ms; by hand reading {found.read:.1f} ms, reading and writing {found.written:.0f} ms\n"
        f"  dry run / reading {found.dry_run / found.read:.1f}, tick / reading and writing "
        f"{found.tick / found.written:.1f}; brute force {brute / 1000:.1f} s, "
        f"{brute / found.dry_run:.0f} dry runs; "
        f"nothing due {found.idle:.2f} ms; peak {_peak(url, size):.0f} MB",
        flush=True,
    )


def _round(store: Store, size: int, now: datetime) -> Figures:
    idle = _milliseconds(partial(tick, store.work, now - timedelta(hours=1)))
    make_due(store, size, now)
    read = _milliseconds(partial(read_by_hand, store, now))
    dry_run = _milliseconds(partial(tick, store.work, now, dry_run=True))
    started = time.perf_counter()
    report = tick(store.work, now)
    writing = (time.perf_counter() - started) * 1000
    if len(report.said) != PEOPLE:
        raise AssertionError(f"{len(report.said)} persons were told something and not {PEOPLE}")
    make_due(store, size, now)
    kept = Kept(verdicts=len(report.verdicts), messages=PEOPLE)
    written = by_hand(store, now, kept)
    return Figures(writing, dry_run, read, written, idle)


def _brute_force(store: Store, now: datetime) -> tuple[int, float]:
    """Judge every open deal, or a sample of them; how many, and in how many milliseconds."""
    started, looked, after = time.perf_counter(), 0, ""
    with store.work() as work:
        while looked < SAMPLE:
            deals = work.deals.each_open(after, PAGE)
            if not deals:
                break
            owners = dict.fromkeys(deal.owner for deal in deals)
            hearings, _ = hearings_of(work.persons, work.settings, owners, now)
            reaches = {owner: reach for one in hearings for owner, reach in one.reaches.items()}
            ground = Ground(reaches, work.settings, work.calendar, now, False, work.new_id, "")
            decide(ground, deals, work.nudging.episodes([deal.id for deal in deals]))
            looked, after = looked + len(deals), deals[-1].id
    return looked, (time.perf_counter() - started) * 1000


def _best(found: Sequence[Figures]) -> Figures:
    """What else the machine does only makes a round longer."""
    return Figures(*(min(getattr(one, field.name) for one in found) for field in fields(Figures)))


def _milliseconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def _peak(url: str, size: int) -> float:
    """The most memory (MB) that a process of its own holds when it ticks."""
    command = [sys.executable, "-m", "benchmarks.bench_tick", "--peak", url.format(size=size), str(size)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(told.stdout)


def _tick_alone(url: str, size: int) -> None:
    store = _opened(url, size, read_settings(Path("app.yaml")))
    now = NOW + (ROUNDS + 1) * APART
    make_due(store, size, now)
    tick(store.work, now)
    store.close()
    # Linux counts in KiB.
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peak"]:
        _tick_alone(sys.argv[2], int(sys.argv[3]))
    else:
        main(million="--million" in sys.argv)
