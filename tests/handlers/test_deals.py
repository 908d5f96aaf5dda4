"""The list of open deals."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.builders import MAJA, answer, at, deal
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


def test_a_rep_sees_their_own_deals_those_without_a_step_first(maja: Coach) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="friday", clock="10")
    maja.hears("deals")

    assert maja.said == [
        (
            "3 open deals, 2 without a next step.\n"
            "Deal                      Next step         When               Stage    Weakest\n"
            "Kraftverket, laddstolpar  None yet                             Needs    ?\n"
            "Solberg Bygg, larm        None yet                             Qualify  ?\n"
            "Nordfrakt, fordonsparken  demo (only ours)  Fri 27 Nov, 10:00  Needs    ?\n"
            "[1] Kraftverket  [2] Solberg Bygg  [3] New deal"
        )
    ]


def test_the_list_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("affärer")

    assert swedish_maja.said == [
        (
            "3 öppna affärer, 3 utan nästa steg.\n"
            "Affär                     Nästa steg  När  Fas          Svagast\n"
            "Kraftverket, laddstolpar  Inget än         Behov        ?\n"
            "Nordfrakt, fordonsparken  Inget än         Behov        ?\n"
            "Solberg Bygg, larm        Inget än         Kvalificera  ?\n"
            "[1] Kraftverket  [2] Nordfrakt  [3] Ny affär"
        )
    ]


def test_a_day_that_has_passed_is_said_without_alarm(maja: Coach) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="friday")
    maja.clock = at("2026-12-01 09:00")
    maja.hears("deals")

    assert "Nordfrakt, fordonsparken  demo (only ours)  Was Fri 27 Nov  Needs    ?" in maja.said[0].splitlines()


def test_a_deal_that_waits_says_until_when(maja: Coach) -> None:
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-12-24", reason="budget in January")
    maja.hears("deals")

    assert "Nordfrakt, fordonsparken  They asked us to wait  Until Thu 24 Dec  Needs    ?" in maja.said[0].splitlines()


def test_a_manager_sees_the_teams_deals_and_whose_they_are(karin: Coach) -> None:
    karin.hears("deals")

    assert karin.said == [
        (
            "4 open deals, 4 without a next step.\n"
            "Deal                           Next step  When  Stage     Weakest  Who\n"
            "Hudson Freight, fleet renewal  None yet         Proposal  ?        Tom\n"
            "Kraftverket, laddstolpar       None yet         Needs     ?        Maja\n"
            "Nordfrakt, fordonsparken       None yet         Needs     ?        Maja\n"
            "Solberg Bygg, larm             None yet         Qualify   ?        Maja\n"
            "[1] Hudson Freight  [2] Kraftverket  [3] New deal"
        )
    ]


def test_somebody_without_deals_is_offered_a_new_one(erik: Coach) -> None:
    erik.hears("deals")

    assert erik.said == ["There is no open deal yet.\n[1] New deal"]


def test_a_long_list_is_cut_where_a_phone_ends(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        for n in range(20):
            work.deals.add(deal(f"d{n}", f"Kund {n:02}", "", amount=Decimal(1)))
        work.commit()
    maja.hears("deals")

    lines = maja.said[0].splitlines()
    assert (lines[0], len(lines), lines[-2]) == ("23 open deals, 23 without a next step.", 16, "And 11 more.")


def test_a_deal_shows_its_weakest_element_and_its_assumptions(maja: Coach, labelled: FakeCompany) -> None:
    with labelled.work() as work:
        work.facts.add(answer("a", "pain", "late vans"), answer("b", "decision_maker", "the CFO"))
        work.facts.add(answer("c", "timeline", "May"))
        work.commit()
    maja.hears("deals")

    assert [line.split("  ")[-1] for line in maja.said[0].splitlines()[2:5]] == [
        "? Problem",
        "~ Problem, 3 ~",
        "? Problem",
    ]


@pytest.mark.parametrize(
    ("agreed", "english", "swedish"),
    [
        ("none", "demo (only ours)", "demo (bara vårt)"),
        ("said", "demo (they said yes)", "demo (de sa ja)"),
        ("written", "demo (in writing)", "demo (skriftligt)"),
        ("accepted", "demo (in writing)", "demo (skriftligt)"),
    ],
)
def test_the_list_tells_how_firmly_a_step_is_agreed(
    maja: Coach, fjord: FakeCompany, agreed: str, english: str, swedish: str
) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="friday", agreed=agreed)
    maja.hears("deals")
    assert english in maja.said[0]

    with fjord.work() as work:
        work.persons.save(MAJA)
        work.commit()
    maja.hears("affärer")
    assert swedish in maja.said[0]
