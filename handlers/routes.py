"""What a row of the router's tables is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.chat import Incoming, Reply
from domain.ports import Work
from domain.words import Message

Handler = Callable[[Incoming, Work], list[Reply]]


@dataclass(frozen=True, slots=True)
class Route:
    """A command: what it is called, what it does, and an example to copy.

    Of the `english` and the `swedish` names the first of each is shown in help; both are understood by everybody.
    """

    english: tuple[str, ...]
    swedish: tuple[str, ...]
    handler: Handler
    help: Message
    example: Message

    @property
    def names(self) -> tuple[str, ...]:
        """All names, in lower case."""
        return self.english + self.swedish
