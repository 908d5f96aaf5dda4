"""`askfirst replay`: what the coach would have said, before anything is switched on. Nothing is stored or sent."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

from bot.commands import print_cost, print_message
from bot.house import CommandError, database_from, open_house, readable, system_clock
from bot.plain import plain
from bot.replay_report import Told, facts, lines
from bot.words import Speech, text_of
from domain.person import Person
from domain.ports import Work
from domain.reach import heard_by
from domain.words import Moment
from domain.worktime import start_of_day
from scheduler.briefing import NO_BRIEF
from scheduler.recalling import recalled
from scheduler.replaying import Past, Replay, Word, blind, replay, without
from scheduler.telling import message_of


def replayed(options: argparse.Namespace) -> int:
    """Walk the engine over the history in the database, and print what came of it."""
    started = time.perf_counter()
    if options.last < options.first:
        raise CommandError(f"--to {options.last} is before --from {options.first}; swap them.")
    with (
        closing(open_house(options.config, readable(database_from(options.database)), system_clock())) as house,
        house.store.work() as work,
    ):
        person = _named(work, options.person) if options.person else None
        past = _past(work, options, person)
        left_out = blind(past) if options.known_only else ()
        told = Told(options.first, options.last, _of(person, replay(without(past, left_out))), left_out)
        texts = [_text(work, word) for word in told.words] if options.say else []
    if options.json:
        print(json.dumps(facts(told, texts), ensure_ascii=False, indent=2))
        return 0
    print("\n".join(lines(told)), end="\n\n")
    for word, text in zip(told.words, texts, strict=False):
        print_message(f"{word.person.name}, {_when(word)}", text)
    print_cost(f"{len(past.courses):,} deals, {len(told.words):,} messages", started)
    return 0


def _past(work: Work, options: argparse.Namespace, person: Person | None) -> Past:
    """The time asked for; for one person with the deals that they may hear of, and no others."""
    zone = work.settings.company.zone
    start, end = start_of_day(options.first, zone), start_of_day(options.last + timedelta(days=1), zone)
    past = recalled(work, start, end)
    if person is None:
        return past
    owners = frozenset(heard_by(work.persons, person.id))
    mine = [course for course in past.courses if any(one.deal.owner in owners for one in course)]
    return replace(past, courses=mine)


def _of(person: Person | None, found: Replay) -> Replay:
    if person is None:
        return found
    return replace(found, words=tuple(word for word in found.words if word.person.id == person.id))


def _named(work: Work, name: str) -> Person:
    """Whoever is called so, or has the address."""
    people: Sequence[Person] = work.persons.all()
    found = [one for one in people if name.casefold() in (one.name.casefold(), (one.email or "").casefold())]
    if len(found) != 1:
        how = "Nobody is" if not found else f"{len(found)} people are"
        raise CommandError(f"{how} called {name!r}; give the whole name, or the address, as app.yaml has it.")
    return found[0]


def _when(word: Word) -> str:
    """On the clock of whoever gets it; a day of another year is said with it."""
    return text_of(Moment(word.at), Speech("en", word.person.zone, system_clock()))


def _text(work: Work, word: Word) -> str:
    """The message in the words of whoever gets it."""
    say = message_of(work, word.person, NO_BRIEF, word.lines, word.at)
    return plain(say, Speech.to(word.person, word.at))
