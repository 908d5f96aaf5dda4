"""To come."""

from __future__ import annotations

from domain.chat import Incoming, Reply
from domain.ports import Work


def show(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def show_named(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []
