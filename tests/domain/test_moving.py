"""The one way a deal comes to another stage, another process or its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.acting import Doing, record
from domain.deal import Deal, DealState
from domain.errors import Barred, NotFound
from domain.facts import Answer, Grounds
from domain.moving import arrive, carry, close, move, reopen
from domain.process import Criterion, Process
from domain.settings import Settings
from tests.support.builders import (
    KEY_ACCOUNT,
    NEW_BUSINESS,
    OPENED,
    answer,
    at,
    company,
    deal,
    settings,
    stage,
    texts,
    visit,
)
from tests.support.fake import FakeCompany, FakeWork

NOW = at("2026-11-24 14:00")
SIGNED = Criterion("signed", texts("They have signed.", "De har skrivit på."), hard=True)


def open_company(*stages: Any, **changes: Any) -> FakeCompany:
    """Fjord & Co whose new business asks for nothing but what these stages ask."""
    own = {one.key: one for one in stages}
    free = tuple(own.get(one.key, replace(one, leaves_when=(), needs=())) for one in NEW_BUSINESS.stages)
    other = tuple(own.get(one.key, replace(one, leaves_when=(), needs=())) for one in KEY_ACCOUNT.stages)
    made = company()
    made.settings = settings(
        processes=(replace(NEW_BUSINESS, stages=free, **changes), replace(KEY_ACCOUNT, stages=other, **changes))
    )
    return made


HARD_NEEDS = replace(stage("needs", texts("Needs", "Behov"), 21), leaves_when=(SIGNED,))
SOFT_NEEDS = replace(stage("needs", texts("Needs", "Behov"), 21), leaves_when=(replace(SIGNED, hard=False),))
HARD_MAP = replace(stage("map", texts("Map", "Kartlägg"), 30), leaves_when=(SIGNED,))


def doing(act: str = "act", kind: str = "stage") -> Doing:
    return Doing(act, "maja", NOW, kind)


def nordfrakt(work: FakeWork) -> Deal:
    found = work.deals.get("nordfrakt")
    assert found is not None
    return found


def moved(work: FakeWork, to: str, **options: Any) -> Deal:
    before = nordfrakt(work)
    return move(work, doing(), before, replace(before, stage=to), **options)


def signed(deal_id: str = "nordfrakt") -> Answer:
    return answer("signed", "exit.signed", "yes", deal=deal_id, grounds=Grounds.DOCUMENT, act="act")


# ---- moving ---------------------------------------------------------------------------------------------------------


def test_a_free_way_is_gone_and_the_clock_begins_anew() -> None:
    work = open_company().work()

    after = moved(work, "proposal")

    assert (after.stage, after.stage_since) == ("proposal", NOW)
    assert [visit.stage for visit in work.facts.visits("nordfrakt")] == ["needs", "proposal"]
    assert work.facts.waivers("nordfrakt") == []


def test_what_is_missing_bars_it_and_nothing_is_stored() -> None:
    work = open_company(SOFT_NEEDS).work()

    with pytest.raises(Barred) as barred:
        moved(work, "proposal")

    assert [gap.key for gap in barred.value.gaps] == ["exit.signed"]
    assert len(work.facts.visits("nordfrakt")) == 1


def test_a_reason_lets_it_through_and_is_kept() -> None:
    work = open_company(SOFT_NEEDS).work()

    moved(work, "proposal", reason="numbers")

    (kept,) = work.facts.waivers("nordfrakt")
    assert (kept.stage, kept.to, kept.missing, kept.reason) == ("needs", "proposal", ("exit.signed",), "numbers")


def test_no_reason_gets_past_what_is_required() -> None:
    with pytest.raises(Barred):
        moved(open_company(HARD_NEEDS).work(), "contract", reason="numbers")


def test_what_the_same_act_tells_counts() -> None:
    work = open_company(HARD_NEEDS).work()
    before = nordfrakt(work)

    after = move(work, doing(), before, replace(before, stage="proposal"), signed())

    assert after.stage == "proposal"


@pytest.mark.parametrize(("rule", "to"), [({"may_skip": False}, "contract"), ({"may_go_back": False}, "qualify")])
def test_the_order_of_the_stages_has_no_way_past(rule: dict[str, bool], to: str) -> None:
    with pytest.raises(Barred):
        moved(open_company(**rule).work(), to, reason="numbers")


def test_a_stage_that_app_yaml_does_not_have_is_not_found() -> None:
    with pytest.raises(NotFound):
        moved(open_company().work(), "analysis")


def test_a_deal_moves_through_here_alone() -> None:
    work = open_company().work()
    before = nordfrakt(work)

    with pytest.raises(ValueError, match=r"domain\.moving"):
        record(work, doing(), before, replace(before, stage="proposal"))


# ---- another process ------------------------------------------------------------------------------------------------

MAPPED = (("qualify", "map"), ("needs", "plan"), ("proposal", "agree"))


def to_key_accounts(work: FakeWork, stage: str, **options: Any) -> Deal:
    before = nordfrakt(work)
    after = replace(before, process="key_account", stage=stage)
    return move(work, doing(), before, after, mapped=MAPPED, **options)


def test_in_another_process_the_clock_goes_on_where_it_was() -> None:
    assert to_key_accounts(open_company().work(), "plan").stage_since == OPENED
    assert to_key_accounts(open_company().work(), "agree").stage_since == NOW


def test_another_process_has_its_own_gates() -> None:
    with pytest.raises(Barred):
        to_key_accounts(open_company(HARD_MAP).work(), "plan", reason="theirs now")


def test_another_process_skips_no_stage_that_it_does_not_skip() -> None:
    company = open_company(may_skip=False)

    assert to_key_accounts(company.work(), "agree").stage == "agree"
    with pytest.raises(Barred):
        work = company.work()
        before = nordfrakt(work)
        early = (("needs", "map"),)
        move(work, doing(), before, replace(before, process="key_account", stage="agree"), mapped=early)


# ---- the end, and again ---------------------------------------------------------------------------------------------


def ended(work: FakeWork, state: DealState, **options: Any) -> Deal:
    before = nordfrakt(work)
    return close(work, doing("end", state.value), before, replace(before, state=state, closed_at=NOW), **options)


def test_winning_meets_the_gates_of_every_stage_and_losing_none() -> None:
    company = open_company(HARD_NEEDS)

    with pytest.raises(Barred):
        ended(company.work(), DealState.WON, reason="numbers")
    assert ended(company.work(), DealState.LOST).state is DealState.LOST


def test_an_ended_deal_goes_on_where_it_ended() -> None:
    work = open_company().work()
    lost = ended(work, DealState.LOST)

    again = reopen(work, doing("again", "reopen"), lost, lost)

    assert (again.state, again.stage, again.stage_since, again.closed_at) == (DealState.OPEN, "needs", NOW, None)


def test_a_deal_that_ends_at_noon_is_open_again_after_that() -> None:
    work = open_company().work()
    noon = NOW + timedelta(hours=2)
    won = arrive(work, doing("import"), deal("old", state=DealState.WON, closed_at=noon), visit("v", deal="old"))

    assert reopen(work, doing("again", "reopen"), won, won).stage_since == noon


def test_a_deal_that_came_ended_stops_at_what_is_required_when_it_is_opened_again() -> None:
    work = open_company(HARD_NEEDS).work()
    won = arrive(work, doing("import"), deal("old", stage="contract", state=DealState.WON, closed_at=NOW))

    assert reopen(work, doing("again", "reopen"), won, won).stage == "needs"


def test_an_ended_deal_goes_on_in_what_its_stage_is_called_now() -> None:
    company = open_company()
    work = company.work()
    lost = ended(work, DealState.LOST)
    work.settings = renamed(company.settings)

    assert reopen(work, doing("again", "reopen"), lost, lost).stage == "discovery"


def renamed(was: Settings) -> Settings:
    first, needs, *rest = was.processes[0].stages
    discovery = replace(needs, key="discovery", was=("needs",))
    return replace(was, processes=(replace(was.processes[0], stages=(first, discovery, *rest)), was.processes[1]))


# ---- arriving and being carried -------------------------------------------------------------------------------------


def test_a_new_deal_further_on_meets_the_gates_it_has_passed() -> None:
    company = open_company(HARD_NEEDS)

    with pytest.raises(Barred):
        arrive(company.work(), doing("import"), deal("new", stage="proposal"), reason="import")
    arrived = arrive(company.work(), doing("import"), deal("new", stage="proposal"), signed("new"))
    assert arrived.stage == "proposal"


def test_a_deal_that_is_carried_along_keeps_its_clock_and_meets_no_gate() -> None:
    company = open_company(HARD_NEEDS)
    work = company.work()
    process: Process = renamed(company.settings).processes[0]

    after = carry(work, doing(), nordfrakt(work), process, "discovery", process.retold)

    assert (after.stage, after.stage_since) == ("discovery", OPENED)
