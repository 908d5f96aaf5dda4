"""A week of standups of a team of eight in Stockholm, New York and Kolkata, as what reached whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from domain.person import Leave, Role
from domain.planning import plan_all
from domain.settings import StandupPlan
from tests.scheduler.rounds import company_of
from tests.scheduler.town import Town
from tests.support.builders import ZONE, at, deal, due_on, person, settings, step
from tests.support.fake import FakeCompany

PLAN = StandupPlan("pipeline", "", (0, 1, 2, 3, 4), time(9, 15), time(10), ZONE, "en", (), "erik@example.com")
"""Every weekday, 9:15 to 10:00 in Stockholm; Erik leads it."""

NEW_YORK = {"language": "en", "zone": "America/New_York", "country": "US"}
KOLKATA = {"language": "en", "zone": "Asia/Kolkata", "country": "IN"}
MONDAY = date(2026, 3, 30)
FRIDAY = date(2026, 4, 3)
BEFORE = at("2026-03-02 09:00")
STARTED: dict[str, Any] = {"opened_at": BEFORE, "stage_since": BEFORE, "idle_since": BEFORE}
TEAM = (
    person("maja", "Maja Lind"),
    person("erik", "Erik Berg", brief=False),
    person("sara", "Sara Holm", away=(Leave(date(2026, 3, 30), date(2026, 3, 31)),)),
    person("karin", "Karin Ek", role=Role.MANAGER, language="en"),
    person("tom", "Tom Reed", **NEW_YORK),
    person("grace", "Grace Hall", **NEW_YORK),
    person("priya", "Priya Nair", **KOLKATA),
    person("arjun", "Arjun Rao", **KOLKATA),
)


class Holidays:
    """Mahavir Jayanti in India on Tuesday, Good Friday in Sweden."""

    def is_holiday(self, country: str, day: date) -> bool:
        return (country, day) in {("IN", date(2026, 3, 31)), ("SE", FRIDAY)}


def north() -> FakeCompany:
    """Team North, where everybody has a deal with a step on each day of the week, and Tom one without a next step."""
    teams, nudges = settings().teams, settings().nudges
    made = replace(
        settings(),
        teams=(replace(teams[0], standups=(PLAN,)), teams[1]),
        nudges=replace(nudges, rules=(nudges.rules[3],)),
        questions=(),
    )
    friday: dict[str, Any] = {"step_due": due_on(f"{FRIDAY}"), "step_ours": "send the quote"}
    deals = [
        deal(f"d-{one.id}", f"Kund {one.first_name}", owner=one.id, step=f"d-{one.id}-{FRIDAY}", **STARTED, **friday)
        for one in TEAM
    ]
    company = company_of(*deals, deal(owner="tom", **STARTED), people=TEAM, calendar=Holidays(), made=made)
    with company.work() as work:
        for one in deals:
            for day in (MONDAY + timedelta(days=n) for n in range(5)):
                work.facts.add(step(f"{one.id}-{day}", f"{day}", deal=one.id, act=""))
        plan_all(work, at("2026-03-27 17:00"))
        work.commit()
    return company


STORY = """
Mon 05:00 Arjun, Priya: asked
Mon 05:20 Priya presses “That's right”
Mon 05:20 Priya: the message is edited
Mon 08:30 Erik, Karin, Maja: asked
Mon 08:45 Maja presses “That's right”
Mon 08:45 Maja: the message is edited
Mon 09:15 #team-north: the standup, open, Arjun ?, Erik ?, Grace ?, Karin ?, Maja ✓, Priya ✓, Sara away, Tom ?
Mon 09:25 Erik writes “standup calling the CFO of Kund Erik”
Mon 09:25 #team-north: now reads Erik ✓
Mon 09:25 Erik: the message is edited
Mon 09:40 Arjun, Karin: reminded
Mon 09:50 Karin presses “Nothing new”
Mon 09:50 #team-north: now reads Karin ✓
Mon 09:50 Karin: the message is edited
Mon 10:00 #team-north: now reads ended
Mon 10:00 Karin: who took part
Mon 11:00 Arjun presses “That's right”
Mon 11:00 #team-north: now reads Arjun ✓
Mon 11:00 Arjun: the message is edited
Mon 14:30 Grace: asked
Mon 14:30 Tom: asked and told of a deal
Mon 14:40 Tom presses “That's right”
Mon 14:40 #team-north: now reads Tom ✓
Mon 14:40 Tom: the message is edited
Mon 16:00 Maja writes “standup they called back”
Mon 16:00 #team-north: now reads Maja ✓
Mon 16:00 Maja: the message is edited
Tue 08:30 Erik, Karin, Maja: asked
Tue 08:40 Karin presses “That's right”
Tue 08:40 Karin: the message is edited
Tue 08:50 Erik presses “That's right”
Tue 08:50 Erik: the message is edited
Tue 09:15 #team-north: the standup, open, Arjun away, Erik ✓, Grace ?, Karin ✓, Maja ?, Priya away, Sara away, Tom ?
Tue 09:20 Erik writes “the quote is out” in the thread
Tue 09:20 #team-north: now reads Erik ✓
Tue 09:20 Erik: the message is edited
Tue 09:25 Karin writes “park: the price list” in the thread
Tue 09:25 #team-north: the message is edited
Tue 09:40 Maja: reminded
Tue 09:45 Maja presses “My update” in #team-north
Tue 09:50 Maja fills the form with “waiting for Kund Maja”
Tue 09:50 #team-north: now reads Maja ✓
Tue 09:50 Maja: the message is edited
Tue 10:00 #team-north: now reads ended
Tue 10:00 #team-north, thread: the summary
Tue 10:00 Karin: who took part
Tue 14:30 Grace, Tom: asked
Wed 05:00 Arjun, Priya: asked
Wed 05:10 Arjun presses “That's right”
Wed 05:10 Arjun: the message is edited
Wed 08:30 Erik, Karin, Maja, Sara: asked
Wed 09:15 #team-north: the standup, open, Arjun ✓, Erik ?, Grace ?, Karin ?, Maja ?, Priya ?, Sara ?, Tom ?
Wed 09:15 Maja writes “park: the trade fair” in the thread
Wed 09:20 #team-north: the message is edited
Wed 09:20 Erik has left the company
Wed 09:25 Sara presses “That's right”
Wed 09:25 #team-north: now reads Sara ✓
Wed 09:25 Sara: the message is edited
Wed 09:30 the channel is archived
Wed 09:35 Maja presses “That's right”
Wed 09:35 Maja: the message is edited
Wed 09:40 Karin, Priya: reminded
Wed 10:00 Karin: the summary
Wed 10:00 Karin: who took part
Wed 14:30 Grace, Tom: asked
Wed 14:40 Tom presses “That's right”
Wed 14:40 Tom: the message is edited
Thu 05:00 Arjun, Priya: asked
Thu 08:30 Karin, Maja, Sara: asked
Thu 08:40 Sara presses “That's right”
Thu 08:40 Sara: the message is edited
Thu 09:15 Karin: the standup, open, Arjun ?, Grace ?, Karin ?, Maja ?, Priya ?, Sara ✓, Tom ?
Thu 09:30 Maja presses “Nothing new”
Thu 09:30 Karin: now reads Maja ✓
Thu 09:30 Maja: the message is edited
Thu 09:40 Arjun, Karin, Priya: reminded
Thu 10:00 Karin: now reads ended
Thu 10:00 Karin: who took part
Thu 14:30 Grace: asked
Thu 14:30 Tom: asked and told of a deal
Fri 05:00 Arjun, Priya: told of the day
Fri 14:30 Grace, Tom: told of the day
"""


def test_a_week() -> None:
    company = north()
    town = Town(company.work, at("2026-03-27 12:00"))

    def leaves() -> None:
        town.happens("Erik has left the company")
        with company.work() as work:
            work.persons.save(replace(TEAM[1], left_at=town.now))
            work.commit()

    def archives() -> None:
        town.happens("the channel is archived")
        town.archived = True

    acts: dict[str, Callable[[], None]] = {
        "Mon 05:20": lambda: town.presses("Priya", "That's right"),
        "Mon 08:45": lambda: town.presses("Maja", "That's right"),
        "Mon 09:25": lambda: town.writes("Erik", "standup calling the CFO of Kund Erik"),
        "Mon 09:50": lambda: town.presses("Karin", "Nothing new"),
        "Mon 11:00": lambda: town.presses("Arjun", "That's right"),
        "Mon 14:40": lambda: town.presses("Tom", "That's right"),
        "Mon 16:00": lambda: town.writes("Maja", "standup they called back"),
        "Tue 08:40": lambda: town.presses("Karin", "That's right"),
        "Tue 08:50": lambda: town.presses("Erik", "That's right"),
        "Tue 09:20": lambda: town.writes("Erik", "the quote is out", "#team-north"),
        "Tue 09:25": lambda: town.writes("Karin", "park: the price list", "#team-north"),
        "Tue 09:45": lambda: town.presses("Maja", "My update", "#team-north"),
        "Tue 09:50": lambda: town.fills("Maja", "#team-north", words="waiting for Kund Maja"),
        "Wed 05:10": lambda: town.presses("Arjun", "That's right"),
        "Wed 09:15": lambda: town.writes("Maja", "park: the trade fair", "#team-north"),
        "Wed 09:20": leaves,
        "Wed 09:25": lambda: town.presses("Sara", "That's right"),
        "Wed 09:30": archives,
        "Wed 09:35": lambda: town.presses("Maja", "That's right"),
        "Wed 14:40": lambda: town.presses("Tom", "That's right"),
        "Thu 08:40": lambda: town.presses("Sara", "That's right"),
        "Thu 09:30": lambda: town.presses("Maja", "Nothing new"),
    }
    for day in (MONDAY + timedelta(days=n) for n in range(5)):
        town.now = at(f"{day} 04:30")
        todays = {at(f"{day} {wall[4:]}"): act for wall, act in acts.items() if wall[:3] == f"{day:%a}"}
        town.walk(at(f"{day} 16:30"), todays)

    assert town.story == STORY.strip().splitlines()
