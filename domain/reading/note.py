"""Reads a note: what a rep typed after a meeting becomes facts, and what it leaves open becomes questions.

The rules are in docs/reading.md. Nothing here decides alone: each part of a note has a grammar of its own, and this
module puts their findings together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from domain.deal import Contact, DealSketch
from domain.facts import Agreed, Grounds
from domain.reading import contacts as customer
from domain.reading.accounts import Heard, heard
from domain.reading.amounts import Money, find_amounts
from domain.reading.answers import clauses_of, find_answers
from domain.reading.asked import Given
from domain.reading.clean import clean
from domain.reading.companies import stranger
from domain.reading.days import DayOrder, find_times
from domain.reading.deals import Found, find_deal, spoken_name
from domain.reading.drafting import Draft
from domain.reading.endings import find_status, status_clauses
from domain.reading.intent import is_question, is_smalltalk, without_request
from domain.reading.meetings import find_meeting, meeting_clauses
from domain.reading.orders import without_orders
from domain.reading.passage import Passage, read
from domain.reading.people import Known, Named, named
from domain.reading.roles import roles_said
from domain.reading.stages import find_stage, stage_clauses
from domain.reading.steps import drafts, finished, is_plainly_step, is_timed
from domain.reading.tokens import words
from domain.reading.told_once import told_once
from domain.reading.understood import Intent, MustAsk, StepRead, Surroundings, Understood
from domain.reading.when import When
from domain.reading.worth import find_amount

ENDED = ("won", "lost", "disqualified")


def understand(text: str, around: Surroundings) -> Understood:
    """What a note says and leaves open. Pure: the same text in the same surroundings is always understood alike."""
    text = without_request(clean(text))
    if not any(sign.isalpha() for sign in text):
        return Understood(Intent.OTHER)
    if is_smalltalk(text):
        return Understood(Intent.SMALLTALK)
    if is_question(text):
        return Understood(Intent.QUESTION)
    found, passage = _prepared(text, around)
    note = _understood(found, passage, around)
    return note if _is_note(note, passage, around) else Understood(Intent.OTHER)


def day_order(zone: str) -> DayOrder:
    """How dates like 4/12 are written where the writer is."""
    if zone.startswith("Europe/"):
        return DayOrder.DMY
    return DayOrder.MDY if zone.startswith(("America/", "US/")) else DayOrder.UNKNOWN


def _prepared(text: str, around: Surroundings) -> tuple[Found, Passage]:
    said = words(text)
    times = find_times(text, around.now, day_order(around.writer.zone))
    money = _money(text, times)
    accounts = heard(said, (deal.account for deal in around.deals), around.similar)
    known = Known(_contacts(around.deals), tuple(person.name for person in around.colleagues))
    people = named(said, [*_stretches(times), *_stretches(accounts)], known)
    accounts = tuple(hit for hit in accounts if not any(_within(hit, person) for person in people))
    company = stranger(said, text, people, [*_stretches(times), *_stretches(accounts), *_stretches(money)])
    found = find_deal(said, around.deals, around.writer.id, accounts, people, company)
    if around.about is not None:
        found = Found((around.about,))
    people = tuple(person for person in people if person.sure or found.deal is not None)
    people = tuple(customer.at_deal(person, found.deal) for person in people)
    roles = roles_said(text, people, around.settings)
    firms = [(hit.start, hit.end) for hit in accounts]
    if company is not None and found.deal is None:
        firms.append((company.start, company.start + len(company.name)))
    if found.deal is not None:
        firms.extend(_headings(text, found.deal))
    passage = read(text, firms, people, roles, times, money)
    return found, Passage(passage.text, without_orders(passage.clauses), passage.people, passage.roles)


def _headings(text: str, deal: DealSketch) -> list[tuple[int, int]]:
    """Where a line begins with the deal's own name: "cranes: quote on Friday"."""
    found = (re.match(r"[^:\n]+(?=:)", line) for line in text.split("\n"))
    starts = accumulate((len(line) + 1 for line in text.split("\n")), initial=0)
    return [
        (start, start + match.end())
        for start, match in zip(starts, found, strict=False)
        if match is not None and spoken_name(words(match[0]), deal)
    ]


def _money(text: str, times: Sequence[When]) -> tuple[Money, ...]:
    """Amounts that are no part of a time; a bare number only when it is large enough to be money and no year."""
    taken = _stretches(times)
    return tuple(
        money
        for money in find_amounts(text)
        if not any(money.start in stretch for stretch in taken) and not (money.bare and _is_small(money))
    )


