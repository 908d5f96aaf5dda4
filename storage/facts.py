"""Everything append-only about deals."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, select

from domain.deal import Contact
from domain.deal_facts import DealFacts
from domain.facts import Answer, Exchange, Fact, Meeting, Review, Step, StepEnding, Visit, Waiver
from storage.shapes import (
    ANSWER,
    CONTACT,
    DEAL,
    ENTRY,
    EXCHANGE,
    MEETING,
    PERSON,
    REVIEW,
    STEP,
    STEP_ENDING,
    VISIT,
    WAIVER,
    Shape,
)
from storage.transaction import Transaction

T = TypeVar("T")
F = TypeVar("F", Meeting, Answer, Exchange, Visit, Review)

_SHAPES: dict[type, Shape[Any]] = {
    Meeting: MEETING,
    Step: STEP,
    StepEnding: STEP_ENDING,
    Answer: ANSWER,
    Visit: VISIT,
    Waiver: WAIVER,
    Exchange: EXCHANGE,
    Review: REVIEW,
}


class SqlFacts:
    """See domain.ports.Facts."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, *facts: Fact) -> None:
        for fact in facts:
            shape = _SHAPES[type(fact)]
            self._transaction.add(shape.table, shape.values(fact))

    def meetings(self, deal: str) -> Sequence[Meeting]:
        return self._of([deal], MEETING)[::-1]

    def meetings_of(self, deals: Sequence[str], since: datetime) -> Mapping[str, Sequence[Meeting]]:
        told = self._transaction.rows(_MEETINGS_SINCE, {"of": deals, "since": since})
        return _by_deal(deals, [MEETING.thing(row) for row in told][::-1])

    def step(self, step: str) -> Step | None:
        found = self._transaction.first(_standing(STEP, STEP.table.c.id == step))
        return STEP.thing(found) if found else None

    def steps(self, deal: str) -> Sequence[tuple[Step, StepEnding | None]]:
        return self._steps([deal])

    def steps_of(self, deals: Sequence[str], since: datetime) -> Mapping[str, Sequence[tuple[Step, StepEnding | None]]]:
        return _steps_by_deal(deals, self._steps(deals, since))

    def _steps(self, deals: Sequence[str], since: datetime | None = None) -> list[tuple[Step, StepEnding | None]]:
        width = len(STEP.columns)
        found: dict[str, tuple[Step, StepEnding | None]] = {}
        query, values = (_STEPS, {"of": deals}) if since is None else (_STEPS_SINCE, {"of": deals, "since": since})
        for row in self._transaction.rows(query, values):
            step, end = STEP.thing(row), STEP_ENDING.thing(row[width:]) if row[width] is not None else None
            found[step.id] = step, end  # of several ends the latest
        return list(found.values())

    def answers(self, deal: str) -> Sequence[Answer]:
        return self._of([deal], ANSWER)[::-1]

    def answers_of(self, deals: Sequence[str]) -> Mapping[str, Sequence[Answer]]:
        return _by_deal(deals, self._of(deals, ANSWER)[::-1])

    def standing_of(self, deals: Sequence[str]) -> Mapping[str, DealFacts]:
        meetings = _by_deal(deals, self._of(deals, MEETING)[::-1])
        exchanges = _by_deal(deals, self._of(deals, EXCHANGE)[::-1])
        answers = self.answers_of(deals)
        steps = _steps_by_deal(deals, self._steps(deals))
        people = self._people({one for told in meetings.values() for meeting in told for one in meeting.contacts})
        return {
            deal: DealFacts(meetings[deal], steps[deal], answers[deal], exchanges[deal], _met(meetings[deal], people))
            for deal in deals
        }

    def _people(self, contacts: Collection[str]) -> dict[str, Contact]:
        query = _standing(CONTACT, CONTACT.table.c.id.in_(contacts))
        return {row.id: CONTACT.thing(row) for row in self._transaction.rows(query)} if contacts else {}

    def visits(self, deal: str) -> Sequence[Visit]:
        return self._of([deal], VISIT)

    def visits_of(self, deals: Sequence[str]) -> Mapping[str, Sequence[Visit]]:
        return _by_deal(deals, self._of(deals, VISIT))

    def waivers(self, deal: str) -> Sequence[Waiver]:
        return self._of([deal], WAIVER)

    def waived_lately(self, owners: Sequence[str], most: int) -> Sequence[Waiver]:
        c, deals, persons = WAIVER.table.c, DEAL.table.c, PERSON.table.c
        theirs = exists().where(deals.id == c.deal, deals.owner.in_(owners))
        query = _standing(WAIVER, theirs & exists().where(persons.id == c.by))
        latest = query.order_by(c.at.desc(), c.seq.desc()).limit(most)
        return [WAIVER.thing(row) for row in self._transaction.rows(latest)]

    def exchanges(self, deal: str) -> Sequence[Exchange]:
        return self._of([deal], EXCHANGE)[::-1]

    def reviews(self, deal: str) -> Sequence[Review]:
        return self._of([deal], REVIEW)[::-1]

    def reviews_of(self, deals: Sequence[str]) -> Mapping[str, Sequence[Review]]:
        return _by_deal(deals, self._of(deals, REVIEW)[::-1])

    def of_deals(self, deals: Sequence[str]) -> Mapping[str, Sequence[Fact]]:
        found: dict[str, list[Fact]] = {deal: [] for deal in deals}
        for shape in _SHAPES.values():
            c = shape.table.c
            query = select(*shape.columns).where(c.deal.in_(deals)).order_by(c.at, c.seq)
            for row in self._transaction.rows(query):
                fact: Fact = shape.thing(row)
                found[fact.deal].append(fact)
        return found

    def wrong_assumptions(self, process: str, most: int) -> Mapping[str, int]:
        c, later = REVIEW.table.c, REVIEW.table.alias().c
        undone = exists().where(ENTRY.table.c.undoes == later.act)
        follows = (later.at > c.at) | ((later.at == c.at) & (later.seq > c.seq))
        corrected = exists().where(later.deal == c.deal, follows, ~undone)
        standing = _standing(REVIEW, (c.process == process) & (c.wrong != "") & ~corrected)
        latest = standing.order_by(c.seq.desc()).limit(most).subquery()
        query = select(latest.c.wrong, func.count()).group_by(latest.c.wrong)
        return {str(wrong): int(count) for wrong, count in map(tuple, self._transaction.rows(query))}

    def _of(self, deals: Sequence[str], shape: Shape[T]) -> list[T]:
        """In the order they happened."""
        return [shape.thing(row) for row in self._transaction.rows(_OF[shape.table.name], {"of": deals})]


