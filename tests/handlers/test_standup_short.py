"""What people typed is cut to a line, and how heavy a message may become is never taken for less than it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.markup import escaped
from bot.words import Speech, text_of
from domain.words import Clock, Day, Listed, Message, Moment, Value, msg
from handlers.standup.short import cleaned, fragment, in_a_row, one_line, weigh
from tests.support.builders import ZONE, at, due_on, texts
from tests.support.sentences import PLACE, Translation, translations


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("send\n\nthe  quote ", "send the quote"),
        ("send the quote. ", "send the quote."),
        ("a" * 20, "a" * 20),
        ("a" * 21, "a" * 18 + "…"),
        ("send the quote on, x y", "send the quote on…"),
        ("&&&&&&", "&&&…"),
        ("left\u202eright\x00", "leftright"),
        ("", ""),
    ],
)
def test_a_line_is_one_line_and_no_heavier_than_it_may_be(typed: str, line: str) -> None:
    assert one_line(typed, 20) == line


@given(st.text(max_size=60), st.integers(2, 40))
def test_whatever_was_typed_is_one_line_that_fits(typed: str, most: int) -> None:
    line = one_line(typed, most)

    assert weigh(line) <= most
    assert not {"\n", "\r", "\t", "\x0b", "\u2028", "\x85"} & set(line)
    assert len(escaped(line)) <= weigh(line) and len(line.encode()) <= 2 * weigh(line)


def test_a_fragment_has_no_full_stop_of_its_own() -> None:
    assert fragment("send the quote.", 40) == "send the quote"


def test_a_sentence_is_cleaned_of_what_was_typed_into_it_and_keeps_its_own_words() -> None:
    names = Listed(("Anna\nBerg", "Per"))
    inner = msg("{name} at {account}", name="x" * 30, account=3)

    assert cleaned(msg("met {who}", who=Listed((names, inner))), 12) == msg(
        "met {who}",
        who=Listed((Listed(("Anna Berg", "Per")), msg("{name} at {account}", name="x" * 10 + "…", account=3))),
    )


def test_no_sentence_is_longer_in_any_language_than_it_is_taken_for() -> None:
    assert [
        entry.forms for entry in translations() if entry.room == "handlers" and longest(entry) > taken_for(entry)
    ] == []


def longest(entry: Translation) -> int:
    """The letters that a sentence says between its values."""
    return max(len(PLACE.sub("", form)) for form in (*entry.forms, *entry.swedish))


def taken_for(entry: Translation) -> int:
    one, *many = entry.forms
    return weigh(Message(one, (), many[0] if many else None, 1))


LATEST = at("2026-09-30 23:59")
VALUES: list[Value] = [
    0, -1_000_000, Clock(LATEST), Day(LATEST.date()), due_on("2026-09-30 23:59") or "", Moment(LATEST), "Åsa & Co",
    Listed(("a", "b", "c")), texts("Who decides?", "Vem bestämmer?"), msg("{one} {two}", one=1, two="x"),
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "sv"])
def test_no_value_is_longer_than_it_is_taken_for(language: str) -> None:
    speech = Speech(language, ZONE, at("2025-11-24 09:15"))

    assert [value for value in VALUES if len(text_of(value, speech)) > weigh(value)] == []


def test_lines_in_a_row_are_one_paragraph() -> None:
    said = in_a_row([msg("{line}", line="Done."), "Then more.", "And more."])

    assert text_of(said, Speech("sv", ZONE, LATEST)) == "Done. Then more. And more."
