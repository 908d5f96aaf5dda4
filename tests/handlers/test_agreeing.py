"""The customer says yes to a step as it is, or to what is put in its place."""

from __future__ import annotations

from datetime import date

from domain.facts import Agreed, StepEnd
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


def next_step(fjord: FakeCompany) -> str:
    nordfrakt = fjord.work().deals.get("nordfrakt")
    assert nordfrakt is not None
    return nordfrakt.step or ""


def sets_step(coach: Coach, **answers: str) -> None:
    coach.presses_of("step.set", "nordfrakt")
    coach.submits(**{"ours": "send the quote", "day": "2026-12-10"} | answers)


def test_one_press_tells_that_they_said_yes(maja: Coach, fjord: FakeCompany) -> None:
    sets_step(maja)
    maja.presses_of("step.agreed", next_step(fjord))

    assert maja.said[0].splitlines()[0] == (
        "Nordfrakt, fordonsparken. Next step: send the quote, Thu 10 Dec, Nordfrakt said yes."
    )
    told = fjord.work().facts.steps("nordfrakt")
    assert [(step.agreed, end.end if end else None) for step, end in told] == [
        (Agreed.NONE, StepEnd.CORRECTED),
        (Agreed.SAID, None),
    ]
    nordfrakt = fjord.work().deals.get("nordfrakt")
    assert nordfrakt is not None
    assert (nordfrakt.signs.agreed, nordfrakt.signs.heard_on) == (True, date(2026, 11, 24))

    maja.presses("Undo")

    assert [step.agreed for step, end in fjord.work().facts.steps("nordfrakt") if end is None] == [Agreed.NONE]


def test_pressing_it_twice_stores_nothing_twice(maja: Coach, fjord: FakeCompany) -> None:
    sets_step(maja)
    maja.presses_of("step.agreed", next_step(fjord))
    maja.presses_again()

    assert maja.said == ["That step is settled already: send the quote. Nothing was changed."]
    maja.presses_of("step.agreed", next_step(fjord))
    assert maja.said == ["They have said yes to that already. Nothing was stored twice."]
    assert len(fjord.work().facts.steps("nordfrakt")) == 2


def test_what_they_do_is_added_to_what_we_do(maja: Coach, fjord: FakeCompany) -> None:
    sets_step(maja)
    maja.presses_of("step.better", next_step(fjord))

    assert maja.form is not None
    assert {field.key: field.value for field in maja.form.fields} == {
        "ours": "send the quote", "theirs": "", "day": "2026-12-10", "clock": "", "agreed": "none",
    }  # fmt: skip
    maja.submits(theirs="go through it", agreed="said")

    step = fjord.work().facts.step(next_step(fjord))
    assert step is not None
    assert (step.ours, step.theirs, step.agreed) == ("send the quote", "go through it", Agreed.SAID)
