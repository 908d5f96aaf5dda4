"""To come."""

from __future__ import annotations

from domain.chat import Incoming, Reply
from domain.ports import Work


def ask_step(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def ask_step_named(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def save_step(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def keep(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def miss(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def ask_move(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def move(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []
