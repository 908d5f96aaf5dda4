"""The form of a meeting: what stands in it from the start, and what was understood of it when it comes back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.chat import Field, FieldKind, Option
from domain.deal import Contact
from domain.due import Due
from domain.facts import Agreed, Outcome
from domain.person import Person
from domain.ports import Work
from domain.reading.understood import ContactRead, MeetingRead, MustAsk, StepRead, Understood
from domain.words import Listed, Words, msg
from handlers.echo import Noted
from handlers.parse import Filled
from handlers.saving import first_name
from handlers.speaker import local

NO_MEETING = "none"
_OUTCOMES: tuple[tuple[str, Words], ...] = (
    (Outcome.HELD.value, msg("We met")),
    (Outcome.NO_SHOW.value, msg("They did not come")),
    (Outcome.CANCELLED.value, msg("It was called off")),
    (NO_MEETING, msg("No meeting, only news")),
)
_AGREED: tuple[tuple[Agreed, Words], ...] = (
    (Agreed.NONE, msg("Not yet")),
    (Agreed.SAID, msg("They said yes")),
    (Agreed.WRITTEN, msg("They wrote it")),
    (Agreed.ACCEPTED, msg("They accepted the invitation")),
)
_BETWEEN_NAMES = re.compile(r"\s*(?:[,;&\n]|\band\b|\boch\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the form."""

    who: str = ""
    on: date | None = None
    outcome: str = Outcome.HELD.value
    said: str = ""
    ours: str = ""
    theirs: str = ""
    due: Due | None = None
    agreed: Agreed = Agreed.NONE


def draft_of(work: Work, told: Noted, said: str) -> Draft:
    """A form with what a note has saved."""
    meeting, step = next(iter(told.meetings), None), next(iter(told.steps), None)
    met = [contact.name for contact in map(work.contacts.get, meeting.contacts) if contact] if meeting else []
    draft = Draft(said=said, outcome=NO_MEETING)
    if meeting is not None:
        draft = replace(draft, who=", ".join(met), on=meeting.on, outcome=meeting.outcome.value)
    if step is not None:
        draft = replace(draft, ours=step.ours, theirs=step.theirs, due=step.due, agreed=step.agreed)
    return draft


def draft_read(understood: Understood, said: str) -> Draft:
    """A form with what a note says that is not saved any more."""
    meeting, step = understood.meeting, understood.next_step
    names = ", ".join(one.known.name if one.known else one.name for one in understood.contacts)
    draft = Draft(said=said, who=names, outcome=NO_MEETING)
    if meeting is not None:
        draft = replace(draft, on=meeting.on, outcome=meeting.outcome.value)
    if step is not None:
        draft = replace(draft, ours=step.ours, theirs=step.theirs, due=step.due, agreed=step.agreed)
    return draft


def fields_of(draft: Draft, deals: Sequence[Option], deal: str, person: Person) -> tuple[Field, ...]:
    """The fields of the form, in the order in which one tells of a meeting."""
    due = draft.due
    clock = f"{local(due.at, person):%H:%M}" if due and due.at else ""
    agreed = tuple(Option(value.value, label) for value, label in _AGREED)
    outcomes = tuple(Option(value, label) for value, label in _OUTCOMES)
    return (
        Field("deal", msg("Deal"), FieldKind.CHOICE, deal, tuple(deals), required=True),
        Field("who", msg("Whom did you meet?"), value=draft.who, hint=msg("Names, with commas between")),
        Field("on", msg("Which day?"), FieldKind.DAY, draft.on.isoformat() if draft.on else ""),
        Field("outcome", msg("Did it happen?"), FieldKind.CHOICE, draft.outcome, outcomes),
        Field("said", msg("What was said?"), FieldKind.TEXT, draft.said),
        Field("ours", msg("Next step: what do we do?"), value=draft.ours),
        Field("theirs", msg("What do they do?"), value=draft.theirs),
        Field("day", msg("By when?"), FieldKind.DAY, due.day.isoformat() if due else ""),
        Field("clock", msg("At what time, if there is one?"), FieldKind.CLOCK, clock),
        Field("agreed", msg("Have they agreed?"), FieldKind.CHOICE, draft.agreed.value, agreed),
    )


def understood_in(filled: Filled, read: Understood, contacts: Sequence[Contact]) -> Understood:
    """The form as if it had been a note: answers, amount and stage are `read` from what was said, the rest is typed.

    What is wrong is kept in `filled`.
    """
    meeting = _meeting(filled)
    step = _step(filled)
    kept = tuple(ask for ask in read.must_ask if ask is MustAsk.WHO_SAID_IT)
    return replace(
        read,
        meeting=meeting,
        contacts=tuple(_who(filled, name, contacts) for name in _names(filled)),
        next_step=step,
        must_ask=kept if step else (*kept, MustAsk.NEXT_STEP_MISSING),
    )


def _meeting(filled: Filled) -> MeetingRead | None:
    outcomes = {outcome.value: outcome for outcome in Outcome}
    outcome = outcomes.get(filled.form.get("outcome"))
    on = filled.day("on")
    if outcome is Outcome.HELD and on is not None and on > filled.today:
        filled.wrong("on", msg("That day lies ahead. When did you meet?"))
    return MeetingRead(on, outcome) if outcome else None


def _names(filled: Filled) -> list[str]:
    return [name for name in _BETWEEN_NAMES.split(filled.line("who")) if name]


def _who(filled: Filled, name: str, contacts: Sequence[Contact]) -> ContactRead:
    """The contact of that name, or the only one with that first name; several are sent back."""
    fits = [contact for contact in contacts if contact.name.casefold() == name.casefold()]
    if not fits and " " not in name:
        fits = [contact for contact in contacts if first_name(contact.name) == name.casefold()]
    if len(fits) > 1:
        people = Listed(tuple(contact.name for contact in fits), either=True)
        filled.wrong("who", msg("Is {name} {people}? Write the surname too.", name=name, people=people))
    return ContactRead(name, None, fits[0] if fits else None)


def _step(filled: Filled) -> StepRead | None:
    ours, theirs = filled.line("ours"), filled.line("theirs")
    day, clock = filled.day("day"), filled.clock("clock")
    if not ours and not theirs:
        if day is not None:
            filled.wrong("ours", msg("What happens then? Write what we do, or what they do."))
        return None
    filled.day_ahead("day", msg("By when? A next step needs a day."))
    due = Due.on(day, clock, filled.person.zone) if day else None
    agreed = filled.chosen("agreed", {value.value: value for value, _ in _AGREED}, Agreed.NONE)
    return StepRead(ours, theirs, due, (), None, agreed)
