"""When two answers to a question say different things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.statements import differ
from storage.names import similar

SAME = [
    ("400 000", "400k"),
    ("SEK 400,000 for this year", "400 tkr"),
    ("1,3 miljoner kronor", "1 300 000 kr"),
    ("Johan", "Johan Ek, the CFO"),
    ("ekonomichefen", "Ekonomichef"),
    ("Styrelsen beslutar", "styrelsen"),
    ("the board decides in June", "board, in june"),
    ("inga pengar i år", "Inga pengar"),
    ("60 vans", "60 vans"),
]
DIFFERENT = [
    ("400 000", "250 000"),
    ("EUR 40k", "USD 40k"),
    ("60 vans", "80 vans"),
    ("1 May", "1 June"),
    ("Q1", "Q2"),
    ("Anna", "Johan"),
    ("Johan Ek", "Johan Berg"),
    ("yes", "no"),
    ("approved", "not approved"),
    ("it is set aside", "it isn't set aside"),
    ("godkänd", "inte godkänd"),
    ("400k", "no budget"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_in_other_words(one: str, other: str) -> None:
    assert (differ(one, other, similar), differ(other, one, similar)) == (False, False)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_something_else(one: str, other: str) -> None:
    assert (differ(one, other, similar), differ(other, one, similar)) == (True, True)


@given(st.text(max_size=40))
def test_nothing_differs_from_itself(text: str) -> None:
    assert not differ(text, text, similar)


@given(st.text(max_size=30), st.text(max_size=30))
def test_it_does_not_matter_who_spoke_first(one: str, other: str) -> None:
    assert differ(one, other, similar) == differ(other, one, similar)
