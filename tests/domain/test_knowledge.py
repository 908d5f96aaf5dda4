"""How well a question is answered on a deal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.facts import Answer, Grounds
from domain.knowledge import Known, knowledge, needed, needed_so_far
from tests.support.builders import NEW_BUSINESS, QUESTIONS, answer, at, settings

TODAY = date(2026, 11, 24)
BUDGET = next(question for question in QUESTIONS if question.key == "budget")


def said(**changes: object) -> Answer:
    """Anna has said what the budget is, which holds for 60 days."""
    made: dict[str, Any] = {"grounds": Grounds.CUSTOMER_SAID, "said_by": "Anna Berg", "heard_on": date(2026, 11, 20)}
    return answer(**(made | changes))


@pytest.mark.parametrize(
    ("answers", "known"),
    [
        pytest.param((), Known.NOT_ASKED, id="no answer"),
        pytest.param((said(),), Known.KNOWN, id="the customer said it"),
        pytest.param((said(grounds=Grounds.DOCUMENT),), Known.KNOWN, id="in a document"),
        pytest.param((said(grounds=Grounds.OBSERVED),), Known.KNOWN, id="seen"),
        pytest.param((said(grounds=Grounds.ASSUMED),), Known.ASSUMED, id="assumed"),
        pytest.param((said(grounds=Grounds.ASKED_NO_ANSWER),), Known.NO_ANSWER, id="asked in vain"),
        pytest.param((said(grounds=Grounds.UNKNOWN),), Known.NOT_ASKED, id="put off"),
        pytest.param((said(heard_on=date(2026, 9, 25)),), Known.KNOWN, id="60 days old"),
        pytest.param((said(heard_on=date(2026, 9, 24)),), Known.OLD, id="61 days old"),
        pytest.param(
            (said(heard_on=None, at=at("2026-09-24 12:00")),), Known.OLD, id="told 61 days ago, nobody said the day"
        ),
        pytest.param(
            (said(grounds=Grounds.ASSUMED, heard_on=date(2025, 1, 1)),), Known.ASSUMED, id="an old assumption is one"
        ),
        pytest.param((said(question="pain"),), Known.NOT_ASKED, id="an answer to something else"),
        pytest.param((said(), said(grounds=Grounds.ASSUMED)), Known.KNOWN, id="the latest counts"),
        pytest.param((said(grounds=Grounds.UNKNOWN), said()), Known.KNOWN, id="putting off takes nothing back"),
    ],
)
def test_how_well_it_is_known(answers: tuple[Answer, ...], known: Known) -> None:
    assert knowledge(BUDGET, answers, TODAY).known is known


def test_a_question_remembers_when_it_was_put_off() -> None:
    put_off = said(grounds=Grounds.UNKNOWN, at=at("2026-11-23 10:00"))

    assert knowledge(BUDGET, (put_off, said()), TODAY).put_off_on == date(2026, 11, 23)


def test_an_answer_that_holds_for_ever_is_never_old() -> None:
    for_ever = replace(BUDGET, fresh_days=0)

    assert knowledge(for_ever, (said(heard_on=date(2001, 1, 1)),), TODAY).known is Known.KNOWN


def test_a_stage_needs_its_own_questions_in_their_order() -> None:
    assert [one.key for one in needed(settings(), NEW_BUSINESS, "needs")] == ["decision_maker", "timeline"]
    assert needed(settings(), NEW_BUSINESS, "gone") == ()


def test_so_far_is_the_stage_and_all_before_it() -> None:
    assert [one.key for one in needed_so_far(settings(), NEW_BUSINESS, "needs")] == [
        "pain",
        "decision_maker",
        "timeline",
    ]
    assert needed_so_far(settings(), NEW_BUSINESS, "gone") == ()
