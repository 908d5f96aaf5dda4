"""docs/nudges.md defines every concern; its causes and what happens if it is left are as the code has them."""

from __future__ import annotations

import re
from pathlib import Path

from bot.words import Speech, text_of
from domain.concerns import EXPLAINS, HINTS
from domain.nudges import Concern
from handlers.concern_words import LEFT
from tests.support.builders import MAJA, at

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "nudges.md").read_text(encoding="utf-8")
ALL = {concern.value for concern in Concern}


def part(heading: str) -> str:
    """What stands below a heading, up to the next."""
    return re.split(r"^#+ ", PAGE.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def rows(heading: str) -> dict[str, str]:
    """The rows of its table: the concern, and what stands beside it."""
    return dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", part(heading), re.MULTILINE))


def named(text: str) -> set[str]:
    return {name for name in re.findall(r"`(\w+)`", text) if name in ALL}


def test_every_concern_is_defined_once() -> None:
    defined = [name for heading in ("The next step", "The customer", "Time") for name in rows(heading)]

    assert sorted(defined) == sorted(ALL)


def test_the_causes_are_those_that_hide_it() -> None:
    told = rows("One cause hides its symptoms")
    same_four = named(next(iter(told.values())))

    causes = {name: named(text) | (same_four if "the same four" in text else set()) for name, text in told.items()}

    assert causes == {symptom.value: {cause.value for cause in found} for symptom, found in EXPLAINS.items()}


def test_what_happens_if_it_is_left_is_what_the_coach_says() -> None:
    english = Speech("en", MAJA.zone, at("2026-11-24 08:30"))

    said = {one.value: text_of(words, english).removeprefix("If it is left, ") for one, words in LEFT.items()}

    assert rows("If it is left") == {name: words[0].upper() + words[1:] for name, words in said.items()}


def test_the_hints_are_those_that_come_last() -> None:
    assert named(part("What a message holds")) == {concern.value for concern in HINTS}
