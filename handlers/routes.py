"""What a row of the router's tables is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.chat import Incoming, Reply
from domain.ports import Work
from domain.words import Message

Handler = Callable[[Incoming, Work], list[Reply]]
Sentence = Callable[[str, Incoming, Work], bool]


@dataclass(frozen=True, slots=True)
class Route:
    """A command: what it is called, what it does, and an example to copy.

    Of the `english` and the `swedish` names the first of each is shown in help; both are understood by everybody.
    `names_it` tells whether a sentence after the name is meant for this command; without it, a sentence is a note. With
    `alone`, anything after the name makes the line a note; with `verbatim` it is kept as it was typed, its question
    mark too.
    """

    english: tuple[str, ...]
    swedish: tuple[str, ...]
    handler: Handler
    help: Message
    example: Message
    names_it: Sentence | None = None
    alone: bool = False
    verbatim: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All names, in lower case."""
        return tuple(dict.fromkeys(self.english + self.swedish))
