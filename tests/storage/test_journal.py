"""Acts, questions the coach waits on, and what was heard before."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from domain.errors import Conflict
from domain.journal import JournalEntry
from tests.storage.stored import QUESTION, Company, act, put, read
from tests.support.builders import OPENED, at, deal, due_on


@pytest.fixture
def nordfrakt(company: Company) -> Company:
    """A company with two deals."""
    put(company, deal(), deal("solberg", "Solberg Bygg"))
    return company


def test_an_act_is_read_back_with_the_deal_as_it_was(nordfrakt: Company) -> None:
    before = deal(amount=Decimal("1.50"), step="s", step_due=due_on("2026-11-27 10:00"), version=4)
    told = act(before=before, version=5)

    put(nordfrakt, told)

    assert read(nordfrakt, lambda work: work.journal.get("start")) == told
    assert read(nordfrakt, lambda work: work.journal.get("other")) is None


def test_an_act_need_not_be_about_a_deal(nordfrakt: Company) -> None:
    settings_changed = act(kind="settings", deal=None)

    put(nordfrakt, settings_changed)

    assert read(nordfrakt, lambda work: work.journal.get("start")) == settings_changed


def test_the_acts_on_a_deal_come_the_latest_told_first(nordfrakt: Company) -> None:
    put(nordfrakt, act("a"), act("b", at=at("2026-01-01 08:00")), act("c", deal="solberg"), act("d", undoes="b"))

    assert ids(read(nordfrakt, lambda work: work.journal.of_deal("nordfrakt"))) == ["d", "b", "a"]


def test_the_acts_on_many_deals_are_read_together(nordfrakt: Company) -> None:
    put(nordfrakt, act("a"), act("b"), act("c", deal="solberg"), act("d", undoes="b"), act("e", deal=None))

    found = read(nordfrakt, lambda work: work.journal.of_deals(["nordfrakt", "solberg", "other"]))

    assert {deal: ids(entries) for deal, entries in found.items()} == {
        "nordfrakt": ["d", "b", "a"],
        "solberg": ["c"],
        "other": [],
    }


def test_the_last_act_of_a_person_is_no_undo_and_not_undone(nordfrakt: Company) -> None:
    put(nordfrakt, act("a"), act("b"), act("toms", person="tom"), act("c", undoes="b"))

    assert read(nordfrakt, lambda work: work.journal.last_of("maja")) == act("a")
    assert read(nordfrakt, lambda work: work.journal.last_of("karin")) is None


def test_who_took_an_act_back_is_known(nordfrakt: Company) -> None:
    back = act("b", undoes="a")
    put(nordfrakt, act("a"), back)

    assert read(nordfrakt, lambda work: work.journal.undone_by("a")) == back
    assert read(nordfrakt, lambda work: work.journal.undone_by("b")) is None


def test_an_act_is_taken_back_once(nordfrakt: Company) -> None:
    put(nordfrakt, act("a"), act("b", undoes="a"))

    with pytest.raises(Conflict):
        put(nordfrakt, act("c", undoes="a"))

    assert read(nordfrakt, lambda work: work.journal.get("c")) is None


def test_a_refused_undo_leaves_the_rest_of_the_work_standing(nordfrakt: Company) -> None:
    put(nordfrakt, act("a"), act("b", undoes="a"))

    with nordfrakt.work() as work:
        work.journal.add(act("d"))
        with pytest.raises(Conflict):
            work.journal.add(act("c", undoes="a"))
        work.commit()

    assert ids(read(nordfrakt, lambda work: work.journal.of_deal("nordfrakt"))) == ["d", "b", "a"]


def test_a_question_is_read_back_as_put(company: Company) -> None:
    put(company, QUESTION)

    assert read(company, lambda work: work.pending.get("p1")) == QUESTION
    assert read(company, lambda work: work.pending.get("p2")) is None


def test_a_question_is_answered_once(company: Company) -> None:
    put(company, QUESTION)

    with company.work() as work:
        first, second = work.pending.use("p1"), work.pending.use("p1")
        work.commit()

    assert (first, second) == (True, False)
    with company.work() as work:
        stored = work.pending.get("p1")
        assert stored is not None
        assert stored.used
        assert not work.pending.use("p1")
        assert not work.pending.use("nothing")


def test_an_answer_that_was_rolled_back_may_be_given_again(company: Company) -> None:
    put(company, QUESTION)

    with company.work() as work:
        work.pending.use("p1")
        work.rollback()

        assert work.pending.use("p1")


def test_a_delivery_is_heard_once(company: Company) -> None:
    with company.work() as work:
        heard = [work.deliveries.first_time(delivery, OPENED) for delivery in ("e1", "e2", "e1")]
        work.commit()

    assert heard == [True, True, False]
    assert not read(company, lambda work: work.deliveries.first_time("e2", OPENED))


def test_a_delivery_whose_work_was_rolled_back_was_not_heard(company: Company) -> None:
    with company.work() as work:
        work.deliveries.first_time("e1", OPENED)

    assert read(company, lambda work: work.deliveries.first_time("e1", OPENED))


def ids(entries: Sequence[JournalEntry]) -> list[str]:
    return [entry.id for entry in entries]
