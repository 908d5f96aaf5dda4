"""What a platform may answer to an unasked message: sent, try again, or give up. Nothing else of it is known here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TypeAlias

from domain.chat import Place, Say
from domain.nudges import OutboxItem


class Stops(Enum):
    """What ends with a message that will never arrive: nothing more, a person's queue, or everything on a platform."""

    NOTHING = "nothing"
    PERSON = "person"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived; `reference` is what the platform calls the message (opaque JSON of the adapter), `place` where, and
    `thread` what the platform calls the thread below it.
    """

    reference: str
    place: Place | None = None
    thread: str = ""


@dataclass(frozen=True, slots=True)
class TryAgain:
    """Not now. `at` is the earliest instant at which it is taken, None where nobody named one."""

    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class GiveUp:
    """It will never arrive, and this is why; `stops` is what else will not, on `platform`."""

    reason: str
    stops: Stops = Stops.NOTHING
    platform: str = ""


Outcome: TypeAlias = Sent | TryAgain | GiveUp

Send: TypeAlias = Callable[[OutboxItem, Say], Awaitable[Outcome]]
"""Sends an item: over the message that it amends, to its team's channel (in the thread of the message it is `under`),
else to its person alone."""
