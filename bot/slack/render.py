"""Replies as Slack blocks. Pure: the same reply gives the same blocks.

Text that could be taken for markup is sent as plain text, so a contact called "*Anna* <!channel>" stays a name. Slack's
limits are kept here, because it refuses the whole message when one is passed.
"""

from __future__ import annotations

import re
from typing import Any, assert_never

from bot.plain import chart_table, plain, table_lines
from bot.words import Span, Speech, spans, text_of
from domain.chat import (
    Block,
    Chart,
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

MOST_BLOCKS = 50
MOST_TEXT = 3000
MOST_BUTTONS = 25
MOST_LABEL = 75
MOST_ROWS = 100
MOST_COLUMNS = 20
MOST_SERIES = 6
MOST_CATEGORIES = 20
MOST_FALLBACK = 4000
_MARKS = re.compile(r"[*_~`]")


def rendered(reply: Say, speech: Speech) -> Json:
    """The `text` and `blocks` of a message; the text is what notifications and screen readers say."""
    blocks: list[Json] = []
    for block in reply.blocks:
        has_table = any(made["type"] == "table" for made in blocks)
        blocks += _block(block, speech, number=len(blocks), plain_table=has_table)
    return {"text": cut(_escaped(plain(reply, speech)), MOST_FALLBACK), "blocks": blocks[:MOST_BLOCKS]}


def _block(block: Block, speech: Speech, number: int, *, plain_table: bool) -> list[Json]:
    match block:
        case Para():
            text = _text(block.words, speech)
            return [{"type": "context", "elements": [text]} if block.quiet else {"type": "section", "text": text}]
        case Facts():
            return [_facts(block, speech)]
        case Choices():
            return [_buttons(block, speech, number)]
        case Table():
            # Slack takes one table a message; a further one is set in fixed width.
            return [_fixed(block, speech) if plain_table else _table(block, speech)]
        case Chart():
            return [_chart(block, speech)]
        case Divider():
            return [{"type": "divider"}]
        case Mention():
            return [{"type": "section", "text": _marked((Span(f"@{block.name}", bold=True),))}]
        case _:
            assert_never(block)


def _text(words: Words, speech: Speech) -> Json:
    return _marked(spans(words, speech))


def _marked(runs: tuple[Span, ...]) -> Json:
    """Markup where our own template asks for it, plain text where the words themselves hold signs of markup."""
    if any(_MARKS.search(run.text) for run in runs):
        return {"type": "plain_text", "text": cut("".join(run.text for run in runs), MOST_TEXT), "emoji": False}
    return {"type": "mrkdwn", "text": cut("".join(_run(run) for run in runs), MOST_TEXT), "verbatim": True}


def _run(run: Span) -> str:
    """The signs hug the words: Slack does not see "* Anna*" as bold."""
    core = run.text.strip()
    if not core:
        return run.text
    signs = [sign for sign, on in (("*", run.bold), ("_", run.slanted), ("~", run.struck)) if on]
    opened, closed = "".join(signs), "".join(reversed(signs))
    before, after = run.text[: run.text.index(core)], run.text[run.text.index(core) + len(core) :]
    return f"{before}{opened}{_escaped(core)}{closed}{after}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _facts(facts: Facts, speech: Speech) -> Json:
    runs: list[Span] = []
    for name, value in facts.pairs:
        runs += [Span("\n")] if runs else []
        runs += [Span(text_of(name, speech), bold=True), Span(": "), *spans(value, speech)]
    return {"type": "section", "text": _marked(tuple(runs))}


def _buttons(choices: Choices, speech: Speech, number: int) -> Json:
    options = choices.options[:MOST_BUTTONS]
    return {
        "type": "actions",
        "block_id": f"choices-{number}",
        "elements": [_button(option, speech, place) for place, option in enumerate(options)],
    }


def _button(choice: Choice, speech: Speech, place: int) -> Json:
    # Two buttons of one block may do the same thing to different deals; Slack wants their ids to differ.
    label = {"type": "plain_text", "text": cut(text_of(choice.label, speech), MOST_LABEL), "emoji": False}
    button = {"type": "button", "text": label, "action_id": f"{choice.action}:{place}", "value": value_of(choice)}
    if choice.style is not Style.PLAIN:
        button["style"] = choice.style.value
    return button


def value_of(choice: Choice) -> str:
    """What a button carries: two short ids."""
    return f"{choice.id} {choice.pick}"


def _table(table: Table, speech: Speech) -> Json:
    rows = [table.columns, *table.rows[: MOST_ROWS - 1]]
    return {"type": "table", "rows": [[_cell(cell, speech) for cell in row[:MOST_COLUMNS]] for row in rows]}


def _cell(words: Words, speech: Speech) -> Json:
    # An empty cell is refused.
    return {"type": "raw_text", "text": text_of(words, speech) or " "}


def _fixed(table: Table, speech: Speech) -> Json:
    lines = "\n".join(table_lines(table, speech)).replace("`", "'")
    return {"type": "section", "text": {"type": "mrkdwn", "text": cut(f"```{_escaped(lines)}", MOST_TEXT - 3) + "```"}}


def _chart(chart: Chart, speech: Speech) -> Json:
    """Drawn by Slack itself; what it does not draw is given as a table."""
    labels = [cut(text_of(label, speech), 20) for label in chart.labels]
    if len(chart.series) > MOST_SERIES or len(labels) > MOST_CATEGORIES or len(set(labels)) < len(labels):
        return _fixed(chart_table(chart), speech)
    return {
        "type": "data_visualization",
        "title": cut(text_of(chart.title, speech), 50),
        "chart": {
            "type": chart.kind.value,
            "axis_config": {"categories": labels},
            "series": [
                {
                    "name": cut(text_of(series.name, speech), 20),
                    "data": [
                        {"label": label, "value": float(value)}
                        for label, value in zip(labels, series.values, strict=True)
                    ],
                }
                for series in chart.series
            ],
        },
    }


def cut(text: str, most: int) -> str:
    """At most `most` characters, with a sign where something is left out."""
    return text if len(text) <= most else text[: most - 1] + "…"
