"""The source of the rooms, as trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("domain", "storage", "connectors", "handlers", "scheduler", "bot")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Module:
    """A source file; `where` is its path from the root of the project."""

    path: Path
    where: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.where.split("/")[0]

    @property
    def name(self) -> str:
        return self.where.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@dataclass(frozen=True)
class Import:
    """A name that a module imports, in full, and where."""

    where: str
    name: str

    @property
    def package(self) -> str:
        return self.name.split(".")[0]


@cache
def modules() -> tuple[Module, ...]:
    """Every source file of every room."""
    return tuple(
        Module(path, path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
    )


def imports(module: Module) -> Iterator[Import]:
    """What a module imports, wherever in the file it does."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (Import(f"{module.where}:{node.lineno}", alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # Each name may be a module of its own: `from bot import teams` is an import of bot.teams.
            yield from (Import(f"{module.where}:{node.lineno}", f"{node.module}.{alias.name}") for alias in node.names)
