"""The outbox is sent once, also when platforms are slow, broken or die with us in the middle."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.plain import plain
from bot.words import Speech
from domain.chat import Place, Say
from domain.codec import to_json
from domain.nudges import OutboxItem
from domain.person import Person, Role
from handlers.replies import say
from handlers.unasked import leave_word
from scheduler.deliver import LEASE, TRIES, DeliveryReport, deliver
from scheduler.pauses import pause_after
from scheduler.sending import GiveUp, Outcome, Sent, TryAgain
from scheduler.tick import tick
from tests.scheduler.rounds import company_of
from tests.storage.stored import item
from tests.support.builders import KARIN, MAJA, TOM, at, deal, settings
from tests.support.fake import FakeCompany

MORNING = at("2026-11-24 08:30")
BOTH_WORK = at("2026-11-24 15:00")
MINUTE = timedelta(minutes=1)


class Platform:
    """Remembers what it was asked to send, and answers with the next of what it was given, then that it was sent."""

    def __init__(self, *answers: Outcome | BaseException) -> None:
        self.asked: list[tuple[str, str]] = []
        self._answers = iter(answers)

    async def send(self, item: OutboxItem, say: Say) -> Outcome:
        to = {"maja": MAJA, "tom": TOM, "karin": KARIN}[item.person]
        self.asked.append((item.person, plain(say, Speech.to(to, item.created_at)).splitlines()[0]))
        answer = next(self._answers, Sent("ts-1"))
        if isinstance(answer, BaseException):
            raise answer
        return answer


def spoken(now: datetime = MORNING, *owners: str) -> FakeCompany:
    """A company in which the coach has just spoken to each owner."""
    company = company_of(*(deal(owner, owner=owner) for owner in owners or ("maja",)))
    tick(company.work, now)
    return company


def delivered(company: FakeCompany, platform: Platform, now: datetime = MORNING) -> DeliveryReport:
    """One call of deliver, from start to end."""
    return asyncio.run(deliver(company.work, platform.send, lambda: now))


def item_of(company: FakeCompany) -> OutboxItem:
    """The only item in the outbox."""
    (item,) = company.state.outbox.values()
    return item


def test_everybody_gets_their_message_in_their_language() -> None:
    company, platform = spoken(BOTH_WORK, "maja", "tom"), Platform()

    report = delivered(company, platform, BOTH_WORK)

    assert sorted(platform.asked) == [("maja", "En sak i dag, Maja"), ("tom", "One thing today, Tom")]
    assert report == DeliveryReport(sent=2)


def test_what_was_sent_is_kept_with_its_reference_and_not_sent_again() -> None:
    place = Place("slack", "T1", "U1")
    company, platform = spoken(), Platform(Sent("D1/171.5", place))
    delivered(company, platform)

    assert delivered(company, platform, MORNING + MINUTE) == DeliveryReport()
    sent = item_of(company)
    assert (sent.sent_at, sent.reference, sent.place, len(platform.asked)) == (MORNING, "D1/171.5", place, 1)


def test_a_platform_that_asks_for_patience_is_asked_again_then() -> None:
    company, platform = spoken(), Platform(TryAgain(MORNING + 3 * MINUTE))
    delivered(company, platform)

    early = delivered(company, platform, MORNING + 2 * MINUTE)
    then = delivered(company, platform, MORNING + 3 * MINUTE)

    assert (early, then) == (DeliveryReport(), DeliveryReport(sent=1))


@pytest.mark.parametrize("failure", [ConnectionError("no route"), TryAgain()])
def test_a_failure_is_tried_again_after_longer_and_longer_pauses(failure: Outcome | Exception) -> None:
    company, platform, now = spoken(), Platform(*[failure] * 3), MORNING
    pauses = []
    for attempts in range(3):
        pauses.append(pause_after(replace(item_of(company), attempts=attempts)))
        delivered(company, platform, now)
        now += pauses[-1]
        assert (item_of(company).attempts, item_of(company).not_before) == (attempts + 1, now)

    assert delivered(company, platform, now - timedelta(seconds=1)) == DeliveryReport()
    assert delivered(company, platform, now) == DeliveryReport(sent=1)


def test_a_pause_is_anywhere_below_twice_the_one_before_and_never_longer_than_an_hour() -> None:
    pauses = [[pause_after(item(f"item{n}", attempts=tried)) for n in range(200)] for tried in range(12)]

    longest = [max(some) for some in pauses]
    assert [round(one / MINUTE) for one in longest] == [1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 59]
    assert all(min(some) < most / 20 for some, most in zip(pauses, longest, strict=True))
    assert pause_after(item()) == pause_after(item()) != pause_after(item(attempts=1))


def test_what_fails_in_a_way_nobody_knows_is_given_up_in_the_end(caplog: pytest.LogCaptureFixture) -> None:
    company, platform = spoken(), Platform(*(ZeroDivisionError("ours") for _ in range(9)))
    with caplog.at_level(logging.ERROR):
        for minute in range(8 * 60):
            delivered(company, platform, MORNING + minute * MINUTE)

    assert (len(platform.asked), item_of(company).gave_up) == (TRIES, "8 tries failed: ZeroDivisionError")
    assert "ours" in caplog.text


def test_one_failure_does_not_keep_a_message_from_the_others() -> None:
    company, platform = spoken(BOTH_WORK, "maja", "tom"), Platform(ConnectionError("no route"))

    assert delivered(company, platform, BOTH_WORK) == DeliveryReport(sent=1, later=1)


def test_a_process_that_dies_in_the_middle_leaves_one_message_in_doubt() -> None:
    company, platform = spoken(), Platform(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        delivered(company, platform)

    assert delivered(company, platform, MORNING + MINUTE) == DeliveryReport()
    assert delivered(company, platform, MORNING + LEASE) == DeliveryReport(sent=1)
    assert len(platform.asked) == 2


def test_a_second_process_does_not_send_what_the_first_is_sending() -> None:
    company, second = spoken(), Platform()

    class Slow(Platform):
        async def send(self, item: OutboxItem, say: Say) -> Outcome:
            await deliver(company.work, second.send, lambda: MORNING)
            return await super().send(item, say)

    first = Slow()
    delivered(company, first)

    assert (len(first.asked), len(second.asked)) == (1, 0)


def test_a_process_that_slept_longer_than_its_claim_does_not_overwrite_what_another_did(
    caplog: pytest.LogCaptureFixture,
) -> None:
    company, second = spoken(), Platform(Sent("second"))

    class Asleep(Platform):
        async def send(self, item: OutboxItem, say: Say) -> Outcome:
            await deliver(company.work, second.send, lambda: MORNING + LEASE)
            return GiveUp("too late")

    assert delivered(company, Asleep()) == DeliveryReport()
    assert (item_of(company).reference, item_of(company).gave_up) == ("second", "")
    assert all(episode.said_at for episode in company.state.episodes.values() if episode.times_said)
    assert "a claim was lost" in caplog.text


def test_what_nobody_can_be_told_is_given_up_and_does_not_count_as_said() -> None:
    company, platform = spoken(), Platform(GiveUp("no address"))

    assert delivered(company, platform) == DeliveryReport(given_up=1)
    assert item_of(company).gave_up == "no address"
    assert [(episode.said_at, episode.times_said) for episode in company.state.episodes.values()] == [(None, 0)] * 2


def test_what_did_not_arrive_is_said_the_next_morning() -> None:
    company, platform = spoken(), Platform(GiveUp("no address"))
    delivered(company, platform)
    tomorrow = at("2026-11-25 08:30")

    today = tick(company.work, MORNING + MINUTE)
    report = tick(company.work, tomorrow)

    assert (today.said, len(report.said)) == ((), 1)
    assert delivered(company, platform, tomorrow) == DeliveryReport(sent=1)


@pytest.mark.parametrize(
    "wall",
    [
        pytest.param("2026-11-24 17:00", id="after work"),
        pytest.param("2026-11-25 09:00", id="the next day"),
        pytest.param("2026-11-28 10:00", id="on a Saturday"),
    ],
)
def test_a_mornings_message_is_not_sent_when_its_time_is_over(wall: str) -> None:
    company, platform = spoken(), Platform()

    assert delivered(company, platform, at(wall)) == DeliveryReport(given_up=1)
    assert platform.asked == []


def test_what_was_mended_before_it_could_be_sent_is_not_said() -> None:
    company, platform = spoken(), Platform()
    for episode in list(company.state.episodes.values()):
        company.state.episodes[episode.id] = replace(episode, ended_at=MORNING)

    assert delivered(company, platform) == DeliveryReport(given_up=1)
    assert (platform.asked, item_of(company).gave_up) == ([], "resolved meanwhile")


def test_somebody_who_left_is_not_written_to() -> None:
    company, platform = spoken(), Platform()
    del company.state.persons["maja"]

    assert delivered(company, platform) == DeliveryReport(given_up=1)
    assert platform.asked == []


def test_a_word_that_is_no_nudge_waits_for_working_hours_and_outlives_its_day() -> None:
    company, platform = company_of(), Platform(TryAgain(at("2026-11-24 18:00")))
    with company.work() as work:
        leave_word(work, MAJA, "word", at("2026-11-23 20:00"), say("Lotta wrote to me."))
        work.commit()
    assert item_of(company).not_before == MORNING

    assert delivered(company, platform, MORNING) == DeliveryReport(later=1)
    assert delivered(company, platform, at("2026-11-24 18:00")) == DeliveryReport(later=1)
    assert delivered(company, platform, at("2026-11-25 08:30")) == DeliveryReport(sent=1)


def digest_for(manager: Person) -> FakeCompany:
    """A digest of team north that waits for its manager."""
    company = company_of(people=(KARIN, manager))
    company.settings = replace(company.settings, teams=settings().teams)
    with company.work() as work:
        key = "digest:north:1:2026-11-24"
        work.nudging.put(OutboxItem("d", key, manager.id, to_json(say("Team North")), (), MORNING, MORNING))
        work.commit()
    return company


def test_a_digest_is_sent_on_its_day_alone() -> None:
    company, platform = digest_for(KARIN), Platform(TryAgain(at("2026-11-24 12:00")))

    assert delivered(company, platform, MORNING) == DeliveryReport(later=1)
    assert delivered(company, platform, at("2026-11-25 08:30")) == DeliveryReport(given_up=1)
    assert item_of(company).gave_up == "too late for its day"


@pytest.mark.parametrize(
    "manager",
    [
        pytest.param(MAJA, id="never led the team"),
        pytest.param(replace(KARIN, role=Role.REP), id="leads it no more"),
        pytest.param(replace(KARIN, left_at=MORNING), id="has left"),
    ],
)
def test_a_digest_is_not_sent_to_somebody_who_does_not_lead_the_team(manager: Person) -> None:
    company, platform = digest_for(manager), Platform()

    assert delivered(company, platform, MORNING) == DeliveryReport(given_up=1)
    assert (platform.asked, item_of(company).gave_up) == ([], "not theirs to read any more")


def test_what_fails_now_and_then_arrives_once_and_whole() -> None:
    company, words = company_of(), 60
    with company.work() as work:
        for n in range(words):
            leave_word(work, MAJA, f"word:{n}", MORNING, say("Lotta wrote to me."))
        work.commit()
    failures: list[Outcome | BaseException] = [ConnectionError("cut"), TryAgain(), TryAgain(MORNING + 3 * MINUTE)]
    # Three of ten calls fail: in a fixed order, and each in one of three ways.
    answers = [failures[n // 3 % 3] if n % 10 in (1, 4, 8) else Sent(f"ts-{n}") for n in range(2 * words)]
    platform = Platform(*answers)

    reports = [delivered(company, platform, MORNING + minute * MINUTE) for minute in range(60)]

    sent = [item.reference for item in company.state.outbox.values() if item.sent_at]
    assert (sum(report.sent for report in reports), len(set(sent))) == (words, words)
    assert len(platform.asked) == words + sum(report.later for report in reports)


def word(id: str, **changes: Any) -> OutboxItem:
    """Something that is no nudge and speaks of no concern."""
    made = item(id, key=id, reply=to_json(say("Lotta wrote to me.")), created_at=MORNING, not_before=MORNING)
    return replace(made, episodes=(), **changes)


def test_what_belongs_to_a_message_waits_until_that_has_arrived() -> None:
    company, platform = company_of(), Platform(TryAgain(MORNING + MINUTE), Sent("ts-1", thread="t1"))
    with company.work() as work:
        work.nudging.put(word("first"))
        work.nudging.put(word("second", under="first"))
        work.commit()

    reports = [delivered(company, platform, MORNING + minute * MINUTE) for minute in range(3)]

    assert reports[:2] == [DeliveryReport(later=2), DeliveryReport(sent=2)]
    assert (company.state.outbox["first"].thread, len(platform.asked)) == ("t1", 3)


def test_what_a_channel_reads_in_its_own_language_needs_no_working_hours_and_nobody_to_be_there() -> None:
    company, night = company_of(), at("2026-11-24 22:00")
    with company.work() as work:
        work.nudging.put(word("first", person="karin", channel="north", language="en", zone="UTC"))
        work.commit()

    assert delivered(company, Platform(), night) == DeliveryReport(sent=1)
