"""To come."""

from __future__ import annotations

from domain.chat import Incoming, Reply
from domain.ports import Work


def ask_won(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def ask_won_named(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def win(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def ask_lost(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def ask_lost_named(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def lose(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []
