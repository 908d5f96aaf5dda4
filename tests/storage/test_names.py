"""Names as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import names


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Nordfrakt", "nordfrakt"),
        ("  NORDFRAKT   AB ", "nordfrakt"),
        ("AB Volvo (publ)", "volvo"),
        ("Åhléns Logistik AB", "ahlens logistik"),
        ("Ørsted A/S", "orsted"),
        ("Lærdal Group ASA", "laerdal group"),
        ("Straße GmbH & Co. KG", "strasse"),
        ("H&M", "hm"),
        ("Fjord & Co", "fjord"),
        ("O'Brien Ltd.", "obrien"),
        ("Coca-Cola", "coca cola"),
        ("AB", "ab"),
        ("Inc Limited", "inc"),
        ("Coop Norden", "coop norden"),
        ("日本電気", "日本電気"),
        ("!!!", ""),
    ],
)
def test_a_name_is_compared_without_case_accents_and_company_form(name: str, key: str) -> None:
    assert names.key(name) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nordfrakt", "nordfrakt AB"),
        ("Nord Frakt", "Nordfrakt"),
        ("Anna Berg", "Berg, Anna"),
        ("Øster Berg", "Oster Berg"),
    ],
)
def test_what_differs_in_writing_only_is_wholly_alike(one: str, other: str) -> None:
    assert names.similar(one, other) == 100


@pytest.mark.parametrize(
    ("one", "other"), [("Nordfrackt", "Nordfrakt"), ("Hudsen Freight", "Hudson Freight"), ("Lindqvist", "Lindkvist")]
)
def test_a_slip_of_the_finger_is_very_much_alike(one: str, other: str) -> None:
    assert 88 < names.similar(one, other) < 100


@pytest.mark.parametrize(
    ("one", "other"),
    [("Nordic Bank", "Nordic"), ("Anna", "Anna Berg"), ("Fjord Bygg", "Fjord Bank"), ("Solberg", "Hudson"), ("", "")],
)
def test_a_part_of_a_name_is_not_the_name(one: str, other: str) -> None:
    assert names.similar(one, other) < 80


WORDS = st.text("abcdefgåäö", min_size=1, max_size=12)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@given(NAMES, NAMES)
def test_likeness_has_no_direction_and_stays_between_0_and_100(one: str, other: str) -> None:
    assert names.similar(one, other) == pytest.approx(names.similar(other, one))
    assert 0 <= names.similar(one, other) <= 100


@given(NAMES)
def test_a_name_is_wholly_like_itself(name: str) -> None:
    assert names.similar(name, name.upper() + " AB") == 100


@given(st.text("abcdefghijklmnop", min_size=7, max_size=14), st.data())
def test_every_slip_of_one_finger_in_a_word_of_seven_letters_leaves_a_trace(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("qrstuv"))
    slips = (
        word[:place] + letter + word[place:],
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
    )

    assert [slip for slip in slips if names.traces(slip).isdisjoint(names.traces(word))] == []


@given(st.text("abcde", min_size=4, max_size=12), st.text("abcde", min_size=4, max_size=16), st.text("abc", max_size=6))
def test_what_is_alike_is_about_as_long_or_begins_alike(said: str, other: str, ending: str) -> None:
    for word in (other, said + ending, said[1:] + ending, said[:-2]):
        if names.likeness(said, word) > 0:
            least, most = names.lengths(len(said))
            assert least <= len(word) <= most or names.beginning(word) == names.beginning(said)
