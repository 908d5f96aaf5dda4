"""What belongs to a time, and when that is over."""

from __future__ import annotations

from datetime import datetime

from domain.nudges import OutboxItem
from domain.person import Person
from domain.ports import Work
from domain.rights import has_left, leads
from domain.rounds import DIGEST
from domain.standup import Phase, Standup
from domain.worktime import is_working_time, local_day

_LATELY = 20
"""Among how many of a team's latest standups a later one is looked for."""


def is_over(work: Work, item: OutboxItem, now: datetime) -> bool:
    """Whether the time of the message has passed: a digest belongs to its day, a nudge to its day's working hours, and
    what is said of a standup to that.

    Of a later day, it would tell what is no longer so; the next one comes by the clock.
    """
    person = work.persons.get(item.person)
    if person is None or item.amends:
        return False
    kind, _, rest = item.key.partition(":")
    if kind in _OVER:
        standup = work.standups.get(rest.split(":")[0])
        return standup is None or _OVER[kind](work, standup, person, now)
    if not (is_nudge(item) or kind == DIGEST):
        return False
    same_day = local_day(now, person.zone) == local_day(item.created_at, person.zone)
    return not same_day or (is_nudge(item) and not is_working_time(person, now, work.calendar))


def is_theirs(work: Work, item: OutboxItem) -> bool:
    """Whether a digest is still for whoever it was made for: they are here and lead the team when it is sent."""
    if not item.key.startswith(f"{DIGEST}:"):
        return True
    person = work.persons.get(item.person)
    team = item.key.split(":")[1]
    return person is not None and not has_left(person, work.settings) and leads(person, team, work.settings)


def is_nudge(item: OutboxItem) -> bool:
    """A morning's message; it need speak of no concern."""
    return bool(item.episodes) or item.key.startswith("nudge:")


def _asks_late(work: Work, standup: Standup, person: Person, now: datetime) -> bool:
    """Somebody is asked on the day of the standup, where they are, while they have not answered."""
    return (
        standup.phase is Phase.CALLED_OFF
        or local_day(now, person.zone) > standup.day
        or _answered(work, standup, person)
    )


def _reminds_late(work: Work, standup: Standup, person: Person, now: datetime) -> bool:
    return standup.phase is not Phase.OPEN or now >= standup.closes_at or _answered(work, standup, person)


def _tells_late(work: Work, standup: Standup, person: Person, now: datetime) -> bool:
    """Who took part is worth knowing until the next one opens."""
    later = (one for one in work.standups.lately(standup.team, _LATELY) if one.plan == standup.plan)
    return any(one.opened_at is not None and one.opens_at > standup.opens_at for one in later)


def _answered(work: Work, standup: Standup, person: Person) -> bool:
    part = work.standups.part(standup.id, person.id)
    return part is None or part.is_answered


_OVER = {"ask": _asks_late, "reminder": _reminds_late, "participation": _tells_late}
