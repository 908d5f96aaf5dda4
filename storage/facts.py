"""Everything append-only about deals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, exists, select

from domain.facts import Answer, Meeting, Step, StepEnding, Visit
from storage.shapes import ANSWER, ENTRY, MEETING, STEP, STEP_ENDING, VISIT, Shape
from storage.transaction import Transaction

Fact = Meeting | Step | StepEnding | Answer | Visit
T = TypeVar("T")

_SHAPES: dict[type, Shape[Any]] = {
    Meeting: MEETING,
    Step: STEP,
    StepEnding: STEP_ENDING,
    Answer: ANSWER,
    Visit: VISIT,
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

    def visits(self, deal: str) -> Sequence[Visit]:
        return self._of(deal, VISIT)

    def _of(self, deal: str, shape: Shape[T]) -> list[T]:
        """In the order they happened."""
        c = shape.table.c
        query = _standing(shape, c.deal == deal).order_by(c.at, c.seq)
        return [shape.thing(row) for row in self._transaction.rows(query)]


def _standing(shape: Shape[T], condition: ColumnElement[bool]) -> Select[Any]:
    """Facts whose act was not taken back."""
    undone = exists().where(ENTRY.table.c.undoes == shape.table.c.act)
    return select(*shape.columns).where(condition, ~undone)
