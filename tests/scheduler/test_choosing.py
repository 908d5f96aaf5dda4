"""What a message holds when much is true: one thing of a deal, one hint, and what has slipped before that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from domain.deal import Deal
from domain.nudges import Concern, Reason
from domain.settings import Nudges, Rule
from domain.signs import Signs
from scheduler.tick import TickReport, tick
from tests.scheduler.rounds import company_of
from tests.support.builders import MAJA, at, deal, due_on, settings
from tests.support.fake import FakeCompany

TUESDAY = at("2026-11-24 08:30")
RULES = (
    Rule("no_next_step", True, 1, 3),
    Rule("close_date_passed", True, 1, 5),
    Rule("no_decision_maker", True, 1, 10),
    Rule("gave_without_taking", True, 1, 0),
    Rule("stage_overdue", True, 1, 5),
)


def company(*deals: Deal) -> FakeCompany:
    return company_of(*deals, people=(MAJA,), made=settings(nudges=Nudges(3, RULES)))


def on_its_way(id: str, amount: int = 100_000, **changes: object) -> Deal:
    """A deal with a step to come, and where nobody who decides is known."""
    made = deal(id, id.title(), "", stage_since=at("2026-11-20 09:00"), amount=Decimal(amount))
    return replace(made, step="s", step_ours="call", step_due=due_on("2026-12-10"), **changes)  # type: ignore[arg-type]


def said(report: TickReport) -> list[tuple[str, Concern]]:
    return [(entry.deal, entry.concern) for entry in report.verdicts if entry.verdict.speaks]


def test_a_deal_says_one_thing_a_day() -> None:
    fjord = company(on_its_way("nordfrakt", close_date=date(2026, 11, 20), stage_since=at("2026-10-01 09:00")))

    days = [said(tick(fjord.work, TUESDAY + timedelta(days=n))) for n in range(3)]

    assert days == [
        [("nordfrakt", Concern.CLOSE_DATE_PASSED)],
        [("nordfrakt", Concern.STAGE_OVERDUE)],
        [("nordfrakt", Concern.NO_DECISION_MAKER)],
    ]


def test_a_message_gives_one_hint_and_it_comes_last() -> None:
    gave = Signs(gave_on=date(2026, 11, 5), gave="quote", decider=True)
    idle = deal("small", "Small", "", stage_since=at("2026-11-20 09:00"), amount=Decimal(1), signs=Signs(decider=True))
    fjord = company(on_its_way("great", 900_000), on_its_way("middling", 500_000, signs=gave), idle)

    first = tick(fjord.work, TUESDAY)

    assert said(first) == [("small", Concern.NO_NEXT_STEP), ("great", Concern.NO_DECISION_MAKER)]
    assert {entry.deal for entry in first.verdicts if entry.verdict.reason is Reason.ENOUGH_TODAY} == {"middling"}
    assert said(tick(fjord.work, TUESDAY + timedelta(days=1))) == [("middling", Concern.GAVE_WITHOUT_TAKING)]
