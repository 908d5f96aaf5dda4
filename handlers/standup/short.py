"""How long what is said may be: what people typed is cut to a line, and a message never grows past what fits.

The platforms count differently: Slack in letters, with `&` as five of them, Teams in bytes. `weigh` counts so that a
message that is light enough is taken by both. What is not in a language yet is taken to be long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, reduce
from unicodedata import category

from domain.words import Clock, Listed, Message, Texts, Value, Words, msg

_COSTLY = "&<>"
_COSTLY_WEIGHT = 5
_LEFT_OUT = "…"
_NUMBER, _CLOCK, _TIME = 12, 8, 26
_AND = 7
_PLACES = re.compile(r"\{[a-z_]+\}|__|~~")
_TRANSLATED, _ROUND = 1.5, 10
"""What a sentence says between its values is in no language more than half as long again as in English, and a bit."""


def one_line(text: str, most: int) -> str:
    """The text in one line that weighs no more than `most`, with a sign where something is left out."""
    line = "".join(letter for letter in " ".join(text.split()) if category(letter)[0] != "C")
    if weigh(line) <= most:
        return line
    room, kept = most - weigh(_LEFT_OUT), 0
    for letter in line:
        room -= _letters(letter)
        if room < 0:
            break
        kept += 1
    return line[:kept].rstrip(" ,;:.–-") + _LEFT_OUT


def fragment(text: str, most: int) -> str:
    """The same for the middle of a sentence, without a full stop of its own."""
    return one_line(text, most).rstrip(".")


def cleaned(words: Words, most: int) -> Words:
    """The same with each text in it that somebody typed in one line of at most that weight."""
    if isinstance(words, Message):
        return replace(words, values=tuple((name, _cleaned(one, most)) for name, one in words.values))
    return one_line(words, most) if isinstance(words, str) else words


def _cleaned(value: Value, most: int) -> Value:
    if isinstance(value, Listed):
        return Listed(tuple(_cleaned(item, most) for item in value.items), value.either)
    return cleaned(value, most) if isinstance(value, str | Message) else value


def with_commas(parts: Sequence[Words]) -> Words:
    """At least one part, and more of them after commas."""
    return reduce(lambda one, two: msg("{one}, {two}", one=one, two=two), parts)


def in_a_row(lines: Sequence[Words]) -> Words:
    """At least one line, and more of them in the same paragraph."""
    return reduce(lambda one, two: msg("{one} {two}", one=one, two=two), lines)


def weigh(value: Value) -> int:
    """How heavy it is at most, in whatever language it is said."""
    match value:
        case str():
            return _letters(value)
        case int():
            return _NUMBER
        case Clock():
            return _CLOCK
        case Texts():
            return max((weigh(text) for _, text in value.by_language), default=0)
        case Listed():
            return sum(weigh(item) + _AND for item in value.items)
        case Message():
            own = max(_between(text) for text in (value.text, value.plural or ""))
            return own + sum(weigh(one) for _, one in value.values)
        case _:
            return _TIME


@lru_cache(maxsize=1024)
def _between(template: str) -> int:
    """What a template says between its values, in any language."""
    said = _letters(_PLACES.sub("", template))
    return round(said * _TRANSLATED) + _ROUND if any(map(str.isalpha, _PLACES.sub("", template))) else said


def _letters(text: str) -> int:
    """Slack counts letters, and `&` as five of them; Teams counts bytes, and takes more than twice as many."""
    letters = len(text) + (_COSTLY_WEIGHT - 1) * sum(map(text.count, _COSTLY))
    return letters if text.isascii() else max(letters, -(-len(text.encode("utf-8", "surrogatepass")) // 2))