def _is_small(money: Money) -> bool:
    return money.value < Decimal(1000) or (Decimal(1900) <= money.value <= Decimal(2100) and len(money.text) == 4)


def _stretches(found: Sequence[When] | Sequence[Heard] | Sequence[Money]) -> list[range]:
    return [range(one.start, one.end) for one in found]


def _within(hit: Heard, person: Named) -> bool:
    return person.start <= hit.start and hit.end <= person.end and person.whole


def _contacts(deals: Sequence[DealSketch]) -> tuple[Contact, ...]:
    return tuple({contact.id: contact for deal in deals for contact in deal.contacts}.values())


@dataclass(frozen=True, slots=True)
class _Steps:
    first: StepRead | None
    more: tuple[StepRead, ...]
    drafts: tuple[Draft, ...]
    timed: bool


def _understood(found: Found, passage: Passage, around: Surroundings) -> Understood:
    deal, settings = found.deal, around.settings
    met = frozenset(clause.start for clause in meeting_clauses(passage, around.now))
    plain = frozenset(clause.start for clause in passage.clauses if is_plainly_step(clause, around.now))
    status = find_status(passage)
    given = find_answers(passage, settings, plain | (status_clauses(passage) if status == "won" else frozenset()))
    process = settings.process(deal.process) if deal is not None else None
    ended = status_clauses(passage) | stage_clauses(passage, process)
    steps = _steps(passage, around, met, frozenset(clauses_of(given)), ended, status == "won")
    people = customer.find_contacts(passage, deal, tuple(draft.clause.start for draft in steps.drafts))
    return Understood(
        intent=Intent.NOTE,
        deal=deal,
        deal_candidates=found.candidates,
        deal_status=status,
        meeting=find_meeting(passage, around.now),
        contacts=people.read,
        next_step=steps.first,
        more_next_steps=steps.more,
        answers=tuple(one.answer for one in given),
        amount=find_amount(passage, deal.currency if deal is not None else settings.company.currency),
        stage=find_stage(passage, process),
        must_ask=_must_ask(deal, status, steps, given, people.unclear),
        unknown_company=found.unknown,
    )


def _steps(
    passage: Passage,
    around: Surroundings,
    met: frozenset[int],
    answers: frozenset[int],
    ended: frozenset[int],
    won: bool,
) -> _Steps:
    found = told_once(drafts(passage, around.now, met, answers, ended), won)
    pairs = [(finished(draft, around.now, around.writer.zone), draft) for draft in found]
    pairs.sort(key=lambda pair: _order(pair[0], pair[1]))
    read = [step for step, _ in pairs]
    return _Steps(
        read[0] if read else None,
        tuple(read[1:]),
        tuple(draft for _, draft in pairs),
        bool(pairs) and is_timed(pairs[0][1]),
    )


def _order(step: StepRead, draft: Draft) -> tuple[int, tuple[object, float]]:
    """Dated steps first, by day; then those with a time that fixes no day; then the rest, as they were told."""
    if step.due is not None:
        return 0, (step.due.day, step.due.order()[1])
    first = min(step.due_candidates, default=None) or (step.due_range[0] if step.due_range else None)
    return (1, (first, 0.0)) if first is not None else (2 if is_timed(draft) else 3, (draft.clause.start, 0.0))


def _must_ask(
    deal: DealSketch | None, status: str | None, steps: _Steps, given: Sequence[Given], which_contact: bool
) -> tuple[MustAsk, ...]:
    step = steps.first
    missing = {
        MustAsk.WHICH_DEAL: deal is None,
        MustAsk.WHICH_DATE: step is not None and step.due is None and steps.timed,
        MustAsk.WHICH_CONTACT: which_contact,
        MustAsk.NEXT_STEP_MISSING: step is None and status not in ENDED,
        MustAsk.NEXT_STEP_DATE_MISSING: step is not None and step.due is None and not steps.timed,
        MustAsk.CUSTOMER_AGREED: step is not None and step.agreed is Agreed.NONE,
        MustAsk.WHO_SAID_IT: any(one.answer.grounds is Grounds.ASSUMED and not one.told for one in given),
    }
    return tuple(question for question, asked in missing.items() if asked)


def _is_note(note: Understood, passage: Passage, around: Surroundings) -> bool:
    """Something is told about a customer."""
    tells = note.meeting or note.next_step or note.answers or note.amount or note.deal_status or note.stage
    named_any = note.deal if around.about is None else None
    somebody = note.contacts or named_any or note.deal_candidates or note.unknown_company
    return bool(passage.clauses) and bool(tells or somebody)
