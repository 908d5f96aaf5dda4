"""A YAML file as places with line numbers, read so that every mistake is found in one go.

A reader asks a `Section` for its keys. What is missing, of the wrong kind or not understood is noted with its line and
replaced by a stand-in, and the reading goes on; keys that nobody asked for are noted at the end. Whoever starts the
reading raises when anything was noted, so a stand-in never gets out. The command line speaks English, and so do the
sentences here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from operator import attrgetter
from typing import TypeVar

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A sentence about a line of the file, the first line being 1. `file` is the name of one beside app.yaml."""

    line: int
    text: str
    file: str = ""


@dataclass(slots=True)
class Findings:
    """What the reading of one file brings to light."""

    file: str = ""
    mistakes: list[Mistake] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def note(self, line: int, text: str) -> None:
        """Keep a mistake, once."""
        mistake = Mistake(line, text, self.file)
        if mistake not in self.mistakes:
            self.mistakes.append(mistake)

    def finish(self) -> tuple[Mistake, ...]:
        """Everything that was wrong, unknown keys included, from the top of the file to its end."""
        for section in self.sections:
            section.note_unasked()
        return tuple(sorted(self.mistakes, key=attrgetter("line", "text")))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the file; `name` is how it is called: "teams.north.manager"."""

    node: Node
    name: str
    findings: Findings
    key_line: int = 0

    @property
    def line(self) -> int:
        """The line of its key, else the one where it begins."""
        return self.key_line or int(self.node.start_mark.line) + 1

    @property
    def is_text(self) -> bool:
        """One value, not a list or a section."""
        return isinstance(self.node, ScalarNode)

    @property
    def is_list(self) -> bool:
        """A list of values."""
        return isinstance(self.node, SequenceNode)

    @property
    def is_empty(self) -> bool:
        """A key with nothing behind it."""
        return isinstance(self.node, ScalarNode) and self.node.tag == "tag:yaml.org,2002:null"

    def wrong(self, text: str) -> None:
        """Note what is wrong here."""
        self.findings.note(self.line, f"{self.name or 'the file'}: {text}")

    def read(self, how: Callable[[str], T], stand_in: T) -> T:
        """The value as `how` understands it. What `how` raises as ValueError is noted."""
        if not isinstance(self.node, ScalarNode):
            self.wrong("one value belongs here, not a list or a section.")
            return stand_in
        try:
            # The text as typed: no YAML surprises for NO (Norway), 09:15 or 2026-11-24.
            return how(str(self.node.value).strip())
        except ValueError as wrong:
            self.wrong(str(wrong))
            return stand_in

    def key_as(self, how: Callable[[str], str], key: str) -> str:
        """The key above this place, as `how` understands it."""
        try:
            return how(key)
        except ValueError as wrong:
            self.wrong(str(wrong))
            return key

    def items(self) -> tuple[Spot, ...]:
        """The members of a list."""
        if not isinstance(self.node, SequenceNode):
            self.wrong("a list belongs here, as in [one, two].")
            return ()
        return tuple(
            Spot(node, f"{self.name}[{place}]", self.findings) for place, node in enumerate(self.node.value, 1)
        )

    def section(self) -> Section:
        """The keys below."""
        if not isinstance(self.node, MappingNode):
            self.wrong("keys with values belong here, as in name: Fjord & Co.")
            return Section(self, {}, missing=True)
        section = Section(self, self._entries(self.node))
        self.findings.sections.append(section)
        return section

    def entries(self) -> tuple[tuple[str, Spot], ...]:
        """Keys that the company chose itself, with what is below them."""
        if not isinstance(self.node, MappingNode):
            self.wrong("keys with values belong here.")
            return ()
        return tuple(self._entries(self.node).items())

    def _entries(self, node: MappingNode) -> dict[str, Spot]:
        found: dict[str, Spot] = {}
        lines: dict[str, int] = {}
        for key_node, value in node.value:
            key, line = str(key_node.value), int(key_node.start_mark.line) + 1
            name = f"{self.name}.{key}" if self.name else key
            if not isinstance(key_node, ScalarNode):
                self.findings.note(line, f"{self.name or 'the file'}: a key is plain words, not a list.")
            elif key in found:
                self.findings.note(line, f"{name}: given twice, first on line {lines[key]}.")
            else:
                found[key], lines[key] = Spot(value, name, self.findings, line), line
        return found


@dataclass(slots=True)
class Section:
    """Keys with values. Asking for a key makes it known; `missing` is a section that was noted as wrong already."""

    spot: Spot
    found: dict[str, Spot]
    missing: bool = False
    asked: dict[str, None] = field(default_factory=dict)

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def get(self, key: str) -> Spot | None:
        """What is below the key; None when it is absent or empty."""
        self.asked[key] = None
        spot = self.found.get(key)
        return None if spot is None or spot.is_empty else spot

    def required(self, key: str) -> Spot | None:
        """What is below the key; noted when it is absent or empty."""
        spot = self.get(key)
        if spot is None and not self.missing:
            close = self._nearly(key)
            if close is None:
                self.spot.findings.note(self.spot.line, f"{self._called(key)} is missing.")
            else:
                self.asked[key] = None
        return spot

    def need(self, key: str, how: Callable[[str], T], stand_in: T) -> T:
        """A value that must be there."""
        spot = self.required(key)
        return stand_in if spot is None else spot.read(how, stand_in)

    def take(self, key: str, how: Callable[[str], T], default: T) -> T:
        """A value that may be left out."""
        spot = self.get(key)
        return default if spot is None else spot.read(how, default)

    def part(self, key: str) -> Section:
        """A section that must be there."""
        spot = self.required(key)
        return Section(self.spot, {}, missing=True) if spot is None else spot.section()

    def entries(self, key: str) -> tuple[tuple[str, Spot], ...]:
        """The company's own keys below a key that must be there."""
        spot = self.required(key)
        return () if spot is None else spot.entries()

    def items(self, key: str) -> tuple[Spot, ...]:
        """A list that may be left out."""
        spot = self.get(key)
        return () if spot is None else spot.items()

    def note_unasked(self) -> None:
        """Note the keys that mean nothing here."""
        for key, spot in self.found.items():
            if key not in self.asked:
                spot.wrong(f"there is no such setting.{did_you_mean(key, self.asked)}")

    def _nearly(self, key: str) -> str | None:
        """A misspelt key is noted as such; that the right one is missing needs no second sentence."""
        return next(
            iter(get_close_matches(key, [name for name in self.found if name not in self.asked], 1, 0.75)), None
        )

    def _called(self, key: str) -> str:
        return f"{self.spot.name}.{key}" if self.spot.name else key


Beside = Callable[[Spot], Spot | None]
"""Opens the file beside app.yaml that a place names; None when there is nothing to read in it, which it notes."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ " Did you mean zone?" when something known is close, " There are: a, b." when there is little to choose from."""
    names = list(known)
    folded = {name.casefold(): name for name in names}
    close = get_close_matches(word.casefold(), folded, 1, 0.6)
    if close:
        return f" Did you mean {folded[close[0]]}?"
    return f" There are: {', '.join(names)}." if 0 < len(names) <= 12 else ""
