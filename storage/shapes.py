"""How the frozen things of the domain lie in their tables: a column per field, named as the field is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, Table

from domain.chat import Place
from domain.deal import Contact, Deal
from domain.due import Due
from domain.facts import Answer, Exchange, Meeting, Review, Step, StepEnding, Visit, Waiver
from domain.journal import JournalEntry, Pending
from domain.nudges import Episode, OutboxItem, Verdict, VerdictEntry
from domain.person import Hours, Person
from domain.process import AppliedProcess
from domain.rounds import Round
from domain.standup import Arrangement, Decision, Parked, Part, Standup
from storage import tables

T = TypeVar("T")
Values = dict[str, Any]


def table_of(row: type[tables.Row]) -> Table:
    """The table behind a table model."""
    return tables.Row.metadata.tables[str(row.__tablename__)]


class Shape(Generic[T]):
    """A kind of thing and its table. A field that is a thing itself takes a column for each of *its* fields:
    `step_due` lies in `step_due_day` and `step_due_at`, and is None when the first of them is.
    """

    def __init__(self, kind: type[T], row: type[tables.Row], **nested: type) -> None:
        self.table = table_of(row)
        self._kind = kind
        self._fields = [field.name for field in fields(kind) if field.name not in nested]  # type: ignore[arg-type]
        self._nested: Mapping[str, tuple[type, list[str]]] = {
            name: (inner, [field.name for field in fields(inner)]) for name, inner in nested.items()
        }
        spread = [f"{name}_{part}" for name, (_, parts) in self._nested.items() for part in parts]
        self.columns: list[Column[Any]] = [self.table.c[name] for name in (*self._fields, *spread)]

    def values(self, thing: T) -> Values:
        """What goes into the columns."""
        values = {name: getattr(thing, name) for name in self._fields}
        for name, (_, parts) in self._nested.items():
            inner = getattr(thing, name)
            values |= {f"{name}_{part}": None if inner is None else getattr(inner, part) for part in parts}
        return values

    def thing(self, found: Sequence[Any]) -> T:
        """The thing a row of `columns` holds."""
        values: Values = dict(zip(self._fields, found, strict=False))
        start = len(self._fields)
        for name, (inner, parts) in self._nested.items():
            end = start + len(parts)
            values[name] = None if found[start] is None else inner(*found[start:end])
            start = end
        return self._kind(**values)


PERSON = Shape(Person, tables.PersonRow, hours=Hours)
PLACE = Shape(Place, tables.PlaceRow)
DEAL = Shape(Deal, tables.DealRow, step_due=Due)
CONTACT = Shape(Contact, tables.ContactRow)
MEETING = Shape(Meeting, tables.MeetingRow)
STEP = Shape(Step, tables.StepRow, due=Due)
STEP_ENDING = Shape(StepEnding, tables.StepEndingRow)
ANSWER = Shape(Answer, tables.AnswerRow)
VISIT = Shape(Visit, tables.VisitRow)
WAIVER = Shape(Waiver, tables.WaiverRow)
EXCHANGE = Shape(Exchange, tables.ExchangeRow)
REVIEW = Shape(Review, tables.ReviewRow)
PROCESS = Shape(AppliedProcess, tables.ProcessRow)
ENTRY = Shape(JournalEntry, tables.JournalRow)
PENDING = Shape(Pending, tables.PendingRow)
EPISODE = Shape(Episode, tables.EpisodeRow)
VERDICT = Shape(VerdictEntry, tables.VerdictRow, verdict=Verdict)
OUTBOX = Shape(OutboxItem, tables.OutboxRow)
ROUND = Shape(Round, tables.RoundRow)
STANDUP = Shape(Standup, tables.StandupRow)
PART = Shape(Part, tables.PartRow)
DECISION = Shape(Decision, tables.DecisionRow)
PARKED = Shape(Parked, tables.ParkedRow)
ARRANGEMENT = Shape(Arrangement, tables.ArrangementRow)
