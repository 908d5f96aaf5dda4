"""A form for a day, with a time if there is one."""

from __future__ import annotations

from domain.chat import Field, FieldKind
from domain.due import Due
from domain.words import msg
from handlers.parse import Filled

DAY_FIELDS = (
    Field("day", msg("Day"), FieldKind.DAY, required=True),
    Field("clock", msg("Time, if there is one"), FieldKind.CLOCK),
)


def due_of(filled: Filled, zone: str) -> Due | None:
    """When it is; None when the form is refused."""
    day, clock = filled.day_ahead("day", msg("Choose a day.")), filled.clock("clock")
    return None if day is None or filled.errors else Due.on(day, clock, zone)
