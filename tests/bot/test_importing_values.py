"""Amounts and days as files write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.importing.values import days_come_first, decimal_sign, read_amount, read_day

AMOUNTS = st.decimals(min_value=0, max_value=Decimal("999999999.99"), places=2)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("400000", "400000"),
        ("400 000", "400000"),
        ("400\u00a0000 kr", "400000"),
        ("1 234,50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1'234'567", "1234567"),
        ("1.234.567", "1234567"),
        ("1234,5", "1234.5"),
        ("1234,567", "1234.567"),
        ("0,500", "0.500"),
        ("$4,821.00", "4821.00"),
        ("SEK 400 000", "400000"),
        ("400 000 SEK", "400000"),
        ("25:-", "25"),
        ("-0", "0"),
        ("0", "0"),
    ],
)
def test_an_amount_is_read_however_it_is_written(typed: str, value: str) -> None:
    assert read_amount(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["", "abc", "1.2.3", "12 34", "1,23,456", "1.234.50", "4k", "١٢٣", "nan", "1e5"])
def test_what_is_no_amount_is_not_taken_for_one(typed: str) -> None:
    with pytest.raises(ValueError, match="is no amount"):
        read_amount(typed)


@pytest.mark.parametrize(("typed", "why"), [("-5", "is below zero"), ("9" * 16, "is too large for an amount")])
def test_an_amount_that_cannot_be_is_refused(typed: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_amount(typed)


def test_a_thousand_or_one_and_some_is_never_guessed() -> None:
    with pytest.raises(ValueError, match=r"'1,234' can be read in two ways"):
        read_amount("1,234")

    assert read_amount("1,234", ",") == Decimal("1.234")
    assert read_amount("1,234", ".") == Decimal(1234)
    assert read_amount("12.345", ",") == Decimal(12345)


@pytest.mark.parametrize(
    ("typed", "sign"),
    [
        ("12,5", ","),
        ("12.5", "."),
        ("1.234,50", ","),
        ("1,234,567", "."),
        ("0,500", ","),
        ("1,234", ""),
        ("400 000", ""),
    ],
)
def test_some_amounts_give_their_decimal_sign_away(typed: str, sign: str) -> None:
    assert decimal_sign(typed) == sign


@given(
    AMOUNTS, st.sampled_from([(" ", ","), (".", ","), (",", "."), ("'", "."), ("\u202f", ","), ("", ","), ("", ".")])
)
def test_an_amount_with_two_decimals_is_read_back_as_it_was(amount: Decimal, marks: tuple[str, str]) -> None:
    group, point = marks
    typed = f"{amount:,.2f}".replace(",", "_").replace(".", point).replace("_", group)

    assert read_amount(typed) == amount


@given(st.text(max_size=12))
def test_no_cell_makes_the_readers_stumble(typed: str) -> None:
    for reader in (read_amount, read_day):
        try:
            reader(typed)
        except ValueError as wrong:
            assert repr(typed) in str(wrong)


@pytest.mark.parametrize(
    "typed",
    ["2017-03-01", "2017/3/1", "20170301", "2017-03-01 00:00:00", "2017-03-01T09:30:00Z", "1.3.2017", "01.03.2017"],
)
def test_a_day_is_read_however_it_is_written(typed: str) -> None:
    assert read_day(typed) == date(2017, 3, 1)


@pytest.mark.parametrize("typed", ["31/2/2017", "2017-13-01", "20171301", "13/13/2017", "0000-01-01"])
def test_a_day_that_no_calendar_has_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="is no day of any calendar"):
        read_day(typed, day_first=True)


@pytest.mark.parametrize("typed", ["", "soon", "1/3/17", "201703", "2017-03", "1-3/2017"])
def test_what_is_no_date_is_not_taken_for_one(typed: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        read_day(typed)


def test_a_day_and_a_month_are_never_guessed() -> None:
    with pytest.raises(ValueError, match=r"'1/3/2017' can be read in two ways"):
        read_day("1/3/2017")

    assert read_day("1/3/2017", day_first=True) == date(2017, 3, 1)
    assert read_day("1/3/2017", day_first=False) == date(2017, 1, 3)
    assert read_day("3/3/2017") == date(2017, 3, 3)
    assert read_day("25/3/2017") == read_day("3/25/2017") == date(2017, 3, 25)


@given(DAYS)
def test_a_day_written_day_first_is_that_day_wherever_it_can_be_seen(day: date) -> None:
    typed = f"{day:%d/%m/%Y}"

    assert read_day(typed, day_first=True) == day
    assert days_come_first(typed) is (True if day.day > 12 else None)
