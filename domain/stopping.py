"""Which open deals have stopped, and why: the first cause that is true of a deal now."""

from __future__ import annotations

from collections.abc import Collection

from domain.nudges import Concern

OVERDUE = (Concern.MEETING_NOT_LOGGED, Concern.OUR_STEP_OVERDUE, Concern.THEIR_STEP_OVERDUE)
STOPS = dict.fromkeys(OVERDUE, Concern.OUR_STEP_OVERDUE) | {
    Concern.NO_NEXT_STEP: Concern.NO_NEXT_STEP,
    Concern.STALLED: Concern.STALLED,
}
"""A concern that tells that a deal has stopped, and what it is counted as: whoever's step is overdue, it is."""


def stopped_by(standing: Collection[Concern]) -> Concern | None:
    """What a deal has stopped at: an overdue step, no next step, or a silent customer; None when it is going on."""
    return next((counted for concern, counted in STOPS.items() if concern in standing), None)
