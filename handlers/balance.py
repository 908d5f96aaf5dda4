"""What we gave and what they gave, in one line; and what they said no to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce

from domain.exchanges import balance
from domain.facts import Direction, Exchange, ExchangeState
from domain.ports import Work
from domain.process import Give, Take
from domain.words import Day, Listed, Message, Value, msg
from handlers.speaker import today
from handlers.turn import Turn

TAKE, GIVE = Direction.TAKE, Direction.GIVE


def balance_lines(turn: Turn) -> Iterator[Message]:
    """One line for all that is given, taken and asked for, and one for each thing they refused."""
    exchanges = turn.work.facts.exchanges(turn.deal.id)
    told = tuple(sentences(turn.work, exchanges))
    if told:
        yield reduce(lambda one, two: msg("{one} {two}", one=one, two=two), told)
    for refused in balance(exchanges, TAKE, ExchangeState.REFUSED):
        yield refusal(turn, refused)


def sentences(work: Work, exchanges: Sequence[Exchange]) -> Iterator[Message]:
    """What was given, wanted, got and asked for, a sentence each."""
    if gave := balance(exchanges, GIVE, ExchangeState.GRANTED):
        yield msg("We gave: {things}.", things=_things(work, gave))
    if wanted := balance(exchanges, GIVE, ExchangeState.ASKED):
        yield msg("They want: {things}.", things=_things(work, wanted))
    if got := balance(exchanges, TAKE, ExchangeState.GRANTED):
        yield msg("They gave: {things}.", things=_things(work, got))
    if asked := balance(exchanges, TAKE, ExchangeState.ASKED):
        yield msg("Asked: {things}.", things=_things(work, asked))


def _things(work: Work, exchanges: Sequence[Exchange]) -> Value:
    return Listed(tuple(thing(work, one.direction, one.what) for one in exchanges))


def thing(work: Work, direction: Direction, what: str) -> Value:
    """What it is called: the company's text, or somebody's own words."""
    known = known_thing(work, direction, what)
    return known.text if known else what


def known_thing(work: Work, direction: Direction, what: str) -> Take | Give | None:
    """The company's own; None for what is called by somebody's own words."""
    return work.settings.take(what) if direction is TAKE else work.settings.give(what)


def refusal(turn: Turn, refused: Exchange) -> Message:
    """They said no: who, to what, when and in which words."""
    who: Value = refused.who or msg("They")
    what, day = thing(turn.work, refused.direction, refused.what), Day(told_on(refused, turn))
    if refused.words:
        return msg("{who} said no to {thing}, {day}: {words}", who=who, thing=what, day=day, words=refused.words)
    return msg("{who} said no to {thing}, {day}.", who=who, thing=what, day=day)


def told_on(exchange: Exchange, turn: Turn) -> date:
    """The day it happened, else the day on which we were told."""
    return exchange.on or today(exchange.at, turn.person)
