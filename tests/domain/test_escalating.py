"""Whether and when a manager is asked to help."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.escalating import asks_on, helper_of, is_asked, rule_for, warns_at
from domain.judging import quiet_until, spoken
from domain.nudges import Concern, Episode
from domain.person import Role
from domain.settings import Nudges, Rule
from tests.support.builders import ERIK, KARIN, MAJA, at, member, settings
from tests.support.fake import NoHolidays

MONDAY = at("2026-11-23 08:30")
RULE = Rule("no_next_step", True, 1, 3, escalate=4)


def episode(said: str | None = None) -> Episode:
    new = Episode("e", "nordfrakt", Concern.NO_NEXT_STEP, at("2026-11-20 00:00"))
    return replace(new, said_at=at(said), first_said_at=at(said), times_said=1) if said else new


def test_the_owner_is_told_the_working_day_before_their_manager_is_asked() -> None:
    assert warns_at(MONDAY, RULE, MAJA, NoHolidays()) == at("2026-11-26 00:00")
    assert asks_on(at("2026-11-26 08:30"), MAJA, NoHolidays()) == date(2026, 11, 27)


def test_days_off_do_not_count() -> None:
    friday_off = NoHolidays(date(2026, 11, 27))

    assert warns_at(MONDAY, replace(RULE, escalate=5), MAJA, friday_off) == at("2026-11-30 00:00")
    assert asks_on(at("2026-11-26 08:30"), MAJA, friday_off) == date(2026, 11, 30)


def test_what_was_said_is_said_again_on_the_day_of_the_warning() -> None:
    said = spoken(episode(), replace(RULE, again=5), MAJA, MONDAY, NoHolidays())
    assert (said.warned_at, quiet_until(said, replace(RULE, again=5), MAJA, NoHolidays())) == (
        None,
        at("2026-11-26 00:00"),
    )

    warned = spoken(said, replace(RULE, again=5), MAJA, at("2026-11-26 08:30"), NoHolidays())
    assert warned.warned_at == at("2026-11-26 08:30")
    assert warned.first_said_at == MONDAY
    assert quiet_until(warned, replace(RULE, again=5), MAJA, NoHolidays()) == at("2026-12-10 00:00")


def test_after_one_day_the_first_word_is_the_warning_too() -> None:
    said = spoken(episode(), replace(RULE, escalate=1), MAJA, MONDAY, NoHolidays())

    assert said.warned_at == MONDAY


def test_a_rule_that_asks_nobody_warns_nobody() -> None:
    said = spoken(episode("2026-10-01 08:30"), replace(RULE, escalate=0), MAJA, MONDAY, NoHolidays())

    assert said.warned_at is None


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        pytest.param({}, True, id="told and open"),
        pytest.param({"warned_at": None}, False, id="not told beforehand"),
        pytest.param({"ended_at": MONDAY}, False, id="mended"),
        pytest.param({"escalated_at": MONDAY}, False, id="asked already"),
        pytest.param({"snoozed_until": at("2026-11-27 08:30")}, False, id="put off"),
        pytest.param({"snoozed_until": at("2026-11-20 08:30")}, True, id="put off until lately"),
    ],
)
def test_who_is_still_to_be_asked(changed: dict[str, object], asked: bool) -> None:
    told = replace(episode("2026-11-20 08:30"), warned_at=at("2026-11-20 08:30"))

    assert is_asked(replace(told, **changed), MONDAY) is asked  # type: ignore[arg-type]


def test_the_manager_of_the_team_helps_and_nobody_helps_themselves() -> None:
    made = settings()
    north, south = made.teams
    no_manager = replace(made, teams=(replace(north, manager="nobody@example.com"), south))
    a_rep = replace(made, people=(*made.people[:2], member("karin@example.com", "Karin Ek", role=Role.REP)))

    assert [one.email if one else None for one in (helper_of(MAJA, made), helper_of(ERIK, made))] == [
        "karin@example.com"
    ] * 2
    assert helper_of(KARIN, made) is None
    assert helper_of(MAJA, no_manager) is None
    assert helper_of(MAJA, a_rep) is None
    assert helper_of(replace(MAJA, team="nowhere"), made) is None


def test_where_there_is_nobody_to_ask_the_rule_asks_nobody() -> None:
    made = settings(nudges=Nudges(3, (RULE,)))

    assert rule_for(made, Concern.NO_NEXT_STEP, "new_business", MAJA) == RULE
    assert rule_for(made, Concern.NO_NEXT_STEP, "new_business", KARIN) == replace(RULE, escalate=0)
