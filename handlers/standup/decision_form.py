"""A decision as a form, for those who rather press: who does what by when, about which deal; and to correct one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from domain.chat import Ask, Field, FieldKind, Incoming, Option, Reply
from domain.deal import Deal
from domain.due import Due
from domain.errors import NotAllowed, NotFound
from domain.person import Person
from domain.ports import Work
from domain.rights import has_left, leads
from domain.standup import Decision, Standup
from domain.words import msg
from handlers.parse import Filled
from handlers.replies import say
from handlers.speaker import changes, local, sees, speaker
from handlers.standup.redraw import redraw
from handlers.standup.settling import go_on
from handlers.standup.undecided import Open
from handlers.standup.walk import in_the_room
from handlers.taking_back import check_may, take_back
from handlers.turn import form_of, id_of

_PEOPLE = 100
_NO_DEAL = "none"


def ask_decide(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: about the deal that is talked about."""
    person, standup = in_the_room(incoming, work)
    blank = Decision("", standup.id, standup.talked_about, "", "", None, person.id, incoming.at)
    return [_form("decision.save", standup.id, incoming, work, standup, blank)]


def _form(form: str, about: str, incoming: Incoming, work: Work, standup: Standup, known: Decision) -> Ask:
    person = speaker(incoming, work)
    clock = f"{local(known.due.at, person):%H:%M}" if known.due and known.due.at else ""
    day = known.due.day.isoformat() if known.due else ""
    deals = [Option(deal.id, deal.title) for deal in _deals(incoming, work, standup, known)]
    people = [Option(one.id, one.name) for one in _people(work, standup, known)][:_PEOPLE]
    owner = known.owner or next((deal.owner for deal in _deals(incoming, work, standup, known)), person.id)
    fields = (
        Field("what", msg("What is to be done?"), value=known.words, required=True),
        Field("who", msg("Who does it?"), FieldKind.CHOICE, owner, tuple(people), required=True),
        Field("day", msg("By when?"), FieldKind.DAY, day, required=True),
        Field("clock", msg("At what time, if there is one?"), FieldKind.CLOCK, clock),
        Field(
            "deal", msg("Which deal is it about?"), FieldKind.CHOICE, known.deal or _NO_DEAL,
            (*deals, Option(_NO_DEAL, msg("No deal"))),
        ),
    )  # fmt: skip
    return Ask(form, msg("Decision"), fields, about, msg("Save"))


def _deals(incoming: Incoming, work: Work, standup: Standup, known: Decision) -> Iterator[Deal]:
    """The deal it is about, then those that are walked, as far as the person may see them."""
    person = speaker(incoming, work)
    for deal in map(work.deals.get, dict.fromkeys((known.deal, *standup.agenda))):
        if deal is not None and (deal.id == known.deal or sees(person, deal, work, incoming.at)):
            yield deal


def _people(work: Work, standup: Standup, known: Decision) -> list[Person]:
    """The team, whoever leads it, and whom it is for already."""
    here = [one for one in work.persons.all() if one.email and not has_left(one, work.settings)]
    deal = work.deals.get(known.deal) if known.deal else None
    named = {known.owner, deal.owner if deal else ""}
    mine = [one for one in here if one.team == standup.team or leads(one, standup.team, work.settings)]
    return sorted({one.id: one for one in (*mine, *(one for one in here if one.id in named))}.values(), key=_name)


def _name(person: Person) -> str:
    return person.name


def save_decision(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form."""
    person, standup = in_the_room(incoming, work)
    blank = Decision(work.new_id(), standup.id, "", "", "", None, person.id, incoming.at)
    filled = Filled(form_of(incoming), person, incoming.at)
    decision = _filled(filled, work, blank)
    return filled.refusal() or go_on(incoming, work, decision, Open(decision.id), instead=False)


def _filled(filled: Filled, work: Work, known: Decision) -> Decision:
    words = filled.line("what", msg("What is to be done? A few words are enough."))
    day, clock = filled.day_ahead("day", msg("By when? A next step needs a day.")), filled.clock("clock")
    deal = work.deals.get(filled.form.get("deal"))
    who = work.persons.get(filled.form.get("who"))
    return replace(
        known,
        deal=deal.id if deal else "",
        owner=who.id if who else "",
        words=words,
        due=Due.on(day, clock, filled.person.zone) if day else None,
    )


def ask_change(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the form with what was decided."""
    _, standup, decision = theirs(incoming, work)
    return [_form("decision.changed", decision.id, incoming, work, standup, decision)]


def save_change(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form takes the place of what was decided before. Raises Conflict when more rests on that by now."""
    person, _, old = theirs(incoming, work)
    filled = Filled(form_of(incoming), person, incoming.at)
    new = _filled(filled, work, replace(old, id=work.new_id(), by=person.id, act="", step=""))
    if filled.errors:
        return filled.refusal()
    if (old.deal, old.owner, old.words, old.due) == (new.deal, new.owner, new.words, new.due):
        return [say(msg("It stands like that already. Nothing was stored twice."), private=True)]
    forget(work, old, person, incoming.at)
    return go_on(incoming, work, new, Open(new.id), instead=False)


def forget(work: Work, decision: Decision, person: Person, at: datetime) -> None:
    """It was not decided, and its step was not set. Does not commit. Raises NotAllowed and Conflict as an undo does."""
    entry = work.journal.get(decision.act) if decision.act else None
    if entry is not None:
        check_may(work, entry, person, at)
        take_back(work, entry, person, at)
    else:
        work.standups.undecide(decision.id)
    redraw(work, decision.standup, at)


def theirs(incoming: Incoming, work: Work) -> tuple[Person, Standup, Decision]:
    """A decision that the person may correct: whoever said it, looks after its deal or leads the team.

    Raises NotFound for one that was taken back, NotAllowed for anybody else.
    """
    person, decision = speaker(incoming, work), work.standups.decision(id_of(incoming))
    standup = work.standups.get(decision.standup) if decision else None
    if decision is None or standup is None:
        raise NotFound(msg("I don't find that decision any more. Nothing was changed."))
    deal = work.deals.get(decision.deal) if decision.deal else None
    may = deal is not None and changes(person, deal, work, incoming.at)
    if not may and decision.by != person.id and not leads(person, standup.team, work.settings):
        raise NotAllowed(msg("Only whoever told me, or the team's manager, can take that back. Nothing was changed."))
    return person, standup, decision
