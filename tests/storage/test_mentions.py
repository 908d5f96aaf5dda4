"""Which deals a text may speak of: the writer's own open ones always, others when the text resembles them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.deal import DealSketch, DealState
from storage.store import Store
from tests.storage.stored import Company, act, put, read
from tests.support.builders import contact, deal

ANNA = contact("anna", "Anna Berg", account="Hudson Freight")
LONE = contact("lone", "Lone Østergård", account="Åhléns Logistik AB", role="cfo")


@pytest.fixture
def fjord(company: Company) -> Company:
    """Maja has one open deal and one that is won; Tom has two."""
    put(
        company,
        deal("solberg", "Solberg Bygg", "larm"),
        deal("malmen", "Malmens Mekaniska", "service", state=DealState.WON),
        deal("hudson", "Hudson Freight", "fordonsparken", owner="tom", area="fleet"),
        deal("ahlens", "Åhléns Logistik AB", "", owner="tom", state=DealState.LOST),
        deal("mistake", "Hudson Freight", "fordonsparken", owner="tom", state=DealState.WITHDRAWN),
        ANNA,
        LONE,
    )
    return company


def mentioned(company: Company, text: str, person: str = "maja") -> list[str]:
    return [sketch.id for sketch in read(company, lambda work: work.deals.mentioned(text, person))]


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Ingen ny kund idag", []),
        ("", []),
        ("Hudson Freight ringde", ["hudson"]),
        ("hudson ringde", ["hudson"]),
        ("Pratade med HUDSON.", ["hudson"]),
        ("Hudsons vagnpark", ["hudson"]),
        ("Hudson's fleet", ["hudson"]),
        ("hudsonfreight called", ["hudson"]),
        ("Hudsen Freihgt called", ["hudson"]),
        ("Husdon called", ["hudson"]),
        ("ahlens vill ha offert", ["ahlens"]),
        ("Åhlens vill ha offert", ["ahlens"]),
        ("åhléns-offerten", ["ahlens"]),
        ("möte om fordonsparken", ["hudson"]),
        ("möte om fordonspark", ["hudson"]),
        ("Anna Berg ringde", ["hudson"]),
        ("Berg ringde", ["hudson"]),
        ("Anna ringde", []),
        ("Lone Ostergard ringde", ["ahlens"]),
        ("Malmens mekaniska ville ha mer", ["malmen"]),
        ("Malmen", ["malmen"]),
        ("malm", []),
        ("Hudson och Malmens", ["hudson", "malmen"]),
    ],
)
def test_others_deals_and_ended_ones_are_there_when_the_text_resembles_them(
    fjord: Company, text: str, others: list[str]
) -> None:
    assert sorted(mentioned(fjord, text)) == sorted(["solberg", *others])


def test_the_writers_own_open_deals_come_first(fjord: Company) -> None:
    assert mentioned(fjord, "Hudson", "maja")[0] == "solberg"
    assert mentioned(fjord, "Solberg", "tom") == ["hudson", "solberg"]


def test_a_sketch_says_what_is_needed_to_recognise_the_deal(fjord: Company) -> None:
    found = read(fjord, lambda work: work.deals.mentioned("Hudson", "karin"))

    assert found == [
        DealSketch(
            "hudson", "Hudson Freight", "fordonsparken", "fleet", "tom", "new_business", "needs", DealState.OPEN, "SEK",
            (ANNA,),
        )
    ]  # fmt: skip


def test_a_deal_is_found_by_its_new_name_when_it_was_renamed(fjord: Company) -> None:
    with fjord.work() as work:
        old = work.deals.get("hudson")
        assert old is not None
        work.deals.save(replace(old, account="Pacific Haulage"))
        work.commit()

    assert mentioned(fjord, "Pacific Haulage ringde") == ["solberg", "hudson"]
    assert mentioned(fjord, "Hudson Freight ringde") == ["solberg"]


def test_a_deal_is_found_in_the_work_that_adds_it_and_gone_with_it(fjord: Company) -> None:
    with fjord.work() as work:
        work.deals.add(deal("nova", "Nova Energi", "solceller", owner="tom"))
        found = [sketch.id for sketch in work.deals.mentioned("Nova Energi", "maja")]
        work.rollback()
        work.deals.add(deal("nova2", "Nova Energi", "solceller", owner="tom"))
        work.commit()

    assert found == ["solberg", "nova"]
    assert mentioned(fjord, "Nova Energi") == ["solberg", "nova2"]


def test_a_deal_is_not_found_by_a_contact_whose_act_was_undone(fjord: Company) -> None:
    wrong = contact("per", "Per Fransson", account="Hudson Freight", act="told")
    put(fjord, act("told", deal=None), wrong, act("back", undoes="told", deal=None))

    assert mentioned(fjord, "Per Fransson ringde") == ["solberg"]


def test_a_common_word_does_not_hide_the_account_that_is_meant(store: Store) -> None:
    common = [deal(f"d{n}", f"{word} Transport", owner="tom") for n, word in enumerate(WORDS)]
    put(store, *common, deal("nord", "Nordfrakt Transport AB", owner="tom"))

    assert "nord" in mentioned(store, "Nordfrackt, alltså nordfrackt transport, ringde")


# A hundred and twenty accounts that share a word.
WORDS = [a + b for a in "bcdfghjklmnpqrstvwxz" for b in ("anker", "olund", "estad", "ivik", "uttra", "ymark")]
