"""A deal moves to another stage."""

from __future__ import annotations

import pytest

from domain.deal import Deal
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


def nordfrakt(fjord: FakeCompany) -> Deal:
    found = fjord.work().deals.get("nordfrakt")
    assert found is not None
    return found


def past_the_gate(coach: Coach) -> None:
    """Goes on without what is missing."""
    coach.presses("Move anyway, with a reason")
    coach.submits(reason="They want to see numbers first")


def test_a_move_says_what_the_stage_is_for(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("move Nordfrakt to qualify")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken is in Qualify now.\n"
            "Find out whether this is worth both sides' time.\n"
            "[1] Undo  [2] The deal\n"
            "? What is the problem, and what does it cost them? Nobody has asked them yet.\n"
            "You could ask: “What happens if nothing changes?”\n"
            "[3] I'll ask  [4] I know  [5] Not now"
        )
    ]
    assert (nordfrakt(fjord).stage, nordfrakt(fjord).stage_since) == ("qualify", maja.clock)
    assert [visit.stage for visit in fjord.work().facts.visits("nordfrakt")] == ["needs", "qualify"]


def test_a_move_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("flytta nordfrakt till kvalificera")

    assert swedish_maja.said[0].splitlines()[:2] == [
        "Nordfrakt, fordonsparken är nu i fasen Kvalificera.",
        "Ta reda på om det är värt tiden för båda.",
    ]


def test_the_stages_are_offered_when_none_is_named(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("move Nordfrakt")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken is in Needs.\n"
            "It leaves when: The customer has agreed.\n"
            "Where does it go?\n"
            "[1] Qualify  [2] Proposal  [3] Contract"
        )
    ]

    maja.presses("Qualify")

    assert nordfrakt(fjord).stage == "qualify"


def test_a_stage_may_be_named_in_either_language_and_with_a_slip(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("move Nordfrakt to kvalifisera")

    assert nordfrakt(fjord).stage == "qualify"


def test_an_unknown_stage_is_asked_for(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("move Nordfrakt to mars")

    assert maja.said[0].splitlines()[2:] == [
        "This process has no stage called mars. Which one?",
        "[1] Qualify  [2] Proposal  [3] Contract",
    ]
    assert nordfrakt(fjord).stage == "needs"


def test_a_stage_it_is_in_changes_nothing(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("move Nordfrakt to needs")

    assert maja.said == ["Nordfrakt, fordonsparken is in Needs already.\n[1] The deal"]
    assert len(fjord.work().facts.visits("nordfrakt")) == 1


def test_a_double_press_moves_once(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("move Nordfrakt")
    maja.presses("Qualify")
    maja.presses_again()

    assert maja.said == ["Nordfrakt, fordonsparken is in Qualify already.\n[1] The deal"]
    assert len(fjord.work().facts.visits("nordfrakt")) == 2


def test_moving_to_lost_begins_the_review(maja: Coach) -> None:
    maja.hears("move Nordfrakt to lost")

    assert maja.buttons[-1] == "None of them"


def test_a_move_can_be_undone(maja: Coach, fjord: FakeCompany) -> None:
    before = nordfrakt(fjord)
    maja.hears("move Nordfrakt to proposal")
    past_the_gate(maja)
    maja.presses("Undo")

    assert (nordfrakt(fjord).stage, nordfrakt(fjord).stage_since) == (before.stage, before.stage_since)


def test_which_deal_is_asked_and_the_button_goes_on_to_the_stage(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("move to qualify")

    assert maja.said == [
        (
            "Which deal? Write its name after the command, or choose:\n"
            "[1] Kraftverket, laddstolpar  [2] Nordfrakt, fordonsparken  [3] Solberg Bygg, larm"
        )
    ]

    maja.presses("Nordfrakt, fordonsparken")

    assert nordfrakt(fjord).stage == "qualify"


def test_from_the_last_stage_a_deal_is_won_or_lost_or_goes_back(maja: Coach) -> None:
    maja.hears("move Nordfrakt to contract")
    past_the_gate(maja)
    maja.hears("move Nordfrakt")

    assert maja.buttons == ["Won", "Lost or let go", "Proposal"]


def test_the_word_between_the_deal_and_the_stage_may_be_left_out(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("move Nordfrakt qualify")

    assert nordfrakt(fjord).stage == "qualify"


def test_a_note_of_nothing_but_a_move_leads_to_the_gate_before_it_asks_for_the_step(maja: Coach) -> None:
    maja.hears("moved Nordfrakt to proposal")

    assert maja.said[0].splitlines()[:3] == [
        "Nordfrakt, fordonsparken. I keep your note.",
        "[1] Undo  [2] Change",
        "Before Proposal, our process asks for 3 things from Nordfrakt:",
    ]
    past_the_gate(maja)
    assert "Nordfrakt, fordonsparken is in Proposal now." in maja.said[0]


@pytest.mark.parametrize("typed", [".", " ... ", "-", "?"])
def test_a_full_stop_is_no_reason(maja: Coach, fjord: FakeCompany, typed: str) -> None:
    maja.hears("move Nordfrakt to proposal")
    maja.presses("Move anyway, with a reason")
    maja.submits(reason=typed)

    assert maja.said == ["Write in a few words why. Whoever leads the team reads it."]
    assert nordfrakt(fjord).stage == "needs"

    maja.submits(reason="They want to see numbers first")

    assert nordfrakt(fjord).stage == "proposal"
