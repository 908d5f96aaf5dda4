"""Names as people type them: how alike two are, and by which words an account may be mentioned."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor

from rapidfuzz import fuzz

SURE = 100.0
_ALIKE = 82.0  # from this ratio on, two words may be one word typed twice
_ENDED = 90.0
_SHORT = 4
BEGINNING = _SHORT + 1
_LONG = 10
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "&": None, "'": None, "’": None, ".": None}
)
_FORMS = frozenset({
    "ab", "aktiebolag", "publ", "hb", "kb", "as", "asa", "aps", "oy", "oyj", "ltd", "limited", "plc", "llc", "inc",
    "incorporated", "corp", "corporation", "co", "company", "gmbh", "ag", "kg", "bv", "nv", "sa", "sas", "srl", "spa",
})  # fmt: skip
_SLASHED = re.compile(r"\b(\w)/(\w)\b")
_JOINS_UP_TO = 40


@lru_cache(maxsize=65_536)
def key(name: str) -> str:
    """A name without case, accents, signs and company form: "Nordfrakt AB (publ)" is "nordfrakt"."""
    words = _plain(name).split()
    kept = list(words)
    while len(kept) > 1 and kept[-1] in _FORMS:
        kept.pop()
    while len(kept) > 1 and kept[0] == "ab":
        kept.pop(0)
    return " ".join(kept)


def similar(one: str, other: str) -> float:
    """How alike two names are, 0 to 100, whatever the order of their words and however they are spaced."""
    a, b = key(one), key(other)
    if not a or not b:
        return 0.0
    spaced = max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b))
    return max(spaced, fuzz.ratio(a.replace(" ", ""), b.replace(" ", "")))


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of a text, with and without a genitive, and each two neighbours as one."""

    words: frozenset[str]
    joined: frozenset[str]

    def likeness(self, word: str) -> float:
        """How sure it is that the text says this word, 0 to 100."""
        if word in self.joined:
            return SURE
        return max((likeness(said, word) for said in self.words), default=0.0)


def spoken(text: str) -> Spoken:
    """What a text may say: "nord frakts" are the words nord, frakts, frakt, nordfrakts and nordfrakt."""
    words = _plain(text).split()
    joined = {a + b for a, b in pairwise(words) if len(a + b) <= _JOINS_UP_TO}
    return Spoken(_and_without_genitive(words), _and_without_genitive(joined))


def _and_without_genitive(words: Iterable[str]) -> frozenset[str]:
    words = frozenset(words)
    return words | {word[:-1] for word in words if word.endswith("s") and len(word) > 2}


def handles(name: str) -> frozenset[str]:
    """The words a name may be mentioned by: each of its words, and all of them as one."""
    words = key(name).split()
    return frozenset(word for word in (*words, "".join(words)) if len(word) > 1)


def person_handles(name: str) -> frozenset[str]:
    """The words a contact may be mentioned by: the surname and the whole name. A first name fits too many."""
    words = key(name).split()
    return frozenset({words[-1], "".join(words)}) if len(words) > 1 else frozenset()


def lengths(long: int) -> tuple[int, int]:
    """How short and how long a word can be that is one of this length with a slip of the finger."""
    ratio = _ALIKE / 100
    return ceil(long * ratio / (2 - ratio)), floor(long * (2 - ratio) / ratio)


def beginning(word: str) -> str:
    """What it has in common with every word that it begins, or that begins it."""
    return word[:BEGINNING]


def likeness(said: str, word: str) -> float:
    """How sure it is that something said is this word, 0 to 100: it is the same, with an ending, or with a slip of the
    finger. Only words with a trace in common are compared at all.
    """
    if said == word:
        return SURE
    if traces(said).isdisjoint(traces(word)):
        return 0.0
    short, long = sorted((said, word), key=len)
    if len(short) > _SHORT and long.startswith(short):
        return _ENDED
    ratio = fuzz.ratio(said, word)
    return ratio if ratio >= _ALIKE else 0.0


@lru_cache(maxsize=65_536)
def traces(word: str) -> frozenset[str]:
    """What is left of a word after a slip of the finger: its first four letters, its last four, or both its ends. A
    long word always keeps one of the former; one of three letters leaves no trace, it is only ever itself.
    """
    if len(word) < _SHORT:
        return frozenset()
    left = {f"{word[:4]}-", f"-{word[-4:]}"}
    return frozenset(left if len(word) >= _LONG else left | {f"{word[:2]}-{word[-2:]}"})


@lru_cache(maxsize=65_536)
def _plain(text: str) -> str:
    """Small letters and figures with single spaces between."""
    small = _SLASHED.sub(r"\1\2", text.casefold()).translate(_LETTERS)
    folded = unicodedata.normalize("NFKD", small)
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", bare))
