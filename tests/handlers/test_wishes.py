"""Whose wish a move was, and who did not come, as far as a note says so."""

from __future__ import annotations

import pytest

from domain.facts import Side, StepEnd
from handlers.wishes import whose_wish

NAMES = ("Nordfrakt", "Anna Berg", "Johan Ek")


@pytest.mark.parametrize(
    "text",
    [
        "they moved it to Friday",
        "Nordfrakt: they had to postpone the demo to 4 December",
        "Anna moved the demo to Friday",
        "Anna Berg wants to push it to next week",
        "johan asked us to move the meeting",
        "the customer has rescheduled, new time Monday",
        "the demo was moved by Anna",
        "Nordfrakt postponed the demo",
        "Anna flyttade demon till fredag",
        "de sköt upp mötet till måndag",
        "hon ville flytta mötet",
        "kunden har bokat om till torsdag",
        "nu flyttade de mötet igen",
        "Johan bad om att få skjuta på mötet",
        "mötet flyttades av Anna",
    ],
)
def test_it_was_their_wish(text: str) -> None:
    assert whose_wish(StepEnd.MOVED, text, NAMES) is Side.THEM


@pytest.mark.parametrize(
    "text",
    [
        "we moved the demo to Friday",
        "I had to reschedule with Anna, Friday instead",
        "vi sköt upp mötet till måndag",
        "jag måste flytta demon till fredag",
        "idag flyttade vi mötet",
    ],
)
def test_it_was_our_wish(text: str) -> None:
    assert whose_wish(StepEnd.MOVED, text, NAMES) is Side.US


@pytest.mark.parametrize("text", ["we agreed to move the demo to Friday", "vi kom överens om att flytta mötet"])
def test_both_wanted_it(text: str) -> None:
    assert whose_wish(StepEnd.MOVED, text, NAMES) is Side.BOTH


@pytest.mark.parametrize(
    "text",
    [
        "the demo was moved to Friday",
        "demo moved to Friday 10, Anna will be there",
        "mötet flyttat till torsdag 14",
        "ny tid torsdag 14",
        "they asked and we moved it",
        "they were late, so the meeting was moved",
        "",
    ],
)
def test_who_moved_it_is_not_known(text: str) -> None:
    assert whose_wish(StepEnd.MOVED, text, NAMES) is Side.UNKNOWN


@pytest.mark.parametrize("text", ["flyttade per telefon till fredag", "will move the demo to Friday"])
def test_a_first_name_that_is_a_word_tells_nothing(text: str) -> None:
    assert whose_wish(StepEnd.MOVED, text, ("Per Lund", "Will Ash")) is Side.UNKNOWN


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Anna did not come", Side.THEM),
        ("they never showed up", Side.THEM),
        ("hon kom inte", Side.THEM),
        ("Johan dök aldrig upp", Side.THEM),
        ("I didn't show up", Side.US),
        ("vi kom inte", Side.US),
        ("nobody came to the demo", Side.UNKNOWN),
    ],
)
def test_who_did_not_come(text: str, side: Side) -> None:
    assert whose_wish(StepEnd.MISSED, text, NAMES) is side


@pytest.mark.parametrize("end", [StepEnd.KEPT, StepEnd.CANCELLED, StepEnd.CORRECTED])
def test_only_moves_and_misses_have_a_side(end: StepEnd) -> None:
    assert whose_wish(end, "they moved it", NAMES) is Side.UNKNOWN
