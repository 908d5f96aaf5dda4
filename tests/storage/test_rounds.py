"""What comes by the clock: kept by its key, found when it is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.rounds import Round
from tests.storage.stored import Company, read
from tests.support.builders import OPENED, at

NOW = at("2026-11-30 08:30")
MONDAY = Round("digest:north:1", NOW, OPENED)


def kept(company: Company, *rounds: Round) -> None:
    """Stores rounds and commits."""
    with company.work() as work:
        for one in rounds:
            work.rounds.set(one)
        work.commit()


def test_a_round_is_read_back_as_set(company: Company) -> None:
    kept(company, MONDAY)

    assert read(company, lambda work: work.rounds.get("digest:north:1")) == MONDAY
    assert read(company, lambda work: work.rounds.get("digest:north:2")) is None


def test_a_round_that_is_set_again_is_replaced(company: Company) -> None:
    later = Round("digest:north:1", NOW + timedelta(days=7), NOW)

    kept(company, MONDAY, later)

    assert read(company, lambda work: work.rounds.get("digest:north:1")) == later


def test_what_is_due_of_a_kind_is_found_the_earliest_first(company: Company) -> None:
    earlier, later = NOW - timedelta(hours=1), NOW + timedelta(minutes=1)
    daily = replace(MONDAY, key="digest:south:1", at=earlier)
    kept(company, MONDAY, daily, replace(MONDAY, key="digest:west:1", at=later), replace(MONDAY, key="brief:maja"))

    assert read(company, lambda work: work.rounds.due("digest", NOW)) == [daily, MONDAY]
    assert read(company, lambda work: work.rounds.due("dig", NOW)) == []
    assert read(company, lambda work: work.rounds.due("brief", earlier)) == []


def test_a_round_that_is_dropped_is_due_no_more(company: Company) -> None:
    kept(company, MONDAY)

    for _ in range(2):
        with company.work() as work:
            work.rounds.drop("digest:north:1")
            work.commit()

    assert read(company, lambda work: work.rounds.due("digest", NOW)) == []
