"""To come."""

from __future__ import annotations

from datetime import datetime

from domain.chat import Block, Incoming, Reply
from domain.deal import Deal
from domain.ports import Work


def ask_answer(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def save_answer(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def will_ask(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def later(incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []


def one_question(work: Work, deal: Deal, at: datetime) -> tuple[Block, ...]:
    """What the customer has not been asked yet, or what we assume or heard long ago; nothing when all is known."""
    return ()
