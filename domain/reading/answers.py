"""Answers to the company's questions in a note, each with what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.facts import Grounds
from domain.process import Question
from domain.reading.answer_words import ANSWERS, RIVAL_WORDS, TOPICS
from domain.reading.passage import COLLEAGUE, MONEY, PERSON, ROLE, THEY, TIME, WE, Clause, Passage
from domain.reading.phrases import phrases
from domain.reading.sources import Source, own_source, source_of, without_source
from domain.reading.understood import AnswerRead
from domain.reading.words import fold
from domain.settings import Settings

_NOT_KNOWN = phrases(
    r"don'?t know|do not know|no idea|unknown|unclear|not clear|find out|figure out|vet inte|vet ej|oklart|ingen aning|ta reda på|luska ut|kolla upp|forgot to ask|glömde fråga|not discussed|didn'?t (?:discuss|ask|get to|talk)"
    r"|inte pratat om|diskuterade inte|hann inte|frågade inte|fråga (?:om|vem|hur|när|efter)|(?:will|must|should|need to|have to|to|ska|måste|bör|behöver) (?:ask|check|fråga|kolla|höra|reda)|ask (?:about|who|her|him|them|when)|tbd|not asked|inte frågat"
)
_UNREAL = phrases(r"if|unless|would|when we|om (?:de|hon|han|vi|det|budgeten)|ifall|skulle")
_ASKED = phrases(r"(?:asked|frågade|frågat|ställde frågan|tog upp|raised|pressed|pushed|brought up|försökte få (?:fram|veta)|tried to (?:find out|get)|lyfte)")
_NO_ANSWER = phrases(
    r"no (?:clear |real |straight )?answer|(?:didn'?t|did not|doesn'?t|does not|don'?t|wouldn'?t|would not|couldn'?t|could not|can'?t|won'?t)(?: \S+)? (?:answer|say|know|tell|share|reveal|disclose|commit|want to)|refuse[sd]?|dodg(?:ed|es|ing)|avoid(?:ed|s)|evasive|vague|not sure"
    r"|will get back|gets? back|inget (?:tydligt |rakt |klart )?svar|svarade inte|svarade ej|(?:ville|kunde|kan|vill) (?:inte|ej)(?: \S+)? (?:säga|svara|berätta|avslöja|gå in|prata|uppge)?|visste (?:inte|ej)|vet (?:inte|ej)|undvek|undviker|fick inget|inget svar|slingrade|duckade|tyst|luddig\w*|svävande|återkommer|osäker\w*|ingen aning|no idea|changed the subject|bytte ämne|no comment"
)
_CUSTOMER = phrases(rf"{THEY}")


@dataclass(frozen=True, slots=True)
class Given:
    """An answer with the clause it stands in; `told` is false for a bare fact that nobody is said to have said."""

    answer: AnswerRead
    clause: Clause
    told: bool


def find_answers(passage: Passage, settings: Settings, steps: frozenset[int]) -> tuple[Given, ...]:
    """Every answer in the note, one per question. `steps` are the starts of clauses that plainly are next steps."""
    found: dict[str, Given] = {}
    asked_until = -1
    for place, clause in enumerate(passage.clauses):
        for question in settings.questions:
            given = _asked(passage, place, question) if question.key not in found else None
            if given is None and place > asked_until and question.key not in found and clause.start not in steps:
                given = _stated(passage, clause, question, settings)
            if given is not None:
                found[question.key] = given
                asked_until = max(asked_until, passage.clauses.index(given.clause)) if given.clause is not clause else asked_until
    return tuple(found.values())


def _stated(passage: Passage, clause: Clause, question: Question, settings: Settings) -> Given | None:
    if clause.asks or _UNREAL.match(clause.low) or _is_not_known(clause) or _ASKED.match(clause.low) is not None and not MONEY in clause.low and ":" not in clause.low:
        return None
    start, end = without_source(clause)
    value = _value(passage, clause, question, start, end)
    if value is None and _others_say(question, clause, settings):
        return None
    if value is None:
        value = _by_its_words(clause, question, start, end)
    if not value:
        return None
    source = source_of(passage, clause)
    return Given(AnswerRead(question.key, value, source.grounds, source.said_by), clause, source.told)


def _is_not_known(clause: Clause) -> bool:
    known = _NOT_KNOWN.search(clause.low)
    return known is not None and MONEY not in clause.low


def _value(passage: Passage, clause: Clause, question: Question, start: int, end: int) -> str | None:
    for pattern in ANSWERS.get(question.key, ()):
        match = pattern.search(clause.low, start, end)
        if match is None:
            continue
        value = _of_match(passage, clause, question.key, match, end)
        if value:
            return value
    return None


def _of_match(passage: Passage, clause: Clause, key: str, match: re.Match[str], end: int) -> str:
    groups = match.groupdict()
    if groups.get("rival") is not None:
        return _rival(clause, *match.span("rival"))
    first, last = match.span("v") if groups.get("v") is not None else (match.start(), match.start())
    value = tidy(clause, first, last)
    if key == "champion" and _PRONOUN.fullmatch(value.lower()):
        return _before(passage, clause, value)
    if key != "decision_maker":
        return value if key != "pain" or not re.match(r"(?:no|inga|inget|not|för)\b", value.lower()) else ""
    if TIME in clause.low and not re.search(r":|is the|är ", match[0]):
        return ""
    if not value or _PRONOUN.fullmatch(value.lower()):
        return _before(passage, clause, value)
    return "" if _US.match(clause.low, first) else value


_US = phrases(rf"(?:{WE}|they|de|dom|it|det|this|them)(?=$| )")
_PRONOUN = re.compile(r"(?:she|he|hon|han|who|som|it's|det är)?")


def _before(passage: Passage, clause: Clause, pronoun: str) -> str:
    """ "The CFO, who decides": whoever was named last before."""
    near = [
        (someone.start, someone.text)
        for someone in (*passage.people, *passage.roles)
        if someone.start < clause.start + (len(clause.low) if not pronoun else 0)
    ]
    return max(near)[1] if near else pronoun


_ARTICLES = phrases(r"(?:that|att|is|är|the fact that|about|around|just|only|also|även|också|bara|now|nu|at|on|of|it'?s|det är|mest|mainly|mostly|currently)(?= )")


def tidy(clause: Clause, start: int, end: int) -> str:
    """A stretch as typed, without what leans on it."""
    low = clause.low
    while start < end and low[start] in " ,:;-–=\"'(":
        start += 1
    lead = _ARTICLES.match(low, start, end)
    if lead is not None:
        return tidy(clause, lead.end(), end)
    return clause.text[start:end].strip(" .,:;!?\"'()-–")


def _rival(clause: Clause, start: int, end: int) -> str:
    """A rival is somebody with a name, or said to be one of several; nobody we know."""
    low = clause.low[start:end]
    value = tidy(clause, start, end)
    if re.match(rf"[{PERSON}{ROLE}{COLLEAGUE}{TIME}{MONEY}]|(?:{THEY})\b", low.strip()):
        return ""
    return value if re.search(r"\b[A-ZÅÄÖ]\w", value) or RIVAL_WORDS.search(low) else ""


def _others_say(question: Question, clause: Clause, settings: Settings) -> bool:
    """The clause is an answer to another question by that question's own grammar."""
    return any(
        pattern.search(clause.low)
        for other in settings.questions
        if other.key != question.key
        for pattern in ANSWERS.get(other.key, ())
    )


