"""What a note has saved, said back: drawn from what is stored, so that it tells the truth also after a correction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from domain.chat import Block, Choice, Para
from domain.deal import Contact, Deal
from domain.facts import Agreed, Answer, Meeting, Outcome, Step, StepEnd, Visit
from domain.person import Person
from domain.ports import Work
from domain.words import Amount, Listed, Message, Value, msg
from handlers.grounds import day_words, told_line
from handlers.open_questions import told_by
from handlers.replies import buttons, undo_button
from handlers.speaker import today


@dataclass(frozen=True, slots=True)
class Noted:
    """Everything that stands of one note: its act, and the acts by which its open questions were answered."""

    act: str
    deal: Deal
    meetings: tuple[Meeting, ...]
    steps: tuple[Step, ...]
    ends: tuple[tuple[Step, StepEnd], ...]
    answers: tuple[Answer, ...]
    visits: tuple[Visit, ...]
    new: tuple[Contact, ...]
    worth: Amount | None
    told_at: datetime

    @property
    def is_bare(self) -> bool:
        """Nothing was understood that could be stored beside the text."""
        facts = (self.meetings, self.steps, self.ends, self.answers, self.visits, self.new)
        return not any(facts) and self.worth is None

    @property
    def undated(self) -> Step | None:
        """The next step whose day is not known."""
        return next((step for step in self.steps if step.due is None), None)

    @property
    def unagreed(self) -> Step | None:
        """The next step to which the customer has not agreed, as far as we know."""
        return next((step for step in self.steps if step.agreed is Agreed.NONE), None)


def belongs(act: str, note: str) -> bool:
    """Whether an act is the note's own or answered one of its questions (see `follow_up`)."""
    return act == note or act.startswith(f"{note}.")


def follow_up(work: Work, note: str) -> str:
    """The id of an act that answers a question of the note: it is taken back together with the note."""
    return f"{note}.{work.new_id()}"


def note_of(act: str) -> str:
    """The note that an act belongs to: its own id, but for one that answered a question of the note."""
    return act.partition(".")[0]


def noted(work: Work, note: str, deal: Deal) -> Noted:
    """What stands of the note now."""
    steps = work.facts.steps(deal.id)
    mine = [step for step, end in steps if belongs(step.act, note) and end is None]
    ended = [(step, end.end) for step, end in steps if end is not None and belongs(end.act, note)]
    entry = work.journal.get(note)
    before = entry.before.worth if entry and entry.before else None
    words = told_by(work, note)
    return Noted(
        act=note,
        deal=deal,
        meetings=tuple(fact for fact in work.facts.meetings(deal.id) if belongs(fact.act, note)),
        steps=tuple(sorted(mine, key=lambda step: (step.due is None, step.due.order() if step.due else ()))),
        ends=tuple(ended),
        answers=_latest(work, note, deal),
        visits=tuple(fact for fact in work.facts.visits(deal.id) if belongs(fact.act, note)),
        new=tuple(contact for contact in work.contacts.of(deal.account) if belongs(contact.act, note)),
        worth=deal.worth if deal.worth != before else None,
        told_at=words.at if words else deal.opened_at,
    )


def _latest(work: Work, note: str, deal: Deal) -> tuple[Answer, ...]:
    """The note's answers in the order they were told, each question with its latest."""
    found: dict[str, Answer] = {}
    for answer in reversed(work.facts.answers(deal.id)):
        if belongs(answer.act, note):
            found[answer.question] = answer
    return tuple(found.values())


def card(work: Work, told: Noted, person: Person, at: datetime) -> list[Block]:
    """The note said back to its writer at the instant `at`, with the buttons that take it back or change it."""
    title = msg("**{deal}.** I keep your note.", deal=told.deal.title)
    if not told.is_bare:
        title = msg("**{deal}.** Saved.", deal=told.deal.title)
    row = buttons(undo_button(told.act), Choice(msg("Change"), "note.change", told.act))
    return [
        Para(title),
        *(Para(line) for line in _lines(work, told, person, today(at, person))),
        *([row] if row else []),
    ]


def _lines(work: Work, told: Noted, person: Person, now: date) -> Iterator[Message]:
    for meeting in told.meetings:
        yield meeting_line(meeting, present(work, meeting, told.deal), today(told.told_at, person), now)
    for step, end in told.ends:
        if end in _ENDS:
            yield ended_line(step, end)
    yield from _step_lines(work, told)
    yield from _deal_lines(work, told)
    for answer in told.answers:
        yield told_line(answer, work, now)


def _step_lines(work: Work, told: Noted) -> Iterator[Message]:
    for place, step in enumerate(told.steps):
        words = step_words(step, told.deal.account, agreeing(work, told))
        yield msg("Also: {step}.", step=words) if place else msg("Next step: {step}.", step=words)


