"""What the coach can do, in the person's language."""

from __future__ import annotations

from collections.abc import Sequence

from domain.chat import Incoming, Reply
from domain.ports import Work
from handlers.routes import Route


def help_from(routes: Sequence[Route], incoming: Incoming, work: Work) -> list[Reply]:
    """To come."""
    return []
