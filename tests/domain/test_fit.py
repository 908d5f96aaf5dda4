"""How a prospect stands against the template."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.facts import Answer, Grounds
from domain.fit import VERSION, Fit, fit_gaps, held
from domain.gates import GapKind
from tests.support.builders import FIT, NEW_BUSINESS, OPENED, answer

PROCESS = replace(NEW_BUSINESS, fit=FIT)


def told(key: str, value: str, **changes: Any) -> Answer:
    return answer(f"{key}-{value}", f"fit.{key}", value, **changes)


@pytest.mark.parametrize(
    ("value", "wanted", "unwanted"),
    [
        pytest.param("yes", Fit.FITS, Fit.UNFIT, id="yes"),
        pytest.param("no", Fit.UNFIT, Fit.FITS, id="no"),
        pytest.param("Ja, 40 st", Fit.FITS, Fit.UNFIT, id="in Swedish, with more words"),
        pytest.param("Nej.", Fit.UNFIT, Fit.FITS, id="no in Swedish"),
        pytest.param("perhaps", Fit.UNKNOWN, Fit.UNKNOWN, id="neither"),
        pytest.param("", Fit.UNKNOWN, Fit.UNKNOWN, id="nothing"),
    ],
)
def test_an_answer_fits_when_it_is_the_wanted_one(value: str, wanted: Fit, unwanted: Fit) -> None:
    found = held(PROCESS, [told("size", value), told("bound", value)])

    assert [line.fit for line in found.lines] == [wanted, Fit.UNKNOWN, unwanted]


@pytest.mark.parametrize("grounds", [Grounds.UNKNOWN, Grounds.ASKED_NO_ANSWER])
def test_what_nobody_answered_is_not_known(grounds: Grounds) -> None:
    assert held(PROCESS, [told("size", "yes", grounds=grounds)]).lines[0].fit is Fit.UNKNOWN


def test_what_was_told_last_counts() -> None:
    later, before = told("size", "no", at=OPENED + timedelta(days=1)), told("size", "yes")

    assert held(PROCESS, [later, before]).lines[0].fit is Fit.UNFIT


def test_what_speaks_against_it_comes_before_what_is_not_known() -> None:
    found = held(PROCESS, [told("own_fleet", "no"), told("bound", "no")])

    assert [line.criterion.key for line in found.wanting] == ["own_fleet", "size"]


def test_the_version_that_was_used_is_remembered_and_a_line_that_is_gone_does_not_count() -> None:
    found = held(PROCESS, [answer("v", VERSION, "2"), told("moved_away", "yes")])

    assert (found.version, found.is_asked) == (2, False)
    assert held(PROCESS, []).version == 0
    assert held(None, []).lines == ()


VALUES = st.sampled_from(["yes", "no", "ja", "nej", "perhaps", ""])
ANSWERS = st.lists(
    st.builds(
        lambda key, value, grounds, n: told(key, value, grounds=grounds, at=OPENED + timedelta(hours=n)),
        st.sampled_from(["size", "own_fleet", "bound", "gone"]),
        VALUES,
        st.sampled_from(list(Grounds)),
        st.integers(0, 99),
    ),
    max_size=12,
).map(lambda answers: sorted(answers, key=lambda one: one.at, reverse=True))


@given(ANSWERS)
def test_every_line_comes_out_in_exactly_one_way_and_what_wants_is_a_gap(answers: list[Answer]) -> None:
    found = held(PROCESS, answers)
    by_fit = [line for fit in Fit for line in found.of(fit)]
    gaps = fit_gaps(PROCESS, answers)

    assert sorted(line.criterion.key for line in by_fit) == ["bound", "own_fleet", "size"]
    assert [gap.key for gap in gaps] == [line.criterion.question for line in found.wanting]
    assert len(gaps) + len(found.of(Fit.FITS)) == len(FIT)
    assert all(gap.kind is GapKind.FIT and not gap.hard and gap.stage == "qualify" for gap in gaps)


@given(ANSWERS, st.sampled_from(FIT))
def test_a_wanted_answer_told_now_always_makes_the_line_fit(answers: list[Answer], line: object) -> None:
    criterion = next(one for one in FIT if one is line)
    now = told(criterion.key, "yes" if criterion.wanted else "no", at=OPENED + timedelta(days=30))

    assert criterion in [one.criterion for one in held(PROCESS, [now, *answers]).of(Fit.FITS)]
