"""Replies as Slack blocks. Pure: the same reply gives the same blocks.

Slack's limits are kept here, because it refuses the whole message when one is passed. What is left out is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, assert_never

from bot.plain import chart_table, plain, table_lines
from bot.slack.markup import MOST_TEXT, cut, escaped, marked, plain_text, struck_out
from bot.words import Span, Speech, spans, text_of
from domain.chat import Block, Chart, Choice, Choices, Divider, Facts, Mention, Para, Say, Style, Table
from domain.words import Words, msg

Json = dict[str, Any]

MOST_BLOCKS = 50
MOST_LETTERS = 9000
"""Of all blocks together. Slack gives no figure and has refused messages from about 11,000 on."""
MOST_TABLE = 6000
MOST_BUTTONS = 25
MOST_LABEL = 75
MOST_ROWS = 100
MOST_COLUMNS = 20
MOST_CELL = 500
MOST_CHARTS = 2
MOST_SERIES = 6
MOST_CATEGORIES = 20
MOST_CHART_LABEL = 20
MOST_CHART_TITLE = 50
MOST_FALLBACK = 4000

MORE = msg("There is more than fits into one message in Slack.")
_LEFT_OUT: Json = {"type": "left out"}
"""Stands among the blocks where something did not fit; never sent."""


def rendered(reply: Say, speech: Speech) -> Json:
    """The `text` and `blocks` of a message; the text is what notifications and screen readers say."""
    blocks: list[Json] = []
    for block in reply.blocks:
        for made in _block(block, speech, blocks):
            blocks.append(made | {"block_id": f"choices-{len(blocks)}"} if made["type"] == "actions" else made)
    kept = _fitting([block for block in blocks if block != _LEFT_OUT])
    if len(kept) < len(blocks):
        more = plain_text(text_of(MORE, speech), MOST_TEXT)
        kept = [*kept[: MOST_BLOCKS - 1], {"type": "context", "elements": [more]}]
    return {"text": cut(escaped(plain(reply, speech)), MOST_FALLBACK), "blocks": kept}


def _fitting(blocks: list[Json]) -> list[Json]:
    """As many of the blocks as Slack takes."""
    kept: list[Json] = []
    letters = 0
    for block in blocks[:MOST_BLOCKS]:
        letters += letters_in(block)
        if letters > MOST_LETTERS:
            break
        kept.append(block)
    return kept


def letters_in(made: object) -> int:
    """How many letters of text a block holds."""
    match made:
        case str():
            return len(made)
        case list():
            return sum(letters_in(part) for part in made)
        case dict():
            return sum(letters_in(part) for key, part in made.items() if key != "type")
        case _:
            return 0


def _block(block: Block, speech: Speech, before: list[Json]) -> Iterator[Json]:
    match block:
        case Para():
            yield from _texted(spans(block.words, speech, struck=block.struck), quiet=block.quiet)
        case Facts():
            yield from _texted(_facts(block, speech))
        case Choices():
            yield from _buttons(block, speech)
        case Table():
            # Slack takes one table a message; a further one is set in fixed width.
            yield from _fixed(block, speech) if _count("table", before) else _table(block, speech)
        case Chart():
            drawn = _chart(block, speech) if _count("data_visualization", before) < MOST_CHARTS else None
            yield from [drawn] if drawn else _fixed(chart_table(block), speech)
        case Divider():
            yield {"type": "divider"}
        case Mention():
            yield {"type": "section", "text": marked((Span(f"@{block.name}", bold=True),))}
        case _:
            assert_never(block)


def _count(kind: str, blocks: list[Json]) -> int:
    return sum(block["type"] == kind for block in blocks)


def _texted(runs: tuple[Span, ...], *, quiet: bool = False) -> Iterator[Json]:
    if any(run.text.strip() for run in runs):
        yield _paragraph(runs, quiet)
    if sum(len(run.text) for run in runs) > MOST_TEXT:
        yield _LEFT_OUT


def _paragraph(runs: tuple[Span, ...], quiet: bool) -> Json:
    if all(run.struck for run in runs):
        return struck_out(runs)
    return {"type": "context", "elements": [marked(runs)]} if quiet else {"type": "section", "text": marked(runs)}


def _facts(facts: Facts, speech: Speech) -> tuple[Span, ...]:
    runs: list[Span] = []
    for name, value in facts.pairs:
        runs += [Span("\n")] if runs else []
        runs += [Span(text_of(name, speech), bold=True), Span(": "), *spans(value, speech)]
    return tuple(runs)


def _buttons(choices: Choices, speech: Speech) -> Iterator[Json]:
    made = [_button(option, speech, place) for place, option in enumerate(choices.options)]
    for start in range(0, len(made), MOST_BUTTONS):
        yield {"type": "actions", "elements": made[start : start + MOST_BUTTONS]}


def _button(choice: Choice, speech: Speech, place: int) -> Json:
    # Two buttons of one block may do the same thing to different deals; Slack wants their ids to differ.
    label = plain_text(text_of(choice.label, speech), MOST_LABEL)
    button = {"type": "button", "text": label, "action_id": f"{choice.action}:{place}", "value": value_of(choice)}
    if choice.style is not Style.PLAIN:
        button["style"] = choice.style.value
    return button


def value_of(choice: Choice) -> str:
    """What a button carries: two short ids."""
    return f"{choice.id} {choice.pick}"


def _table(table: Table, speech: Speech) -> Iterator[Json]:
    rows: list[list[Json]] = []
    letters = 0
    for row in (table.columns, *table.rows):
        cells = [_cell(cell, speech) for cell in row[:MOST_COLUMNS]]
        letters += letters_in(cells)
        if letters > MOST_TABLE or len(rows) == MOST_ROWS:
            break
        rows.append(cells)
    if rows and rows[0]:
        yield {"type": "table", "rows": rows}
    if len(rows) <= len(table.rows) or len(table.columns) > MOST_COLUMNS:
        yield _LEFT_OUT


def _cell(words: Words, speech: Speech) -> Json:
    # An empty cell is refused.
    return {"type": "raw_text", "text": cut(text_of(words, speech), MOST_CELL) or " "}


def _fixed(table: Table, speech: Speech) -> Iterator[Json]:
    """Lines in fixed width, as many as fit."""
    lines = [escaped(line.replace("`", "'")) for line in table_lines(table, speech)]
    room = MOST_TEXT - len("``````")
    shown: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        shown.append(line)
    if any(line.strip() for line in shown):
        yield {"type": "section", "text": {"type": "mrkdwn", "text": "```" + "\n".join(shown) + "```"}}
    if len(shown) < len(lines):
        yield _LEFT_OUT


def _chart(chart: Chart, speech: Speech) -> Json | None:
    """Drawn by Slack itself; None for what it does not draw."""
    labels = [cut(text_of(label, speech), MOST_CHART_LABEL) for label in chart.labels]
    names = [cut(text_of(series.name, speech), MOST_CHART_LABEL) for series in chart.series]
    whole = all(value.is_finite() for one in chart.series for value in one.values)
    if not (_drawable(labels, MOST_CATEGORIES) and _drawable(names, MOST_SERIES) and whole):
        return None
    series = [
        {
            "name": name,
            "data": [{"label": label, "value": float(value)} for label, value in zip(labels, one.values, strict=True)],
        }
        for name, one in zip(names, chart.series, strict=True)
    ]
    title = cut(text_of(chart.title, speech), MOST_CHART_TITLE)
    drawn = {"type": chart.kind.value, "axis_config": {"categories": labels}, "series": series}
    return {"type": "data_visualization", "title": title or "–", "chart": drawn}


def _drawable(names: list[str], most: int) -> bool:
    """Slack wants them few, not empty, and each different."""
    return 0 < len(names) <= most and all(name.strip() for name in names) and len(set(names)) == len(names)
