"""The words of a note and where each stands."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from domain.reading.pattern import Pattern

_WORD = Pattern(r"[^\W_]+(?:['’][^\W_]+)?")
_LIGATURES = str.maketrans({"ø": "o", "æ": "a", "œ": "o", "đ": "d", "ł": "l", "ß": "s"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as typed, and as a key without case and accents."""

    text: str
    key: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Typed with a capital letter first."""
        return self.text[:1].isupper()


def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order."""
    return tuple(Word(match[0], key(match[0]), *match.span()) for match in _WORD.finditer(text))


@lru_cache(maxsize=16_384)
def key(word: str) -> str:
    """A word without case and accents."""
    folded = unicodedata.normalize("NFKD", word.lower().translate(_LIGATURES))
    return "".join(sign for sign in folded if not unicodedata.combining(sign))


@lru_cache(maxsize=16_384)
def keys(name: str) -> tuple[str, ...]:
    """The keys of the words of a name."""
    return tuple(word.key for word in words(name))


def without_genitive(word: str) -> str:
    """ "nordfrakts", "anna's" and "annas" without what makes them owners."""
    for ending in ("'s", "s'", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)]
    return word


def same(said: str, meant: str) -> bool:
    """Whether a key is another, perhaps in the genitive."""
    return said == meant or (said[: len(meant)] == meant and said[len(meant) :] in ("s", "'s", "'"))
