"""Working hours and days: in the person's own zone, over both clock changes, without public holidays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.person import Hours
from domain.worktime import (
    add_working_days,
    is_working_day,
    is_working_time,
    local_day,
    next_working_time,
    start_of_day,
    working_days_before,
    working_morning,
)
from tests.support.builders import MAJA, TOM, at, person
from tests.support.fake import NoHolidays

EVERY_DAY = NoHolidays()
NEW_YORK = "America/New_York"


@pytest.mark.parametrize(
    ("wall", "working"),
    [
        pytest.param("2026-11-24 08:29", False, id="before the hours"),
        pytest.param("2026-11-24 08:30", True, id="the first minute"),
        pytest.param("2026-11-24 16:59", True, id="the last minute"),
        pytest.param("2026-11-24 17:00", False, id="the end is outside"),
        pytest.param("2026-11-28 10:00", False, id="a Saturday"),
        pytest.param("2026-12-25 10:00", False, id="a public holiday"),
    ],
)
def test_working_time_is_the_hours_of_a_working_day(wall: str, working: bool) -> None:
    assert is_working_time(MAJA, at(wall), NoHolidays(date(2026, 12, 25))) is working


@pytest.mark.parametrize(
    ("wall", "expected"),
    [
        pytest.param("2026-11-24 10:15", "2026-11-24 10:15", id="inside: at once"),
        pytest.param("2026-11-24 06:00", "2026-11-24 08:30", id="early: the same morning"),
        pytest.param("2026-11-24 17:00", "2026-11-25 08:30", id="after work: the next morning"),
        pytest.param("2026-11-27 18:00", "2026-11-30 08:30", id="Friday evening: Monday"),
        pytest.param("2026-12-24 12:00", "2026-12-28 08:30", id="two holidays and a weekend"),
        pytest.param("2026-10-23 17:30", "2026-10-26 08:30", id="over the autumn change it is still half past eight"),
        pytest.param("2027-03-26 17:30", "2027-03-29 08:30", id="over the spring change too"),
    ],
)
def test_the_next_working_time(wall: str, expected: str) -> None:
    christmas = NoHolidays(date(2026, 12, 24), date(2026, 12, 25))

    assert next_working_time(MAJA, at(wall), christmas) == at(expected)


def test_the_morning_is_the_persons_own() -> None:
    assert next_working_time(TOM, at("2026-11-24 08:30"), EVERY_DAY) == at("2026-11-24 08:30", NEW_YORK)


def test_whoever_moves_is_spoken_to_in_the_new_morning() -> None:
    moved = replace(MAJA, zone="Asia/Tokyo")

    assert next_working_time(moved, at("2026-11-24 00:00"), EVERY_DAY) == at("2026-11-24 08:30", "Asia/Tokyo")


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        pytest.param(date(2026, 11, 24), 0, date(2026, 11, 24), id="none"),
        pytest.param(date(2026, 11, 24), 1, date(2026, 11, 25), id="the next day"),
        pytest.param(date(2026, 11, 27), 1, date(2026, 11, 30), id="over a weekend"),
        pytest.param(date(2026, 11, 28), 1, date(2026, 11, 30), id="from a Saturday"),
        pytest.param(date(2026, 12, 23), 2, date(2026, 12, 29), id="over two holidays and a weekend"),
        pytest.param(date(2026, 11, 24), 10, date(2026, 12, 8), id="two weeks"),
    ],
)
def test_working_days_are_counted_without_weekends_and_holidays(day: date, n: int, expected: date) -> None:
    christmas = NoHolidays(date(2026, 12, 24), date(2026, 12, 25))

    assert add_working_days(day, n, MAJA, christmas) == expected


def test_a_holiday_is_one_of_the_persons_country() -> None:
    class Sweden(NoHolidays):
        def is_holiday(self, country: str, day: date) -> bool:
            return country == "SE" and super().is_holiday(country, day)

    epiphany = Sweden(date(2026, 1, 6))

    assert add_working_days(date(2026, 1, 5), 1, MAJA, epiphany) == date(2026, 1, 7)
    assert add_working_days(date(2026, 1, 5), 1, TOM, epiphany) == date(2026, 1, 6)


def test_a_week_may_be_other_days() -> None:
    weekends = person(hours=Hours(time(10), time(14), (5, 6)))

    assert next_working_time(weekends, at("2026-11-24 10:00"), EVERY_DAY) == at("2026-11-28 10:00")


def test_a_later_morning() -> None:
    assert working_morning(MAJA, at("2026-11-27 16:00"), 2, EVERY_DAY) == at("2026-12-01 08:30")


@pytest.mark.parametrize(
    ("hours", "days"),
    [
        pytest.param((time(17), time(8)), (0,), id="ends before it starts"),
        pytest.param((time(8), time(17)), (), id="no day"),
        pytest.param((time(8), time(17)), (7,), id="no such weekday"),
    ],
)
def test_hours_in_which_nobody_can_be_spoken_to_are_refused(hours: tuple[time, time], days: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="weekday"):
        Hours(*hours, days)


@pytest.mark.parametrize(
    ("instant", "zone", "day"),
    [
        pytest.param(datetime(2026, 11, 24, 23, 30, tzinfo=UTC), "Europe/Stockholm", date(2026, 11, 25), id="ahead"),
        pytest.param(datetime(2026, 11, 25, 3, 0, tzinfo=UTC), NEW_YORK, date(2026, 11, 24), id="behind"),
    ],
)
def test_the_day_is_the_local_one(instant: datetime, zone: str, day: date) -> None:
    assert local_day(instant, zone) == day


def test_a_day_has_23_or_25_hours_when_the_clocks_change() -> None:
    def hours(day: date) -> timedelta:
        return start_of_day(day + timedelta(days=1), "Europe/Stockholm") - start_of_day(day, "Europe/Stockholm")

    assert hours(date(2026, 10, 25)) == timedelta(hours=25)
    assert hours(date(2027, 3, 28)) == timedelta(hours=23)


ZONES = ("Europe/Stockholm", NEW_YORK, "America/Santiago", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")


@given(
    instant=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    zone=st.sampled_from(ZONES),
    start=st.integers(0, 22),
    days=st.sets(st.integers(0, 6), min_size=1),
)
def test_the_next_working_time_is_the_first_one(instant: datetime, zone: str, start: int, days: set[int]) -> None:
    somebody = person(zone=zone, hours=Hours(time(start), time(start + 1), tuple(days)))

    found = next_working_time(somebody, instant, EVERY_DAY)

    assert found >= instant
    assert is_working_time(somebody, found, EVERY_DAY)
    assert found == instant or not is_working_time(somebody, found - timedelta(microseconds=1), EVERY_DAY)
    assert not is_working_time(somebody, instant, EVERY_DAY) or found == instant


DAYS = st.dates(date(2024, 12, 1), date(2027, 2, 1))
WEEKDAYS = st.sets(st.integers(0, 6), min_size=1)
HOLIDAYS = st.sets(DAYS, max_size=40)


@given(day=DAYS, n=st.integers(0, 300), weekdays=WEEKDAYS, holidays=HOLIDAYS)
def test_working_days_are_counted_as_if_one_walked_them(
    day: date, n: int, weekdays: set[int], holidays: set[date]
) -> None:
    somebody = person(hours=Hours(time(8), time(17), tuple(sorted(weekdays))))
    calendar = NoHolidays(*holidays)

    def walked(step: timedelta) -> date:
        there = day
        for _ in range(n):
            there += step
            while not is_working_day(there, somebody, calendar):
                there += step
        return there

    assert add_working_days(day, n, somebody, calendar) == walked(timedelta(days=1))
    assert working_days_before(day, n, somebody, calendar) == walked(timedelta(days=-1))
