"""Concerns about what the customer told us, whom we met there, and what came back for what we gave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from domain.concerns import concerns
from domain.deal import Deal
from domain.facts import FACTUAL, Grounds
from domain.knowing_concerns import open_question, stale_question
from domain.process import Need
from domain.settings import Nudges, Rule, Settings
from domain.signs import Signs, Told
from tests.domain.test_concerns import promised
from tests.support.builders import MAJA, NEW_BUSINESS, QUESTIONS, at, deal, settings
from tests.support.fake import NoHolidays

SAID, SEEN, WRITTEN = Grounds.CUSTOMER_SAID, Grounds.OBSERVED, Grounds.DOCUMENT
OPEN = Rule("question_open", True, 5, 10)
STALE = Rule("question_stale", True, 0, 10)
DECIDER = Rule("no_decision_maker", True, 10, 10)
SINGLE = Rule("single_threaded", True, 10, 0)
GAVE = Rule("gave_without_taking", True, 5, 0)


def told(question: str, on: str = "2026-11-05", grounds: Grounds = SAID) -> Told:
    return Told(question, grounds, date.fromisoformat(on))


def needing(*needs: Need) -> Settings:
    """Fjord & Co, where the stage of Nordfrakt needs just these."""
    stages = [replace(one, needs=needs if one.key == "needs" else ()) for one in NEW_BUSINESS.stages]
    return settings(processes=(replace(NEW_BUSINESS, stages=tuple(stages)),))


def begins(one: Deal, rule: Rule, company: Settings | None = None) -> datetime | None:
    made = replace(company or settings(), nudges=Nudges(3, (rule,)))
    return next((one.begins_at for one in concerns(one, MAJA, made, NoHolidays())), None)


def knowing(*facts: Told, **changes: Any) -> Deal:
    return deal(signs=Signs(told=facts), **changes)


# ---- questions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        pytest.param([], "decision_maker", id="nothing known"),
        pytest.param([told("decision_maker")], "timeline", id="one of two"),
        pytest.param([told("timeline"), told("decision_maker", grounds=WRITTEN)], None, id="both"),
        pytest.param([told("decision_maker"), told("timeline", "2020-01-01")], None, id="an old answer is one"),
        pytest.param([told("decision_maker"), told("budget")], "timeline", id="what the stage does not need"),
    ],
)
def test_a_question_is_open_some_working_days_after_the_stage_was_entered(facts: list[Told], first: str | None) -> None:
    one = knowing(*facts, stage_since=at("2026-11-05 16:00"))

    asked = open_question(one, settings())

    assert (asked.key if asked else None) == first
    assert begins(one, OPEN) == (at("2026-11-12 00:00") if first else None)


@pytest.mark.parametrize(
    ("grounds", "counts"), [(SAID, True), (WRITTEN, True), (SEEN, False)], ids=["said", "in writing", "seen"]
)
def test_only_the_grounds_that_the_stage_asks_for_count(grounds: Grounds, counts: bool) -> None:
    strict = needing(Need("budget", (SAID, WRITTEN)))

    one = knowing(told("budget", grounds=grounds))

    assert (open_question(one, strict) is None) is counts
    assert (begins(one, OPEN, strict) is None) is counts


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(knowing(stage="contract"), id="a stage that needs nothing"),
        pytest.param(knowing(stage="gone"), id="a stage that is no more"),
        pytest.param(knowing(process="gone"), id="a process that is no more"),
    ],
)
def test_what_nothing_needs_is_neither_open_nor_old(one: Deal) -> None:
    assert (begins(one, OPEN), begins(one, STALE)) == (None, None)


def test_a_question_that_app_yaml_does_not_ask_is_not_open() -> None:
    assert begins(knowing(), OPEN, needing(Need("gone"))) is None


@pytest.mark.parametrize(
    ("facts", "which", "start"),
    [
        # 90 days hold decision_maker and timeline, 60 the budget, 180 the problem.
        pytest.param([told("timeline", "2026-09-01")], "timeline", "2026-12-01 00:00", id="the day after its last"),
        pytest.param(
            [told("timeline", "2026-09-01"), told("timeline", "2026-11-01", SEEN)],
            "timeline",
            "2027-01-31 00:00",
            id="the newest fact counts",
        ),
        pytest.param(
            [told("timeline", "2026-09-01"), told("decision_maker", "2026-08-01")],
            "decision_maker",
            "2026-10-31 00:00",
            id="of two the one that ages first",
        ),
        pytest.param([told("pain", "2026-06-01")], "pain", "2026-11-29 00:00", id="what an earlier stage needed"),
        pytest.param([told("budget", "2026-06-01")], None, None, id="what only a later stage needs"),
    ],
)
def test_an_answer_has_aged(facts: list[Told], which: str | None, start: str | None) -> None:
    one = knowing(*facts)

    aged = stale_question(one, settings())

    assert (aged[0].key if aged else None) == which
    assert begins(one, STALE) == (at(start) if start else None)


def test_what_holds_for_good_never_ages() -> None:
    for_good = tuple(replace(one, fresh_days=0) for one in QUESTIONS)

    assert begins(knowing(told("timeline", "2020-01-01")), STALE, settings(questions=for_good)) is None


def test_with_after_an_old_answer_waits_some_working_days_more() -> None:
    aged = knowing(told("timeline", "2026-09-01"))

    assert begins(aged, replace(STALE, after=3)) == at("2026-12-03 00:00")


def test_the_grounds_of_the_latest_stage_decide_what_ages() -> None:
    stages = list(NEW_BUSINESS.stages)
    stages[0] = replace(stages[0], needs=(Need("budget", FACTUAL),))
    stages[1] = replace(stages[1], needs=(Need("budget", (SAID,)),))
    company = settings(processes=(replace(NEW_BUSINESS, stages=tuple(stages)),))
    one = knowing(told("budget", "2026-09-01"), told("budget", "2026-11-01", SEEN))

    assert begins(one, STALE, company) == at("2026-11-01 00:00")


# ---- people ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signs", "is_known"),
    [
        pytest.param(Signs(), False, id="nobody"),
        pytest.param(Signs(met=3), False, id="three people who do not decide"),
        pytest.param(Signs(met=1, decider=True), True, id="we have met them"),
        pytest.param(Signs(told=(told("decision_maker"),)), True, id="they were named"),
        pytest.param(Signs(told=(told("budget"),)), False, id="something else was told"),
    ],
)
def test_nobody_who_decides_is_known(signs: Signs, is_known: bool) -> None:
    one = deal(opened_at=at("2026-11-05 16:00"), signs=signs)

    assert begins(one, DECIDER) == (None if is_known else at("2026-11-19 00:00"))


@pytest.mark.parametrize(
    ("stage", "met", "rests"),
    [
        pytest.param("qualify", 0, False, id="in the first stage nobody expects more"),
        pytest.param("needs", 0, True, id="nobody met"),
        pytest.param("needs", 1, True, id="one person"),
        pytest.param("needs", 2, False, id="two"),
        pytest.param("gone", 1, False, id="a stage that is no more"),
    ],
)
def test_it_rests_on_one_person(stage: str, met: int, rests: bool) -> None:
    one = deal(stage=stage, opened_at=at("2026-11-05 16:00"), signs=Signs(met=met))

    assert begins(one, SINGLE) == (at("2026-11-19 00:00") if rests else None)


# ---- give and take ---------------------------------------------------------------------------------------------------


def test_we_gave_and_asked_for_nothing_back() -> None:
    gave = deal(signs=Signs(gave_on=date(2026, 11, 5), gave="quote"))

    assert begins(gave, GAVE) == at("2026-11-12 00:00")
    assert begins(deal(), GAVE) is None


# ---- agreement -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signs", "due", "start"),
    [
        pytest.param(Signs(step_on=date(2026, 11, 19)), "2026-12-10", "2026-11-23 00:00", id="two working days later"),
        pytest.param(Signs(step_on=date(2026, 11, 19), agreed=True), "2026-12-10", None, id="they agreed"),
        pytest.param(Signs(step_on=date(2026, 11, 19)), None, None, id="a step without a day"),
    ],
)
def test_they_have_not_agreed_to_the_step(signs: Signs, due: str | None, start: str | None) -> None:
    one = replace(promised(due) if due else deal(step="step", step_ours="send it"), signs=signs)

    assert begins(one, Rule("step_not_agreed", True, 2, 0)) == (at(start) if start else None)


def test_without_a_step_there_is_nothing_to_agree_to() -> None:
    assert begins(deal(), Rule("step_not_agreed", True, 2, 0)) is None
