"""Where a deal has been and for how long: every day of its life belongs to one stage."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.facts import Visit
from domain.history import entered, stays, times
from tests.support.builders import at, visit

DAY = timedelta(days=1)


def on(day: int, stage: str, process: str = "new_business", mapped: dict[str, str] | None = None) -> Visit:
    """A visit that began at nine on a day of November."""
    return visit(f"v{day}", stage, at=nine(day), process=process, mapped=tuple((mapped or {}).items()))


def nine(day: int) -> datetime:
    return at(f"2026-11-{day:02} 09:00")


def test_each_stage_lasts_until_the_next_one() -> None:
    assert times([on(2, "qualify"), on(5, "needs"), on(9, "proposal")], nine(20)) == {
        "qualify": 3 * DAY,
        "needs": 4 * DAY,
        "proposal": 11 * DAY,
    }


def test_a_stage_that_it_came_back_to_counts_both_times() -> None:
    assert times([on(2, "qualify"), on(5, "needs"), on(9, "qualify")], nine(10)) == {
        "qualify": 4 * DAY,
        "needs": 4 * DAY,
    }


def test_a_stage_that_was_only_renamed_goes_on() -> None:
    visits = [on(2, "qualify"), on(5, "needs"), on(9, "discovery", mapped={"needs": "discovery"})]

    assert entered(visits) == nine(5)
    assert times(visits, nine(12)) == {"qualify": 3 * DAY, "discovery": 7 * DAY}


def test_another_process_retells_what_was_before() -> None:
    visits = [on(2, "qualify"), on(5, "needs"), on(9, "plan", "key_account", {"qualify": "map", "needs": "plan"})]

    assert [(stay.process, stay.stage) for stay in stays(visits)] == [("key_account", "map"), ("key_account", "plan")]
    assert entered(visits) == nine(5)


def test_another_stage_of_another_process_begins_anew() -> None:
    visits = [on(2, "qualify"), on(5, "needs"), on(9, "agree", "key_account", {"qualify": "map", "needs": "plan"})]

    assert entered(visits) == nine(9)
    assert times(visits, nine(10)) == {"map": 3 * DAY, "plan": 4 * DAY, "agree": DAY}


def test_stages_that_become_one_are_one_stretch() -> None:
    visits = [on(2, "qualify"), on(5, "needs"), on(9, "early", mapped={"qualify": "early", "needs": "early"})]

    assert entered(visits) == nine(2)


def test_a_deal_that_was_never_anywhere_has_no_times() -> None:
    assert (entered([]), times([], nine(9))) == (None, {})
