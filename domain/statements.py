"""What was stated as a fact about one question: by whom, what of it stands, and where two sources contradict.

A source is a person at the customer, their papers, or our own eyes. Of each the latest statement counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import combinations

from domain.facts import FACTUAL, Answer, Grounds
from domain.reading.amounts import Money, find_amounts

Similar = Callable[[str, str], float]
"""How alike two words are, 0 to 100."""

_ALIKE = 70.0
_WORD = re.compile(r"[^\W_]+")
_FIGURE = re.compile(r"\d+")
_NOT = re.compile(r"\b(?:no|not|never|none|nobody|without|\w+n't|nej|inte|ej|ingen|inget|inga|aldrig|utan|saknas)\b")


def told_on(answer: Answer) -> date:
    """The day on which the customer said it, else the day on which we were told."""
    return answer.heard_on or answer.at.date()


def when(answer: Answer) -> tuple[date, datetime]:
    """Sort key: by the day it was said, then by when we were told."""
    return told_on(answer), answer.at


def latest(answers: Sequence[Answer]) -> Answer | None:
    """The latest of them. `answers` are the latest told first, which decides between those of one instant."""
    return max(answers, key=when, default=None)


def standing(answers: Sequence[Answer], similar: Similar) -> tuple[Answer, ...]:
    """What stands of the facts among fresh answers, the latest first: each source's latest statement.

    `answers` are the latest told first. A contradiction is settled when a document comes after it, or when one of the
    two says it anew: what the other said before does not stand any more.
    """
    told = sorted((one for one in reversed(answers) if one.grounds in FACTUAL), key=when)
    sources: dict[tuple[Grounds, str], list[int]] = {}
    for place, fact in enumerate(told):
        sources.setdefault((fact.grounds, fact.said_by.casefold()), []).append(place)
    last = sorted((places[-1] for places in sources.values()), reverse=True)
    settled = {
        place
        for place in last
        for places in sources.values()
        if _is_after(told, places[-1], place) and _settles([told[one] for one in places], told[place], similar)
    }
    return tuple(told[place] for place in last if place not in settled)


def _is_after(told: Sequence[Answer], one: int, other: int) -> bool:
    """Whether a statement is newer than another; what one act tells is told at once."""
    is_later = when(told[one]) > when(told[other])
    return is_later or (one > other and told[one].act != told[other].act)


def contradict(stated: Sequence[Answer], similar: Similar) -> bool:
    """Whether two of the statements cannot both be so."""
    return any(differ(one.value, other.value, similar) for one, other in combinations(stated, 2))


def _settles(theirs: Sequence[Answer], other: Answer, similar: Similar) -> bool:
    """Whether the last word of a source settles what another one said before it: it is a document, or the two had
    differed already.
    """
    last, before = theirs[-1], theirs[-2] if len(theirs) > 1 else None
    return last.grounds is Grounds.DOCUMENT or (before is not None and differ(before.value, other.value, similar))


def differ(one: str, other: str, similar: Similar) -> bool:
    """Whether two answers to one question say different things.

    Amounts are compared as amounts ("400k" is "SEK 400,000") and other figures as figures. Words are the same when each
    of the shorter answer has one like it in the longer ("Johan", "Johan Ek, the CFO"), and both deny or neither does.
    """
    mine, theirs = find_amounts(one), find_amounts(other)
    if mine and theirs:
        return not any(_same_amount(a, b) for a in mine for b in theirs)
    figures = set(_FIGURE.findall(one)), set(_FIGURE.findall(other))
    if all(figures) and figures[0].isdisjoint(figures[1]):
        return True
    if bool(_NOT.search(one.casefold())) != bool(_NOT.search(other.casefold())):
        return True
    short, long = sorted((_words(one), _words(other)), key=lambda words: (len(words), words))
    return not all(any(word == said or similar(word, said) >= _ALIKE for said in long) for word in short)


def _same_amount(one: Money, other: Money) -> bool:
    currencies = {money.currency for money in (one, other)} - {None}
    return one.value == other.value and len(currencies) < 2


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
