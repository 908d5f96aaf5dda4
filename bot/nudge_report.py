"""`askfirst report nudges`: how soon concerns are mended when they are said, and when they are not."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from datetime import datetime
from typing import Any

from bot.house import CommandError, database_from, open_house, readable, system_clock
from bot.words import Speech, text_of
from domain.person import OFFICE_HOURS
from domain.ports import Calendar
from domain.proportions import Estimate
from domain.settings import Company
from domain.trial import FEWEST, USEFUL, WITHIN, Comparison, Finding, Side, WorkingDays, compare
from domain.worktime import local_day, working_days_between
from handlers.concern_words import NAMES

_NOTHING = (
    "Nothing was held back so far, so there is nothing to compare. nudges.held_back in app.yaml sets the share, "
    "as in held_back: 5 %."
)


def nudges(options: argparse.Namespace) -> int:
    """What each rule adds, and which to retire. The database is only read."""
    if options.chart or options.currency:
        raise CommandError("The report on nudges has no chart and no currency.")
    now = options.now or system_clock()
    with closing(open_house(options.config, readable(database_from(options.database)), now)) as house:
        company = house.settings.company
        with house.store.work() as work:
            found = compare(work.nudging.lifetimes(), now, _working_days(company, work.calendar))
    if options.json:
        print(json.dumps({"at": now.isoformat(), "within": WITHIN, "rules": [_facts(one) for one in found]}, indent=2))
    else:
        print("\n\n".join(_lines(one, Speech("en", company.zone, now)) for one in found) or _NOTHING)
    return 0


def _working_days(company: Company, calendar: Calendar) -> WorkingDays:
    """Where the company is, from Monday to Friday: the same for everybody, so that both sides are counted alike."""

    def between(one: datetime, other: datetime) -> int:
        first, last = local_day(one, company.zone), local_day(other, company.zone)
        return working_days_between(first, last, OFFICE_HOURS.days, company.country, calendar)

    return between


def _lines(one: Comparison, speech: Speech) -> str:
    rows = [("said", one.said), ("held back", one.held_back)]
    return "\n".join((text_of(NAMES[one.concern], speech), *(_row(name, side) for name, side in rows), _finding(one)))


def _row(name: str, side: Side) -> str:
    share, known = side.share, f"  {name:<10}{side.episodes:>6} episodes   "
    if share is None:
        return f"{known}too few"
    days = "median not reached" if side.days is None else f"median {side.days} working days"
    return f"{known}{round(share.value * 100)} % mended ({_range(share)})   {days}"


def _finding(one: Comparison) -> str:
    adds = one.adds
    if adds is None:
        return f"  Too few to say: each side needs {FEWEST} episodes that began more than {WITHIN} working days ago."
    said = f"  Saying it adds {round(adds.value * 100)} points within {WITHIN} working days ({_range(adds)})."
    return f"{said} {_ADVICE[one.finding]}"


_ADVICE = {
    Finding.HELPS: "It helps: keep the rule.",
    Finding.RETIRE: f"It adds less than {round(USEFUL * 100)} points at best: the rule may be switched off.",
    Finding.OPEN: "That may be chance: not known yet.",
    Finding.TOO_FEW: "",
}


def _range(estimate: Estimate) -> str:
    return f"{round(estimate.low * 100)} to {round(estimate.high * 100)}"


def _facts(one: Comparison) -> dict[str, Any]:
    return {
        "rule": one.concern.value,
        "said": _side(one.said),
        "held_back": _side(one.held_back),
        "adds": _estimate(one.adds),
        "finding": one.finding.value,
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "episodes": side.episodes,
        "mended": _estimate(side.share),
        "median_days": side.days if side.share else None,
    }


def _estimate(estimate: Estimate | None) -> dict[str, float] | None:
    if estimate is None:
        return None
    return {"value": round(estimate.value, 4), "low": round(estimate.low, 4), "high": round(estimate.high, 4)}
