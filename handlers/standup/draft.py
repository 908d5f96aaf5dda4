"""What somebody's deals tell by themselves, so that a standup is mostly written before anybody answers.

A fact is told once: a deal to which something happened carries its next step in the same line, and is neither among the
steps to come nor among the exceptions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.deal import Deal
from domain.facts import Step
from domain.nudges import Concern
from domain.person import Person
from domain.ports import Work
from domain.standup import Draft, Standup
from domain.words import Clock, Value, Words, msg
from handlers.standup.asking import Asked, questions
from handlers.standup.done import STEP, endings, story
from handlers.standup.material import Material, gathered
from handlers.standup.short import fragment
from handlers.standup.stuck import trouble, worst_first

MOST = 12
"""So many lines of what happened are written out, and so many of what comes; the rest is counted."""
_STUCK = 2
_TALK = 5
_TOLD_WITH_A_STORY = (Concern.NO_NEXT_STEP, Concern.STEP_NOT_AGREED)


def drafts_of(work: Work, standup: Standup, persons: Sequence[Person], now: datetime) -> Mapping[str, Draft]:
    """The draft of each of these people, by their ids; many are worked out together."""
    found = gathered(work, standup, persons, now)
    asked = questions(found)
    return {person.id: _draft(found, person.id, asked.get(person.id)) for person in persons}


def _draft(found: Material, owner: str, asked: tuple[Asked, Words] | None) -> Draft:
    told = [(deal, story(found, deal)) for deal in _largest(found.open[owner])]
    stories = {deal.id: line for deal, line in told if line is not None}
    troubled = worst_first(found, found.open[owner])
    stuck = [(deal, one) for deal, one in troubled if deal.id not in stories or one not in _TOLD_WITH_A_STORY][:_STUCK]
    ahead = _ahead(found, owner, stories, stuck)
    done = (*endings(found, found.ended[owner]), *stories.values())
    question, words = asked or (None, "")
    deals = (*found.ended[owner], *(deal for deal, _ in (*ahead, *stuck)), *((question.deal,) if question else ()))
    return Draft(
        done=done[:MOST],
        ahead=tuple(_line(found, deal, step) for deal, step in ahead[:MOST]),
        stuck=tuple(trouble(found, deal, concern) for deal, concern in stuck),
        deals=tuple(deal.id for deal in _largest([deal for deal, _ in troubled])[:_TALK]),
        question=words,
        left_out=(max(0, len(done) - MOST), max(0, len(ahead) - MOST)),
        asked_of=question.deal.id if question else "",
        asked=question.question.question.key if question else "",
        spoken=tuple(dict.fromkeys((*stories, *(deal.id for deal in deals)))),
        stuck_on=tuple(deal.id for deal, _ in stuck),
    )


def _largest(deals: Sequence[Deal]) -> list[Deal]:
    return sorted(deals, key=lambda deal: (-(deal.amount or 0), deal.id))


def _ahead(
    found: Material, owner: str, stories: Mapping[str, Words], stuck: Sequence[tuple[Deal, Concern]]
) -> list[tuple[Deal, Step]]:
    """The steps that are due before the next standup and are not told elsewhere, the earliest first."""
    told = {deal.step for deal, concern in stuck if concern is Concern.STEP_NOT_AGREED}
    told |= {deal.step for deal in found.open[owner] if deal.id in stories}
    coming = [
        (step.due.order(), deal, step)
        for deal in found.open[owner]
        if not deal.waits_on(found.day)
        for step in found.running(deal)
        if step.id not in told and step.due is not None and found.day <= step.due.day < found.standup.until
    ]
    return [(deal, step) for _, deal, step in sorted(coming, key=lambda one: (one[0], one[1].id))]


def _line(found: Material, deal: Deal, step: Step) -> Words:
    """Where, what, when."""
    said: dict[str, Value] = {"deal": found.called(deal), "step": fragment(step.words, STEP), "due": step.due or ""}
    if step.due is None or step.due.day != found.day:
        return msg("{deal}: {step}, {due}.", **said)
    if step.due.at is None:
        return msg("{deal}: {step}, today.", **said)
    return msg("{deal}: {step}, today, {clock}.", **said, clock=Clock(step.due.at))
