"""A newcomer reads a file in one go."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import quantiles

from tests.support.source import FUNCTIONS, modules

LINES_OF_A_MODULE = 250
LINES_OF_A_FUNCTION = 40
LINES_OF_NEARLY_ALL_FUNCTIONS = 25


def test_no_module_is_too_long_to_read_in_one_go() -> None:
    long = [f"{module.where}: {lines(module.path)}" for module in modules() if lines(module.path) > LINES_OF_A_MODULE]

    assert long == []


def test_no_function_is_too_long_to_keep_in_mind() -> None:
    long = [f"{where} {name}: {size}" for where, name, size in functions() if size > LINES_OF_A_FUNCTION]

    assert long == []


def test_nineteen_functions_in_twenty_are_short() -> None:
    sizes = [size for _, _, size in functions()]

    assert quantiles(sizes, n=20)[-1] <= LINES_OF_NEARLY_ALL_FUNCTIONS


def functions() -> list[tuple[str, str, int]]:
    """Where each function stands, its name, and how many lines it has, decorators left out."""
    return [
        (f"{module.where}:{node.lineno}", node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, FUNCTIONS)
    ]


def lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")
