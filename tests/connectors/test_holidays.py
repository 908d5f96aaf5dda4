"""Public holidays per country, as far as they matter to somebody's working day."""

from __future__ import annotations

from datetime import date

import pytest

from connectors.holidays import HolidayCalendar


@pytest.mark.parametrize(
    ("country", "day", "free"),
    [
        pytest.param("SE", date(2026, 1, 6), True, id="Epiphany in Sweden"),
        pytest.param("US", date(2026, 1, 6), False, id="Epiphany in America"),
        pytest.param("SE", date(2026, 6, 19), True, id="Midsummer's Eve, which is as free as a holiday"),
        pytest.param("SE", date(2026, 12, 24), True, id="Christmas Eve in Sweden"),
        pytest.param("SE", date(2026, 11, 24), False, id="an ordinary Tuesday"),
        pytest.param("SE", date(2026, 11, 29), False, id="an ordinary Sunday is for the working hours to say"),
        pytest.param("US", date(2026, 11, 26), True, id="Thanksgiving"),
        pytest.param("US", date(2026, 7, 3), True, id="the Friday that stands in for a Saturday's holiday"),
        pytest.param("se", date(2026, 1, 6), True, id="a country in small letters"),
        pytest.param("ZZ", date(2026, 12, 25), False, id="an unknown country has none"),
        pytest.param("", date(2026, 12, 25), False, id="no country has none"),
    ],
)
def test_is_holiday(country: str, day: date, free: bool) -> None:
    assert HolidayCalendar().is_holiday(country, day) is free


def test_every_year_is_known() -> None:
    calendar = HolidayCalendar()

    assert [calendar.is_holiday("SE", date(year, 1, 1)) for year in (2018, 2026, 2035)] == [True, True, True]
