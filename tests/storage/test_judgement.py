"""What the judgement rests on is kept and found alike everywhere: waivers, exchanges, reviews, endings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from domain.deal import DealState
from domain.deal_facts import DealFacts
from domain.facts import Direction, Exchange, ExchangeState, Grounds, Review, Side, StepEnd, Waiver
from domain.process import AppliedProcess
from tests.storage.stored import Company, act, ending, put, read
from tests.support.builders import MAJA, OPENED, answer, contact, deal, exchange, meeting, step, visit

LATER = OPENED + timedelta(hours=1)
HAPPENED = ("nordfrakt", "start", "maja", OPENED)
WAIVED = Waiver("w", *HAPPENED, "new_business", "needs", "proposal", ("pain", "meeting"), "they are in a hurry")
ASKED = Exchange(
    "x", *HAPPENED, Direction.TAKE, "meeting", ExchangeState.ASKED, "Anna Berg", date(2026, 11, 3), "next week perhaps"
)
LOST = Review("r", *HAPPENED, "new_business", "lost", "price", Grounds.CUSTOMER_SAID, "Anna Berg", "budget", "Volvo")


@pytest.fixture
def nordfrakt(company: Company) -> Company:
    """A company with two deals, the second one a prospect."""
    put(company, deal(), deal("solberg", "Solberg Bygg", state=DealState.PROSPECT))
    return company


def test_waivers_exchanges_and_reviews_are_read_back_as_told(nordfrakt: Company) -> None:
    put(nordfrakt, WAIVED, ASKED, LOST)

    with nordfrakt.work() as work:
        assert work.facts.waivers("nordfrakt") == [WAIVED]
        assert work.facts.exchanges("nordfrakt") == [ASKED]
        assert work.facts.reviews("nordfrakt") == [LOST]
        assert work.facts.reviews("solberg") == []


def test_the_latest_exchange_and_review_come_first(nordfrakt: Company) -> None:
    granted = Exchange("y", "nordfrakt", "start", "maja", LATER, Direction.TAKE, "meeting", ExchangeState.GRANTED)
    again = Review("s", "nordfrakt", "start", "maja", LATER, "new_business", "won", evidence="signed")
    put(nordfrakt, granted, ASKED, again, LOST)

    with nordfrakt.work() as work:
        assert work.facts.exchanges("nordfrakt") == [granted, ASKED]
        assert work.facts.reviews("nordfrakt") == [again, LOST]


def test_whose_wish_a_move_was_and_the_retold_stages_are_kept(nordfrakt: Company) -> None:
    moved = ending(end=StepEnd.MOVED, side=Side.THEM)
    retold = visit(mapped=(("qualify", "listen"), ("needs", "shape")))
    put(nordfrakt, step(), moved, retold)

    with nordfrakt.work() as work:
        assert work.facts.steps("nordfrakt") == [(step(), moved)]
        assert work.facts.visits("nordfrakt") == [retold]


def test_what_an_undone_act_told_counts_nowhere(nordfrakt: Company) -> None:
    put(nordfrakt, act(), WAIVED, ASKED, LOST, answer(), act("back", undoes="start"))

    with nordfrakt.work() as work:
        assert work.facts.waivers("nordfrakt") == []
        assert work.facts.exchanges("nordfrakt") == []
        assert work.facts.reviews("nordfrakt") == []
        assert work.facts.wrong_assumptions("new_business", 9) == {}
        assert work.facts.answers_of(["nordfrakt"]) == {"nordfrakt": []}


def test_what_people_passed_lately_comes_the_latest_first_and_not_what_was_imported(nordfrakt: Company) -> None:
    first, second = replace(WAIVED, id="first"), replace(WAIVED, id="second")
    later = replace(WAIVED, id="later", at=LATER, deal="solberg")
    put(nordfrakt, MAJA, first, later, second, replace(WAIVED, id="imported", by="import"))

    with nordfrakt.work() as work:
        assert [one.id for one in work.facts.waived_lately(["maja", "tom"], 2)] == ["later", "second"]
        assert work.facts.waived_lately(["tom"], 9) == []


def test_wrong_assumptions_are_counted_by_question_and_of_each_deal_the_latest(nordfrakt: Company) -> None:
    def lost(id: str, of: str, wrong: str, process: str = "new_business", **changes: Any) -> Review:
        told = Review(id, of, "start", "maja", OPENED, process, "lost", wrong=wrong)
        return replace(told, **changes)

    put(nordfrakt, *(deal(id, id) for id in ("ikea", "volvo", "kyl")), act("back", undoes="mistake"))
    put(
        nordfrakt,
        lost("1", "nordfrakt", "budget"),
        lost("2", "ikea", "budget"),
        lost("3", "solberg", "pain"),
        lost("4", "solberg", "budget", at=LATER),
        lost("5", "volvo", "pain"),
        lost("6", "volvo", "budget", at=LATER, act="mistake"),
        lost("7", "kyl", "pain", "key_account"),
        lost("8", "nordfrakt", "", at=LATER),
    )

    with nordfrakt.work() as work:
        assert work.facts.wrong_assumptions("new_business", 9) == {"budget": 2, "pain": 1}
        assert work.facts.wrong_assumptions("new_business", 2) == {"budget": 1, "pain": 1}


def test_answers_of_many_deals_come_together(nordfrakt: Company) -> None:
    first, second = answer("first"), answer("second", at=LATER)
    put(nordfrakt, first, second, answer("other", deal="solberg"))

    found = read(nordfrakt, lambda work: work.facts.answers_of(["nordfrakt", "nobody"]))

    assert found == {"nordfrakt": [second, first], "nobody": []}


def test_the_facts_of_many_deals_come_together(nordfrakt: Company) -> None:
    undone = act("undo", undoes="mistake", kind="undo")
    there = (meeting(contacts=("anna", "gone")), meeting("m2", at=LATER), step(), ending(), step("s2", at=LATER))
    others = (step("other", deal="solberg"), meeting("mistake", act="mistake"), contact("gone", act="mistake"))
    put(nordfrakt, contact(), *there, answer(), exchange(), *others, act("mistake"), undone)

    found = read(nordfrakt, lambda work: work.facts.standing_of(["nordfrakt", "solberg", "nobody"]))

    assert found["nordfrakt"].meetings == [there[1], there[0]]
    assert found["nordfrakt"].steps == [(there[2], there[3]), (there[4], None)]
    assert (found["nordfrakt"].answers, found["nordfrakt"].exchanges) == ([answer()], [exchange()])
    assert found["nordfrakt"].contacts == {"anna": contact()}
    assert found["solberg"].steps == [(others[0], None)]
    assert found["nobody"] == DealFacts([], [], [], [], {})


def test_prospects_are_found_by_owner_and_are_no_open_deals(nordfrakt: Company) -> None:
    with nordfrakt.work() as work:
        assert [one.id for one in work.deals.prospects_of("maja")] == ["solberg"]
        assert work.deals.prospects_of("tom") == []
        assert [one.id for one in work.deals.open_of("maja")] == ["nordfrakt"]


def test_the_deals_of_a_stage_are_found_and_counted(nordfrakt: Company) -> None:
    put(nordfrakt, deal("lost", "Ikea", state=DealState.LOST), deal("kyl", "Alfa Kyl"))

    with nordfrakt.work() as work:
        assert [one.id for one in work.deals.open_in("new_business", "needs")] == ["kyl", "nordfrakt", "solberg"]
        assert work.deals.open_in("new_business", "proposal") == []
        assert work.deals.stages_in_use() == {("new_business", "needs"): 3}


def test_one_goes_through_all_open_deals_a_few_at_a_time(nordfrakt: Company) -> None:
    put(nordfrakt, deal("a"), deal("b"), deal("c", state=DealState.WON))

    with nordfrakt.work() as work:
        assert [one.id for one in work.deals.each_open("", 2)] == ["a", "b"]
        assert [one.id for one in work.deals.each_open("b", 2)] == ["nordfrakt"]
        assert [one.id for one in work.deals.each("b", 2)] == ["c", "nordfrakt"]


def test_days_to_the_end_are_those_of_the_latest_ended(nordfrakt: Company) -> None:
    def ended(id: str, days: int, state: DealState = DealState.LOST) -> None:
        put(nordfrakt, deal(id, state=state, closed_at=OPENED + timedelta(days=days, hours=1)))

    ended("a", 3)
    ended("b", 40)
    ended("c", 7, DealState.WON)
    ended("d", 9)

    with nordfrakt.work() as work:
        assert work.deals.days_to_end("new_business", DealState.LOST, 2) == [40, 9]
        assert work.deals.days_to_end("key_account", DealState.LOST, 2) == []


def test_what_somebody_did_lately_comes_the_latest_first(nordfrakt: Company) -> None:
    put(
        nordfrakt, act("old", at=OPENED - timedelta(days=9)), act("one"), act("two", at=LATER), act("his", person="tom")
    )

    assert [one.id for one in read(nordfrakt, lambda work: work.journal.since("maja", OPENED))] == ["two", "one"]


def test_a_process_is_remembered_in_its_latest_version(company: Company) -> None:
    first = AppliedProcess("sale", 1, (("a", "x"), ("b", "y")))
    second = AppliedProcess("sale", 2, (("a", "x"),))
    with company.work() as work:
        work.processes.apply(first)
        work.processes.apply(AppliedProcess("key", 1, ()))
        work.processes.apply(second)
        work.commit()

    assert read(company, lambda work: list(work.processes.applied())) == [AppliedProcess("key", 1, ()), second]
