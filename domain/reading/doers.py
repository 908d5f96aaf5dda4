"""Who is told to do something: "Anna calls them", "@anna: call them", "låt Anna ringa", "call them, Anna"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from domain.reading.pattern import Pattern
from domain.reading.phrases import listed
from domain.reading.tokens import key
from domain.reading.verbs import EN_DONE, EN_PLAIN, EN_THIRD, PLAIN_OF, SV_DONE, SV_NOW, SV_PLAIN
from domain.reading.when import DayOrder

Called = Mapping[str, Sequence[str]]
"""The names that colleagues go by, in small letters, each with the ids of those who have it."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who is speaking and when: `now` is aware and in the zone of the speaker, `people` are whom they may name."""

    now: datetime
    people: Called
    speaker: str
    order: DayOrder = DayOrder.DMY
    zone: str = "UTC"


_DOES = listed("will shall should must to ska skall skulle måste får bör kan can")
"""What stands between a name and a verb."""
_ALSO = listed("handles owns drives leads covers sköter driver löser äger bevakar ansvarar håller ser drar låter")
"""Done in meetings more than with customers, so the tables of selling lack them."""
NOW = frozenset(map(key, EN_THIRD | SV_NOW | _DOES | _ALSO))
"""What goes on from a name, as keys: "calls", "ringer", "ska"."""
PLAIN = frozenset(map(key, EN_PLAIN | SV_PLAIN))
"""What is told to somebody: "call", "ring"."""
DONE = frozenset(map(key, EN_DONE | SV_DONE)) - NOW - PLAIN
"""What tells of what was."""

_ME = Pattern(r"(?:i(?:['’]ll)?|jag)\s+", re.IGNORECASE)
_WE = Pattern(r"(?:we|vi)\s+(?=\w)", re.IGNORECASE)
_LET = Pattern(r"(?:(?:we|vi)\s+|let['’]s\s+)?(?:let|have|låt|låter)\s+(?=\S)", re.IGNORECASE)
_YOU = Pattern(r"(?:(?:can|could|will|kan|vill)\s+)?(?:you|du)\s+(?:(?:please|snälla)\s+)?(?=\S)", re.IGNORECASE)
_AND = frozenset({"and", "och"})
_GOING = Pattern(r"is\s+going\s+to\s+(?=\S)", re.IGNORECASE)


def tells_who(words: str) -> bool:
    """Whether the words go on from a name: "calls the CFO" does, "call the CFO" asks for a colon."""
    return first_word(words) in NOW | _AND | {"is"}


def has_others(words: str) -> bool:
    """Whether somebody else does it too: "och Erik åker dit"."""
    return first_word(words) in _AND


def verb_in(words: str, spoken: Spoken) -> str:
    """The key of what is done: "åker" of "och Erik åker dit", "to" of "is going to call"; empty when nothing is."""
    others = _beside(tuple(spoken.people)).match(words)
    rest = words[others.end() :] if others else words
    return "to" if _GOING.match(rest) else first_word(rest)


def as_told(words: str) -> str:
    """The words as they are told to whoever does it: "calls the CFO" and "will call the CFO" are "call the CFO"."""
    going = _GOING.match(words)
    words = words[going.end() :] if going else words
    verb, _, rest = words.partition(" ")
    if verb.lower() in _DOES and rest:
        return rest
    return f"{PLAIN_OF.get(verb.lower(), verb)} {rest}".strip()


@dataclass(frozen=True, slots=True)
class Doer:
    """Who is named at the beginning, and what follows."""

    who: tuple[str, ...]
    rest: str
    has_colon: bool = False
    has_at: bool = False
    is_we: bool = False
    is_asked: bool = False


def doer_of(line: str, spoken: Spoken) -> Doer | None:
    """Whoever the line begins with; "we" is nobody in particular."""
    let = _LET.match(line)
    line = line[let.end() :] if let else line
    me = _ME.match(line)
    if me is not None:
        return Doer((spoken.speaker,), line[me.end() :])
    we = _WE.match(line)
    if we is not None:
        return Doer((), line[we.end() :], is_we=True)
    found = _names(tuple(spoken.people)).match(line)
    if found is None:
        return None
    who, rest = tuple(spoken.people[found["name"].lower()]), line[found.end() :]
    you = _YOU.match(rest)
    rest = rest[you.end() :] if you else rest
    return Doer(who, rest, found["colon"] is not None, bool(found["at"]), is_asked=you is not None)


def doer_at_end(line: str, spoken: Spoken) -> Doer | None:
    """ "Call the CFO by Thursday, Anna", "ring dem på torsdag @anna"."""
    found = _names_last(tuple(spoken.people)).search(line)
    if found is None:
        return None
    return Doer(tuple(spoken.people[found["name"].lower()]), line[: found.start()])


@lru_cache(maxsize=64)
def _names(people: tuple[str, ...]) -> Pattern:
    after = r"(?:['’]ll)?(?:\s*(?P<colon>[:,–→]|-+>|=>)\s*|\s+-\s+|\s+)(?=\S)"
    return Pattern(rf"(?P<at>@?)(?P<name>{_any_of(people)}){after}", re.IGNORECASE)


@lru_cache(maxsize=64)
def _names_last(people: tuple[str, ...]) -> Pattern:
    return Pattern(rf"(?:\s+@|\s*[(,–]\s*@?)(?P<name>{_any_of(people)})\)?[.!]*$", re.IGNORECASE)


@lru_cache(maxsize=64)
def _beside(people: tuple[str, ...]) -> Pattern:
    """Others who do it too."""
    return Pattern(rf"(?:(?:and|och|&|\+)\s+@?(?:{_any_of(people)})\s+)+", re.IGNORECASE)


def _any_of(people: tuple[str, ...]) -> str:
    return "|".join(re.escape(name) for name in sorted(people, key=len, reverse=True)) or r"(?!)"


def first_word(words: str) -> str:
    """The key of the first word; empty when there is none."""
    found = _WORD.search(words)
    return key(found[0]) if found else ""


_WORD = Pattern(r"[^\W_]+")
