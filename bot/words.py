"""Sentences become words: in the recipient's language and zone, with the company's own texts and people's own names.

Markup is read from our own templates only. A value is always literal text, so a contact called "*Anna* <@U1>" can
neither turn bold nor call anybody; each platform escapes the spans it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from domain.due import Due
from domain.person import Person
from domain.words import Amount, Clock, Day, Listed, Message, Moment, Rounded, Texts, Value

ROOMS = ("domain", "storage", "handlers", "scheduler", "bot")
_LOCALES = {"en": "en_GB", "sv": "sv_SE"}
_PLACE = re.compile(r"\{([a-z_]+)\}")
_TOKEN = re.compile(r"(\*\*|~~|__|\{[a-z_]+\})")


@dataclass(frozen=True, slots=True)
class Speech:
    """How somebody is spoken to: language ("en", "sv"), IANA zone, and when (a day of another year is said with it)."""

    language: str
    zone: str
    at: datetime

    @classmethod
    def to(cls, person: Person, at: datetime) -> Speech:
        """The way this person is spoken to."""
        return cls(person.language, person.zone, at)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style."""

    text: str
    bold: bool = False
    slanted: bool = False
    struck: bool = False


def text_of(words: Value, speech: Speech) -> str:
    """The words without any style."""
    return "".join(span.text for span in spans(words, speech))


def spans(words: Value, speech: Speech, *, struck: bool = False) -> tuple[Span, ...]:
    """The words as runs of text, styled as our own template says; a day that begins them begins with a capital.

    With `struck` all of them are struck through.
    """
    runs = _spans(words, speech, Span(""))
    found = tuple(_merged(replace(run, struck=run.struck or struck) for run in runs))
    if not found or not isinstance(words, Message) or not _begins_with_time(words, speech):
        return found
    return (replace(found[0], text=found[0].text[:1].upper() + found[0].text[1:]), *found[1:])


def _begins_with_time(message: Message, speech: Speech) -> bool:
    first = _PLACE.match(translated(message, speech.language))
    return first is not None and isinstance(dict(message.values).get(first[1]), Day | Due | Moment)


def _spans(value: Value, speech: Speech, style: Span) -> Iterator[Span]:
    if isinstance(value, Message):
        yield from _template(value, speech, style)
    elif isinstance(value, Listed):
        yield from _listed(value, speech, style)
    else:
        yield replace(style, text=_literal(value, speech))


def _template(message: Message, speech: Speech, style: Span) -> Iterator[Span]:
    values = dict(message.values)
    for piece in _TOKEN.split(translated(message, speech.language)):
        if piece == "**":
            style = replace(style, bold=not style.bold)
        elif piece == "~~":
            style = replace(style, struck=not style.struck)
        elif piece == "__":
            style = replace(style, slanted=not style.slanted)
        elif piece[:1] == "{" and piece[1:-1] in values:
            yield from _spans(values[piece[1:-1]], speech, style)
        elif piece:
            yield replace(style, text=piece)


def _listed(value: Listed, speech: Speech, style: Span) -> Iterator[Span]:
    """The items with the language's own commas and "and", each item styled by itself."""
    marks = [f"\x00{place}\x00" for place in range(len(value.items))]
    joined = format_list(marks, style="or" if value.either else "standard", locale=_locale(speech.language))
    for part in joined.split("\x00"):
        if part.isdigit():
            yield from _spans(value.items[int(part)], speech, style)
        elif part:
            yield replace(style, text=part)


def _literal(value: str | int | Day | Moment | Clock | Due | Amount | Rounded | Texts, speech: Speech) -> str:
    match value:
        case str():
            return value
        case int():
            return format_decimal(value, locale=_locale(speech.language))
        case Amount(amount, currency):
            return say_amount(amount, currency, speech.language)
        case Rounded(amount, currency):
            return say_rounded(amount, currency, speech.language)
        case Texts():
            return value.of(speech.language)
        case Clock(at):
            return say_clock(at, speech)
        case _:
            return _time(value, speech)


def _time(value: Day | Due | Moment | Clock, speech: Speech) -> str:
    if isinstance(value, Clock):
        return say_clock(value.at, speech)
    if isinstance(value, Day) or value.at is None:
        return say_day(value.day, speech)
    return say_moment(value.at, speech)


