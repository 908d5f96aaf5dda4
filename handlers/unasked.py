"""A word to somebody who did not ask: through the outbox, in their working hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.chat import Choice, Say
from domain.codec import to_json
from domain.deal import Deal
from domain.nudges import OutboxItem
from domain.person import Person
from domain.ports import Work
from domain.words import msg, msgs
from domain.worktime import next_working_time
from handlers.replies import buttons, say

_NAMED = 5


def leave_word(work: Work, to: Person, key: str, at: datetime, word: Say) -> bool:
    """Put it into the outbox; False when something with this key was left before. Does not commit."""
    return work.nudging.put(word_to(work, to, key, at, word))


def word_to(work: Work, to: Person, key: str, at: datetime, word: Say) -> OutboxItem:
    """The same as what is put into the outbox."""
    when = next_working_time(to, at, work.calendar)
    return OutboxItem(work.new_id(), key, to.id, to_json(word), (), at, when)


def tell_of_deals(work: Work, to: str, by: Person, deals: Sequence[Deal], key: str, at: datetime) -> None:
    """Somebody was handed deals by somebody else, and hears of it. Does not commit."""
    person = work.persons.get(to)
    if person is None or person.id == by.id or not deals:
        return
    many = len(deals)
    handed = msgs(
        "{who} has handed {n} deal over to you.", "{who} has handed {n} deals over to you.", many, who=by.name
    )
    more = msgs("And {n} more.", "And {n} more.", many - _NAMED) if many > _NAMED else None
    names = (deal.title for deal in deals[:_NAMED])
    word = say(handed, *names, more, buttons(Choice(msg("My deals"), "deal.list")))
    leave_word(work, person, f"handed:{key}", at, word)
