"""A standup is started, ended, left out, paused, or goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.chat import Choice, Incoming, Reply
from domain.leave import LONGEST
from domain.ports import Work
from domain.standup import Phase
from domain.standup_times import next_opening
from domain.words import Clock, Day, Listed, Message, msg
from domain.worktime import local_day
from handlers.replies import buttons, say
from handlers.speaker import speaker
from handlers.standup.arranged import arrange, when_next
from handlers.standup.ending import end
from handlers.standup.named import Chair, chair_of, may_arrange, name_of, open_of, the_one
from handlers.standup.opening import open_now
from handlers.standup.spoken import answerable
from handlers.turn import id_of, pick_of


def start(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: it opens now; one that is open already stays as it is."""
    chair = chair_of(the_one(incoming, work), incoming, work)
    opened = open_now(work, chair.one, chair.at, chair.person)
    if opened.phase is Phase.CALLED_OFF:
        return [say(msg("Nobody of the team is at work today, so I opened none."), private=True)]
    until = msg("**{standup}** is open until {time}.", standup=chair.name, time=Clock(opened.closes_at))
    mine, show = Choice(msg("My update"), "standup.edit", opened.id), Choice(msg("Show it"), "standup.show", opened.id)
    return [say(until, buttons(mine, show, Choice(msg("End it"), "standup.end", opened.id)), private=True)]


def finish(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: it ends now. Whoever leads the walk-through may end it too. That of an older one ends no other."""
    one, person = the_one(incoming, work), speaker(incoming, work)
    standup, pressed = open_of(work, one), work.standups.get(id_of(incoming))
    if standup is None or (pressed is not None and pressed.id != standup.id):
        over = msg("**{standup}** is not open.", standup=name_of(one))
        return [say(over, when_next(work, one, incoming.at), private=True)]
    if person.id != standup.facilitator:
        chair_of(one, incoming, work)
    ended = end(work, standup, incoming.at)
    said = msg("**{standup}** has ended. What was decided is told in its thread.", standup=name_of(one))
    return [say(said, buttons(Choice(msg("Show it"), "standup.show", ended.id)), private=True)]


def skip(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the next one is left out; one that is left out already stays the only one.

    Whoever may not say so may have meant their own part.
    """
    one, person = the_one(incoming, work), speaker(incoming, work)
    running = answerable(work, person, incoming.at)[0]
    if running and not may_arrange(work, person, one):
        without = Choice(msg("Not today"), "standup.pass", running[0].id)
        return [
            say(
                msg("Whoever leads it leaves one out. Shall it go on without you today?"),
                buttons(without),
                private=True,
            )
        ]
    chair = chair_of(one, incoming, work)
    out, today = chair.one.said.skips, local_day(chair.at, chair.one.plan.zone)
    coming = next_opening(chair.one, chair.at, work)
    day = out if out is not None and out >= today else coming.day if coming else None
    if day is None:
        return [say(when_next(work, chair.one, chair.at), private=True)]
    said = msg("The one on {day} is left out.", day=Day(day))
    return arrange(chair, replace(chair.one.said, skips=day), said)


def pause(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: no standup until the day of the pick, or until somebody says so. Of two days it asks which."""
    chair = chair_of(the_one(incoming, work), incoming, work)
    days = _days(pick_of(incoming))
    if len(days) > 1:
        options = (Choice(msg("{day}", day=Day(day)), "standup.pause", chair.id, day.isoformat()) for day in days)
        which = msg("Until {days}?", days=Listed(tuple(Day(day) for day in days), either=True))
        return [say(which, buttons(*options), private=True)]
    until = days[0] if days else None
    wrong = _wrong(until, chair) if until else None
    if wrong is not None:
        return [say(wrong, private=True)]
    said = msg("**{standup}** is paused.", standup=chair.name)
    if until is not None:
        said = msg("**{standup}** is paused until {day}.", standup=chair.name, day=Day(until))
    return arrange(chair, replace(chair.one.said, paused=True, paused_until=until), said)


def _days(pick: str) -> list[date]:
    return [date.fromisoformat(word) for word in pick.split() if _is_day(word)]


def _is_day(word: str) -> bool:
    try:
        date.fromisoformat(word)
    except ValueError:
        return False
    return True


def _wrong(until: date, chair: Chair) -> Message | None:
    today = local_day(chair.at, chair.one.plan.zone)
    if until <= today:
        return msg("{day} is not ahead of us. Nothing was changed.", day=Day(until))
    return msg("That is more than a year ahead. Nothing was changed.") if until - today > LONGEST else None


def resume(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: it goes on as planned, and none is left out."""
    chair = chair_of(the_one(incoming, work), incoming, work)
    goes_on = replace(chair.one.said, paused=False, paused_until=None, skips=None)
    return arrange(chair, goes_on, msg("**{standup}** goes on as planned.", standup=chair.name))
