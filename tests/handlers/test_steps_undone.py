"""Whatever is told of steps, gives and takes: taking it back leaves everything as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.attention import reconsider
from domain.chat import Choice, Choices, Say
from tests.handlers.conftest import NOW
from tests.support.builders import MAJA, company
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

Act = Callable[[Coach, FakeCompany], None]


def set_step(ours: str, theirs: str, day: str, agreed: str) -> Act:
    def act(coach: Coach, fjord: FakeCompany) -> None:
        coach.presses_of("step.set", "nordfrakt")
        coach.submits(ours=ours, theirs=theirs, day=day, agreed=agreed)

    return act


def on_step(action: str, **answers: str) -> Act:
    def act(coach: Coach, fjord: FakeCompany) -> None:
        running = [step for step, end in fjord.work().facts.steps("nordfrakt") if end is None]
        if running:
            coach.presses_of(action, running[0].id)
        if running and answers:
            coach.submits(**answers)

    return act


def exchanged(action: str, what: str, **answers: str) -> Act:
    def act(coach: Coach, fjord: FakeCompany) -> None:
        coach.presses_of(action, "nordfrakt", what)
        if answers:
            coach.submits(**answers)

    return act


def noted(text: str) -> Act:
    return lambda coach, fjord: coach.hears(text)


ACTS = (
    set_step("demo", "demo", "2026-12-01", "said"),
    set_step("send the quote", "", "2026-11-27", "none"),
    set_step("", "they sign", "2026-12-15", "written"),
    set_step("follow up", "", "2026-12-02", "none"),
    on_step("step.kept"),
    on_step("step.missed"),
    on_step("step.move", day="2026-12-08", by="customer"),
    on_step("step.move", day="2026-12-09", by="us"),
    on_step("step.better", theirs="send comments", day="2026-12-03"),
    exchanged("take.asked", "decision_date"),
    exchanged("take.state", "meeting_with_decision_maker", state="refused", words="too early"),
    exchanged("take.state", "meeting_with_decision_maker", state="granted"),
    exchanged("give.now", "demo"),
    exchanged("give.anyway", "quote", state="granted", reason="a tender"),
    noted("Nordfrakt: they moved the demo to 10 december"),
)


def english_company() -> FakeCompany:
    made = company()
    with made.work() as work:
        work.persons.save(replace(MAJA, language="en"))
        # The deals of the builders were never looked at; from here on every change does.
        reconsider(work, work.deals.open_of("maja"))
        work.commit()
    return made


def as_it_is(fjord: FakeCompany) -> tuple[object, ...]:
    """Everything about Nordfrakt that counts; the deal without the number of its changes."""
    work = fjord.work()
    deal = work.deals.get("nordfrakt")
    assert deal is not None
    facts = work.facts
    told = (facts.steps("nordfrakt"), facts.exchanges("nordfrakt"), facts.waivers("nordfrakt"))
    return (replace(deal, version=0), *map(tuple, told))


def undo_of(coach: Coach) -> Choice | None:
    """The button that takes back what was just told."""
    shown = [block for reply in coach.replies if isinstance(reply, Say) for block in reply.blocks]
    options = [option for block in shown if isinstance(block, Choices) for option in block.options]
    return next((option for option in options if option.action == "undo.act"), None)


@given(st.lists(st.sampled_from(ACTS), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_taking_back_each_act_in_turn_leads_back_through_every_state(acts: Sequence[Act]) -> None:
    fjord = english_company()
    coach = Coach(fjord.work, "maja", NOW)
    before: list[tuple[Choice, tuple[object, ...]]] = []
    for act in acts:
        was = as_it_is(fjord)
        act(coach, fjord)
        if (undo := undo_of(coach)) is not None and as_it_is(fjord) != was:
            before.append((undo, was))
    for undo, was in reversed(before):
        coach.presses_of(undo.action, undo.id)
        assert as_it_is(fjord) == was
