"""What nobody asks for any more is forgotten, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.nudges import OutboxItem
from scheduler import tidying
from scheduler.tick import tick
from scheduler.tidying import tidy
from tests.scheduler.rounds import company_of
from tests.support.builders import at, deal

MORNING = at("2026-11-24 08:30")


def sent(item: OutboxItem) -> OutboxItem:
    return replace(item, sent_at=MORNING, reference="1.2")


def test_half_a_year_later_why_and_what_was_sent_are_gone_and_the_episodes_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    company = company_of(*(deal(f"deal{n}") for n in range(5)))
    tick(company.work, MORNING)
    company.state.outbox = {id: sent(item) for id, item in company.state.outbox.items()}
    company.state.deliveries["e1"] = MORNING
    episodes, verdicts = dict(company.state.episodes), len(company.state.verdicts)
    monkeypatch.setattr(tidying, "AT_ONCE", 2)

    assert tidy(company.work, MORNING + timedelta(days=30)) == 0
    assert tidy(company.work, MORNING + timedelta(days=31)) == 1
    assert tidy(company.work, MORNING + timedelta(days=183)) == 0
    assert tidy(company.work, MORNING + timedelta(days=184)) == verdicts + 1

    assert (company.state.outbox, company.state.verdicts, company.state.deliveries) == ({}, [], {})
    assert company.state.episodes == episodes


def test_what_still_waits_is_not_forgotten_however_old() -> None:
    company = company_of(deal())
    tick(company.work, MORNING)
    waiting = dict(company.state.outbox)

    tidy(company.work, MORNING + timedelta(days=400))

    assert company.state.outbox == waiting
