"""A note says that the customer wants something of us before which we ask for something of them."""

from __future__ import annotations

import re

from domain.chat import Block, Choice, Choices, Para
from domain.deal import Deal
from domain.exchanges import missing
from domain.facts import Direction
from domain.gates import exchange_state
from domain.ports import Work
from domain.process import Give
from domain.words import Listed, msg
from handlers.open_questions import told_by
from handlers.things import names_of

_THEY = r"they|she|he|the customer|the client|de|dom|hon|han|kunden"
_WANT = (
    r"(?:asked for|ask for|asks for|wants?|wanted|would like|needs?|requested|are asking for|is asking for|"
    r"bad om|ber om|bett om|vill ha|ville ha|önskar|behöver|efterfrågar|frågade efter)"
)
_SLIGHT = r"(?:(?:has|have|har|now|also|already|nu|också|även|redan|gärna|to have|att få|få)\s+)?"
_ARTICLE = r"(?:(?:a|an|the|our|en|ett|vår|vårt|new|ny|nytt)\s+)*"


def wanted(work: Work, deal: Deal, note: str) -> tuple[Block, ...]:
    """What comes before it, with the ways to ask for that; nothing when the note says no such thing."""
    told = told_by(work, note)
    give = _named(work, deal, told.text) if told else None
    if give is None:
        return ()
    takes = [take for take in map(work.settings.take, missing(give, work.facts.exchanges(deal.id))) if take]
    asked = Listed(tuple(take.text for take in takes))
    return (
        Para(msg("They want {give}. Before that we ask for {takes}.", give=give.text, takes=asked)),
        Choices(
            (
                Choice(msg("How to ask"), "take.words", deal.id, takes[0].key),
                Choice(msg("Book it as next step"), "take.book", deal.id, takes[0].key),
                Choice(msg("Go on anyway"), "give.anyway", deal.id, give.key),
            )
        ),
    )


def _named(work: Work, deal: Deal, text: str) -> Give | None:
    """The first of our gives that the customer is said to want, that something comes before, and that is news."""
    exchanges = work.facts.exchanges(deal.id)
    low = " ".join(text.casefold().split())
    people = "|".join(re.escape(name) for name in _people(work, deal))
    who = f"{_THEY}|{people}" if people else _THEY
    for give in work.settings.gives:
        is_news = exchange_state(exchanges, Direction.GIVE, give.key) is None and missing(give, exchanges)
        if is_news and re.search(rf"\b(?:{who})\s+{_SLIGHT}{_WANT}\s+{_SLIGHT}{_ARTICLE}{_called(give)}\b", low):
            return give
    return None


def _people(work: Work, deal: Deal) -> set[str]:
    names = [deal.account, *(contact.name for contact in work.contacts.of(deal.account))]
    return {called for name in names for called in (name.casefold(), name.casefold().split()[0])}


def _called(give: Give) -> str:
    """The words for it in any language, as a pattern; Swedish may have its article behind."""
    return rf"(?:{'|'.join(re.escape(name.casefold()) for name in names_of(give))})(?:en|n|et)?"
