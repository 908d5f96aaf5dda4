"""Which handler answers what: explicit tables, and the help that is made from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.chat import Command, Incoming, Press, Reply, Submit, Text
from domain.ports import Work
from domain.words import Message

Handler = Callable[[Incoming, Work], list[Reply]]


@dataclass(frozen=True, slots=True)
class Route:
    """A command: its English and Swedish names (the first of each is shown in help), what it does, and an example."""

    names: tuple[str, ...]
    handler: Handler
    help: Message
    example: Message


# COMMANDS: tuple[Route, ...]; PRESSES: dict[str, Handler]; FORMS: dict[str, Handler]
# def route(incoming: Incoming, work: Work) -> list[Reply]
__all__ = ["Command", "Handler", "Press", "Route", "Submit", "Text"]
