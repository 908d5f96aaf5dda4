"""Every reply as plain text: the terminal, notifications, and whoever cannot see buttons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from bot.words import Speech, text_of
from domain.chat import (
    Ask,
    Block,
    Chart,
    Choice,
    Choices,
    Divider,
    Facts,
    Field,
    Mention,
    Para,
    Refuse,
    Reply,
    Say,
    Table,
)


def plain(reply: Reply, speech: Speech) -> str:
    """The whole reply as lines of text; buttons are numbered through the message: "[1] Undo  [2] Change"."""
    match reply:
        case Say():
            numbers = iter(range(1, 1000))
            return "\n".join(_block(block, speech, numbers) for block in reply.blocks)
        case Ask():
            return "\n".join([text_of(reply.title, speech), *(_field(field, speech) for field in reply.fields)])
        case Refuse():
            return "\n".join(text_of(words, speech) for _, words in reply.errors)
        case _:
            assert_never(reply)


def choices_of(reply: Reply) -> tuple[Choice, ...]:
    """The buttons in the order in which `plain` numbers them."""
    if not isinstance(reply, Say):
        return ()
    return tuple(option for block in reply.blocks if isinstance(block, Choices) for option in block.options)


def _block(block: Block, speech: Speech, numbers: Iterator[int]) -> str:
    match block:
        case Para():
            return _para(block, speech)
        case Facts(pairs):
            return "\n".join(f"{text_of(name, speech)}: {text_of(value, speech)}" for name, value in pairs)
        case Choices(options):
            return "  ".join(f"[{next(numbers)}] {text_of(option.label, speech)}" for option in options)
        case Table():
            return "\n".join(table_lines(block, speech))
        case Chart():
            return "\n".join([text_of(block.title, speech), *table_lines(chart_table(block), speech)])
        case Divider():
            return "---"
        case Mention(_, name):
            return f"@{name}"
        case _:
            assert_never(block)


def _para(para: Para, speech: Speech) -> str:
    """What is struck stands between two waves, as people strike it where there is only text."""
    lines = text_of(para.words, speech).split("\n")
    return "\n".join(f"~~{line}~~" if para.struck and line.strip() else line for line in lines)


def _field(field: Field, speech: Speech) -> str:
    options = "/".join(text_of(option.label, speech) for option in field.options)
    value = field.value or options
    return f"{text_of(field.label, speech)}: {value}".rstrip()


def chart_table(chart: Chart) -> Table:
    """The chart's numbers as a table: a row a label, a column a series."""
    rows = tuple(
        (label, *(f"{series.values[place]:f}" for series in chart.series)) for place, label in enumerate(chart.labels)
    )
    return Table(("", *(series.name for series in chart.series)), rows)


def table_lines(table: Table, speech: Speech) -> list[str]:
    """The table in columns of equal width."""
    rows = [[text_of(cell, speech) for cell in row] for row in (table.columns, *table.rows)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(table.columns))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
