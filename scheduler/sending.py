"""What a platform may answer to an unasked message: sent, try again, or give up. Nothing else of it is known here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from domain.chat import Place, Say
from domain.nudges import OutboxItem


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived; `reference` is what the platform calls the message (opaque JSON of the adapter), `place` where."""

    reference: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class TryAgain:
    """Not now; `at` is the earliest instant at which the platform takes it."""

    at: datetime


@dataclass(frozen=True, slots=True)
class GiveUp:
    """It will never arrive, and this is why."""

    reason: str


Outcome: TypeAlias = Sent | TryAgain | GiveUp

Send: TypeAlias = Callable[[OutboxItem, Say], Awaitable[Outcome]]
"""Sends an item: over the message that it amends, to its team's channel, else to its person alone."""
