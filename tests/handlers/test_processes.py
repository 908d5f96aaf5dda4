"""Several processes in one team: a deal goes to another one, and follows when app.yaml changes its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.deal import Deal, DealState
from domain.history import stays
from domain.person import Role
from domain.process import Criterion, Process
from domain.process_change import applied, follow
from tests.handlers.conftest import NOW
from tests.support.builders import KARIN, KEY_ACCOUNT, NEW_BUSINESS, OPENED, deal, settings, stage, texts
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


def free(process: Process, **changes: object) -> Process:
    """The process without any demand."""
    stages = tuple(replace(one, leaves_when=(), needs=()) for one in process.stages)
    return replace(process, stages=stages, **changes)  # type: ignore[arg-type]


def with_discovery() -> Process:
    """The new business whose stage needs is gone, and discovery came instead."""
    first, _, *rest = free(NEW_BUSINESS).stages
    return replace(NEW_BUSINESS, stages=(first, stage("discovery", texts("Discovery", "Behovsanalys"), 21), *rest))


def nordfrakt(fjord: FakeCompany) -> Deal:
    found = fjord.work().deals.get("nordfrakt")
    assert found is not None
    return found


@pytest.fixture
def ingrid(fjord: FakeCompany) -> Coach:
    """An admin, in English."""
    with fjord.work() as work:
        work.persons.save(replace(KARIN, id="ingrid", name="Ingrid Falk", role=Role.ADMIN, language="en", email=None))
        work.commit()
    return Coach(fjord.work, "ingrid", NOW)


# ---- a deal in the wrong process ------------------------------------------------------------------------------------


def test_a_deal_goes_to_another_process_with_its_history_told_in_its_words(maja: Coach, fjord: FakeCompany) -> None:
    fjord.settings = settings(processes=(free(NEW_BUSINESS), free(KEY_ACCOUNT)))
    maja.hears("process Nordfrakt to key acount")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken would follow Key account, and its history is told in the words of it:\n"
            "Qualify: Map\n"
            "Needs: Plan\n"
            "It would be in Plan.\n"
            "[1] Let it follow Key account  [2] Another stage  [3] The deal"
        )
    ]

    maja.presses("Let it follow Key account")

    assert maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken follows Key account now, in Plan."
    now = nordfrakt(fjord)
    assert (now.process, now.stage, now.stage_since) == ("key_account", "plan", OPENED)
    assert [(stay.process, stay.stage) for stay in stays(fjord.work().facts.visits("nordfrakt"))] == [
        ("key_account", "plan")
    ]


def test_the_same_in_swedish(swedish_maja: Coach, fjord: FakeCompany) -> None:
    fjord.settings = settings(processes=(free(NEW_BUSINESS), free(KEY_ACCOUNT)))
    swedish_maja.hears("process Nordfrakt till nyckelkund")

    assert swedish_maja.said == [
        (
            "Nordfrakt, fordonsparken skulle följa Nyckelkund, och historiken räknas om till dess faser:\n"
            "Kvalificera: Kartlägg\n"
            "Behov: Planera\n"
            "Den skulle vara i Planera.\n"
            "[1] Låt den följa Nyckelkund  [2] En annan fas  [3] Affären"
        )
    ]


def test_another_stage_may_be_chosen(maja: Coach, fjord: FakeCompany) -> None:
    fjord.settings = settings(processes=(free(NEW_BUSINESS), free(KEY_ACCOUNT)))
    maja.hears("process Nordfrakt to key account")
    maja.presses("Another stage")

    assert maja.said == ["In which stage of Key account is Nordfrakt, fordonsparken?\n[1] Map  [2] Plan  [3] Agree"]

    maja.presses("Map")

    assert (nordfrakt(fjord).process, nordfrakt(fjord).stage) == ("key_account", "map")


def test_the_other_process_has_gates_of_its_own(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("process Nordfrakt to key account")
    maja.presses("Let it follow Key account")

    assert maja.said[0].splitlines()[:2] == [
        "Before Plan, our process asks for 2 things from Nordfrakt:",
        "– The customer has agreed (not yet)",
    ]

    maja.presses("Move anyway, with a reason")
    maja.submits(reason="they have been with us for ten years")

    assert (nordfrakt(fjord).process, nordfrakt(fjord).stage) == ("key_account", "plan")
    (kept,) = fjord.work().facts.waivers("nordfrakt")
    assert (kept.process, kept.to, kept.missing) == ("key_account", "plan", ("exit.map", "decision_maker"))


def test_undo_brings_it_back_with_its_history(maja: Coach, fjord: FakeCompany) -> None:
    fjord.settings = settings(processes=(free(NEW_BUSINESS), free(KEY_ACCOUNT)))
    before = nordfrakt(fjord)
    maja.hears("process Nordfrakt to key account")
    maja.presses("Let it follow Key account")
    maja.presses("Undo")

    now = nordfrakt(fjord)
    assert (now.process, now.stage, now.stage_since) == (before.process, before.stage, before.stage_since)
    assert [visit.stage for visit in fjord.work().facts.visits("nordfrakt")] == ["needs"]


def test_the_processes_are_offered_when_none_is_named(maja: Coach) -> None:
    maja.hears("process Nordfrakt")

    assert maja.said == [
        "Nordfrakt, fordonsparken follows New business.\nWhich process does it follow instead?\n[1] Key account"
    ]


def test_the_process_that_it_follows_already_changes_nothing(maja: Coach) -> None:
    maja.hears("process Nordfrakt to new business")

    assert maja.said == ["Nordfrakt, fordonsparken follows New business already.\n[1] The deal"]


def test_a_process_nobody_knows_is_asked_for(maja: Coach) -> None:
    maja.hears("process Nordfrakt to mars")

    assert maja.said[0].splitlines()[1] == "There is no process called mars. Which one?"


def test_the_way_leads_over_the_deal_too(maja: Coach) -> None:
    maja.hears("deal Nordfrakt")
    maja.presses("More")
    maja.presses("Another process")

    assert maja.buttons == ["Key account"]


# ---- the processes --------------------------------------------------------------------------------------------------


def test_a_rep_reads_what_each_stage_is_for(maja: Coach, fjord: FakeCompany) -> None:
    fjord.settings = settings(processes=(replace(NEW_BUSINESS, may_skip=False, may_go_back=False),))
    maja.hears("processes")

    assert maja.said == [
        (
            "New business, version 1, for new deals of North and South\n"
            "Qualify: Find out whether this is worth both sides' time.\n"
            "Needs: Find out whether this is worth both sides' time.\n"
            "Proposal: Find out whether this is worth both sides' time.\n"
            "Contract: Find out whether this is worth both sides' time.\n"
            "No stage is passed over.\n"
            "No deal goes back."
        )
    ]


def test_whoever_leads_sees_where_the_deals_are_and_what_went_on_lately(
    karin: Coach, maja: Coach, fjord: FakeCompany
) -> None:
    maja.hears("move Nordfrakt to proposal")
    maja.presses("Move anyway, with a reason")
    maja.submits(reason="their board meets on Friday")
    karin.hears("processes")

    assert karin.said == [
        (
            "New business, version 1, for new deals of North and South\n"
            "Qualify: 1 deal, 14 days expected\n"
            "Needs: 1 deal, 21 days expected\n"
            "Proposal: 2 deals, 21 days expected\n"
            "Contract: 0 deals, 14 days expected\n"
            "Key account, version 1\n"
            "Map: 0 deals, 30 days expected\n"
            "Plan: 0 deals, 45 days expected\n"
            "Agree: 0 deals, 30 days expected\n"
            "Went on lately although something was missing:\n"
            "Nordfrakt, fordonsparken to Proposal on Tue 24 Nov. Maja: “their board meets on Friday” Without: The "
            "customer has agreed, Who decides? and When must it be in place?"
        )
    ]


# ---- a stage that is gone -------------------------------------------------------------------------------------------


def test_a_deal_whose_stage_is_gone_is_asked_which_one_it_is_now(maja: Coach, fjord: FakeCompany) -> None:
    fjord.settings = settings(processes=(with_discovery(), KEY_ACCOUNT))
    maja.hears("deal Nordfrakt")

    assert maja.said[0].splitlines()[-2:] == [
        "Nordfrakt, fordonsparken is in “needs”, a stage that New business has no more. Which one is it now?",
        "[1] Qualify  [2] Discovery  [3] Proposal  [4] Contract",
    ]

    maja.presses("Discovery")

    assert maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken is in Discovery now."
    assert (nordfrakt(fjord).stage, nordfrakt(fjord).stage_since) == ("discovery", OPENED)


def test_the_same_in_swedish_when_it_is_to_be_moved(swedish_maja: Coach, fjord: FakeCompany) -> None:
    fjord.settings = settings(processes=(with_discovery(), KEY_ACCOUNT))
    swedish_maja.hears("flytta Nordfrakt")

    assert swedish_maja.said == [
        (
            "Nordfrakt, fordonsparken ligger i ”needs”, en fas som inte finns i Ny affär längre. Vilken är det nu?\n"
            "[1] Kvalificera  [2] Behovsanalys  [3] Offert  [4] Avtal"
        )
    ]


def test_what_is_missing_before_the_stage_it_is_in_now_needs_no_reason(maja: Coach, fjord: FakeCompany) -> None:
    fjord.settings = settings(processes=(with_discovery(), KEY_ACCOUNT))
    maja.hears("move Nordfrakt to proposal")

    assert nordfrakt(fjord).stage == "proposal"
    (kept,) = fjord.work().facts.waivers("nordfrakt")
    assert (kept.missing, kept.reason) == (("exit.discovery",), "needs → proposal")


def test_what_is_required_holds_a_deal_whose_stage_is_gone_too(maja: Coach, fjord: FakeCompany) -> None:
    process = with_discovery()
    hard = Criterion("asked", texts("They have asked.", "De har frågat."), hard=True)
    stages = (process.stages[0], replace(process.stages[1], leaves_when=(hard,)), *process.stages[2:])
    fjord.settings = settings(processes=(replace(process, stages=stages), KEY_ACCOUNT))
    maja.hears("move Nordfrakt to proposal")

    assert maja.said[0].splitlines()[1] == "– They have asked (not yet) Required."
    assert nordfrakt(fjord).stage == "needs"


def test_a_deal_whose_process_is_gone_is_asked_which_one_it_follows_now(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.processes.apply(applied(NEW_BUSINESS))
        work.commit()
    fjord.settings = settings(processes=(free(KEY_ACCOUNT),))
    maja.hears("move Nordfrakt to proposal")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken follows “new_business”, which is not in app.yaml any more. Which process does it "
            "follow now?\n"
            "[1] Key account"
        )
    ]

    maja.presses("Key account")

    assert maja.said[0].splitlines()[1:4] == ["qualify: Map", "needs: Plan", "It would be in Plan."]

    maja.presses("Let it follow Key account")

    assert (nordfrakt(fjord).process, nordfrakt(fjord).stage) == ("key_account", "plan")


def test_a_deal_that_ended_goes_on_in_what_its_stage_is_called_now_and_back(maja: Coach, fjord: FakeCompany) -> None:
    maja.presses_of("deal.lose", "nordfrakt")
    maja.presses("None of them")
    maja.submits(reason="price")
    process = with_discovery()
    renamed = replace(process.stages[1], was=("needs",))
    stages = (process.stages[0], renamed, *process.stages[2:])
    fjord.settings = settings(processes=(replace(process, stages=stages), KEY_ACCOUNT))
    maja.hears("reopen Nordfrakt")

    assert maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken is open again, in Discovery."

    maja.presses("Undo")

    assert (nordfrakt(fjord).state, nordfrakt(fjord).stage) == (DealState.LOST, "needs")


def test_a_move_that_a_change_of_the_process_came_after_is_not_undone(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("move Nordfrakt to qualify")
    process = with_discovery()
    renamed = replace(process.stages[1], was=("needs",))
    stages = (process.stages[0], renamed, *process.stages[2:])
    fjord.settings = settings(processes=(replace(process, stages=stages), KEY_ACCOUNT))
    with fjord.work() as work:
        work.processes.apply(applied(NEW_BUSINESS))
        follow(work, NOW)
        work.commit()
    maja.hears("undo")

    assert maja.said == [
        "The process of Nordfrakt, fordonsparken was changed on Tue 24 Nov, after that. Move it instead."
    ]
    assert nordfrakt(fjord).stage == "qualify"


def test_an_admin_places_all_deals_of_a_stage_that_is_gone(ingrid: Coach, fjord: FakeCompany) -> None:
    fjord.settings = settings(processes=(with_discovery(), KEY_ACCOUNT))
    ingrid.hears("processes")

    assert ingrid.said[1] == (
        "“needs” is not a stage of New business any more. "
        "In it: Kraftverket, laddstolpar and Nordfrakt, fordonsparken.\n"
        "Where do they go?\n"
        "[1] Qualify  [2] Discovery  [3] Proposal  [4] Contract"
    )

    ingrid.presses("Discovery")

    assert ingrid.said == ["2 deals are in Discovery now."]
    assert fjord.work().deals.open_in("new_business", "needs") == []
    assert [entry.kind for entry in fjord.work().journal.of_deal("nordfrakt")] == ["process change"]
    assert applied(with_discovery()) in fjord.work().processes.applied()


def test_a_second_press_places_nothing_again(ingrid: Coach, fjord: FakeCompany) -> None:
    fjord.settings = settings(processes=(with_discovery(), KEY_ACCOUNT))
    ingrid.hears("processes")
    ingrid.presses("Discovery")
    ingrid.presses_again()

    assert ingrid.said == ["No deal waits there any more. Nothing was changed."]


def test_deals_that_lack_what_is_required_go_to_an_earlier_stage(ingrid: Coach, fjord: FakeCompany) -> None:
    process = with_discovery()
    hard = Criterion("asked", texts("They have asked.", "De har frågat."), hard=True)
    stages = (process.stages[0], replace(process.stages[1], leaves_when=(hard,)), *process.stages[2:])
    fjord.settings = settings(processes=(replace(process, stages=stages), KEY_ACCOUNT))
    ingrid.hears("processes")
    ingrid.presses("Contract")

    assert ingrid.said == [
        (
            "2 deals lack what is required before that stage: Kraftverket, laddstolpar and Nordfrakt, fordonsparken. "
            "They go to an earlier one.\n"
            "[1] Qualify  [2] Discovery  [3] Proposal  [4] Contract"
        )
    ]

    ingrid.presses("Discovery")

    assert nordfrakt(fjord).stage == "discovery"


def test_a_prospect_waits_in_the_first_stage(ingrid: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.deals.add(deal("ikea", "Ikea", state=DealState.PROSPECT, stage="lead"))
        work.commit()
    ingrid.hears("processes")
    ingrid.presses("Contract")

    found = fjord.work().deals.get("ikea")
    assert found is not None
    assert (found.state, found.stage) == (DealState.PROSPECT, "qualify")


def test_a_manager_sees_them_and_an_admin_decides(karin: Coach, fjord: FakeCompany) -> None:
    fjord.settings = settings(processes=(with_discovery(), KEY_ACCOUNT))
    karin.hears("processes")

    assert karin.said[1].splitlines()[1] == "An admin says where they go, with the command “processes”."

    karin.presses_of("process.place", "new_business.needs", "new_business.discovery")

    assert karin.said == ["Only an admin says where the deals of a stage go. Nothing was changed."]
    assert nordfrakt(fjord).stage == "needs"


def test_a_stage_that_is_there_is_emptied_by_no_old_button(ingrid: Coach, fjord: FakeCompany) -> None:
    ingrid.presses_of("process.place", "new_business.needs", "new_business.contract")

    assert ingrid.said == ["No deal waits there any more. Nothing was changed."]
    assert nordfrakt(fjord).stage == "needs"
