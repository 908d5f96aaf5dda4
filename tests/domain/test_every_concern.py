"""What holds of all concerns alike: they are switched off, timed per process, explained, and held back by a pause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.concerns import EXPLAINS, concerns
from domain.deal import Deal
from domain.facts import Grounds
from domain.nudges import Concern
from domain.settings import Nudges, Rule
from domain.signs import Signs, Told
from tests.support.builders import MAJA, at, deal, due_on, settings
from tests.support.fake import NoHolidays

PUSHED = deal(close_date=date(2026, 12, 31), pushed=2, pushed_at=at("2026-11-20 15:00"))
PAUSED = deal(paused_until=date(2026, 12, 1), pause_reason="holidays")


def promised(ours: str, theirs: str) -> Deal:
    return deal(step="s", step_due=due_on("2026-11-26"), step_ours=ours, step_theirs=theirs)


TRUE_OF: dict[Concern, Deal] = {
    Concern.MEETING_NOT_LOGGED: promised("demo", "demo"),
    Concern.OUR_STEP_OVERDUE: promised("send the quote", ""),
    Concern.THEIR_STEP_OVERDUE: promised("", "send the figures"),
    Concern.PAUSE_ENDING: PAUSED,
    Concern.NO_NEXT_STEP: deal(),
    Concern.STEP_NOT_AGREED: replace(promised("send the quote", ""), signs=Signs(step_on=date(2026, 11, 20))),
    Concern.CLOSE_DATE_PASSED: deal(close_date=date(2026, 11, 20)),
    Concern.CLOSE_DATE_PUSHED: PUSHED,
    Concern.GAVE_WITHOUT_TAKING: deal(signs=Signs(gave_on=date(2026, 11, 5), gave="quote")),
    Concern.NO_DECISION_MAKER: deal(),
    Concern.SINGLE_THREADED: deal(),
    Concern.QUESTION_OPEN: deal(),
    Concern.QUESTION_STALE: deal(signs=Signs(told=(Told("timeline", Grounds.DOCUMENT, date(2026, 5, 1)),))),
    Concern.STALLED: deal(),
    Concern.STAGE_OVERDUE: deal(),
    Concern.STAGE_ADVICE: deal(),
}
"""A deal that has the concern, at the latest by the end of the year."""

LEVELS = {Concern.STAGE_ADVICE: 75, Concern.CLOSE_DATE_PUSHED: 2, Concern.PAUSE_ENDING: 2}
ALL = tuple(Rule(concern.value, True, 1, 3, LEVELS.get(concern, 0)) for concern in Concern)
YEAR_END = at("2026-12-31 12:00")
EACH = pytest.mark.parametrize("concern", Concern, ids=lambda concern: concern.value)


def found(one: Deal, nudges: Nudges) -> dict[Concern, datetime]:
    standing = concerns(one, MAJA, settings(nudges=nudges), NoHolidays())
    return {one.concern: one.begins_at for one in standing}


@EACH
def test_each_is_true_of_a_deal_by_the_end_of_the_year(concern: Concern) -> None:
    assert found(TRUE_OF[concern], Nudges(3, ALL))[concern] <= YEAR_END


@EACH
def test_each_can_be_switched_off_or_left_out(concern: Concern) -> None:
    off = tuple(replace(rule, on=rule.concern != concern.value) for rule in ALL)
    left_out = tuple(rule for rule in ALL if rule.concern != concern.value)

    others = found(TRUE_OF[concern], Nudges(3, ALL))
    del others[concern]

    assert found(TRUE_OF[concern], Nudges(3, off)) == others
    assert found(TRUE_OF[concern], Nudges(3, left_out)) == others


@EACH
def test_each_can_be_switched_in_one_process_alone(concern: Concern) -> None:
    [rule] = [rule for rule in ALL if rule.concern == concern.value]
    off, true_of = replace(rule, on=False), TRUE_OF[concern]

    assert concern not in found(true_of, Nudges(3, (rule,), (("new_business", (off,)),)))
    assert concern in found(true_of, Nudges(3, (rule,), (("key_account", (off,)),)))
    assert concern in found(true_of, Nudges(3, (off,), (("new_business", (rule,)),)))


@pytest.mark.parametrize("concern", [concern for concern in Concern if concern not in LEVELS])
def test_each_that_waits_for_days_waits_longer_where_a_process_says_so(concern: Concern) -> None:
    usual = Rule(concern.value, True, 1, 3)
    patient = (("new_business", (replace(usual, after=4),)),)

    sooner = found(TRUE_OF[concern], Nudges(3, (usual,)))[concern]
    later = found(TRUE_OF[concern], Nudges(3, (usual,), patient))[concern]

    assert later - sooner >= timedelta(days=3)


@pytest.mark.parametrize(("concern", "level", "days"), [
    pytest.param(Concern.STAGE_ADVICE, 90, 3, id="a greater share"),
    pytest.param(Concern.PAUSE_ENDING, 1, 3, id="fewer days before: Monday and not Friday"),
    pytest.param(Concern.CLOSE_DATE_PUSHED, 3, None, id="more often"),
])  # fmt: skip
def test_the_others_count_to_their_own_number(concern: Concern, level: int, days: int | None) -> None:
    [rule] = [rule for rule in ALL if rule.concern == concern.value]
    usual = found(TRUE_OF[concern], Nudges(3, (rule,)))[concern]

    other = found(TRUE_OF[concern], Nudges(3, (replace(rule, level=level),))).get(concern)

    assert (other - usual if other else None) == (timedelta(days=days) if days else None)


def test_no_concern_explains_itself_not_even_by_way_of_others() -> None:
    def causes(concern: Concern, seen: frozenset[Concern]) -> frozenset[Concern]:
        assert concern not in seen, concern
        found = EXPLAINS.get(concern, frozenset())
        return found.union(*(causes(one, seen | {concern}) for one in found))

    roots = {concern for concern in Concern if not causes(concern, frozenset())}

    assert roots == {
        Concern.NO_NEXT_STEP, Concern.OUR_STEP_OVERDUE, Concern.THEIR_STEP_OVERDUE, Concern.MEETING_NOT_LOGGED,
    }  # fmt: skip


DAYS = st.dates(date(2026, 9, 1), date(2026, 12, 31))
INSTANTS = st.integers(0, 84 * 24).map(lambda hours: at("2026-09-01 00:00") + timedelta(hours=hours))
SIGNS = st.builds(
    Signs, heard_on=st.none() | DAYS, met=st.integers(0, 3), decider=st.booleans(), gave_on=st.none() | DAYS,
    step_on=st.none() | DAYS, agreed=st.booleans(),
    told=st.lists(
        st.builds(Told, st.sampled_from(["pain", "timeline", "decision_maker"]), st.just(Grounds.DOCUMENT), DAYS),
        max_size=2, unique_by=lambda one: one.question,
    ).map(tuple),
)  # fmt: skip


@st.composite
def deals(draw: st.DrawFn) -> Deal:
    """Any open deal."""
    has_step = draw(st.booleans())
    sides = draw(st.sampled_from([("call", ""), ("", "send it"), ("demo", "demo")]))
    due = draw(st.none() | DAYS)
    return deal(
        opened_at=draw(INSTANTS), stage_since=draw(INSTANTS), idle_since=draw(INSTANTS), signs=draw(SIGNS),
        stage=draw(st.sampled_from(["qualify", "needs", "proposal"])),
        close_date=draw(st.none() | DAYS), pushed=draw(st.integers(0, 3)), pushed_at=draw(st.none() | INSTANTS),
        paused_until=draw(st.none() | DAYS), pause_reason=draw(st.sampled_from(["", "holidays"])),
        step="s" if has_step else None, step_due=due_on(due.isoformat()) if has_step and due else None,
        step_ours=sides[0] if has_step else "", step_theirs=sides[1] if has_step else "",
    )  # fmt: skip


@given(one=deals())
def test_a_pause_holds_back_all_but_its_own_end_and_changes_nothing_else(one: Deal) -> None:
    held = found(one, Nudges(3, ALL))
    free = found(replace(one, paused_until=None), Nudges(3, ALL))

    ending = held.pop(Concern.PAUSE_ENDING, None)
    assert ending is None or one.paused_until is not None
    if one.paused_until is None:
        assert held == free
    else:
        awake = at(f"{one.paused_until} 00:00")
        assert min(held.values()) >= awake
        assert ending is None or ending < awake
        free.pop(Concern.STALLED)
        held.pop(Concern.STALLED)
        assert held == {concern: max(begins, awake) for concern, begins in free.items()}
