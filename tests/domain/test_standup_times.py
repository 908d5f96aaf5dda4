"""When a standup is: the clocks of its plan, holidays, pauses, and each person's own morning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.person import Leave, Person
from domain.planning import plan_all, plan_standups
from domain.rounds import Round
from domain.settings import StandupPlan
from domain.standup import Arrangement, How, Part
from domain.standup_plans import Planned
from domain.standup_times import begins_at, next_opening, opening_on, placed
from tests.scheduler.rounds import company_of
from tests.support.builders import KARIN, MAJA, TOM, ZONE, at, person, settings
from tests.support.fake import FakeCompany, NoHolidays

PLAN = StandupPlan("pipeline", "", (0, 2), time(9, 15), time(10), ZONE, "en", ())
NORTH = replace(settings().teams[0], standups=(PLAN,))
UNSAID = Arrangement("north", "pipeline")
PRIYA = person("priya", "Priya Nair", zone="Asia/Kolkata", country="IN")
SUNDAY = at("2026-11-22 12:00")


def company(*holidays: date) -> FakeCompany:
    made = replace(settings(), teams=(NORTH, settings().teams[1]))
    return company_of(people=(MAJA, TOM, KARIN, PRIYA), made=made, calendar=NoHolidays(*holidays))


def days(said: Arrangement, after: datetime, many: int, *holidays: date, plan: StandupPlan = PLAN) -> list[str]:
    """When the next ones open, by the clock where the plan is."""
    one, work = Planned(NORTH, plan, said), company(*holidays).work()
    found: list[str] = []
    while len(found) < many and (opening := next_opening(one, after, work)):
        found.append(f"{opening.day:%a %d %b}")
        after = opening.opens_at
    return found


def test_it_is_on_its_weekdays() -> None:
    assert days(UNSAID, SUNDAY, 3) == ["Mon 23 Nov", "Wed 25 Nov", "Mon 30 Nov"]
    assert days(UNSAID, at("2026-11-23 09:15"), 1) == ["Wed 25 Nov"]


def test_a_holiday_of_the_company_a_skip_and_a_pause_are_left_out() -> None:
    assert days(UNSAID, SUNDAY, 1, date(2026, 11, 23)) == ["Wed 25 Nov"]
    assert days(replace(UNSAID, skips=date(2026, 11, 23)), SUNDAY, 2) == ["Wed 25 Nov", "Mon 30 Nov"]
    assert days(replace(UNSAID, paused=True, paused_until=date(2026, 11, 30)), SUNDAY, 1) == ["Mon 30 Nov"]
    assert days(replace(UNSAID, paused=True), SUNDAY, 1) == []


def test_only_the_country_of_the_company_counts() -> None:
    class India:
        def is_holiday(self, country: str, day: date) -> bool:
            return country == "IN"

    work = company_of(people=(PRIYA,), calendar=India()).work()

    opening = next_opening(Planned(NORTH, PLAN, UNSAID), SUNDAY, work)

    assert opening is not None
    assert opening.day == date(2026, 11, 23)


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.sampled_from([ZONE, "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Santiago"]),
    st.integers(4, 22),
)
def test_it_is_at_the_same_clock_time_on_every_day_of_the_year(day: date, zone: str, hour: int) -> None:
    one = Planned(NORTH, replace(PLAN, zone=zone, at=time(hour, 30), until=time(hour + 1)), UNSAID)

    opening = opening_on(one, day)

    wall = opening.opens_at.astimezone(ZoneInfo(zone))
    assert (wall.date(), wall.time()) == (day, time(hour, 30))
    assert opening.closes_at - opening.opens_at == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("days_off", "begins"),
    [
        ((), "2026-11-23 04:00"),
        ((PRIYA,), "2026-11-23 08:30"),
        ((PRIYA, MAJA, KARIN, TOM), "2026-11-23 09:15"),
    ],
)
def test_it_begins_with_the_first_morning_of_the_team(days_off: tuple[Person, ...], begins: str) -> None:
    made = company()
    with made.work() as work:
        for who in days_off:
            work.persons.save(replace(who, away=(Leave(date(2026, 11, 23), date(2026, 11, 23)),)))
        work.commit()
    one = Planned(NORTH, PLAN, UNSAID)

    assert begins_at(one, opening_on(one, date(2026, 11, 23)), made.work()) == at(begins)


def test_everybody_is_asked_when_they_begin_to_work_and_nobody_who_does_not() -> None:
    monday, calendar = date(2026, 11, 23), NoHolidays()
    part, early = Part("s1", "maja"), at("2026-11-23 00:00")

    def asked(who: Person, now: datetime = early) -> Part:
        return placed(part, who, monday, now, calendar)

    assert asked(MAJA).asks_at == at("2026-11-23 08:30")
    assert asked(TOM).asks_at == at("2026-11-23 14:30")
    assert asked(PRIYA, at("2026-11-23 05:00")).asks_at == at("2026-11-23 05:00")
    assert asked(PRIYA, at("2026-11-23 15:00")) == part
    away = replace(MAJA, away=(Leave(monday, date(2026, 11, 24)),))
    assert asked(away) == replace(part, how=How.AWAY, back=date(2026, 11, 25))
    part_time = replace(MAJA, hours=replace(MAJA.hours, days=(1, 2)))
    assert asked(part_time) == replace(part, how=How.AWAY, back=date(2026, 11, 24))


def test_its_round_is_planned_with_everything_else_and_anew_when_it_is_arranged() -> None:
    made = company()
    with made.work() as work:
        plan_all(work, SUNDAY)
        planned = work.rounds.get("standup:north:pipeline")
        work.standups.arrange(replace(UNSAID, skips=date(2026, 11, 23)))
        plan_standups(work, NORTH, SUNDAY)
        skipped = work.rounds.get("standup:north:pipeline")
        work.standups.arrange(replace(UNSAID, paused=True))
        plan_standups(work, NORTH, SUNDAY)

        assert planned == Round("standup:north:pipeline", at("2026-11-23 04:00"), SUNDAY)
        assert skipped == Round("standup:north:pipeline", at("2026-11-25 04:00"), SUNDAY)
        assert work.rounds.get("standup:north:pipeline") is None
