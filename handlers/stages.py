"""To come."""

from __future__ import annotations

from domain.chat import Incoming, Reply
from domain.ports import Work


def choose(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def move(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def move_named(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []
