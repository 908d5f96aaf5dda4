"""`askfirst report NAME`: what the company's numbers say, as text, as JSON or as a picture."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any

from bot.charts import png_of
from bot.house import CommandError, database_from, open_house, readable, system_clock
from bot.nudge_report import nudges
from bot.plain import plain
from bot.words import Speech
from domain.chat import Chart
from domain.leaning import LEANS, WAITS, Pipeline, Share, open_deals, pipelines
from domain.settings import Settings
from domain.worktime import local_day
from handlers.assumptions import chart, details, sentence
from handlers.replies import say


def report(options: argparse.Namespace) -> int:
    """The report of that name. The database is only read."""
    return REPORTS[options.name](options)


def assumptions(options: argparse.Namespace) -> int:
    """How much of all open deals rests on something nobody has asked."""
    now = options.now or system_clock()
    with closing(open_house(options.config, readable(database_from(options.database)), now)) as house:
        settings = house.settings
        day = local_day(now, settings.company.zone)
        with house.store.work() as work:
            found = pipelines(open_deals(work, day), options.currency or settings.company.currency)
    speech = Speech("en", settings.company.zone, now)
    if options.chart:
        _draw(found, options, speech, settings)
    if options.json:
        print(json.dumps({"on": day.isoformat(), "currencies": [_facts(one) for one in found]}, indent=2))
    else:
        _print(found, speech, settings)
    return 0


def _print(found: Sequence[Pipeline], speech: Speech, settings: Settings) -> None:
    for one in found:
        # The chart says in words what the table says.
        lines = [block for block in details(one, settings) if not isinstance(block, Chart)]
        print(plain(say(sentence(one, settings), *lines), speech), end="\n\n")
    if not found:
        print("There is no open deal.")


def _draw(found: Sequence[Pipeline], options: argparse.Namespace, speech: Speech, settings: Settings) -> None:
    """The chart of one currency: that asked for, else the company's."""
    chosen = next(iter(found), None)
    if chosen is None or (options.currency and chosen.currency != options.currency):
        raise CommandError(f"There is no open deal in {options.currency or 'any currency'}, so there is no chart.")
    try:
        options.chart.write_bytes(png_of(chart(chosen, settings), speech))
    except OSError as problem:
        raise CommandError(f"{options.chart} cannot be written: {problem.strerror}.") from problem


def _facts(one: Pipeline) -> dict[str, Any]:
    """Amounts are strings, so that no digit is lost."""
    return {
        "currency": one.currency,
        "total": _share(one.total),
        "leaning": _share(one.leaning),
        "waiting": _share(one.waiting),
        "questions": {
            key: {
                "leaning": _share(one.on(key)),
                **{known.value: _share(one.on(key, (known,))) for known in (*LEANS, *WAITS)},
            }
            for key in dict.fromkeys((*one.questions(), *sorted(one.by_question)))
        },
    }


def _share(share: Share) -> dict[str, Any]:
    return {"deals": share.deals, "amount": f"{share.amount:f}", "without_amount": share.unpriced}


REPORTS: dict[str, Callable[[argparse.Namespace], int]] = {"assumptions": assumptions, "nudges": nudges}
