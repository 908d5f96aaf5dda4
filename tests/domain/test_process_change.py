"""app.yaml calls a stage otherwise: its deals follow, keep their clock and their history, and none is orphaned."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from domain.deal import Deal, DealState
from domain.facts import Grounds
from domain.history import stays, times
from domain.process import AppliedProcess, Criterion, Need, Process, Stage
from domain.process_change import Lost, applied, between, follow, lost
from domain.settings import Settings
from tests.support.builders import KEY_ACCOUNT, NEW_BUSINESS, OPENED, answer, at, company, deal, settings, texts, visit
from tests.support.fake import FakeCompany

NOW = at("2026-11-24 14:00")
QUALIFY, NEEDS, PROPOSAL, CONTRACT = NEW_BUSINESS.stages
DISCOVERY = replace(NEEDS, key="discovery", was=("needs",))


def sells(*stages: Stage, **changes: Any) -> Settings:
    """Fjord & Co with these stages."""
    return settings(processes=(replace(NEW_BUSINESS, stages=stages, **changes), KEY_ACCOUNT))


def opened(company: FakeCompany, now: Settings) -> FakeCompany:
    """The company is opened with other settings."""
    company.settings = now
    with company.work() as work:
        follow(work, NOW)
        work.commit()
    return company


def known() -> FakeCompany:
    """Fjord & Co that was opened with its processes as they are."""
    return opened(company(), settings())


def of(company: FakeCompany, id: str = "nordfrakt") -> Deal:
    found = company.work().deals.get(id)
    assert found is not None
    return found


# ---- a stage is called otherwise ------------------------------------------------------------------------------------


def test_the_deals_of_a_renamed_stage_follow_and_keep_their_clock() -> None:
    fjord = opened(known(), sells(QUALIFY, DISCOVERY, PROPOSAL, CONTRACT))

    assert (of(fjord).stage, of(fjord).stage_since) == ("discovery", OPENED)
    assert times(fjord.work().facts.visits("nordfrakt"), NOW) == {"discovery": NOW - OPENED}


def test_it_is_an_act_in_the_journal_that_nobodys_undo_takes() -> None:
    fjord = opened(known(), sells(QUALIFY, DISCOVERY, PROPOSAL, CONTRACT))

    (entry,) = fjord.work().journal.of_deal("nordfrakt")
    assert (entry.kind, entry.person) == ("process change", "askfirst")
    assert fjord.work().journal.last_of("maja") is None


def test_opening_again_changes_nothing() -> None:
    fjord = opened(known(), sells(QUALIFY, DISCOVERY, PROPOSAL, CONTRACT))
    once = fjord.state.copied()

    assert opened(fjord, fjord.settings).state == once


def test_a_deal_further_on_has_its_history_told_anew() -> None:
    fjord = known()
    with fjord.work() as work:
        work.deals.save(replace(of(fjord), stage="proposal", stage_since=OPENED + timedelta(days=3)))
        work.facts.add(visit("on", "proposal", at=OPENED + timedelta(days=3)))
        work.commit()
    opened(fjord, sells(QUALIFY, DISCOVERY, PROPOSAL, CONTRACT))

    assert [stay.stage for stay in stays(fjord.work().facts.visits("nordfrakt"))] == ["discovery", "proposal"]
    assert of(fjord).stage_since == OPENED + timedelta(days=3)
    assert [one.id for one in fjord.work().journal.of_deal("hudson")] == []


def test_what_is_known_of_its_criterion_goes_along() -> None:
    fjord = known()
    with fjord.work() as work:
        work.facts.add(answer("yes", "exit.needs", "yes", grounds=Grounds.DOCUMENT))
        work.commit()
    event = Criterion("discovery", NEEDS.leaves_when[0].text)
    opened(fjord, sells(QUALIFY, replace(DISCOVERY, leaves_when=(event,)), PROPOSAL, CONTRACT))

    told = fjord.work().facts.answers("nordfrakt")
    assert [(one.question, one.value, one.at) for one in told] == [
        ("exit.discovery", "yes", OPENED), ("exit.needs", "yes", OPENED),
    ]  # fmt: skip


def test_stages_that_become_one_take_all_their_deals() -> None:
    both = replace(QUALIFY, was=("needs",))
    fjord = opened(known(), sells(both, PROPOSAL, CONTRACT))

    assert {of(fjord, "nordfrakt").stage, of(fjord, "solberg").stage} == {"qualify"}


def test_a_prospect_follows_too_and_has_been_nowhere() -> None:
    fjord = known()
    with fjord.work() as work:
        work.deals.add(deal("ikea", "Ikea", stage="needs", state=DealState.PROSPECT))
        work.commit()
    opened(fjord, sells(QUALIFY, DISCOVERY, PROPOSAL, CONTRACT))

    assert (of(fjord, "ikea").stage, fjord.work().facts.visits("ikea")) == ("discovery", [])


def test_a_process_is_called_otherwise() -> None:
    sales = replace(NEW_BUSINESS, key="sales", was=("new_business",), stages=(QUALIFY, DISCOVERY, PROPOSAL, CONTRACT))
    fjord = opened(known(), settings(processes=(sales, KEY_ACCOUNT)))

    assert (of(fjord).process, of(fjord).stage, of(fjord).stage_since) == ("sales", "discovery", OPENED)
    assert (of(fjord, "hudson").process, of(fjord, "hudson").stage) == ("sales", "proposal")


# ---- a stage is gone ------------------------------------------------------------------------------------------------


def test_a_stage_that_is_gone_without_a_word_waits_and_the_process_counts_as_it_was() -> None:
    fjord = opened(known(), sells(QUALIFY, PROPOSAL, CONTRACT, version=2))

    assert of(fjord).stage == "needs"
    assert lost(fjord.work()) == [Lost("new_business", "needs", 1)]
    assert applied(NEW_BUSINESS) in fjord.work().processes.applied()


def test_once_nothing_is_lost_the_process_counts_as_it_is() -> None:
    now = sells(QUALIFY, DISCOVERY, PROPOSAL, CONTRACT, version=2)
    fjord = opened(opened(known(), sells(QUALIFY, PROPOSAL, CONTRACT, version=2)), now)

    assert lost(fjord.work()) == []
    assert applied(now.processes[0]) in fjord.work().processes.applied()


def test_an_ended_deal_is_not_lost() -> None:
    fjord = known()
    with fjord.work() as work:
        work.deals.save(replace(of(fjord), state=DealState.LOST, closed_at=NOW))
        work.commit()
    opened(fjord, sells(QUALIFY, PROPOSAL, CONTRACT))

    assert lost(fjord.work()) == []


# ---- what a stage demands -------------------------------------------------------------------------------------------


def test_a_new_name_or_another_pace_is_no_other_demand() -> None:
    slower = replace(NEEDS, name=texts("Discovery", "Behov"), days=99, purpose=texts("x", "y"))

    assert applied(with_needs(slower)) == applied(NEW_BUSINESS)


def test_another_demand_shows() -> None:
    before = dict(applied(NEW_BUSINESS).stages)["needs"]
    others = (
        replace(NEEDS, needs=()),
        replace(NEEDS, needs=tuple(replace(one, hard=True) for one in NEEDS.needs)),
        replace(NEEDS, needs=(Need("decision_maker", (Grounds.DOCUMENT,)), *NEEDS.needs[1:])),
        replace(NEEDS, leaves_when=()),
    )

    assert before not in {dict(applied(with_needs(one)).stages)["needs"] for one in others}


def test_a_stage_that_is_renamed_with_its_criterion_demands_the_same() -> None:
    event = Criterion("discovery", NEEDS.leaves_when[0].text)
    renamed = applied(with_needs(replace(DISCOVERY, leaves_when=(event,))))

    assert dict(renamed.stages)["discovery"] == dict(applied(NEW_BUSINESS).stages)["needs"]


def with_needs(needs: Stage) -> Process:
    return replace(NEW_BUSINESS, stages=(QUALIFY, needs, PROPOSAL, CONTRACT))


# ---- between two processes ------------------------------------------------------------------------------------------


def test_stages_meet_by_key_then_by_what_the_customer_does_then_by_their_place() -> None:
    signed = Criterion("signed", texts("They have signed.", "De har skrivit på."))
    mine = (QUALIFY, replace(PROPOSAL, leaves_when=(signed,)), CONTRACT, NEEDS)
    theirs = replace(
        KEY_ACCOUNT, stages=(KEY_ACCOUNT.stages[0], KEY_ACCOUNT.stages[1], replace(NEEDS, leaves_when=(signed,)))
    )

    assert between(mine, theirs) == (
        ("qualify", "map"), ("proposal", "needs"), ("contract", "needs"), ("needs", "needs"),
    )  # fmt: skip


def test_a_process_that_is_gone_is_known_by_its_stages_alone() -> None:
    fjord = known()
    fjord.settings = settings(processes=(KEY_ACCOUNT,))

    assert AppliedProcess("new_business", 1, applied(NEW_BUSINESS).stages) in fjord.work().processes.applied()
    assert lost(fjord.work()) == [
        Lost("new_business", "needs", 1),
        Lost("new_business", "proposal", 1),
        Lost("new_business", "qualify", 1),
    ]
