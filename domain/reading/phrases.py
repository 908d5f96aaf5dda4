"""How the tables of phrases are written and read.

A phrase is a regular expression over a note in small letters with single spaces. å, ä and ö also match without their
rings and dots, as they are typed in a hurry, but for the few words that would become another word.
"""

from __future__ import annotations

import re
from functools import lru_cache

from domain.reading.pattern import Pattern

_LOOSE = str.maketrans({"å": "[åa]", "ä": "[äa]", "ö": "[öo]", "Å": "å", "Ä": "ä", "Ö": "ö"})
_STRICT = str.maketrans("åäö", "ÅÄÖ")
_ANOTHER_WORD_WITHOUT = re.compile(r"(?<![\w\\])(?:så|än|vår|vårt|här|får|hör|åt|nå|dän|å)(?!\w)")


def one_of(*sources: str) -> str:
    """The source of a pattern that matches any of the phrases."""
    return f"(?:{'|'.join(sources)})"


@lru_cache(maxsize=1024)
def phrases(*sources: str) -> Pattern:
    """A pattern of whole words that matches any of the phrases."""
    return Pattern(rf"(?<!\w){loose(one_of(*sources))}(?!\w)")


def loose(source: str) -> str:
    """The source with å, ä and ö that may lack their marks."""
    return _ANOTHER_WORD_WITHOUT.sub(lambda word: word[0].translate(_STRICT), source).translate(_LOOSE)


def listed(text: str) -> frozenset[str]:
    """The words of a table that is written as one text."""
    return frozenset(text.split())
