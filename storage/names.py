"""Names as people type them: how alike two are, and by which words an account may be mentioned."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

ALIKE = 80.0
"""From this ratio on, two words may be the same word typed twice."""

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


def spoken(text: str) -> frozenset[str]:
    """The words of a text and each two neighbours as one word, as "nord frakt" may be Nordfrakt."""
    words = _plain(text).split()
    return frozenset(words) | {a + b for a, b in pairwise(words) if len(a + b) <= _JOINS_UP_TO}


def handles(name: str) -> frozenset[str]:
    """The words a name may be mentioned by: each of its words, and all of them as one."""
    words = key(name).split()
    return frozenset(word for word in (*words, "".join(words)) if len(word) > 1)


def person_handles(name: str) -> frozenset[str]:
    """The words a contact may be mentioned by: the surname and the whole name. A first name fits too many."""
    words = key(name).split()
    return frozenset({words[-1], "".join(words)}) if len(words) > 1 else frozenset()


def alike(said: str, word: str) -> bool:
    """Whether a word of a text may be this word: the same, with an ending, or with a slip of the finger."""
    if said in {word, word + "s"}:
        return True
    short, long = sorted((said, word), key=len)
    if len(short) < 4:
        return False
    return (len(short) > 4 and long.startswith(short)) or fuzz.ratio(said, word, score_cutoff=ALIKE) > 0


def heard(said: frozenset[str], name: str) -> float:
    """How much of a name is heard among the words of a text, 0 to 100."""
    words = key(name).split()
    if not words:
        return 0.0
    as_one = "".join(words)
    whole = max(_ratios(said, as_one), default=0.0)
    parts = sum(max(_ratios(said, word), default=0.0) for word in words) / len(words)
    return max(whole, parts)


def _ratios(said: frozenset[str], word: str) -> Iterator[float]:
    return (max(fuzz.ratio(one, word), ALIKE) for one in said if alike(one, word))


@lru_cache(maxsize=65_536)
def _plain(text: str) -> str:
    """Small letters and figures with single spaces between."""
    small = _SLASHED.sub(r"\1\2", text.casefold()).translate(_LETTERS)
    folded = unicodedata.normalize("NFKD", small)
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", bare))
