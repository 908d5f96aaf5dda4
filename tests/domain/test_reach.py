"""Who is told about an owner's deals, and from when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from domain.attention import attention_at, reconsider_of
from domain.person import Hours, Leave
from domain.reach import Reach, heard_by, reach_of
from tests.support.builders import ERIK, MAJA, TOM, at, company, deal, settings
from tests.support.fake import NoHolidays

WEEK = Leave(date(2026, 11, 23), date(2026, 11, 27), "erik")
AWAY = replace(MAJA, away=(WEEK,))
TOMS = replace(MAJA, away=(replace(WEEK, cover="tom"),))
ALONE = replace(MAJA, away=(replace(WEEK, cover=""),))
LATE = replace(ERIK, hours=Hours(MAJA.hours.end, MAJA.hours.end.replace(hour=20), (0, 1, 2, 3, 4)))


@pytest.mark.parametrize(
    ("reach", "wall", "heard"),
    [
        pytest.param(Reach(MAJA), "2026-11-24 08:30", "maja", id="the owner"),
        pytest.param(Reach(MAJA), "2026-11-24 03:00", "maja", id="the owner, asleep"),
        pytest.param(Reach(AWAY, (ERIK,)), "2026-11-22 23:59", "maja", id="the evening before the leave"),
        pytest.param(Reach(AWAY, (ERIK,)), "2026-11-23 00:00", "erik", id="its first minute"),
        pytest.param(Reach(AWAY, (ERIK,)), "2026-11-27 23:59", "erik", id="its last minute"),
        pytest.param(Reach(AWAY, (ERIK,)), "2026-11-28 00:00", "maja", id="back again"),
        pytest.param(Reach(ALONE), "2026-11-24 08:30", None, id="nobody covers"),
        pytest.param(Reach(AWAY), "2026-11-24 08:30", None, id="the cover is gone"),
        pytest.param(
            Reach(AWAY, (replace(ERIK, away=(Leave(date(2026, 11, 24), date(2026, 11, 24)),)),)),
            "2026-11-24 08:30",
            None,
            id="the cover is away too",
        ),
    ],
)
def test_who_hears(reach: Reach, wall: str, heard: str | None) -> None:
    person = reach.hears(at(wall))

    assert (person.id if person else None) == heard


@pytest.mark.parametrize(
    ("reach", "wall", "opens"),
    [
        pytest.param(Reach(MAJA), "2026-11-24 12:00", "2026-11-24 12:00", id="at work"),
        pytest.param(Reach(MAJA), "2026-11-27 17:00", "2026-11-30 08:30", id="over the weekend"),
        pytest.param(Reach(ALONE), "2026-11-20 17:00", "2026-11-30 08:30", id="nobody covers"),
        pytest.param(Reach(AWAY, (ERIK,)), "2026-11-20 17:00", "2026-11-23 08:30", id="the cover's morning"),
        pytest.param(Reach(AWAY, (LATE,)), "2026-11-20 17:00", "2026-11-23 17:00", id="the cover's own hours"),
        pytest.param(Reach(AWAY, (LATE,)), "2026-11-27 20:00", "2026-11-30 08:30", id="after the cover's last hour"),
        pytest.param(
            Reach(AWAY, (replace(ERIK, away=(Leave(date(2026, 11, 20), date(2026, 11, 25)),)),)),
            "2026-11-20 17:00",
            "2026-11-26 08:30",
            id="the cover comes back first",
        ),
        pytest.param(Reach(TOMS, (TOM,)), "2026-11-20 17:00", "2026-11-23 14:30", id="the cover sits in New York"),
        pytest.param(Reach(TOMS, (TOM,)), "2026-11-27 23:00", "2026-11-30 08:30", id="their day outlasts the leave"),
    ],
)
def test_from_when_somebody_may_be_told(reach: Reach, wall: str, opens: str) -> None:
    assert reach.opens(at(wall), NoHolidays()) == at(opens)


@pytest.mark.parametrize(
    ("reach", "wall", "opens"),
    [
        pytest.param(Reach(MAJA), "2026-11-24 08:30", "2026-11-25 08:30", id="tomorrow"),
        pytest.param(Reach(MAJA), "2026-11-27 08:30", "2026-11-30 08:30", id="on Monday"),
        pytest.param(Reach(AWAY, (ERIK,)), "2026-11-27 08:30", "2026-11-30 08:30", id="the owner is back by then"),
        pytest.param(
            Reach(replace(AWAY, zone="Pacific/Auckland"), (LATE,)),
            "2026-11-25 17:00",
            "2026-11-26 17:00",
            id="a new day of the owner's is none of the cover's",
        ),
        pytest.param(
            Reach(replace(AWAY, zone="Asia/Kolkata", hours=Hours(MAJA.hours.start.replace(hour=0), MAJA.hours.end,
                                                                 (0, 1, 2, 3, 4, 5))), (LATE,)),
            "2026-11-27 17:00",
            "2026-11-27 20:00",
            id="the owner is back while the cover's day lasts",
        ),
    ],
)  # fmt: skip
def test_whoever_has_today_s_message_hears_no_more_today(reach: Reach, wall: str, opens: str) -> None:
    assert reach.opens_anew(at(wall), NoHolidays()) == at(opens)


def test_a_deal_is_worth_a_look_when_the_cover_may_hear_of_it() -> None:
    idle = deal(idle_since=at("2026-11-20 15:00"), stage_since=at("2026-11-20 15:00"))

    assert attention_at(idle, Reach(AWAY, (ERIK,)), [], settings(), NoHolidays()) == at("2026-11-23 08:30")
    assert attention_at(idle, Reach(ALONE), [], settings(), NoHolidays()) == at("2026-11-30 08:30")


def test_only_who_is_here_covers() -> None:
    made = company()
    with made.work() as work:
        work.persons.save(replace(AWAY, away=(WEEK, Leave(date(2026, 12, 21), date(2026, 12, 23), "nobody"))))
        work.persons.save(replace(TOM, left_at=at("2026-11-01 09:00")))
        work.commit()

    found = reach_of(made.work().persons, "maja", made.settings)
    assert found is not None
    assert found.covers == (ERIK,)
    assert reach_of(made.work().persons, "tom", made.settings) is None
    assert reach_of(made.work().persons, "nobody", made.settings) is None


def test_one_hears_of_ones_own_deals_and_of_those_one_covers_for() -> None:
    made = company()
    with made.work() as work:
        work.persons.save(AWAY)
        work.commit()

    assert heard_by(made.work().persons, "erik") == ["erik", "maja"]
    assert heard_by(made.work().persons, "maja") == ["maja"]


def test_when_the_cover_works_earlier_the_deals_they_cover_are_looked_at_earlier() -> None:
    made = company()
    friday = at("2026-11-20 15:00")
    with made.work() as work:
        work.persons.save(AWAY)
        work.deals.add(deal("late", idle_since=friday, stage_since=friday))
        work.persons.save(replace(ERIK, hours=Hours(time(6), time(12), (0, 1, 2, 3, 4))))
        reconsider_of(work, "erik")
        work.commit()

    assert made.state.deals["late"].attention_at == at("2026-11-23 06:00")
