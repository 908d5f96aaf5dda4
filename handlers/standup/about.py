"""Which deal a decision is about: the one it names, else the one that is talked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from domain.chat import Incoming
from domain.deal import DealSketch, DealState
from domain.ports import Work
from domain.reading.decided import Decided
from domain.standup import Standup
from handlers.speaker import sees, speaker, visible

_OFFERED = 3
_ALIKE = 88.0
_BEGINNING = 4
"""Letters of a word of a customer's name that is told from other words."""


def deals_meant(incoming: Incoming, work: Work, standup: Standup, one: Decided) -> tuple[str, ...]:
    """The deals it may be about: one when that is sure, none when there is nothing to choose from."""
    current = standup.talked_about
    named = _named(incoming, work, one.about) or _named(incoming, work, one.words)
    if current and (not named or _is_plain(current, named)):
        return (current,)
    return tuple(deal.id for deal in named)[:_OFFERED] or tuple(_at_hand(incoming, work, standup))[:_OFFERED]


def _is_plain(current: str, named: Sequence[DealSketch]) -> bool:
    """Whether what is named is the deal that is talked about: of several at that customer, it is that one."""
    mine = next((deal for deal in named if deal.id == current), None)
    return mine is not None and all(deal.account == mine.account for deal in named)


def _named(incoming: Incoming, work: Work, text: str) -> list[DealSketch]:
    """The open deals that the words name: by the customer's whole name before the first word of it, and that before
    what is spelt alike.
    """
    found = visible(work, speaker(incoming, work), text, incoming.at) if text else ()
    alive = [deal for deal in found if deal.state is DealState.OPEN]
    by_name = [deal for deal in alive if _stands(deal.account, text)]
    called = by_name or [deal for deal in alive if _stands(_first_of(deal), text)]
    called = called or [deal for deal in alive if _is_alike(_first_of(deal), text, work)]
    exactly = [deal for deal in called if deal.name and _stands(deal.name, text)]
    return sorted(exactly or called, key=lambda deal: deal.title)


def _first_of(deal: DealSketch) -> str:
    word = next(iter(deal.account.split()), "")
    return word if len(word) >= _BEGINNING else ""


def _is_alike(name: str, text: str, work: Work) -> bool:
    words = (word for word in re.findall(r"\w+", text) if len(word) > _BEGINNING)
    return bool(name) and any(work.similar(word, name) >= _ALIKE for word in words)


def _stands(name: str, text: str) -> bool:
    """Whether the name stands in the text, perhaps in the genitive."""
    pattern = rf"(?<!\w){re.escape(name)}(?:['’]?s)?(?!\w)"
    return bool(name) and re.search(pattern, text, re.IGNORECASE) is not None


def _at_hand(incoming: Incoming, work: Work, standup: Standup) -> Iterator[str]:
    """What the standup talks about, when it talks about nothing just now; what the person may not see is left out."""
    person = speaker(incoming, work)
    drafted = (deal for part in work.standups.parts(standup.id) for deal in part.draft.deals)
    for deal in dict.fromkeys((*standup.agenda, *drafted)):
        found = work.deals.get(deal)
        if found is not None and found.is_open and sees(person, found, work, incoming.at):
            yield deal
