"""Who is reminded of a standup before it ends: once, and nobody who has answered or is not at work."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.codec import to_json
from domain.nudges import OutboxItem
from domain.person import Person
from domain.ports import Work
from domain.rights import has_left
from domain.standup import Part, Standup
from domain.worktime import is_working_time
from handlers.standup.ask import reminder

_JUST_ASKED = timedelta(minutes=15)
"""Nobody is reminded of what they were asked only now."""


def remind(work: Work, standup: Standup, before: int, now: datetime) -> list[OutboxItem]:
    """Who is reminded of an open one `before` minutes before its end, 0 for nobody. Does not commit."""
    if not before or not standup.closes_at - timedelta(minutes=before) <= now < standup.closes_at:
        return []
    waiting = [part for part in work.standups.parts(standup.id) if _waits(part, now)]
    persons = {one.id: one for one in work.persons.some([part.person for part in waiting])}
    reached = [part for part in waiting if part.person in persons and _is_here(work, persons[part.person], now)]
    return [_reminded(work, standup, part, now) for part in reached]


def _waits(part: Part, now: datetime) -> bool:
    asked = part.asked_in and part.asks_at is not None and part.asks_at <= now - _JUST_ASKED
    return bool(asked) and not (part.is_answered or part.reminded)


def _is_here(work: Work, person: Person, now: datetime) -> bool:
    """At work, and not without wanting to be reminded."""
    if not person.reminders or person.stopped or has_left(person, work.settings):
        return False
    return is_working_time(person, now, work.calendar)


def _reminded(work: Work, standup: Standup, part: Part, now: datetime) -> OutboxItem:
    kept = work.standups.save_part(replace(part, reminded=part.reminded + 1))
    say = reminder(work, standup, kept, now)
    key = f"reminder:{standup.id}:{part.person}"
    item = OutboxItem(work.new_id(), key, part.person, to_json(say), (), now, now)
    work.nudging.put(item)
    return item
