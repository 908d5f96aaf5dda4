"""Letters that came back: what was given up can be put into the outbox once more."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.nudges import OutboxItem
from domain.ports import Work
from scheduler.lateness import is_over
from scheduler.stopping import start


def put_back(work: Work, letter: OutboxItem, now: datetime) -> str:
    """Let it be sent again, and whoever it is for be written to again; why not, else empty. Does not commit."""
    person = work.persons.get(letter.person)
    if person is None:
        return "nobody to tell"
    if is_over(work, letter, now):
        return "its day is over"
    if person.stopped:
        start(work, person)
    again = replace(letter, gave_up="", attempts=0, not_before=now)
    return "" if work.nudging.settle(again, letter.claimed_until) else "it was put back already"
