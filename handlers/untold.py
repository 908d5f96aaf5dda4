"""What a digest cannot know, said in the digest: no number looks surer than it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from domain.chat import Para
from domain.person import Person
from domain.rights import has_left
from domain.words import Listed, Message, msg, msgs
from domain.worktime import local_day
from handlers.week import Week

_LONG = timedelta(days=14)


def untold(week: Week) -> Iterator[Para]:
    """A quiet line for each thing that is missing."""
    for words in _missing(week):
        yield Para(words, quiet=True)


def _missing(week: Week) -> Iterator[Message]:
    unpriced = sum(deal.amount is None for deal in week.open)
    undated = sum(deal.close_date is None for deal in week.open)
    if unpriced:
        yield msgs("{n} deal has no amount and counts as 0.", "{n} deals have no amount and count as 0.", unpriced)
    if undated:
        yield msgs("{n} deal has no close date.", "{n} deals have no close date.", undated)
    owning = {deal.owner for deal in week.open}
    here = [one for one in week.owners.values() if one.id in owning and not has_left(one, week.work.settings)]
    if silent := _names([one for one in here if _is_untold(week, one)]):
        yield msg("Nothing has been told of {names}'s deals for two weeks; they may be elsewhere by now.", names=silent)
    if unreached := _names([one for one in here if one.stopped]):
        yield msg("I cannot reach {names}, so what I have to say to them waits.", names=unreached)


def _is_untold(week: Week, person: Person) -> bool:
    """Whether nothing was told for long, by somebody who is not on leave."""
    if person.leave_on(local_day(week.now, person.zone)) is not None:
        return False
    last = week.work.journal.last_of(person.id)
    return last is None or last.at < week.now - _LONG


def _names(people: list[Person]) -> Listed | None:
    return Listed(tuple(one.first_name for one in people)) if people else None
