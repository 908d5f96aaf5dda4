"""When somebody is away, and who covers: told in plain words or in a form, shown, and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from domain.chat import Ask, Choice, Field, FieldKind, Incoming, Option, Press, Reply
from domain.errors import NotAllowed, NotFound
from domain.leave import LONGEST, ended, entered, without
from domain.person import Leave, Person
from domain.ports import Work
from domain.reading.absence import Absence, find_absence
from domain.rights import has_left
from domain.words import Day, Message, Moment, msg
from domain.worktime import next_working_time
from handlers.away import EXAMPLE, offers, said, show, span, ways
from handlers.covering import could_cover, find_leave, keep_away
from handlers.leaving import manageable
from handlers.parse import LINE_AT_MOST, Filled, day_order
from handlers.replies import buttons, say
from handlers.speaker import local, speaker, today
from handlers.turn import form_of, id_of, pick_of, rest_of
from handlers.unasked import leave_word


def leave_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: from when to when, and who covers; nothing after it shows what is entered."""
    rest = rest_of(incoming)
    if not rest:
        return show(incoming, work)
    absence = _read(rest, incoming, work)
    if absence is None:
        words = msg("I can't read from when to when that is. Write it like this: {example}", example=EXAMPLE)
        return [say(words, buttons(Choice(msg("Enter leave"), "leave.ask")))]
    person = speaker(incoming, work)
    whose = _of_whom(work, person, absence.who or person.id)
    if absence.last is None:
        return _form(incoming, work, whose, Leave(absence.first, absence.first, absence.cover), open_end=True)
    leave = Leave(absence.first, absence.last, absence.cover)
    wrong = _wrong(work, whose, leave, incoming.at)
    return [say(wrong[1])] if wrong else _entered(incoming, work, whose, leave, whose.away)


def names_leave(rest: str, incoming: Incoming, work: Work) -> bool:
    """Whether what follows the command is a leave and nothing besides."""
    return _read(rest, incoming, work) is not None


def _read(rest: str, incoming: Incoming, work: Work) -> Absence | None:
    person = speaker(incoming, work)
    if len(rest) > LINE_AT_MOST:
        return None
    return find_absence(rest, local(incoming.at, person), _names(work), day_order(person))


def _names(work: Work) -> Mapping[str, str]:
    """The names that people here go by; a first name only where one person has it."""
    here = [one for one in work.persons.all() if one.email and not has_left(one, work.settings)]
    firsts = [one.first_name.casefold() for one in here]
    alone = {one.first_name.casefold(): one.id for one in here if firsts.count(one.first_name.casefold()) == 1}
    return alone | {one.name.casefold(): one.id for one in here}


def _of_whom(work: Work, person: Person, id: str) -> Person:
    """Whose leave it is, if the person may enter it: their own, and that of whoever they manage."""
    if id == person.id:
        return person
    whose = next((one for one in manageable(work, person) if one.id == id), None)
    if whose is None:
        raise NotAllowed(
            msg("Only an admin or the team's manager enters leave for somebody else. Nothing was changed.")
        )
    return whose


def _wrong(work: Work, whose: Person, leave: Leave, at: datetime) -> tuple[str, Message] | None:
    """What is wrong with it, beside which field."""
    if leave.last < leave.first:
        return "last", msg("It ends before it begins. Nothing was changed.")
    if leave.last < today(at, whose):
        return "last", msg("{day} has passed. Nothing was changed.", day=Day(leave.last))
    if leave.last - leave.first > LONGEST:
        return "last", msg("That is more than a year. Nothing was changed.")
    cover = work.persons.get(leave.cover) if leave.cover else None
    if cover is not None and cover not in could_cover(work, whose):
        return "cover", msg(
            "{cover} can't cover here: only somebody of the team can, or its manager. Nothing was changed.",
            cover=cover.name,
        )
    return None


def _entered(incoming: Incoming, work: Work, whose: Person, leave: Leave, beside: tuple[Leave, ...]) -> list[Reply]:
    """Stored and said back; `beside` is the leave that stays."""
    person = speaker(incoming, work)
    away = entered(beside, leave, today(incoming.at, whose))
    if away == whose.away:
        return [say(msg("It stands like that already. Nothing was stored twice."), private=True)]
    keep_away(work, whose, away, incoming.at)
    now = replace(whose, away=away)
    if whose.id != person.id:
        by = msg("**{who}** has entered leave for you.", who=person.name)
        word = say(by, *said(work, now, leave, incoming.at, now), ways(now, leave))
        leave_word(work, now, f"leave:{work.new_id()}", incoming.at, word)
    return [say(*said(work, now, leave, incoming.at, person), ways(now, leave))]


