"""How a standup begins: everybody's part is made ready, and then the one message goes to the channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.errors import Conflict
from domain.person import Person
from domain.ports import Work
from domain.rights import has_left
from domain.rounds import STANDUP
from domain.standup import How, Part, Phase, Standup
from domain.standup_plans import Planned, facilitator_of
from domain.standup_times import Opening, length_of, next_opening, opening_on, placed
from domain.teams import sellers_of
from domain.words import msg
from domain.worktime import local_day
from handlers.standup.calling_off import call_off
from handlers.standup.draft import drafts_of
from handlers.standup.message import channel_message
from handlers.standup.posting import post
from handlers.standup.retold import retell_ask

LATELY = 20
"""Among how many of a team's latest standups the one before is looked for."""
_LONGEST = timedelta(days=14)
"""The longest time of which a standup tells; the first one tells of a week."""
_WEEK = timedelta(days=7)


def open_now(work: Work, one: Planned, at: datetime, by: Person) -> Standup:
    """The one of this plan that is open, else one that opens now; that of today opens early. Does not commit."""
    running = next((known for known in _lately(work, one) if known.is_running), None)
    if running is not None and running.phase is Phase.OPEN:
        return running
    if running is not None:
        refresh(work, running, at, work.standups.parts(running.id))
    return open_(work, running or _made_now(work, one, at, by), at)


def _made_now(work: Work, one: Planned, at: datetime, by: Person) -> Standup:
    """It takes answers as long as it always does, and at least until the one of the day would have ended."""
    day = local_day(at, one.plan.zone)
    closes = max(at + length_of(one), opening_on(one, day).closes_at)
    return _add(work, _standup(work, one, Opening(day, at, closes), by.id), at)


def make(work: Work, one: Planned, opening: Opening, now: datetime) -> Standup | None:
    """The standup of a day, with everybody's part; None when there is one. Does not commit."""
    if any(known.day == opening.day and known.phase is not Phase.CALLED_OFF for known in _lately(work, one)):
        return None
    return _add(work, _standup(work, one, opening, ""), now)


def _standup(work: Work, one: Planned, opening: Opening, by: str) -> Standup:
    lately, following = _lately(work, one), next_opening(one, opening.opens_at, work)
    before = next((known.opened_at for known in lately if known.opened_at), opening.opens_at - _WEEK)
    leads = facilitator_of(work, one)
    taken, key = {known.key for known in lately}, f"{one.team.key}:{one.plan.key}:{opening.day}"
    return Standup(
        id=work.new_id(),
        key=next(name for n in range(1, LATELY + 2) if (name := key if n == 1 else f"{key}:{n}") not in taken),
        team=one.team.key,
        plan=one.plan.key,
        day=opening.day,
        since=max(before, opening.opens_at - _LONGEST),
        until=following.day if following else opening.day + _WEEK,
        opens_at=opening.opens_at,
        closes_at=opening.closes_at,
        language=one.plan.language,
        zone=one.plan.zone,
        by=by,
        facilitator=leads.id if leads else "",
    )


def _lately(work: Work, one: Planned) -> list[Standup]:
    """The latest first."""
    return [known for known in work.standups.lately(one.team.key, LATELY) if known.plan == one.plan.key]


def _add(work: Work, standup: Standup, now: datetime) -> Standup:
    if not work.standups.add(standup):
        raise Conflict(msg("Somebody else has just opened it."))
    team = work.settings.team(standup.team)
    for part in _written(work, standup, sellers_of(work, team) if team else [], now):
        work.standups.add_part(part)
    return standup


def _written(work: Work, standup: Standup, persons: Sequence[Person], now: datetime) -> list[Part]:
    """A new part for each of them, as their deals tell it; whoever has left is away."""
    parts = [_new(work, standup, one, now) for one in persons]
    here = {part.person for part in parts if part.how is How.WAITING}
    drafts = drafts_of(work, standup, [one for one in persons if one.id in here], now)
    return [replace(part, draft=drafts.get(part.person, part.draft)) for part in parts]


def _new(work: Work, standup: Standup, person: Person, now: datetime) -> Part:
    part = Part(standup.id, person.id)
    if has_left(person, work.settings):
        return replace(part, how=How.AWAY)
    return placed(part, person, standup.day, now, work.calendar)


def open_(work: Work, standup: Standup, at: datetime) -> Standup:
    """Put its message into the outbox; it is called off when nobody is at work. Does not commit.

    Raises Conflict when somebody opens it at the same instant.
    """
    if all(part.how is How.AWAY for part in work.standups.parts(standup.id)):
        return call_off(work, standup, at)
    opened = work.standups.save(replace(standup, phase=Phase.OPEN, opened_at=at, message=work.new_id()))
    _pass_by(work, opened)
    post(work, opened, STANDUP, channel_message(work, opened), at, id=opened.message)
    return opened


def refresh(work: Work, standup: Standup, at: datetime, parts: Sequence[Part]) -> None:
    """What their deals tell by now of those who have not answered, and whether they are here. Does not commit.

    Whoever was asked already reads it where they were asked.
    """
    waiting = {part.person: part for part in parts if not part.is_answered}
    if not waiting:
        return
    for new in _written(work, standup, work.persons.some(list(waiting)), at):
        old = waiting[new.person]
        asked = old.asked_in and new.how is How.WAITING
        part = replace(old, how=new.how, back=new.back, asks_at=old.asks_at if asked else new.asks_at, draft=new.draft)
        if part != old:
            kept = work.standups.save_part(part)
            if asked:
                retell_ask(work, standup, kept, at)


def _pass_by(work: Work, opened: Standup) -> None:
    """Whoever was not asked at the standup before is not any more."""
    for before in work.standups.lately(opened.team, LATELY):
        if before.plan == opened.plan and before.id != opened.id:
            for part in work.standups.parts(before.id):
                if part.how is How.WAITING and part.asks_at is not None and not part.asked_in:
                    work.standups.save_part(replace(part, asks_at=None))
            return
