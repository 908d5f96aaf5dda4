"""What Slack refuses, written down a second time, so that the renderer is held by something else than itself."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

from slack_sdk.models.blocks import Block

Json = dict[str, Any]

NO_CLASS = ("data_visualization",)
"""Blocks that the SDK has no class for."""


def broken(message: Json) -> list[str]:
    """Every rule of Slack that a message breaks."""
    blocks = message["blocks"]
    found = [f"block {place}: {rule}" for place, block in enumerate(blocks) for rule in _of_block(block)]
    kinds = Counter(block["type"] for block in blocks)
    ids = Counter(block["block_id"] for block in blocks if "block_id" in block)
    rules = {
        "more than 50 blocks": len(blocks) > 50,
        "more than one table": kinds["table"] > 1,
        "more than two charts": kinds["data_visualization"] > 2,
        "two blocks of one id": any(many > 1 for many in ids.values()),
        "a text of more than 4,000": len(message["text"]) > 4000,
        "more letters than Slack has been seen to take": sum(map(len, texts_of(blocks))) > 10_000,
        "a value that is no number": any(not math.isfinite(value) for value in _numbers(blocks)),
    }
    return found + [rule for rule, is_broken in rules.items() if is_broken] + _second_opinion(blocks)


def texts_of(made: object) -> list[str]:
    """Every text that is seen, in order."""
    if isinstance(made, list):
        return [text for part in made for text in texts_of(part)]
    if not isinstance(made, dict):
        return []
    own = [made["text"]] if isinstance(made.get("text"), str) else []
    return own + [text for key, part in made.items() if key != "text" or not own for text in texts_of(part)]


def _numbers(blocks: list[Json]) -> list[float]:
    charts = [block["chart"] for block in blocks if block["type"] == "data_visualization"]
    return [point["value"] for chart in charts for one in chart["series"] for point in one["data"]]


def _of_block(block: Json) -> list[str]:
    match block["type"]:
        case "section":
            return _text(block["text"], 3000)
        case "context":
            return [rule for element in block["elements"] for rule in _text(element, 3000)]
        case "actions":
            return _actions(block["elements"])
        case "table":
            return _table(block["rows"])
        case "data_visualization":
            return _chart(block)
        case "rich_text":
            return [rule for section in block["elements"] for run in section["elements"] for rule in _text(run, 3000)]
        case "divider":
            return []
        case kind:
            return [f"a {kind}"]


def _text(text: Json, most: int) -> list[str]:
    return [f"{len(text['text'])} letters of {most}"] if not 0 < len(text["text"]) <= most else []


def _actions(elements: list[Json]) -> list[str]:
    ids = [element["action_id"] for element in elements]
    rules = {
        "not 1 to 25 buttons": not 0 < len(elements) <= 25,
        "two buttons of one id": len(set(ids)) < len(ids),
        "a long id": any(len(one) > 255 for one in ids),
        "a long value": any(len(element["value"]) > 2000 for element in elements),
    }
    labels = [rule for element in elements for rule in _text(element["text"], 75)]
    return [rule for rule, is_broken in rules.items() if is_broken] + labels


def _table(rows: list[list[Json]]) -> list[str]:
    letters = sum(len(cell["text"]) for row in rows for cell in row)
    rules = {
        "not 1 to 100 rows": not 0 < len(rows) <= 100,
        "not 1 to 20 columns": any(not 0 < len(row) <= 20 for row in rows),
        "rows of different lengths": len({len(row) for row in rows}) > 1,
        "an empty cell": any(not cell["text"] for row in rows for cell in row),
        "more than 10,000 letters": letters > 10_000,
    }
    return [rule for rule, is_broken in rules.items() if is_broken]


def _chart(block: Json) -> list[str]:
    chart = block["chart"]
    labels, series = chart["axis_config"]["categories"], chart["series"]
    names = [one["name"] for one in series]
    rules = {
        "a title of not 1 to 50": not 0 < len(block["title"]) <= 50,
        "not 1 to 6 series": not 0 < len(series) <= 6,
        "not 1 to 20 labels": not 0 < len(labels) <= 20,
        "names alike": len(set(names)) < len(names) or len(set(labels)) < len(labels),
        "a name of not 1 to 20": any(not 0 < len(name) <= 20 for name in [*names, *labels]),
        "a point without its label": any([point["label"] for point in one["data"]] != labels for one in series),
    }
    return [rule for rule, is_broken in rules.items() if is_broken]


def _second_opinion(blocks: list[Json]) -> list[str]:
    """What the SDK's own classes say; they check when they are written out."""
    for block in blocks:
        if block["type"] not in NO_CLASS:
            read = Block.parse(block)
            if read is None or read.to_dict() != block:
                return [f"the SDK reads another block: {block}"]
    return []
