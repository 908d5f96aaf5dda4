"""People, where they are, and what was heard from where."""

from __future__ import annotations

from datetime import datetime, time

from sqlmodel import Field

from domain.person import Leave, Role
from storage.tables.base import Row
from storage.types import Json, OneOf


class PersonRow(Row, table=True):
    """Somebody at our company; `email_key` is the address in small letters."""

    __tablename__ = "persons"
    id: str = Field(primary_key=True)
    name: str
    email: str | None
    email_key: str | None = Field(unique=True)
    role: Role = Field(sa_type=OneOf(Role))
    team: str
    language: str
    zone: str
    country: str
    hours_start: time
    hours_end: time
    hours_days: tuple[int, ...] = Field(sa_type=Json)
    chosen: tuple[str, ...] = Field(sa_type=Json)
    added_by: str
    left_at: datetime | None
    away: tuple[Leave, ...] = Field(sa_type=Json)
    stopped: str
    stopped_at: datetime | None
    stop_told: bool
    brief: bool
    reminders: bool


class IdentityRow(Row, table=True):
    """A platform account and whose it is."""

    __tablename__ = "identities"
    platform: str = Field(primary_key=True)
    workspace: str = Field(primary_key=True)
    user: str = Field(primary_key=True)
    person: str = Field(foreign_key="persons.id", index=True)


class PlaceRow(Row, table=True):
    """Where a person can be spoken to alone, one place a platform."""

    __tablename__ = "places"
    person: str = Field(primary_key=True, foreign_key="persons.id")
    platform: str = Field(primary_key=True)
    workspace: str
    conversation: str
    thread: str
    direct: bool
    at: datetime


class AddressRow(Row, table=True):
    """What an adapter needs to speak in a place, in its own words."""

    __tablename__ = "addresses"
    platform: str = Field(primary_key=True)
    workspace: str = Field(primary_key=True)
    conversation: str = Field(primary_key=True)
    address: str


class DeliveryRow(Row, table=True):
    """A delivery id that was seen."""

    __tablename__ = "deliveries"
    id: str = Field(primary_key=True)
    at: datetime = Field(index=True)
