"""Answers to the company's questions in a note, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from domain.facts import Grounds
from domain.process import Question
from domain.reading.asked import ASKED, Given, asked, is_not_known
from domain.reading.marks import MONEY
from domain.reading.passage import Clause, Passage
from domain.reading.phrases import phrases
from domain.reading.sources import source_of, without_source
from domain.reading.understood import AnswerRead
from domain.reading.values import by_its_words, others_say, tidy, value_in
from domain.settings import Settings

_UNREAL = phrases(
    r"if|unless|would|when we|om (?:de|hon|han|vi|det|budgeten)|ifall|skulle(?! (?:nog )?(?:tro|gissa|säga|chansa))"
)


_DENIED = phrases(r"not|n't|doesn't|don't|didn't|inte|ej")


def find_answers(passage: Passage, settings: Settings, steps: frozenset[int]) -> tuple[Given, ...]:
    """Every answer in the note, one per question. `steps` are the starts of clauses that plainly are next steps."""
    found: dict[str, Given] = {}
    asked_until = -1
    for place, clause in enumerate(passage.clauses):
        for question in settings.questions:
            given = asked(passage, place, question) if question.key not in found else None
            if given is None and place > asked_until and question.key not in found and clause.start not in steps:
                given = _stated(passage, clause, question, settings)
            if given is not None:
                found[question.key] = given
                asked_until = (
                    max(asked_until, passage.clauses.index(given.clause)) if given.clause is not clause else asked_until
                )
    return tuple(found.values())


def _stated(passage: Passage, clause: Clause, question: Question, settings: Settings) -> Given | None:
    if (
        clause.asks
        or _UNREAL.match(clause.low)
        or is_not_known(clause)
        or (ASKED.match(clause.low) is not None and MONEY not in clause.low and ":" not in clause.low)
    ):
        return None
    start, end = without_source(clause)
    value = value_in(passage, clause, question, start, end)
    if value and _DENIED.search(clause.low, 0, start):
        value = tidy(clause, 0, len(clause.low))
    value = _with_amount(passage, clause, question, value)
    if value is None and others_say(question, clause, settings):
        return None
    if value is None:
        value = by_its_words(clause, question, start, end)
    if not value:
        return None
    source = source_of(passage, clause)
    return Given(AnswerRead(question.key, value, source.grounds, source.said_by), clause, source.told)


def _with_amount(passage: Passage, clause: Clause, question: Question, value: str | None) -> str | None:
    """ "The budget is set, 400k says Anna": the amount that follows is the answer."""
    if question.key != "budget" or not value or clause.money:
        return value
    place = passage.clauses.index(clause) + 1
    following = passage.clauses[place] if place < len(passage.clauses) else None
    if following is None or following.sentence != clause.sentence or not following.low.startswith(MONEY):
        return value
    return following.money[0].text


def clauses_of(given: tuple[Given, ...]) -> Iterator[int]:
    """Where the clauses with answers begin."""
    return (one.clause.start for one in given if one.answer.grounds is not Grounds.ASKED_NO_ANSWER)
