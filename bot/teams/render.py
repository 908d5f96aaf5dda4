"""Replies as Adaptive Cards 1.5. Pure: the same reply gives the same card.

Text goes out as TextRuns, which know no markup, so a contact called "**Anna** [x](y)" stays a name.
"""

from __future__ import annotations

from typing import Any, assert_never

from bot.plain import chart_table, plain
from bot.words import Span, Speech, spans, text_of
from domain.chat import (
    Block,
    Chart,
    ChartKind,
    Choice,
    Choices,
    Divider,
    Facts,
    Mention,
    Para,
    Say,
    Style,
    Table,
)
from domain.words import Words

Json = dict[str, Any]

CARD = "application/vnd.microsoft.card.adaptive"
MOST_BYTES = 25_000
"""Teams takes a message of about 28 KB; what is longer is cut row by row."""
MOST_ROWS = 40
MOST_BUTTONS = 6
_STYLES = {Style.PLAIN: "default", Style.PRIMARY: "positive", Style.DANGER: "destructive"}


def message(reply: Say, speech: Speech) -> Json:
    """The message for a reply: the card, and its plain text for notifications."""
    text = plain(reply, speech)
    return carrying(card(reply, speech), text)


def carrying(made: Json, summary: str) -> Json:
    """A message that carries a card."""
    return {
        "type": "message",
        "summary": summary[:400],
        "attachments": [{"contentType": CARD, "content": made}],
    }


def card(reply: Say, speech: Speech) -> Json:
    """The card for a reply."""
    body = [drawn for block in reply.blocks for drawn in _block(block, speech)]
    return framed(body, plain(reply, speech))


def framed(body: list[Json], spoken: str) -> Json:
    """A card around its elements; `spoken` is read aloud."""
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "speak": spoken[:1000],
        "body": body,
    }


def _block(block: Block, speech: Speech) -> list[Json]:
    match block:
        case Para():
            return [text_block(spans(block.words, speech), quiet=block.quiet)]
        case Facts():
            return [_fact(name, value, speech) for name, value in block.pairs]
        case Choices():
            return [_buttons(block, speech)]
        case Table():
            return [_table(block, speech)]
        case Chart():
            return [_chart(block, speech)]
        case Divider():
            return [{"type": "TextBlock", "text": " ", "separator": True, "size": "Small"}]
        case Mention():
            return [text_block((Span(f"@{block.name}", bold=True),))]
        case _:
            assert_never(block)


def text_block(runs: tuple[Span, ...], *, quiet: bool = False) -> Json:
    """A paragraph of runs."""
    return {"type": "RichTextBlock", "inlines": [_run(run, quiet=quiet) for run in runs] or [" "]}


def _run(run: Span, *, quiet: bool) -> Json:
    drawn: Json = {"type": "TextRun", "text": run.text}
    drawn |= {"weight": "Bolder"} if run.bold else {}
    drawn |= {"italic": True} if run.slanted else {}
    drawn |= {"strikethrough": True} if run.struck else {}
    drawn |= {"isSubtle": True, "size": "Small"} if quiet else {}
    return drawn


def _fact(name: Words, value: Words, speech: Speech) -> Json:
    return text_block((Span(text_of(name, speech), bold=True), Span(": "), *spans(value, speech)))


def _buttons(choices: Choices, speech: Speech) -> Json:
    return {"type": "ActionSet", "actions": [_button(option, speech) for option in choices.options[:MOST_BUTTONS]]}


def _button(choice: Choice, speech: Speech) -> Json:
    told = {"act": "press", "action": choice.action, "id": choice.id, "pick": choice.pick}
    return execute(text_of(choice.label, speech), told, _STYLES[choice.style])


def execute(title: str, told: Json, style: str = "default") -> Json:
    """A button that older clients send as a message instead."""
    shared = {"title": title, "data": told, "style": style}
    return {
        "type": "Action.Execute",
        "verb": str(told["act"]),
        **shared,
        "fallback": {"type": "Action.Submit", **shared},
    }


def _table(table: Table, speech: Speech) -> Json:
    rows = [table.columns, *table.rows[:MOST_ROWS]]
    return {
        "type": "Table",
        "firstRowAsHeaders": True,
        "showGridLines": False,
        "columns": [{"width": 1} for _ in table.columns],
        "rows": [{"type": "TableRow", "cells": [_cell(cell, speech) for cell in row]} for row in rows],
    }


def _cell(words: Words, speech: Speech) -> Json:
    return {"type": "TableCell", "items": [text_block(spans(words, speech))]}


def _chart(chart: Chart, speech: Speech) -> Json:
    """Drawn by Teams itself; other clients show the table."""
    fallback = _table(chart_table(chart), speech)
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
