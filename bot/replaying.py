"""`askfirst replay`: what the coach would have said, before anything is switched on. Nothing is stored or sent."""

from __future__ import annotations

import argparse
import json
import time
from contextlib import closing
from datetime import timedelta

from bot.commands import print_cost
from bot.house import CommandError, database_from, open_house, readable, system_clock
from bot.replay_report import Told, facts, lines
from domain.worktime import start_of_day
from scheduler.recalling import recalled
from scheduler.replaying import replay


def replayed(options: argparse.Namespace) -> int:
    """Walk the engine over the history in the database, and print what came of it."""
    started = time.perf_counter()
    if options.last < options.first:
        raise CommandError(f"--to {options.last} is before --from {options.first}; swap them.")
    with closing(open_house(options.config, readable(database_from(options.database)), system_clock())) as house:
        zone = house.settings.company.zone
        with house.store.work() as work:
            start, end = start_of_day(options.first, zone), start_of_day(options.last + timedelta(days=1), zone)
            past = recalled(work, start, end)
        told = Told(options.first, options.last, replay(past))
    if options.json:
        print(json.dumps(facts(told), ensure_ascii=False, indent=2))
        return 0
    print("\n".join(lines(told)), end="\n\n")
    print_cost(f"{len(past.courses):,} deals, {len(told.replay.words):,} messages", started)
    return 0
