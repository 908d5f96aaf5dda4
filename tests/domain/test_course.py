"""A deal as it was, at every instant at which it changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from domain.course import Became, Kept, course
from domain.deal import Deal, DealState
from domain.facts import Agreed, Fact, Grounds, StepEnd, StepEnding
from domain.journal import JournalEntry
from tests.support.builders import ZONE, answer, at, deal, step, visit

OPENED, MET, ENDED, IMPORTED = (
    at("2017-03-01 12:00"),
    at("2017-03-20 12:00"),
    at("2017-05-02 12:00"),
    at("2018-01-02 09:00"),
)
IMPORT = JournalEntry("import", "import", IMPORTED, "import", "nordfrakt", None, 1)


def lived(now: Deal, *facts: Fact, entries: Sequence[JournalEntry] = (IMPORT,)) -> tuple[Became, ...]:
    return course(Kept(now, entries, facts, {}), lambda owner: ZONE)


def imported(**changes: Any) -> Deal:
    """A deal of a file that was read long after: won in May."""
    return deal(
        opened_at=OPENED, stage_since=OPENED, idle_since=OPENED, state=DealState.WON, closed_at=ENDED, **changes
    )


def entered(stage: str, when: datetime) -> Fact:
    return visit(f"visit-{stage}", stage, act="import", at=when)


def test_a_deal_that_was_imported_was_open_until_it_ended() -> None:
    then = lived(imported(), entered("needs", OPENED), entered("won", ENDED))

    assert [(one.at, one.deal.state, one.deal.closed_at) for one in then] == [
        (OPENED, DealState.OPEN, None),
        (ENDED, DealState.WON, ENDED),
        (IMPORTED, DealState.WON, ENDED),
    ]


def test_a_deal_that_was_imported_went_from_stage_to_stage_as_its_visits_tell() -> None:
    then = lived(imported(stage="proposal"), entered("needs", OPENED), entered("proposal", MET), entered("won", ENDED))

    assert [(one.deal.stage, one.deal.stage_since) for one in then[:3]] == [
        ("needs", OPENED),
        ("proposal", MET),
        ("proposal", MET),
    ]


def test_the_next_step_and_the_signs_of_an_imported_deal_are_told_by_its_facts() -> None:
    call = step("call", due="2017-03-20", act="import", at=OPENED, agreed=Agreed.SAID)
    kept = StepEnding("kept", "call", "nordfrakt", "import", "maja", MET, StepEnd.KEPT)
    said = answer(act="import", at=MET, grounds=Grounds.CUSTOMER_SAID, said_by="Anna", heard_on=date(2017, 3, 20))

    opened, met, *_ = lived(imported(), entered("needs", OPENED), entered("won", ENDED), call, kept, said)

    assert (opened.deal.step, opened.deal.step_due, opened.deal.signs.agreed) == ("call", call.due, True)
    assert (opened.deal.signs.heard_on, opened.deal.signs.told) == (date(2017, 3, 1), ())
    assert (met.deal.step, met.deal.step_due, met.deal.idle_since) == (None, None, MET)
    assert met.deal.signs.heard_on == date(2017, 3, 20)
    assert [one.question for one in met.deal.signs.told] == ["budget"]


def test_what_no_fact_tells_was_always_as_it_is_now() -> None:
    opened, *_ = lived(imported(amount=Decimal(9), owner="tom"), entered("needs", OPENED), entered("won", ENDED))

    assert (opened.deal.amount, opened.deal.owner) == (Decimal(9), "tom")


def test_a_deal_that_was_lived_with_the_coach_was_what_its_journal_tells() -> None:
    first, then, now = deal(amount=Decimal(1)), deal(amount=Decimal(2), step="step"), deal(amount=Decimal(3))
    acts = (
        JournalEntry("c", "maja", ENDED, "edit", "nordfrakt", then, 3),
        JournalEntry("b", "maja", MET, "edit", "nordfrakt", first, 2),
        JournalEntry("a", "maja", OPENED, "new deal", "nordfrakt", None, 1),
    )

    became = lived(now, step(act="b", at=MET), entries=acts)

    assert [(one.at, one.deal.amount, one.deal.signs.agreed) for one in became] == [
        (OPENED, Decimal(1), False),
        (MET, Decimal(2), True),
        (ENDED, Decimal(3), False),
    ]


def test_what_was_told_and_taken_back_counted_in_between() -> None:
    acts = (
        JournalEntry("back", "maja", ENDED, "undo", "nordfrakt", deal(), 3, undoes="b"),
        JournalEntry("b", "maja", MET, "answer", "nordfrakt", deal(), 2),
        JournalEntry("a", "maja", OPENED, "new deal", "nordfrakt", None, 1),
    )

    became = lived(deal(), answer(act="b", at=MET, grounds=Grounds.DOCUMENT), entries=acts)

    assert [len(one.deal.signs.told) for one in became] == [0, 1, 0]
