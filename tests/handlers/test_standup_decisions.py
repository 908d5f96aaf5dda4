"""Decisions as they are said in the room: on the deals as steps, asked about where not sure, corrected, parked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.chat import Place
from domain.facts import Agreed
from tests.handlers.room import OPENS, InTheRoom, channel, opened
from tests.support.builders import person
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

THREE = {"maja": ("nordfrakt", "solberg"), "tom": ("hudson",)}


@pytest.fixture
def leader(fjord: FakeCompany, karin: Coach) -> Coach:
    """Karin, alone with the coach, while Tom's deal is talked about."""
    opened(fjord, THREE)
    karin.clock = OPENS
    karin.presses_of("standup.walk", "s1")
    return karin


def decided(fjord: FakeCompany, language: str = "en") -> list[str]:
    """What the channel reads of decisions and parked matters."""
    return [line for line in channel(fjord, language).splitlines() if line.startswith(("– ", "Parked", "Parkerat"))]


def steps(fjord: FakeCompany, deal: str) -> list[tuple[str, str, Agreed]]:
    """The running steps of a deal: what we do, the day, how it is agreed."""
    running = [one for one, end in fjord.work().facts.steps(deal) if end is None]
    return [(one.ours, one.due.day.isoformat() if one.due else "", one.agreed) for one in running]


def test_what_is_decided_is_a_step_on_the_deal_talked_about(fjord: FakeCompany, leader: Coach) -> None:
    leader.hears("@Tom calls the CFO by Thursday")

    assert leader.said == ["Decided: Tom calls the CFO by Thu 26 Nov (Hudson Freight).\n[1] Undo  [2] Change"]
    assert decided(fjord) == ["– Tom calls the CFO by Thu 26 Nov (Hudson Freight)"]
    assert steps(fjord, "hudson") == [("call the CFO", "2026-11-26", Agreed.NONE)]
    assert "Next step: call the CFO, Thu 26 Nov." in channel(fjord)


def test_the_same_in_swedish(fjord: FakeCompany, leader: Coach) -> None:
    leader.hears("vi bestämmer att Tom ringer ekonomichefen i morgon")

    assert decided(fjord, "sv") == ["– Tom ringer ekonomichefen senast ons 25 nov (Hudson Freight)"]
    assert steps(fjord, "hudson") == [("ringa ekonomichefen", "2026-11-25", Agreed.NONE)]


def test_a_colleague_who_does_it_stands_in_the_step(fjord: FakeCompany, leader: Coach) -> None:
    leader.hears("Maja calls the CFO by Thursday")
    leader.clock += timedelta(minutes=1)
    leader.hears("karin: ask Grace thu")

    assert steps(fjord, "hudson") == [
        ("Maja calls the CFO", "2026-11-26", Agreed.NONE),
        ("Karin: ask Grace", "2026-11-26", Agreed.NONE),
    ]
    assert decided(fjord) == [
        "– Maja calls the CFO by Thu 26 Nov (Hudson Freight)",
        "– Karin: ask Grace by Thu 26 Nov (Hudson Freight)",
    ]


def test_nobody_named_is_whoever_looks_after_the_deal(fjord: FakeCompany, leader: Coach) -> None:
    leader.hears("decision: call the CFO by Thursday")

    assert leader.said[0] == (
        "Decided: Tom: call the CFO by Thu 26 Nov (Hudson Freight).\n"
        "Nobody was named, so it is for Tom, who looks after the deal.\n[1] Undo  [2] Change"
    )


def test_a_deal_that_is_named_gets_it(fjord: FakeCompany, leader: Coach) -> None:
    leader.hears("Maja calls Johan at Nordfrakt by Thursday")

    assert decided(fjord) == ["– Maja calls Johan at Nordfrakt by Thu 26 Nov"]
    assert steps(fjord, "nordfrakt") == [("call Johan at Nordfrakt", "2026-11-26", Agreed.NONE)]
    assert steps(fjord, "hudson") == []


def test_a_slip_of_the_finger_names_it_too(fjord: FakeCompany, leader: Coach) -> None:
    leader.hears("Maja calls them at Kraftverkt by Thursday")

    assert decided(fjord) == ["– Maja calls them at Kraftverkt by Thu 26 Nov (Kraftverket)"]


