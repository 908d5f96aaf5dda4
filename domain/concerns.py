"""Which concerns a deal has or will have, and from when. Published in docs/nudges.md.

Only the deal as it is now counts: a change makes new concerns, and time alone never ends one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from domain import knowing_concerns, stage_concerns, step_concerns
from domain.deal import Deal
from domain.looking import Look
from domain.nudges import Concern, Standing
from domain.person import Person
from domain.ports import Calendar
from domain.settings import Rule, Settings
from domain.worktime import start_of_day

_ROOTS = frozenset(
    {Concern.NO_NEXT_STEP, Concern.OUR_STEP_OVERDUE, Concern.THEIR_STEP_OVERDUE, Concern.MEETING_NOT_LOGGED}
)
"""First things first: until there is a step to come, nothing else about a deal is worth a word."""

EXPLAINS = {
    Concern.STALLED: _ROOTS,
    Concern.STEP_NOT_AGREED: _ROOTS | {Concern.STALLED},
    Concern.PAUSE_ENDING: _ROOTS,
    Concern.GAVE_WITHOUT_TAKING: _ROOTS,
    Concern.NO_DECISION_MAKER: _ROOTS,
    Concern.CLOSE_DATE_PUSHED: _ROOTS | {Concern.STALLED},
    Concern.CLOSE_DATE_PASSED: _ROOTS | {Concern.STALLED, Concern.CLOSE_DATE_PUSHED},
    Concern.SINGLE_THREADED: _ROOTS | {Concern.NO_DECISION_MAKER},
    Concern.QUESTION_OPEN: _ROOTS | {Concern.STALLED, Concern.NO_DECISION_MAKER},
    Concern.QUESTION_STALE: _ROOTS | {Concern.STALLED, Concern.QUESTION_OPEN},
    Concern.STAGE_OVERDUE: _ROOTS | {Concern.STALLED},
    Concern.STAGE_ADVICE: _ROOTS
    | {Concern.STAGE_OVERDUE, Concern.STALLED, Concern.NO_DECISION_MAKER, Concern.QUESTION_OPEN},
}
"""A symptom and its causes: while one of the causes is true of the same deal, the symptom is not said."""


HINTS = frozenset(
    {
        Concern.GAVE_WITHOUT_TAKING,
        Concern.NO_DECISION_MAKER,
        Concern.SINGLE_THREADED,
        Concern.QUESTION_OPEN,
        Concern.QUESTION_STALE,
        Concern.STAGE_ADVICE,
    }
)
"""What makes a deal better, while nothing has slipped: it is said last, and one of it a message."""


def concerns(deal: Deal, owner: Person, settings: Settings, calendar: Calendar) -> tuple[Standing, ...]:
    """What is true of the deal or will be if nothing changes. A pause holds back all but its own end.

    A concern whose rule is off, or that cannot come true, is not there.
    """
    if not deal.is_open:
        return ()
    look = Look.at(deal, owner, settings, calendar)
    rules = settings.nudges.in_force(deal.process)
    awake = start_of_day(deal.paused_until, owner.zone) if deal.paused_until else None
    found = []
    for concern, key, begins in _BEGINS:
        rule = rules.get(key)
        at = begins(look, rule) if rule else None
        if at is not None:
            held_back = awake and concern is not Concern.PAUSE_ENDING
            found.append(Standing(concern, max(at, awake) if awake and held_back else at))
    return tuple(found)


_Begins = Callable[[Look, Rule], datetime | None]
_DEFINED: dict[Concern, _Begins] = {
    Concern.MEETING_NOT_LOGGED: step_concerns.meeting_not_logged,
    Concern.OUR_STEP_OVERDUE: step_concerns.our_step_overdue,
    Concern.THEIR_STEP_OVERDUE: step_concerns.their_step_overdue,
    Concern.PAUSE_ENDING: stage_concerns.pause_ending,
    Concern.NO_NEXT_STEP: step_concerns.no_next_step,
    Concern.STEP_NOT_AGREED: step_concerns.step_not_agreed,
    Concern.CLOSE_DATE_PASSED: stage_concerns.close_date_passed,
    Concern.CLOSE_DATE_PUSHED: stage_concerns.close_date_pushed,
    Concern.GAVE_WITHOUT_TAKING: knowing_concerns.gave_without_taking,
    Concern.NO_DECISION_MAKER: knowing_concerns.no_decision_maker,
    Concern.SINGLE_THREADED: knowing_concerns.single_threaded,
    Concern.QUESTION_OPEN: knowing_concerns.question_open,
    Concern.QUESTION_STALE: knowing_concerns.question_stale,
    Concern.STALLED: stage_concerns.stalled,
    Concern.STAGE_OVERDUE: stage_concerns.stage_overdue,
    Concern.STAGE_ADVICE: stage_concerns.stage_advice,
}
_BEGINS = tuple((concern, concern.value, begins) for concern, begins in _DEFINED.items())
