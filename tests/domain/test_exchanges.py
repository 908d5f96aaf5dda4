"""Give and take: of each thing the latest counts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.exchanges import balance, given_anyway, missing, standing, was_given_anyway
from domain.facts import Direction, Exchange, ExchangeState, Waiver
from domain.gates import exchange_state
from domain.process import Give
from tests.support.builders import OPENED, exchange, texts

TAKE, GIVE = Direction.TAKE, Direction.GIVE
ASKED, GRANTED, REFUSED = ExchangeState.ASKED, ExchangeState.GRANTED, ExchangeState.REFUSED
QUOTE = Give("quote", texts("a quote", "en offert"), ("meeting", "date"))


def told(*states: tuple[Direction, str, ExchangeState]) -> list[Exchange]:
    """Exchanges as a store gives them, the latest first; written here in the order they happened."""
    made = [exchange(f"e{n}", what, direction=way, state=state) for n, (way, what, state) in enumerate(states)]
    return made[::-1]


def test_of_each_thing_the_latest_counts() -> None:
    exchanges = told((TAKE, "date", ASKED), (TAKE, "date", REFUSED), (TAKE, "meeting", ASKED), (TAKE, "date", GRANTED))

    assert [(one.what, one.state) for one in standing(exchanges)] == [("meeting", ASKED), ("date", GRANTED)]


def test_a_give_and_a_take_of_one_name_are_two_things() -> None:
    exchanges = told((TAKE, "visit", GRANTED), (GIVE, "visit", ASKED))

    assert [one.what for one in balance(exchanges, TAKE, GRANTED)] == ["visit"]
    assert [one.what for one in balance(exchanges, GIVE, ASKED)] == ["visit"]


@pytest.mark.parametrize(
    ("exchanges", "expected"),
    [
        ([], ("meeting", "date")),
        ([(TAKE, "meeting", ASKED)], ("meeting", "date")),
        ([(TAKE, "meeting", GRANTED)], ("date",)),
        ([(TAKE, "meeting", GRANTED), (TAKE, "meeting", REFUSED)], ("meeting", "date")),
        ([(GIVE, "meeting", GRANTED)], ("meeting", "date")),
        ([(TAKE, "date", GRANTED), (TAKE, "meeting", GRANTED)], ()),
    ],
)
def test_what_comes_before_a_give(
    exchanges: Sequence[tuple[Direction, str, ExchangeState]], expected: tuple[str, ...]
) -> None:
    assert missing(QUOTE, told(*exchanges)) == expected


@pytest.mark.parametrize(("to", "give"), [(given_anyway("quote"), "quote"), ("proposal", None), ("won", None)])
def test_what_was_given_anyway_is_told_from_a_move(to: str, give: str | None) -> None:
    waiver = Waiver("w", "nordfrakt", "act", "maja", OPENED, "new_business", "needs", to, ("meeting",), "a tender")

    assert was_given_anyway(waiver) == give


HISTORIES = st.lists(
    st.tuples(
        st.sampled_from(Direction), st.sampled_from(["meeting", "date", "visit"]), st.sampled_from(ExchangeState)
    ),
    max_size=12,
)


@given(HISTORIES)
def test_how_things_stand_follows_from_the_latest_alone(
    history: Sequence[tuple[Direction, str, ExchangeState]],
) -> None:
    exchanges = told(*history)
    latest = {(way, what): state for way, what, state in history}

    for way in Direction:
        for state in ExchangeState:
            expected = {what for (one, what), found in latest.items() if (one, found) == (way, state)}
            assert {one.what for one in balance(exchanges, way, state)} == expected
            assert balance(standing(exchanges)[::-1], way, state) == balance(exchanges, way, state)


@given(HISTORIES)
def test_a_gate_sees_what_the_balance_shows(history: Sequence[tuple[Direction, str, ExchangeState]]) -> None:
    exchanges = told(*history)

    shown = {(one.direction, one.what): one.state for one in standing(exchanges)}
    asked = ((way, what) for way in Direction for what in ("meeting", "date", "visit"))
    assert all(exchange_state(exchanges, *one) == shown.get(one) for one in asked)