def say_day(day: date, speech: Speech) -> str:
    """ "Fri 27 Nov", "fre 27 nov"; with the year when it is not this one."""
    pattern = "EEE d MMM" if day.year == speech.at.astimezone(ZoneInfo(speech.zone)).year else "EEE d MMM y"
    return format_date(day, pattern, locale=_locale(speech.language)).replace(".", "")


def say_moment(at: datetime, speech: Speech) -> str:
    """ "Fri 27 Nov, 10:00", "fre 27 nov kl 10.00", in the recipient's zone."""
    day = say_day(at.astimezone(ZoneInfo(speech.zone)).date(), speech)
    return f"{day} {say_clock(at, speech)}" if speech.language == "sv" else f"{day}, {say_clock(at, speech)}"


def say_clock(at: datetime, speech: Speech) -> str:
    """ "10:00", "kl 10.00", in the recipient's zone."""
    local = at.astimezone(ZoneInfo(speech.zone))
    return f"kl {local:%H.%M}" if speech.language == "sv" else f"{local:%H:%M}"


def say_amount(amount: Decimal, currency: str, language: str) -> str:
    """ "SEK 400,000", "400 000 kr"; decimals only where there are some."""
    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    number = format_decimal(amount, pattern, locale=_locale(language))
    if language == "sv":
        return f"{number} {_unit(currency)}"
    return f"{currency} {number}"


_THOUSAND = Decimal(1_000)
_SIZES = ((Decimal(1_000_000), "m", "M"), (_THOUSAND, "k", "t"))
"""What is counted in millions and in thousands, and the sign for it in English and in Swedish."""


def say_rounded(amount: Decimal, currency: str, language: str) -> str:
    """ "SEK 2.9m", "2,9 Mkr", "850 tkr", "2,9 miljoner GBP", "850 000 GBP"; one decimal below ten."""
    for size, english, swedish in _SIZES:
        if amount >= size:
            pattern = "#,##0.#" if amount < 10 * size else "#,##0"
            number = format_decimal(amount / size, pattern, locale=_locale(language))
            if language != "sv":
                return f"{currency} {number}{english}"
            return f"{number} {swedish}kr" if currency == "SEK" else _rounded_abroad(amount, size, number, currency)
    return say_amount(amount.quantize(Decimal(1)), currency, language)


def _rounded_abroad(amount: Decimal, size: Decimal, number: str, currency: str) -> str:
    """Nobody writes tGBP in Swedish: thousands are written out, millions are a word."""
    if size == _THOUSAND:
        grain = Decimal(100) if amount < 10 * size else size
        return say_amount((amount / grain).quantize(Decimal(1)) * grain, currency, "sv")
    return f"{number} {'miljon' if number == '1' else 'miljoner'} {currency}"


def _unit(currency: str) -> str:
    return "kr" if currency == "SEK" else currency


def _merged(parts: Iterable[Span]) -> Iterator[Span]:
    """Neighbours of one style become one run."""
    last: Span | None = None
    for part in parts:
        if not part.text:
            continue
        if last is not None and replace(last, text="") == replace(part, text=""):
            last = replace(last, text=last.text + part.text)
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last


def _locale(language: str) -> Locale:
    return _parsed(_LOCALES.get(language, "en_GB"))


@cache
def _parsed(name: str) -> Locale:
    return Locale.parse(name)


def translated(message: Message, language: str) -> str:
    """The template in `language`; English is the source, and what a catalogue lacks."""
    forms = catalogue(language).get(message.text) or (message.text, message.plural or message.text)
    return forms[0] if message.count is None or message.count == 1 else forms[-1]


@cache
def catalogue(language: str) -> dict[str, tuple[str, ...]]:
    """Every translated sentence of every room: English text -> its forms."""
    root = Path(__file__).parent.parent
    found: dict[str, tuple[str, ...]] = {}
    for room in ROOMS:
        for path in sorted((root / room).rglob(f"*.{language}.po")):
            with path.open("rb") as file:
                found |= {key: forms for key, forms in _entries(file) if forms and all(forms)}
    return found


def _entries(file: IO[bytes]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in read_po(file):
        if entry.id:
            key = entry.id if isinstance(entry.id, str) else entry.id[0]
            strings = [entry.string] if isinstance(entry.string, str) else entry.string
            yield key, tuple(strings or ())
