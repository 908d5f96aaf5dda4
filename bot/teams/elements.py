"""What cards are made of: text, buttons, tables and charts as elements of Adaptive Cards 1.5."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.plain import chart_table
from bot.words import Span, Speech, spans, text_of
from domain.chat import Chart, ChartKind, Choice, Choices, Style, Table
from domain.words import Words, msgs

Json = dict[str, Any]

MOST_BUTTONS = 6
"""Teams shows six buttons side by side and hides the rest, so further ones start a new line."""
MOST_LETTERS = 2000
MOST_LABEL = 75
_NARROW, _BROAD = 6, 18
_STYLES = {Style.PLAIN: "default", Style.PRIMARY: "positive", Style.DANGER: "destructive"}


def text_block(runs: tuple[Span, ...], *, quiet: bool = False, colour: str = "") -> Json:
    """A paragraph of runs."""
    look: Json = {"isSubtle": True, "size": "Small"} if quiet else {}
    look |= {"color": colour} if colour else {}
    return {"type": "RichTextBlock", "inlines": [_run(run) | look for run in runs if run.text] or [" "]}


def _run(run: Span) -> Json:
    drawn: Json = {"type": "TextRun", "text": cut(run.text, MOST_LETTERS)}
    drawn |= {"weight": "Bolder"} if run.bold else {}
    drawn |= {"italic": True} if run.slanted else {}
    drawn |= {"strikethrough": True} if run.struck else {}
    return drawn


def cut(text: str, most: int) -> str:
    """At most `most` characters, with a sign where something is left out."""
    return text if len(text) <= most else text[: most - 1] + "…"


def fact(name: Words, value: Words, speech: Speech) -> Json:
    """A name and its value on a line."""
    return text_block((Span(text_of(name, speech), bold=True), Span(": "), *spans(value, speech)))


def buttons(choices: Choices, speech: Speech) -> list[Json]:
    """The buttons, in lines of as many as Teams shows."""
    drawn = [_button(option, speech) for option in choices.options]
    lines = [drawn[first : first + MOST_BUTTONS] for first in range(0, len(drawn), MOST_BUTTONS)]
    return [{"type": "ActionSet", "actions": line} for line in lines]


def _button(choice: Choice, speech: Speech) -> Json:
    told = {"act": "press", "action": choice.action, "id": choice.id, "pick": choice.pick}
    return execute(text_of(choice.label, speech), told, _STYLES[choice.style])


def execute(title: str, told: Json, style: str = "default") -> Json:
    """A button that older clients send as a message instead."""
    shared = {"title": cut(title, MOST_LABEL), "data": told, "style": style}
    return {
        "type": "Action.Execute",
        "verb": str(told["act"]),
        **shared,
        "fallback": {"type": "Action.Submit", **shared},
    }


def table_of(table: Table, speech: Speech, most_rows: int) -> list[Json]:
    """The table, and how many of its rows are left out."""
    left_out = max(0, len(table.rows) - most_rows)
    more = msgs("{n} more does not fit here.", "{n} more do not fit here.", left_out)
    note = [text_block(spans(more, speech), quiet=True)] if left_out else []
    return [_drawn_table(table, speech, most_rows), *note]


def _drawn_table(table: Table, speech: Speech, most_rows: int) -> Json:
    """The first row counts as headings where nothing else is said."""
    rows: list[list[tuple[Span, ...]]] = [[(Span(text_of(column, speech), bold=True),) for column in table.columns]]
    rows += [[spans(cell, speech) for cell in row] for row in table.rows[:most_rows]]
    return {
        "type": "Table",
        "showGridLines": False,
        "columns": [{"width": _width(column)} for column in zip(*rows, strict=True)],
        "rows": [
            {"type": "TableRow", "cells": [{"type": "TableCell", "items": [text_block(cell)]} for cell in row]}
            for row in rows
        ],
    }


def _width(cells: Sequence[tuple[Span, ...]]) -> int:
    """A column's share of the table: what its longest cell asks for, within reason, and room for its longest word."""
    texts = ["".join(run.text for run in cell) for cell in cells]
    word = max((len(word) for text in texts for word in text.split()), default=0)
    return max(_NARROW, min(max(len(text) for text in texts), _BROAD), min(word + 3, _BROAD))


def chart_of(chart: Chart, speech: Speech, most_rows: int) -> Json:
    """Drawn by Teams itself; other clients show the table."""
    fallback = _drawn_table(chart_table(chart), speech, most_rows)
    labels = [text_of(label, speech) for label in chart.labels]
    title = text_of(chart.title, speech)
    if chart.kind is ChartKind.BAR and len(chart.series) == 1:
        values = zip(labels, chart.series[0].values, strict=True)
        data: list[Json] = [{"x": label, "y": float(value)} for label, value in values]
        return {"type": "Chart.VerticalBar", "title": title, "data": data, "fallback": fallback}
    kind = "Chart.VerticalBar.Grouped" if chart.kind is ChartKind.BAR else "Chart.Line"
    data = [
        {
            "legend": text_of(series.name, speech),
            "values": [{"x": x, "y": float(y)} for x, y in zip(labels, series.values, strict=True)],
        }
        for series in chart.series
    ]
    return {"type": kind, "title": title, "data": data, "fallback": fallback}
