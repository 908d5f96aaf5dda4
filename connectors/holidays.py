"""Public holidays of the countries that the `holidays` library knows."""

from __future__ import annotations

from datetime import date

import holidays
from holidays.constants import DE_FACTO, PUBLIC


class HolidayCalendar:
    """Public holidays, and the days that are as free as those (Midsummer's Eve and Christmas Eve in Sweden).

    Ordinary Sundays are none: whether somebody works on a weekday is said by their working hours.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], frozenset[date]] = {}

    def is_holiday(self, country: str, day: date) -> bool:
        """Whether nobody works in the country (ISO 3166 code) on that day; an unknown country has no holidays."""
        year = (country, day.year)
        if year not in self._known:
            self._known[year] = _free_days(country.upper(), day.year)
        return day in self._known[year]


def _free_days(country: str, year: int) -> frozenset[date]:
    try:
        known = holidays.country_holidays(country)
    except NotImplementedError:
        return frozenset()
    categories = {PUBLIC, DE_FACTO}.intersection(known.supported_categories)
    return frozenset(holidays.country_holidays(country, years=year, categories=categories or None))
