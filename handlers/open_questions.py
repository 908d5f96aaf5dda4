"""What the coach waits to be told about a note, as it is kept in a `Pending`."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.journal import Pending
from domain.ports import Work

TOLD = "note.told"
OPEN = "note.open"
FORM = "note.form"
WHICH_DEAL = "note.which_deal"


@dataclass(frozen=True, slots=True)
class OpenAsk:
    """One thing to ask: `kind` is a MustAsk value, "status" or "stage"; `about` which name, question, status or
    stage it concerns."""

    kind: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """What a note left open. The first of `asks` is the one that was put; `days` and `contacts` are what it offers."""

    act: str
    deal: str
    asks: tuple[OpenAsk, ...]
    days: tuple[date, ...] = ()
    contacts: tuple[str, ...] = ()

    def settled(self) -> Open:
        """What is left when the first question was answered, also when the answer changes nothing."""
        return replace(self, asks=self.asks[1:])


@dataclass(frozen=True, slots=True)
class Told:
    """A note as it was typed. `id` is the act it was saved by, `at` when it was told."""

    id: str
    person: str
    at: datetime
    deal: str
    text: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A note of which the deal is not known yet. `deals` are the candidates, `company` a name that nobody knows."""

    id: str
    person: str
    at: datetime
    text: str
    company: str = ""
    deals: tuple[str, ...] = ()


def keep_told(work: Work, told: Told) -> None:
    """Keep the whole text under the id of its act, for whoever wants to change it."""
    data = {"deal": told.deal, "text": told.text}
    work.pending.add(Pending(told.id, told.person, TOLD, json.dumps(data, ensure_ascii=False), told.at))


def told_by(work: Work, act: str) -> Told | None:
    """The note that was saved by this act."""
    pending = work.pending.get(act)
    if pending is None or pending.kind != TOLD:
        return None
    data = json.loads(pending.data)
    return Told(pending.id, pending.person, pending.at, data["deal"], data["text"])


def keep_unplaced(work: Work, note: Unplaced) -> None:
    """Keep a note until its deal is known."""
    data = {"text": note.text, "company": note.company, "deals": note.deals}
    work.pending.add(Pending(note.id, note.person, WHICH_DEAL, json.dumps(data, ensure_ascii=False), note.at))


def unplaced(work: Work, pending_id: str) -> Unplaced | None:
    """The note that waits for its deal; None when this is none or it found one already."""
    pending = work.pending.get(pending_id)
    if pending is None or pending.kind != WHICH_DEAL or pending.used:
        return None
    data = json.loads(pending.data)
    return Unplaced(pending.id, pending.person, pending.at, data["text"], data["company"], tuple(data["deals"]))


def keep_open(work: Work, still: Open, person: str, at: datetime) -> str:
    """Keep what is asked; returns the id that its buttons carry."""
    data = {
        "act": still.act,
        "deal": still.deal,
        "asks": [[ask.kind, ask.about] for ask in still.asks],
        "days": [day.isoformat() for day in still.days],
        "contacts": still.contacts,
    }
    pending = Pending(work.new_id(), person, OPEN, json.dumps(data, ensure_ascii=False), at)
    work.pending.add(pending)
    return pending.id


def open_question(work: Work, pending_id: str, person: str) -> Open | None:
    """What was asked of this person under this id; None when it is answered already."""
    pending = work.pending.get(pending_id)
    if pending is None or pending.kind != OPEN or pending.used or pending.person != person:
        return None
    data = json.loads(pending.data)
    return Open(
        act=data["act"],
        deal=data["deal"],
        asks=tuple(OpenAsk(*ask) for ask in data["asks"]),
        days=tuple(date.fromisoformat(day) for day in data["days"]),
        contacts=tuple(data["contacts"]),
    )


@dataclass(frozen=True, slots=True)
class NoteForm:
    """An opened form for a meeting: about a deal or any, and the act that it corrects, if any."""

    id: str
    deal: str = ""
    corrects: str = ""


def keep_form(work: Work, form: NoteForm, person: str, at: datetime) -> None:
    """Remember that the form was opened, so that it is saved once however often it is sent."""
    data = {"deal": form.deal, "corrects": form.corrects}
    work.pending.add(Pending(form.id, person, FORM, json.dumps(data), at))


def note_form(work: Work, pending_id: str, person: str) -> NoteForm | None:
    """The form that this person opened; None when it was sent already."""
    pending = work.pending.get(pending_id)
    if pending is None or pending.kind != FORM or pending.used or pending.person != person:
        return None
    data = json.loads(pending.data)
    return NoteForm(pending.id, data["deal"], data["corrects"])
