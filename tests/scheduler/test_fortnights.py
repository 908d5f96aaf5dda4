"""Two fortnights walked minute by minute, over the days on which the clocks change, in three zones.

Everybody is told by the clock on their own wall, in their own hours: on Monday the 30th of March the day begins an hour
earlier by UTC in Stockholm, and on the 2nd of November an hour later in New York.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.acting import Doing, record
from domain.deal import Deal
from domain.facts import Agreed, Step
from domain.person import Hours, Leave, Person
from domain.settings import Nudges, Rule
from scheduler.tick import tick
from tests.scheduler.rounds import company_of, lines, wall_of
from tests.support.builders import ERIK, MAJA, TOM, at, deal, due_on, person, settings
from tests.support.fake import FakeCompany

MINUTE = timedelta(minutes=1)
RULES = Nudges(
    2,
    (
        Rule("our_step_overdue", True, 0, 2),
        Rule("their_step_overdue", True, 1, 3),
        Rule("no_next_step", True, 1, 3),
        Rule("stage_overdue", True, 0, 5),
    ),
    brief=False,
)
EARLY_ERIK = replace(ERIK, hours=Hours(time(7), time(15), (0, 1, 2, 3, 4)))
ASHA = person(
    "asha", "Asha Rao", language="en", zone="Asia/Kolkata", country="IN",
    hours=Hours(time(10), time(18, 30), (0, 1, 2, 3, 4, 5)),
)  # fmt: skip


class Holidays:
    """A calendar of these days in these countries."""

    def __init__(self, *days: tuple[str, date]) -> None:
        self.days = frozenset(days)

    def is_holiday(self, country: str, day: date) -> bool:
        return (country, day) in self.days


def idle(id: str, owner: str, since: str, **changes: Any) -> Deal:
    """A deal that has had no next step since then."""
    when = at(since)
    given = {"opened_at": when, "stage_since": when, "idle_since": when, **changes}
    return deal(id, id.title(), "", owner=owner, **given)


def promised(id: str, owner: str, due: str, since: str, ours: str = "quote", theirs: str = "") -> Deal:
    """A deal with a next step."""
    return idle(id, owner, since, step=f"step-{id}", step_due=due_on(due), step_ours=ours, step_theirs=theirs)


Told = tuple[str, str, tuple[str, ...]]
"""Who was told, when by their own clock, and of which deals in this order."""


def walked(company: FakeCompany, first: str, acts: dict[datetime, Deal]) -> list[Told]:
    """A tick each minute of fourteen days; before the one at its instant, a deal gets the next step that is given."""
    start = datetime.combine(date.fromisoformat(first), time(0), UTC)
    said: list[Told] = []
    for minute in range(14 * 24 * 60):
        now = start + minute * MINUTE
        if now in acts:
            _set_step(company, acts[now], now)
        report = tick(company.work, now)
        assert report.failed == ()
        for who, say in report.said:
            hearer = company.state.persons[who]
            speaking = [entry.deal for entry in report.verdicts if entry.person == who and entry.verdict.speaks]
            _is_in_hours(company, hearer, now)
            assert all(any(one.title() in line for line in lines(say, hearer, now)) for one in speaking)
            said.append((who, wall_of(now, hearer), tuple(speaking)))
    return said


def _is_in_hours(company: FakeCompany, hearer: Person, now: datetime) -> None:
    """Looked up on the wall, and not by what the coach itself goes by."""
    wall = now.astimezone(ZoneInfo(hearer.zone))
    assert hearer.hours.start <= wall.time() < hearer.hours.end
    assert wall.weekday() in hearer.hours.days
    assert not company.calendar.is_holiday(hearer.country, wall.date())
    assert not any(leave.first <= wall.date() <= leave.last for leave in hearer.away)


def _set_step(company: FakeCompany, wanted: Deal, now: datetime) -> None:
    with company.work() as work:
        before = work.deals.get(wanted.id)
        assert before is not None
        act = work.new_id()
        step = Step(work.new_id(), wanted.id, act, before.owner, now, "call", "", wanted.step_due, Agreed.SAID)
        record(work, Doing(act, before.owner, now, "step.set"), before, before, step)
        work.commit()


World = tuple[tuple[Person, ...], tuple[Deal, ...], Holidays, dict[datetime, Deal]]

SPRING: World = (
    (
        replace(MAJA, away=(Leave(date(2026, 3, 31), date(2026, 4, 1), "erik"),)),
        TOM,
        replace(ASHA, away=(Leave(date(2026, 3, 25), date(2026, 3, 26)),)),
        EARLY_ERIK,
    ),
    (
        idle("nordfrakt", "maja", "2026-03-20 15:00"),
        promised("kraftverket", "maja", "2026-03-27", "2026-03-20 15:00"),
        promised("solberg", "maja", "2026-03-30", "2026-03-20 15:00", "", "figures"),
        idle("hudson", "tom", "2026-03-26 20:00"),
        promised("brooks", "tom", "2026-04-02", "2026-03-20 15:00"),
        promised("mehta", "asha", "2026-03-24", "2026-03-20 15:00"),
        promised("iyer", "asha", "2026-03-27", "2026-03-20 15:00"),
        idle("hamnen", "erik", "2026-03-27 10:00"),
    ),
    Holidays(("SE", date(2026, 4, 3)), ("IN", date(2026, 4, 4))),
    {at("2026-03-27 16:00"): promised("nordfrakt", "maja", "2026-04-20", "2026-03-20 15:00")},
)

AUTUMN: World = (
    (
        MAJA,
        replace(TOM, away=(Leave(date(2026, 10, 27), date(2026, 10, 29), "maja"),)),
        replace(ASHA, away=(Leave(date(2026, 10, 30), date(2026, 11, 2)),)),
    ),
    (
        promised("kraftverket", "maja", "2026-10-23", "2026-10-16 15:00"),
        idle("nordfrakt", "maja", "2026-10-22 15:00"),
        idle("lindqvist", "maja", "2026-10-02 09:00", stage="qualify", step="step", step_ours="call"),
        promised("hudson", "tom", "2026-10-26", "2026-10-16 15:00"),
        promised("brooks", "tom", "2026-10-30", "2026-10-16 15:00"),
        idle("mehta", "asha", "2026-10-20 09:00"),
        promised("iyer", "asha", "2026-10-31", "2026-10-16 15:00"),
    ),
    Holidays(("SE", date(2026, 10, 30)), ("IN", date(2026, 10, 21))),
    {},
)


EXPECTED_IN_SPRING = [
    ("maja", "Mon 23 Mar 08:30", ("nordfrakt",)),
    ("maja", "Thu 26 Mar 08:30", ("nordfrakt",)),  # and no more: it gets a step on Friday
    ("asha", "Fri 27 Mar 10:00", ("mehta",)),  # nobody covered while she was away
    ("tom", "Fri 27 Mar 08:30", ("hudson",)),
    ("asha", "Sat 28 Mar 10:00", ("iyer",)),  # she works on Saturdays
    ("asha", "Mon 30 Mar 10:00", ("mehta",)),
    ("erik", "Mon 30 Mar 07:00", ("hamnen",)),  # it is summer here, and still 07:00
    ("maja", "Mon 30 Mar 08:30", ("kraftverket",)),
    ("asha", "Tue 31 Mar 10:00", ("iyer",)),
    ("erik", "Tue 31 Mar 07:00", ("solberg",)),  # he covers for Maja
    ("erik", "Wed 01 Apr 07:00", ("kraftverket",)),
    ("tom", "Wed 01 Apr 08:30", ("hudson",)),
    ("erik", "Thu 02 Apr 07:00", ("hamnen",)),
    ("asha", "Fri 03 Apr 10:00", ("mehta",)),  # a holiday in Sweden alone; the wait was twice as long
    ("tom", "Fri 03 Apr 08:30", ("brooks",)),
]

EXPECTED_IN_AUTUMN = [
    ("maja", "Tue 20 Oct 08:30", ("lindqvist",)),
    ("asha", "Thu 22 Oct 10:00", ("mehta",)),  # the first working day after the holiday
    ("maja", "Fri 23 Oct 08:30", ("nordfrakt",)),
    ("asha", "Mon 26 Oct 10:00", ("mehta",)),
    ("maja", "Mon 26 Oct 08:30", ("kraftverket",)),  # it is winter here, and still 08:30
    ("maja", "Tue 27 Oct 08:30", ("hudson", "lindqvist")),  # she covers for Tom; what is new goes first
    ("maja", "Wed 28 Oct 08:30", ("kraftverket", "nordfrakt")),
    ("maja", "Thu 29 Oct 08:30", ("hudson",)),
    ("tom", "Mon 02 Nov 08:30", ("brooks",)),  # it is winter there too
]


@pytest.mark.parametrize(
    ("world", "first", "expected"),
    [
        pytest.param(SPRING, "2026-03-23", EXPECTED_IN_SPRING, id="spring"),
        pytest.param(AUTUMN, "2026-10-20", EXPECTED_IN_AUTUMN, id="autumn"),
    ],
)
def test_a_fortnight_minute_by_minute(world: World, first: str, expected: list[Told]) -> None:
    people, deals, calendar, acts = world
    company = company_of(*deals, people=people, calendar=calendar, made=settings(nudges=RULES))

    said = walked(company, first, acts)

    assert said == expected
    days = {(who, when[:10]) for who, when, _ in said}
    assert len(days) == len(said) == len(company.state.outbox)
