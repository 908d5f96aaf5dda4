"""When a deal is next worth a look: the one pure function behind `attention_at`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.deal import Deal
from domain.nudges import Episode
from domain.person import Person
from domain.ports import Calendar
from domain.settings import Settings


def attention_at(
    deal: Deal, owner: Person | None, episodes: Sequence[Episode], settings: Settings, calendar: Calendar
) -> datetime | None:
    """The first instant (UTC) at which the engine could say something about the deal; None for never."""
    raise NotImplementedError
