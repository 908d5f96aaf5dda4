"""Amounts of money in a free note, English and Swedish mixed."""

import re
from dataclasses import dataclass
from decimal import Decimal

_PATTERN = re.compile(r"(\d+)\s?(k|tkr)?\s?(kr|sek|eur|€|usd)?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Money:
    """One amount, where it stands in the text and what it is worth.

    `value` is in whole units of the currency (400k is 400000). `currency` is an ISO 4217 code, None when none
    is written. `vague` is a range or a rough figure ("400-500k", "around 400k", "ca 400 tkr"); its `value` is
    the first figure. `bare` is a number with neither currency nor multiplier ("400 000"): money only if the
    words around it say so.
    """

    start: int
    end: int
    text: str
    value: Decimal
    currency: str | None = None
    vague: bool = False
    bare: bool = False


def find_amounts(text: str) -> tuple[Money, ...]:
    """Every amount, in the order of the text, none overlapping another."""
    found = (match for match in _PATTERN.finditer(text) if match[2] or match[3])
    return tuple(
        Money(*m.span(), m[0], Decimal(m[1]) * (1000 if m[2] else 1), "SEK" if m[3] else None) for m in found
    )
