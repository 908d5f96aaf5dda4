"""The neutral conversation: what a person did, and what the coach answers.

Small and closed. An adapter turns a platform's payload into an `Incoming`, a handler answers with replies, and the
adapter draws them. Nothing of a platform is known here, and every reply can be said as plain text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from domain.words import Words

# ---- in -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words, a note most often."""

    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A named command and what followed it: Command("deal", "nordfrakt")."""

    name: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """A button: `action` is "<handler>.<verb>", `id` what it is about, `pick` which of several answers was chosen."""

    action: str
    id: str = ""
    pick: str = ""


@dataclass(frozen=True, slots=True)
class Submit:
    """A filled form: `form` is "<handler>.<verb>", `id` what it is about, `answers` the fields as typed."""

    form: str
    id: str = ""
    answers: tuple[tuple[str, str], ...] = ()

    def get(self, key: str) -> str:
        """What stands in the field, trimmed; empty when nothing was filled in."""
        return dict(self.answers).get(key, "").strip()


Act: TypeAlias = Text | Command | Press | Submit


@dataclass(frozen=True, slots=True)
class Place:
    """Where a conversation is. Plain and storable, so that the coach can speak first after a restart.

    `direct` is true where only the person and the coach are.
    """

    platform: str
    workspace: str
    conversation: str
    thread: str = ""
    direct: bool = True


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing one person did. `id` is the platform's delivery id, `at` an aware instant, `person` our own id."""

    id: str
    at: datetime
    person: str
    place: Place
    act: Act


# ---- out: blocks ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph; `quiet` is for what may be read past (an explanation, a small print).

    `struck` is for what was said and holds no more.
    """

    words: Words
    quiet: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, one pair a line."""

    pairs: tuple[tuple[Words, Words], ...]


class Style(Enum):
    """How much a button stands out."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Choice:
    """A button. What it does is looked up by `action`; state lives in the database, never in the button."""

    label: Words
    action: str
    id: str = ""
    pick: str = ""
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Choices:
    """Buttons, side by side; few."""

    options: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; every row as long as `columns`."""

    columns: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]


class ChartKind(Enum):
    """How a chart is drawn."""

    BAR = "bar"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers in a chart, as many as the chart has labels."""

    name: Words
    values: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers as a picture; everywhere also readable as a table."""

    kind: ChartKind
    title: Words
    labels: tuple[Words, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Divider:
    """A line between two things. `about` is what the blocks up to the next line are about: the id of an episode."""

    about: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Calls a person's attention, by our person id."""

    person: str
    name: str


Block: TypeAlias = Para | Facts | Choices | Table | Chart | Divider | Mention

# ---- out: forms and replies -----------------------------------------------------------------------------------------


class FieldKind(Enum):
    """What a field of a form takes."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    CLOCK = "clock"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers a choice field offers."""

    value: str
    label: Words


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form. `value` is what stands in it from the start (a DAY as 2026-11-27, a CLOCK as 10:00)."""

    key: str
    label: Words
    kind: FieldKind = FieldKind.LINE
    value: str = ""
    options: tuple[Option, ...] = ()
    required: bool = False
    hint: Words | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """Say it. `private`: to this person alone, even in a channel. `instead`: in place of the message pressed."""

    blocks: tuple[Block, ...]
    private: bool = False
    instead: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """Put a form; its answer comes back as Submit(form, id, ...)."""

    form: str
    title: Words
    fields: tuple[Field, ...]
    id: str = ""
    send: Words = "OK"


@dataclass(frozen=True, slots=True)
class Refuse:
    """The form is not right: a sentence per field key. Nothing was saved, and what was typed stays."""

    errors: tuple[tuple[str, Words], ...]


Reply: TypeAlias = Say | Ask | Refuse