def ask_leave(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the form, for a leave of one's own."""
    person = speaker(incoming, work)
    day = today(incoming.at, person)
    return _form(incoming, work, person, Leave(day, day))


def ask_change(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the form with a leave that is entered."""
    whose, leave = _meant(incoming, work)
    return _form(incoming, work, whose, leave, instead=True)


def _form(
    incoming: Incoming, work: Work, whose: Person, leave: Leave, *, instead: bool = False, open_end: bool = False
) -> list[Reply]:
    person = speaker(incoming, work)
    others = () if instead else tuple(manageable(work, person))
    who = tuple(Option(one.id, one.name) for one in (person, *others))
    covers = sorted({one.id: one for whom in (whose, *others) for one in could_cover(work, whom)}.values(), key=_name)
    last = "" if open_end else leave.last.isoformat()
    fields = (
        *((Field("who", msg("Who is away?"), FieldKind.CHOICE, whose.id, who, required=True),) if others else ()),
        Field("first", msg("First day away"), FieldKind.DAY, leave.first.isoformat(), required=True),
        Field("last", msg("Last day away"), FieldKind.DAY, last, required=True),
        Field("cover", msg("Who covers?"), FieldKind.CHOICE, leave.cover, tuple(Option(c.id, c.name) for c in covers)),
    )
    about = f"{whose.id}:{leave.first.isoformat()}" if instead else ""
    return [Ask("leave.save", msg("Leave"), fields, about, msg("Save"))]


def _meant(incoming: Incoming, work: Work) -> tuple[Person, Leave]:
    """Whose leave a button is about, and which. Raises NotFound when it is no more, NotAllowed for somebody else's."""
    found = work.persons.get(id_of(incoming))
    leave = find_leave(found, pick_of(incoming), today(incoming.at, found)) if found else None
    if found is None or leave is None:
        raise NotFound(msg("I don't find that leave any more. Nothing was changed."))
    return _of_whom(work, speaker(incoming, work), found.id), leave


def _name(person: Person) -> str:
    return person.name


def save_leave(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form: entered, or put in the place of the one that it was opened for."""
    person, form = speaker(incoming, work), form_of(incoming)
    filled = Filled(form, person, incoming.at)
    of, _, begun = form.id.rpartition(":")
    whose = _of_whom(work, person, of or form.get("who") or person.id)
    first = filled.day("first", msg("Which is the first day away?"))
    last = filled.day("last", msg("Which is the last day away?"))
    if first is None or last is None or filled.errors:
        return filled.refusal()
    leave = Leave(first, last, form.get("cover"))
    wrong = _wrong(work, whose, leave, incoming.at)
    if wrong is not None:
        filled.wrong(*wrong)
        return filled.refusal()
    old = find_leave(whose, begun, today(incoming.at, whose)) if of else None
    return _entered(incoming, work, whose, leave, without(whose.away, old) if old else whose.away)


def drop(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: it is taken back."""
    whose, leave = _meant(incoming, work)
    person = speaker(incoming, work)
    keep_away(work, whose, without(whose.away, leave), incoming.at)
    if whose.id != person.id:
        gone = msg("**{who}** has taken back your leave {days}.", who=person.name, days=span(leave))
        leave_word(work, whose, f"leave:{work.new_id()}", incoming.at, say(gone))
    told = msg("Taken back: **{who}** is here {days}.", who=whose.name, days=span(leave))
    return [say(told, buttons(Choice(msg("Enter leave"), "leave.ask")), instead=isinstance(incoming.act, Press))]


def back(incoming: Incoming, work: Work) -> list[Reply]:
    """The command and the button: they are here again, whatever was entered."""
    person = speaker(incoming, work)
    away = ended(person.away, today(incoming.at, person))
    if away == person.away:
        return [say(msg("You are here as far as I know. Nothing was changed."), buttons(*offers()))]
    keep_away(work, person, away, incoming.at)
    opens = next_working_time(replace(person, away=away), incoming.at, work.calendar)
    return [
        say(
            msg("Welcome back, {name}. I speak up about your deals again.", name=person.first_name),
            msg("The next time at {opens} at the earliest.", opens=Moment(opens)) if opens > incoming.at else None,
            buttons(Choice(msg("My deals"), "deal.list")),
        )
    ]
