"""How firmly steps are agreed, and what both sides kept, moved and missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.facts import Agreed, Side, Step, StepEnd, StepEnding
from domain.promises import Firmness, Promises, firmness, moved_again, moved_in_a_row, promises, whose
from tests.support.builders import OPENED, step

US, THEM, BOTH, UNKNOWN = Side.US, Side.THEM, Side.BOTH, Side.UNKNOWN
SIDES = {US: ("we call", ""), THEM: ("", "they sign"), BOTH: ("demo", "demo")}


def of(side: Side, id: str = "step", **changes: Any) -> Step:
    """A step of one side, or of both."""
    ours, theirs = SIDES[side]
    return replace(step(id, ours=ours, theirs=theirs), **changes)


def ended(one: Step, end: StepEnd, side: Side = UNKNOWN) -> tuple[Step, StepEnding]:
    return one, StepEnding(f"end-{one.id}", one.id, "nordfrakt", "act", "maja", OPENED, end, side)


@pytest.mark.parametrize(
    ("agreed", "expected"),
    [
        (Agreed.NONE, Firmness.OURS),
        (Agreed.SAID, Firmness.SAID),
        (Agreed.WRITTEN, Firmness.WRITTEN),
        (Agreed.ACCEPTED, Firmness.WRITTEN),
    ],
)
def test_how_firmly_a_step_is_agreed(agreed: Agreed, expected: Firmness) -> None:
    assert firmness(step(agreed=agreed)) is expected


def test_no_step_is_agreed_by_nobody() -> None:
    assert firmness(None) is Firmness.NO_STEP


def test_what_they_do_without_having_agreed_is_ours_alone() -> None:
    assert firmness(of(THEM)) is Firmness.SAID
    assert firmness(replace(of(THEM), agreed=Agreed.NONE)) is Firmness.OURS


@pytest.mark.parametrize("side", [US, THEM, BOTH])
def test_whose_a_step_is(side: Side) -> None:
    assert whose(of(side)) is side


@pytest.mark.parametrize(
    ("told", "ours", "theirs"),
    [
        pytest.param(ended(of(US), StepEnd.KEPT), Promises(kept=1), Promises(), id="we kept ours"),
        pytest.param(ended(of(THEM), StepEnd.KEPT), Promises(), Promises(kept=1), id="they kept theirs"),
        pytest.param(ended(of(BOTH), StepEnd.KEPT), Promises(kept=1), Promises(kept=1), id="both came"),
        pytest.param(ended(of(BOTH), StepEnd.MOVED, THEM), Promises(), Promises(moved=1), id="they moved it"),
        pytest.param(ended(of(BOTH), StepEnd.MOVED, US), Promises(moved=1), Promises(), id="we moved it"),
        pytest.param(ended(of(BOTH), StepEnd.MOVED, BOTH), Promises(moved=1), Promises(), id="we asked, they agreed"),
        pytest.param(ended(of(BOTH), StepEnd.MOVED), Promises(), Promises(), id="nobody knows who moved it"),
        pytest.param(ended(of(US), StepEnd.MISSED), Promises(missed=1), Promises(), id="we missed ours"),
        pytest.param(ended(of(THEM), StepEnd.MISSED), Promises(), Promises(missed=1), id="they missed theirs"),
        pytest.param(ended(of(BOTH), StepEnd.MISSED, THEM), Promises(), Promises(missed=1), id="they did not come"),
        pytest.param(ended(of(BOTH), StepEnd.MISSED), Promises(), Promises(), id="nobody knows who did not come"),
        pytest.param(ended(of(BOTH), StepEnd.CANCELLED), Promises(), Promises(), id="it was called off"),
        pytest.param(ended(of(BOTH), StepEnd.CORRECTED), Promises(), Promises(), id="it was written down wrong"),
        pytest.param((of(BOTH), None), Promises(), Promises(), id="it is still to come"),
    ],
)
def test_what_became_of_a_step_counts_for_its_side(
    told: tuple[Step, StepEnding | None], ours: Promises, theirs: Promises
) -> None:
    assert (promises([told], US), promises([told], THEM)) == (ours, theirs)


def chain(*moves: tuple[Side, Side], last: Side = BOTH) -> list[tuple[Step, StepEnding | None]]:
    """A step that was moved again and again: whose it was, and by whom each time."""
    told: list[tuple[Step, StepEnding | None]] = []
    before = None
    for place, (side, by) in enumerate(moves):
        told.append(ended(of(side, f"s{place}", replaces=before), StepEnd.MOVED, by))
        before = f"s{place}"
    return [*told, (of(last, "now", replaces=before), None)]


@pytest.mark.parametrize(
    ("moves", "times"),
    [
        ([], 0),
        ([(BOTH, THEM)], 1),
        ([(BOTH, THEM), (THEM, THEM)], 2),
        ([(BOTH, THEM), (BOTH, US), (BOTH, THEM)], 1),
        ([(BOTH, US), (BOTH, THEM), (BOTH, THEM)], 2),
        ([(BOTH, THEM), (US, THEM), (BOTH, THEM)], 1),
        ([(BOTH, BOTH), (BOTH, BOTH)], 0),
        ([(BOTH, UNKNOWN), (BOTH, THEM)], 1),
    ],
)
def test_how_many_times_in_a_row_they_moved_it(moves: Sequence[tuple[Side, Side]], times: int) -> None:
    told = chain(*moves)

    assert moved_in_a_row(told, told[-1][0]) == times
    assert (moved_again(told) is not None) is (times >= 2)


def test_a_signal_is_over_with_the_step() -> None:
    told = chain((BOTH, THEM), (BOTH, THEM))
    last, _ = told[-1]

    assert moved_again([*told[:-1], ended(last, StepEnd.KEPT)]) is None


ENDS = st.sampled_from(
    [None, *((end, side) for end in StepEnd for side in Side)],
)
HISTORIES = st.lists(st.tuples(st.sampled_from([US, THEM, BOTH]), ENDS, st.integers(0, 6)), max_size=12)


def history(drawn: Sequence[tuple[Side, tuple[StepEnd, Side] | None, int]]) -> list[tuple[Step, StepEnding | None]]:
    """Steps in order; each may replace one of those before it."""
    told: list[tuple[Step, StepEnding | None]] = []
    for place, (side, end, back) in enumerate(drawn):
        before = f"s{place - back}" if 0 < back <= place else None
        one = of(side, f"s{place}", replaces=before)
        told.append(ended(one, *end) if end else (one, None))
    return told


@given(HISTORIES)
def test_the_counts_are_those_of_a_walk_over_the_history(
    drawn: Sequence[tuple[Side, tuple[StepEnd, Side] | None, int]],
) -> None:
    told = history(drawn)
    for me, other in ((US, THEM), (THEM, US)):
        kept = moved = missed = 0
        for one, end in told:
            if end is None:
                continue
            is_mine = bool(one.ours if me is US else one.theirs)
            is_others = bool(one.ours if other is US else one.theirs)
            if end.end is StepEnd.KEPT and is_mine:
                kept += 1
            if end.end is StepEnd.MOVED and (end.side is me or (me is US and end.side is BOTH)):
                moved += 1
            if end.end is StepEnd.MISSED and is_mine and (not is_others or end.side is me):
                missed += 1
        assert promises(told, me) == Promises(kept, moved, missed)


@given(HISTORIES)
def test_the_row_of_moves_is_that_of_a_walk_backwards(
    drawn: Sequence[tuple[Side, tuple[StepEnd, Side] | None, int]],
) -> None:
    told = history(drawn)
    for one, _ in told:
        walked, place = 0, int(one.id[1:])
        while told[place][0].replaces:
            place = int((told[place][0].replaces or "")[1:])
            before, end = told[place]
            if not before.theirs or end is None or end.end is not StepEnd.MOVED or end.side is not THEM:
                break
            walked += 1
        assert moved_in_a_row(told, one) == walked