def _deal_lines(work: Work, told: Noted) -> Iterator[Message]:
    if told.new:
        names = Listed(tuple(contact.name for contact in told.new))
        yield msg("New at {account}: {names}.", account=told.deal.account, names=names)
    for visit in told.visits:
        yield stage_line(work, visit)
    if told.worth is not None:
        yield msg("Worth {amount}.", amount=told.worth)


def present(work: Work, meeting: Meeting, deal: Deal) -> Value:
    """Whom we met; the account when nobody was named."""
    people = [contact for contact in map(work.contacts.get, meeting.contacts) if contact]
    return Listed(tuple(contact.name for contact in people)) if people else deal.account


def meeting_line(meeting: Meeting, who: Value, told_on: date, now: date) -> Message:
    """A meeting of which nobody said the day was on the day it was told; of one that was not held, that is no guess."""
    match meeting.outcome:
        case Outcome.HELD if by_phone(meeting.note):
            return msg("Talked to {who} {day}.", who=who, day=day_words(meeting.on or told_on, now))
        case Outcome.HELD:
            return msg("Met {who} {day}.", who=who, day=day_words(meeting.on or told_on, now))
        case Outcome.NO_SHOW if meeting.on:
            return msg("{who} did not come {day}.", who=who, day=day_words(meeting.on, now))
        case Outcome.NO_SHOW:
            return msg("{who} did not come.", who=who)
        case Outcome.CANCELLED if meeting.on:
            return msg("The meeting with {who} {day} was called off.", who=who, day=day_words(meeting.on, now))
        case Outcome.CANCELLED:
            return msg("The meeting with {who} was called off.", who=who)


_PHONE = r"call(?:ed)?|phoned?|rang|talked|spoke|ringde|ringt|samtal\w*|telefon\w*|tfn|pratade?|pratat|snackade?|talade"
_FACE = r"met|meeting|demo\w*|lunch\w*|visit\w*|workshop|coffee|saw|träffa\w*|\w*möte\w*|besök\w*|fika\w*|sågs"
_CONTACT = re.compile(rf"\b(?:(?P<phone>{_PHONE})|(?:{_FACE}))\b", re.IGNORECASE)


def by_phone(note: str) -> bool:
    """Whether a conversation was no meeting face to face, by the first word for it in the note."""
    first = _CONTACT.search(note)
    return first is not None and first["phone"] is not None


def speaks_of_meeting(text: str) -> bool:
    """Whether some word for a meeting or a call stands in the text."""
    return bool(_CONTACT.search(text))


_ENDS = frozenset({StepEnd.KEPT, StepEnd.MOVED, StepEnd.MISSED, StepEnd.CANCELLED})
"""A step that was only written down wrong is no news."""


def ended_line(step: Step, end: StepEnd) -> Message:
    what = step.words
    if end is StepEnd.KEPT:
        return msg("Done: {step}.", step=what)
    if end is StepEnd.MOVED and step.due is not None:
        return msg("Moved: {step}, it was {due}.", step=what, due=step.due)
    if end is StepEnd.MOVED:
        return msg("Moved: {step}.", step=what)
    if end is StepEnd.MISSED:
        return msg("Did not happen: {step}.", step=what)
    return msg("Called off: {step}.", step=what)


def step_words(step: Step, account: str, who: str) -> Value:
    """What, when, and how the customer agreed."""
    what = _sides(step, account)
    agreed = _agreed(step.agreed, who)
    if step.due is not None and agreed is not None:
        return msg("{step}, {due}, {agreed}", step=what, due=step.due, agreed=agreed)
    if step.due is not None:
        return msg("{step}, {due}", step=what, due=step.due)
    if agreed is not None:
        return msg("{step}, {agreed}", step=what, agreed=agreed)
    return what


def _sides(step: Step, account: str) -> Value:
    """What we do; what they do stands with their name."""
    if not step.ours:
        return msg("{theirs} ({account})", theirs=step.theirs, account=account)
    if step.theirs and step.theirs != step.ours:
        return msg("{ours} ({account}: {theirs})", ours=step.ours, theirs=step.theirs, account=account)
    return step.ours


def _agreed(agreed: Agreed, who: str) -> Message | None:
    match agreed:
        case Agreed.SAID:
            return msg("{who} said yes", who=who)
        case Agreed.WRITTEN:
            return msg("{who} agreed in writing", who=who)
        case Agreed.ACCEPTED:
            return msg("{who} accepted the invitation", who=who)
        case Agreed.NONE:
            return None


def agreeing(work: Work, told: Noted) -> str:
    """Whoever agreed: the one person who was met or told us something, by first name; else the account."""
    met = {contact for meeting in told.meetings for contact in meeting.contacts}
    names = {contact.name for contact in map(work.contacts.get, met) if contact}
    names = names or {answer.said_by for answer in told.answers if answer.said_by}
    return next(iter(names)).split()[0] if len(names) == 1 else told.deal.account


def stage_line(work: Work, visit: Visit) -> Message:
    process = work.settings.process(visit.process)
    stage = process.stage(visit.stage) if process else None
    return msg("Now in {stage}.", stage=stage.name if stage else visit.stage)
