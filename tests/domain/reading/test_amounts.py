"""Amounts of money in notes, English and Swedish mixed."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.reading.amounts import Money, find_amounts


def in_words(money: Money) -> str:
    """The value, the currency if one is written, and how sure it is."""
    words = [f"{money.value}"] + ([money.currency] if money.currency else [])
    words += ["(rough)"] if money.vague else []
    return " ".join(words + (["(bare)"] if money.bare else []))


def read(note: str) -> str:
    """All amounts of a note in words, parted by semicolons."""
    return "; ".join(map(in_words, find_amounts(note)))


def rows(table: str) -> list[object]:
    """One case a line: its reason, the note, and what is read in it."""
    cases = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [pytest.param(note, expected, id=reason) for reason, note, expected in cases]


@pytest.mark.parametrize(
    ("note", "expected"),
    rows("""
    thousands                        | quote of 400k              | 400000
    thousands apart                  | offert på 400 k            | 400000
    with the currency                | 400k kr                    | 400000 SEK
    the currency glued on            | 400kSEK                    | 400000 SEK
    tkr                              | 400 tkr                    | 400000 SEK
    mkr with a comma                 | 0,4 Mkr                    | 400000 SEK
    m with a full stop               | 1.2m                       | 1200000
    miljoner                         | 1,2 miljoner               | 1200000
    in letters                       | två miljoner               | 2000000
    half a million                   | half a million             | 500000
    en halv miljon                   | en halv miljon kronor      | 500000 SEK
    one and a half                   | en och en halv miljon      | 1500000
    hundreds of thousands            | fyrahundratusen kronor     | 400000 SEK
    spaces between thousands         | 400 000 kr                 | 400000 SEK
    full stops between thousands     | 400.000 kr                 | 400000 SEK
    commas between thousands         | SEK 400,000                | 400000 SEK
    hard spaces                      | 1\u00a0200\u00a0000 SEK    | 1200000 SEK
    with cents                       | $1,000,000.50              | 1000000.50 USD
    swedish cents                    | 12 500,50 kr               | 12500.50 SEK
    with öre                         | 2 kronor och 23 öre        | 2.23 SEK
    a dollar sign                    | $1.5m                      | 1500000 USD
    a euro sign                      | €20k                       | 20000 EUR
    a euro sign behind               | 20 €                       | 20 EUR
    a pound sign                     | £40,000.                   | 40000 GBP
    the swedish price sign           | 400:-                      | 400 SEK
    norwegian                        | 10 norska kronor           | 10 NOK
    danish                           | DKK 75.000                 | 75000 DKK
    ten dollars                      | ten dollars                | 10 USD
    meur                             | 1.2 MEUR                   | 1200000 EUR
    a fraction before a multiplier   | 1.250 mkr                  | 1250000 SEK
    a hour before it                 | fre 10 400k                | 400000
    two amounts                      | from order 400k, then $20k | 400000; 20000 USD
    """),
)
def test_an_amount(note: str, expected: str) -> None:
    assert read(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    rows("""
    around            | around 400k               | 400000 (rough)
    ca                | ca 400 tkr                | 400000 SEK (rough)
    ungefär           | ungefär 1,2 miljoner kr   | 1200000 SEK (rough)
    a range           | 400-500k                  | 400000 (rough)
    a range with to   | 10 to 12k €               | 10000 EUR (rough)
    between           | between 400k and 500k     | 400000 (rough)
    mellan            | mellan 10 och 20 tkr      | 10000 SEK (rough)
    up to             | upp till 1 mkr            | 1000000 SEK (rough)
    or so             | 400k or so                | 400000 (rough)
    the price of one  | 40 kr per user            | 40 SEK (rough)
    per month         | 12k/month                 | 12000 (rough)
    """),
)
def test_a_rough_amount(note: str, expected: str) -> None:
    assert read(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    rows("""
    grouped thousands           | de har 400 000 i år    | 400000 (bare)
    after a word of money       | price is 400000        | 400000 (bare)
    after a swedish one         | offert på 45000        | 45000 (bare)
    a year is no amount         | budget 2027            |
    a number is no amount       | they have 400000 rows  |
    """),
)
def test_a_bare_number(note: str, expected: str) -> None:
    assert read(note) == expected


@pytest.mark.parametrize(
    "note",
    [
        pytest.param(note, id=note)
        for note in (
            "10k users and 3 sites",
            "ring 070-123 45 67",
            "+46 70 123 45 67",
            "version 3.5",
            "10 % rabatt",
            "2026-11-27 kl 10.30",
            "27/11",
            "5 m lång",
            "en gång till",
            "v 49",
            "24/7",
            "million things",
        )
    ],
)
def test_what_is_no_amount(note: str) -> None:
    assert read(note) == ""


_WORDS = """
400 000 k kr 400k - to till 1.2 1,2 m mkr $ € sek between and ca två miljoner en halv per user % 070 :- dollar 20
"""


@given(note=st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_WORDS.split()), max_size=12).map(" ".join)))
@example(note="9" * 5000 + " kr")
@example(note="1 000 000 000 000 000 000 kr")
def test_any_text_is_read_without_overlap(note: str) -> None:
    end = 0
    for money in find_amounts(note):
        assert end <= money.start < money.end <= len(note)
        assert money.text == note[money.start : money.end]
        assert money.value >= 0
        end = money.end


@given(value=st.integers(1, 10**9), style=st.sampled_from(("{:,} SEK", "SEK {:,}", "{} kr", "$ {:,}", "pris: {} EUR")))
def test_whole_amounts_are_read_as_written(value: int, style: str) -> None:
    (money,) = find_amounts(f"ok, {style.format(value)}.")
    assert money.value == Decimal(value)


@given(value=st.integers(1000, 10**9))
def test_swedish_groups_are_read_as_written(value: int) -> None:
    (money,) = find_amounts(f"{value:,} kr".replace(",", " "))
    assert (money.value, money.currency) == (Decimal(value), "SEK")
