"""Everything append-only about deals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, exists, func, select

from domain.facts import Answer, Exchange, Fact, Meeting, Review, Step, StepEnding, Visit, Waiver
from storage.shapes import (
    ANSWER,
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
        return self._of(deal, MEETING)[::-1]

    def step(self, step: str) -> Step | None:
        found = self._transaction.first(_standing(STEP, STEP.table.c.id == step))
        return STEP.thing(found) if found else None

    def steps(self, deal: str) -> Sequence[tuple[Step, StepEnding | None]]:
        ends = {ending.step: ending for ending in self._of(deal, STEP_ENDING)}
        return [(step, ends.get(step.id)) for step in self._of(deal, STEP)]

    def answers(self, deal: str) -> Sequence[Answer]:
        return self._of(deal, ANSWER)[::-1]

    def answers_of(self, deals: Sequence[str]) -> Mapping[str, Sequence[Answer]]:
        c = ANSWER.table.c
        query = _standing(ANSWER, c.deal.in_(deals)).order_by(c.at.desc(), c.seq.desc())
        found: dict[str, list[Answer]] = {deal: [] for deal in deals}
        for row in self._transaction.rows(query):
            answer = ANSWER.thing(row)
            found[answer.deal].append(answer)
        return found

    def visits(self, deal: str) -> Sequence[Visit]:
        return self._of(deal, VISIT)

    def waivers(self, deal: str) -> Sequence[Waiver]:
        return self._of(deal, WAIVER)

    def waived_lately(self, owners: Sequence[str], most: int) -> Sequence[Waiver]:
        c, deals, persons = WAIVER.table.c, DEAL.table.c, PERSON.table.c
        theirs = exists().where(deals.id == c.deal, deals.owner.in_(owners))
        query = _standing(WAIVER, theirs & exists().where(persons.id == c.by))
        latest = query.order_by(c.at.desc(), c.seq.desc()).limit(most)
        return [WAIVER.thing(row) for row in self._transaction.rows(latest)]

    def exchanges(self, deal: str) -> Sequence[Exchange]:
        return self._of(deal, EXCHANGE)[::-1]

    def reviews(self, deal: str) -> Sequence[Review]:
        return self._of(deal, REVIEW)[::-1]

    def wrong_assumptions(self, process: str) -> Mapping[str, int]:
        c, later = REVIEW.table.c, REVIEW.table.alias().c
        undone = exists().where(ENTRY.table.c.undoes == later.act)
        follows = (later.at > c.at) | ((later.at == c.at) & (later.seq > c.seq))
        corrected = exists().where(later.deal == c.deal, follows, ~undone)
        standing = _standing(REVIEW, (c.process == process) & (c.wrong != "") & ~corrected).subquery()
        query = select(standing.c.wrong, func.count()).group_by(standing.c.wrong)
        return {str(wrong): int(count) for wrong, count in map(tuple, self._transaction.rows(query))}

    def _of(self, deal: str, shape: Shape[T]) -> list[T]:
        """In the order they happened."""
        c = shape.table.c
        query = _standing(shape, c.deal == deal).order_by(c.at, c.seq)
        return [shape.thing(row) for row in self._transaction.rows(query)]


def _standing(shape: Shape[T], condition: ColumnElement[bool]) -> Select[Any]:
    """Facts whose act was not taken back."""
    undone = exists().where(ENTRY.table.c.undoes == shape.table.c.act)
    return select(*shape.columns).where(condition, ~undone)
