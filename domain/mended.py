"""What brought a concern to its end, in a few words: the next step that was set, the stage it is in, who answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from domain.deal import Deal, DealState
from domain.facts import Direction, ExchangeState, Grounds, Outcome, StepEnd
from domain.knowing_concerns import open_question, stale_question
from domain.nudges import Concern
from domain.ports import Work
from domain.process import Question
from domain.words import Day, Listed, Value, msg


@dataclass(frozen=True, slots=True)
class Mending:
    """The deal before and after whatever ended a concern, and when that was.

    `act` and `by` are the act and whose it was, both empty where nobody did anything: other rules hold now.
    """

    before: Deal
    after: Deal
    at: datetime
    act: str = ""
    by: str = ""


def mended(work: Work, concern: Concern, mending: Mending) -> Value | None:
    """What happened, for the middle of a sentence; None when there is nothing to say of it."""
    for look in (_ended, _paused, *_FIRST.get(concern, ()), _new_step, _stage, _met, _answered, _dated, _step_over):
        what = look(work, mending)
        if what is not None:
            return what
    return None


def is_settled(work: Work, concern: Concern, mending: Mending) -> bool:
    """Whether what was said of a concern that runs on is no longer so: it is about another step or question by now."""
    before, after = mending.before, mending.after
    if concern in _OF_A_STEP:
        ends = {step.id: end for step, end in work.facts.steps(after.id)} if before.step != after.step else {}
        return ends.get(before.step or "") is not None
    question = open_question(before, work.settings) if concern is Concern.QUESTION_OPEN else None
    if concern is Concern.QUESTION_STALE:
        question, _ = stale_question(before, work.settings) or (None, None)
    return question is not None and _told_on(after, question) > _told_on(before, question)


def _told_on(deal: Deal, question: Question) -> date:
    return max((one.on for one in deal.signs.told if one.question == question.key), default=date.min)


_OF_A_STEP = (
    Concern.MEETING_NOT_LOGGED,
    Concern.OUR_STEP_OVERDUE,
    Concern.THEIR_STEP_OVERDUE,
    Concern.STEP_NOT_AGREED,
)


def _ended(work: Work, mending: Mending) -> Value | None:
    if mending.after.state is mending.before.state:
        return None
    ends = {
        DealState.WON: msg("won"),
        DealState.LOST: msg("let go"),
        DealState.WITHDRAWN: msg("not among the deals any more"),
    }
    return ends.get(mending.after.state)


def _paused(work: Work, mending: Mending) -> Value | None:
    until = mending.after.paused_until
    if until is None or until == mending.before.paused_until:
        return None
    return msg("they asked us to wait until {day}", day=Day(until))


def _new_step(work: Work, mending: Mending) -> Value | None:
    """The next step, unless it is one that was waiting behind another."""
    step = work.facts.step(mending.after.step) if mending.after.step else None
    if step is None or (mending.before.step is not None and step.act != mending.act):
        return None
    return msg("{step}, {due}", step=step.words, due=step.due) if step.due else step.words


def _step_over(work: Work, mending: Mending) -> Value | None:
    """The step that is none any more, with nothing in its place."""
    steps = work.facts.steps(mending.after.id)
    step, end = next((one for one in steps if one[0].id == mending.before.step), (None, None))
    if step is None or end is None:
        return None
    words = {
        StepEnd.KEPT: msg("“{step}” is done", step=step.words),
        StepEnd.MISSED: msg("“{step}” did not happen", step=step.words),
        StepEnd.CANCELLED: msg("“{step}” is called off", step=step.words),
    }
    return words.get(end.end)


def _stage(work: Work, mending: Mending) -> Value | None:
    before, after = mending.before, mending.after
    process = work.settings.process(after.process)
    stage = process.stage(after.stage) if process else None
    if stage is None or (before.process, before.stage) == (after.process, after.stage):
        return None
    return msg("moved to {stage}", stage=stage.name)


def _met(work: Work, mending: Mending) -> Value | None:
    told = [one for one in work.facts.meetings(mending.after.id) if one.act == mending.act]
    held = next((one for one in told if one.outcome is Outcome.HELD), None)
    if held is None:
        return None
    people = tuple(one.name for one in map(work.contacts.get, held.contacts) if one)
    who: Value = Listed(people) if people else mending.after.account
    return msg("met {who} on {day}", who=who, day=Day(held.on)) if held.on else msg("met {who}", who=who)


def _answered(work: Work, mending: Mending) -> Value | None:
    told = [one for one in work.facts.answers(mending.after.id) if one.act == mending.act]
    answer = next((one for one in told if one.value), None)
    if answer is None:
        return None
    if answer.grounds is Grounds.CUSTOMER_SAID and answer.said_by:
        return msg("“{answer}”, {who} said", answer=answer.value, who=answer.said_by)
    return msg("“{answer}”", answer=answer.value)


def _asked(work: Work, mending: Mending) -> Value | None:
    told = [one for one in work.facts.exchanges(mending.after.id) if one.act == mending.act]
    asked = next((one for one in told if one.direction is Direction.TAKE), None)
    if asked is None:
        return None
    take = work.settings.take(asked.what)
    what: Value = take.text if take else asked.what
    if asked.state is ExchangeState.GRANTED:
        return msg("they said yes to {what}", what=what)
    return msg("asked for {what}", what=what)


def _dated(work: Work, mending: Mending) -> Value | None:
    day = mending.after.close_date
    return None if day is None or day == mending.before.close_date else msg("closes on {day}", day=Day(day))


_Look: TypeAlias = "Callable[[Work, Mending], Value | None]"
_FIRST: dict[Concern, tuple[_Look, ...]] = {
    Concern.MEETING_NOT_LOGGED: (_met, _step_over),
    Concern.CLOSE_DATE_PASSED: (_dated,),
    Concern.CLOSE_DATE_PUSHED: (_dated,),
    Concern.GAVE_WITHOUT_TAKING: (_asked,),
    Concern.NO_DECISION_MAKER: (_answered, _met),
    Concern.SINGLE_THREADED: (_met,),
    Concern.QUESTION_OPEN: (_answered,),
    Concern.QUESTION_STALE: (_answered,),
    Concern.STALLED: (_met,),
    Concern.STAGE_OVERDUE: (_stage,),
    Concern.STAGE_ADVICE: (_stage,),
}
"""What is looked at first where the concern is about that; an act often tells several things at once."""
