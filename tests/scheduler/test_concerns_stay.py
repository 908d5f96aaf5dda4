"""Time alone ends no concern: what the coach has seen stays true until somebody does something."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import settings as effort

from domain.deal import Deal
from domain.nudges import Reason
from domain.settings import Nudges
from scheduler.tick import tick
from tests.domain.test_every_concern import ALL, deals
from tests.scheduler.rounds import company_of
from tests.support.builders import MAJA, at, settings

MORNING = at("2026-11-24 08:30")


@given(one=deals())
@effort(max_examples=40)
def test_time_alone_ends_no_concern(one: Deal) -> None:
    company = company_of(one, people=(MAJA,), made=settings(nudges=Nudges(20, ALL)))

    reports = [tick(company.work, MORNING + timedelta(days=3 * n)) for n in range(20)]

    assert [episode for episode in company.state.episodes.values() if episode.ended_at is not None] == []
    verdicts = [entry.verdict for report in reports for entry in report.verdicts]
    assert [verdict for verdict in verdicts if verdict.reason is Reason.RESOLVED and verdict.until is None] == []
