"""How well a question is answered on a deal: a fact, an assumption, a fact that has aged, or nothing yet.

The definitions are published in docs/ledger.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from domain.facts import FACTUAL, Answer, Grounds
from domain.process import Process, Question
from domain.settings import Settings
from domain.statements import Similar, contradict, latest, standing, told_on


class Known(Enum):
    """How well something is known. An assumption is not asked for its age: it is asked for its grounds."""

    KNOWN = "known"
    ASSUMED = "assumed"
    OLD = "old"
    DISPUTED = "disputed"
    NO_ANSWER = "no_answer"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A question and the answer that counts.

    `standing` are the fresh facts, one a source, the latest first: they agree when it is KNOWN, and contradict each
    other when it is DISPUTED. `put_on` is when the coach last put the question, or the customer was last asked in vain.
    """

    question: Question
    known: Known
    answer: Answer | None = None
    standing: tuple[Answer, ...] = ()
    put_on: date | None = None


def knowledge(question: Question, answers: Sequence[Answer], today: date, similar: Similar) -> Knowledge:
    """What is known about one question. `answers` are all of the deal, the latest told first.

    A fact counts while it is fresh: up to the question's `fresh_days` after it was said, for good when that is 0. Until
    then no guess displaces it; after that, whatever was told last counts. An answer whose grounds are UNKNOWN tells
    only that the question was put. `similar` compares two words, as Work.similar does.
    """
    mine = [answer for answer in answers if answer.question == question.key]
    told = [answer for answer in mine if answer.grounds is not Grounds.UNKNOWN]
    put_on = max((told_on(one) for one in mine if one.grounds in _PUT), default=None)
    fresh = [one for one in told if one.grounds in FACTUAL and not is_old(question, one, today)]
    facts = standing(fresh, similar)
    if facts:
        known = Known.DISPUTED if contradict(facts, similar) else Known.KNOWN
        return Knowledge(question, known, facts[0], facts, put_on)
    last = latest(told)
    known = _OTHERWISE.get(last.grounds, Known.OLD) if last else Known.NOT_ASKED
    return Knowledge(question, known, last, (), put_on)


_PUT = (Grounds.UNKNOWN, Grounds.ASKED_NO_ANSWER)
_OTHERWISE = {Grounds.ASSUMED: Known.ASSUMED, Grounds.ASKED_NO_ANSWER: Known.NO_ANSWER}


def holds_until(question: Question, answer: Answer) -> date | None:
    """The last day on which a fact is fresh; None for a guess, and for what holds for good."""
    if answer.grounds not in FACTUAL or question.fresh_days <= 0:
        return None
    return told_on(answer) + timedelta(days=question.fresh_days)


def is_old(question: Question, answer: Answer, today: date) -> bool:
    """Whether the answer is a fact that has aged."""
    until = holds_until(question, answer)
    return until is not None and until < today


def needed(settings: Settings, process: Process, stage: str) -> tuple[Question, ...]:
    """What should be known before a deal leaves the stage, in the order of the process."""
    found = process.stage(stage)
    asked = (settings.question(need.question) for need in found.needs) if found else ()
    return tuple(question for question in asked if question is not None)


def needed_so_far(settings: Settings, process: Process, stage: str) -> tuple[Question, ...]:
    """The same for the stage and all before it, each question once."""
    keys = [found.key for found in process.stages]
    until = keys[: keys.index(stage) + 1] if stage in keys else []
    return tuple(dict.fromkeys(question for key in until for question in needed(settings, process, key)))
