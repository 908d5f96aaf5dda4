"""Questions that were put to the customer, and what came of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.facts import Grounds
from domain.process import Question
from domain.reading.answer_words import TOPICS
from domain.reading.marks import MONEY, PERSON, ROLE, THEY
from domain.reading.passage import Clause, Passage
from domain.reading.pattern import Pattern
from domain.reading.phrases import phrases
from domain.reading.sources import Source, own_source, source_of, without_source
from domain.reading.understood import AnswerRead
from domain.reading.values import tidy, value_in
from domain.reading.words import fold

_NOT_KNOWN = phrases(
    r"don'?t know|do not know|no idea|unknown|unclear|not clear|find out|figure out|vet inte|vet ej|oklart"
    r"|ingen aning|ta reda på|luska ut|kolla upp|forgot to ask|glömde fråga|not discussed|didn'?t (?:discuss|ask"
    r"|get to|talk)"
    r"|inte pratat om|diskuterade inte|hann inte|frågade inte|fråga (?:om|vem|hur|när|efter)|(?:will|must|should"
    r"|need to|have to|to|ska|måste|bör|behöver) (?:ask|check|fråga|kolla|höra|reda)|ask (?:about|who|her|him|them"
    r"|when)|tbd|not asked|inte frågat"
)

ASKED = phrases(
    r"(?:asked|frågade|frågat|ställde frågan|tog upp|raised|pressed|pushed|brought up|försökte få (?:fram|veta)"
    r"|tried to (?:find out|get)|lyfte)"
)

_NO_ANSWER = phrases(
    r"no (?:clear |real |straight )?answer|(?:didn'?t|did not|doesn'?t|does not|don'?t|wouldn'?t|would not|couldn'?t"
    r"|could not|can'?t|won'?t)(?: \S+)? (?:answer|say|know|tell|share|reveal|disclose|commit|want to)|refuse[sd]?"
    r"|dodg(?:ed|es|ing)|avoid(?:ed|s)|evasive|vague|not sure"
    r"|will get back|gets? back|inget (?:tydligt |rakt |klart )?svar|svarade inte|svarade ej|(?:ville|kunde|kan"
    r"|vill) (?:inte|ej)(?: \S+)? (?:säga|svara|berätta|avslöja|gå in|prata|uppge)?|visste (?:inte|ej)|vet (?:inte"
    r"|ej)|undvek|undviker|fick inget|inget svar|slingrade|duckade|tyst|luddig\w*|svävande|återkommer|osäker\w*"
    r"|ingen aning|no idea|changed the subject|bytte ämne|no comment"
)

_CUSTOMER = phrases(rf"{THEY}")


@dataclass(frozen=True, slots=True)
class Given:
    """An answer with the clause it stands in; `told` is false for a bare fact that nobody is said to have said."""

    answer: AnswerRead
    clause: Clause
    told: bool


def is_not_known(clause: Clause) -> bool:
    known = _NOT_KNOWN.search(clause.low)
    return known is not None and MONEY not in clause.low


def asked(passage: Passage, place: int, question: Question) -> Given | None:
    """A question put to the customer: "asked about the budget, she wouldn't say", "Who decides? Anna"."""
    clause = passage.clauses[place]
    about = _spoken_of(question, clause.low)
    if about is None:
        return None
    known = TOPICS.get(question.key, about.re).search(clause.low) is not None
    asked = ASKED.search(clause.low)
    by_us = (
        asked is not None
        and asked.start() < about.start()
        and not _by_customer(clause.low, asked.start())
        and not _is_forgotten(clause)
    )
    following = passage.clauses[place + 1] if place + 1 < len(passage.clauses) else None
    if by_us:
        return _answered(passage, clause, following, question, about.end())
    if clause.asks and following is not None and _NO_ANSWER.search(following.low) and len(clause.low.split()) <= 6:
        return _open(passage, clause, question)
    if clause.asks and following is not None and len(following.low.split()) <= 6 and len(clause.low.split()) <= 6:
        return _given(passage, following, question)
    if known and _NO_ANSWER.search(clause.low) and _CUSTOMER.match(clause.low) and MONEY not in clause.low:
        return _open(passage, clause, question)
    return None


def _spoken_of(question: Question, low: str) -> re.Match[str] | None:
    """Where the clause speaks of what the question is about, by its own grammar or by the words that app.yaml gives."""
    topics = (TOPICS.get(question.key), _topic(question))
    return next((found for topic in topics if topic is not None and (found := topic.search(low))), None)


def _topic(question: Question) -> Pattern | None:
    words = [re.escape(fold(word).text) for word in question.words]
    return phrases(f"(?:{'|'.join(words)})") if words else None


def _by_customer(low: str, place: int) -> bool:
    return re.search(rf"{THEY}(?: \w+)? $", low[:place]) is not None


def _is_forgotten(clause: Clause) -> bool:
    return (
        phrases(
            r"forgot|glömde|not asked|never asked|didn'?t|inte frågat|har inte|haven'?t|frågade inte|frågade aldrig"
        ).search(clause.low)
        is not None
    )


def _answered(
    passage: Passage, clause: Clause, following: Clause | None, question: Question, after: int
) -> Given | None:
    if _NO_ANSWER.search(clause.low, after) or (following is not None and _NO_ANSWER.search(following.low)):
        return _open(passage, clause, question)
    if clause.low[after : after + 1] == ":" and tidy(clause, after + 1, len(clause.low)):
        told = tidy(clause, after + 1, len(clause.low))
        return Given(
            AnswerRead(question.key, told, Grounds.CUSTOMER_SAID, _asked_whom(passage, clause)), clause, told=True
        )
    start, end = without_source(clause)
    value = value_in(passage, clause, question, start, end) if ":" in clause.low or MONEY in clause.low else None
    if value:
        return Given(
            AnswerRead(question.key, value, Grounds.CUSTOMER_SAID, _asked_whom(passage, clause)), clause, told=True
        )
    if following is not None:
        own = own_source(passage, following)
        if own is not None and own.grounds is Grounds.CUSTOMER_SAID:
            return _given(passage, following, question)
        if own is None and following.sentence == clause.sentence:
            return _told_behind(passage, clause, following, question)
    return _open(passage, clause, question)


def _told_behind(passage: Passage, clause: Clause, following: Clause, question: Question) -> Given:
    """ "Asked Anna who decides, Johan": what stands behind the question is what she answered."""
    start, end = without_source(following)
    named = tidy(following, start, end) if _SOMEBODY.fullmatch(following.low) else None
    value = named or value_in(passage, following, question, start, end) or (following.text if following.money else "")
    if not value or is_not_known(following):
        return _open(passage, clause, question)
    answer = AnswerRead(question.key, value.strip(" ."), Grounds.CUSTOMER_SAID, _asked_whom(passage, clause))
    return Given(answer, following, told=True)


_SOMEBODY = Pattern(rf"[\s,]*[{PERSON}{ROLE}]+[\s.!]*")


def _given(passage: Passage, clause: Clause, question: Question) -> Given | None:
    start, end = without_source(clause)
    value = value_in(passage, clause, question, start, end) or tidy(clause, start, end)
    source: Source = source_of(passage, clause)
    if not value or is_not_known(clause):
        return None
    return Given(AnswerRead(question.key, value, source.grounds, source.said_by), clause, source.told)


def _open(passage: Passage, clause: Clause, question: Question) -> Given:
    return Given(AnswerRead(question.key, "", Grounds.ASKED_NO_ANSWER, _asked_whom(passage, clause)), clause, told=True)


def _asked_whom(passage: Passage, clause: Clause) -> str:
    return next((person.text for person in passage.people_in(clause)), "")
