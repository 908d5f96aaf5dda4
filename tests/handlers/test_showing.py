"""One deal on one screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.chat import Choices, Say
from domain.facts import Grounds
from tests.support.builders import answer, at, meeting
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


def test_a_deal_shows_what_is_known_assumed_old_and_not_asked(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.facts.add(
            meeting(on=date(2026, 11, 20)),
            answer(
                "a", "pain", "late vans", grounds=Grounds.CUSTOMER_SAID, said_by="Anna", heard_on=date(2026, 11, 20)
            ),
            answer("b", "decision_maker", "the CFO"),
            answer("c", "budget", "400k", grounds=Grounds.DOCUMENT, heard_on=date(2026, 6, 1)),
        )
        work.commit()
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", theirs="demo", day="friday", clock="10", agreed="accepted")
    maja.hears("deal Nordfrakt")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken, SEK 400,000\n"
            "In Needs for 22 days; we expect 21.\n"
            "Next step: demo, Fri 27 Nov, 10:00, Nordfrakt accepted the invitation.\n"
            "Weakest: When must it be in place? (not asked). 1 assumption.\n"
            "✓ What is the problem, and what does it cost them? late vans, Anna on Fri 20 Nov\n"
            "~ Who decides? the CFO, our assumption\n"
            "? When must it be in place? Not asked yet\n"
            "⌛ Is there a budget? 400k, told on Mon 1 Jun, old by now\n"
            "People there: Anna Berg and Johan Ek (CFO)\n"
            "Last met on Fri 20 Nov.\n"
            "[1] Brief me  [2] Log a meeting  [3] More"
        )
    ]


def test_a_deal_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("affär nordfrakt")

    assert swedish_maja.said == [
        (
            "Nordfrakt, fordonsparken, 400\xa0000 kr\n"
            "I fasen Behov i 22 dagar; vi räknar med 21.\n"
            "Inget nästa steg än.\n"
            "Svagast: Vad är problemet, och vad kostar det dem? (ingen har frågat).\n"
            "? Vad är problemet, och vad kostar det dem? Ingen har frågat än\n"
            "? Vem bestämmer? Ingen har frågat än\n"
            "? När måste det vara på plats? Ingen har frågat än\n"
            "Hos kunden: Anna Berg och Johan Ek (Ekonomichef)\n"
            "[1] Bestäm nästa steg  [2] Logga ett möte  [3] Mer"
        )
    ]


def test_a_colleagues_deal_says_whose_it_is_and_offers_no_change(tom: Coach) -> None:
    tom.hears("deal Nordfrakt")

    assert tom.said[0].splitlines()[1] == "Maja Lind looks after it."
    assert tom.buttons == ["My deals"]


def test_a_deal_of_another_team_is_not_shown(erik: Coach) -> None:
    erik.hears("deal Nordfrakt")

    assert erik.said == ["I find no deal called Nordfrakt.\n[1] My deals  [2] New deal"]


def test_a_manager_may_do_what_the_owner_may(karin: Coach) -> None:
    karin.hears("deal Nordfrakt")

    assert karin.buttons == ["Set the next step", "Log a meeting", "More"]


def test_a_deal_that_waits_says_why(maja: Coach) -> None:
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-12-24", reason="budget in January")
    maja.hears("deal Nordfrakt")

    assert maja.said[0].splitlines()[2] == "It waits until Thu 24 Dec. They said: budget in January"


def test_a_lost_deal_says_when_and_why(maja: Coach) -> None:
    maja.hears("lost Nordfrakt")
    maja.presses("None of them")
    maja.submits(reason="price")
    maja.hears("deal Nordfrakt")

    assert maja.said[0].splitlines()[1] == "Closed as lost on Tue 24 Nov: Price."
    assert maja.buttons == ["They told me", "Open it again", "Done lately"]


def test_a_won_deal_says_when(maja: Coach) -> None:
    maja.hears("won Nordfrakt")
    maja.presses("Close anyway, with a reason")
    maja.submits(evidence="signed", reason="they were in a hurry")
    maja.hears("deal Nordfrakt")

    assert maja.said[0].splitlines()[1] == "Won on Tue 24 Nov."


def test_everything_else_is_behind_more(maja: Coach) -> None:
    maja.hears("deal Nordfrakt")
    maja.presses("More")

    assert maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken. What would you like to do?"
    assert maja.buttons == [
        "What we know",
        "Brief me",
        "Another stage",
        "Won",
        "Lost or let go",
        "They asked us to wait",
        "Done lately",
        "Edit the deal",
        "Another process",
        "Quiet for a while",
        "Why these reminders?",
    ]


def test_more_of_a_deal_that_ended_meanwhile_shows_how_it_ended(maja: Coach) -> None:
    maja.hears("deal Nordfrakt")
    maja.hears("won Nordfrakt")
    maja.presses("Close anyway, with a reason")
    maja.submits(evidence="signed", reason="they were in a hurry")
    maja.presses("More")

    assert maja.said[0].splitlines()[1] == "Won on Tue 24 Nov."


def test_the_days_in_a_stage_are_the_readers_days(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        found = work.deals.get("nordfrakt")
        assert found is not None
        work.deals.save(replace(found, stage_since=at("2026-11-23 23:30")))
        work.commit()
    maja.hears("deal Nordfrakt")

    assert maja.said[0].splitlines()[1] == "In Needs for 1 day; we expect 21."


def test_no_row_of_buttons_is_longer_than_three(maja: Coach) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="friday")
    maja.hears("deal Nordfrakt")
    maja.presses("More")

    [say] = [reply for reply in maja.replies if isinstance(reply, Say)]
    assert [len(block.options) for block in say.blocks if isinstance(block, Choices)] == [2, 3, 3, 3, 3, 2]
