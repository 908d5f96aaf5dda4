"""What to have in mind on the way to a meeting, on one screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.deal import DealState
from domain.facts import Direction, Exchange, ExchangeState, Grounds
from domain.process import Give, Stage, Take, TakeNeeded
from tests.handlers.conftest import NOW
from tests.support.builders import NEW_BUSINESS, OPENED, answer, at, meeting, texts
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

NUMBERS = Take(
    "numbers",
    texts("what it costs them today", "vad det kostar dem i dag"),
    texts("Hi {contact}, what does it cost you?", "Hej {contact}, vad kostar det er?"),
)
VISIT = Take("visit", texts("a visit to the depot", "ett besök i depån"), texts("May we come?", "Får vi komma?"))
QUOTE = Give("quote", texts("a quote", "en offert"), needs=("visit",))


def with_takes(found: Stage) -> Stage:
    return replace(found, takes=(TakeNeeded("numbers"),)) if found.key == "needs" else found


@pytest.fixture
def prepared(labelled: FakeCompany) -> FakeCompany:
    """Nordfrakt, with a meeting behind it, something assumed, and something that the stage asks of the customer."""
    process = replace(NEW_BUSINESS, stages=tuple(with_takes(one) for one in NEW_BUSINESS.stages))
    labelled.settings = replace(
        labelled.settings,
        processes=(process, *labelled.settings.processes[1:]),
        takes=(NUMBERS, VISIT),
        gives=(QUOTE,),
    )
    with labelled.work() as work:
        work.facts.add(meeting(on=date(2026, 11, 20)), answer("b", "decision_maker", "the CFO"))
        work.facts.add(answer("p", "pain", "late vans", grounds=Grounds.OBSERVED, heard_on=date(2026, 11, 20)))
        work.commit()
    return labelled


def sets_the_meeting(maja: Coach) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo with Johan", theirs="demo with Johan", day="friday", clock="10", agreed="said")


def test_all_that_is_needed_on_the_way_to_a_meeting(prepared: FakeCompany, maja: Coach) -> None:
    sets_the_meeting(maja)
    maja.hears("step Nordfrakt")
    maja.submits(ours="send the list", theirs="Anna counts the vans", day="2026-12-01", agreed="said")
    maja.hears("brief Nordfrakt")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken. Before demo with Johan, Fri 27 Nov, 10:00, Nordfrakt said yes:\n"
            "In Needs for 22 days; we expect 21.\n"
            "Weakest: Timeline (not asked). 1 assumption.\n"
            "You will meet Johan Ek (CFO).\n"
            "We said: send the list, Tue 1 Dec.\n"
            "They said: Anna counts the vans, Tue 1 Dec.\n"
            "We may ask for what it costs them today.\n"
            "? When must it be in place? Nobody has asked them yet.\n"
            "On Fri 27 Nov you could ask Johan: “What decides the date?”\n"
            "[1] I'll ask on Fri 27 Nov  [2] I know  [3] Not now\n"
            "[4] How to ask for it  [5] The deal"
        )
    ]


def test_a_brief_in_swedish(prepared: FakeCompany, swedish_maja: Coach) -> None:
    swedish_maja.hears("steg Nordfrakt")
    swedish_maja.submits(ours="demo med Johan", theirs="demo med Johan", day="fredag", clock="10", agreed="said")
    swedish_maja.hears("inför Nordfrakt")

    assert swedish_maja.said == [
        (
            "Nordfrakt, fordonsparken. Inför demo med Johan, fre 27 nov kl 10.00, Nordfrakt sa ja:\n"
            "I fasen Behov i 22 dagar; vi räknar med 21.\n"
            "Svagast: Tidplan (ingen har frågat). 1 antagande.\n"
            "Du träffar Johan Ek (Ekonomichef).\n"
            "Vi kan be om vad det kostar dem i dag.\n"
            "? När måste det vara på plats? Ingen har frågat dem än.\n"
            "Du kan fråga Johan fre 27 nov: ”Vad styr datumet?”\n"
            "[1] Jag frågar fre 27 nov  [2] Jag vet  [3] Inte nu\n"
            "[4] Så kan du be om det  [5] Affären"
        )
    ]


def test_what_they_want_brings_what_comes_before_it(prepared: FakeCompany, maja: Coach) -> None:
    happened = ("nordfrakt", "start", "maja", OPENED)
    with prepared.work() as work:
        work.facts.add(Exchange("g", *happened, Direction.GIVE, "quote", ExchangeState.ASKED))
        work.facts.add(Exchange("t", *happened, Direction.TAKE, "numbers", ExchangeState.GRANTED))
        work.commit()
    maja.hears("brief Nordfrakt")

    assert "They want: a quote. They gave: what it costs them today." in maja.said[0].splitlines()
    assert "We may ask for a visit to the depot." in maja.said[0].splitlines()


def test_the_screen_of_a_deal_leads_to_it_before_a_meeting(maja: Coach) -> None:
    sets_the_meeting(maja)
    maja.hears("deal Nordfrakt")
    maja.presses("Brief me")

    assert maja.said[0].startswith("Nordfrakt, fordonsparken. Before demo with Johan, Fri 27 Nov, 10:00")


def test_after_the_meeting_the_step_is_done_comes_first(maja: Coach) -> None:
    sets_the_meeting(maja)
    maja.clock = at("2026-11-28 09:00")
    maja.hears("deal Nordfrakt")

    assert maja.buttons == ["The step is done", "Log a meeting", "More"]


def test_without_a_meeting_ahead_it_says_whom_we_met_last(prepared: FakeCompany, maja: Coach) -> None:
    maja.hears("brief Nordfrakt")

    assert maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken. Before you talk to them:"
    assert "Last met Anna Berg on Fri 20 Nov." in maja.said[0].splitlines()


def test_what_was_to_be_asked_at_the_meeting_is_there(prepared: FakeCompany, maja: Coach) -> None:
    sets_the_meeting(maja)
    maja.presses("I'll ask on Fri 27 Nov")
    maja.clock = at("2026-11-27 08:45")
    maja.hears("brief Nordfrakt")

    assert "Today you could ask Johan: “What decides the date?”" in maja.said[0].splitlines()


def test_what_they_left_unanswered_just_now_is_not_asked_again_yet(prepared: FakeCompany, maja: Coach) -> None:
    with prepared.work() as work:
        work.facts.add(answer("n", "timeline", "", grounds=Grounds.ASKED_NO_ANSWER, heard_on=date(2026, 11, 23)))
        work.commit()
    maja.hears("brief Nordfrakt")
    assert "~ Who decides? We assume: the CFO." in maja.said[0].splitlines()

    maja.clock = at("2026-11-28 09:00")
    maja.hears("brief Nordfrakt")
    assert "? When must it be in place? We asked on Mon 23 Nov and got no answer." in maja.said[0].splitlines()


def test_without_a_name_the_next_meetings_are_listed_the_largest_of_a_day_first(
    fjord: FakeCompany, maja: Coach
) -> None:
    sets_the_meeting(maja)
    maja.hears("step Kraftverket")
    maja.submits(ours="lunch with Anna", day="friday", agreed="said")
    maja.hears("step Solberg")
    maja.submits(ours="site visit", day="thursday", agreed="said")
    with fjord.work() as work:
        found = work.deals.get("kraftverket")
        assert found is not None
        work.deals.save(replace(found, amount=Decimal(900_000)))
        work.commit()
    maja.hears("brief")

    assert maja.said[0].splitlines() == [
        "Your meetings of the next days:",
        "Thu 26 Nov: site visit, Solberg Bygg, larm",
        "Fri 27 Nov: lunch with Anna, Kraftverket, laddstolpar",
        "Fri 27 Nov, 10:00: demo with Johan, Nordfrakt, fordonsparken",
        "[1] Solberg Bygg  [2] Kraftverket  [3] Nordfrakt",
    ]


def test_a_colleague_may_read_it_and_is_asked_nothing(tom: Coach) -> None:
    tom.hears("brief Nordfrakt")

    assert tom.buttons == ["The deal"]


def test_of_a_deal_that_ended_there_is_nothing_to_brief(fjord: FakeCompany, maja: Coach) -> None:
    with fjord.work() as work:
        found = work.deals.get("nordfrakt")
        assert found is not None
        work.deals.save(replace(found, state=DealState.LOST, closed_at=NOW, close_reason="price"))
        work.commit()
    maja.presses_of("deal.brief", "nordfrakt")

    assert maja.said[0].splitlines()[1] == "Closed as lost on Tue 24 Nov: Price."