def _by_its_words(clause: Clause, question: Question, start: int, end: int) -> str | None:
    """By the phrases that app.yaml gives for the question: "fleet size is 40", "they have 40 vehicles"."""
    for phrase in sorted(question.words, key=len, reverse=True):
        match = phrases(re.escape(fold(phrase).text)).search(clause.low, start, end)
        if match is None:
            continue
        stated = phrases(r"(?:(?: \S+){0,2}? (?:is|are|was|är|var|blir)| ?[:=]) (?P<v>.+)").match(clause.low, match.end(), end)
        if stated is not None:
            return tidy(clause, *stated.span("v"))
        if _STATES.search(clause.low, start, end) or MONEY in clause.low:
            return tidy(clause, start, end)
    return None


_STATES = phrases(
    r"is|are|was|were|has|have|had|no|not|will|wants?|needs?|must|can|decides?|uses?|är|var|har|hade|ingen|inget|inga|inte|vill|behöver|ska|måste|kan|bestämmer|beslutar|använder|finns|blir|kör|\d+"
)


def _asked(passage: Passage, place: int, question: Question) -> Given | None:
    """A question put to the customer: "asked about the budget, she wouldn't say", "Who decides? Anna"."""
    clause = passage.clauses[place]
    topic = TOPICS.get(question.key) or _topic(question)
    about = topic.search(clause.low) if topic else None
    if about is None:
        return None
    asked = _ASKED.search(clause.low)
    by_us = asked is not None and asked.start() < about.start() and not _by_customer(clause.low, asked.start()) and not _is_forgotten(clause)
    following = passage.clauses[place + 1] if place + 1 < len(passage.clauses) else None
    if by_us:
        return _answered(passage, clause, following, question, about.end())
    if clause.asks and following is not None and len(following.low.split()) <= 6 and len(clause.low.split()) <= 6:
        return _given(passage, following, question)
    if _NO_ANSWER.search(clause.low) and _CUSTOMER.match(clause.low) and not MONEY in clause.low:
        return _open(passage, clause, question)
    return None


