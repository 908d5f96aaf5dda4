"""Deals as they are now, and the people at the customers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index
from sqlmodel import Field

from domain.deal import DealState
from domain.signs import Signs
from storage.tables.base import Row, index_of
from storage.types import Exact, Json, OneOf


class DealRow(Row, table=True):
    """A deal as it is now. `account_key` is the account's name as it is compared."""

    __tablename__ = "deals"
    __table_args__ = (
        # What is due is found by these two alone; a deal that needs no look is not in them.
        index_of("ix_deals_due", "attention_at", "owner", where="attention_at IS NOT NULL"),
        index_of("ix_deals_due_of", "owner", "attention_at", where="attention_at IS NOT NULL"),
        index_of("ix_deals_stepping", "owner", "step_due_day", where="state = 'open'"),
        index_of("ix_deals_ended", "owner", "closed_at", where="closed_at IS NOT NULL"),
        Index("ix_deals_owner_state", "owner", "state"),
        Index("ix_deals_process_state_stage", "process", "state", "stage", "closed_at"),
        index_of("ix_deals_open", "id", where="state = 'open'"),
    )
    id: str = Field(primary_key=True)
    account: str
    account_key: str = Field(index=True)
    name: str
    owner: str
    process: str
    stage: str
    opened_at: datetime
    stage_since: datetime
    idle_since: datetime
    state: DealState = Field(sa_type=OneOf(DealState))
    amount: Decimal | None = Field(sa_type=Exact)
    currency: str
    area: str
    close_date: date | None
    closed_at: datetime | None
    close_reason: str
    close_note: str
    paused_until: date | None
    pause_reason: str
    step: str | None
    step_due_day: date | None
    step_due_at: datetime | None
    step_ours: str
    step_theirs: str
    external_id: str | None = Field(unique=True)
    pushed: int
    pushed_at: datetime | None
    signs: Signs = Field(sa_type=Json)
    attention_at: datetime | None
    version: int


class ProcessRow(Row, table=True):
    """A process as the deals know it."""

    __tablename__ = "processes"
    key: str = Field(primary_key=True)
    version: int
    stages: tuple[tuple[str, str], ...] = Field(sa_type=Json)


class HintRow(Row, table=True):
    """A word by which an account may be mentioned."""

    __tablename__ = "hints"
    word: str = Field(primary_key=True)
    account_key: str = Field(primary_key=True)


class TraceRow(Row, table=True):
    """What is left of such a word after a slip of the finger."""

    __tablename__ = "traces"
    trace: str = Field(primary_key=True)
    word: str = Field(primary_key=True)


class ContactRow(Row, table=True):
    """A person at a customer."""

    __tablename__ = "contacts"
    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    account: str
    account_key: str = Field(index=True)
    name: str
    role: str
    act: str
