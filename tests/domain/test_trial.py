"""Whether saying a thing helps, from how long episodes ran with and without."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.nudges import Concern
from domain.trial import Comparison, Finding, Lifetime, Side, begun, compare, is_held_back
from tests.support.builders import at

NOW = at("2026-11-24 12:00")
LONG_AGO = at("2026-09-01 00:00")


def days_between(one: datetime, other: datetime) -> int:
    """Every day is a working day here."""
    return (other - one).days


def lived(days: int | None, many: int, *, held_back: bool = False, began: datetime = LONG_AGO) -> Lifetime:
    """Episodes that ended after so many days, or run still."""
    ended = began + timedelta(days=days) if days is not None else None
    return Lifetime(Concern.NO_NEXT_STEP, held_back, began, ended, many)


def only(*lifetimes: Lifetime) -> Comparison:
    [one] = compare(lifetimes, NOW, days_between)
    return one


@pytest.mark.parametrize("percent", [0, 5, 20, 50])
def test_about_so_many_are_held_back(percent: int) -> None:
    held = sum(is_held_back(f"episode-{n}", percent) for n in range(4000))

    assert held == pytest.approx(40 * percent, rel=0.1)


def test_the_lot_falls_the_same_each_time_and_a_larger_share_keeps_who_was_in_it() -> None:
    few = {n for n in range(500) if is_held_back(f"episode-{n}", 5)}
    more = {n for n in range(500) if is_held_back(f"episode-{n}", 20)}

    assert few == {n for n in range(500) if is_held_back(f"episode-{n}", 5)}
    assert few < more


def test_an_episode_begins_with_its_lot() -> None:
    held = next(id for id in (f"episode-{n}" for n in range(500)) if is_held_back(id, 5))

    assert begun(held, "nordfrakt", Concern.STALLED, NOW, 5).held_back
    assert not begun(held, "nordfrakt", Concern.STALLED, NOW, 0).held_back


def test_what_is_mended_in_time_is_counted_on_both_sides() -> None:
    found = only(
        lived(2, 30), lived(5, 10), lived(6, 10), lived(None, 10),
        lived(3, 10, held_back=True), lived(20, 15, held_back=True), lived(None, 5, held_back=True),
    )  # fmt: skip

    assert found.said == Side(60, 40, 2)
    assert found.held_back == Side(30, 10, 20)
    assert found.adds is not None
    assert round(found.adds.value, 3) == 0.333


def test_what_began_lately_is_not_judged_but_counts_for_the_median() -> None:
    lately = NOW - timedelta(days=5)

    found = only(lived(9, 3), lived(1, 40, began=lately), lived(9, 20, held_back=True))

    assert found.said == Side(3, 0, 1)


@pytest.mark.parametrize(
    ("said", "held_back", "finding"),
    [
        pytest.param((15, 19), (30, 60), Finding.TOO_FEW, id="too few said"),
        pytest.param((30, 60), (15, 19), Finding.TOO_FEW, id="too few held back"),
        pytest.param((160, 200), (15, 40), Finding.HELPS, id="many more in time"),
        pytest.param((50, 100), (10, 25), Finding.OPEN, id="it may be chance"),
        pytest.param((200, 400), (100, 200), Finding.RETIRE, id="just as many without"),
        pytest.param((100, 400), (120, 200), Finding.RETIRE, id="fewer than without"),
    ],
)
def test_the_finding(said: tuple[int, int], held_back: tuple[int, int], finding: Finding) -> None:
    sides = [Side(of, mended, 3) for mended, of in (said, held_back)]

    assert Comparison(Concern.NO_NEXT_STEP, *sides).finding is finding


def test_a_rule_of_which_nothing_was_held_back_is_not_compared() -> None:
    assert compare([lived(2, 30)], NOW, days_between) == []
