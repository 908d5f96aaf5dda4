"""How long things last when some of them are not over yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def median(spans: Iterable[tuple[int, bool, int]]) -> int | None:
    """The median of (how long, whether it is over, how many); None while less than half are known to be over.

    The product-limit estimate: what is not over counts as long as it was watched, and what ends on the same day ends
    before that. E. L. Kaplan & P. Meier, Nonparametric estimation from incomplete observations, JASA 53 (1958) 457-481.
    """
    over: Counter[int] = Counter()
    watched: Counter[int] = Counter()
    for length, is_over, many in spans:
        watched[length] += many
        over[length] += many if is_over else 0
    left, lasting = watched.total(), 1.0
    for length in sorted(watched):
        lasting *= 1 - over[length] / left
        left -= watched[length]
        # Half of an even number is exactly half only up to rounding.
        if over[length] and lasting <= 0.5 + 1e-12:
            return length
    return None
