"""Quiet about a deal for a while. What is true of it stays true, and is said afterwards if it still is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.attention import reconsider
from domain.chat import Ask, Choice, Field, FieldKind, Incoming, Reply
from domain.concerns import concerns
from domain.deal import Deal
from domain.errors import NotFound
from domain.healing import put_off
from domain.leave import LONGEST
from domain.nudges import Episode
from domain.person import Person
from domain.ports import Work
from domain.reach import heard_by
from domain.reading.days import find_times
from domain.trial import begun
from domain.words import Message, Moment, msg
from domain.worktime import next_working_time, start_of_day, working_morning
from handlers.parse import LINE_AT_MOST, Filled, day_in, day_order
from handlers.replies import buttons, say
from handlers.speaker import local, speaker, today
from handlers.turn import Turn, changing, form_of, id_of, pick_of, rest_of
from handlers.which import names_deal, which_deal

_DAYS = {"1": 1, "3": 3, "7": 7}
_BY_COMMAND = "3"
_HEARD = "heard"
HEARD_AT_MOST = 10
"""Working days: when the customer has not answered by then, it is said again."""
_NAMED = re.compile(
    r"(?P<deal>.+?),? (?:(?P<heard>(?:until|till?s?) (?:they|the customer|he|she|de|kunden|han|hon)\b.*)"
    r"|(?:(?:for|i) )?(?P<days>\d+) (?:working ?|arbets)?(?:days?|dag(?:ar)?))",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"[\s,]+(?:until|till?s?|to)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Until when, and whether it ends when the customer does something before that."""

    until: datetime
    heard: bool = False


def snooze_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: quiet about the deal that is named, for a few working days or as long as was said."""
    name, pick = _parts(rest_of(incoming), incoming, work)
    found = which_deal(name, incoming, work, "snooze.until", pick)
    return _quiet(changing(found.id, incoming, work), pick) if isinstance(found, Deal) else found


def names_snooze(rest: str, incoming: Incoming, work: Work) -> bool:
    """Whether a sentence after the command's name is a deal and how long, and no note."""
    name, _ = _parts(rest, incoming, work)
    return name != rest and names_deal(name, incoming, work)


def _parts(rest: str, incoming: Incoming, work: Work) -> tuple[str, str]:
    """The words for the deal, and the pick of a button that would be quiet for as long."""
    said = _NAMED.fullmatch(rest)
    if said:
        return said["deal"], _HEARD if said["heard"] else said["days"]
    person = speaker(incoming, work)
    times = find_times(rest, local(incoming.at, person), day_order(person)) if len(rest) <= LINE_AT_MOST else ()
    day = times[-1].day if times and times[-1].end == len(rest) else None
    if day is None:
        return rest, _BY_COMMAND
    return _UNTIL.sub("", rest[: times[-1].start]), day.isoformat()


def snooze(incoming: Incoming, work: Work) -> list[Reply]:
    """The button; its pick is the number of working days, a day, or that they are heard."""
    return _quiet(changing(id_of(incoming), incoming, work), pick_of(incoming))


def choose_today(incoming: Incoming, work: Work) -> list[Reply]:
    """The button below a day's message: which of its deals, if there are several."""
    person = speaker(incoming, work)
    deals = {deal.id: deal for deal in work.deals.owned_by(heard_by(work.persons, person.id))}
    running = work.nudging.episodes(tuple(deals))
    said = [one for one in running if one.said_at and today(one.said_at, person).isoformat() == id_of(incoming)]
    named = list(dict.fromkeys(one.deal for one in sorted(said, key=lambda one: deals[one.deal].title)))
    if not named:
        nothing = msg("Nothing of that message is open any more.")
        return [say(nothing, buttons(Choice(msg("My deals"), "deal.list")), private=True)]
    if len(named) == 1:
        return _for_how_long(changing(named[0], incoming, work))
    choices = (Choice(deals[deal].title, "snooze.choose", deal) for deal in named)
    return [say(msg("Which one shall wait?"), buttons(*choices))]


