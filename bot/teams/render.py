"""Replies as Adaptive Cards 1.5. Pure: the same reply gives the same card.

Text goes out as TextRuns, which know no markup, so a contact called "**Anna** [x](y)" stays a name. Teams' limits are
kept here: what is too long is cut row by row, and the card says so.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import accumulate
from typing import Any, assert_never

from bot.plain import plain
from bot.teams.elements import buttons, chart_of, fact, table_of, text_block
from bot.words import Span, Speech, spans
from domain.chat import Block, Chart, Choices, Divider, Facts, Mention, Para, Say, Table
from domain.words import msg

Json = dict[str, Any]

CARD = "application/vnd.microsoft.card.adaptive"
MOST_BYTES = 25_000
"""What a card may weigh; with its wrapping and summary it stays below the 28 KB that Teams takes everywhere."""
MOST_ROWS = (40, 30, 20, 15, 10, 5, 2)
"""How many rows a table shows: the first of these with which the card is light enough."""
MOST_SUMMARY = 400
MOST_SPOKEN = 1000
_WIDE = ("Table", "Chart.")

SHORTENED = msg("There is more, but a message here holds no more than this. Ask me about one deal at a time.")


def message(reply: Say, speech: Speech) -> Json:
    """The message for a reply: the card, and what notifications show of it."""
    return carrying(card(reply, speech), summary_of(reply, speech))


def carrying(made: Json, summary: str) -> Json:
    """A message that carries a card."""
    return {
        "type": "message",
        "summary": summary[:MOST_SUMMARY],
        "attachments": [{"contentType": CARD, "content": made}],
    }


def summary_of(reply: Say, speech: Speech) -> str:
    """The reply in plain words without its buttons, which nobody can press in a notification."""
    return plain(Say(tuple(block for block in reply.blocks if not isinstance(block, Choices))), speech)


def card(reply: Say, speech: Speech) -> Json:
    """The card for a reply, no heavier than Teams takes."""
    spoken = plain(reply, speech)
    made: Json = {}
    for most in MOST_ROWS:
        made = framed(_body(reply.blocks, speech, most), spoken, speech)
        if weight(made) <= MOST_BYTES:
            return made
    return _shortened(made, speech)


def framed(body: list[Json], spoken: str, speech: Speech) -> Json:
    """A card around its elements; `spoken` is read aloud."""
    wide = {"msteams": {"width": "Full"}} if any(part["type"].startswith(_WIDE) for part in body) else {}
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "lang": speech.language,
        "speak": spoken[:MOST_SPOKEN],
        "body": _spaced(body),
        **wide,
    }


def weight(made: Json) -> int:
    """Bytes of UTF-8."""
    return len(json.dumps(made, ensure_ascii=False).encode("utf-8", "replace"))


def _shortened(made: Json, speech: Speech) -> Json:
    """As many elements as there is room for, and a line that says that there are more."""
    note = text_block(spans(SHORTENED, speech), quiet=True)
    room = MOST_BYTES - weight(made | {"body": [note]})
    # Each element is followed by a comma and a space.
    heavy = accumulate(weight(part) + 2 for part in made["body"])
    kept = sum(1 for reached in heavy if reached <= room)
    return made | {"body": [*made["body"][:kept], note]}


def _body(blocks: Sequence[Block], speech: Speech, most_rows: int) -> list[Json]:
    """The elements; a divider is a line above the one that follows it."""
    body: list[Json] = []
    divided = False
    for block in blocks:
        drawn = _block(block, speech, most_rows)
        if divided and drawn:
            drawn[0] |= {"separator": True, "spacing": "Medium"}
        body += drawn
        divided = isinstance(block, Divider)
    return body


def _spaced(body: list[Json]) -> list[Json]:
    """Lines of text stand close together; what follows buttons begins something new."""
    above = ["", *(part["type"] for part in body)]
    gaps = {("RichTextBlock", "RichTextBlock"): "Small", ("ActionSet", "RichTextBlock"): "Medium"}
    pairs = zip(above, body, strict=False)
    return [
        ({"spacing": gaps[over, part["type"]]} if (over, part["type"]) in gaps else {}) | part for over, part in pairs
    ]


def _block(block: Block, speech: Speech, most_rows: int) -> list[Json]:
    match block:
        case Para():
            return [text_block(spans(block.words, speech, struck=block.struck), quiet=block.quiet)]
        case Facts():
            return [fact(name, value, speech) for name, value in block.pairs]
        case Choices():
            return buttons(block, speech)
        case Table():
            return table_of(block, speech, most_rows)
        case Chart():
            return [chart_of(block, speech, most_rows)]
        case Divider():
            return []
        case Mention():
            return [text_block((Span(f"@{block.name}", bold=True),))]
        case _:
            assert_never(block)
