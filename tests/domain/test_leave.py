"""What a list of leave becomes."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.leave import KEPT, ended, entered, to_come, without
from domain.person import Leave

TODAY = date(2026, 11, 24)


def leave(first: int, last: int, cover: str = "") -> Leave:
    """Away from one day of November to another; the days of December go on from 31."""
    begins = date(2026, 11, 1) - timedelta(days=1)
    return Leave(begins + timedelta(days=first), begins + timedelta(days=last), cover)


leaves = st.builds(lambda first, days, cover: leave(first, first + days, cover), st.integers(1, 60), st.integers(0, 20),
                   st.sampled_from(["", "tom", "erik"]))  # fmt: skip


@st.composite
def lists(draw: st.DrawFn) -> tuple[Leave, ...]:
    """A list as it came to be."""
    away: tuple[Leave, ...] = ()
    for one in draw(st.lists(leaves, max_size=5)):
        away = entered(away, one, TODAY)
    return away


def days(away: tuple[Leave, ...]) -> dict[date, str]:
    """Each day away and who covers; no day twice."""
    found = [(one.first + timedelta(days=n), one.cover) for one in away for n in range((one.last - one.first).days + 1)]
    assert len(dict(found)) == len(found)
    return dict(found)


@given(lists(), leaves)
def test_what_is_entered_counts_on_its_days_and_changes_no_other(away: tuple[Leave, ...], new: Leave) -> None:
    others = tuple(one for one in away if one.first != new.first)

    assert days(entered(away, new, TODAY)) == days(others) | days((new,))


def test_what_begins_on_the_same_day_is_a_correction() -> None:
    assert entered((leave(30, 34, "tom"),), leave(30, 32), TODAY) == (leave(30, 32),)


@given(lists())
def test_whoever_is_back_is_here_until_their_next_leave(away: tuple[Leave, ...]) -> None:
    now = next((one for one in away if one.first <= TODAY <= one.last), None)
    gone = {day for day in days((now,)) if day >= TODAY} if now else set()

    assert days(ended(away, TODAY)) == {day: cover for day, cover in days(away).items() if day not in gone}


def test_a_leave_in_the_middle_of_another_leaves_both_ends() -> None:
    assert entered((leave(20, 30, "tom"),), leave(24, 25, "erik"), TODAY) == (
        leave(20, 23, "tom"),
        leave(24, 25, "erik"),
        leave(26, 30, "tom"),
    )


def test_what_is_taken_back_is_gone_and_what_is_over_is_not_to_come() -> None:
    away = (leave(1, 3), leave(24, 24), leave(30, 32))

    assert without(away, leave(24, 24)) == (leave(1, 3), leave(30, 32))
    assert to_come(away, TODAY) == (leave(24, 24), leave(30, 32))


def test_what_was_over_half_a_year_ago_is_forgotten() -> None:
    long_ago = TODAY - KEPT
    old, kept = Leave(long_ago, long_ago - timedelta(days=1)), Leave(long_ago, long_ago)

    assert entered((old, kept), leave(30, 32), TODAY) == (kept, leave(30, 32))
