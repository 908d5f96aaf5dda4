"""Answering a question: what we know, on what grounds, who said it and when."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.chat import Ask, Choice, Field, FieldKind, Incoming, Option, Reply
from domain.deal import Contact
from domain.errors import Conflict, NotFound
from domain.facts import Answer, Grounds, Meeting, Outcome
from domain.journal import Pending
from domain.knowledge import Known
from domain.ports import Work
from domain.process import Question
from domain.words import Day, Words, msg
from handlers.gate import onwards
from handlers.grounds import told_line
from handlers.parse import Filled
from handlers.questions import asked_about
from handlers.replies import buttons, say, undo_button
from handlers.saving import capitalised
from handlers.speaker import speaker, today
from handlers.turn import Turn, changing, form_of
from handlers.whom import last_met

_FORM = "question.save"
_GROUNDS: tuple[tuple[Grounds, Words], ...] = (
    (Grounds.CUSTOMER_SAID, msg("They said so")),
    (Grounds.DOCUMENT, msg("It is in writing from them")),
    (Grounds.OBSERVED, msg("We saw it ourselves")),
    (Grounds.ASSUMED, msg("We assume so")),
    (Grounds.ASKED_NO_ANSWER, msg("We asked and got no answer")),
)
_NOBODY_LISTED = ""
_LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Source:
    """Who said it and when, as far as the form tells; `new` is a person at the customer we did not know."""

    name: str
    day: date | None
    new: Contact | None = None


def ask_answer(incoming: Incoming, work: Work) -> list[Reply]:
    """The form for an answer."""
    turn, question = asked_about(incoming, work)
    met = last_met(work, turn.deal)
    people = tuple(Option(contact.id, contact.name) for contact in _those_met_first(turn, met))
    listed = (Option(_NOBODY_LISTED, msg("None of these")), *people)
    found = turn.knows(question)
    assumed = found.answer.value if found.answer and found.known is Known.ASSUMED else ""
    fields = (
        Field("value", question.text, FieldKind.TEXT, assumed, hint=question.why),
        Field("grounds", msg("How do we know?"), FieldKind.CHOICE, Grounds.CUSTOMER_SAID.value, _options(), True),
        *((Field("who", msg("Who said it?"), FieldKind.CHOICE, _NOBODY_LISTED, listed),) if people else ()),
        Field("other", msg("Somebody else at {account} said it", account=turn.deal.account)),
        Field("day", msg("When did they say it?"), FieldKind.DAY, _likely_day(turn, met).isoformat()),
    )
    return [Ask(_FORM, turn.deal.title, fields, _keep(turn, question), msg("Save"))]


def _those_met_first(turn: Turn, met: Meeting | None) -> list[Contact]:
    """The people there. None of them is chosen from the start: who said it is for the rep to tell."""
    there = turn.work.contacts.of(turn.deal.account)
    return sorted(there, key=lambda contact: met is None or contact.id not in met.contacts)


def _likely_day(turn: Turn, met: Meeting | None) -> date:
    """The day of the last meeting, if that was lately; else today."""
    day = (met.on or today(met.at, turn.person)) if met else turn.today
    return day if turn.today - _LATELY <= day <= turn.today else turn.today


def _options() -> tuple[Option, ...]:
    return tuple(Option(grounds.value, label) for grounds, label in _GROUNDS)


def _keep(turn: Turn, question: Question) -> str:
    """What the form is about is kept, so that the form itself carries an id alone."""
    data = json.dumps({"deal": turn.deal.id, "question": question.key})
    pending = Pending(turn.work.new_id(), turn.person.id, _FORM, data, turn.at)
    turn.work.pending.add(pending)
    return pending.id


def save_answer(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form becomes an answer: the customer's only if it is told who said it and when, else our assumption."""
    pending, turn, question = _asked(incoming, work)
    filled = Filled(form_of(incoming), turn.person, turn.at)
    answer, source = _answer(filled, turn, question)
    if filled.errors:
        return filled.refusal()
    work.pending.use(pending.id)
    if source.new is not None:
        work.contacts.add(source.new)
    deal = turn.save("answer", turn.deal, answer)
    return [
        say(
            msg("**{deal}.** Saved.", deal=deal.title),
            told_line(answer, work, turn.today),
            _unsourced(filled, answer),
            buttons(
                undo_button(turn.act),
                onwards(turn, deal, question.key),
                Choice(msg("What else?"), "question.show", deal.id),
            ),
        )
    ]


def _asked(incoming: Incoming, work: Work) -> tuple[Pending, Turn, Question]:
    """What the form was about. Raises NotFound when it is none of this person's, Conflict when it was sent already."""
    pending = work.pending.get(form_of(incoming).id)
    if pending is None or pending.kind != _FORM or pending.person != speaker(incoming, work).id:
        raise NotFound(msg("I don't know any more what that form was about. Nothing was changed."))
    if pending.used:
        raise Conflict(msg("That is saved already. Nothing was stored twice."))
    data = json.loads(pending.data)
    question = work.settings.question(data["question"])
    if question is None:
        raise NotFound(msg("Our process does not ask that any more. Nothing was changed."))
    return pending, changing(data["deal"], incoming, work), question


def _answer(filled: Filled, turn: Turn, question: Question) -> tuple[Answer, _Source]:
    grounds = filled.chosen("grounds", {grounds.value: grounds for grounds, _ in _GROUNDS}, Grounds.ASSUMED)
    missing = None if grounds is Grounds.ASKED_NO_ANSWER else msg("What do we know? A few words are enough.")
    value = filled.text("value", missing)
    source = _source(filled, turn)
    if grounds is Grounds.CUSTOMER_SAID and not (source.name and source.day):
        grounds = Grounds.ASSUMED
    said_by = source.name if grounds is Grounds.CUSTOMER_SAID else ""
    id = turn.work.new_id()
    told = Answer(
        id, turn.deal.id, turn.act, turn.person.id, turn.at, question.key, value, grounds, said_by, source.day
    )
    return replace(told, meeting=_meeting_of(turn, told)), source


def _meeting_of(turn: Turn, told: Answer) -> str | None:
    """The meeting in which it was said: that day's, with whoever said it."""
    people = {one.id for one in turn.work.contacts.of(turn.deal.account) if one.name == told.said_by}
    held = (one for one in turn.work.facts.meetings(turn.deal.id) if one.outcome is Outcome.HELD)
    return next((one.id for one in held if one.on == told.heard_on and people & set(one.contacts)), None)


def _source(filled: Filled, turn: Turn) -> _Source:
    day = filled.day("day")
    if day is not None and day > turn.today:
        filled.wrong("day", msg("{day} has not come yet. When did they say it?", day=Day(day)))
    typed = filled.line("other", most=80)
    people = turn.work.contacts.of(turn.deal.account)
    if typed:
        known = next((contact for contact in people if contact.name.casefold() == typed.casefold()), None)
        name = known.name if known else capitalised(typed)
        new = None if known else Contact(turn.work.new_id(), turn.deal.account, name, "", turn.act)
        return _Source(name, day, new)
    chosen = filled.chosen("who", {contact.id: contact.name for contact in people}, "")
    return _Source(chosen, day)


def _unsourced(filled: Filled, answer: Answer) -> Words | None:
    """Why "they said so" became an assumption, and how it becomes more."""
    if answer.grounds is Grounds.ASSUMED and filled.form.get("grounds") == Grounds.CUSTOMER_SAID.value:
        return msg("Without who said it and when, it counts as our assumption.")
    return None
