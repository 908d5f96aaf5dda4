"""Whose wish it was that a step was moved, as far as a note says so; otherwise it is not known."""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.facts import Side, StepEnd

_WE = r"(?:we|i|vi|jag)"
_THEY = r"(?:they|she|he|the customer|the client|de|dom|hon|han|kunden)"
_MOVES = (
    r"(?:mov(?:ed?|ing)|postpon(?:ed?|ing)|reschedul(?:ed?|ing)|push(?:ed|ing)?|delay(?:ed|ing)?|"
    r"flytta\w*|framflytta\w*|skjut\w*|sköt|uppskjut\w*|senarelagt|senarelade|omboka\w*|boka(?:r|de|t)? om)"
)
_BETWEEN = (
    r"(?:(?:has|have|had|just|again|now|then|also|unfortunately|wants?|wanted|needs?|needed|asked|asks|would|like|to|us|"
    r"for|if|could|can|have|must|"
    r"har|hade|fick|nu|då|också|tyvärr|igen|vill|ville|behöver|behövde|måste|bad|ber|bett|om|att|oss|få|skulle|undrade|"
    r"kunde|kunna|har)\s+){0,5}?"
)
_WORDS_TOO = frozenset({"per", "will", "may", "bo", "my", "so", "mark", "bill"})
_TOGETHER = r"(?:agreed to|agreed on|kom överens om att|enades om att|bestämde tillsammans att)"

_ASKED = r"(?:asked|wanted|needed|bad|ville|behövde)"


def whose_wish(end: StepEnd, text: str, names: Iterable[str]) -> Side:
    """Whose wish a move was, and who did not come to a meeting that was missed; UNKNOWN unless the note says it.

    `names` are those of the customer and their people.
    """
    if end not in (StepEnd.MOVED, StepEnd.MISSED):
        return Side.UNKNOWN
    they = "|".join([_THEY, *_called(names)])
    low = " ".join(text.casefold().split())
    if end is StepEnd.MISSED:
        return _only(_says_away(low, they), _says_away(low, _WE))
    if re.search(rf"\b{_WE} {_TOGETHER} {_MOVES}\b", low):
        return Side.BOTH
    side = _only(_says_moved(low, they), _says_moved(low, _WE))
    # "they asked, and we moved it": ours in words alone.
    return Side.UNKNOWN if side is Side.US and re.search(rf"\b(?:{they})\s+{_ASKED}\b", low) else side


def _called(names: Iterable[str]) -> list[str]:
    """Their names, and what people are called by; as patterns. A first name that is a word as well is none."""
    found = [name.casefold() for name in names]
    called = (one for name in found for one in dict.fromkeys((name, name.split()[0])))
    return [re.escape(one) for one in called if len(one) > 1 and one not in _WORDS_TOO]


def _says_moved(low: str, who: str) -> bool:
    """ "they moved it", "flyttade de demon", "moved by Anna"."""
    before = rf"\b(?:{who})\s+{_BETWEEN}{_MOVES}\b"
    after = rf"\b{_MOVES}\s+(?:(?:by|av)\s+)?(?:{who})\b"
    return re.search(before, low) is not None or re.search(after, low) is not None


def _says_away(low: str, who: str) -> bool:
    """ "Anna did not come", "hon dök inte upp"."""
    away = (
        r"(?:(?:did not|didn't|never) (?:come|show|turn|join|appear)|no-?show|kom (?:inte|aldrig)|dök (?:inte|aldrig))"
    )
    return re.search(rf"\b(?:{who})\s+(?:\w+\s+)?{away}", low) is not None


def _only(they: bool, we: bool) -> Side:
    """One of the two, if it is clear which."""
    if they is we:
        return Side.UNKNOWN
    return Side.THEM if they else Side.US
