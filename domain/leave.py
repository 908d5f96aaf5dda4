"""Leave: what a person's list of it becomes when some is entered, taken back or ended early."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from domain.person import Leave

KEPT = timedelta(days=180)
"""For how long leave that is over is kept."""
LONGEST = timedelta(days=366)
"""What lasts longer is no leave but a mistake, or somebody who has left."""
_DAY = timedelta(days=1)


def entered(away: Sequence[Leave], leave: Leave, today: date) -> tuple[Leave, ...]:
    """The list with `leave` in it, and without what was over long ago.

    It takes the place of one that begins on the same day; of any other that it overlaps, the other days stay.
    """
    others = (one for one in away if one.first != leave.first)
    rest = (piece for one in others for piece in _around(one, leave.first, leave.last))
    return _ordered((*rest, leave), today)


def ended(away: Sequence[Leave], today: date) -> tuple[Leave, ...]:
    """The list of somebody who is here today: the leave that today belongs to ended yesterday."""
    now = next((one for one in away if one.first <= today <= one.last), None)
    if now is None:
        return tuple(away)
    return tuple(piece for one in away for piece in (_around(one, today, one.last) if one is now else (one,)))


def without(away: Sequence[Leave], leave: Leave) -> tuple[Leave, ...]:
    """The list with that leave taken back."""
    return tuple(one for one in away if one != leave)


def to_come(away: Sequence[Leave], today: date) -> tuple[Leave, ...]:
    """What is not over, the earliest first."""
    return tuple(one for one in away if one.last >= today)


def _around(leave: Leave, first: date, last: date) -> Iterator[Leave]:
    """What is left of a leave without the days from `first` to `last`."""
    if leave.last < first or leave.first > last:
        yield leave
        return
    if leave.first < first:
        yield Leave(leave.first, first - _DAY, leave.cover)
    if leave.last > last:
        yield Leave(last + _DAY, leave.last, leave.cover)


def _ordered(away: Sequence[Leave], today: date) -> tuple[Leave, ...]:
    return tuple(sorted((one for one in away if one.last >= today - KEPT), key=lambda one: one.first))
