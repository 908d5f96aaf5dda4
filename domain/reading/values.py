"""What is answered: the short statement in a clause that answers a question."""

from __future__ import annotations

import re

from domain.process import Question
from domain.reading.answer_words import ANSWERS, RIVAL_WORDS
from domain.reading.marks import COLLEAGUE, MONEY, PERSON, ROLE, THEY, TIME, WE
from domain.reading.passage import Clause, Passage
from domain.reading.pattern import Pattern
from domain.reading.people import Named
from domain.reading.phrases import phrases
from domain.reading.roles import RoleSaid
from domain.reading.sources import without_source
from domain.reading.words import fold
from domain.settings import Settings


def value_in(passage: Passage, clause: Clause, question: Question, start: int, end: int) -> str | None:
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
    if key == "pain" and _NO.search(clause.low[: match.start()]):
        return ""
    if key != "decision_maker":
        return value if key != "pain" or not re.match(r"(?:no|inga|inget|not|för)\b", value.lower()) else ""
    if _NOT.search(clause.low):
        return tidy(clause, *without_source(clause)) if value else ""
    if TIME in clause.low and not re.search(r":|is the|är ", match[0]):
        return ""
    if not value or _PRONOUN.fullmatch(value.lower()):
        return _before(passage, clause, value)
    return "" if _US.match(clause.low, first) else value


_NO = Pattern(r"\b(?:no|inga|inget|ingen|not a|not the|without|utan)(?: \w+)? $")
_NOT = phrases(r"not|n't|doesn't|inte|ej|varken|neither")

_US = phrases(rf"(?:{WE}|they|de|dom|it|det|this|them)(?=$| )")

_PRONOUN = Pattern(r"(?:she|he|hon|han|who|som|it's|det är)?")


def _before(passage: Passage, clause: Clause, pronoun: str) -> str:
    """ "The CFO, who decides": whoever was named last before."""
    until = clause.start if pronoun else clause.end
    named: list[Named | RoleSaid] = [*passage.people, *passage.roles]
    near = [(someone.start, someone.text) for someone in named if someone.start < until]
    return max(near)[1] if near else pronoun


_ARTICLES = phrases(
    r"(?:that|att|is|är|the fact that|about|around|just|only|also|även|också|bara|now|nu|at|on|of|it'?s|det är|mest"
    r"|mainly|mostly|currently)(?= )"
)


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


def others_say(question: Question, clause: Clause, settings: Settings) -> bool:
    """The clause is an answer to another question by that question's own grammar."""
    return any(
        pattern.search(clause.low)
        for other in settings.questions
        if other.key != question.key
        for pattern in ANSWERS.get(other.key, ())
    )


_ONESELF = Pattern(r" (?:oss|sig|er|mig|dig)(?!\w)")
"""To make up one's mind is not to decide for all."""


def by_its_words(clause: Clause, question: Question, start: int, end: int) -> str | None:
    """By the phrases that app.yaml gives for the question: "fleet size is 40", "they have 40 vehicles"."""
    if _OVER.search(clause.low):
        return None
    for phrase in sorted(question.words, key=len, reverse=True):
        match = phrases(re.escape(fold(phrase).text)).search(clause.low, start, end)
        if (
            match is None
            or (question.key == "decision_maker" and TIME in clause.low)
            or _ONESELF.match(clause.low, match.end())
        ):
            continue
        stated = phrases(r"(?:(?: \S+){0,2}? (?:is|are|was|är|var|blir)| ?[:=]) (?P<v>.+)").match(
            clause.low, match.end(), end
        )
        if stated is not None:
            return tidy(clause, *stated.span("v"))
        if _STATES.search(clause.low, start, end) or MONEY in clause.low:
            return tidy(clause, start, end)
    return None


_OVER = phrases(
    r"scrapped|cancell?ed|withdrawn|shelved|dead|avbruten|avbrutet|inställd|inställt|nedlagd|nedlagt|skrotad|skrotat"
    r"|(?:fått|got|given|gett|sagt|said|voted|röstat)(?: a)? (?:ja|yes|ok|okej|go-ahead|klartecken)"
)
"""What came of it is no way in which they decide."""
_STATES = phrases(
    r"is|are|was|were|has|have|had|no|not|will|wants?|needs?|must|can|decides?|uses?|är|var|har|hade|ingen|inget|inga"
    r"|inte|vill|behöver|ska|måste|kan|bestämmer|beslutar|använder|finns|blir|kör|\d+"
)
