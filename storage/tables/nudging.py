"""Episodes, verdicts and the outbox."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from domain.chat import Place
from domain.nudges import Concern, Reason
from storage.tables.base import Row, index_of
from storage.types import Json, OneOf


class EpisodeRow(Row, table=True):
    """One stretch of a concern on a deal; a concern runs once at a time."""

    __tablename__ = "episodes"
    __table_args__ = (
        index_of("ix_episodes_running", "deal", "concern", where="ended_at IS NULL", unique=True),
        index_of("ix_episodes_ended", "deal", "ended_at", where="ended_at IS NOT NULL"),
    )
    id: str = Field(primary_key=True)
    deal: str = Field(foreign_key="deals.id")
    concern: Concern = Field(sa_type=OneOf(Concern))
    began_at: datetime
    ended_at: datetime | None
    said_at: datetime | None
    times_said: int
    snoozed_until: datetime | None
    until_heard: bool
    held_back: bool
    first_said_at: datetime | None
    warned_at: datetime | None
    escalated_at: datetime | None
    said_in: tuple[str, ...] = Field(sa_type=Json)


class VerdictRow(Row, table=True):
    """What was decided about a concern at one tick."""

    __tablename__ = "verdicts"
    __table_args__ = (Index("ix_verdicts_deal_at", "deal", "at"),)
    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    at: datetime
    person: str
    deal: str
    concern: Concern = Field(sa_type=OneOf(Concern))
    episode: str
    verdict_reason: Reason = Field(sa_type=OneOf(Reason))
    verdict_until: datetime | None


class RulesRow(Row, table=True):
    """By which rules something was worked out; one row."""

    __tablename__ = "rules"
    of: str = Field(primary_key=True)
    digest: str


class OutboxRow(Row, table=True):
    """An unasked message on its way; those that wait are found by the index."""

    __tablename__ = "outbox"
    __table_args__ = (
        index_of("ix_outbox_waiting", "not_before", where="sent_at IS NULL AND gave_up = ''"),
        index_of("ix_outbox_edits", "amends", where="amends <> ''"),
    )
    id: str = Field(primary_key=True)
    key: str = Field(unique=True)
    person: str
    reply: str
    episodes: tuple[str, ...] = Field(sa_type=Json)
    created_at: datetime
    not_before: datetime
    claimed_until: datetime | None
    attempts: int
    sent_at: datetime | None
    gave_up: str
    reference: str
    channel: str
    amends: str
    place: Place | None = Field(sa_type=Json)
    under: str
    thread: str
    language: str
    zone: str


class RoundRow(Row, table=True):
    """Something that comes by the clock: when it comes next, and when it came last."""

    __tablename__ = "rounds"
    key: str = Field(primary_key=True)
    at: datetime = Field(index=True)
    since: datetime
