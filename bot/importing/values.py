"""Amounts and days as files write them. What can be read in two ways is read as the rest of the file shows, or not.

The readers raise ValueError with the reason why a cell cannot be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_AMOUNT = re.compile(
    r"(?:[a-z]{2,3}|[$€£])? ?(?P<minus>[-−]?)"
    r"(?P<whole>[0-9]{1,3}(?P<group>[ '’.,])[0-9]{3}(?:(?P=group)[0-9]{3})*|[0-9]+)"
    r"(?:(?P<point>[.,])(?P<part>[0-9]+))?"
    r" ?(?:[a-z]{2,3}|[$€£]|:-)?",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")
_LARGEST = Decimal(10) ** 15
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})(?:[T ].*)?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})(?: .*)?")


@dataclass(frozen=True, slots=True)
class _Written:
    """The parts of an amount: 1.234,50 is whole "1234", grouped by ".", part "50" behind ","."""

    whole: str
    group: str
    point: str
    part: str
    below_zero: bool

    @property
    def is_open(self) -> bool:
        """1,234 may be a thousand and some, or one and some; 0,500 cannot."""
        return self.group in (".", ",") and not self.point and len(self.whole) <= 6 and not self.is_fraction

    @property
    def is_fraction(self) -> bool:
        """0,500: no thousands begin with a nought."""
        return bool(self.group) and not self.point and self.whole.startswith("0")


def _written(text: str) -> _Written | None:
    found = _AMOUNT.fullmatch(_SPACES.sub(" ", text.strip()))
    if not found or (found["point"] and found["point"] == found["group"]):
        return None
    whole = re.sub("[^0-9]", "", found["whole"])
    return _Written(
        whole,
        found["group"] or "",
        found["point"] or "",
        found["part"] or "",
        bool(found["minus"] and whole.strip("0")),
    )


def read_amount(text: str, decimal: str = "") -> Decimal:
    """Money: 400000, 400 000 kr, 1 234,50, $1,234.50. `decimal` is the sign that settles 1,234."""
    amount = _written(text)
    if amount is None:
        raise ValueError(f"{text!r} is no amount")
    if amount.below_zero:
        raise ValueError(f"{text!r} is below zero")
    if amount.is_open and not decimal:
        raise ValueError(f"{text!r} can be read in two ways; set decimals to comma or point under import in app.yaml")
    if amount.is_fraction or (amount.is_open and decimal == amount.group):
        value = Decimal(f"{amount.whole[:-3]}.{amount.whole[-3:]}")
    else:
        value = Decimal(f"{amount.whole}.{amount.part or 0}")
    if value >= _LARGEST:
        raise ValueError(f"{text!r} is too large for an amount")
    return value


def decimal_sign(text: str) -> str:
    """The decimal sign that this amount gives away; empty when it does not."""
    amount = _written(text)
    if amount is None or amount.is_open:
        return ""
    if amount.is_fraction:
        return amount.group
    return amount.point or {".": ",", ",": "."}.get(amount.group, "")


def read_day(text: str, day_first: bool | None = None) -> date:
    """A day: 2017-03-01, 20170301, 1.3.2017, and 1/3/2017 where `day_first` settles which of the two is the day."""
    year_first, year_last = _YEAR_FIRST.fullmatch(text), _YEAR_LAST.fullmatch(text)
    try:
        if year_first and (year_first[2] or len(year_first[3] + year_first[4]) == 4):
            return date(int(year_first[1]), int(year_first[3]), int(year_first[4]))
        if year_last:
            return _year_last(text, int(year_last[1]), int(year_last[3]), int(year_last[4]), _order(text, day_first))
    except ValueError as wrong:
        # What the calendar says of it is in terms of Python; our own reasons name the cell.
        raise ValueError(str(wrong) if text in str(wrong) else f"{text!r} is no day of any calendar") from None
    raise ValueError(f"{text!r} is no date; write it as 2017-03-01")


def _year_last(text: str, first: int, second: int, year: int, day_first: bool | None) -> date:
    if day_first is None and first != second:
        raise ValueError(f"{text!r} can be read in two ways; set dates to day first or month first under import")
    day, month = (first, second) if day_first is not False else (second, first)
    return date(year, month, day)


def _order(text: str, day_first: bool | None) -> bool | None:
    """The order that was settled for the file, else the one that the date itself shows."""
    return days_come_first(text) if day_first is None else day_first


def days_come_first(text: str) -> bool | None:
    """Whether the day stands before the month, as far as this date gives it away. 1.3.2017 is written day first."""
    found = _YEAR_LAST.fullmatch(text)
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    if found[2] == "." or first > 12 >= second:
        return True
    return False if second > 12 >= first else None
