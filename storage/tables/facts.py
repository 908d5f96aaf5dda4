"""What happened, append-only, and the acts that told it.

A fact counts unless a later act took back the act that told it (`journal.undoes`). `seq` is the order in which things
were stored, and settles what happened at the same instant.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from domain.deal import Deal
from domain.facts import Agreed, Direction, ExchangeState, Grounds, Outcome, Side, StepEnd
from storage.tables.base import Row, index_of
from storage.types import Json, OneOf


class FactRow(Row):
    """What every fact about a deal has."""

    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    deal: str = Field(foreign_key="deals.id", index=True)
    act: str
    by: str
    at: datetime


class MeetingRow(FactRow, table=True):
    """A live conversation with the customer."""

    __tablename__ = "meetings"
    on: date | None
    outcome: Outcome = Field(sa_type=OneOf(Outcome))
    contacts: tuple[str, ...] = Field(sa_type=Json)
    note: str


class StepRow(FactRow, table=True):
    """A next step."""

    __tablename__ = "steps"
    ours: str
    theirs: str
    due_day: date | None
    due_at: datetime | None
    agreed: Agreed = Field(sa_type=OneOf(Agreed))
    replaces: str | None


class StepEndingRow(FactRow, table=True):
    """How a step ended."""

    __tablename__ = "step_endings"
    step: str
    end: StepEnd = Field(sa_type=OneOf(StepEnd))
    side: Side = Field(sa_type=OneOf(Side))


class AnswerRow(FactRow, table=True):
    """An answer to a question."""

    __tablename__ = "answers"
    question: str
    value: str
    grounds: Grounds = Field(sa_type=OneOf(Grounds))
    said_by: str
    heard_on: date | None
    meeting: str | None


class VisitRow(FactRow, table=True):
    """A deal entered a stage."""

    __tablename__ = "visits"
    process: str
    stage: str
    mapped: tuple[tuple[str, str], ...] = Field(sa_type=Json)


class WaiverRow(FactRow, table=True):
    """A deal went on although something was missing."""

    __tablename__ = "waivers"
    __table_args__ = (Index("ix_waivers_at", "at"),)
    process: str
    stage: str
    to: str
    missing: tuple[str, ...] = Field(sa_type=Json)
    reason: str


class ExchangeRow(FactRow, table=True):
    """Something asked for, granted or refused."""

    __tablename__ = "exchanges"
    direction: Direction = Field(sa_type=OneOf(Direction))
    what: str
    state: ExchangeState = Field(sa_type=OneOf(ExchangeState))
    who: str
    on: date | None
    words: str


class ReviewRow(FactRow, table=True):
    """What was told when a deal ended."""

    __tablename__ = "reviews"
    __table_args__ = (
        Index("ix_reviews_process_end", "process", "end"),
        index_of("ix_reviews_process_wrong", "process", "seq", where="wrong != ''"),
    )
    process: str
    end: str
    reason: str
    grounds: Grounds = Field(sa_type=OneOf(Grounds))
    said_by: str
    wrong: str
    competitor: str
    evidence: str
    note: str


class JournalRow(Row, table=True):
    """An act of a person. An act is taken back once."""

    __tablename__ = "journal"
    __table_args__ = (Index("ix_journal_person_seq", "person", "seq"),)
    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    person: str
    at: datetime
    kind: str
    deal: str | None = Field(foreign_key="deals.id", index=True)
    before: Deal | None = Field(sa_type=Json)
    version: int
    undoes: str | None = Field(unique=True)


class PendingRow(Row, table=True):
    """A question the coach waits on."""

    __tablename__ = "pending"
    id: str = Field(primary_key=True)
    person: str
    kind: str
    data: str
    at: datetime
    used: bool
