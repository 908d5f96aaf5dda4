"""Episodes, verdicts and the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.chat import Place
from domain.errors import Conflict
from domain.nudges import Concern, OutboxItem, Reason, Verdict
from domain.trial import Lifetime
from storage.store import Store
from tests.storage.stored import Company, episode, item, put, read, verdict
from tests.support.builders import OPENED, at, deal

NOW = at("2026-11-24 09:00")
UNTIL = at("2026-11-24 09:05")


@pytest.fixture
def nordfrakt(company: Company) -> Company:
    """A company with two deals."""
    put(company, deal(), deal("solberg", "Solberg Bygg"))
    return company


def test_an_episode_is_read_back_as_saved(nordfrakt: Company) -> None:
    told = episode(said_at=NOW, times_said=2, snoozed_until=UNTIL, concern=Concern.STAGE_OVERDUE)

    put(nordfrakt, told)

    assert read(nordfrakt, lambda work: work.nudging.episode("episode")) == told
    assert read(nordfrakt, lambda work: work.nudging.episode("other")) is None


def test_an_episode_saved_again_is_replaced(nordfrakt: Company) -> None:
    put(nordfrakt, episode())

    put(nordfrakt, episode(said_at=NOW))

    assert read(nordfrakt, lambda work: work.nudging.episodes(["nordfrakt"])) == [episode(said_at=NOW)]


def test_episodes_that_ended_are_no_longer_among_those_of_the_deals(nordfrakt: Company) -> None:
    running = episode("b", deal="solberg", began_at=NOW)
    put(nordfrakt, running, episode("a"), episode("c", concern=Concern.STAGE_OVERDUE, ended_at=NOW))

    assert read(nordfrakt, lambda work: work.nudging.episodes(["nordfrakt", "solberg"])) == [episode("a"), running]
    assert read(nordfrakt, lambda work: work.nudging.episodes(["solberg"])) == [running]
    assert read(nordfrakt, lambda work: work.nudging.episodes([])) == []


def test_a_concern_runs_once_at_a_time_on_a_deal(nordfrakt: Company) -> None:
    put(nordfrakt, episode("a"))

    with pytest.raises(Conflict):
        put(nordfrakt, episode("b"))

    assert read(nordfrakt, lambda work: work.nudging.episode("b")) is None


def test_a_concern_may_come_back_when_its_episode_has_ended(nordfrakt: Company) -> None:
    put(nordfrakt, episode("a"))

    put(nordfrakt, episode("a", ended_at=NOW), episode("b", began_at=NOW))

    assert read(nordfrakt, lambda work: work.nudging.episodes(["nordfrakt"])) == [episode("b", began_at=NOW)]


def test_the_rules_that_deals_were_looked_at_by_are_remembered(company: Company) -> None:
    assert read(company, lambda work: work.nudging.rules()) == ""

    with company.work() as work:
        work.nudging.now_by("first")
        work.nudging.now_by("second")
        work.commit()

    assert read(company, lambda work: work.nudging.rules()) == "second"


def test_verdicts_come_the_latest_first_and_not_too_many(nordfrakt: Company) -> None:
    early = verdict("early")
    late = verdict("late", NOW, verdict=Verdict(Reason.SNOOZED, UNTIL))
    later = verdict("later", NOW, verdict=Verdict(Reason.NOBODY_TO_TELL))
    put(nordfrakt, late, later, early, verdict("other", deal="solberg"))

    assert read(nordfrakt, lambda work: work.nudging.verdicts("nordfrakt", 5)) == [later, late, early]
    assert read(nordfrakt, lambda work: work.nudging.verdicts("nordfrakt", 2)) == [later, late]


def test_what_is_old_and_over_is_forgotten(nordfrakt: Company) -> None:
    put(nordfrakt, verdict("early"), verdict("later"), verdict("new", NOW))
    put(nordfrakt, item("sent", sent_at=NOW), item("hopeless", gave_up="gone"), item("waits"))
    put(nordfrakt, item("fresh", created_at=NOW, sent_at=NOW))

    def forget(before: datetime, most: int) -> int:
        with nordfrakt.work() as work:
            gone = work.nudging.forget(before, most)
            work.commit()
        return gone

    assert [forget(NOW, 1), forget(NOW, 9), forget(NOW, 9)] == [2, 2, 0]
    assert [one.id for one in read(nordfrakt, lambda work: work.nudging.verdicts("nordfrakt", 9))] == ["new"]
    items = read(nordfrakt, lambda work: [work.nudging.item(id) for id in ("sent", "hopeless", "waits", "fresh")])
    assert [one.id for one in items if one] == ["waits", "fresh"]


def test_one_cause_is_put_into_the_outbox_once(company: Company) -> None:
    with company.work() as work:
        put_first = work.nudging.put(item("a", key="nordfrakt/1"))
        put_second = work.nudging.put(item("b", key="nordfrakt/1"))
        work.commit()

    assert (put_first, put_second) == (True, False)
    assert read(company, lambda work: work.nudging.known(["nordfrakt/1", "nordfrakt/2"])) == {"nordfrakt/1"}


def test_of_several_items_those_are_put_whose_causes_are_new(company: Company) -> None:
    put(company, item("a", key="nordfrakt/1"))

    with company.work() as work:
        all_new = work.nudging.put(item("b", key="nordfrakt/2"), item("c", key="nordfrakt/3"))
        some_new = work.nudging.put(item("d", key="nordfrakt/1"), item("e", key="nordfrakt/4"))
        work.commit()

    assert (all_new, some_new) == (True, False)
    assert [one.id for one in claim(company)] == ["a", "b", "c", "e"]


def test_what_is_claimed_comes_as_it_was_put_the_longest_waiting_first(company: Company) -> None:
    second, first = item("a", not_before=NOW, reply='{"å": "€"}', episodes=("e1", "e2")), item("b")
    put(company, second, first)

    assert claim(company) == [replace(first, claimed_until=UNTIL), replace(second, claimed_until=UNTIL)]


def test_what_may_not_go_yet_is_left(company: Company) -> None:
    put(company, item(not_before=NOW + timedelta(seconds=1)))

    assert claim(company) == []


def test_it_is_known_when_the_next_of_what_waits_may_go(company: Company) -> None:
    gone = item("sent", not_before=UNTIL, sent_at=NOW), item("given up", not_before=UNTIL, gave_up="gone")
    put(company, item("now", not_before=NOW), item("later", not_before=at("2026-11-24 10:00")), *gone)

    assert read(company, lambda work: work.nudging.next_at(NOW)) == at("2026-11-24 10:00")
    assert read(company, lambda work: work.nudging.next_at(at("2026-11-24 10:00"))) is None


def test_what_was_sent_or_given_up_is_left(company: Company) -> None:
    put(company, item("sent", sent_at=OPENED, reference="1.2"), item("hopeless", gave_up="account_inactive"))

    assert claim(company) == []


def test_no_more_is_claimed_than_asked_for(company: Company) -> None:
    put(company, item("a"), item("b"), item("c"))

    assert [one.id for one in claim(company, most=2)] == ["a", "b"]
    assert [one.id for one in claim(company, most=2)] == ["c"]


def test_what_is_claimed_is_nobody_elses_until_the_claim_runs_out(company: Company) -> None:
    put(company, item())
    claim(company)

    assert claim(company, UNTIL - timedelta(seconds=1)) == []
    assert [one.id for one in claim(company, UNTIL)] == ["item"]


def test_what_became_of_an_item_is_kept(company: Company) -> None:
    put(company, item())
    claimed = claim(company)[0]

    with company.work() as work:
        settled = work.nudging.settle(replace(claimed, claimed_until=None, attempts=1, not_before=UNTIL), UNTIL)
        work.commit()

    assert settled
    assert claim(company) == []
    assert [one.attempts for one in claim(company, UNTIL)] == [1]


@pytest.mark.parametrize("changes", [{"sent_at": NOW}, {"gave_up": "user_not_found"}, {"not_before": UNTIL}])
def test_what_became_of_an_item_is_for_its_last_claim_to_say(company: Company, changes: dict[str, Any]) -> None:
    put(company, item())
    lost, ours = claim(company)[0], claim(company, UNTIL)[0]
    became = replace(ours, claimed_until=None, **changes)

    with company.work() as work:
        by_whoever_lost_it = work.nudging.settle(
            replace(lost, claimed_until=None, reference="late"), lost.claimed_until
        )
        by_its_claim = work.nudging.settle(became, ours.claimed_until)
        once_more = work.nudging.settle(replace(became, reference="twice"), ours.claimed_until)
        work.commit()

    assert (by_whoever_lost_it, by_its_claim, once_more) == (False, True, False)
    assert read(company, lambda work: work.nudging.item("item")) == became


def test_what_was_given_up_is_listed_the_latest_put_first(company: Company) -> None:
    put(
        company, item("a", gave_up="gone"), item("b", gave_up="gone", created_at=NOW), item("c"), item("d", sent_at=NOW)
    )

    assert [one.id for one in read(company, lambda work: work.nudging.given_up(9))] == ["b", "a"]
    assert [one.id for one in read(company, lambda work: work.nudging.given_up(1))] == ["b"]


def test_an_item_that_was_put_back_is_found_again(company: Company) -> None:
    put(company, item(gave_up="gone"))

    with company.work() as work:
        work.nudging.settle(item(), None)
        work.commit()

    assert [one.id for one in claim(company)] == ["item"]


def test_a_sent_item_is_read_back_with_where_its_message_is(company: Company) -> None:
    sent = item(sent_at=NOW, reference='{"ts":"1.2"}', place=Place("slack", "T1", "U1"))
    put(company, sent)

    assert read(company, lambda work: work.nudging.item("item")) == sent
    assert read(company, lambda work: work.nudging.item("other")) is None


def test_a_message_comes_with_its_edits_in_the_order_in_which_they_were_put(company: Company) -> None:
    edits = [item(f"e{9 - n}", key=f"edit:item:{n}", amends="item") for n in (2, 9, 10)]
    put(company, edits[2], item(sent_at=NOW), edits[0], item("other"), edits[1])

    assert read(company, lambda work: work.nudging.letter("item")) == [item(sent_at=NOW), *edits]
    assert read(company, lambda work: work.nudging.letter("none")) == []
    assert read(company, lambda work: work.nudging.letter("")) == []


def test_a_work_knows_whether_it_has_put_an_edit_or_told_one_anew(company: Company) -> None:
    with company.work() as work:
        work.nudging.put(item())
        message = work.nudging.edited
        work.nudging.put(item("e1", amends="item"))
        put_one = work.nudging.edited
        work.commit()
    with company.work() as work:
        [_, edit] = work.nudging.letter("item")
        looked = work.nudging.edited
        work.nudging.settle(edit, None)
        told_anew = work.nudging.edited

    assert (message, put_one, looked, told_anew) == (False, True, False, True)


def test_what_ended_at_an_instant_is_found(nordfrakt: Company) -> None:
    ended = episode("a", ended_at=NOW)
    put(nordfrakt, ended, episode("b"), episode("c", ended_at=UNTIL), episode("d", deal="solberg", ended_at=NOW))

    assert read(nordfrakt, lambda work: work.nudging.ended("nordfrakt", NOW)) == [ended]


def test_a_claim_that_was_rolled_back_is_none(company: Company) -> None:
    put(company, item())

    with company.work() as work:
        work.nudging.claim(NOW, UNTIL, 10)

    assert [one.id for one in claim(company)] == ["item"]


def claim(company: Company, now: datetime = NOW, most: int = 10) -> Sequence[OutboxItem]:
    """What a process claims for five minutes."""
    with company.work() as work:
        claimed = work.nudging.claim(now, now + timedelta(minutes=5), most)
        work.commit()
    return claimed


@pytest.mark.parametrize("column", ["episodes", "place", "created_at"])
def test_a_broken_row_is_given_up_and_holds_nobody_else_up(sqlite_store: Store, column: str) -> None:
    with sqlite_store.work() as work:
        for name in ("a", "b", "c"):
            work.nudging.put(item(name))
        work.commit()
    with sqlite_store.engine.begin() as line:
        line.exec_driver_sql(f"UPDATE outbox SET {column} = 'nonsense' WHERE id = 'b'")

    assert [one.id for one in claim(sqlite_store)] == ["a", "c"]
    with sqlite_store.engine.begin() as line:
        assert line.exec_driver_sql("SELECT gave_up FROM outbox WHERE id = 'b'").scalar() == "it cannot be read"


def test_lifetimes_are_counted_over_the_time_in_which_some_were_held_back(nordfrakt: Company) -> None:
    monday, kinds = at("2026-11-02 00:00"), iter(Concern)
    ended, minute = at("2026-11-04 10:07"), timedelta(minutes=1)
    put(
        nordfrakt,
        episode("before", concern=next(kinds), began_at=monday - timedelta(days=1)),
        episode("first", concern=Concern.STALLED, began_at=monday, held_back=True, ended_at=ended),
        episode("a", concern=Concern.STALLED, began_at=monday + minute, ended_at=ended + minute),
        episode(
            "b", deal="solberg", concern=Concern.STALLED, began_at=monday + 2 * minute, ended_at=ended + 2 * minute
        ),
        episode("runs", concern=Concern.STALLED, began_at=monday + minute),
        episode("last", concern=Concern.NO_NEXT_STEP, began_at=at("2026-11-09 00:00"), held_back=True),
        episode("after", deal="solberg", concern=Concern.NO_NEXT_STEP, began_at=at("2026-11-10 00:00")),
    )

    quarter = at("2026-11-04 10:00")
    assert set(read(nordfrakt, lambda work: work.nudging.lifetimes())) == {
        Lifetime(Concern.STALLED, True, monday, quarter, 1),
        Lifetime(Concern.STALLED, False, monday, quarter, 2),
        Lifetime(Concern.STALLED, False, monday, None, 1),
        Lifetime(Concern.NO_NEXT_STEP, True, at("2026-11-09 00:00"), None, 1),
    }


def test_there_are_no_lifetimes_when_nothing_was_held_back(nordfrakt: Company) -> None:
    put(nordfrakt, episode(began_at=NOW))

    assert read(nordfrakt, lambda work: work.nudging.lifetimes()) == []
