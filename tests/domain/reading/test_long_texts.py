"""The same thing said again and again is read in a moment, not split in every way there is for ever."""

from __future__ import annotations

import pytest

from tests.domain.reading.world import read

AGAIN = {
    "a customer": "Nordfrakt, ",
    "a customer with a colon missing": "Nordfrakt ",
    "somebody there": "Anna Berg ",
    "a role": "ekonomichefen ",
    "a day": "fredag ",
    "a day with a word before it": "till fredag ",
    "an amount": "400 tkr ",
    "a source": "enligt Anna ",
    "a line": "---------- ",
    "small words": "till ",
    "who said it": "det sa Anna, ",
    "a meeting that moves": "mötet flyttat till ",
    "a condition": "om vi ",
    "a point of a list": "1) ring Anna ",
    "a sign in words": "anna komma ",
    "a price from another": "sänkt från 400 till ",
    "a quote": "Anna: 'ja' ",
    "what will be done": "will do it ",
}


@pytest.mark.parametrize("what", AGAIN)
def test_what_is_said_forty_times_is_read_too(what: str) -> None:
    assert read(AGAIN[what] * 40 + "zq") == read(AGAIN[what] * 40 + "zq")
