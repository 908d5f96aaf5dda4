"""Digests by the clock: once, to whoever leads the team when it is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from domain.person import Role
from domain.planning import plan_all
from domain.settings import Digest
from scheduler.digests import send_digests
from scheduler.tick import TickReport, tick
from tests.scheduler.rounds import Heard, heard, lines
from tests.support.builders import KARIN, at, company
from tests.support.fake import FakeCompany, NoHolidays

WEEKLY = Digest((0,), time(8, 30), "manager")
DAILY = Digest((0, 1, 2, 3, 4), time(8, 30), "manager")


def planned(*digests: Digest, calendar: NoHolidays | None = None) -> FakeCompany:
    """Fjord & Co on a Thursday, with these digests of team north; Karin reads English."""
    made = company(calendar)
    north, south = made.settings.teams
    made.settings = replace(made.settings, teams=(replace(north, digests=digests), south))
    with made.work() as work:
        work.persons.save(replace(KARIN, language="en"))
        plan_all(work, at("2026-11-26 10:00"))
        work.commit()
    return made


def said(made: FakeCompany, wall: str) -> list[Heard]:
    """What is said of digests at this instant."""
    return heard(made, TickReport(send_digests(made.work, at(wall))), at(wall))


def when(made: FakeCompany, first: str, days: int) -> list[str]:
    """On which quarters of an hour something is said, in so many days."""
    instants = (at(first) + timedelta(minutes=15 * n) for n in range(days * 96))
    return [one.when for now in instants for one in heard(made, TickReport(send_digests(made.work, now)), now)]


def test_the_manager_gets_it_on_monday() -> None:
    made = planned(WEEKLY)

    assert said(made, "2026-11-30 08:29") == []
    (digest,) = said(made, "2026-11-30 08:30")
    assert (digest.person, digest.when) == ("karin", "Mon 30 Nov 08:30")
    assert digest.lines[0].startswith("North, week 49. ")
    assert said(made, "2026-11-30 08:30") == []


def test_it_comes_with_the_round_of_the_clock() -> None:
    made = planned(WEEKLY)

    report = tick(made.work, at("2026-11-30 08:30"))

    (first,) = [lines(say, KARIN, at("2026-11-30 08:30"))[0] for person, say in report.said if person == "karin"]
    assert first.startswith("North, vecka 49. ")


def test_three_weeks_give_three_digests_over_a_holiday() -> None:
    made = planned(WEEKLY, calendar=NoHolidays(date(2026, 12, 7)))

    assert when(made, "2026-11-27 00:00", 21) == ["Mon 30 Nov 08:30", "Tue 08 Dec 08:30", "Mon 14 Dec 08:30"]


def test_a_server_that_was_away_for_a_week_sends_one_and_not_five() -> None:
    made = planned(DAILY)

    assert when(made, "2026-12-04 07:00", 4) == ["Fri 04 Dec 08:30", "Mon 07 Dec 08:30"]


def test_one_that_is_late_in_the_evening_comes_the_next_morning() -> None:
    made = planned(WEEKLY)

    assert when(made, "2026-11-30 20:00", 7) == ["Tue 01 Dec 08:30", "Mon 07 Dec 08:30"]


def test_two_processes_send_one() -> None:
    made = planned(WEEKLY)
    before = made.state.rounds["digest:north:1"]
    assert len(said(made, "2026-11-30 08:30")) == 1

    with made.work() as work:
        work.rounds.set(before)
        work.commit()

    assert said(made, "2026-11-30 08:30") == []
    assert [item.key for item in made.state.outbox.values()] == ["digest:north:1:2026-11-30"]


def test_trying_it_out_keeps_nothing() -> None:
    made = planned(WEEKLY)

    tried = send_digests(made.work, at("2026-11-30 08:30"), dry_run=True)

    assert (len(tried), made.state.outbox) == (1, {})
    assert len(said(made, "2026-11-30 08:30")) == 1


def test_whoever_does_not_lead_the_team_any_more_gets_none() -> None:
    made = planned(WEEKLY)
    with made.work() as work:
        work.persons.save(replace(KARIN, role=Role.REP))
        work.commit()

    assert said(made, "2026-11-30 08:30") == []
    assert made.state.outbox == {}


def test_a_team_that_app_yaml_has_no_more_is_forgotten() -> None:
    made = planned(WEEKLY)
    made.settings = replace(made.settings, teams=made.settings.teams[1:])

    assert said(made, "2026-11-30 08:30") == []
    assert "digest:north:1" not in made.state.rounds
