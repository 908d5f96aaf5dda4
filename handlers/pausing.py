"""To come."""

from __future__ import annotations

from domain.chat import Incoming, Reply
from domain.ports import Work


def ask_wait(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def ask_wait_named(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def wait(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []
