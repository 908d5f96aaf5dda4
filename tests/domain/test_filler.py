"""Which steps say nothing. A real step is never taken for one: that matters more than to find them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.facts import Agreed
from domain.filler import ENGLISH, SWEDISH, is_filler, is_filler_step
from tests.support.builders import step

NAMES = ("Nordfrakt", "Anna Berg", "Johan Ek")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "steps.md"


@pytest.mark.parametrize("phrase", ENGLISH + SWEDISH)
def test_every_phrase_of_the_table_is_a_filler(phrase: str) -> None:
    assert is_filler(phrase)
    assert is_filler(f"{phrase.capitalize()} Anna.", NAMES)


def test_the_table_is_published() -> None:
    page = " ".join(PAGE.read_text(encoding="utf-8").split())

    assert [phrase for phrase in ENGLISH + SWEDISH if f" {phrase}," not in page and f" {phrase}." not in page] == []


@pytest.mark.parametrize(
    "words",
    [
        "follow up with Anna",
        "I'll follow up with them next week",
        "We will check in again soon",
        "Touch base with Anna Berg at Nordfrakt on Friday",
        "circle back in two weeks",
        "follow up and keep in touch",
        "wait for their answer",
        "ping Johan",
        "jag hör av mig till Anna nästa vecka",
        "följer upp Nordfrakt",
        "Stämma av med kunden efter helgen",
        "vi hörs",
        "kolla läget igen om ett par veckor",
        "väntar på svar",
        "höra hur det går",
        "följa upp 10",
        ".",
        "x",
        "xxx",
        "-",
        "?",
        "1",
        "",
    ],
)
def test_fillers_are_found(words: str) -> None:
    assert is_filler(words, NAMES)


@pytest.mark.parametrize(
    "words",
    [
        "follow up on the contract with Anna Tuesday 10: she sends redlines",
        "follow up with the signed contract",
        "follow up call with the CFO",
        "check in at the trade fair",
        "check the contract",
        "get back the signed order",
        "send the quote",
        "call Anna",
        "demo",
        "meeting with Johan",
        "wait for them to sign",
        "ping the API with their data",
        "reach out to three reference customers",
        "go through the proposal",
        "ring Anna",
        "följa upp offerten",
        "stämma av kravlistan med Johan",
        "återkomma med priset",
        "hör av mig om avtalet",
        "vänta in styrelsemötet",
        "kolla lagret",
        "kontakta inköp",
        "ta kontakt med juristen",
        "skicka siffrorna",
        "boka möte",
        "PO",
        "Anna",
    ],
)
def test_real_steps_are_let_be(words: str) -> None:
    assert not is_filler(words, NAMES)


def test_a_name_that_nobody_knows_may_be_a_thing() -> None:
    assert not is_filler("follow up Titan", NAMES)


@pytest.mark.parametrize(
    ("ours", "theirs", "agreed", "expected"),
    [
        ("follow up", "", Agreed.NONE, True),
        ("follow up", "", Agreed.SAID, True),
        ("follow up", "follow up", Agreed.NONE, True),
        ("follow up", "they check in", Agreed.SAID, False),
        ("follow up", "Anna sends her numbers", Agreed.NONE, False),
        ("send the quote", ".", Agreed.NONE, False),
        ("", "get back to us", Agreed.NONE, False),
        ("", "återkommer", Agreed.NONE, False),
        ("", ".", Agreed.NONE, True),
    ],
)
def test_both_sides_of_a_step_count(ours: str, theirs: str, agreed: Agreed, expected: bool) -> None:
    assert is_filler_step(step(ours=ours, theirs=theirs, agreed=agreed), NAMES) is expected
