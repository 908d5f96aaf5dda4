"""Every sentence of the source and the Swedish it has; run as a module it prints what lacks Swedish, as entries.

A sentence is the literal text of a `msg(...)` or `msgs(...)` call; its Swedish stands in a `*.sv.po` of the same room.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("domain", "storage", "handlers", "scheduler", "bot")
PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Sentence:
    """English as it stands in the source: one form, or two when it differs in number."""

    room: str
    where: str
    forms: tuple[str, ...]
    given: frozenset[str] | None
    """The names of the values that the call gives; None when it passes them on with `**`."""


@dataclass(frozen=True)
class Translation:
    """An entry of a catalogue."""

    room: str
    where: str
    forms: tuple[str, ...]
    swedish: tuple[str, ...]
    fuzzy: bool


def sentences(root: Path = ROOT) -> list[Sentence]:
    """Every sentence in the rooms that speak."""
    return [
        sentence
        for room in ROOMS
        for path in sorted((root / room).rglob("*.py"))
        for sentence in _in_file(room, path, path.relative_to(root))
    ]


def translations(root: Path = ROOT) -> list[Translation]:
    """Every entry of every catalogue that the coach reads."""
    return [
        entry
        for room in ROOMS
        for path in sorted((root / room).rglob("*.sv.po"))
        for entry in _in_catalogue(room, path, path.relative_to(root))
    ]


def unsaid(root: Path = ROOT) -> list[Sentence]:
    """The sentences without Swedish, each once per room."""
    said = {(entry.room, entry.forms) for entry in translations(root) if all(entry.swedish)}
    lacking = {
        (sentence.room, sentence.forms): sentence
        for sentence in sentences(root)
        if (sentence.room, sentence.forms) not in said
    }
    return list(lacking.values())


def places(text: str) -> frozenset[str]:
    """The names between braces."""
    return frozenset(PLACE.findall(text))


def _in_file(room: str, path: Path, shown: Path) -> Iterator[Sentence]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in ("msg", "msgs"):
            texts = node.args[: 1 if name == "msg" else 2]
            forms = tuple(arg.value for arg in texts if isinstance(arg, ast.Constant) and isinstance(arg.value, str))
            names = [keyword.arg for keyword in node.keywords]
            given = None if None in names else frozenset(name for name in names if name)
            yield Sentence(room, f"{shown}:{node.lineno}", forms, given)


def _in_catalogue(room: str, path: Path, shown: Path) -> Iterator[Translation]:
    with path.open("rb") as file:
        catalogue = read_po(file, locale="sv", abort_invalid=True)
    for entry in catalogue:
        if entry.id:
            strings = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
            forms = (entry.id,) if isinstance(entry.id, str) else tuple(entry.id)
            yield Translation(room, f"{shown}:{entry.lineno}", forms, strings, entry.fuzzy)


def _entry(sentence: Sentence) -> str:
    one, *many = (form.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") for form in sentence.forms)
    if many:
        return f'msgid "{one}"\nmsgid_plural "{many[0]}"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    return f'msgid "{one}"\nmsgstr ""\n'


if __name__ == "__main__":
    for lacking in unsaid():
        print(f"#: {lacking.where}\n{_entry(lacking)}")