def _topic(question: Question) -> re.Pattern[str] | None:
    words = [re.escape(fold(word).text) for word in question.words]
    return phrases(f"(?:{'|'.join(words)})") if words else None


def _by_customer(low: str, place: int) -> bool:
    return re.search(rf"{THEY}(?: \w+)? $", low[:place]) is not None


def _is_forgotten(clause: Clause) -> bool:
    return phrases(r"forgot|glömde|not asked|never asked|didn'?t|inte frågat|har inte|haven'?t|frågade inte|frågade aldrig").search(clause.low) is not None


def _answered(passage: Passage, clause: Clause, following: Clause | None, question: Question, after: int) -> Given | None:
    if _NO_ANSWER.search(clause.low, after) or (following is not None and _NO_ANSWER.search(following.low)):
        return _open(passage, clause, question)
    start, end = without_source(clause)
    value = _value(passage, clause, question, start, end) if ":" in clause.low or MONEY in clause.low else None
    if value:
        return Given(AnswerRead(question.key, value, Grounds.CUSTOMER_SAID, _asked_whom(passage, clause)), clause, told=True)
    if following is not None:
        own = own_source(passage, following)
        if own is not None and own.grounds is Grounds.CUSTOMER_SAID:
            return _given(passage, following, question)
    return _open(passage, clause, question)


def _given(passage: Passage, clause: Clause, question: Question) -> Given | None:
    start, end = without_source(clause)
    value = _value(passage, clause, question, start, end) or tidy(clause, start, end)
    source: Source = source_of(passage, clause)
    if not value or _is_not_known(clause):
        return None
    return Given(AnswerRead(question.key, value, source.grounds, source.said_by), clause, source.told)


def _open(passage: Passage, clause: Clause, question: Question) -> Given:
    return Given(AnswerRead(question.key, "", Grounds.ASKED_NO_ANSWER, _asked_whom(passage, clause)), clause, told=True)


def _asked_whom(passage: Passage, clause: Clause) -> str:
    return next((person.text for person in passage.people_in(clause)), "")


def clauses_of(given: tuple[Given, ...]) -> Iterator[int]:
    """Where the clauses with answers begin."""
    return (one.clause.start for one in given if one.answer.grounds is not Grounds.ASKED_NO_ANSWER)