def test_no_deal_is_offered_that_is_not_theirs_to_see(fjord: FakeCompany, leader: Coach) -> None:
    north, *others = fjord.settings.teams
    fjord.settings = replace(fjord.settings, teams=(replace(north, sees="own"), *others))
    with fjord.work() as work:
        walked = work.standups.get("s1")
        assert walked is not None
        work.standups.save(replace(walked, turn=None))
        there = Place("room", "", "C-north", direct=False)
        work.commit()
    fjord.state.outbox["letter"] = replace(fjord.state.outbox["letter"], thread="171.1", place=there)
    maja = InTheRoom(fjord, "maja", OPENS, "171.1")
    maja.hears("decision: a new price list by Friday")

    assert maja.said == [
        "a new price list. Which deal is it about?\n[1] Nordfrakt, fordonsparken  [2] Solberg Bygg, larm  [3] No deal"
    ]


def test_of_two_deals_that_are_named_one_is_chosen(fjord: FakeCompany, leader: Coach) -> None:
    leader.hears("Maja takes Nordfrakt and Kraftverket out for lunch on Friday")
    assert leader.said[0] == (
        "Maja takes Nordfrakt and Kraftverket out for lunch. Which deal is it about?\n"
        "[1] Kraftverket, laddstolpar  [2] Nordfrakt, fordonsparken  [3] No deal"
    )
    assert (steps(fjord, "nordfrakt"), steps(fjord, "kraftverket")) == ([], [])
    leader.presses("Kraftverket, laddstolpar")

    assert steps(fjord, "nordfrakt") == []
    assert steps(fjord, "kraftverket") == [("take Nordfrakt and Kraftverket out for lunch", "2026-11-27", Agreed.NONE)]
    leader.presses_again()
    assert leader.said == ["That is answered already. Nothing was changed."]


def test_what_is_no_deals_matter_is_kept_all_the_same(fjord: FakeCompany, leader: Coach) -> None:
    leader.hears("Maja takes Nordfrakt and Kraftverket out for lunch on Friday")
    leader.presses("No deal")

    assert decided(fjord) == ["– Maja takes Nordfrakt and Kraftverket out for lunch by Fri 27 Nov"]
    assert (steps(fjord, "nordfrakt"), steps(fjord, "kraftverket")) == ([], [])


def test_a_missing_day_is_asked(fjord: FakeCompany, leader: Coach) -> None:
    leader.hears("Tom calls the CFO")
    assert leader.said == ["Tom calls the CFO. By when?\n[1] Wed 25 Nov  [2] Tue 1 Dec  [3] Another day"]
    assert decided(fjord) == ["– Tom calls the CFO (Hudson Freight), no day yet"]
    assert steps(fjord, "hudson") == []
    leader.presses("Another day")
    leader.submits(day="2026-12-03", clock="10")

    assert decided(fjord) == ["– Tom calls the CFO by Thu 3 Dec, 10:00 (Hudson Freight)"]
    assert steps(fjord, "hudson") == [("call the CFO", "2026-12-03", Agreed.NONE)]


def test_a_day_that_may_be_two_is_asked(fjord: FakeCompany, leader: Coach) -> None:
    leader.hears("Tom skickar offert nästa fredag")
    assert leader.said == ["Tom skickar offert. By when?\n[1] Fri 27 Nov  [2] Fri 4 Dec  [3] Another day"]
    leader.presses("Fri 4 Dec")

    assert steps(fjord, "hudson") == [("skicka offert", "2026-12-04", Agreed.NONE)]


def test_of_two_with_one_name_one_is_chosen(fjord: FakeCompany, leader: Coach) -> None:
    with fjord.work() as work:
        work.persons.save(person("tova", "Tom Ek", added_by="karin"))
        work.commit()
    leader.hears("Tom calls the CFO")
    assert leader.said == ["calls the CFO. Who does it?\n[1] Tom Ek  [2] Tom Reed"]
    leader.presses("Tom Reed")
    leader.presses("Wed 25 Nov")

    assert steps(fjord, "hudson") == [("call the CFO", "2026-11-25", Agreed.NONE)]


