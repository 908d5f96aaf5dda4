"""Standups, parts, decisions and arrangements, as they are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from domain.due import Due
from domain.errors import Conflict
from domain.journal import JournalEntry
from domain.settings import StandupPlan, StandupQuestion
from domain.standup import NO_DRAFT, Arrangement, Decision, Draft, How, Parked, Part, Phase, Standup
from domain.words import Day, msg
from tests.storage.stored import Company, read
from tests.support.builders import OPENED, at, texts

NINE = at("2026-11-30 09:15")
MONDAY = Standup(
    "s1", "north:pipeline:2026-11-30", "north", "pipeline", date(2026, 11, 30), OPENED, date(2026, 12, 2), NINE,
    at("2026-11-30 10:00"), "sv", "Europe/Stockholm", facilitator="karin", agenda=("nordfrakt", "solberg"), turn=1,
    turn_ends=at("2026-11-30 09:20"),
)  # fmt: skip
WEDNESDAY = replace(
    MONDAY, id="s2", key="north:pipeline:2026-12-02", day=date(2026, 12, 2), opens_at=NINE + timedelta(days=2)
)
DRAFT = Draft(
    (msg("{deal}: demo held", deal="Nordfrakt"),), (msg("Quote {day}", day=Day(date(2026, 12, 1))),), (), ("nordfrakt",)
)
MAJAS = Part("s1", "maja", draft=DRAFT, told=(("help", "Vem känner ekonomichefen?"),), asks_at=NINE, asked_in="o1")
CALL = Decision(
    "d1", "s1", "nordfrakt", "tom", "call the CFO", Due(date(2026, 12, 3)), "karin", NINE, act="act1", step="step1"
)
PLAN = StandupPlan(
    "pipeline", "", (0, 2), time(9, 15), time(10), "Europe/Stockholm", "sv",
    (StandupQuestion("help", texts("Where do you need help?", "Var behöver du hjälp?")),),
)  # fmt: skip


def kept(company: Company) -> None:
    """Stores two standups, a part, a decision and a parked matter."""
    with company.work() as work:
        for standup in (WEDNESDAY, MONDAY):
            assert work.standups.add(standup)
        work.standups.add_part(MAJAS)
        work.standups.add_part(replace(MAJAS, person="erik", how=How.AWAY, back=date(2026, 12, 2), asks_at=None))
        work.standups.decide(CALL)
        work.standups.park(Parked("p1", "s1", "the price list", "maja", NINE))
        work.commit()


def test_a_standup_is_read_back_as_it_was(company: Company) -> None:
    kept(company)

    assert read(company, lambda work: work.standups.get("s1")) == MONDAY
    assert read(company, lambda work: work.standups.alone("s1")) == MONDAY
    assert read(company, lambda work: work.standups.alone("s9")) is None
    assert read(company, lambda work: work.standups.get("s9")) is None
    assert read(company, lambda work: work.standups.running()) == [MONDAY, WEDNESDAY]
    assert read(company, lambda work: work.standups.lately("north", 1)) == [WEDNESDAY]
    assert read(company, lambda work: work.standups.lately("south", 1)) == []


def test_the_same_standup_is_opened_once(company: Company) -> None:
    kept(company)

    with company.work() as work:
        assert not work.standups.add(replace(MONDAY, id="s3", language="en"))
        work.commit()

    assert read(company, lambda work: work.standups.get("s3")) is None


def test_a_standup_changed_by_two_is_refused_to_the_second(company: Company) -> None:
    kept(company)
    with company.work() as work:
        ended = work.standups.save(replace(MONDAY, phase=Phase.ENDED, turn=None))
        work.commit()

    with company.work() as work, pytest.raises(Conflict):
        work.standups.save(replace(MONDAY, turn=2))

    assert read(company, lambda work: work.standups.get("s1")) == ended
    assert ended == replace(MONDAY, phase=Phase.ENDED, turn=None, version=1)
    assert read(company, lambda work: work.standups.running()) == [WEDNESDAY]


def test_everybodys_part_is_kept_and_changed_once(company: Company) -> None:
    kept(company)
    with company.work() as work:
        answered = work.standups.save_part(replace(MAJAS, how=How.CONFIRMED, answered_at=NINE, changed_at=NINE))
        work.commit()

    with company.work() as work, pytest.raises(Conflict):
        work.standups.save_part(replace(MAJAS, how=How.PASSED))

    assert read(company, lambda work: work.standups.part("s1", "maja")) == answered
    assert [one.person for one in read(company, lambda work: work.standups.parts("s1"))] == ["erik", "maja"]
    assert read(company, lambda work: work.standups.parts_of("maja", 5)) == [(MONDAY, answered)]
    assert read(company, lambda work: work.standups.part("s2", "maja")) is None


def test_whoever_waits_to_be_asked_is_found_when_it_is_time(company: Company) -> None:
    kept(company)
    later = NINE + timedelta(minutes=1)
    toms, karins = (replace(MAJAS, person=one, asked_in="", draft=NO_DRAFT) for one in ("tom", "karin"))
    with company.work() as work:
        work.standups.add_part(replace(toms, asks_at=later))
        work.standups.add_part(replace(karins, standup="s2"))
        work.standups.add_part(replace(toms, person="anna", asks_at=None))
        work.standups.add_part(replace(toms, person="olle", how=How.PASSED))
        work.commit()

    assert read(company, lambda work: work.standups.unasked(NINE)) == [(WEDNESDAY, replace(karins, standup="s2"))]
    assert [part.person for _, part in read(company, lambda work: work.standups.unasked(later))] == ["karin", "tom"]


def test_a_decision_that_was_taken_back_is_none_any_more(company: Company) -> None:
    kept(company)
    offered = replace(CALL, id="d2", act="", step="")
    with company.work() as work:
        work.standups.decide(offered)
        work.commit()
    assert read(company, lambda work: work.standups.decisions("s1")) == [CALL, offered]

    with company.work() as work:
        work.journal.add(JournalEntry("undo", "karin", NINE, "undo", None, None, 0, undoes="act1"))
        work.commit()

    assert read(company, lambda work: work.standups.decisions("s1")) == [offered]
    assert read(company, lambda work: work.standups.decision("d1")) is None


def test_what_became_no_step_may_be_forgotten(company: Company) -> None:
    kept(company)
    with company.work() as work:
        work.standups.undecide("d1")
        work.standups.unpark("p1")
        work.standups.undecide("nobody-knows-this")
        work.standups.unpark("nobody-knows-this")
        work.commit()

    assert read(company, lambda work: work.standups.decisions("s1")) == []
    assert read(company, lambda work: work.standups.parked("s1")) == []


def test_what_is_parked_stays(company: Company) -> None:
    kept(company)

    assert read(company, lambda work: work.standups.parked("s1")) == [
        Parked("p1", "s1", "the price list", "maja", NINE)
    ]
    assert read(company, lambda work: work.standups.parked("s2")) == []


def test_what_was_said_of_a_standup_in_the_chat_replaces_what_was_said_before(company: Company) -> None:
    with company.work() as work:
        work.standups.arrange(Arrangement("north", "pipeline", skips=date(2026, 12, 2)))
        work.standups.arrange(Arrangement("north", "pipeline", PLAN, "erik", paused=True))
        work.standups.arrange(Arrangement("south", "weekly", removed=True))
        work.commit()

    assert read(company, lambda work: work.standups.arrangements("north")) == [
        Arrangement("north", "pipeline", PLAN, "erik", paused=True)
    ]
