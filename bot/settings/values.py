"""How single values of app.yaml are written. Each function takes the text as typed and raises ValueError saying what
is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import time
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel import Locale

from bot.settings.nodes import did_you_mean

LANGUAGES = ("en", "sv")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_KEY = re.compile(r"[a-z][a-z0-9_]*")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_SPAN = re.compile(r"(\d{1,4})(?:\s+(day|working day|week)s?)?")
_RELATIVE = re.compile(r"(?:in\s+(\d{1,4})\s+days?|(\d{1,4})\s+days?\s+ago)")
_NAMED_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


def text(typed: str) -> str:
    """Any words, but some."""
    if not typed:
        raise ValueError("some words belong here.")
    return typed


def key(typed: str) -> str:
    """A key that the company chooses."""
    if not _KEY.fullmatch(typed):
        raise ValueError(f"a key is written in small letters a-z, digits and _, so not {typed!r}.")
    return typed


def one_of(known: Iterable[str], noun: str) -> Callable[[str], str]:
    """One of several words."""
    words = tuple(known)

    def read(typed: str) -> str:
        if typed not in words:
            raise ValueError(f"there is no {noun} {typed!r}.{did_you_mean(typed, words)}")
        return typed

    return read


def email(typed: str) -> str:
    """An e-mail address, in small letters."""
    if not _EMAIL.fullmatch(typed):
        raise ValueError(f"{typed!r} is no e-mail address.")
    return typed.lower()


def zone(typed: str) -> str:
    """An IANA time zone."""
    try:
        return ZoneInfo(typed).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        guess = did_you_mean(typed, available_timezones()) or " Write it as in Europe/Stockholm."
        raise ValueError(f"there is no time zone {typed!r}.{guess}") from None


def country(typed: str) -> str:
    """An ISO 3166 country code, for public holidays."""
    territories = Locale("en").territories
    if len(typed) != 2 or not typed.isalpha() or typed.upper() not in territories:
        named = next((code for code, name in territories.items() if name == typed and len(code) == 2), None)
        guess = "GB" if typed.upper() == "UK" else named
        raise ValueError(
            f"{typed!r} is no country code.{f' Did you mean {guess}?' if guess else ' Write two letters: SE.'}"
        )
    return typed.upper()


def currency(typed: str) -> str:
    """An ISO 4217 currency code."""
    if typed not in Locale("en").currencies:
        raise ValueError(f"{typed!r} is no currency code. Write three capital letters, as in SEK, EUR or GBP.")
    return typed


def clock(typed: str) -> time:
    """A time of day."""
    found = _CLOCK.fullmatch(typed)
    if not found:
        raise ValueError(f"{typed!r} is no time of day. Write it as in 08:30.")
    return time(int(found[1]), int(found[2]))


def whole(least: int, most: int) -> Callable[[str], int]:
    """A whole number between two others, both included."""

    def read(typed: str) -> int:
        if not typed.isascii() or not typed.isdigit() or not least <= int(typed) <= most:
            raise ValueError(f"a whole number from {least} to {most} belongs here, not {typed!r}.")
        return int(typed)

    return read


def days(typed: str) -> int:
    """A number of calendar days: 14, 14 days, 2 weeks."""
    found = _SPAN.fullmatch(typed)
    if not found or found[2] == "working day" or int(found[1]) == 0:
        raise ValueError(f"a number of days belongs here, as in 14 days or 2 weeks, not {typed!r}.")
    return int(found[1]) * (7 if found[2] == "week" else 1)


def working_days(typed: str) -> int:
    """A number of working days: 1 working day, 3 working days."""
    found = _SPAN.fullmatch(typed)
    if not found or found[2] not in (None, "working day"):
        raise ValueError(f"rules count working days: write 3 working days, not {typed!r}.")
    return int(found[1])


def percent(typed: str) -> int:
    """A share: 75 %, 75%."""
    number = typed.removesuffix("%").rstrip()
    if not number.isascii() or not number.isdigit() or not 1 <= int(number) <= 100:
        raise ValueError(f"a share from 1 % to 100 % belongs here, not {typed!r}.")
    return int(number)


def small_share(typed: str) -> int:
    """A share that may be none and is never most of it: 5 %, 0 %, or off."""
    number = "0" if typed == "off" else typed.removesuffix("%").rstrip()
    if not number.isascii() or not number.isdigit() or int(number) > 50:
        raise ValueError(f"a share from 0 % to 50 % belongs here, not {typed!r}.")
    return int(number)


def repeat(typed: str) -> int:
    """How often something is said again: a number of working days, or never (0)."""
    return 0 if typed == "never" else working_days(typed)


def relative_day(typed: str) -> int:
    """A day counted from today: 9 days ago (-9), in 3 days (3), today, yesterday, tomorrow."""
    found = _RELATIVE.fullmatch(typed)
    if typed not in _NAMED_DAYS and not found:
        raise ValueError(f"a day counted from today belongs here, as in 9 days ago or in 3 days, not {typed!r}.")
    if not found:
        return _NAMED_DAYS[typed]
    return int(found[1]) if found[1] else -int(found[2])


def days_ago(typed: str) -> int:
    """A day before today, as a positive number: 9 days ago, or just 9."""
    if typed.isascii() and typed.isdigit() and len(typed) <= 4:
        return int(typed)
    day = relative_day(typed)
    if day > 0:
        raise ValueError(f"this has happened already, so {typed!r} cannot be; write it as in 9 days ago.")
    return -day


def amount(typed: str) -> Decimal | None:
    """Money without its currency: 400000 or 400 000."""
    try:
        value = Decimal(re.sub(r"[ _\u00a0\u202f]", "", typed))
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or value < 0:
        raise ValueError(f"an amount belongs here, as in 400000, not {typed!r}.")
    return value


def switched_on(typed: str) -> bool:
    """on or off."""
    if typed not in ("on", "off"):
        raise ValueError(f"on or off belongs here, not {typed!r}.")
    return typed == "on"


def slug(name: str) -> str:
    """A name as a key: "Fjord & Co" is fjord_co. A name without any Latin letter becomes "company"."""
    plain = name.casefold().translate(str.maketrans("åäöæøéèü", "aaoaoeeu"))
    return "_".join(re.findall(r"[a-z0-9]+", plain)) or "company"
