"""What is decided in a meeting: "@anna calls the CFO by Thursday", "vi bestämmer att Maja ringer Johan i morgon"."""

from __future__ import annotations

from domain.reading.phrases import listed
from domain.reading.verbs import EN_THIRD, SV_NOW

_HELPS = listed("will shall should must to can has is needs ska skall får måste kan bör behöver skulle vill fixar tar")
"""What stands after the name of whoever does something, before the verb."""


def tells_who(words: str) -> bool:
    """Whether the words go on from a name: "calls the CFO" does, "call the CFO" asks for a colon."""
    first = next(iter(words.casefold().split()), "")
    return first in EN_THIRD or first in SV_NOW or first in _HELPS
