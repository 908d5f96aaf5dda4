"""Who is away and who covers, in words: one's own leave, for whom one covers, and that of one's people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from domain.chat import Block, Choice, Choices, Facts, Incoming, Para, Reply
from domain.leave import to_come
from domain.person import Leave, Person
from domain.ports import Work
from domain.words import Day, Message, Moment, Words, msg
from domain.worktime import next_working_time, start_of_day
from handlers.leaving import manageable
from handlers.replies import buttons, say
from handlers.speaker import speaker, today

EXAMPLE = msg("leave 30 nov - 4 dec, Erik covers")


def show(incoming: Incoming, work: Work) -> list[Reply]:
    """What is entered of all three."""
    person = speaker(incoming, work)
    day = today(incoming.at, person)
    blocks = [*_own(work, person, day, incoming.at), *_covering(work, person, day), *_of_ones_people(work, person, day)]
    none = msg("You are here as far as I know, and you cover for nobody.") if not blocks else None
    how = Para(msg("Write it like this: {example}", example=EXAMPLE), quiet=True)
    return [say(none, *blocks, how, buttons(*offers()))]


def offers() -> tuple[Choice, Choice]:
    """What to do when there is nothing more to say about leave."""
    return Choice(msg("Enter leave"), "leave.ask"), Choice(msg("My deals"), "deal.list")


def span(leave: Leave) -> Message:
    """From which day to which."""
    if leave.first == leave.last:
        return msg("{day}", day=Day(leave.first))
    return msg("{first} to {last}", first=Day(leave.first), last=Day(leave.last))


def said(work: Work, whose: Person, leave: Leave, at: datetime, to: Person) -> tuple[Message, Message]:
    """When somebody is away, and what becomes of their deals, as it is said to `to`."""
    cover = work.persons.get(leave.cover) if leave.cover else None
    if whose.id != to.id:
        return _said_of(whose, leave, cover)
    away = msg("You are on leave {days}.", days=span(leave))
    if cover is None:
        silent = start_of_day(leave.first, whose.zone)
        until = next_working_time(whose, max(silent, at), work.calendar)
        return away, msg("I say nothing unasked until {until}. What comes up meanwhile waits.", until=Moment(until))
    if _is_away_too(cover, leave):
        return away, msg("{cover} covers, but is away then too, at least in part.", cover=cover.name)
    return away, msg("{cover} covers: I tell {first} about your deals then.", cover=cover.name, first=cover.first_name)


def _said_of(whose: Person, leave: Leave, cover: Person | None) -> tuple[Message, Message]:
    away = msg("**{who}** is on leave {days}.", who=whose.name, days=span(leave))
    if cover is None:
        return away, msg("Nobody covers, so what comes up meanwhile waits.")
    if _is_away_too(cover, leave):
        return away, msg("{cover} covers, but is away then too, at least in part.", cover=cover.name)
    return away, msg("{cover} covers.", cover=cover.name)


def _is_away_too(cover: Person, leave: Leave) -> bool:
    return any(one.first <= leave.last and leave.first <= one.last for one in cover.away)


def ways(whose: Person, leave: Leave, *more: Choice | None) -> Choices | None:
    """What can be done about a leave."""
    first = leave.first.isoformat()
    return buttons(
        *more,
        Choice(msg("Take it back"), "leave.drop", whose.id, first),
        Choice(msg("Change"), "leave.change", whose.id, first),
    )


def _own(work: Work, person: Person, day: date, at: datetime) -> Iterator[Block | Words | None]:
    for leave in to_come(person.away, day):
        yield from said(work, person, leave, at, person)
        yield ways(person, leave, Choice(msg("I'm back"), "leave.back") if leave.first <= day else None)


def _covering(work: Work, person: Person, day: date) -> Iterator[Block | Words | None]:
    for whose in work.persons.all():
        for leave in to_come(whose.away, day):
            if leave.cover == person.id:
                yield msg("You cover for **{who}** {days}.", who=whose.name, days=span(leave))
                yield buttons(Choice(msg("I can't"), "leave.decline", whose.id, leave.first.isoformat()))


def _of_ones_people(work: Work, person: Person, day: date) -> Iterator[Block | Words | None]:
    away = [(one, leave) for one in manageable(work, person) for leave in to_come(one.away, day)]
    if away:
        yield Facts(tuple((whose.name, _row(work, leave)) for whose, leave in away))


def _row(work: Work, leave: Leave) -> Message:
    cover = work.persons.get(leave.cover) if leave.cover else None
    if cover is None:
        return span(leave)
    return msg("{days}, {cover} covers", days=span(leave), cover=cover.name)
