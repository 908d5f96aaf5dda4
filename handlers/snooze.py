"""Quiet about a deal for some working days. What is true of it stays true, and is said afterwards if it still is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.attention import reconsider
from domain.chat import Choice, Incoming, Reply
from domain.concerns import concerns
from domain.deal import Deal
from domain.errors import NotFound
from domain.nudges import Episode
from domain.ports import Work
from domain.words import Moment, msg
from domain.worktime import working_morning
from handlers.replies import buttons, say
from handlers.turn import Turn, changing, id_of, pick_of, rest_of
from handlers.which import which_deal

_DAYS = {"1": 1, "3": 3, "7": 7}
_BY_COMMAND = "3"


def snooze_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: quiet about the deal that is named, for a few working days."""
    found = which_deal(rest_of(incoming), incoming, work, "snooze.until", _BY_COMMAND)
    return _quiet(changing(found.id, incoming, work), _DAYS[_BY_COMMAND]) if isinstance(found, Deal) else found


def snooze(incoming: Incoming, work: Work) -> list[Reply]:
    """The button; its pick is the number of working days."""
    turn = changing(id_of(incoming), incoming, work)
    days = _DAYS.get(pick_of(incoming))
    if days is None:
        raise NotFound(msg("I can be quiet for 1, 3 or 7 working days. Nothing was changed."))
    return _quiet(turn, days)


def _quiet(turn: Turn, days: int) -> list[Reply]:
    owner = turn.work.persons.get(turn.deal.owner) or turn.person
    until = working_morning(owner, turn.at, days, turn.work.calendar)
    quieted = _quieted(turn, until)
    for episode in quieted:
        turn.work.nudging.save_episode(episode)
    reconsider(turn.work, [turn.deal])
    said = msg("Quiet about **{deal}** until {until}.", deal=turn.deal.title, until=Moment(until))
    if not quieted:
        said = msg("**{deal}** gives me nothing to say before {until}.", deal=turn.deal.title, until=Moment(until))
    fix = Choice(msg("Set the next step"), "step.set", turn.deal.id) if turn.deal.step is None else None
    return [say(said, buttons(fix, Choice(msg("The deal"), "deal.show", turn.deal.id)))]


def _quieted(turn: Turn, until: datetime) -> list[Episode]:
    """The episodes of everything that would be said before then; one that has not begun yet is made for it."""
    owner = turn.work.persons.get(turn.deal.owner)
    if owner is None:
        return []
    running = {episode.concern: episode for episode in turn.work.nudging.episodes([turn.deal.id])}
    return [
        replace(
            running.get(one.concern) or Episode(turn.work.new_id(), turn.deal.id, one.concern, one.begins_at),
            snoozed_until=until,
        )
        for one in concerns(turn.deal, owner, turn.work.settings, turn.work.calendar)
        if one.begins_at < until
    ]
