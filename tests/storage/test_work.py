"""Everything until `commit` happens together or not at all."""

from __future__ import annotations

import pytest

from domain.ports import Work
from tests.storage.stored import QUESTION, Company, act, episode, item, put, verdict
from tests.support.builders import MAJA, OPENED, answer, contact, deal, step, visit


def test_a_rollback_leaves_nothing(company: Company) -> None:
    with company.work() as work:
        store_one_of_each(work)
        work.rollback()

    assert nothing_is_left(company)


def test_leaving_without_a_commit_leaves_nothing(company: Company) -> None:
    with company.work() as work:
        store_one_of_each(work)

    assert nothing_is_left(company)


def test_an_error_leaves_nothing(company: Company) -> None:
    with pytest.raises(ZeroDivisionError), company.work() as work:
        store_one_of_each(work)
        _ = 1 / 0

    assert nothing_is_left(company)


def test_others_see_nothing_before_the_commit(company: Company) -> None:
    with company.work() as work:
        store_one_of_each(work)
        assert work.deals.count() == 1

        assert nothing_is_left(company)
        work.commit()

    assert not nothing_is_left(company)


def test_a_work_sees_what_others_committed_after_it_began(company: Company) -> None:
    with company.work() as work:
        assert work.deals.count() == 0
        put(company, deal())

        assert work.deals.get("nordfrakt") == deal()


def test_a_work_may_go_on_after_a_commit_and_after_a_rollback(company: Company) -> None:
    with company.work() as work:
        work.deals.add(deal("a"))
        work.commit()
        work.deals.add(deal("b"))
        work.rollback()
        work.deals.add(deal("c"))
        work.commit()

        assert [one.id for one in work.deals.open_of("maja")] == ["a", "c"]


def test_every_id_is_new(company: Company) -> None:
    with company.work() as one, company.work() as other:
        ids = [work.new_id() for work in (one, other, one, other)]

    assert len(set(ids)) == 4


def test_a_work_knows_the_settings_and_how_alike_names_are(company: Company) -> None:
    with company.work() as work:
        assert work.settings.company.name == "Fjord & Co"
        assert work.similar("Nordfrackt", "Nordfrakt AB") > 90
        assert not work.calendar.is_holiday("SE", OPENED.date())


def store_one_of_each(work: Work) -> None:
    work.persons.save(MAJA)
    work.deals.add(deal())
    work.contacts.add(contact())
    work.facts.add(step(), answer(), visit())
    work.journal.add(act())
    work.pending.add(QUESTION)
    work.nudging.save_episode(episode())
    work.nudging.keep(verdict())
    work.nudging.put(item())
    work.deliveries.first_time("e1", OPENED)


def nothing_is_left(company: Company) -> bool:
    with company.work() as work:
        found = (
            work.persons.get("maja"),
            work.deals.get("nordfrakt"),
            *work.contacts.of("Nordfrakt"),
            work.facts.step("step"),
            work.journal.get("start"),
            work.pending.get("p1"),
            work.nudging.episode("episode"),
            *work.nudging.verdicts("nordfrakt", 1),
        )
        return not any(found) and not work.nudging.known(["key-item"])