def choose(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: for how long?"""
    return _for_how_long(changing(id_of(incoming), incoming, work))


def _for_how_long(turn: Turn) -> list[Reply]:
    labels = {"1": msg("1 working day"), "3": msg("3 working days"), "7": msg("7 working days")}
    return [
        say(
            msg("For how long shall I be quiet about **{deal}**?", deal=turn.deal.title),
            buttons(*(Choice(label, "snooze.until", turn.deal.id, days) for days, label in labels.items())),
            buttons(
                Choice(msg("Until they answer"), "snooze.until", turn.deal.id, _HEARD),
                Choice(msg("Until a day"), "snooze.day", turn.deal.id),
            ),
        )
    ]


def ask_day(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: a form for the day."""
    turn = changing(id_of(incoming), incoming, work)
    field = Field("until", msg("Until which day?"), FieldKind.DAY, required=True)
    return [Ask("snooze.save", msg("Quiet about {deal}", deal=turn.deal.title), (field,), turn.deal.id, msg("Save"))]


def save_day(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form."""
    turn = changing(id_of(incoming), incoming, work)
    filled = Filled(form_of(incoming), turn.person, turn.at)
    day = filled.day("until", msg("Until which day shall I be quiet?"))
    wrong = _wrong(day, turn.today) if day else None
    if wrong is not None:
        filled.wrong("until", wrong)
    if day is None or filled.errors:
        return filled.refusal()
    return _quiet(turn, day.isoformat())


def _wrong(day: date, today: date) -> Message | None:
    if day <= today:
        return msg("That day is not ahead of us. Until which day shall I be quiet?")
    return msg("That is more than a year ahead. Until which day shall I be quiet?") if day - today > LONGEST else None


def _quiet(turn: Turn, pick: str) -> list[Reply]:
    owner = turn.work.persons.get(turn.deal.owner) or turn.person
    quiet = _meant(turn, owner, pick)
    quieted = list(_quieted(turn, quiet))
    for episode in quieted:
        turn.work.nudging.save_episode(episode)
    put_off(turn.work, quieted, turn.at)
    reconsider(turn.work, [turn.deal])
    fix = Choice(msg("Set the next step"), "step.set", turn.deal.id) if turn.deal.step is None else None
    other = Choice(msg("Another time"), "snooze.choose", turn.deal.id)
    said = _said(turn.deal, quiet, bool(quieted))
    return [say(said, buttons(fix, other, Choice(msg("The deal"), "deal.show", turn.deal.id)))]


def _meant(turn: Turn, owner: Person, pick: str) -> Quiet:
    """What a pick means for the owner. Raises NotFound for one that nobody offered."""
    calendar = turn.work.calendar
    if pick == _HEARD:
        return Quiet(working_morning(owner, turn.at, HEARD_AT_MOST, calendar), heard=True)
    if pick in _DAYS:
        return Quiet(working_morning(owner, turn.at, _DAYS[pick], calendar))
    day = day_in(pick, local(turn.at, turn.person), turn.person)
    if not isinstance(day, date):
        raise NotFound(msg("I can be quiet for 1, 3 or 7 working days. Nothing was changed."))
    wrong = _wrong(day, turn.today)
    if wrong is not None:
        raise NotFound(wrong)
    return Quiet(next_working_time(owner, start_of_day(day, owner.zone), calendar))


def _said(deal: Deal, quiet: Quiet, quieted: bool) -> Message:
    until = Moment(quiet.until)
    if not quieted:
        return msg("**{deal}** gives me nothing to say before {until}.", deal=deal.title, until=until)
    if quiet.heard:
        return msg("Quiet about **{deal}** until they answer, {until} at the latest.", deal=deal.title, until=until)
    return msg("Quiet about **{deal}** until {until}.", deal=deal.title, until=until)


def _quieted(turn: Turn, quiet: Quiet) -> Iterator[Episode]:
    """The episodes of everything that would be said before then; one that has not begun yet is made for it."""
    owner = turn.work.persons.get(turn.deal.owner)
    if owner is None:
        return
    running = {episode.concern: episode for episode in turn.work.nudging.episodes([turn.deal.id])}
    for one in concerns(turn.deal, owner, turn.work.settings, turn.work.calendar):
        if one.begins_at < quiet.until:
            held_back = turn.work.settings.nudges.held_back
            new = begun(turn.work.new_id(), turn.deal.id, one.concern, one.begins_at, held_back)
            episode = running.get(one.concern) or new
            yield replace(episode, snoozed_until=quiet.until, until_heard=quiet.heard, warned_at=None)
