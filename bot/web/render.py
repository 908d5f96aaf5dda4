"""Replies as JSON for the page. Text travels as styled runs, never as HTML, so nothing typed can become markup."""

from __future__ import annotations

from typing import Any, assert_never

from bot.charts import svg_of
from bot.plain import chart_table, plain
from bot.words import Speech, spans, text_of
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
from domain.words import Words

Json = dict[str, Any]


def rendered(reply: Reply, speech: Speech) -> Json:
    """One reply, ready to be drawn; `plain` is the same as text."""
    match reply:
        case Say():
            blocks = [_block(block, speech) for block in reply.blocks]
            return {"kind": "say", "blocks": blocks, "plain": plain(reply, speech)}
        case Ask():
            return {
                "kind": "ask",
                "form": reply.form,
                "id": reply.id,
                "title": text_of(reply.title, speech),
                "send": text_of(reply.send, speech),
                "fields": [_field(field, speech) for field in reply.fields],
            }
        case Refuse():
            return {"kind": "refuse", "errors": {key: text_of(words, speech) for key, words in reply.errors}}
        case _:
            assert_never(reply)


def _block(block: Block, speech: Speech) -> Json:
    match block:
        case Para():
            return {"kind": "para", "spans": _runs(block.words, speech, struck=block.struck), "quiet": block.quiet}
        case Facts():
            pairs = [[_runs(name, speech), _runs(value, speech)] for name, value in block.pairs]
            return {"kind": "facts", "pairs": pairs}
        case Choices():
            return {"kind": "choices", "options": [_choice(option, speech) for option in block.options]}
        case Table():
            return _table(block, speech)
        case Chart():
            table = _table(chart_table(block), speech)
            return table | {"kind": "chart", "svg": svg_of(block, speech), "title": text_of(block.title, speech)}
        case Divider():
            return {"kind": "divider"}
        case Mention():
            return {"kind": "para", "spans": [{"text": f"@{block.name}", "bold": True}], "quiet": False}
        case _:
            assert_never(block)


def _table(table: Table, speech: Speech) -> Json:
    columns = [text_of(column, speech) for column in table.columns]
    rows = [[_runs(cell, speech) for cell in row] for row in table.rows]
    return {"kind": "table", "columns": columns, "rows": rows}


def _runs(words: Words, speech: Speech, *, struck: bool = False) -> list[Json]:
    return [
        {"text": span.text} | {style: True for style in ("bold", "slanted", "struck") if getattr(span, style)}
        for span in spans(words, speech, struck=struck)
    ]


def _choice(choice: Choice, speech: Speech) -> Json:
    return {
        "label": text_of(choice.label, speech),
        "action": choice.action,
        "id": choice.id,
        "pick": choice.pick,
        "style": choice.style.value,
    }


def _field(field: Field, speech: Speech) -> Json:
    return {
        "key": field.key,
        "label": text_of(field.label, speech),
        "kind": field.kind.value,
        "value": field.value,
        "required": field.required,
        "hint": text_of(field.hint, speech) if field.hint else "",
        "options": [{"value": option.value, "label": text_of(option.label, speech)} for option in field.options],
    }
