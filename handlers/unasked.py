"""A word to somebody who did not ask: through the outbox, in their working hours."""

from __future__ import annotations

from datetime import datetime

from domain.chat import Say
from domain.codec import to_json
from domain.nudges import OutboxItem
from domain.person import Person
from domain.ports import Work
from domain.worktime import next_working_time


def leave_word(work: Work, to: Person, key: str, at: datetime, say: Say) -> bool:
    """Put it into the outbox; False when something with this key was left before. Does not commit."""
    when = next_working_time(to, at, work.calendar)
    return work.nudging.put(OutboxItem(work.new_id(), key, to.id, to_json(say), (), at, when))
