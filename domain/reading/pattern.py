"""A regular expression that is compiled when it is first used.

The grammar has hundreds of them, and to compile them takes longer than to import it. What reads no note need not wait.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Protocol


class Finds(Protocol):
    """`search`, `match` and `fullmatch` of a compiled expression."""

    def __call__(self, text: str, start: int = ..., end: int = ..., /) -> re.Match[str] | None: ...


class FindsAll(Protocol):
    """`finditer` of a compiled expression."""

    def __call__(self, text: str, start: int = ..., end: int = ..., /) -> Iterator[re.Match[str]]: ...


class Pattern:
    """Does what `re.Pattern` does. Each of its methods is the compiled one itself, so it costs nothing from then on."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.pattern = source
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, ready."""
        return re.compile(self.pattern, self.flags)

    @cached_property
    def search(self) -> Finds:
        return self.compiled.search

    @cached_property
    def match(self) -> Finds:
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Finds:
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> FindsAll:
        return self.compiled.finditer

    @cached_property
    def sub(self) -> Callable[[str | Callable[[re.Match[str]], str], str], str]:
        return self.compiled.sub

    @cached_property
    def split(self) -> Callable[[str], list[str]]:
        return self.compiled.split
