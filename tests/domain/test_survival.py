"""Medians of what is not over yet, against published figures and plain counting."""

from __future__ import annotations

from statistics import median_low

from hypothesis import given
from hypothesis import strategies as st

from domain.survival import median

TREATED = [
    *((weeks, True, 1) for weeks in (6, 6, 6, 7, 10, 13, 16, 22, 23)),
    *((weeks, False, 1) for weeks in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)),
]
PLACEBO = [(n, True, 1) for n in (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)]


def test_weeks_of_remission_as_freireich_found_them() -> None:
    """E. J. Freireich et al., The effect of 6-mercaptopurine, Blood 21 (1963): medians of 23 and 8 weeks."""
    assert median(TREATED) == 23
    assert median(PLACEBO) == 8


def test_it_is_not_known_while_less_than_half_are_over() -> None:
    assert median([(3, True, 4), (9, False, 5)]) is None
    assert median([(3, True, 5), (9, False, 5)]) == 3
    assert median([]) is None


def test_many_at_once_count_as_many() -> None:
    assert median([(2, True, 3), (5, True, 4)]) == median([*[(2, True, 1)] * 3, *[(5, True, 1)] * 4]) == 5


@given(st.lists(st.integers(0, 30), min_size=1, max_size=40))
def test_when_all_are_over_it_is_the_median_of_them(lengths: list[int]) -> None:
    assert median((length, True, 1) for length in lengths) == median_low(lengths)