def _met(meetings: Sequence[Meeting], people: Mapping[str, Contact]) -> dict[str, Contact]:
    return {one: people[one] for meeting in meetings for one in meeting.contacts if one in people}


def _by_deal(deals: Sequence[str], told: Sequence[F]) -> dict[str, list[F]]:
    """The facts of each deal, in the order in which they come; every deal is a key."""
    found: dict[str, list[F]] = {deal: [] for deal in deals}
    for fact in told:
        found[fact.deal].append(fact)
    return found


def _steps_by_deal(
    deals: Sequence[str], told: Sequence[tuple[Step, StepEnding | None]]
) -> dict[str, list[tuple[Step, StepEnding | None]]]:
    """The steps of each deal, in the order in which they come; every deal is a key."""
    found: dict[str, list[tuple[Step, StepEnding | None]]] = {deal: [] for deal in deals}
    for step, end in told:
        found[step.deal].append((step, end))
    return found


def _stands(shape: Shape[T]) -> ColumnElement[bool]:
    """That the act which told it was not taken back."""
    return ~exists().where(ENTRY.table.c.undoes == shape.table.c.act)


def _standing(shape: Shape[T], condition: ColumnElement[bool]) -> Select[Any]:
    """Facts whose act was not taken back."""
    return select(*shape.columns).where(condition, _stands(shape))


def _of_deal(shape: Shape[T]) -> Select[Any]:
    c = shape.table.c
    return _standing(shape, c.deal.in_(bindparam("of", expanding=True))).order_by(c.at, c.seq)


def _steps_of_deal() -> Select[Any]:
    """The steps of a deal, each beside its ends."""
    c, end = STEP.table.c, STEP_ENDING.table
    ended = (end.c.step == c.id) & (end.c.deal == c.deal) & _stands(STEP_ENDING)
    steps = select(*STEP.columns, *STEP_ENDING.columns).outerjoin_from(STEP.table, end, ended)
    return steps.where(c.deal.in_(bindparam("of", expanding=True)), _stands(STEP)).order_by(
        c.at, c.seq, end.c.at, end.c.seq
    )


# Put together once: these are asked several times in every answer.
_OF: dict[str, Select[Any]] = {shape.table.name: _of_deal(shape) for shape in _SHAPES.values()}
_STEPS = _steps_of_deal()
# A step with a later end is found with that end alone, as it is when all of its ends are read.
_STEPS_SINCE = _STEPS.where(STEP_ENDING.table.c.at.is_(None) | (STEP_ENDING.table.c.at >= bindparam("since")))
_MEETINGS_SINCE = _OF[MEETING.table.name].where(MEETING.table.c.at >= bindparam("since"))
