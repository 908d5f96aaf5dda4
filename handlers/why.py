"""To come."""

from __future__ import annotations

from domain.chat import Incoming, Reply
from domain.ports import Work


def why_deal(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def why_named(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def why_today(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []
