"""What was understood of a note becomes one act on the deal: everything certain, and nothing that is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.acting import Doing, record
from domain.deal import Contact, Deal
from domain.facts import Answer, Fact, Grounds, Meeting, Step, StepEnding, Visit
from domain.moving import look, move
from domain.person import Person
from domain.ports import Work
from domain.reading.understood import AnswerRead, ContactRead, MustAsk, StepRead, Understood
from domain.settings import Settings
from handlers.echo import speaks_of_meeting
from handlers.endings import Told, endings, moved_step, tells_only_of_a_move, written_anew
from handlers.speaker import today
from handlers.wishes import whose_wish

NOTE = "note"
_CLAUSES = re.compile(r"[.,;:!?\n]|\b(?:och|men|and|but)\b")


@dataclass(frozen=True, slots=True)
class Telling:
    """Somebody told of a deal: who, when it was told, in which words and what was understood; `act` is its id.

    `met` are those who were in the meeting, as typed, when a form says so. `passed` is the stage that it brought the
    deal to when it was told first.
    """

    act: str
    person: Person
    at: datetime
    text: str
    understood: Understood
    met: tuple[str, ...] | None = None
    passed: Visit | None = None

    @property
    def day(self) -> date:
        """The day on which it was told, where the writer is."""
        return today(self.at, self.person)

    def was_met(self, name: str) -> bool:
        """Whether somebody was in the meeting: named in the note, and not only in what comes next."""
        if self.met is not None:
            return name in self.met
        steps = [step for step in (self.understood.next_step, *self.understood.more_next_steps) if step]
        ahead = max((f"{step.ours}\n{step.theirs}".casefold().count(name.casefold()) for step in steps), default=0)
        return self.text.casefold().count(name.casefold()) > ahead


@dataclass(frozen=True, slots=True)
class Party:
    """The customer people of a note: who is meant by what was typed, who was met, who is new, and who else is known."""

    typed: tuple[tuple[str, Contact], ...]
    met: tuple[Contact, ...]
    new: tuple[Contact, ...]
    others: tuple[Contact, ...]

    def named(self, typed: str) -> Contact | None:
        """Whoever is meant by a name or a role; else the only one of that first name, those of the note first."""
        meant = {name.casefold(): contact for name, contact in self.typed}.get(typed.casefold())
        return meant or one_called(typed, [contact for _, contact in self.typed]) or one_called(typed, self.others)


def save(work: Work, telling: Telling, deal: Deal, at: datetime) -> Deal:
    """Store the note on the deal as one act at the instant `at`. Does not commit. Raises Conflict, see `record`."""
    party = gather(work, telling, deal)
    for contact in party.new:
        work.contacts.add(contact)
    doing = Doing(telling.act, telling.person.id, at, NOTE)
    told = replace(doing, at=telling.at)
    meeting = _meeting(work, told, telling, deal, party)
    facts: list[Fact] = [meeting] if meeting else []
    facts += _answers(work, told, telling, deal, party, meeting)
    facts += _steps(work, told, telling, deal)
    return _kept(work, doing, telling, deal, facts)


def _kept(work: Work, doing: Doing, telling: Telling, deal: Deal, facts: list[Fact]) -> Deal:
    """The note's act. It moves the deal as well where nothing stands in the way, and it has not gone on since."""
    after, passed = _changed(telling.understood, deal), telling.passed
    stage = telling.understood.stage or deal.stage
    if passed is not None and any(visit.at >= passed.at for visit in work.facts.visits(deal.id)):
        again = [replace(passed, id=work.new_id(), act=doing.act)] if stage == passed.stage else []
        return record(work, doing, deal, after, *again, *facts)
    if stage != deal.stage and _is_free(work, deal, stage, doing.at, facts):
        since = passed.at if passed and passed.stage == stage else None
        return move(work, doing, deal, replace(after, stage=stage), *facts, since=since)
    return record(work, doing, deal, after, *facts)


def _is_free(work: Work, deal: Deal, stage: str, at: datetime, facts: Sequence[Fact]) -> bool:
    """Whether nothing stands in the way to the stage; what does is asked about afterwards, and the note is saved."""
    process = work.settings.process(deal.process)
    if process is None or process.place(stage) is None:
        return False
    seen = look(work, deal, process, stage, at, facts)
    return not seen.gaps and not seen.is_shut


def gather(work: Work, telling: Telling, deal: Deal) -> Party:
    """The people of the note. Nobody is made up: who is not sure, or has only a role, is nobody yet."""
    typed: dict[str, Contact] = {}
    met: dict[str, Contact] = {}
    new: list[Contact] = []
    others = tuple(work.contacts.of(deal.account))
    for read in telling.understood.contacts:
        contact = read.known
        if contact is None and not unsure(read, others, telling.understood):
            role = role_key(read.role or "", work.settings)
            contact = Contact(work.new_id(), deal.account, capitalised(read.name), role, telling.act)
            new.append(contact)
        if contact is not None:
            typed[read.name] = contact
            is_met = telling.was_met(read.name) and not _only_answers(read.name, telling, work.settings)
            met |= {contact.id: contact} if is_met else {}
    return Party(tuple(typed.items()), tuple(met.values()), tuple(new), others)


def _only_answers(name: str, telling: Telling, settings: Settings) -> bool:
    """Whether somebody is named as the answer to a question and nowhere else: "met Stina. Johan decides"."""
    asked = [settings.question(one.question) for one in telling.understood.answers if name in one.value]
    words = tuple(word for question in asked if question for word in question.words)
    clauses = [clause for clause in _CLAUSES.split(telling.text.casefold()) if name.casefold() in clause]
    return telling.met is None and bool(words) and all(_is_an_answer(clause, words) for clause in clauses)


def _is_an_answer(clause: str, words: Sequence[str]) -> bool:
    return any(word in clause for word in words) and not speaks_of_meeting(clause)


def unsure(read: ContactRead, contacts: Sequence[Contact], understood: Understood) -> bool:
    """Whether somebody has a first name that several contacts have, so that it has to be asked who it is."""
    if read.known is not None or MustAsk.WHICH_CONTACT not in understood.must_ask:
        return False
    return " " not in read.name and any(first_name(contact.name) == first_name(read.name) for contact in contacts)


def one_called(name: str, contacts: Sequence[Contact]) -> Contact | None:
    """The contact of that name, or the only one with that first name when no surname is given."""
    fits = [contact for contact in contacts if contact.name.casefold() == name.casefold()]
    if not fits and name and " " not in name:
        fits = [contact for contact in contacts if first_name(contact.name) == name.casefold()]
    return fits[0] if len({contact.id for contact in fits}) == 1 else None


def role_key(said: str, settings: Settings) -> str:
    """The company's key for a role as it was said; what app.yaml does not know stays as it is."""
    said = said.casefold()
    for key, name, words in settings.contact_roles:
        known = {key, *words, *(text.casefold() for _, text in name.by_language)}
        if any(said in (word, word + "en", word + "n") for word in known):
            return key
    return said


def first_name(name: str) -> str:
    """The first word of a name in small letters, to compare by."""
    return next(iter(name.casefold().split()), "")


def capitalised(name: str) -> str:
    """ "anna berg" typed in a hurry is Anna Berg."""
    return name.title() if name.islower() else name


def _meeting(work: Work, doing: Doing, telling: Telling, deal: Deal, party: Party) -> Meeting | None:
    read = telling.understood.meeting
    if read is None:
        return None
    present = tuple(contact.id for contact in party.met)
    return Meeting(
        work.new_id(), deal.id, doing.act, doing.person, doing.at, read.on, read.outcome, present, telling.text
    )


def _answers(
    work: Work, doing: Doing, telling: Telling, deal: Deal, party: Party, meeting: Meeting | None
) -> Iterator[Fact]:
    for read in telling.understood.answers:
        who = party.named(read.said_by)
        said_by = who.name if who else ""
        yield Answer(
            id=work.new_id(),
            deal=deal.id,
            act=doing.act,
            by=doing.person,
            at=doing.at,
            question=read.question,
            value=read.value,
            grounds=_grounds(read, said_by),
            said_by=said_by,
            heard_on=(meeting.on if meeting else None) or telling.day,
            meeting=meeting.id if meeting else None,
        )


def _grounds(read: AnswerRead, said_by: str) -> Grounds:
    """The customer said it only when it is known who did; until then we assume."""
    if read.grounds is Grounds.CUSTOMER_SAID and not said_by:
        return Grounds.ASSUMED
    return read.grounds


def _steps(work: Work, doing: Doing, telling: Telling, deal: Deal) -> Iterator[Fact]:
    running = [step for step, end in work.facts.steps(deal.id) if end is None]
    ended = endings(running, Told(telling.text, telling.understood, telling.day, work.similar))
    names = (deal.account, *(contact.name for contact in work.contacts.of(deal.account)))
    for step, end in ended:
        side = whose_wish(end, telling.text, names)
        yield StepEnding(work.new_id(), step.id, deal.id, doing.act, doing.person, doing.at, end, side)
    first, moved, again = telling.understood.next_step, moved_step(ended), written_anew(ended)
    if first is not None and moved is not None and tells_only_of_a_move(first.ours or first.theirs):
        first = replace(first, ours=moved.ours, theirs=moved.theirs)
    if first is not None:
        yield _step(work, doing, deal, first, telling.day, moved.id if moved else again.replaces if again else None)
    for more in telling.understood.more_next_steps:
        # One question is asked about one step; a further one without a day stands in the note alone.
        if more.due is not None and more.due.day >= telling.day:
            yield _step(work, doing, deal, more, telling.day, None)


def _step(work: Work, doing: Doing, deal: Deal, read: StepRead, day: date, replaces: str | None) -> Step:
    """A day that has passed cannot be when something is to happen, so it is asked for."""
    due = None if read.due and read.due.day < day else read.due
    return Step(
        work.new_id(), deal.id, doing.act, doing.person, doing.at, read.ours, read.theirs, due, read.agreed, replaces
    )


def _changed(understood: Understood, deal: Deal) -> Deal:
    """The deal with the amount that the note states."""
    if understood.amount is None:
        return deal
    return replace(deal, amount=understood.amount.value, currency=understood.amount.currency)
