"""The signs of a deal: what its facts tell the nudge rules, day by day where the owner is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from domain.deal import Deal
from domain.deal_facts import DealFacts
from domain.facts import (
    Agreed,
    Answer,
    Direction,
    Exchange,
    ExchangeState,
    Grounds,
    Meeting,
    Outcome,
    Side,
    Step,
    StepEnd,
    StepEnding,
)
from domain.sensing import signs_of
from domain.signs import NO_SIGNS, Signs, Told
from tests.support.builders import ZONE, answer, at, contact, deal, exchange, meeting, step

ANNA, JOHAN = contact(), contact("johan", "Johan Ek", role="decision_maker")
MONDAY, TUESDAY = at("2026-11-09 10:00"), at("2026-11-10 10:00")
Fact = Meeting | Step | StepEnding | Answer | Exchange


def signs(*facts: Fact, of: Deal | None = None, zone: str = ZONE) -> Signs:
    """The signs of Nordfrakt when this is all that was told of it."""
    known = DealFacts.told(facts, {"anna": ANNA, "johan": JOHAN})
    return signs_of(of or deal(), known, zone)


def ends(end: StepEnd, side: Side = Side.UNKNOWN, act: str = "end", when: datetime = TUESDAY) -> StepEnding:
    return StepEnding("ending", "step", "nordfrakt", act, "maja", when, end, side)


def agreed(id: str = "step", **changes: Any) -> Step:
    return step(id, **{"act": id, "at": MONDAY, "theirs": "read it", **changes})


def unagreed(id: str = "step", **changes: Any) -> Step:
    return agreed(id, **{"agreed": Agreed.NONE, **changes})


def said(grounds: Grounds, day: str, question: str = "budget") -> Answer:
    return answer(f"{question}-{day}", question, grounds=grounds, heard_on=date.fromisoformat(day))


def gave(what: str, day: str, state: ExchangeState = ExchangeState.GRANTED) -> Exchange:
    return exchange(f"{what}-{state.value}", what, direction=Direction.GIVE, state=state, at=at(f"{day} 10:00"))


def took(what: str, day: str, state: ExchangeState = ExchangeState.ASKED) -> Exchange:
    return replace(gave(what, day, state), direction=Direction.TAKE)


def test_nothing_told_is_no_sign() -> None:
    assert signs() == NO_SIGNS


@pytest.mark.parametrize(
    ("facts", "heard"),
    [
        pytest.param([meeting(on=date(2026, 11, 5))], "2026-11-05", id="we met"),
        pytest.param([meeting(on=None, at=at("2026-11-05 23:30"))], "2026-11-05", id="we met on the day it was told"),
        pytest.param([meeting(outcome=Outcome.NO_SHOW)], None, id="they did not come"),
        pytest.param([said(Grounds.CUSTOMER_SAID, "2026-11-06")], "2026-11-06", id="they answered"),
        pytest.param([said(Grounds.DOCUMENT, "2026-11-06")], "2026-11-06", id="they wrote"),
        pytest.param([said(Grounds.OBSERVED, "2026-11-06")], None, id="we saw it ourselves"),
        pytest.param([said(Grounds.ASSUMED, "2026-11-06")], None, id="we assume it"),
        pytest.param([said(Grounds.ASKED_NO_ANSWER, "2026-11-06")], None, id="we asked in vain"),
        pytest.param([agreed()], "2026-11-09", id="they agreed to a step"),
        pytest.param([agreed(), meeting(act="step", on=date(2026, 11, 5))], "2026-11-05", id="at a meeting told later"),
        pytest.param([unagreed()], None, id="we set a step"),
        pytest.param([unagreed(), ends(StepEnd.KEPT)], "2026-11-10", id="they kept it"),
        pytest.param([unagreed(theirs=""), ends(StepEnd.KEPT)], None, id="we kept it"),
        pytest.param([unagreed(), ends(StepEnd.MOVED, Side.THEM)], "2026-11-10", id="they moved it"),
        pytest.param([unagreed(), ends(StepEnd.MOVED, Side.BOTH)], "2026-11-10", id="moved by common consent"),
        pytest.param([unagreed(), ends(StepEnd.MOVED, Side.US)], None, id="we moved it"),
        pytest.param([unagreed(), ends(StepEnd.MISSED, Side.THEM)], None, id="they missed it"),
        pytest.param([gave("quote", "2026-11-09", ExchangeState.ASKED)], "2026-11-09", id="they asked for something"),
        pytest.param([gave("quote", "2026-11-09")], None, id="we gave something"),
        pytest.param([took("date", "2026-11-09")], None, id="we asked for something"),
        pytest.param([took("date", "2026-11-09", ExchangeState.GRANTED)], "2026-11-09", id="they granted it"),
        pytest.param([took("date", "2026-11-09", ExchangeState.REFUSED)], "2026-11-09", id="they refused it"),
    ],
)
def test_the_customer_was_heard(facts: list[Fact], heard: str | None) -> None:
    assert signs(*facts).heard_on == (date.fromisoformat(heard) if heard else None)


def test_the_last_that_was_heard_counts() -> None:
    facts = (meeting(on=date(2026, 11, 5)), said(Grounds.CUSTOMER_SAID, "2026-11-09"), meeting("b"))

    assert signs(*facts).heard_on == date(2026, 11, 9)


def test_days_are_those_where_the_owner_is() -> None:
    late = agreed(at=at("2026-11-10 02:00"))

    assert signs(late).heard_on == date(2026, 11, 10)
    assert signs(late, zone="America/New_York").heard_on == date(2026, 11, 9)


def test_writing_a_step_down_anew_is_no_sign_of_the_customer() -> None:
    again = agreed("again", at=TUESDAY)
    corrected = (agreed(), ends(StepEnd.CORRECTED, act="again"), again)

    found = signs(*corrected, of=deal(step="again"))

    assert (found.heard_on, found.step_on, found.agreed) == (date(2026, 11, 9), date(2026, 11, 9), True)


def test_that_they_agreed_is_one_although_the_step_was_known() -> None:
    corrected = (unagreed(), ends(StepEnd.CORRECTED, act="again"), agreed("again", at=TUESDAY))

    found = signs(*corrected, of=deal(step="again"))

    assert (found.heard_on, found.step_on, found.agreed) == (date(2026, 11, 10), date(2026, 11, 9), True)


def test_a_step_told_beside_a_corrected_one_is_new() -> None:
    facts = (
        unagreed(),
        ends(StepEnd.CORRECTED, act="note"),
        agreed("a", act="note"),
        unagreed("b", act="note", at=TUESDAY),
    )

    assert signs(*facts, of=deal(step="b")).step_on == date(2026, 11, 10)


def test_a_moved_step_is_set_on_the_day_it_was_moved() -> None:
    moved = (agreed(), ends(StepEnd.MOVED, Side.US, act="move"), unagreed("new", act="move", at=TUESDAY))

    found = signs(*moved, of=deal(step="new"))

    assert (found.heard_on, found.step_on, found.agreed) == (date(2026, 11, 9), date(2026, 11, 10), False)


def test_people_are_met_when_a_meeting_was_held() -> None:
    both = meeting("b", contacts=("anna", "johan"))

    assert (signs(meeting()).met, signs(meeting()).decider) == (1, False)
    assert (signs(meeting(), both).met, signs(meeting(), both).decider) == (2, True)
    assert signs(replace(both, outcome=Outcome.CANCELLED)) == NO_SIGNS


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        pytest.param([gave("quote", "2026-11-09")], ("quote", "2026-11-09"), id="given for nothing"),
        pytest.param([gave("quote", "2026-11-09", ExchangeState.ASKED)], None, id="only asked for"),
        pytest.param([gave("quote", "2026-11-09"), took("date", "2026-11-10")], None, id="we asked for something"),
        pytest.param(
            [gave("quote", "2026-11-09", ExchangeState.ASKED), gave("quote", "2026-11-09")],
            ("quote", "2026-11-09"),
            id="asked for and given at once",
        ),
        pytest.param([took("date", "2026-11-05"), gave("quote", "2026-11-09")], None, id="we had asked before"),
        pytest.param(
            [gave("quote", "2026-11-09"), took("date", "2026-11-10", ExchangeState.REFUSED)], None, id="they said no"
        ),
        pytest.param(
            [gave("demo", "2026-11-05"), took("date", "2026-11-06"), gave("quote", "2026-11-09")],
            ("quote", "2026-11-09"),
            id="given once more",
        ),
    ],
)
def test_what_was_given_for_nothing(facts: list[Fact], first: tuple[str, str] | None) -> None:
    found = signs(*facts)

    assert (found.gave, found.gave_on) == ((first[0], date.fromisoformat(first[1])) if first else ("", None))


def test_of_each_question_the_latest_fact_of_each_kind_counts() -> None:
    facts = (
        said(Grounds.CUSTOMER_SAID, "2026-11-05"),
        said(Grounds.CUSTOMER_SAID, "2026-11-09"),
        said(Grounds.OBSERVED, "2026-11-06"),
        said(Grounds.ASSUMED, "2026-11-10"),
        said(Grounds.DOCUMENT, "2026-11-03", "pain"),
    )

    assert signs(*facts).told == (
        Told("budget", Grounds.CUSTOMER_SAID, date(2026, 11, 9)),
        Told("budget", Grounds.OBSERVED, date(2026, 11, 6)),
        Told("pain", Grounds.DOCUMENT, date(2026, 11, 3)),
    )
