"""What a process asks for before a deal goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.facts import Answer, Direction, ExchangeState, Grounds
from domain.gates import WON, Gap, GapKind, Ledger, Way, gaps, way
from domain.knowledge import Known
from domain.process import Criterion, Need, TakeNeeded
from storage.names import similar
from tests.support.builders import NEW_BUSINESS, answer, exchange, settings, stage, texts

TODAY = date(2026, 11, 24)
NEEDS = stage("needs", texts("Needs", "Behov"), 21)
QUALIFY, SECOND, PROPOSAL, CONTRACT = NEW_BUSINESS.stages


def missing(ledger: Ledger | None = None, *more: Any, **changes: Any) -> list[tuple[str, bool]]:
    """What is missing when a stage that asks for nothing is left, but for these changes."""
    changed = replace(NEEDS, **({"leaves_when": ()} | changes))
    asking = settings(processes=(replace(NEW_BUSINESS, stages=(changed, *more)),))
    found = gaps(asking, (changed, *more), ledger or Ledger([], [], similar), TODAY)
    return [(gap.key, gap.hard) for gap in found]


def said(question: str, **changes: Any) -> Answer:
    told = answer("said", question, "Johan", grounds=Grounds.CUSTOMER_SAID, said_by="Anna Berg", heard_on=TODAY)
    return replace(told, **changes)


# ---- the way --------------------------------------------------------------------------------------------------------


def test_on_to_the_next_stage_leaves_one() -> None:
    assert way(NEW_BUSINESS, "qualify", "needs") == Way((QUALIFY,), (), is_back=False)


def test_a_stage_between_is_passed_over() -> None:
    assert way(NEW_BUSINESS, "qualify", "proposal") == Way((QUALIFY, SECOND), (SECOND,), is_back=False)


def test_back_leaves_nothing() -> None:
    assert way(NEW_BUSINESS, "proposal", "qualify") == Way((), (), is_back=True)


def test_where_it_is_already_is_no_way() -> None:
    assert way(NEW_BUSINESS, "needs", "needs") == Way((), (), is_back=False)


def test_winning_leaves_every_stage_and_passes_over_none() -> None:
    assert way(NEW_BUSINESS, "proposal", WON) == Way((PROPOSAL, CONTRACT), (), is_back=False)


@pytest.mark.parametrize("now", [None, "analysis"])
def test_from_outside_everything_before_is_left(now: str | None) -> None:
    assert way(NEW_BUSINESS, now, "proposal") == Way((QUALIFY, SECOND), (), is_back=False)


def test_new_in_a_process_everything_before_is_left_and_the_order_counts_from_where_it_was() -> None:
    assert way(NEW_BUSINESS, "needs", "contract", is_new=True) == Way(
        (QUALIFY, SECOND, PROPOSAL), (PROPOSAL,), is_back=False
    )
    assert way(NEW_BUSINESS, "proposal", "needs", is_new=True) == Way((QUALIFY,), (), is_back=True)


def test_a_stage_that_is_not_there_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="no stage"):
        way(NEW_BUSINESS, "qualify", "analysis")


# ---- what is missing ------------------------------------------------------------------------------------------------


def test_what_nobody_asked_is_missing() -> None:
    asked = Criterion("asked", texts("They asked.", "De bad."))

    assert missing(leaves_when=(asked,), needs=(Need("budget", hard=True),), takes=(TakeNeeded("decider"),)) == [
        ("exit.asked", False),
        ("budget", True),
        ("decider", False),
    ]


@pytest.mark.parametrize(
    ("grounds", "is_met"),
    [
        (Grounds.CUSTOMER_SAID, True),
        (Grounds.DOCUMENT, True),
        (Grounds.OBSERVED, True),
        (Grounds.ASSUMED, False),
        (Grounds.UNKNOWN, False),
        (Grounds.ASKED_NO_ANSWER, False),
    ],
)
def test_only_a_fact_closes_a_gap(grounds: Grounds, is_met: bool) -> None:
    ledger = Ledger([said("budget", grounds=grounds)], [], similar)

    assert missing(ledger, needs=(Need("budget"),)) == ([] if is_met else [("budget", False)])


def test_a_fact_on_other_grounds_than_count_here_is_missing_and_shown() -> None:
    told = said("budget")
    needs = replace(NEEDS, leaves_when=(), needs=(Need("budget", (Grounds.DOCUMENT,)),))

    assert gaps(settings(), (needs,), Ledger([told], [], similar), TODAY) == (
        Gap(GapKind.QUESTION, "needs", "budget", False, Known.KNOWN, None, told, (Grounds.DOCUMENT,)),
    )


def test_a_document_counts_though_somebody_said_the_same_later() -> None:
    paper = said("budget", id="paper", grounds=Grounds.DOCUMENT, said_by="", heard_on=date(2026, 11, 2))
    ledger = Ledger([said("budget"), paper], [], similar)

    assert missing(ledger, needs=(Need("budget", (Grounds.DOCUMENT,)),)) == []


def test_what_two_people_say_differently_closes_no_gap() -> None:
    other = said("budget", id="other", value="something else", said_by="Johan Ek")

    assert missing(Ledger([said("budget"), other], [], similar), needs=(Need("budget"),)) == [("budget", False)]


def test_an_answer_that_is_too_old_is_missing() -> None:
    assert missing(Ledger([said("budget", heard_on=date(2026, 9, 1))], [], similar), needs=(Need("budget"),)) != []


@pytest.mark.parametrize(("value", "is_met"), [("Yes", True), ("no", False), ("Nej.", False), ("Inte än", False)])
def test_a_criterion_is_met_by_a_yes(value: str, is_met: bool) -> None:
    asked = Criterion("asked", texts("They asked.", "De bad."))

    assert (missing(Ledger([said("exit.asked", value=value)], [], similar), leaves_when=(asked,)) == []) is is_met


@pytest.mark.parametrize("state", list(ExchangeState))
def test_a_take_has_to_be_granted(state: ExchangeState) -> None:
    ledger = Ledger([], [exchange(state=state)], similar)

    assert (missing(ledger, takes=(TakeNeeded("decider"),)) == []) is (state is ExchangeState.GRANTED)


def test_a_give_of_the_same_name_is_no_take() -> None:
    ledger = Ledger([], [exchange(direction=Direction.GIVE)], similar)

    assert missing(ledger, takes=(TakeNeeded("decider"),)) == [("decider", False)]


def test_what_two_stages_ask_for_is_missing_once_and_hard_if_one_says_so() -> None:
    later = replace(PROPOSAL, leaves_when=(), needs=(Need("budget", hard=True),))

    assert missing(None, later, needs=(Need("budget"),)) == [("budget", True)]
