"""Names as people type them: how alike two are, and by which words an account may be mentioned."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

ALIKE = 80.0
"""From this ratio on, two words may be the same word typed twice."""

SHORT = 4
"""A word with fewer letters is only ever itself."""

_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "&": None, "'": None, "’": None, ".": None}
)
_FORMS = frozenset({
    "ab", "aktiebolag", "publ", "hb", "kb", "as", "asa", "aps", "oy", "oyj", "ltd", "limited", "plc", "llc", "inc",
    "incorporated", "corp", "corporation", "co", "company", "gmbh", "ag", "kg", "bv", "nv", "sa", "sas", "srl", "spa",
})  # fmt: skip
_SLASHED = re.compile(r"\b(\w)/(\w)\b")
_JOINS_UP_TO = 40
_FEW_LETTERS = 5


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
    """The words of a text, without a genitive too, and each two neighbours as one: "nord frakts" may be Nordfrakt."""
    words = _plain(text).split()
    said = {*words, *(a + b for a, b in pairwise(words) if len(a + b) <= _JOINS_UP_TO)}
    return frozenset(said | {word[:-1] for word in said if word.endswith("s") and len(word) > 2})


def handles(name: str) -> frozenset[str]:
    """The words a name may be mentioned by: each of its words, and all of them as one."""
    words = key(name).split()
    return frozenset(word for word in (*words, "".join(words)) if len(word) > 1)


def person_handles(name: str) -> frozenset[str]:
    """The words a contact may be mentioned by: the surname and the whole name. A first name fits too many."""
    words = key(name).split()
    return frozenset({words[-1], "".join(words)}) if len(words) > 1 else frozenset()


def alike(said: str, word: str) -> bool:
    """Whether something said may be this word: the same, with an ending, or with a slip of the finger that left its
    head or its tail as it was.
    """
    if said == word:
        return True
    short, long = sorted((said, word), key=len)
    if len(short) < SHORT or not (said.startswith(head(word)) or said.endswith(tail(word))):
        return False
    return (len(short) > SHORT and long.startswith(short)) or fuzz.ratio(said, word) >= ALIKE


def head(word: str) -> str:
    """The letters at the start that find a word: three, of a short word two."""
    return word[: 2 if len(word) <= _FEW_LETTERS else 3]


def tail(word: str) -> str:
    """The letters at the end that find a word."""
    return word[-2 if len(word) <= _FEW_LETTERS else -3 :]


def heads(said: str) -> set[str]:
    """The heads of all words that start as this one does."""
    return {said[:2], said[:3]}


def tails(said: str) -> set[str]:
    """The tails of all words that end as this one does."""
    return {said[-2:], said[-3:]}


@lru_cache(maxsize=65_536)
def _plain(text: str) -> str:
    """Small letters and figures with single spaces between."""
    small = _SLASHED.sub(r"\1\2", text.casefold()).translate(_LETTERS)
    folded = unicodedata.normalize("NFKD", small)
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", bare))
