"""Concerns about time: in a stage, since the customer was heard, around the close date and a pause."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from domain.deal import Deal
from domain.nudges import Concern
from domain.settings import Rule
from domain.signs import Signs
from tests.domain.test_concerns import MEETING, NO_STEP, OURS, found, promised
from tests.support.builders import at, deal, due_on

ADVICE = Rule("stage_advice", True, 0, 0, 75)
STALLED = Rule("stalled", True, 10, 5)
PASSED = Rule("close_date_passed", True, 1, 5)
PUSHED = Rule("close_date_pushed", True, 0, 0, 2)
ENDING = Rule("pause_ending", True, 0, 0, 2)


def day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def begins(one: Deal, rule: Rule) -> datetime | None:
    """From when the deal has the concern of this rule, the only one."""
    return found(one, rule).get(Concern(rule.concern))


@pytest.mark.parametrize(
    ("entered", "percent", "start"),
    [
        # 21 days are expected of this stage.
        pytest.param("2026-11-02 15:00", 75, "2026-11-18 00:00", id="three quarters: after fifteen days"),
        pytest.param("2026-11-02 15:00", 50, "2026-11-13 00:00", id="half"),
        pytest.param("2026-11-02 15:00", 100, "2026-11-24 00:00", id="all: as when it is overdue"),
    ],
)
def test_a_share_of_the_stage_has_gone(entered: str, percent: int, start: str) -> None:
    one = deal(stage="proposal", stage_since=at(entered))

    assert begins(one, Rule("stage_advice", True, 0, 0, percent)) == at(start)


HEARD = Signs(heard_on=date(2026, 11, 5))


@pytest.mark.parametrize(
    ("changes", "start"),
    [
        pytest.param({"signs": HEARD}, "2026-11-19 00:00", id="ten working days after they were heard"),
        pytest.param({"opened_at": at("2026-11-02 09:00")}, "2026-11-16 00:00", id="never heard: after it was opened"),
        pytest.param(
            {"signs": HEARD, "stage_since": at("2026-11-20 09:00"), "idle_since": at("2026-11-20 09:00")},
            "2026-11-19 00:00",
            id="what we do is no sign of them",
        ),
        pytest.param(
            {"signs": Signs(date(2026, 11, 5), agreed=True), "step": "s", "step_due": due_on("2026-12-10")},
            "2026-12-11 00:00",
            id="never before a step they agreed to is over",
        ),
        pytest.param(
            {"signs": Signs(date(2026, 11, 5), agreed=True), "step": "s", "step_due": due_on("2026-11-10")},
            "2026-11-19 00:00",
            id="a step they agreed to that is over holds nothing back",
        ),
        pytest.param(
            {"signs": HEARD, "step": "s", "step_due": due_on("2026-12-10")},
            "2026-11-19 00:00",
            id="a step of ours holds nothing back",
        ),
        pytest.param(
            {"signs": Signs(date(2026, 11, 5), agreed=True), "step": "s"},
            "2026-11-19 00:00",
            id="nor does one without a day",
        ),
        pytest.param(
            {"signs": HEARD, "paused_until": date(2026, 11, 16), "pause_reason": "holidays"},
            "2026-11-30 00:00",
            id="silence counts from the end of a pause they asked for",
        ),
        pytest.param(
            {"signs": HEARD, "paused_until": date(2026, 11, 12)},
            "2026-11-19 00:00",
            id="a pause without a reason is none of theirs",
        ),
    ],
)
def test_stalled(changes: dict[str, Any], start: str) -> None:
    assert begins(deal(**changes), STALLED) == at(start)


@pytest.mark.parametrize(
    ("closes", "after", "start"),
    [
        pytest.param("2026-11-26", 1, "2026-11-27 00:00", id="the day after"),
        pytest.param("2026-11-27", 1, "2026-11-30 00:00", id="the working day after"),
        pytest.param("2026-11-27", 0, "2026-11-28 00:00", id="the day after, working or not"),
        pytest.param(None, 1, None, id="no close date"),
    ],
)
def test_the_close_date_has_passed(closes: str | None, after: int, start: str | None) -> None:
    found_at = begins(deal(close_date=day(closes)), Rule("close_date_passed", True, after, 5))

    assert found_at == (at(start) if start else None)


@pytest.mark.parametrize(
    ("times", "heard", "start"),
    [
        pytest.param(1, None, None, id="once is no pattern"),
        pytest.param(2, None, "2026-11-21 00:00", id="twice: from the next day on"),
        pytest.param(3, "2026-11-05", "2026-11-21 00:00", id="they were heard before that"),
        pytest.param(
            3, "2026-11-20", "2026-11-21 00:00", id="they were heard on that day: it was put off all the same"
        ),
        pytest.param(3, "2026-11-21", None, id="they were heard since"),
    ],
)
def test_the_close_date_was_put_off_again(times: int, heard: str | None, start: str | None) -> None:
    pushed = deal(
        close_date=date(2026, 12, 31), pushed=times, pushed_at=at("2026-11-20 15:00"), signs=Signs(day(heard))
    )

    assert begins(pushed, PUSHED) == (at(start) if start else None)


WAITS: dict[str, Any] = {
    "paused_until": date(2026, 12, 1),
    "pause_reason": "holidays",
    "idle_since": at("2026-11-12 14:00"),
}


@pytest.mark.parametrize(
    ("changes", "start"),
    [
        pytest.param({}, "2026-11-27 00:00", id="two working days before the day"),
        pytest.param({"paused_until": None}, None, id="no pause"),
        pytest.param({"step": "s", "step_due": due_on("2026-12-01")}, None, id="there is a step on that day"),
        pytest.param({"step": "s", "step_due": due_on("2026-11-30")}, "2026-11-27 00:00", id="there is one before it"),
        pytest.param({"step": "s"}, "2026-11-27 00:00", id="there is one without a day"),
        pytest.param({"step": "s", "signs": Signs(step_on=date(2026, 11, 27))}, None, id="a step was set since"),
        pytest.param({"idle_since": at("2026-11-27 10:00")}, None, id="a step was done since"),
        pytest.param({"signs": Signs(date(2026, 11, 27))}, None, id="they were heard since"),
        pytest.param({"signs": Signs(date(2026, 11, 26))}, "2026-11-27 00:00", id="they were heard before"),
    ],
)
def test_a_pause_is_ending(changes: dict[str, Any], start: str | None) -> None:
    assert begins(deal(**{**WAITS, **changes}), ENDING) == (at(start) if start else None)


def test_a_pause_holds_back_everything_but_its_own_end() -> None:
    late = at("2026-10-01 09:00")
    paused = deal(
        **{**WAITS, "idle_since": late},
        stage_since=late,
        opened_at=late,
        close_date=date(2026, 11, 1),
        signs=Signs(heard_on=date(2026, 10, 5), gave_on=date(2026, 10, 5)),
    )
    rules = (
        NO_STEP, MEETING, OURS, ADVICE, STALLED, PASSED, ENDING,
        Rule("no_decision_maker", True, 5, 0), Rule("single_threaded", True, 5, 0), Rule("question_open", True, 5, 0),
        Rule("gave_without_taking", True, 5, 0), Rule("stage_overdue", True, 0, 5),
    )  # fmt: skip

    woken = at("2026-12-01 00:00")
    standing = found(paused, *rules)

    assert standing.pop(Concern.PAUSE_ENDING) == at("2026-11-27 00:00")
    assert standing.pop(Concern.STALLED) == woken + timedelta(days=14)
    assert set(standing) == {
        Concern.NO_NEXT_STEP, Concern.STAGE_ADVICE, Concern.STAGE_OVERDUE, Concern.CLOSE_DATE_PASSED,
        Concern.NO_DECISION_MAKER, Concern.SINGLE_THREADED, Concern.QUESTION_OPEN, Concern.GAVE_WITHOUT_TAKING,
    }  # fmt: skip
    assert set(standing.values()) == {woken}


def test_a_pause_that_was_long_ago_is_not_ending_any_more() -> None:
    on_again = promised("2026-12-18")
    kept = deal(**{**WAITS, "idle_since": at("2026-12-18 10:00")})

    assert begins(on_again, ENDING) is None
    assert begins(kept, ENDING) is None
