"""`askfirst letters`: what the coach could not say, and why; and saying it after all."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.house import CommandError, House, database_from, open_house, readable, system_clock
from bot.plain import plain
from bot.words import Speech
from domain.codec import from_json
from domain.nudges import OutboxItem
from domain.person import Person
from domain.ports import Work
from scheduler.letters import put_back

MOST = 1000
ALL = "all"


@dataclass(frozen=True, slots=True)
class Letter:
    """One that came back, as it is shown; `kept_back` says why it was not put back, None where nobody asked."""

    id: str
    at: str
    to: str
    why: str
    words: str
    tries: int
    kept_back: str | None = None


def letters(options: argparse.Namespace) -> int:
    """List what was given up, or put it back."""
    now = options.now or system_clock()
    database = database_from(options.database)
    with closing(open_house(options.config, database if options.retry else readable(database), now)) as house:
        with house.store.work() as work:
            given_up = [item for item in work.nudging.given_up(MOST) if not item.amends]
            if options.retry:
                given_up = _chosen(given_up, options.retry)
            found = [_shown(work, house, item, _again(work, item, now) if options.retry else None) for item in given_up]
            stopped = work.persons.stopped()
            work.commit()
        zone = ZoneInfo(house.settings.company.zone)
    print(_as_json(found, stopped) if options.json else "\n".join(_lines(found, stopped, zone)))
    return 0


def _chosen(given_up: Sequence[OutboxItem], wanted: str) -> list[OutboxItem]:
    found = [item for item in given_up if wanted in (ALL, item.id)]
    if not found and wanted != ALL:
        raise CommandError(f"There is no letter {wanted}; askfirst letters lists those there are.")
    return found


def _again(work: Work, item: OutboxItem, now: datetime) -> str:
    return put_back(work, item, now) if _first_words(work, item) else "it cannot be read"


def _shown(work: Work, house: House, item: OutboxItem, kept_back: str | None) -> Letter:
    person, team = work.persons.get(item.person), house.settings.team(item.channel)
    to = f"{team.name}'s channel" if team else (person.name if person else item.person)
    at = item.created_at.astimezone(ZoneInfo(house.settings.company.zone)).isoformat(timespec="minutes")
    return Letter(item.id, at, to, item.gave_up, _first_words(work, item), item.attempts, kept_back)


def _first_words(work: Work, item: OutboxItem) -> str:
    """The first line of the message, as its recipient reads it; empty where it cannot be read."""
    person, company = work.persons.get(item.person), work.settings.company
    speech = (
        Speech.to(person, item.created_at) if person else Speech(company.languages[0], company.zone, item.created_at)
    )
    try:
        return plain(from_json(item.reply), speech).splitlines()[0]
    except (ValueError, KeyError, TypeError, IndexError):
        return ""


def _as_json(found: Sequence[Letter], stopped: Sequence[Person]) -> str:
    facts = {
        "letters": [{name: getattr(one, name) for name in Letter.__slots__} for one in found],
        "stopped": [
            {"name": one.name, "why": one.stopped, "since": one.stopped_at and one.stopped_at.isoformat()}
            for one in stopped
        ],
    }
    return json.dumps(facts, ensure_ascii=False, indent=2)


def _lines(found: Sequence[Letter], stopped: Sequence[Person], zone: ZoneInfo) -> list[str]:
    lines = []
    for one in found:
        lines.append(f"{one.id}  {one.at[:16].replace('T', ' ')}  {one.to}: {one.why}")
        if one.words:
            lines.append(f"    {one.words}")
        if one.kept_back is not None:
            lines.append(f"    not sent again: {one.kept_back}" if one.kept_back else "    put back, to be sent again")
    for person in stopped:
        since = f", since {person.stopped_at.astimezone(zone):%Y-%m-%d %H:%M}" if person.stopped_at else ""
        lines.append(f"Nothing is sent to {person.name}: {person.stopped}{since}")
    many = "1 letter" if len(found) == 1 else f"{len(found)} letters"
    return [*lines, f"{many} came back." if found else "No letter came back."]