def test_several_in_one_breath_and_what_is_none(fjord: FakeCompany, leader: Coach) -> None:
    leader.hears("Tom calls the CFO by Thursday and Maja sends the quote Friday\nthe price list")

    assert leader.said == [
        "Decided: Tom calls the CFO by Thu 26 Nov (Hudson Freight).\n[1] Undo  [2] Change",
        "Decided: Maja sends the quote by Fri 27 Nov (Hudson Freight).\n[1] Undo  [2] Change",
        "I left this, since nothing is decided in it: the price list",
    ]


def test_said_twice_it_is_decided_once(fjord: FakeCompany, leader: Coach) -> None:
    leader.hears("Tom calls the CFO by Thursday")
    leader.hears("Tom calls the CFO by Thursday")

    assert leader.said == ["That is decided already. Nothing was stored twice."]
    assert len(steps(fjord, "hudson")) == 1


def test_undo_takes_the_step_with_it_and_the_message_says_so(fjord: FakeCompany, leader: Coach) -> None:
    leader.hears("Tom calls the CFO by Thursday")
    leader.presses("Undo")

    assert leader.said == ["Taken back. Hudson Freight, fleet renewal is as it was.\nNo next step."]
    assert (decided(fjord), steps(fjord, "hudson")) == ([], [])
    leader.presses_again()
    assert leader.said == ["I don't find that decision any more. Nothing was changed."]


def test_undone_by_the_word_it_is_none_any_more_either(fjord: FakeCompany, leader: Coach) -> None:
    leader.hears("Tom calls the CFO by Thursday")
    leader.hears("undo")

    assert (decided(fjord), steps(fjord, "hudson")) == ([], [])


def test_a_decision_is_corrected_in_a_form(fjord: FakeCompany, leader: Coach) -> None:
    leader.hears("Tom calls the CFO by Thursday")
    leader.presses("Change")
    leader.submits(day="2026-12-01", who="maja")

    assert leader.said == ["Decided: Maja calls the CFO by Tue 1 Dec (Hudson Freight).\n[1] Undo  [2] Change"]
    assert decided(fjord) == ["– Maja calls the CFO by Tue 1 Dec (Hudson Freight)"]
    assert steps(fjord, "hudson") == [("Maja calls the CFO", "2026-12-01", Agreed.NONE)]
    leader.presses("Undo")
    assert (decided(fjord), steps(fjord, "hudson")) == ([], [])


def test_a_form_for_those_who_rather_press(fjord: FakeCompany, leader: Coach) -> None:
    leader.presses_of("standup.decide", "s1")
    assert leader.said[0] == (
        "Decision\nWhat is to be done?:\nWho does it?: tom\nBy when?:\nAt what time, if there is one?:\n"
        "Which deal is it about?: hudson"
    )
    leader.submits(what=" ", day="2026-11-20")
    assert leader.said == ["What is to be done? A few words are enough.\nFri 20 Nov has passed. Which day is it to be?"]
    leader.submits(what="book a demo", day="friday")

    assert decided(fjord) == ["– Tom: book a demo by Fri 27 Nov (Hudson Freight)"]
    assert steps(fjord, "hudson") == [("book a demo", "2026-11-27", Agreed.NONE)]


def test_a_colleagues_deal_is_not_changed_behind_their_back(fjord: FakeCompany, leader: Coach) -> None:
    maja = Coach(fjord.work, "maja", OPENS)
    leader.presses_of("standup.walk", "s1")
    maja.presses_of("standup.decide", "s1")
    maja.submits(what="call the CFO", day="2026-11-26", who="tom")

    assert maja.said[0] == (
        "Decided: Tom: call the CFO by Thu 26 Nov (Hudson Freight).\n"
        "Tom looks after Hudson Freight, fleet renewal. I ask whether it goes there.\n[1] Undo  [2] Change"
    )
    assert steps(fjord, "hudson") == []
    assert decided(fjord) == ["– Tom: call the CFO by Thu 26 Nov (Hudson Freight); waits for Tom's yes"]
    asked = next(one for one in fjord.state.outbox.values() if one.key.startswith("decision:"))
    assert asked.person == "tom"


def waiting(fjord: FakeCompany) -> tuple[str, Coach]:
    """The decision that Maja made about Tom's deal, and Maja."""
    maja = Coach(fjord.work, "maja", OPENS)
    maja.presses_of("standup.decide", "s1")
    maja.submits(what="call the CFO", day="2026-11-26", who="tom")
    return next(iter(fjord.state.decisions)), maja


