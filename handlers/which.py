"""Which deal a command means. When it is not sure it asks, with buttons that carry on where the command was going."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from domain.chat import Choice, Incoming, Reply
from domain.deal import Deal, DealSketch, DealState
from domain.person import Person
from domain.ports import Work
from domain.words import msg
from handlers.parse import LINE_AT_MOST, short
from handlers.replies import buttons, say
from handlers.speaker import speaker, visible

FITS = 80.0
_SAME = 90.0
_NEAR = 45.0
_AS_GOOD = 5.0
_OFFERED = 5
_BEGINNING = 3
_CLOSEST = 3


OPEN = frozenset({DealState.OPEN})
ENDED = frozenset({DealState.WON, DealState.LOST})
_LATELY = timedelta(days=30)


def which_deal(
    text: str,
    incoming: Incoming,
    work: Work,
    action: str,
    pick: str = "",
    wanted: frozenset[DealState] = OPEN,
) -> Deal | list[Reply]:
    """The deal that the words name, or the question which one; `action` and `pick` are what its buttons go on with.

    Of several that fit, those in a `wanted` state come before the others.
    """
    person = speaker(incoming, work)
    if len(text) > LINE_AT_MOST:
        return [say(msg("That is too long for a deal's name. Write the customer's name after the command."))]
    if not text:
        return _none_named(incoming, work, action, pick, wanted)
    scored = [(score(text, found, work), found) for found in visible(work, person, text, incoming.at)]
    best = max((points for points, _ in scored), default=0.0)
    if best < FITS:
        return _no_such(text, scored, action, pick)
    fits = _narrowed([found for points, found in scored if points >= best - _AS_GOOD], person, wanted)
    one = work.deals.get(fits[0].id) if len(fits) == 1 else None
    return one or [say(msg("Which one?"), buttons(*_choices(fits[:_OFFERED], action, pick)))]


def names_deal(text: str, incoming: Incoming, work: Work) -> bool:
    """Whether the words are the name of a deal that the person may see, and nothing besides."""
    seen = visible(work, speaker(incoming, work), text, incoming.at) if 0 < len(text) <= LINE_AT_MOST else ()
    return any(is_named(found, text, work) for found in seen)


def is_named(found: DealSketch, text: str, work: Work) -> bool:
    """Whether the text is no more than what the deal is called."""
    return any(work.similar(text, name) >= _SAME for name in (found.title, found.account) if name)


def score(text: str, found: DealSketch, work: Work) -> float:
    """How well the words name the deal, 0 to 100: as a whole, or each of them as a word of its name."""
    names = (found.title, found.account, found.name, *(contact.name for contact in found.contacts))
    whole = max(work.similar(text, name) for name in names)
    words = [word for name in names for word in name.split()]
    parts = [max(_word(typed, word, work) for word in words) for typed in text.split()] if words else []
    each = min(parts, default=0.0)
    # A name written in full is surer than one of its words, so that "Nordfrakt" is not "Nordfrakt Fastigheter" too.
    return max(whole, each - 2 * _AS_GOOD)


def _word(typed: str, word: str, work: Work) -> float:
    """How alike two words are; the beginning of a word is enough."""
    begun = len(typed) >= _BEGINNING and word.casefold().startswith(typed.casefold())
    return 100.0 if begun else work.similar(typed, word)


def _narrowed(fits: Sequence[DealSketch], person: Person, wanted: frozenset[DealState]) -> list[DealSketch]:
    """Of several that fit, the wanted before the others, and one's own before a colleague's."""
    alive = [found for found in fits if found.state in wanted] or list(fits)
    mine = [found for found in alive if found.owner == person.id] or alive
    return sorted(mine, key=lambda found: found.title)


def _choices(fits: Sequence[Deal | DealSketch], action: str, pick: str) -> list[Choice]:
    return [Choice(found.title, action, found.id, pick) for found in fits]


def _none_named(incoming: Incoming, work: Work, action: str, pick: str, wanted: frozenset[DealState]) -> list[Reply]:
    mine = work.deals.open_of(incoming.person) if wanted == OPEN else _ended_lately(incoming, work)
    if not mine and wanted != OPEN:
        return [say(msg("Which deal? Write its name after the command."))]
    if not mine:
        return [say(msg("You have no open deal."), buttons(Choice(msg("New deal"), "deal.new")))]
    return [
        say(
            msg("Which deal? Write its name after the command, or choose:"),
            buttons(*_choices(mine[:_CLOSEST], action, pick)),
        )
    ]


def _ended_lately(incoming: Incoming, work: Work) -> list[Deal]:
    """The deals that the person ended in the last weeks, the latest first."""
    acts = work.journal.since(incoming.person, incoming.at - _LATELY)
    ended = [entry.deal for entry in acts if entry.kind in {state.value for state in ENDED} and entry.deal]
    return [deal for deal in map(work.deals.get, dict.fromkeys(ended)) if deal and deal.has_ended]


def _no_such(text: str, scored: Sequence[tuple[float, DealSketch]], action: str, pick: str) -> list[Reply]:
    near = sorted((found for found in scored if found[0] >= _NEAR), key=lambda found: -found[0])
    closest = [found for _, found in near[:_CLOSEST]]
    name = short(text)
    if closest:
        asked = msg("I find no deal called {name}. Did you mean one of these?", name=name)
        return [say(asked, buttons(*_choices(closest, action, pick)))]
    options = buttons(Choice(msg("My deals"), "deal.list"), Choice(msg("New deal"), "deal.new"))
    return [say(msg("I find no deal called {name}.", name=name), options)]
