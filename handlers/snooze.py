"""To come."""

from __future__ import annotations

from domain.chat import Incoming, Reply
from domain.ports import Work


def snooze(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def snooze_named(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []
