"""How well a question is answered on a deal: a fact, an assumption, a fact that has aged, or nothing yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from domain.facts import Answer, Grounds
from domain.process import Process, Question
from domain.settings import Settings


class Known(Enum):
    """How well something is known. An assumption is not asked for its age: it is asked for its grounds."""

    KNOWN = "known"
    ASSUMED = "assumed"
    OLD = "old"
    NO_ANSWER = "no_answer"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A question and the answer that counts, the latest. `put_off_on` is when somebody last said "not now"."""

    question: Question
    known: Known
    answer: Answer | None = None
    put_off_on: date | None = None


def told_on(answer: Answer) -> date:
    """The day on which the customer said it, else the day on which we were told."""
    return answer.heard_on or answer.at.date()


def knowledge(question: Question, answers: Sequence[Answer], today: date) -> Knowledge:
    """What is known about one question. `answers` are all of the deal, the latest first.

    An answer is old once it was heard more than the question's `fresh_days` ago; 0 means that it never is. An answer
    whose grounds are UNKNOWN tells only that the question was put off.
    """
    mine = [answer for answer in answers if answer.question == question.key]
    put_off = next((answer.at.date() for answer in mine if answer.grounds is Grounds.UNKNOWN), None)
    answer = next((answer for answer in mine if answer.grounds is not Grounds.UNKNOWN), None)
    return Knowledge(question, _known(question, answer, today), answer, put_off)


def _known(question: Question, answer: Answer | None, today: date) -> Known:
    if answer is None:
        return Known.NOT_ASKED
    if answer.grounds in _UNSURE:
        return _UNSURE[answer.grounds]
    aged = question.fresh_days > 0 and told_on(answer) < today - timedelta(days=question.fresh_days)
    return Known.OLD if aged else Known.KNOWN


_UNSURE = {Grounds.ASSUMED: Known.ASSUMED, Grounds.ASKED_NO_ANSWER: Known.NO_ANSWER}


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
