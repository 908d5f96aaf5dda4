"""Deal by deal, for a meeting in the room: whoever starts leads, and the one message shows the deal talked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

from domain.chat import Incoming, Reply
from domain.deal import Deal
from domain.errors import NotAllowed, NotFound
from domain.person import Person
from domain.ports import Work
from domain.standup import How, Part, Phase, Standup
from domain.standup_plans import plan_of
from domain.words import msg
from handlers.replies import say
from handlers.speaker import speaker
from handlers.standup.decisions import names_deals, not_kept, one_before
from handlers.standup.material import troubles_of
from handlers.standup.message import channel_message
from handlers.standup.mine import belongs
from handlers.standup.named import one_of
from handlers.standup.opening import open_now
from handlers.standup.redraw import redraw
from handlers.turn import id_of, pick_of

AT_MOST = 10
"""As many deals as a team can talk about before it only listens."""
_TALK = 3


def start(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: whoever presses it leads; a standup that is still ahead opens. Pressed again, nothing begins anew."""
    person, standup = in_the_room(incoming, work)
    if standup.phase is Phase.AHEAD:
        one = one_of(work, standup.id)
        standup = open_now(work, one, incoming.at, person) if one else standup
    if standup.phase is not Phase.OPEN:
        return [say(msg("That standup has ended. Nothing was changed."), private=True)]
    if standup.turn is None:
        agenda = agenda_of(work, standup, incoming.at)
        if not agenda:
            return [say(msg("No deal needs talk just now."), private=True)]
        led = replace(standup, agenda=agenda, facilitator=person.id)
        _keep(work, led, 0, incoming.at)
    return shown(incoming, work, standup.id)


def on(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the next deal that is still open."""
    return _turned(incoming, work, 1)


def back(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the deal before."""
    return _turned(incoming, work, -1)


def skip(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: this deal comes last."""
    _, standup = in_the_room(incoming, work)
    deal = standup.talked_about
    if deal and deal == pick_of(incoming):
        agenda = (*(one for one in standup.agenda if one != deal), deal)
        later, turn = replace(standup, agenda=agenda), standup.agenda.index(deal)
        following = turn if agenda[turn] != deal else turn + 1
        _keep(work, later, _turn_from(work, later, following, 1, incoming.at), incoming.at)
    return shown(incoming, work, standup.id)


def _turned(incoming: Incoming, work: Work, way: int) -> list[Reply]:
    """One on or back, if the button was drawn at the turn that it is: of two presses at one instant one moves."""
    _, standup = in_the_room(incoming, work)
    if standup.turn is not None and pick_of(incoming) == standup.talked_about:
        turn = _turn_from(work, standup, standup.turn + way, way, incoming.at)
        if turn != standup.turn:
            _keep(work, standup, turn, incoming.at)
    return shown(incoming, work, standup.id)


def _turn_from(work: Work, standup: Standup, turn: int, way: int, at: datetime) -> int:
    """The first turn from there whose deal still needs talk, or going back is still open; the number of deals once
    there is none ahead.
    """
    unkept = _not_kept(work, standup, at)
    while 0 <= turn < len(standup.agenda):
        deal = work.deals.get(standup.agenda[turn])
        if deal is not None and (_needs_talk(work, deal, unkept, at) if way > 0 else deal.is_open):
            return turn
        turn += way
    return len(standup.agenda) if turn > 0 else standup.turn or 0


def _keep(work: Work, standup: Standup, turn: int, at: datetime) -> None:
    ends = at + timedelta(minutes=_minutes(work, standup)) if turn < len(standup.agenda) else None
    work.standups.save(replace(standup, turn=turn, turn_ends=ends))
    redraw(work, standup.id, at)


def _minutes(work: Work, standup: Standup) -> int:
    """How long a deal is talked about, by the plan."""
    plan = plan_of(work, standup)
    return plan.talk if plan else _TALK


def keep_up(work: Work, standup: Standup, now: datetime) -> None:
    """While deals are walked: say once that the time for one is over, and show what was told of it elsewhere. Does not
    commit.
    """
    fresh = work.standups.alone(standup.id) if standup.turn is not None else None
    if fresh is None or fresh.turn is None:
        return
    if fresh.turn_ends is not None and fresh.turn_ends <= now:
        work.standups.save(replace(fresh, turn_ends=None))
    redraw(work, standup.id, now)


def in_the_room(incoming: Incoming, work: Work) -> tuple[Person, Standup]:
    """Who presses, and the standup as it is now. Raises NotFound for one that is no more, NotAllowed for a stranger."""
    person = speaker(incoming, work)
    standup = work.standups.alone(id_of(incoming))
    if standup is None:
        raise NotFound(msg("I don't find that standup any more. Nothing was changed."))
    if not belongs(person, standup.team, work):
        raise NotAllowed(msg("That is another team's standup. Nothing was changed."))
    return person, standup


def shown(incoming: Incoming, work: Work, standup: str) -> list[Reply]:
    """In the channel the one message is edited; elsewhere it is shown in place of the one that was pressed."""
    fresh = work.standups.get(standup)
    if fresh is None or not incoming.place.direct:
        return []
    return [replace(channel_message(work, fresh), instead=True)]


def agenda_of(work: Work, standup: Standup, at: datetime) -> tuple[str, ...]:
    """The deals that need talk: those of decisions that were not kept, then the one with most at stake first."""
    unkept = _not_kept(work, standup, at)
    drafted = sorted(_known(work, _drafted(work, standup)), key=lambda deal: (-(deal.amount or 0), deal.id))
    deals = {deal.id: deal for deal in (*_known(work, unkept), *drafted)}
    return tuple(islice((id for id, deal in deals.items() if _needs_talk(work, deal, unkept, at)), AT_MOST))


def _known(work: Work, deals: Sequence[str]) -> list[Deal]:
    return [deal for deal in map(work.deals.get, deals) if deal is not None]


def _needs_talk(work: Work, deal: Deal, unkept: Sequence[str], at: datetime) -> bool:
    """Whether it is open, and not settled meanwhile."""
    owner = work.persons.get(deal.owner)
    if owner is None or not deal.is_open:
        return False
    return deal.id in unkept or bool(troubles_of(work, deal, owner, at))


def _not_kept(work: Work, standup: Standup, at: datetime) -> list[str]:
    """Where a rep sees their own deals alone, what became of others' decisions is not brought up."""
    before = one_before(work, standup) if names_deals(work, standup) else None
    return [one.decision.deal for one in not_kept(work, before, at)] if before else []


def _drafted(work: Work, standup: Standup) -> list[str]:
    """What the drafts tell of. Where a rep sees their own deals alone, only what its owner has said in the channel."""
    names = names_deals(work, standup)
    parts = [part for part in work.standups.parts(standup.id) if names or _is_told(part)]
    return [deal for part in parts for deal in part.draft.deals]


def _is_told(part: Part) -> bool:
    return part.how is How.CONFIRMED
