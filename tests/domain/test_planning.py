"""When a digest and a morning brief come: in the reader's zone and working days, never early and none left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.person import Hours, Leave
from domain.planning import next_brief, next_digest, plan_all, plan_for
from domain.rounds import Round
from domain.settings import Digest, Nudges
from domain.worktime import is_working_time, next_working_time
from tests.support.builders import KARIN, MAJA, at, company, settings
from tests.support.fake import FakeCompany, NoHolidays

WEEKLY = Digest((0,), time(8, 30), "manager")
DAILY = Digest((0, 1, 2, 3, 4), time(9), "manager")
EVERY_DAY = NoHolidays()
MONDAY_OFF = NoHolidays(date(2026, 11, 30))
AWAY = replace(KARIN, away=(Leave(date(2026, 11, 30), date(2026, 12, 4)),))


@pytest.mark.parametrize(
    ("digest", "after", "comes"),
    [
        pytest.param(WEEKLY, "2026-11-26 10:00", "2026-11-30 08:30", id="on Monday"),
        pytest.param(WEEKLY, "2026-11-30 08:29", "2026-11-30 08:30", id="today"),
        pytest.param(WEEKLY, "2026-11-30 08:30", "2026-12-07 08:30", id="this one has come"),
        pytest.param(WEEKLY, "2026-10-19 08:30", "2026-10-26 08:30", id="over the autumn change"),
        pytest.param(WEEKLY, "2027-03-22 08:30", "2027-03-29 08:30", id="over the spring change"),
        pytest.param(DAILY, "2026-11-27 09:00", "2026-11-30 09:00", id="over a weekend"),
        pytest.param(replace(WEEKLY, days=(5,)), "2026-11-26 10:00", "2026-11-30 08:30", id="planned for a Saturday"),
        pytest.param(replace(WEEKLY, at=time(7)), "2026-11-26 10:00", "2026-11-30 08:30", id="before work begins"),
        pytest.param(replace(WEEKLY, at=time(18)), "2026-11-26 10:00", "2026-12-01 08:30", id="after work"),
    ],
)
def test_a_digest_comes_on_its_weekday_in_working_hours(digest: Digest, after: str, comes: str) -> None:
    assert next_digest(digest, KARIN, at(after), EVERY_DAY) == at(comes)


def test_it_is_the_managers_clock() -> None:
    in_tokyo = replace(KARIN, zone="Asia/Tokyo")

    comes = next_digest(WEEKLY, in_tokyo, at("2026-11-26 10:00"), EVERY_DAY)

    assert comes == at("2026-11-30 08:30", "Asia/Tokyo")


def test_a_holiday_puts_it_off_to_the_next_working_day_and_no_further() -> None:
    for before in ("2026-11-27 10:00", "2026-11-30 09:00", "2026-12-01 08:29"):
        assert next_digest(WEEKLY, KARIN, at(before), MONDAY_OFF) == at("2026-12-01 08:30")
    assert next_digest(WEEKLY, KARIN, at("2026-12-01 08:30"), MONDAY_OFF) == at("2026-12-07 08:30")


def test_a_daily_one_after_a_holiday_comes_once() -> None:
    first = next_digest(DAILY, KARIN, at("2026-11-27 09:00"), MONDAY_OFF)

    assert first == at("2026-12-01 08:30")
    assert next_digest(DAILY, KARIN, first, MONDAY_OFF) == at("2026-12-01 09:00")


def test_a_leave_puts_the_managers_off_but_not_the_channels() -> None:
    after = at("2026-11-27 10:00")

    assert next_digest(WEEKLY, AWAY, after, EVERY_DAY) == at("2026-12-07 08:30")
    assert next_digest(replace(WEEKLY, to="channel"), AWAY, after, EVERY_DAY) == at("2026-11-30 08:30")


@pytest.mark.parametrize(
    ("after", "comes"),
    [
        pytest.param("2026-11-26 10:00", "2026-11-27 08:30", id="tomorrow"),
        pytest.param("2026-11-26 08:30", "2026-11-27 08:30", id="today's has come"),
        pytest.param("2026-11-26 08:29", "2026-11-26 08:30", id="today"),
        pytest.param("2026-11-27 08:30", "2026-12-01 08:30", id="over a weekend and a holiday"),
    ],
)
def test_a_brief_comes_when_the_working_day_begins(after: str, comes: str) -> None:
    assert next_brief(MAJA, at(after), MONDAY_OFF) == at(comes)


ZONES = ("Europe/Stockholm", "America/New_York", "America/Santiago", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
WEEKDAYS = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))


@given(INSTANTS, st.sampled_from(ZONES), WEEKDAYS, st.integers(0, 23), WEEKDAYS, st.integers(0, 22), st.integers(0, 9))
def test_of_all_that_is_planned_the_first_still_to_come_is_next(
    after: datetime, zone: str, days: tuple[int, ...], hour: int, works: tuple[int, ...], start: int, leave: int
) -> None:
    digest = Digest(days, time(hour, 30), "manager")
    away = (Leave(after.date(), after.date() + timedelta(days=leave)),) if leave else ()
    who = replace(KARIN, zone=zone, hours=Hours(time(start), time(start + 1), works), away=away)
    first = after.date() - timedelta(days=40)
    planned = [
        next_working_time(who, at(f"{day} {hour:02}:30", zone), EVERY_DAY)
        for day in (first + timedelta(days=n) for n in range(80))
        if day.weekday() in days
    ]

    comes = next_digest(digest, who, after, EVERY_DAY)

    assert comes == min(one for one in planned if one > after)
    assert is_working_time(who, comes, EVERY_DAY)


@given(INSTANTS, st.sampled_from(ZONES), WEEKDAYS, st.integers(0, 22))
def test_no_working_day_is_without_its_brief(after: datetime, zone: str, works: tuple[int, ...], start: int) -> None:
    who = replace(MAJA, zone=zone, hours=Hours(time(start), time(23, 59), works))

    comes = next_brief(who, after, EVERY_DAY)
    begins = (at(f"{after.date() + timedelta(days=n)} {start:02}:00", zone) for n in range(-1, 9))

    assert comes == min(one for one in begins if one > after and is_working_time(who, one, EVERY_DAY))


def planned(*digests: Digest, now: str = "2026-11-26 10:00") -> FakeCompany:
    """Fjord & Co with these digests of team north, its clock rounds worked out."""
    made = company()
    north, south = settings().teams
    made.settings = replace(made.settings, teams=(replace(north, digests=digests), south))
    plan(made, now)
    return made


def plan(made: FakeCompany, now: str) -> None:
    """As at a start of the server."""
    with made.work() as work:
        plan_all(work, at(now))
        work.commit()


def test_everybody_gets_a_brief_and_the_team_its_digests() -> None:
    made = planned(WEEKLY, DAILY)

    assert {key: one.at for key, one in made.state.rounds.items()} == {
        "brief:maja": at("2026-11-27 08:30"),
        "brief:tom": at("2026-11-26 08:30", "America/New_York"),
        "brief:karin": at("2026-11-27 08:30"),
        "brief:erik": at("2026-11-27 08:30"),
        "digest:north:1": at("2026-11-30 08:30"),
        "digest:north:2": at("2026-11-27 09:00"),
    }


def test_planning_again_moves_nothing_and_forgets_nothing() -> None:
    made = planned(WEEKLY)
    before = dict(made.state.rounds)

    plan(made, "2026-11-30 09:00")

    assert made.state.rounds == before


def test_another_day_in_app_yaml_counts_from_the_last_one_that_came() -> None:
    made = planned(WEEKLY)
    with made.work() as work:
        work.rounds.set(Round("digest:north:1", at("2026-12-07 08:30"), at("2026-11-30 08:30")))
        work.commit()
    north, south = made.settings.teams
    made.settings = replace(made.settings, teams=(replace(north, digests=(replace(WEEKLY, days=(2,)),)), south))

    plan(made, "2026-12-01 09:00")

    assert made.state.rounds["digest:north:1"] == Round(
        "digest:north:1", at("2026-12-02 08:30"), at("2026-11-30 08:30")
    )


def test_a_manager_who_moves_gets_it_in_the_new_morning() -> None:
    made = planned(WEEKLY)

    with made.work() as work:
        moved = replace(KARIN, zone="Asia/Tokyo")
        work.persons.save(moved)
        plan_for(work, moved, at("2026-11-26 11:00"))
        work.commit()

    tokyo = "Asia/Tokyo"
    assert made.state.rounds["digest:north:1"].at == at("2026-11-30 08:30", tokyo)
    assert made.state.rounds["brief:karin"].at == at("2026-11-27 08:30", tokyo)


def test_no_brief_is_planned_when_app_yaml_wants_none() -> None:
    made = planned()
    made.settings = replace(made.settings, nudges=replace(Nudges(3, ()), brief=False))

    plan(made, "2026-11-26 11:00")

    assert made.state.rounds == {}
