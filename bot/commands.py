"""What the commands of the command line do, but for the servers."""

from __future__ import annotations

import argparse
import json
import logging
import os
import resource
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.checking import check_all
from bot.house import CommandError, House, database_from, open_house, readable, system_clock
from bot.importing.importer import ImportReport, import_file
from bot.importing.mapping import mapping_for
from bot.mailbox import Mailbox
from bot.plain import plain
from bot.slack.manifest import slack_manifest
from bot.teams.manifest import teams_manifest
from bot.terminal import Terminal, lines_of
from bot.words import Speech, text_of
from domain.codec import from_json
from domain.person import Person
from domain.ports import Work
from domain.reading.as_json import as_json
from domain.words import Moment
from handlers.concern_words import NAMES
from handlers.reading import read
from scheduler.tick import TickReport
from scheduler.tick import tick as run_tick


def chat(options: argparse.Namespace) -> int:
    """The coach in a terminal, or a dialogue from standard input."""
    now = options.now or system_clock()
    with closing(open_house(options.config, database_from(options.database), now)) as house:
        person = _known(house, options.email)

        # A conversation is no log.
        logging.getLogger("scheduler").addHandler(logging.NullHandler())
        post = Mailbox(house.store.work, person.id, now)
        terminal = Terminal(house.coach, person, now, post, sys.stdout, echo=not sys.stdin.isatty())
        terminal.run(lines_of(sys.stdin))
    return 0


def understand(options: argparse.Namespace) -> int:
    """What is understood of one note. The database is only read; one that is not there yet is not made."""
    now = options.now or system_clock()
    with closing(open_house(options.config, readable(database_from(options.database)), now)) as house:
        person = _known(house, options.email)
        with house.store.work() as work:
            facts = as_json(read(work, person, options.text, now), person.zone)
    if options.json:
        print(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        for key, value in facts.items():
            print(f"{key}: {'-' if value in (None, []) else json.dumps(value, ensure_ascii=False)}")
    return 0


def tick(options: argparse.Namespace) -> int:
    """One round of the scheduler."""
    started = time.perf_counter()
    now = options.now or system_clock()
    with closing(open_house(options.config, database_from(options.database), now)) as house:
        report = run_tick(house.store.work, now, dry_run=options.dry_run)
        with house.store.work() as work:
            people = {person.id: person for person in work.persons.all()}
            titles, messages = _titles(work, report), list(_messages(work, report, people, now))
    if options.json:
        print(json.dumps(_tick_facts(report, messages, people, titles), ensure_ascii=False, indent=2))
        return 0
    for to, text in messages:
        print_message(to, text)
    if options.verdicts:
        _print_verdicts(report, people, titles, now)
    print_cost(f"{len(messages)} messages, {len(report.verdicts)} verdicts", started)
    return 0


def _messages(work: Work, report: TickReport, people: Mapping[str, Person], now: datetime) -> Iterator[tuple[str, str]]:
    """To whom, and what: in a team's channel in the language of that."""
    for item in report.told:
        team, say = work.settings.team(item.channel), from_json(item.reply)
        if team is None:
            yield people[item.person].name, plain(say, Speech.to(people[item.person], now))
        else:
            yield team.channel, plain(say, Speech(item.language, item.zone, now))
    for person, say in report.said:
        yield people[person].name, plain(say, Speech.to(people[person], now))


def print_message(to: str, text: str) -> None:
    """What somebody gets, below a line that says who."""
    print(f"To {to}:")
    print("\n".join(f"  {line}" for line in text.splitlines()), end="\n\n")


def _print_verdicts(report: TickReport, people: Mapping[str, Person], titles: Mapping[str, str], now: datetime) -> None:
    """By person and deal, in the order in which they were judged."""
    shown = ("", "")
    for entry in report.verdicts:
        person = people.get(entry.person)
        if entry.person != shown[0]:
            print(f"About {person.name if person else 'a person who is gone'}:")
        if (entry.person, entry.deal) != shown:
            print(f"  {titles.get(entry.deal, entry.deal)}")
        shown = entry.person, entry.deal
        speech = Speech("en", person.zone if person else "UTC", now)
        until = entry.verdict.until
        look = f", looked at again {text_of(Moment(until), speech)}" if until else ""
        print(f"    {NAMES[entry.concern].text}: {entry.verdict.reason.value}{look}")
    print()


def _titles(work: Work, report: TickReport) -> dict[str, str]:
    """What the deals are called."""
    deals = (work.deals.get(id) for id in {entry.deal for entry in report.verdicts})
    return {deal.id: deal.title for deal in deals if deal is not None}


def _tick_facts(
    report: TickReport,
    messages: Sequence[tuple[str, str]],
    people: Mapping[str, Person],
    titles: Mapping[str, str],
) -> dict[str, Any]:
    return {
        "said": [{"to": to, "text": text} for to, text in messages],
        "verdicts": [
            {
                "person": people[entry.person].name if entry.person in people else entry.person,
                "deal": entry.deal,
                "title": titles.get(entry.deal, ""),
                "concern": entry.concern.value,
                "verdict": entry.verdict.reason.value,
                "until": entry.verdict.until.isoformat() if entry.verdict.until else None,
            }
            for entry in report.verdicts
        ],
    }


def import_deals(options: argparse.Namespace) -> int:
    """Deals from a CSV file; every row that was not taken is named with its reason."""
    started = time.perf_counter()
    now = options.now or system_clock()
    with closing(open_house(options.config, database_from(options.database), now, sample=False)) as house:
        mapping = mapping_for(options.file, options.map, house.settings)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task(options.file.name, total=None)

            def progress(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total)

            report = import_file(house.store.work, options.file, mapping, now, options.dry_run, progress)
    _print_import(report, options, started)
    return 0


def _print_import(report: ImportReport, options: argparse.Namespace, started: float) -> None:
    if options.json:
        print(json.dumps(report.facts(), ensure_ascii=False, indent=2))
        return
    for line in report.lines(dry_run=options.dry_run):
        print(line)
    print_cost("Done", started)


def check(options: argparse.Namespace) -> int:
    """Every mistake in app.yaml and the environment at once, and what a change of the processes does to open deals."""
    checked = check_all(options.config, os.environ, database_from(options.database))
    if options.json:
        print(json.dumps(asdict(checked), ensure_ascii=False, indent=2))
        return 2 if checked.mistakes else 0
    if checked.changes:
        print("With this file the next start changes:")
        print("\n".join(f"  {line}" for line in checked.changes))
    print("".join(f"{line}\n" for line in checked.people), end="")
    in_order = f"{options.config} and the environment are in order."
    print("\n".join(checked.mistakes) if checked.mistakes else in_order)
    return 2 if checked.mistakes else 0


def manifest(options: argparse.Namespace) -> int:
    """The app manifest, made from the same tables as the router."""
    made = slack_manifest(options.url) if options.platform == "slack" else teams_manifest(options.url)
    print(json.dumps(made, ensure_ascii=False, indent=2))
    return 0


def _known(house: House, email: str) -> Person:
    person = house.person(email)
    if person is None:
        raise CommandError(f"Nobody in app.yaml has the address {email}; add them to a team's people.")
    return person


def print_cost(what: str, started: float) -> None:
    """What a command took: its time, and the most memory that it held."""
    seconds = time.perf_counter() - started
    # Linux counts in KiB.
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what}, {seconds:.1f} s, {memory:.0f} MiB at most")
