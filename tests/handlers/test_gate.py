"""What is missing before a deal goes on is said at every door, with a button for each thing, and a way past."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.deal import Deal
from domain.facts import Answer, Direction, ExchangeState, Grounds
from domain.process import Criterion, Need, Process, Stage, Take, TakeNeeded
from domain.settings import Settings
from tests.handlers.conftest import NOW
from tests.support.builders import KEY_ACCOUNT, NEW_BUSINESS, answer, exchange, settings, stage, texts
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

DECIDER = Take("decider", texts("a meeting with whoever decides", "ett möte med den som bestämmer"), texts("Hi", "Hej"))


def with_needs(**changes: object) -> Settings:
    """Fjord & Co whose stage needs is another one."""
    needs = replace(stage("needs", texts("Needs", "Behov"), 21, "decision_maker"), **changes)  # type: ignore[arg-type]
    return settings(processes=(with_stage(needs), KEY_ACCOUNT), takes=(DECIDER,))


def with_stage(changed: Stage, **changes: object) -> Process:
    stages = tuple(changed if one.key == changed.key else one for one in NEW_BUSINESS.stages)
    return replace(NEW_BUSINESS, stages=stages, **changes)  # type: ignore[arg-type]


def nordfrakt(fjord: FakeCompany) -> Deal:
    found = fjord.work().deals.get("nordfrakt")
    assert found is not None
    return found


def told(fjord: FakeCompany, *facts: Answer) -> None:
    with fjord.work() as work:
        work.facts.add(*facts)
        work.commit()


def said_so(question: str, **changes: object) -> Answer:
    """Anna told us."""
    known = answer(f"said-{question}", question, "yes", grounds=Grounds.CUSTOMER_SAID, said_by="Anna Berg")
    return replace(known, heard_on=NOW.date(), at=NOW, **changes)  # type: ignore[arg-type]


def test_what_is_missing_is_a_short_list_with_a_button_for_each_thing(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("move Nordfrakt to proposal")

    assert maja.said == [
        (
            "Before Proposal, our process asks for 3 things from Nordfrakt:\n"
            "– The customer has agreed (not yet)\n"
            "[1] They did it\n"
            "– Who decides? (not asked)\n"
            "[2] I know\n"
            "– When must it be in place? (not asked)\n"
            "[3] I know\n"
            "[4] Move anyway, with a reason  [5] The deal"
        )
    ]
    assert nordfrakt(fjord).stage == "needs"


def test_the_same_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("flytta nordfrakt till offert")

    assert swedish_maja.said == [
        (
            "Före Offert saknas 3 saker från Nordfrakt:\n"
            "– Kunden har sagt ja (inte än)\n"
            "[1] De har gjort det\n"
            "– Vem bestämmer? (ingen har frågat)\n"
            "[2] Jag vet\n"
            "– När måste det vara på plats? (ingen har frågat)\n"
            "[3] Jag vet\n"
            "[4] Flytta ändå och säg varför  [5] Affären"
        )
    ]


def test_the_button_of_a_gap_opens_the_form_that_closes_it(maja: Coach, fjord: FakeCompany) -> None:
    told(fjord, said_so("decision_maker"), said_so("timeline"))
    maja.hears("move Nordfrakt to proposal")
    maja.presses("They did it")
    maja.submits(value="Anna asked for a proposal", grounds="customer_said", who="anna")

    assert maja.buttons == ["Undo", "On to Proposal", "What else?"]

    maja.presses("On to Proposal")

    assert maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken is in Proposal now."
    assert fjord.work().facts.waivers("nordfrakt") == []


def test_an_assumption_does_not_open_the_gate(maja: Coach, fjord: FakeCompany) -> None:
    told(fjord, said_so("exit.needs"), said_so("timeline"), answer(question="decision_maker", value="Johan Ek"))
    maja.hears("move Nordfrakt to proposal")

    assert maja.said[0].splitlines()[:2] == [
        "Before Proposal, our process asks for one thing from Nordfrakt:",
        "– Who decides? (we assume: Johan Ek)",
    ]


def test_that_the_customer_has_not_done_it_is_no_yes(maja: Coach, fjord: FakeCompany) -> None:
    told(fjord, replace(said_so("exit.needs"), value="No."), said_so("decision_maker"), said_so("timeline"))
    maja.hears("move Nordfrakt to proposal")

    assert maja.said[0].splitlines()[1] == "– The customer has agreed (not yet)"


def test_more_than_three_gaps_are_one_press_away(maja: Coach) -> None:
    maja.hears("move Nordfrakt to contract")

    assert maja.said[0].splitlines()[0] == "Before Contract, our process asks for 6 things from Nordfrakt:"
    assert maja.buttons == ["They did it", "I know", "I know", "And 3 more", "Move anyway, with a reason", "The deal"]

    maja.presses("And 3 more")

    assert [line for line in maja.said[0].splitlines() if line.startswith("–")] == [
        "– The customer has agreed (not yet)",
        "– Who decides? (not asked)",
        "– When must it be in place? (not asked)",
        "– The customer has agreed (not yet)",
        "– Is there a budget? (not asked)",
        "– Whom do they compare us with? (not asked)",
    ]


def test_a_reason_gets_past_and_is_kept(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("move Nordfrakt to proposal")
    maja.presses("Move anyway, with a reason")
    maja.submits(reason="Anna wants numbers for her board on Friday")

    assert maja.said[0].splitlines()[:8] == [
        "Nordfrakt, fordonsparken is in Proposal now.",
        "Find out whether this is worth both sides' time.",
        "It went on without:",
        "– The customer has agreed (not yet)",
        "– Who decides? (not asked)",
        "– When must it be in place? (not asked)",
        "The reason is kept: Anna wants numbers for her board on Friday",
        "[1] Undo  [2] The deal",
    ]
    (kept,) = fjord.work().facts.waivers("nordfrakt")
    assert (kept.stage, kept.to, kept.reason) == ("needs", "proposal", "Anna wants numbers for her board on Friday")
    assert kept.missing == ("exit.needs", "decision_maker", "timeline")


def test_without_a_reason_nothing_moves(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("move Nordfrakt to proposal")
    maja.presses("Move anyway, with a reason")
    maja.submits(reason="  ")

    assert maja.said == ["Write in a few words why. Whoever leads the team reads it."]
    assert nordfrakt(fjord).stage == "needs"


def test_a_reason_that_is_sent_twice_moves_once(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("move Nordfrakt to proposal")
    maja.presses("Move anyway, with a reason")
    sent = maja.form
    maja.submits(reason="numbers")
    maja.form = sent
    maja.submits(reason="numbers")

    assert maja.said == ["Nordfrakt, fordonsparken is in Proposal already.\n[1] The deal"]
    assert len(fjord.work().facts.waivers("nordfrakt")) == 1


def test_undo_takes_the_reason_back_with_the_move(maja: Coach, fjord: FakeCompany) -> None:
    before = nordfrakt(fjord)
    maja.hears("move Nordfrakt to proposal")
    maja.presses("Move anyway, with a reason")
    maja.submits(reason="numbers")
    maja.presses("Undo")

    assert (nordfrakt(fjord).stage, nordfrakt(fjord).stage_since) == (before.stage, before.stage_since)
    assert fjord.work().facts.waivers("nordfrakt") == []


def test_what_was_answered_meanwhile_needs_no_reason(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("move Nordfrakt to proposal")
    told(fjord, said_so("exit.needs"), said_so("decision_maker"), said_so("timeline"))
    maja.presses("Move anyway, with a reason")

    assert maja.form is None
    assert nordfrakt(fjord).stage == "proposal"


# ---- hard -----------------------------------------------------------------------------------------------------------


def test_what_is_required_has_no_way_past_and_names_its_rule(maja: Coach, fjord: FakeCompany) -> None:
    fjord.settings = with_needs(
        leaves_when=(
            Criterion("asked", texts("They have asked for a proposal.", "De har bett om en offert."), hard=True),
        )
    )
    maja.hears("move Nordfrakt to proposal")

    assert maja.said == [
        (
            "Before Proposal, our process asks for 2 things from Nordfrakt:\n"
            "– They have asked for a proposal (not yet) Required.\n"
            "[1] They did it\n"
            "– Who decides? (not asked)\n"
            "[2] I know\n"
            "No reason gets past what is required: so says New business, version 1, of Needs.\n"
            "[3] The deal"
        )
    ]


def test_an_old_button_past_the_gate_does_not_open_what_is_required_now(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("move Nordfrakt to proposal")
    maja.presses("Move anyway, with a reason")
    fjord.settings = with_needs(needs=(Need("decision_maker", hard=True),))
    maja.submits(reason="numbers")

    assert maja.said[0].splitlines()[1] == "– Who decides? (not asked) Required."
    assert nordfrakt(fjord).stage == "needs"


def test_grounds_that_do_not_count_are_named_with_those_that_do(maja: Coach, fjord: FakeCompany) -> None:
    fjord.settings = with_needs(leaves_when=(), needs=(Need("decision_maker", (Grounds.DOCUMENT, Grounds.OBSERVED)),))
    told(fjord, replace(said_so("decision_maker"), value="Johan Ek"))
    maja.hears("move Nordfrakt to proposal")

    assert maja.said[0].splitlines()[1] == "– Who decides? (Johan Ek; counts when it is in writing or we saw it)"


def test_an_answer_to_something_else_does_not_ask_to_go_on(maja: Coach, fjord: FakeCompany) -> None:
    told(fjord, said_so("exit.needs"), said_so("decision_maker"), said_so("timeline"))
    maja.presses_of("question.answer", "nordfrakt", "budget")
    maja.submits(value="2 MSEK", grounds="document")

    assert maja.buttons == ["Undo", "What else?"]


# ---- give and take --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "line", "first"),
    [
        (None, "– a meeting with whoever decides (not asked for)", "We asked"),
        (ExchangeState.ASKED, "– a meeting with whoever decides (asked for, no answer yet)", "They answered"),
        (ExchangeState.REFUSED, "– a meeting with whoever decides (they said no)", "We asked"),
    ],
)
def test_a_take_is_asked_for_with_words_to_send(
    maja: Coach, fjord: FakeCompany, state: ExchangeState | None, line: str, first: str
) -> None:
    fjord.settings = with_needs(leaves_when=(), needs=(), takes=(TakeNeeded("decider"),))
    if state is not None:
        with fjord.work() as work:
            work.facts.add(exchange(state=state))
            work.commit()
    maja.hears("move Nordfrakt to proposal")

    assert maja.said[0].splitlines()[1] == line
    assert maja.buttons[:3] == [first, "Copy the text", "Book it as next step"]


def test_what_we_ask_for_comes_first_and_what_is_required_before_that(maja: Coach, fjord: FakeCompany) -> None:
    needs = (Need("decision_maker"), Need("timeline", hard=True))
    fjord.settings = with_needs(leaves_when=(), needs=needs, takes=(TakeNeeded("decider"),))
    maja.hears("move Nordfrakt to proposal")

    assert [line for line in maja.said[0].splitlines() if line.startswith("–")] == [
        "– When must it be in place? (not asked) Required.",
        "– a meeting with whoever decides (not asked for)",
        "– Who decides? (not asked)",
    ]


def test_a_take_that_was_granted_is_no_gap(maja: Coach, fjord: FakeCompany) -> None:
    fjord.settings = with_needs(leaves_when=(), needs=(), takes=(TakeNeeded("decider", hard=True),))
    with fjord.work() as work:
        work.facts.add(exchange(direction=Direction.TAKE))
        work.commit()
    maja.hears("move Nordfrakt to proposal")

    assert nordfrakt(fjord).stage == "proposal"


# ---- the order of the stages ----------------------------------------------------------------------------------------


def test_a_process_may_go_one_stage_at_a_time(maja: Coach, fjord: FakeCompany) -> None:
    fjord.settings = settings(processes=(replace(NEW_BUSINESS, may_skip=False), KEY_ACCOUNT))
    maja.hears("move Nordfrakt to contract")

    assert maja.said == [
        (
            "New business goes one stage at a time: for Nordfrakt, fordonsparken, Proposal comes first.\n"
            "[1] Proposal  [2] The deal"
        )
    ]


def test_a_process_may_not_go_back(maja: Coach, fjord: FakeCompany) -> None:
    fjord.settings = settings(processes=(replace(NEW_BUSINESS, may_go_back=False), KEY_ACCOUNT))
    maja.hears("move Nordfrakt to qualify")

    assert maja.said == ["New business does not go back, so Nordfrakt, fordonsparken stays where it is.\n[1] The deal"]
    assert nordfrakt(fjord).stage == "needs"


# ---- a note that says so --------------------------------------------------------------------------------------------


def test_a_note_that_moves_the_deal_is_saved_and_shows_the_gate(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Anna Berg at Nordfrakt today, demo friday 10, she agreed. now in proposal")

    assert maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken. Saved."
    assert "Before Proposal, our process asks for 3 things from Nordfrakt:" in maja.said[0].splitlines()
    assert nordfrakt(fjord).stage == "needs"
    assert len(fjord.work().facts.meetings("nordfrakt")) == 1


def test_a_note_moves_the_deal_when_nothing_is_missing(maja: Coach, fjord: FakeCompany) -> None:
    told(fjord, said_so("exit.needs"), said_so("decision_maker"), said_so("timeline"))
    maja.hears("met Anna Berg at Nordfrakt today, demo friday 10, she agreed. now in proposal")

    assert "Now in Proposal." in maja.said[0].splitlines()
    assert nordfrakt(fjord).stage == "proposal"


def test_the_notes_own_question_comes_before_the_gate(maja: Coach) -> None:
    maja.hears("met Anna Berg at Nordfrakt today, now in proposal. I will send the quote, she agreed")

    assert "Before Proposal, our process asks for 3 things from Nordfrakt:" not in maja.said[0].splitlines()

    maja.presses("Wed 25 Nov")

    assert "Before Proposal, our process asks for 3 things from Nordfrakt:" in maja.said[0].splitlines()
