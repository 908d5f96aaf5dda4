"""A colleague covers for somebody on leave: they are told, may say no, and are told when it is off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from domain.attention import reconsider_of
from domain.chat import Choice, Incoming, Press, Reply
from domain.errors import NotFound
from domain.leave import to_come
from domain.person import Leave, Person
from domain.planning import plan_for
from domain.ports import Work
from domain.rights import has_left, leads
from domain.words import Message, msg
from handlers.away import span
from handlers.replies import buttons, say
from handlers.speaker import speaker, today
from handlers.turn import id_of, pick_of
from handlers.unasked import leave_word


def could_cover(work: Work, whose: Person) -> list[Person]:
    """Who may cover for somebody: the colleagues of the team, and its manager."""
    others = (one for one in work.persons.all() if one.id != whose.id and one.email)
    here = (one for one in others if not has_left(one, work.settings))
    return [one for one in here if one.team == whose.team or leads(one, whose.team, work.settings)]


def keep_away(work: Work, whose: Person, away: tuple[Leave, ...], at: datetime) -> None:
    """Store somebody's leave, and tell those who come to cover, or need not any more. Does not commit."""
    before = to_come(whose.away, today(at, whose))
    after = to_come(away, today(at, whose))
    work.persons.save(replace(whose, away=away))
    reconsider_of(work, whose.id)
    plan_for(work, replace(whose, away=away), at)
    new = [one for one in after if one not in before and one.cover]
    off = [one for one in before if one not in after and one.cover not in {leave.cover for leave in new}]
    for leave in new:
        _tell(
            work, whose, leave, at, _covers(whose, leave), Choice(msg("I can't"), "leave.decline", whose.id, _of(leave))
        )
    for leave in off:
        if leave.cover not in {one.cover for one in after}:
            _tell(work, whose, leave, at, msg("You need not cover for **{who}** any more.", who=whose.name))


def _covers(whose: Person, leave: Leave) -> Message:
    return msg(
        "**{who}** is on leave {days}, and you cover. I tell you about {first}'s deals then, and you may change them.",
        who=whose.name,
        days=span(leave),
        first=whose.first_name,
    )


def _tell(work: Work, whose: Person, leave: Leave, at: datetime, words: Message, *choices: Choice) -> None:
    cover = work.persons.get(leave.cover)
    if cover is not None:
        leave_word(work, cover, f"cover:{work.new_id()}", at, say(words, buttons(*choices)))


def decline(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: whoever was named can't cover, and whoever is away hears of it."""
    person, whose = speaker(incoming, work), work.persons.get(id_of(incoming))
    leave = find_leave(whose, pick_of(incoming), today(incoming.at, person)) if whose else None
    if whose is None or leave is None or leave.cover != person.id:
        raise NotFound(msg("That is no longer asked of you. Nothing was changed."))
    alone = replace(leave, cover="")
    work.persons.save(replace(whose, away=tuple(alone if one == leave else one for one in whose.away)))
    reconsider_of(work, whose.id)
    words = msg(
        "**{cover}** can't cover for you {days}. As it stands, I tell nobody about your deals then.",
        cover=person.name,
        days=span(leave),
    )
    else_ = Choice(msg("Somebody else"), "leave.change", whose.id, _of(leave))
    leave_word(work, whose, f"cover:{work.new_id()}", incoming.at, say(words, buttons(else_)))
    told = msg("You don't cover for {who}. I let {first} know.", who=whose.name, first=whose.first_name)
    return [say(told, instead=isinstance(incoming.act, Press))]


def find_leave(whose: Person, first: str, day: date) -> Leave | None:
    """The leave that begins on that day (as in a button), unless it is over on `day`."""
    return next((one for one in to_come(whose.away, day) if _of(one) == first), None)


def _of(leave: Leave) -> str:
    """What a button calls a leave; two of one person never begin on the same day."""
    return leave.first.isoformat()
