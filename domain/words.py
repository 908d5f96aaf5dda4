"""Sentences that are not yet in a language.

A sentence is a `Message`: an English text with named places and typed values. It becomes words when its recipient is
known, so that a Swede and an American in one channel each read their own. The English text is also the key of the
Swedish catalogue. `**bold**`, `__slanted__` and `~~struck~~` are the only markup, and only the text itself may carry
it: what people typed arrives as values and is never read as markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from domain.due import Due


@dataclass(frozen=True, slots=True)
class Day:
    """A day, said with its weekday: "Fri 27 Nov"."""

    day: date


@dataclass(frozen=True, slots=True)
class Moment:
    """An aware instant, said in the recipient's zone: "Fri 27 Nov, 10:00"."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """An aware instant, said in the recipient's zone by its time alone: "10:00"."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Amount:
    """Money; `currency` is an ISO 4217 code."""

    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Rounded:
    """Money at a glance, to two figures or so: "SEK 2.9m", "2,9 Mkr"."""

    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Texts:
    """A text that the company wrote itself in app.yaml, one per language: (("en", "Who decides?"), ...)."""

    by_language: tuple[tuple[str, str], ...]

    def of(self, language: str) -> str:
        """The text in `language`, else in English, else in the first one there is."""
        texts = dict(self.by_language)
        return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")

    def without_stop(self) -> Texts:
        """The same for the middle of a sentence, without the full stop of its own."""
        return Texts(tuple((language, text.rstrip(".")) for language, text in self.by_language))

    def naming(self, **names: str) -> Texts:
        """The same with names in their places, such as `{contact}`. Other braces stay, those in a name too."""
        places = re.compile("|".join(rf"\{{{place}\}}" for place in names))
        said = (
            (language, places.sub(lambda found: names[found[0][1:-1]], text)) for language, text in self.by_language
        )
        return Texts(tuple(said))


@dataclass(frozen=True, slots=True)
class Listed:
    """Several values in one sentence: "Anna, Per and Johan" (or "or")."""

    items: tuple[Value, ...]
    either: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with typed values; `plural` and `count` choose between two forms."""

    text: str
    values: tuple[tuple[str, Value], ...] = ()
    plural: str | None = None
    count: int | None = None


Value: TypeAlias = "str | int | Day | Moment | Clock | Due | Amount | Rounded | Texts | Listed | Message"
"""What may stand in a sentence. A `str` is somebody's own text, said as it is."""

Words: TypeAlias = "Message | Texts | str"


def msg(text: str, /, **values: Value) -> Message:
    """A sentence with named places, as in msg("{deal} is saved.", deal=deal.account)."""
    return Message(text, tuple(values.items()))


def msgs(one: str, many: str, count: int, /, **values: Value) -> Message:
    """A sentence that differs in number; `{n}` in either form is the count."""
    return Message(one, (("n", count), *values.items()), many, count)
