"""To come."""

from __future__ import annotations

from domain.chat import Incoming, Reply
from domain.ports import Work


def open_settings(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def save_settings(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []
