"""Give and take: what was asked for, granted and refused on both sides of a deal."""

from __future__ import annotations

from collections.abc import Sequence

from domain.facts import Direction, Exchange, ExchangeState, Waiver
from domain.gates import exchange_state
from domain.process import Give


def standing(exchanges: Sequence[Exchange]) -> tuple[Exchange, ...]:
    """Of each thing the latest that was told, in the order in which they came to stand so.

    `exchanges` are all of a deal, the latest first.
    """
    latest: dict[tuple[Direction, str], Exchange] = {}
    for exchange in exchanges:
        latest.setdefault((exchange.direction, exchange.what), exchange)
    return tuple(reversed(latest.values()))


def balance(exchanges: Sequence[Exchange], direction: Direction, state: ExchangeState) -> tuple[Exchange, ...]:
    """What was given, say, or what we asked for and have no answer to: everything that stands so now."""
    return tuple(one for one in standing(exchanges) if (one.direction, one.state) == (direction, state))


def missing(give: Give, exchanges: Sequence[Exchange]) -> tuple[str, ...]:
    """The takes that come before it and were not granted, in the order of app.yaml."""
    return tuple(
        take for take in give.needs if exchange_state(exchanges, Direction.TAKE, take) is not ExchangeState.GRANTED
    )


_GIVEN = "give."


def given_anyway(give: str) -> str:
    """Where a waiver leads that lets something be given before what comes first."""
    return f"{_GIVEN}{give}"


def was_given_anyway(waiver: Waiver) -> str | None:
    """What was given by it; None for a waiver that let the deal move on."""
    return waiver.to.removeprefix(_GIVEN) if waiver.to.startswith(_GIVEN) else None
