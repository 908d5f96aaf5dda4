"""The buttons and small forms under a note: each answers the one open question, and the next one follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from domain.chat import Ask, Field, Incoming, Reply
from domain.deal import Contact
from domain.due import Due
from domain.facts import Agreed, Answer, Grounds, Step, StepEnd
from domain.ports import Work
from domain.reading.understood import MustAsk
from domain.words import msg
from handlers.asking import people
from handlers.day_form import DAY_FIELDS, due_of
from handlers.echo import follow_up, noted
from handlers.open_questions import Open, open_question
from handlers.parse import Filled
from handlers.retelling import name_contact
from handlers.saving import capitalised, one_called
from handlers.speaker import speaker
from handlers.telling import answered_already, deal_of, go_on
from handlers.turn import Turn, changing, form_of, id_of, pick_of

FOLLOW_UP = "note.answered"
T = TypeVar("T")


def choose_day(incoming: Incoming, work: Work) -> list[Reply]:
    """One of the offered days."""
    still = _open(incoming, work)
    day = _nth(still.days, pick_of(incoming)) if still else None
    if still is None or day is None:
        return answered_already()
    return _date_step(incoming, work, still, Due(day), instead=True)


def ask_day(incoming: Incoming, work: Work) -> list[Reply]:
    """Another day than those offered."""
    if _open(incoming, work) is None:
        return answered_already()
    return [Ask("note.day", msg("Which day is it?"), DAY_FIELDS, id=id_of(incoming), send=msg("Save"))]


def save_day(incoming: Incoming, work: Work) -> list[Reply]:
    """The day came back from the form."""
    person, still = speaker(incoming, work), _open(incoming, work)
    if still is None:
        return answered_already()
    filled = Filled(form_of(incoming), person, incoming.at)
    due = due_of(filled, person.zone)
    if due is None:
        return filled.refusal()
    return _date_step(incoming, work, still, due, instead=False)


def _date_step(incoming: Incoming, work: Work, still: Open, due: Due, *, instead: bool) -> list[Reply]:
    step = noted(work, still.act, deal_of(work, still.deal)).undated
    if step is None or not work.pending.use(id_of(incoming)):
        return answered_already()
    _correct(incoming, work, still, step, replace(step, due=due))
    return go_on(work, still.settled(), speaker(incoming, work), incoming.at, instead=instead)


def choose_agreed(incoming: Incoming, work: Work) -> list[Reply]:
    """How the customer agreed to the next step, or that they have not yet."""
    still = _open(incoming, work)
    step = noted(work, still.act, deal_of(work, still.deal)).unagreed if still else None
    if still is None or step is None or not work.pending.use(id_of(incoming)):
        return answered_already()
    agreed = Agreed(pick_of(incoming))
    if agreed is not Agreed.NONE:
        _correct(incoming, work, still, step, replace(step, agreed=agreed))
    return go_on(work, still.settled(), speaker(incoming, work), incoming.at)


def choose_contact(incoming: Incoming, work: Work) -> list[Reply]:
    """Which of the contacts somebody in the note is."""
    still = _open(incoming, work)
    contact = _nth(people(work, still), pick_of(incoming)) if still else None
    if still is None or contact is None or not work.pending.use(id_of(incoming)):
        return answered_already()
    return name_contact(incoming, work, still, contact, instead=True)


def choose_who(incoming: Incoming, work: Work) -> list[Reply]:
    """Who told us an answer, or that nobody did: then it stays an assumption."""
    still, pick = _open(incoming, work), pick_of(incoming)
    contact = _nth(people(work, still), pick) if still else None
    if still is None or (contact is None and pick != "assumed") or not work.pending.use(id_of(incoming)):
        return answered_already()
    if contact is not None:
        _source(incoming, work, still, contact)
    return go_on(work, still.settled(), speaker(incoming, work), incoming.at)


def ask_name(incoming: Incoming, work: Work) -> list[Reply]:
    """Somebody else than the contacts that were offered."""
    if _open(incoming, work) is None:
        return answered_already()
    field = Field("name", msg("Name"), required=True, hint=msg("First name and surname, if you know it"))
    return [Ask("note.person", msg("Who was it?"), (field,), id=id_of(incoming), send=msg("Save"))]


def save_name(incoming: Incoming, work: Work) -> list[Reply]:
    """The name came back from the form: a contact we know, or a new one."""
    person, still = speaker(incoming, work), _open(incoming, work)
    if still is None:
        return answered_already()
    filled = Filled(form_of(incoming), person, incoming.at)
    name = capitalised(filled.line("name", msg("Write a name.")))
    if filled.errors:
        return filled.refusal()
    work.pending.use(id_of(incoming))
    known = one_called(name, work.contacts.of(deal_of(work, still.deal).account))
    contact = known or Contact(work.new_id(), "", name, "", "")
    if still.asks[0].kind == MustAsk.WHICH_CONTACT.value:
        return name_contact(incoming, work, still, contact)
    _source(incoming, work, still, contact)
    return go_on(work, still.settled(), person, incoming.at, instead=False)


def drop(incoming: Incoming, work: Work) -> list[Reply]:
    """Not now: the question is let be, and the next one follows."""
    still = _open(incoming, work)
    if still is None or not work.pending.use(id_of(incoming)):
        return answered_already()
    return go_on(work, still.settled(), speaker(incoming, work), incoming.at)


def _open(incoming: Incoming, work: Work) -> Open | None:
    """What the button or form answers, unless it is answered already or the note was taken back."""
    still = open_question(work, id_of(incoming), incoming.person)
    return None if still is None or work.journal.undone_by(still.act) else still


def _correct(incoming: Incoming, work: Work, still: Open, old: Step, new: Step) -> None:
    """The step as it was meant: the one that was written down is ended as corrected."""
    turn = _turn(incoming, work, still)
    new = replace(new, id=work.new_id(), act=turn.act, by=turn.person.id, at=turn.at)
    turn.save(FOLLOW_UP, turn.deal, turn.ending(old, StepEnd.CORRECTED), new)


def _source(incoming: Incoming, work: Work, still: Open, contact: Contact) -> None:
    """The customer said it, on the day the note was about; a contact without account is new and is added."""
    turn = _turn(incoming, work, still)
    if not contact.account:
        work.contacts.add(replace(contact, account=turn.deal.account, act=turn.act))
    told = next(one for one in noted(work, still.act, turn.deal).answers if one.question == still.asks[0].about)
    turn.save(FOLLOW_UP, turn.deal, _said(turn, told, contact.name))


def _said(turn: Turn, told: Answer, name: str) -> Answer:
    return replace(
        told,
        id=turn.work.new_id(),
        act=turn.act,
        by=turn.person.id,
        at=turn.at,
        grounds=Grounds.CUSTOMER_SAID,
        said_by=name,
    )


def _turn(incoming: Incoming, work: Work, still: Open) -> Turn:
    """A turn on the note's deal, as an act that is taken back together with the note."""
    return replace(changing(still.deal, incoming, work), act=follow_up(work, still.act))


def _nth(things: Sequence[T], pick: str) -> T | None:
    """The thing that a button stands for; None when there is none."""
    return things[int(pick)] if pick.isdigit() and int(pick) < len(things) else None
