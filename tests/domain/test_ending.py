"""How a deal ends: what counts as early, and what a late loss usually costs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ending import FEWEST_LATE, is_early, never_confirmed, usual_days
from domain.knowledge import Knowledge, Known
from tests.support.builders import NEW_BUSINESS, QUESTIONS

FIRST_HALF = 14 + 21
"""The expected days of Qualify and Needs, the first half of the stages."""


@pytest.mark.parametrize(
    ("stage", "days", "expected"),
    [
        pytest.param("qualify", 14, True, id="in the first stage, in time"),
        pytest.param("qualify", 15, False, id="in the first stage, but for too long"),
        pytest.param("needs", 35, True, id="in the second of four stages"),
        pytest.param("needs", 36, False, id="in the second, but for too long"),
        pytest.param("proposal", 4, False, id="half of the stages were gone through"),
        pytest.param("nowhere", 4, False, id="in a stage that is gone"),
    ],
)
def test_what_counts_as_early(stage: str, days: int, expected: bool) -> None:
    assert is_early(NEW_BUSINESS, stage, days) is expected


def test_without_a_process_nothing_is_early() -> None:
    assert not is_early(None, "qualify", 1)


def test_the_median_is_that_of_the_late_losses_alone() -> None:
    assert usual_days(NEW_BUSINESS, (2, 3, 4, 36, 40, 41, 90, 100)) == 41


def test_too_few_late_losses_tell_nothing() -> None:
    assert usual_days(NEW_BUSINESS, (35, 36, 40, 41, 90)) is None


@given(st.lists(st.integers(0, 400), max_size=30))
def test_the_comparison_is_always_later_than_early(lost_after: list[int]) -> None:
    usual = usual_days(NEW_BUSINESS, lost_after)

    late = [days for days in lost_after if days > FIRST_HALF]
    assert (usual is None) == (len(late) < FEWEST_LATE)
    assert usual is None or min(late) <= usual <= max(late)


def test_what_we_went_by_comes_before_what_we_never_knew() -> None:
    found = [
        Knowledge(question, known)
        for question, known in zip(
            QUESTIONS, (Known.NOT_ASKED, Known.OLD, Known.KNOWN, Known.NO_ANSWER, Known.ASSUMED), strict=True
        )
    ]

    assert [one.known for one in never_confirmed(found)] == [
        Known.OLD,
        Known.ASSUMED,
        Known.NOT_ASKED,
        Known.NO_ANSWER,
    ]
