"""What a note says about the steps that were running."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.due import Due
from domain.facts import Agreed, Outcome, Step, StepEnd
from domain.reading.understood import Intent, MeetingRead, StepRead, Understood
from handlers.endings import Told, endings
from storage.names import similar
from tests.support.builders import step

TODAY = date(2026, 11, 24)
TUESDAY, WEDNESDAY, FRIDAY = "2026-11-24", "2026-11-25", "2026-11-27"


def told(text: str, meeting: MeetingRead | None = None, next_step: StepRead | None = None) -> Told:
    return Told(text, Understood(Intent.NOTE, meeting=meeting, next_step=next_step), TODAY, similar)


def held(on: date | None = TODAY) -> MeetingRead:
    return MeetingRead(on, Outcome.HELD)


def came_out(outcome: Outcome, on: date | None = TODAY) -> MeetingRead:
    return MeetingRead(on, outcome)


def new(what: str, day: str | None = "2026-12-01") -> StepRead:
    return StepRead(what, what, Due(date.fromisoformat(day)) if day else None, (), None, Agreed.SAID)


def demo(due: str | None = TUESDAY, **changes: Any) -> Step:
    return step("demo", due, ours="demo with the CFO", **changes)


@pytest.mark.parametrize(
    ("running", "note", "ended"),
    [
        pytest.param(demo(TUESDAY), told("demo went well", held()), StepEnd.KEPT, id="the demo was due today"),
        pytest.param(demo("2026-11-20"), told("met Anna", held()), StepEnd.KEPT, id="the demo was due last Friday"),
        pytest.param(demo(FRIDAY), told("had the demo today", held()), StepEnd.KEPT, id="the demo came early"),
        pytest.param(demo(FRIDAY), told("met Anna", held()), None, id="another meeting before the demo"),
        pytest.param(
            demo("2026-11-20"), told("met Anna on the 18th", held(date(2026, 11, 18))), None, id="a meeting before it"
        ),
        pytest.param(step(due=TUESDAY), told("met Anna", held()), None, id="a quote is not sent by meeting"),
        pytest.param(demo(TUESDAY), told("sent the quote"), None, id="no meeting was told of"),
        pytest.param(
            demo(TUESDAY), told("nobody came to the demo", came_out(Outcome.NO_SHOW)), StepEnd.MISSED, id="no-show"
        ),
        pytest.param(
            demo(FRIDAY),
            told("Friday's demo is off", came_out(Outcome.CANCELLED, date(2026, 11, 27))),
            StepEnd.CANCELLED,
            id="called off",
        ),
        pytest.param(
            demo(FRIDAY),
            told("Friday's demo is off, demo with the CFO tuesday", came_out(Outcome.CANCELLED, None), new("call")),
            StepEnd.MOVED,
            id="called off and set anew",
        ),
        pytest.param(
            demo(TUESDAY),
            told("called Anna, demo with the CFO moved to tuesday", held(), new("demo with the CFO")),
            StepEnd.MOVED,
            id="moved on the phone",
        ),
        pytest.param(
            demo(FRIDAY),
            told("met Johan, demo moved to tuesday", held(), new("demo moved")),
            StepEnd.MOVED,
            id="moved, in fewer words",
        ),
        pytest.param(
            step(due=FRIDAY), told("offerten flyttad till tisdag", None, new("skicka offerten")), StepEnd.MOVED,
            id="moved, in Swedish",
        ),
        pytest.param(
            step(due=FRIDAY), told("call the CFO tuesday", None, new("call the CFO")), None, id="one more step"
        ),
        pytest.param(
            demo(FRIDAY), told("demo with the CFO friday", None, new("demo with the CFO", FRIDAY)), StepEnd.CORRECTED,
            id="the same step told twice",
        ),
        pytest.param(
            demo(None), told("demo with the CFO friday", None, new("demo with the CFO", FRIDAY)), StepEnd.CORRECTED,
            id="the step has its day now",
        ),
        pytest.param(
            step(due="2026-11-20", ours="", theirs="Anna sends the list of all vans"),
            told("Anna is sending the list friday", None, new("send the list", FRIDAY)),
            StepEnd.MOVED,
            id="what was late has a new day, in fewer words",
        ),
        pytest.param(
            step(due="2026-11-20", ours="", theirs="Anna sends the list of all vans"),
            told("sending the quote friday", None, new("send the quote", FRIDAY)),
            None,
            id="something else is done while it is late",
        ),
    ],
)  # fmt: skip
def test_a_running_step(running: Step, note: Told, ended: StepEnd | None) -> None:
    found = endings([running], note)

    assert found == ([(running, ended)] if ended else [])


def test_the_meeting_that_the_note_names_is_the_one_that_was_held() -> None:
    lunch, demo_step = step("lunch", "2026-11-23", ours="lunch with Per"), demo(TUESDAY)

    found = endings([lunch, demo_step], told("the demo went well", held()))

    assert found == [(demo_step, StepEnd.KEPT)]


def test_the_step_most_like_the_new_one_is_the_one_that_moved() -> None:
    quote, demo_step = step("quote", FRIDAY), demo(WEDNESDAY)

    found = endings([demo_step, quote], told("quote moved to tuesday", None, new("send the quote to Anna")))

    assert found == [(quote, StepEnd.MOVED)]
