"""Deals as they are now: saved by one at a time, found by owner and by what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from domain.deal import Deal, DealState
from domain.errors import Conflict
from domain.ports import Work
from domain.signs import Signs
from tests.storage.stored import Company, act, put, read
from tests.support.builders import OPENED, at, contact, deal, due_on, step

NOW = at("2026-11-24 09:00")


def test_a_deal_is_read_back_as_added(company: Company) -> None:
    full = deal(
        state=DealState.LOST,
        amount=Decimal("1234567.89"),
        currency="EUR",
        area="larm & säkerhet",
        close_date=date(2026, 12, 31),
        closed_at=at("2026-11-20 17:01"),
        close_reason="price",
        close_note='De valde O\'Brien; "billigare" 100 %',
        paused_until=date(2027, 1, 7),
        pause_reason="budgetår",
        step="step",
        step_due=due_on("2026-11-27 10:00"),
        step_ours="skicka offert",
        step_theirs="svara",
        external_id="OPP-1",
        attention_at=NOW,
        version=7,
    )

    put(company, full, deal("bare", amount=None, external_id=None))

    assert read(company, lambda work: work.deals.get("nordfrakt")) == full
    assert read(company, lambda work: work.deals.get("bare")) == deal("bare", amount=None, external_id=None)
    assert read(company, lambda work: work.deals.get("nothing")) is None


@pytest.mark.parametrize("amount", ["0.10", "0.30", "99999999999999.99", "400000", "-5"])
def test_money_is_kept_to_the_last_digit(company: Company, amount: str) -> None:
    put(company, deal(amount=Decimal(amount)))

    stored = read(company, lambda work: work.deals.get("nordfrakt"))
    assert stored is not None
    assert str(stored.amount) == amount


def test_an_instant_is_the_same_whatever_zone_it_was_given_in(company: Company) -> None:
    eastern = datetime(2026, 11, 24, 3, 0, 0, 123456, tzinfo=timezone(timedelta(hours=-5)))

    put(company, deal(attention_at=eastern))

    stored = read(company, lambda work: work.deals.get("nordfrakt"))
    assert stored is not None
    assert stored.attention_at == datetime(2026, 11, 24, 8, 0, 0, 123456, tzinfo=UTC)


def test_an_imported_deal_is_found_by_what_the_other_system_calls_it(company: Company) -> None:
    put(company, deal(external_id="OPP-1"), deal("other", external_id="OPP-10"))

    found = read(company, lambda work: work.deals.by_external_ids(["OPP-1", "OPP-2"]))

    assert found == {"OPP-1": deal(external_id="OPP-1")}


@pytest.mark.parametrize("twice", [deal("other", external_id="OPP-1"), deal(external_id="OPP-2")], ids=["their", "our"])
def test_a_deal_is_added_once(company: Company, twice: Deal) -> None:
    put(company, deal(external_id="OPP-1"))

    with pytest.raises(Conflict):
        put(company, twice)

    assert read(company, lambda work: work.deals.count()) == 1


def test_a_saved_deal_carries_the_next_version(company: Company) -> None:
    put(company, deal(version=3))

    with company.work() as work:
        saved = work.deals.save(deal(stage="proposal", version=3))
        work.commit()

    assert saved == deal(stage="proposal", version=4)
    assert read(company, lambda work: work.deals.get("nordfrakt")) == saved


def test_a_deal_that_somebody_changed_meanwhile_is_not_overwritten(company: Company) -> None:
    put(company, deal())

    with company.work() as mine:
        seen = mine.deals.get("nordfrakt")
        assert seen is not None
        with company.work() as theirs:
            theirs.deals.save(replace(seen, stage="contract"))
            theirs.commit()
        with pytest.raises(Conflict):
            mine.deals.save(replace(seen, stage="proposal"))

    stored = read(company, lambda work: work.deals.get("nordfrakt"))
    assert stored == replace(seen, stage="contract", version=1)


def test_a_deal_that_was_never_added_cannot_be_saved(company: Company) -> None:
    with company.work() as work, pytest.raises(Conflict):
        work.deals.save(deal())


def test_looking_again_later_is_no_change_of_the_deal(company: Company) -> None:
    put(company, deal(version=3))

    with company.work() as work:
        work.deals.look_again("nordfrakt", NOW)
        work.commit()

    assert read(company, lambda work: work.deals.get("nordfrakt")) == deal(version=3, attention_at=NOW)


def test_new_signs_are_no_change_of_the_deal_and_overwrite_none(company: Company) -> None:
    met = Signs(heard_on=date(2026, 11, 5), met=2)
    put(company, deal(version=3), deal("solberg", version=4))

    with company.work() as work:
        work.deals.sense(deal(version=3, signs=met, stage="not looked at"))
        work.deals.sense(deal("solberg", version=3, signs=met))
        work.commit()

    assert read(company, lambda work: work.deals.get("nordfrakt")) == deal(version=3, signs=met)
    assert read(company, lambda work: work.deals.get("solberg")) == deal("solberg", version=4)


def test_looking_never_again_is_looking_at_no_instant(company: Company) -> None:
    put(company, deal(attention_at=NOW))

    with company.work() as work:
        work.deals.look_again("nordfrakt", None)
        work.commit()

    assert read(company, lambda work: work.deals.get("nordfrakt")) == deal(attention_at=None)


def test_open_deals_come_by_their_next_step_and_those_without_one_first(company: Company) -> None:
    later = OPENED + timedelta(days=1)
    deals = (
        deal("friday", step="s", step_due=due_on("2026-11-27")),
        deal("friday_noon", step="s", step_due=due_on("2026-11-27 12:00")),
        deal("friday_early", step="s", step_due=due_on("2026-11-27 08:00")),
        deal("someday", step="s", step_due=None),
        deal("none_young", opened_at=later),
        deal("none_old"),
        deal("thursday", step="s", step_due=due_on("2026-11-26")),
    )
    put(company, *deals, deal("won", state=DealState.WON), deal("toms", owner="tom"))

    in_order = [one.id for one in read(company, lambda work: work.deals.open_of("maja"))]

    assert in_order == [
        "none_old", "none_young", "someday", "thursday", "friday_early", "friday_noon", "friday",
    ]  # fmt: skip


def test_open_deals_of_several_people_are_read_together(company: Company) -> None:
    put(
        company,
        deal("a"),
        deal("b", owner="tom"),
        deal("c", owner="erik"),
        deal("d", owner="tom", state=DealState.LOST),
    )

    assert [one.id for one in read(company, lambda work: work.deals.owned_by(["maja", "tom"]))] == ["a", "b"]
    assert read(company, lambda work: work.deals.owned_by([])) == []


@pytest.fixture
def waiting(company: Company) -> Company:
    """Deals that wait for a look: two of Tom's, the longest of all among them, and two of Maja's."""
    put(
        company,
        deal("maja_late", attention_at=at("2026-11-24 08:59")),
        deal("tom_late", attention_at=at("2026-11-24 09:00"), owner="tom"),
        deal("maja_early", attention_at=at("2026-11-23 08:00")),
        deal("tom_early", attention_at=at("2026-11-22 08:00"), owner="tom"),
        deal("erik_tomorrow", attention_at=at("2026-11-24 09:01"), owner="erik"),
        deal("karin_never", owner="karin"),
    )
    return company


def test_who_has_waited_longest_is_looked_at_first(waiting: Company) -> None:
    assert read(waiting, lambda work: list(work.deals.due_owners(NOW).items())) == [("tom", 2), ("maja", 2)]


def test_a_persons_due_deals_come_the_longest_waiting_first(waiting: Company) -> None:
    def due_of(*owners: str) -> list[str]:
        return [one.id for one in read(waiting, lambda work: work.deals.due_of(owners, NOW))]

    assert due_of("maja") == ["maja_early", "maja_late"]
    assert due_of("tom") == ["tom_early", "tom_late"]
    assert due_of("maja", "tom") == ["tom_early", "maja_early", "maja_late", "tom_late"]
    assert due_of("erik") == due_of() == []


def test_their_ids_come_in_the_same_order(waiting: Company) -> None:
    ids = read(waiting, lambda work: work.deals.due_ids(["maja", "tom"], NOW))

    assert ids == ["tom_early", "maja_early", "maja_late", "tom_late"]


def test_a_persons_steps_of_a_day_and_before_are_found(company: Company) -> None:
    put(
        company,
        deal("today", step="s1", step_due=due_on("2026-11-24 10:00")),
        deal("slipped", step="s2", step_due=due_on("2026-11-20")),
        deal("tomorrow", step="s3", step_due=due_on("2026-11-25")),
        deal("whenever", step="s4"),
        deal("over", step="s5", step_due=due_on("2026-11-24"), state=DealState.LOST),
        deal("tom", owner="tom", step="s6", step_due=due_on("2026-11-24")),
        deal("idle"),
    )

    found = read(company, lambda work: work.deals.stepping_by("maja", date(2026, 11, 24)))

    assert [one.id for one in found] == ["slipped", "today"]


def test_all_deals_are_counted_and_ended_ones_too(company: Company) -> None:
    put(company, deal("a"), deal("b", state=DealState.LOST))

    assert read(company, lambda work: work.deals.count()) == 2


def test_contacts_are_those_of_the_account_however_its_name_is_written(company: Company) -> None:
    anna, per = contact(), contact("per", "Per Öst", account="NORDFRAKT AB", role="champion")
    put(company, anna, per, contact("grace", account="Hudson Freight"))

    assert read(company, lambda work: work.contacts.of("Nordfrakt")) == [anna, per]
    together = read(company, lambda work: work.contacts.of_all(["NORDFRAKT ", "Solberg"]))
    assert together == {"NORDFRAKT ": [anna, per], "Solberg": []}
    assert read(company, lambda work: work.contacts.get("per")) == per
    assert read(company, lambda work: work.contacts.get("nobody")) is None


def test_a_contact_of_an_undone_act_is_gone(company: Company) -> None:
    put(company, deal(), act("told"), contact(act="told"), act("back", undoes="told"))

    assert read(company, lambda work: work.contacts.of("Nordfrakt")) == []
    assert read(company, lambda work: work.contacts.get("anna")) is None


def test_a_work_sees_what_it_stored_itself(company: Company) -> None:
    with company.work() as work:
        work.deals.add(deal())
        work.facts.add(step())
        work.contacts.add(contact())

        assert seen(work) == (deal(), [(step(), None)], [contact()])


def seen(work: Work) -> tuple[object, object, object]:
    return work.deals.get("nordfrakt"), work.facts.steps("nordfrakt"), work.contacts.of("Nordfrakt")


def test_what_ended_since_a_day_comes_the_latest_first(company: Company) -> None:
    def closed(id: str, wall: str, **changes: Any) -> Deal:
        return deal(id, **{"state": DealState.LOST, "closed_at": at(wall), **changes})

    put(
        company,
        closed("early", "2026-11-20 10:00"),
        closed("late", "2026-11-23 10:00", state=DealState.WON),
        closed("before", "2026-11-19 10:00"),
        closed("tom", "2026-11-21 10:00", owner="tom"),
        closed("erik", "2026-11-21 10:00", owner="erik"),
        closed("reopened", "2026-11-21 10:00", state=DealState.OPEN),
    )

    found = read(company, lambda work: work.deals.ended_since(["maja", "tom"], at("2026-11-20 10:00")))

    assert [one.id for one in found] == ["late", "tom", "early"]
