"""Which concerns a deal has, and from when: the definitions of docs/nudges.md, one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from domain.concerns import concerns
from domain.deal import Deal, DealState
from domain.nudges import Concern, Standing
from domain.settings import Nudges, Rule
from tests.support.builders import MAJA, TOM, at, deal, due_on, settings
from tests.support.fake import NoHolidays

LONG_AGO = at("2020-01-01 09:00")


def found(one: Deal, *rules: Rule, holidays: NoHolidays | None = None) -> dict[Concern, datetime]:
    """The deal's concerns under these rules alone."""
    company = settings(nudges=Nudges(3, rules))
    return {one.concern: one.begins_at for one in concerns(one, MAJA, company, holidays or NoHolidays())}


NO_STEP = Rule("no_next_step", True, 1, 3)
OURS = Rule("our_step_overdue", True, 0, 2)
THEIRS = Rule("their_step_overdue", True, 0, 3)
MEETING = Rule("meeting_not_logged", True, 0, 2)
STAGE = Rule("stage_overdue", True, 0, 5)


def promised(due: str, ours: str = "send the quote", theirs: str = "") -> Deal:
    """A deal whose next step is due then."""
    return deal(step="step", step_due=due_on(due), step_ours=ours, step_theirs=theirs)


@pytest.mark.parametrize(
    ("idle_since", "after", "begins"),
    [
        pytest.param("2026-11-24 15:00", 1, "2026-11-25 00:00", id="one working day later"),
        pytest.param("2026-11-27 15:00", 1, "2026-11-30 00:00", id="over a weekend"),
        pytest.param("2026-11-24 15:00", 3, "2026-11-27 00:00", id="three working days later"),
        pytest.param("2026-12-23 15:00", 1, "2026-12-28 00:00", id="over Christmas"),
        pytest.param("2026-10-23 15:00", 1, "2026-10-26 00:00", id="over the autumn change of clocks"),
        pytest.param("2026-11-24 15:00", 0, "2026-11-24 15:00", id="at once"),
    ],
)
def test_no_next_step_begins_after_working_days_without_one(idle_since: str, after: int, begins: str) -> None:
    idle = deal(idle_since=at(idle_since))
    christmas = NoHolidays(date(2026, 12, 24), date(2026, 12, 25))

    assert found(idle, replace(NO_STEP, after=after), holidays=christmas) == {Concern.NO_NEXT_STEP: at(begins)}


def test_a_next_step_without_a_day_is_a_next_step() -> None:
    assert found(deal(step="step", step_ours="send the quote"), NO_STEP, OURS, THEIRS, MEETING) == {}


@pytest.mark.parametrize(
    ("ours", "theirs", "concern"),
    [
        pytest.param("send the quote", "", Concern.OUR_STEP_OVERDUE, id="ours alone"),
        pytest.param("demo", "demo", Concern.MEETING_NOT_LOGGED, id="a joint one"),
        pytest.param("", "send the figures", Concern.THEIR_STEP_OVERDUE, id="theirs alone"),
    ],
)
def test_whose_step_is_overdue(ours: str, theirs: str, concern: Concern) -> None:
    one = promised("2026-11-27", ours, theirs)

    assert found(one, NO_STEP, OURS, THEIRS, MEETING) == {concern: at("2026-11-28 00:00")}


@pytest.mark.parametrize(
    ("due", "after", "begins"),
    [
        pytest.param("2026-11-26", 0, "2026-11-27 00:00", id="the day after"),
        pytest.param("2026-11-26 10:00", 0, "2026-11-27 00:00", id="a clock time makes it no earlier"),
        pytest.param("2026-11-26", 1, "2026-11-27 00:00", id="one working day is the day after"),
        pytest.param("2026-11-26", 2, "2026-11-30 00:00", id="two working days"),
        pytest.param("2026-11-27", 1, "2026-11-30 00:00", id="one working day after a Friday"),
    ],
)
def test_a_step_is_overdue_from_the_day_after(due: str, after: int, begins: str) -> None:
    assert found(promised(due), replace(OURS, after=after)) == {Concern.OUR_STEP_OVERDUE: at(begins)}


def test_a_day_begins_where_the_owner_is() -> None:
    company = settings(nudges=Nudges(3, (OURS,)))

    standing = concerns(promised("2026-11-26"), TOM, company, NoHolidays())

    assert standing == (Standing(Concern.OUR_STEP_OVERDUE, at("2026-11-27 00:00", "America/New_York")),)


def test_a_stage_is_overdue_when_its_days_have_passed() -> None:
    one = deal(stage="proposal", stage_since=at("2026-11-02 15:00"))

    assert found(one, STAGE) == {Concern.STAGE_OVERDUE: at("2026-11-24 00:00")}


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(deal(process="gone"), id="a process that is no more"),
        pytest.param(deal(stage="gone"), id="a stage that is no more"),
    ],
)
def test_what_the_process_does_not_know_is_never_overdue(one: Deal) -> None:
    assert found(one, STAGE) == {}


def test_a_pause_holds_everything_back_until_its_day() -> None:
    paused = deal(idle_since=LONG_AGO, stage_since=LONG_AGO, paused_until=date(2026, 12, 1))
    woken = at("2026-12-01 00:00")

    assert found(paused, NO_STEP, STAGE) == {Concern.NO_NEXT_STEP: woken, Concern.STAGE_OVERDUE: woken}


def test_a_pause_that_is_over_changes_nothing() -> None:
    before = deal(idle_since=at("2026-11-24 15:00"), paused_until=date(2026, 11, 10))

    assert found(before, NO_STEP) == {Concern.NO_NEXT_STEP: at("2026-11-25 00:00")}


@pytest.mark.parametrize("state", [DealState.WON, DealState.LOST, DealState.WITHDRAWN])
def test_a_deal_that_has_ended_has_no_concerns(state: DealState) -> None:
    assert found(deal(state=state, idle_since=LONG_AGO, stage_since=LONG_AGO), NO_STEP, STAGE) == {}


@pytest.mark.parametrize("rule", [NO_STEP, OURS, THEIRS, STAGE], ids=lambda rule: rule.concern)
def test_a_rule_that_is_off_is_silent(rule: Rule) -> None:
    true_of_it = {
        "no_next_step": deal(),
        "our_step_overdue": promised("2026-11-26"),
        "their_step_overdue": promised("2026-11-26", "", "send the figures"),
        "stage_overdue": deal(),
    }[rule.concern]

    assert list(found(true_of_it, rule)) == [Concern(rule.concern)]
    assert found(true_of_it, replace(rule, on=False)) == {}
