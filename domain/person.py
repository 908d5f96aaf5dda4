"""Somebody at our company, and the hours in which the coach may speak to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum


class Role(Enum):
    """What somebody is here for. Rights follow from it, see domain/rights.py."""

    REP = "rep"
    MANAGER = "manager"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Hours:
    """Working hours in the person's own zone; `days` are weekdays, Monday is 0. There is at least one such hour."""

    start: time
    end: time
    days: tuple[int, ...]

    def __post_init__(self) -> None:
        if self.start >= self.end or not set(self.days) & set(range(7)):
            raise ValueError("working hours need a weekday, and must start before they end")


OFFICE_HOURS = Hours(time(8, 30), time(17), (0, 1, 2, 3, 4))
"""Where nobody said anything about working hours."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Away from `first` to `last`, both days included. `cover` is the colleague who is told meanwhile, or empty."""

    first: date
    last: date
    cover: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person. `email` is None for somebody known by name only (an owner that came with an import).

    `zone` is an IANA name, `language` "en" or "sv", `country` an ISO 3166 code for public holidays. `chosen` names the
    fields that the person has set themselves; app.yaml does not overwrite those. `added_by` is the admin who let them
    in when app.yaml does not name them; `left_at` is when they left. `away` is their leave. `stopped` says why nothing
    can be sent to them since `stopped_at` (scheduler/stopping.py), and is empty while something can; `stop_told` is
    whether an admin was told so. `brief`: the morning's message begins with their meetings and steps of the day.
    `reminders`: they are reminded of a standup that they have not answered.
    """

    id: str
    name: str
    email: str | None
    role: Role
    team: str
    language: str
    zone: str
    country: str
    hours: Hours
    chosen: tuple[str, ...] = ()
    added_by: str = ""
    left_at: datetime | None = None
    away: tuple[Leave, ...] = ()
    stopped: str = ""
    stopped_at: datetime | None = None
    stop_told: bool = False
    brief: bool = True
    reminders: bool = True

    @property
    def first_name(self) -> str:
        """What the coach calls them."""
        return self.name.split()[0] if self.name.split() else self.name

    def leave_on(self, day: date) -> Leave | None:
        """The leave that the day belongs to, None when they are here."""
        return next((leave for leave in self.away if leave.first <= day <= leave.last), None)
