"""Intervals against published figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.proportions import Estimate, difference, share


def rounded(estimate: Estimate) -> tuple[float, float, float]:
    return round(estimate.value, 4), round(estimate.low, 4), round(estimate.high, 4)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_newcombe_gives_it(hits: int, of: int, low: float, high: float) -> None:
    """Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I."""
    assert rounded(share(hits, of))[1:] == (low, high)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_the_difference_as_newcombe_gives_it(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    """Newcombe, Interval estimation for the difference, Statistics in Medicine 17 (1998), table II, method 10."""
    assert rounded(difference(share(*one), share(*other)))[1:] == (low, high)


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_lies_within_its_limits_and_those_of_the_rest_mirror_them(sample: tuple[int, int]) -> None:
    hits, of = sample
    found, rest = share(hits, of), share(of - hits, of)

    assert 0 <= found.low <= found.value <= found.high <= 1
    assert (found.low, found.high) == pytest.approx((1 - rest.high, 1 - rest.low))
