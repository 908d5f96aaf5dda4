"""Standups, everybody's part, what was decided and parked, and what was said about them in the chat."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from domain.due import Due
from domain.settings import StandupPlan
from domain.standup import Draft, How, Phase
from storage.tables.base import Row, index_of
from storage.types import Json, OneOf


class StandupRow(Row, table=True):
    """One round of a team; those that run are found by the index."""

    __tablename__ = "standups"
    __table_args__ = (
        index_of("ix_standups_running", "opens_at", where="phase IN ('ahead', 'open')"),
        Index("ix_standups_team_opens_at", "team", "opens_at"),
    )
    id: str = Field(primary_key=True)
    key: str = Field(unique=True)
    team: str
    plan: str
    day: date
    since: datetime
    until: date
    opens_at: datetime
    closes_at: datetime
    language: str
    zone: str
    phase: Phase = Field(sa_type=OneOf(Phase))
    by: str
    facilitator: str
    opened_at: datetime | None
    ended_at: datetime | None
    message: str
    agenda: tuple[str, ...] = Field(sa_type=Json)
    turn: int | None
    turn_ends: datetime | None
    version: int


class PartRow(Row, table=True):
    """One person's part of a standup; those that wait to be asked are found by the index."""

    __tablename__ = "standup_parts"
    __table_args__ = (
        Index("ix_standup_parts_person", "person"),
        index_of("ix_standup_parts_unasked", "asks_at", where="how = 'waiting' AND asked_in = ''"),
    )
    standup: str = Field(primary_key=True, foreign_key="standups.id")
    person: str = Field(primary_key=True)
    how: How = Field(sa_type=OneOf(How))
    draft: Draft = Field(sa_type=Json)
    words: str
    told: tuple[tuple[str, str], ...] = Field(sa_type=Json)
    asks: bool
    back: date | None
    asks_at: datetime | None
    asked_in: str
    reminded: int
    answered_at: datetime | None
    changed_at: datetime | None
    version: int


class DecisionRow(Row, table=True):
    """What somebody is to do by when."""

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_standup", "standup"),)
    id: str = Field(primary_key=True)
    standup: str = Field(foreign_key="standups.id")
    deal: str
    owner: str
    words: str
    due: Due | None = Field(sa_type=Json)
    by: str
    at: datetime
    act: str
    step: str


class ParkedRow(Row, table=True):
    """What is to be talked about some other time."""

    __tablename__ = "parked"
    __table_args__ = (Index("ix_parked_standup", "standup"),)
    id: str = Field(primary_key=True)
    standup: str = Field(foreign_key="standups.id")
    words: str
    by: str
    at: datetime


class ArrangementRow(Row, table=True):
    """What was said in the chat about one of a team's standups."""

    __tablename__ = "arrangements"
    team: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    plan: StandupPlan | None = Field(sa_type=Json)
    facilitator: str
    paused: bool
    paused_until: date | None
    skips: date | None
    removed: bool
