"""A note made ready for its grammars: who and what stands where, sentence by sentence, clause by clause.

Every name, role, account, time and amount is replaced by a run of one letter, as long as what it replaces. So a
pattern can say "a customer person" and a place in the pattern is a place in the note.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from domain.reading.amounts import Money
from domain.reading.clauses import AND, clauses_of, sentences_of
from domain.reading.letters import spoken, stretches, their_own_words
from domain.reading.marks import ACCOUNT, COLLEAGUE, MONEY, PERSON, ROLE, TIME, Marks
from domain.reading.pattern import Pattern
from domain.reading.people import Named
from domain.reading.roles import SPOKEN_OF, RoleSaid
from domain.reading.when import When
from domain.reading.words import fold


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of the note that says one thing. `low` is in small letters with names as runs; `text` is as typed."""

    start: int
    end: int
    text: str
    low: str
    sentence: int
    times: tuple[When, ...] = ()
    money: tuple[Money, ...] = ()
    joined: bool = False
    """An "and" joins it to the clause before."""
    mailed: bool = False
    """It is the customer's own words: a forwarded mail or what stands between quotation marks."""
    spoken: bool = False
    """Of those words nobody says that they were written."""

    def typed(self, start: int, end: int) -> str:
        """A stretch of the clause as typed; places count from the start of the clause."""
        return self.text[start:end]

    @property
    def asks(self) -> bool:
        """It ends with a question mark."""
        return self.text.rstrip().endswith("?")


@dataclass(frozen=True, slots=True)
class Passage:
    """The whole note."""

    text: str
    clauses: tuple[Clause, ...]
    people: tuple[Named, ...]
    roles: tuple[RoleSaid, ...]

    def sentence(self, number: int) -> tuple[Clause, ...]:
        """The clauses of one sentence."""
        return tuple(clause for clause in self.clauses if clause.sentence == number)

    def people_in(self, clause: Clause) -> tuple[Named, ...]:
        """Customer people named in a clause."""
        return tuple(p for p in self.people if clause.start <= p.start < clause.end and not p.colleague)

    def roles_in(self, clause: Clause) -> tuple[RoleSaid, ...]:
        """Roles in a clause that stand without a name."""
        return tuple(r for r in self.roles if clause.start <= r.start < clause.end and r.name is None)


_TITLED = Pattern(rf"{PERSON}+ \([{ACCOUNT}{ROLE} ]+\)")
"""Somebody with the company in brackets is one somebody."""


def read(
    text: str,
    accounts: Iterable[tuple[int, int]],
    people: Sequence[Named],
    roles: Sequence[RoleSaid],
    times: Sequence[When],
    money: Sequence[Money],
) -> Passage:
    """The note in clauses, from what was found in it."""
    marks = Marks(list(fold(text).text))
    for person in people:
        marks.put(person.start, person.end, COLLEAGUE if person.colleague else PERSON)
    for start, end in accounts:
        marks.put(start, end, ACCOUNT)
    for when in times:
        marks.put(when.start, when.end, TIME)
    for role in roles:
        if role.key not in SPOKEN_OF:
            marks.put(role.start, role.end, ROLE)
    for amount in money:
        marks.put(amount.start, amount.end, MONEY)
    low = their_own_words(_TITLED.sub(lambda match: PERSON * len(match[0]), "".join(marks.letters)))
    clauses = tuple(
        Clause(
            start,
            end,
            text[start:end],
            low[start:end],
            number,
            tuple(when for when in times if start <= when.start < end),
            tuple(amount for amount in money if start <= amount.start < end),
            AND.search(low, 0, start) is not None,
        )
        for number, sentence in enumerate(sentences_of(text, low))
        for start, end in clauses_of(low, *sentence)
    )
    return Passage(text, _mailed(clauses, low), tuple(people), tuple(roles))


def _mailed(clauses: tuple[Clause, ...], low: str) -> tuple[Clause, ...]:
    own, aloud = stretches(low), spoken(low)
    return tuple(
        replace(clause, mailed=True, spoken=_inside(clause, aloud)) if _inside(clause, own) else clause
        for clause in clauses
    )


def _inside(clause: Clause, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start - 1 <= clause.start < end for start, end in spans)
