"""What is on today: meetings and steps of both sides, by time, and what to ask there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.acting import Doing, record
from domain.facts import Step
from domain.person import Leave
from tests.handlers.conftest import NOW
from tests.support.builders import MAJA, at, deal, due_on, step
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

EARLY = at("2026-11-24 08:30")
DEMO = step("demo", "2026-11-24 10:00", ours="demo with Johan", theirs="demo with Johan")
CALL = step("call", "2026-11-24 08:45", deal="kraftverket", ours="call Anna about the drawings")
LIST = step("list", "2026-11-24", deal="solberg", ours="", theirs="Per sends the list")


def sets(company: FakeCompany, *steps: Step) -> None:
    """Each step is set on its deal, as when somebody told of it."""
    with company.work() as work:
        for one in steps:
            before = work.deals.get(one.deal)
            assert before is not None
            record(work, Doing(work.new_id(), one.by, EARLY, "step"), before, before, one)
        work.commit()


def test_the_day_by_time_with_what_to_ask_at_a_meeting(fjord: FakeCompany, maja: Coach) -> None:
    sets(fjord, LIST, DEMO, CALL)
    maja.hears("today")

    assert maja.said == [
        (
            "Today, Maja\n"
            "08:45 Kraftverket, laddstolpar: call Anna about the drawings\n"
            "Ask Anna: “Who else needs to say yes before you can sign?”\n"
            "10:00 Nordfrakt, fordonsparken: demo with Johan\n"
            "Ask Johan: “Who else needs to say yes before you can sign?”\n"
            "Solberg Bygg, larm: their part is “Per sends the list”\n"
            "[1] Before Kraftverket  [2] Before Nordfrakt  [3] Done: Solberg Bygg"
        )
    ]


def test_and_in_swedish(fjord: FakeCompany, swedish_maja: Coach) -> None:
    sets(fjord, LIST, DEMO, replace(CALL, ours="send the quote", theirs="Anna reads it"))
    swedish_maja.hears("i dag")

    assert swedish_maja.said == [
        (
            "I dag, Maja\n"
            "kl 08.45 Kraftverket, laddstolpar: send the quote; deras del är ”Anna reads it”\n"
            "kl 10.00 Nordfrakt, fordonsparken: demo with Johan\n"
            "Fråga Johan: ”Vilka fler behöver säga ja innan ni kan skriva på?”\n"
            "Solberg Bygg, larm: deras del är ”Per sends the list”\n"
            "[1] Klart: Kraftverket  [2] Inför Nordfrakt  [3] Klart: Solberg Bygg"
        )
    ]


def test_the_buttons_lead_on(fjord: FakeCompany, maja: Coach) -> None:
    sets(fjord, LIST, DEMO)
    maja.hears("today")
    maja.presses("Before Nordfrakt")
    assert maja.said[0].startswith("Nordfrakt, fordonsparken. Before demo with Johan, Tue 24 Nov, 10:00")

    maja.hears("today")
    maja.presses("Done: Solberg Bygg")
    maja.hears("today")
    assert "Solberg" not in maja.said[0]


def test_a_day_without_anything(maja: Coach, swedish_maja: Coach) -> None:
    swedish_maja.hears("idag")

    assert swedish_maja.said == ["Inget är inplanerat i dag.\n[1] Mina affärer"]


@pytest.mark.parametrize(
    "text", ["today called Nordfrakt", "i dag ringde jag Nordfrakt", "today: met Anna at Nordfrakt"]
)
def test_a_note_that_begins_with_the_word_stays_a_note(maja: Coach, text: str) -> None:
    maja.hears(text)

    assert maja.said[0].startswith("Nordfrakt, fordonsparken. Saved.")


def test_only_what_is_on_today_and_not_what_slipped_or_comes(fjord: FakeCompany, maja: Coach) -> None:
    tomorrow = replace(DEMO, due=due_on("2026-11-25"), id="tomorrow")
    late = step("late", "2026-11-23", deal="kraftverket")
    sets(fjord, tomorrow, late)
    maja.hears("today")
    assert maja.said == ["Nothing is planned for today.\n[1] My deals"]

    sets(fjord, CALL)
    maja.hears("today")
    assert maja.said[0].splitlines()[1] == "08:45 Kraftverket, laddstolpar: call Anna about the drawings"


def test_a_deal_that_waits_has_nothing_on(fjord: FakeCompany, maja: Coach) -> None:
    sets(fjord, DEMO)
    with fjord.work() as work:
        found = work.deals.get("nordfrakt")
        assert found is not None
        work.deals.save(replace(found, paused_until=date(2026, 12, 1)))
        work.commit()
    maja.hears("today")

    assert maja.said == ["Nothing is planned for today.\n[1] My deals"]


def test_somebody_elses_day_is_theirs_until_one_covers_for_them(fjord: FakeCompany, maja: Coach, tom: Coach) -> None:
    sets(fjord, DEMO)
    tom.hears("today")
    assert tom.said == ["Nothing is planned for today.\n[1] My deals"]

    with fjord.work() as work:
        work.persons.save(replace(MAJA, away=(Leave(date(2026, 11, 23), date(2026, 11, 27), "tom"),)))
        work.commit()
    tom.hears("today")

    assert tom.said[0].splitlines()[1] == "04:00 Nordfrakt, fordonsparken (for Maja): demo with Johan"


def test_a_long_day_is_cut_and_shown_in_full_on_demand(fjord: FakeCompany) -> None:
    made = [deal(f"d{n}", f"Kund {n}", "bilar", amount=Decimal(n)) for n in range(1, 15)]
    with fjord.work() as work:
        for one in made:
            work.deals.add(one)
        work.commit()
    sets(fjord, *(step(f"s{n}", "2026-11-24", deal=f"d{n}", ours=f"skriv brev {n}") for n in range(1, 15)))
    maja = Coach(fjord.work, "maja", NOW)
    maja.hears("today")

    lines = maja.said[0].splitlines()
    assert (lines[1], lines[12], lines[13]) == (
        "Kund 14, bilar: skriv brev 14",
        "Kund 3, bilar: skriv brev 3",
        "And 2 more today.",
    )
    assert maja.buttons == ["Done: Kund 14", "Done: Kund 13", "Done: Kund 12", "Done: Kund 11", "All of today"]
