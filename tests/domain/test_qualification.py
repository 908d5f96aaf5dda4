"""A deal is as well qualified as its weakest needed element; and which question comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.facts import Answer, Grounds
from domain.knowledge import Known, knowledge
from domain.qualification import Qualification, may_put, qualification, questions_to_ask
from storage.names import similar
from tests.support.builders import QUESTIONS, answer, deal, settings

TODAY = date(2026, 11, 24)


def said(question: str, value: str = "x", **changes: object) -> Answer:
    told = answer(question, question, value, grounds=Grounds.CUSTOMER_SAID, said_by="Anna", heard_on=date(2026, 11, 20))
    return replace(told, **changes)  # type: ignore[arg-type]


def qualified(*answers: Answer, stage: str = "needs") -> Qualification:
    return qualification(settings(), deal(stage=stage), answers, TODAY, similar)


def test_the_weakest_element_decides_and_never_a_mean() -> None:
    found = qualified(said("pain"), said("decision_maker"), answer("t", "timeline", "May"))

    assert found.weakest is not None
    assert (found.weakest.question.key, found.weakest.known, found.assumptions) == ("timeline", Known.ASSUMED, 1)


def test_what_a_later_stage_needs_does_not_count_yet() -> None:
    found = qualified(said("pain"), said("decision_maker"), said("timeline"), answer("b", "budget", "2 MSEK"))

    assert [one.known for one in found.elements] == [Known.KNOWN] * 3
    assert found.assumptions == 0


def test_a_fact_that_has_aged_is_an_assumption() -> None:
    found = qualified(said("pain", heard_on=date(2025, 1, 1)), stage="qualify")

    assert (found.elements[0].known, found.assumptions) == (Known.OLD, 1)


def test_a_deal_whose_process_is_gone_needs_nothing() -> None:
    found = qualification(settings(), deal(process="gone"), (), TODAY, similar)

    assert (found.weakest, found.assumptions) == (None, 0)


def order(*answers: Answer, wrong: Mapping[str, int] | None = None) -> list[str]:
    found = qualified(*answers)
    return [one.question.key for one in questions_to_ask(settings(), deal(), found.elements, wrong or {})]


def test_what_this_stage_needs_is_asked_before_what_an_earlier_one_did() -> None:
    assert order() == ["decision_maker", "timeline", "pain"]


def test_what_is_known_is_not_asked() -> None:
    assert order(said("decision_maker")) == ["timeline", "pain"]


@pytest.mark.parametrize(
    ("stronger", "known"),
    [
        (answer("a", "decision_maker", "", grounds=Grounds.ASKED_NO_ANSWER), Known.NO_ANSWER),
        (answer("a", "decision_maker", "Anna"), Known.ASSUMED),
        (said("decision_maker", heard_on=date(2026, 1, 1)), Known.OLD),
    ],
)
def test_what_nobody_asked_comes_before_anything_else_of_the_stage(stronger: Answer, known: Known) -> None:
    assert knowledge(QUESTIONS[0], [stronger], TODAY, similar).known is known
    assert order(stronger)[:2] == ["timeline", "decision_maker"]


def test_an_assumption_comes_before_a_contradiction() -> None:
    disputed = (said("decision_maker", "Anna"), said("decision_maker", "Per", id="p", said_by="Johan"))

    assert order(*disputed, answer("t", "timeline", "May"))[:2] == ["timeline", "decision_maker"]


def test_what_turned_out_wrong_in_ten_lost_deals_is_asked_earlier() -> None:
    assert order(wrong={"timeline": 6, "budget": 4})[:2] == ["timeline", "decision_maker"]


def test_nine_lost_deals_teach_nothing_yet() -> None:
    assert order(wrong={"timeline": 9})[:2] == ["decision_maker", "timeline"]


def test_what_losses_teach_decides_only_between_questions_that_are_known_alike() -> None:
    assert order(answer("t", "timeline", "May"), wrong={"timeline": 40})[:2] == ["decision_maker", "timeline"]


@pytest.mark.parametrize(("put_on", "may"), [(None, True), (date(2026, 11, 20), False), (date(2026, 11, 19), True)])
def test_a_question_rests_for_five_days_after_it_was_put(put_on: date | None, may: bool) -> None:
    [found, *_] = qualified().elements

    assert may_put(replace(found, put_on=put_on), TODAY) is may


ANSWERS = st.lists(
    st.builds(
        lambda question, grounds, day: said(question, id=f"{question}{day}", grounds=grounds, heard_on=day),
        st.sampled_from(["pain", "decision_maker", "timeline", "budget"]),
        st.sampled_from(Grounds),
        st.dates(date(2026, 6, 1), TODAY),
    ),
    max_size=6,
)


@given(ANSWERS, st.sampled_from(["pain", "decision_maker", "timeline"]))
def test_a_guess_never_makes_a_deal_well_qualified(answers: list[Answer], guessed: str) -> None:
    before = qualified(*answers).weakest
    after = qualified(*answers, said(guessed, id="guess", grounds=Grounds.ASSUMED)).weakest

    assert before is not None and after is not None
    assert after.known is not Known.KNOWN or before.known is Known.KNOWN


@given(ANSWERS)
def test_what_is_asked_is_all_that_is_not_known(answers: list[Answer]) -> None:
    found = qualified(*answers).elements
    asked = questions_to_ask(settings(), deal(), found, {})

    assert {one.question.key for one in asked} == {one.question.key for one in found if one.known is not Known.KNOWN}
