"""Shares of a sample, and the difference of two, with 95 % intervals that hold for small samples too."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

_Z = 1.959964
"""The normal quantile of a two-sided 95 % interval."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share, or a difference of shares, between its limits; 0.05 is five percent."""

    value: float
    low: float
    high: float


def share(hits: int, of: int) -> Estimate:
    """`hits` out of `of` (at least 1), with Wilson's score interval.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927) 209-212; that it
    holds for small samples: Brown, Cai & DasGupta, Statistical Science 16 (2001) 101-133.
    """
    p, z2 = hits / of, _Z * _Z
    middle = (p + z2 / (2 * of)) / (1 + z2 / of)
    reach = _Z / (1 + z2 / of) * sqrt(p * (1 - p) / of + z2 / (4 * of * of))
    # Rounding may not put a limit on the wrong side of the share.
    return Estimate(p, max(0.0, min(p, middle - reach)), min(1.0, max(p, middle + reach)))


def difference(one: Estimate, other: Estimate) -> Estimate:
    """`one` less `other`, of independent samples: Newcombe's hybrid score interval.

    R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17
    (1998) 873-890, method 10.
    """
    value = one.value - other.value
    down = sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    up = sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return Estimate(value, value - down, value + up)
