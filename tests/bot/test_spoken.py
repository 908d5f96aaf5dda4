"""Sentences become words in the recipient's language and zone, and values never become markup."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.plain import plain
from bot.words import Span, Speech, spans, text_of
from domain.chat import Divider, Para, Say
from domain.codec import from_json
from domain.due import Due
from domain.words import Amount, Clock, Day, Listed, Moment, Rounded, Texts, Value, msg, msgs
from tests.support.builders import at

NOW = at("2026-11-24 16:40")
ENGLISH = Speech("en", "Europe/Stockholm", NOW)
SWEDISH = Speech("sv", "Europe/Stockholm", NOW)
NEW_YORK = Speech("en", "America/New_York", NOW)

VALUES: dict[str, tuple[Value, str, str]] = {
    "a day": (Day(date(2026, 11, 27)), "Fri 27 Nov", "fre 27 nov"),
    "a day of another year": (Day(date(2027, 1, 7)), "Thu 7 Jan 2027", "tors 7 jan 2027"),
    "a time of day": (Clock(at("2026-11-27 10:00")), "10:00", "kl 10.00"),
    "an instant": (Moment(at("2026-11-27 10:00")), "Fri 27 Nov, 10:00", "fre 27 nov kl 10.00"),
    "due on a day": (Due(date(2026, 11, 27)), "Fri 27 Nov", "fre 27 nov"),
    "due at a time": (
        Due.on(date(2026, 11, 27), time(10), "Europe/Stockholm"),
        "Fri 27 Nov, 10:00",
        "fre 27 nov kl 10.00",
    ),
    "our money": (Amount(Decimal(400000), "SEK"), "SEK 400,000", "400\xa0000 kr"),
    "money at a glance": (Rounded(Decimal(2_940_000), "SEK"), "SEK 2.9m", "2,9 Mkr"),
    "large money at a glance": (Rounded(Decimal(41_600_000), "EUR"), "EUR 42m", "42 miljoner EUR"),
    "a million at a glance": (Rounded(Decimal(1_020_000), "USD"), "USD 1m", "1 miljon USD"),
    "thousands abroad at a glance": (Rounded(Decimal(758_400), "GBP"), "GBP 758k", "758\u00a0000 GBP"),
    "few thousands abroad at a glance": (Rounded(Decimal(8_449), "GBP"), "GBP 8.4k", "8\u00a0400 GBP"),
    "thousands at a glance": (Rounded(Decimal(850_000), "SEK"), "SEK 850k", "850 tkr"),
    "little money at a glance": (Rounded(Decimal("99.5"), "SEK"), "SEK 100", "100 kr"),
    "other money, with cents": (Amount(Decimal("1234.5"), "EUR"), "EUR 1,234.50", "1\xa0234,50 EUR"),
    "a number": (12345, "12,345", "12\xa0345"),
    "a text of the company's": (
        Texts((("en", "Who decides?"), ("sv", "Vem bestämmer?"))),
        "Who decides?",
        "Vem bestämmer?",
    ),
    "several": (Listed(("Anna", "Per", "Johan")), "Anna, Per and Johan", "Anna, Per och Johan"),
    "one of several": (Listed(("Anna", "Per"), either=True), "Anna or Per", "Anna eller Per"),
    "somebody's own words": ("**demo** {x}", "**demo** {x}", "**demo** {x}"),
}


@pytest.mark.parametrize("what", VALUES)
def test_values_are_said_as_people_say_them(what: str) -> None:
    value, english, swedish = VALUES[what]

    assert text_of(msg("({value})", value=value), ENGLISH) == f"({english})"
    assert text_of(msg("({value})", value=value), SWEDISH) == f"({swedish})"


def test_a_day_that_begins_a_sentence_or_a_button_begins_with_a_capital() -> None:
    friday = Day(date(2026, 11, 27))

    assert text_of(msg("{day}", day=friday), SWEDISH) == "Fre 27 nov"
    assert (
        text_of(msg("Met {who} {day}.", who="Anna", day=msg("on {day}", day=friday)), SWEDISH)
        == "Möte med Anna fre 27 nov."
    )


def test_an_instant_is_said_in_the_zone_of_whoever_hears_it() -> None:
    assert text_of(Moment(at("2026-11-27 10:00")), NEW_YORK) == "Fri 27 Nov, 04:00"


def test_a_sentence_has_styles_where_its_own_text_says_so() -> None:
    told = spans(msg("**{deal}** is ~~late~~ __fine__.", deal="Nordfrakt"), ENGLISH)

    assert told == (
        Span("Nordfrakt", bold=True),
        Span(" is "),
        Span("late", struck=True),
        Span(" "),
        Span("fine", slanted=True),
        Span("."),
    )


def test_a_struck_paragraph_is_struck_whatever_its_words_say() -> None:
    told = spans(msg("**{deal}** is ~~late~~.", deal="Nordfrakt"), ENGLISH, struck=True)

    assert told == (Span("Nordfrakt", bold=True, struck=True), Span(" is late.", struck=True))


def test_in_plain_text_every_line_that_is_struck_shows_it() -> None:
    assert plain(Say((Para("one\n\ntwo", struck=True), Para("three"))), ENGLISH) == "~~one~~\n\n~~two~~\nthree"


def test_a_message_from_before_a_paragraph_could_be_struck_is_read() -> None:
    told = (
        '{"_":"Say","blocks":[{"_":"Divider"},{"_":"Para","words":"one","quiet":true}],"private":false,"instead":false}'
    )

    assert from_json(told) == Say((Divider(), Para("one", quiet=True)))


def test_one_and_many_differ() -> None:
    assert [text_of(msgs("{n} deal", "{n} deals", n), ENGLISH) for n in (0, 1, 2)] == ["0 deals", "1 deal", "2 deals"]


def test_what_lacks_a_translation_is_said_in_english() -> None:
    assert text_of(msg("Nobody has translated this."), SWEDISH) == "Nobody has translated this."


@given(st.text())
def test_what_people_typed_is_said_to_the_letter_and_in_no_style(typed: str) -> None:
    told = spans(msg("{typed}", typed=typed), SWEDISH)

    assert "".join(run.text for run in told) == typed
    assert not any(run.bold or run.slanted or run.struck for run in told)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_nor_does_it_change_a_list(typed: list[str]) -> None:
    told = text_of(Listed(tuple(typed)), ENGLISH)

    assert all(item in told for item in typed)
