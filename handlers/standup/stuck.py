"""Where a deal does not go on, in few words: what is so and the way back, and nothing about whose fault it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from domain.deal import Deal
from domain.nudges import Concern
from domain.stopping import STOPS
from domain.words import Day, Message, Value, Words, msg, msgs
from domain.worktime import local_day
from handlers.happened import stage_name
from handlers.standup.done import STEP
from handlers.standup.material import Material
from handlers.standup.short import fragment

_IN_ORDER = tuple(Concern)


def worst_first(found: Material, deals: Sequence[Deal]) -> list[tuple[Deal, Concern]]:
    """The deals that are in trouble, each with its worst: those that have stopped first, then the largest."""
    troubled = [(deal, found.troubles[deal.id][0]) for deal in deals if found.troubles[deal.id]]
    return sorted(troubled, key=_rank)


def _rank(one: tuple[Deal, Concern]) -> tuple[bool, Decimal, int, str]:
    deal, concern = one
    return concern not in STOPS, -(deal.amount or Decimal(0)), _IN_ORDER.index(concern), deal.id


def trouble(found: Material, deal: Deal, concern: Concern) -> Words:
    """The line about it."""
    return _SAID[concern](found, deal, {"deal": found.called(deal)})


_Values = dict[str, Value]


def _step(deal: Deal, words: str) -> _Values:
    """The next step and when it was or is due; a concern about a step is about one with a day."""
    return {"step": fragment(words, STEP), "due": deal.step_due or ""}


def _meeting(found: Material, deal: Deal, said: _Values) -> Message:
    words = deal.step_ours or deal.step_theirs
    return msg("{deal}: “{step}”, {due}, is not told yet. How did it go?", **said, **_step(deal, words))


def _ours(found: Material, deal: Deal, said: _Values) -> Message:
    return msg("{deal}: “{step}” was for {due}. Done, or a new day?", **said, **_step(deal, deal.step_ours))


def _theirs(found: Material, deal: Deal, said: _Values) -> Message:
    return msg("{deal}: they had “{step}” for {due}. Time to ask them.", **said, **_step(deal, deal.step_theirs))


def _pause(found: Material, deal: Deal, said: _Values) -> Message:
    return msg(
        "{deal}: the pause ends {day}, and no step comes after it yet.", **said, day=Day(deal.paused_until or found.day)
    )


def _no_step(found: Material, deal: Deal, said: _Values) -> Message:
    if deal.idle_since <= deal.opened_at:
        return msg("{deal}: no next step yet.", **said)
    return msg("{deal}: no next step since {day}.", **said, day=Day(local_day(deal.idle_since, found.standup.zone)))


def _not_agreed(found: Material, deal: Deal, said: _Values) -> Message:
    words = deal.step_ours or deal.step_theirs
    return msg("{deal}: they have not said yes to “{step}”, {due}.", **said, **_step(deal, words))


def _close_passed(found: Material, deal: Deal, said: _Values) -> Message:
    return msg(
        "{deal} was to be decided by {day}. What do they say now?", **said, day=Day(deal.close_date or found.day)
    )


def _close_pushed(found: Material, deal: Deal, said: _Values) -> Message:
    return msgs(
        "{deal}: the close date was put off {n} time, now to {day}.",
        "{deal}: the close date was put off {n} times, now to {day}.",
        deal.pushed,
        **said,
        day=Day(deal.close_date or found.day),
    )


def _stalled(found: Material, deal: Deal, said: _Values) -> Message:
    if deal.signs.heard_on is None:
        return msg("{deal}: no word from them yet.", **said)
    return msg("{deal}: no word from them since {day}.", **said, day=Day(deal.signs.heard_on))


def _stage(found: Material, deal: Deal, said: _Values) -> Message:
    since = Day(local_day(deal.stage_since, found.standup.zone))
    return msg("{deal} has been in {stage} since {day}.", **said, stage=stage_name(found.work, deal), day=since)


_SAID: dict[Concern, Callable[[Material, Deal, _Values], Words]] = {
    Concern.MEETING_NOT_LOGGED: _meeting,
    Concern.OUR_STEP_OVERDUE: _ours,
    Concern.THEIR_STEP_OVERDUE: _theirs,
    Concern.PAUSE_ENDING: _pause,
    Concern.NO_NEXT_STEP: _no_step,
    Concern.STEP_NOT_AGREED: _not_agreed,
    Concern.CLOSE_DATE_PASSED: _close_passed,
    Concern.CLOSE_DATE_PUSHED: _close_pushed,
    Concern.STALLED: _stalled,
    Concern.STAGE_OVERDUE: _stage,
}
"""Every concern that is no hint."""
