"""Where a deal has been and for how long, told from its visits.

Every instant between the first visit and `until` belongs to exactly one stage, so the times add up to the deal's age.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.facts import Visit


@dataclass(frozen=True, slots=True)
class Stay:
    """A stretch in one stage, in the words of the process the deal is in now; `until` is None while it lasts."""

    process: str
    stage: str
    since: datetime
    until: datetime | None


def stays(visits: Sequence[Visit]) -> tuple[Stay, ...]:
    """The stretches in order; visits that follow each other in one stage are one. `visits` in the order they happened.

    A visit that maps retells everything before it in the words of its own process; a stage that it does not name keeps
    its own.
    """
    told: list[Stay] = []
    for visit in visits:
        if visit.mapped:
            names = dict(visit.mapped)
            told = [Stay(visit.process, names.get(s.stage, s.stage), s.since, s.until) for s in told]
        told = [*told[:-1], _ended(told[-1], visit.at)] if told else []
        told.append(Stay(visit.process, visit.stage, visit.at, None))
        told = _joined(told)
    return tuple(told)


def entered(visits: Sequence[Visit]) -> datetime | None:
    """Since when the deal is where it is now; None before its first visit."""
    told = stays(visits)
    return told[-1].since if told else None


def times(visits: Sequence[Visit], until: datetime) -> dict[str, timedelta]:
    """How long in each stage altogether, until an instant, in the order they were first entered."""
    total: dict[str, timedelta] = {}
    for stay in stays(visits):
        total[stay.stage] = total.get(stay.stage, timedelta()) + ((stay.until or until) - stay.since)
    return total


def _ended(stay: Stay, at: datetime) -> Stay:
    return Stay(stay.process, stay.stage, stay.since, at)


def _joined(told: list[Stay]) -> list[Stay]:
    """Stretches in the same stage, one after the other, become one."""
    joined: list[Stay] = []
    for stay in told:
        if joined and (joined[-1].process, joined[-1].stage) == (stay.process, stay.stage):
            joined[-1] = Stay(stay.process, stay.stage, joined[-1].since, stay.until)
        else:
            joined.append(stay)
    return joined
