"""How well a question is answered on a deal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.facts import FACTUAL, Answer, Grounds
from domain.knowledge import Knowledge, Known, holds_until, knowledge, needed, needed_so_far
from storage.names import similar
from tests.support.builders import NEW_BUSINESS, QUESTIONS, answer, at, settings

TODAY = date(2026, 11, 24)
BUDGET = next(question for question in QUESTIONS if question.key == "budget")


def said(**changes: object) -> Answer:
    """Anna has said what the budget is, which holds for 60 days."""
    made: dict[str, Any] = {"grounds": Grounds.CUSTOMER_SAID, "said_by": "Anna Berg", "heard_on": date(2026, 11, 20)}
    return answer(**(made | changes))


def known_of(*answers: Answer) -> Knowledge:
    return knowledge(BUDGET, answers, TODAY, similar)


LATER = date(2026, 11, 22)
AGED = date(2026, 9, 24)


@pytest.mark.parametrize(
    ("answers", "known"),
    [
        pytest.param((), Known.NOT_ASKED, id="no answer"),
        pytest.param((said(),), Known.KNOWN, id="the customer said it"),
        pytest.param((said(grounds=Grounds.DOCUMENT),), Known.KNOWN, id="in a document"),
        pytest.param((said(grounds=Grounds.OBSERVED),), Known.KNOWN, id="seen"),
        pytest.param((said(grounds=Grounds.ASSUMED),), Known.ASSUMED, id="assumed"),
        pytest.param((said(grounds=Grounds.ASKED_NO_ANSWER),), Known.NO_ANSWER, id="asked in vain"),
        pytest.param((said(grounds=Grounds.UNKNOWN),), Known.NOT_ASKED, id="put to us"),
        pytest.param((said(heard_on=date(2026, 9, 25)),), Known.KNOWN, id="60 days old"),
        pytest.param((said(heard_on=AGED),), Known.OLD, id="61 days old"),
        pytest.param(
            (said(heard_on=None, at=at("2026-09-24 12:00")),), Known.OLD, id="told 61 days ago, nobody said the day"
        ),
        pytest.param(
            (said(grounds=Grounds.ASSUMED, heard_on=date(2025, 1, 1)),), Known.ASSUMED, id="an old assumption is one"
        ),
        pytest.param((said(question="pain"),), Known.NOT_ASKED, id="an answer to something else"),
        pytest.param((said(grounds=Grounds.UNKNOWN), said()), Known.KNOWN, id="putting it takes nothing back"),
        pytest.param(
            (said(value="400k", heard_on=AGED), said(value="1 MSEK", said_by="Johan Ek")),
            Known.KNOWN,
            id="what is old contradicts nobody",
        ),
    ],
)
def test_how_well_it_is_known(answers: tuple[Answer, ...], known: Known) -> None:
    assert known_of(*answers).known is known


@pytest.mark.parametrize("grounds", [Grounds.ASSUMED, Grounds.ASKED_NO_ANSWER])
def test_a_guess_told_later_leaves_a_fresh_fact_standing(grounds: Grounds) -> None:
    found = known_of(said(grounds=grounds, value="1 MSEK", heard_on=LATER), said())

    assert (found.known, found.answer) == (Known.KNOWN, said())


@pytest.mark.parametrize(
    ("grounds", "known"), [(Grounds.ASSUMED, Known.ASSUMED), (Grounds.ASKED_NO_ANSWER, Known.NO_ANSWER)]
)
def test_once_the_fact_is_old_what_was_told_last_counts(grounds: Grounds, known: Known) -> None:
    guess = said(grounds=grounds, value="1 MSEK", heard_on=LATER)

    found = known_of(guess, said(heard_on=AGED))

    assert (found.known, found.answer) == (known, guess)


def test_an_old_fact_told_after_a_guess_is_an_old_fact() -> None:
    guess = said(grounds=Grounds.ASSUMED, heard_on=date(2026, 8, 1))

    assert known_of(said(heard_on=AGED), guess).known is Known.OLD


ANNA = said(id="anna", value="400 000", heard_on=date(2026, 11, 3))
JOHAN = said(id="johan", value="250 000", said_by="Johan Ek", heard_on=date(2026, 11, 20))


def test_two_who_say_different_things_are_both_kept() -> None:
    found = known_of(ANNA, JOHAN)

    assert (found.known, found.standing, found.answer) == (Known.DISPUTED, (JOHAN, ANNA), JOHAN)


def test_two_who_say_the_same_in_other_words_agree() -> None:
    found = known_of(ANNA, replace(JOHAN, value="400k"))

    assert (found.known, len(found.standing)) == (Known.KNOWN, 2)


def test_somebody_who_changes_their_mind_contradicts_nobody() -> None:
    changed = replace(ANNA, id="again", value="250 000", heard_on=LATER)

    found = known_of(ANNA, changed)

    assert (found.known, found.standing) == (Known.KNOWN, (changed,))


@pytest.mark.parametrize(
    "settling",
    [
        pytest.param(replace(ANNA, id="s", heard_on=LATER), id="the first keeps to it"),
        pytest.param(replace(JOHAN, id="s", heard_on=LATER), id="the second keeps to it"),
        pytest.param(replace(ANNA, id="s", heard_on=LATER, value="250 000"), id="the first gives in"),
        pytest.param(
            replace(ANNA, id="s", heard_on=LATER, grounds=Grounds.DOCUMENT, said_by="", value="300 000"),
            id="a document",
        ),
    ],
)
def test_a_contradiction_is_settled_by_a_newer_word_of_either_or_a_document(settling: Answer) -> None:
    found = known_of(ANNA, JOHAN, settling)

    assert (found.known, found.answer) == (Known.KNOWN, settling)


def test_a_third_voice_settles_nothing() -> None:
    third = replace(JOHAN, id="third", said_by="Per Lund", heard_on=LATER, value="300 000")

    assert known_of(ANNA, JOHAN, third).standing == (third, JOHAN, ANNA)


def test_whoever_agreed_before_and_says_otherwise_now_begins_a_contradiction() -> None:
    agreed = replace(JOHAN, id="agreed", value="400k", heard_on=date(2026, 11, 1))

    assert known_of(agreed, ANNA, JOHAN).known is Known.DISPUTED


def test_what_is_said_after_a_document_may_contradict_it() -> None:
    paper = replace(ANNA, id="paper", grounds=Grounds.DOCUMENT, said_by="")

    assert known_of(paper, JOHAN).known is Known.DISPUTED


def test_a_question_remembers_when_it_was_put_last() -> None:
    put = said(grounds=Grounds.UNKNOWN, heard_on=None, at=at("2026-11-23 10:00"))
    in_vain = said(grounds=Grounds.ASKED_NO_ANSWER, heard_on=LATER)

    assert known_of(put, said()).put_on == date(2026, 11, 23)
    assert known_of(in_vain, said()).put_on == LATER
    assert known_of(said()).put_on is None


def test_a_fact_holds_until_a_day() -> None:
    assert holds_until(BUDGET, said()) == date(2027, 1, 19)
    assert holds_until(BUDGET, said(grounds=Grounds.ASSUMED)) is None
    assert holds_until(replace(BUDGET, fresh_days=0), said()) is None


def test_an_answer_that_holds_for_ever_is_never_old() -> None:
    for_ever = replace(BUDGET, fresh_days=0)

    assert knowledge(for_ever, (said(heard_on=date(2001, 1, 1)),), TODAY, similar).known is Known.KNOWN


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


# ---- what holds whatever was told ------------------------------------------------------------------------------------


def numbered(told: Sequence[Answer]) -> list[Answer]:
    """Each with an id of its own, as they are stored."""
    ids = count()
    return [replace(one, id=f"{next(ids):03}") for one in told]


TOLD = st.builds(
    said,
    grounds=st.sampled_from(Grounds),
    value=st.sampled_from(["400 000", "400k", "250 000", "no budget", "yes", ""]),
    said_by=st.sampled_from(["Anna Berg", "Johan Ek"]),
    heard_on=st.dates(date(2026, 8, 1), TODAY),
)
LEDGER = st.lists(TOLD, max_size=7).map(numbered)


@given(LEDGER, TOLD)
def test_a_guess_never_makes_anything_known(told: list[Answer], guess: Answer) -> None:
    before = known_of(*told)
    after = known_of(*told, replace(guess, id="guess", grounds=Grounds.ASSUMED))

    assert after.known is before.known or after.known is Known.ASSUMED
    assert after.known is not Known.KNOWN or after.standing == before.standing


@given(LEDGER)
def test_what_is_known_rests_on_fresh_facts_alone(told: list[Answer]) -> None:
    found = known_of(*told)

    assert (found.known in (Known.KNOWN, Known.DISPUTED)) == bool(found.standing)
    assert all(
        one.grounds in FACTUAL and TODAY - one.heard_on <= timedelta(60) for one in found.standing if one.heard_on
    )
    assert not found.standing or found.answer == found.standing[0]


@given(LEDGER, st.randoms(use_true_random=False))
def test_the_order_in_which_it_was_told_matters_only_within_one_day(told: list[Answer], random: Any) -> None:
    """What is told of a day later comes after what was told of it before, here all at one instant."""
    days = list({one.heard_on: [other for other in told if other.heard_on == one.heard_on] for one in told}.values())
    random.shuffle(days)

    assert known_of(*(one for day in days for one in day)) == known_of(*told)


@given(st.permutations([ANNA, replace(JOHAN, heard_on=ANNA.heard_on), replace(JOHAN, id="p", said_by="Per Lund")]))
def test_of_different_people_it_does_not_matter_who_was_heard_first_at_one_instant(told: list[Answer]) -> None:
    found = known_of(*told)

    assert (found.known, {one.id for one in found.standing}) == (Known.DISPUTED, {"anna", "johan", "p"})


def test_of_one_source_at_one_instant_what_was_told_last_counts() -> None:
    changed = replace(ANNA, id="again", value="300 000", act="later")

    assert known_of(changed, ANNA).answer == changed


def test_one_of_two_who_says_it_anew_at_the_same_instant_settles_it_too() -> None:
    johan = replace(JOHAN, heard_on=ANNA.heard_on, act="second")
    again = replace(ANNA, id="again", act="third")

    assert known_of(again, johan, ANNA).standing == (again,)


@given(LEDGER)
def test_a_source_stands_once_and_a_dispute_has_two(told: list[Answer]) -> None:
    found = known_of(*told)
    sources = [(one.grounds, one.said_by) for one in found.standing]

    assert len(sources) == len(set(sources))
    assert found.known is not Known.DISPUTED or len(sources) > 1


@given(LEDGER)
def test_a_document_of_today_leaves_no_doubt(told: list[Answer]) -> None:
    earlier = [one for one in told if one.heard_on != TODAY]
    paper = said(id="paper", grounds=Grounds.DOCUMENT, value="300 000", said_by="", heard_on=TODAY)

    found = known_of(*earlier, paper)

    assert (found.known, found.answer) == (Known.KNOWN, paper)


@given(LEDGER)
def test_time_alone_makes_nothing_surer(told: list[Answer]) -> None:
    """Only a contradiction can end by time: when one side of it has aged."""
    later = knowledge(BUDGET, told, TODAY + timedelta(days=30), similar).known
    now = known_of(*told).known

    assert later is not Known.KNOWN or now in (Known.KNOWN, Known.DISPUTED)
