"""The coach speaks two languages, and says the same in both."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from tests.support.sentences import ROOMS, ROOT, Sentence, places, sentences, translations, unsaid

MARKS = ("**", "__", "~~")
NEVER_SAID = re.compile(
    r"!|\b(please note|success(?:fully)?|oops|lyckades|vänligen notera|framgångsrikt)\b", re.IGNORECASE
)


def test_every_sentence_is_a_literal_that_can_be_translated() -> None:
    wrong = [sentence.where for sentence in sentences() if not sentence.forms or not all(sentence.forms)]

    assert wrong == []


def test_every_sentence_is_given_the_values_it_names() -> None:
    assert [found for sentence in sentences() for found in wrong_values(sentence)] == []


def wrong_values(sentence: Sentence) -> list[str]:
    """What a sentence names and is not given, is given and does not name, or names in a way that is not read."""
    if sentence.given is None:
        return []
    number = {"n"} if len(sentence.forms) > 1 else set()
    named = frozenset().union(*(places(form) for form in sentence.forms))
    unread = [name for name in named if not re.fullmatch("[a-z_]+", name)]
    return [f"{sentence.where} {name}" for name in sorted((named ^ sentence.given) - number) + unread]


def test_every_sentence_has_its_swedish() -> None:
    assert [f"{sentence.where} {sentence.forms[0]}" for sentence in unsaid()] == []


def test_no_catalogue_keeps_what_nobody_says() -> None:
    said = {(sentence.room, sentence.forms) for sentence in sentences()}

    assert [entry.where for entry in translations() if (entry.room, entry.forms) not in said] == []


def test_no_catalogue_says_the_same_thing_twice() -> None:
    swedish: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for entry in translations():
        swedish[entry.forms].add(entry.swedish)

    assert [forms for forms, said in swedish.items() if len(said) > 1] == []


def test_the_swedish_is_whole_and_sure() -> None:
    unsure = [entry.where for entry in translations() if entry.fuzzy or not all(entry.swedish)]
    wrong_number = [entry.where for entry in translations() if len(entry.forms) != len(entry.swedish)]

    assert unsure + wrong_number == []


def test_the_swedish_names_the_same_values_with_the_same_marks() -> None:
    wrong = [
        f"{entry.where} {swedish}"
        for entry in translations()
        for english, swedish in zip(entry.forms, entry.swedish, strict=False)
        if (places(english) ^ places(swedish)) - {"n"} or signs(english) != signs(swedish)
    ]

    assert wrong == []


def signs(text: str) -> list[int]:
    """How often each mark of style stands in a text; a mark that is not closed is counted as wrong in any case."""
    return [text.count(mark) if text.count(mark) % 2 == 0 else -len(text) for mark in MARKS]


def test_nothing_is_shouted_or_padded_in_either_language() -> None:
    english = [(sentence.where, form) for sentence in sentences() for form in sentence.forms]
    swedish = [(entry.where, form) for entry in translations() for form in entry.swedish]

    assert [f"{where} {text}" for where, text in english + swedish if NEVER_SAID.search(text)] == []


def test_every_catalogue_is_one_that_the_coach_reads() -> None:
    read = {path for room in ROOMS for path in (ROOT / room).rglob("*.sv.po")}
    there = {path for room in (*ROOMS, "storage", "connectors") for path in (ROOT / room).rglob("*.po")}

    assert sorted(there - read) == []


def test_every_catalogue_is_free_of_dead_entries() -> None:
    catalogues = [path for room in ROOMS for path in (ROOT / room).rglob("*.sv.po")]

    assert [shown(path) for path in catalogues if "#~" in path.read_text(encoding="utf-8")] == []


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))
