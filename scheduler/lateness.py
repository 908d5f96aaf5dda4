"""What belongs to a time, and when that is over."""

from __future__ import annotations

from datetime import datetime

from domain.nudges import OutboxItem
from domain.ports import Work
from domain.rights import has_left, leads
from domain.rounds import DIGEST
from domain.worktime import is_working_time, local_day


def is_over(work: Work, item: OutboxItem, now: datetime) -> bool:
    """Whether the time of the message has passed: a digest belongs to its day, a nudge to its day's working hours.

    Of a later day, it would tell what is no longer so; the next one comes by the clock.
    """
    person = work.persons.get(item.person)
    if person is None or item.amends or not (is_nudge(item) or item.key.startswith(f"{DIGEST}:")):
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
