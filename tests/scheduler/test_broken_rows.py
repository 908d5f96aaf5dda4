"""Rows that nobody can read, in a real database: each costs itself, at most its person's message, and nobody else's."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.nudges import Concern, Episode
from scheduler.tick import TickReport, tick
from storage.store import Store
from tests.support.builders import ERIK, MAJA, TOM, at, deal, settings
from tests.support.fake import NoHolidays

NOON = at("2026-11-24 15:00")
"""Everybody is at work, in Stockholm and in New York."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Two due deals each of Maja's, Tom's and Erik's, in a database of either kind."""
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    store = Store.open(url, settings(), NoHolidays())
    with store.work() as work:
        for person in (MAJA, TOM, ERIK):
            work.persons.save(person)
            for n in (1, 2):
                id = f"{person.id}{n}"
                work.deals.add(replace(deal(id, f"Account {id}", "", owner=person.id), attention_at=NOON))
                work.nudging.save_episode(Episode(f"episode-{id}", id, Concern.NO_NEXT_STEP, NOON - timedelta(days=3)))
        work.commit()
    yield store
    store.close()


def told(report: TickReport) -> dict[str, list[str]]:
    """Which deals each person's message speaks of."""
    speaking = [entry for entry in report.verdicts if entry.verdict.speaks]
    said = dict(report.said)
    assert {entry.person for entry in speaking} == set(said)
    return {person: sorted({entry.deal for entry in speaking if entry.person == person}) for person in said}


ALL = {"maja": ["maja1", "maja2"], "tom": ["tom1", "tom2"], "erik": ["erik1", "erik2"]}


@pytest.mark.parametrize(
    ("broken", "lost", "logged"),
    [
        pytest.param("UPDATE deals SET signs = '{' WHERE id = 'tom1'", ["tom1"], "tom1", id="signs that end too soon"),
        pytest.param("UPDATE deals SET signs = '{}' WHERE id = 'tom1'", ["tom1"], "tom1", id="signs of no kind"),
        pytest.param("UPDATE deals SET state = 'open' || id, owner = owner WHERE id = 'tom1'", ["tom1"], "tom1",
                     id="a state that there is not"),
        pytest.param("UPDATE episodes SET concern = 'bad_weather' WHERE deal = 'tom1'", ["tom1"], "tom1",
                     id="a concern that there is not"),
        pytest.param("UPDATE deals SET idle_since = '9999-12-31 23:00:00+00:00' WHERE id = 'tom1'", ["tom1"], "tom1",
                     id="a day after which there is none"),
        pytest.param("UPDATE persons SET role = 'king' WHERE id = 'tom'", ["tom1", "tom2"], "tom",
                     id="a person of no role"),
        pytest.param("UPDATE persons SET hours_days = '{' WHERE id = 'tom'", ["tom1", "tom2"], "tom",
                     id="a person of no days"),
        pytest.param("UPDATE persons SET zone = 'Atlantis/Capital' WHERE id = 'tom'", ["tom1", "tom2"], "tom",
                     id="a person nowhere on earth"),
    ],
)  # fmt: skip
def test_a_broken_row_costs_itself_and_nobody_else(
    store: Store, broken: str, lost: list[str], logged: str, caplog: pytest.LogCaptureFixture
) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql(broken)

    with caplog.at_level(logging.ERROR):
        report = tick(store.work, NOON)

    left = {person: [one for one in deals if one not in lost] for person, deals in ALL.items()}
    assert told(report) == {person: deals for person, deals in left.items() if deals}
    assert report.failed == (logged,)
    assert [getattr(record, "deal", getattr(record, "person", "")) for record in caplog.records] == [logged]


def test_a_broken_deal_is_tried_again_when_an_hour_has_passed(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE deals SET signs = '{' WHERE id = 'tom1'")
    tick(store.work, NOON)

    assert tick(store.work, NOON + timedelta(minutes=59)) == TickReport()
    assert tick(store.work, NOON + timedelta(minutes=60)).failed == ("tom1",)


def test_everything_that_is_broken_at_once_costs_no_more(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE deals SET signs = '{' WHERE id IN ('tom1', 'maja2')")
        connection.exec_driver_sql("UPDATE persons SET role = 'king' WHERE id = 'erik'")

    report = tick(store.work, NOON)

    assert told(report) == {"maja": ["maja1"], "tom": ["tom2"]}
    assert sorted(report.failed) == ["erik", "maja2", "tom1"]