def test_the_owners_yes_puts_it_on_the_deal(fjord: FakeCompany, leader: Coach, tom: Coach) -> None:
    id, _ = waiting(fjord)
    tom.presses_of("decision.put", id)

    assert tom.said == [
        "Hudson Freight, fleet renewal. On the deal now: Tom: call the CFO by Thu 26 Nov.\n[1] Undo  [2] The deal"
    ]
    assert steps(fjord, "hudson") == [("call the CFO", "2026-11-26", Agreed.NONE)]
    assert decided(fjord) == ["– Tom: call the CFO by Thu 26 Nov (Hudson Freight)"]
    tom.presses_again()
    assert tom.said == ["That is on the deal already. Nothing was stored twice."]
    tom.presses_of("decision.leave", id)
    assert tom.said == ["That is on the deal already. Nothing was stored twice."]


def test_the_owners_no_leaves_it_out_and_tells_who_said_it(fjord: FakeCompany, leader: Coach, tom: Coach) -> None:
    id, _ = waiting(fjord)
    tom.presses_of("decision.leave", id)

    assert tom.said == ["Left out: Tom: call the CFO by Thu 26 Nov (Hudson Freight)."]
    assert (decided(fjord), steps(fjord, "hudson")) == ([], [])
    assert [one.person for one in fjord.state.outbox.values() if one.key.startswith("undecided:")] == ["maja"]


def test_nobody_else_says_yes_for_the_owner(fjord: FakeCompany, leader: Coach, erik: Coach) -> None:
    id, maja = waiting(fjord)
    maja.presses_of("decision.put", id)
    erik.presses_of("decision.put", id)
    erik.presses_of("decision.undo", id)

    assert steps(fjord, "hudson") == []
    assert decided(fjord) == ["– Tom: call the CFO by Thu 26 Nov (Hudson Freight); waits for Tom's yes"]


def test_whoever_said_it_takes_it_back_while_it_waits(fjord: FakeCompany, leader: Coach) -> None:
    id, maja = waiting(fjord)
    maja.presses_of("decision.undo", id)

    assert maja.said == ["Taken back: Tom: call the CFO by Thu 26 Nov (Hudson Freight)."]
    assert decided(fjord) == []


@pytest.mark.parametrize("text", ["met Anna Berg at Nordfrakt today, demo friday", "deals", "call the CFO by Thursday"])
def test_what_a_leader_writes_else_is_heard_as_ever(fjord: FakeCompany, leader: Coach, text: str) -> None:
    leader.hears(text)

    assert decided(fjord) == []


def test_somebody_who_does_not_lead_writes_notes_alone(fjord: FakeCompany, leader: Coach) -> None:
    maja = Coach(fjord.work, "maja", OPENS)
    maja.hears("Tom calls the CFO by Thursday")

    assert decided(fjord) == []


PAGE = (Path(__file__).parents[2] / "docs" / "standups.md").read_text(encoding="utf-8")
TABLE = PAGE.split("| you say | is decided |", 1)[1].split("\n\n", 1)[0]
EXAMPLES = re.findall(r"^\| `([^`]+)` \| (.+) \|$", TABLE, re.MULTILINE)


@pytest.mark.parametrize(("said", "meant"), EXAMPLES)
def test_every_example_of_the_page_holds(fjord: FakeCompany, leader: Coach, said: str, meant: str) -> None:
    leader.hears(said)

    assert decided(fjord) == [f"– {meant}"]


def test_the_parking_lot(fjord: FakeCompany, leader: Coach) -> None:
    leader.hears("parkera: prislistan")
    assert leader.said == ["Parked: prislistan\n[1] Undo"]
    leader.hears("Park: prislistan")
    assert leader.said == ["That is parked already. Nothing was stored twice."]
    leader.clock += timedelta(minutes=1)
    leader.presses_of("standup.park", "s1")
    leader.submits(what="who covers in December")

    assert decided(fjord) == ["Parked: prislistan, who covers in December"]
    leader.presses("Undo")
    assert leader.said == ["Not parked any more: who covers in December"]
    assert decided(fjord, "sv") == ["Parkerat: prislistan"]
