"""What is said unasked goes one after another, as fast as the platform wants it and no faster."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.lanes import ENOUGH, Lane, Limits
from domain.chat import Place
from scheduler.sending import GiveUp, Outcome, Sent, TryAgain
from tests.support.builders import at

NINE = at("2026-11-24 09:00")
MAJA, TOM = Place("slack", "T1", "UMAJA"), Place("slack", "T1", "UTOM")
SLACK = Limits(anywhere=timedelta(milliseconds=200), in_a_place=timedelta(seconds=1))


class Clock:
    """Goes on only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = NINE

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    @property
    def seconds(self) -> float:
        return (self.now - NINE).total_seconds()


class Platform:
    """Notes when each call came, and answers as told, then that it was sent."""

    def __init__(self, clock: Clock, *answers: Outcome) -> None:
        self.came: list[float] = []
        self.at_a_time: list[int] = []
        self._clock = clock
        self._answers = iter(answers)
        self._open = 0

    async def call(self) -> Outcome:
        self._open += 1
        self.at_a_time.append(self._open)
        self.came.append(self._clock.seconds)
        await asyncio.sleep(0)
        self._open -= 1
        return next(self._answers, Sent("ref"))


def lane_of(clock: Clock, limits: Limits = SLACK) -> Lane:
    return Lane(limits, clock, clock.sleep)


async def test_one_message_is_on_its_way_at_a_time() -> None:
    clock = Clock()
    lane, platform = lane_of(clock), Platform(clock)

    await asyncio.gather(*(lane.through(Place("slack", "T1", f"U{n}"), None, platform.call) for n in range(4)))

    assert platform.at_a_time == [1, 1, 1, 1]
    assert platform.came == pytest.approx([0, 0.2, 0.4, 0.6])


async def test_a_conversation_is_given_its_second() -> None:
    clock = Clock()
    lane, platform = lane_of(clock), Platform(clock)

    for place in (MAJA, TOM, MAJA, MAJA, TOM):
        await lane.through(place, None, platform.call)

    assert platform.came == pytest.approx([0, 0.2, 1, 2, 2.2])


async def test_a_thread_is_part_of_its_conversation() -> None:
    clock = Clock()
    lane, platform = lane_of(clock), Platform(clock)

    for place in (MAJA, replace(MAJA, thread="1"), replace(MAJA, thread="2")):
        await lane.through(place, None, platform.call)

    assert platform.came == pytest.approx([0, 1, 2])


async def test_edits_wait_for_one_another_and_messages_do_not_wait_for_them() -> None:
    clock = Clock()
    lane, platform = lane_of(clock, replace(SLACK, edits=timedelta(seconds=1.2))), Platform(clock)

    for n, edits in enumerate((True, False, True, True, False)):
        await lane.through(Place("slack", "T1", f"U{n}"), None, platform.call, edits=edits)

    assert platform.came == pytest.approx([0, 0.2, 1.2, 2.4, 2.6])


async def test_a_pause_that_the_platform_names_is_kept_by_everything_that_goes_there() -> None:
    clock = Clock()
    lane, platform = lane_of(clock), Platform(clock, TryAgain(NINE + timedelta(seconds=3)))

    assert await lane.through(MAJA, None, platform.call) == TryAgain(NINE + timedelta(seconds=3))
    assert await lane.through(TOM, None, platform.call) == Sent("ref")
    assert platform.came == [0, 3]


async def test_before_a_long_pause_a_message_goes_back_instead_of_waiting() -> None:
    clock = Clock()
    opens = NINE + timedelta(seconds=60)
    lane, platform = lane_of(clock), Platform(clock, TryAgain(opens))
    await lane.through(MAJA, None, platform.call)

    assert await lane.through(TOM, None, platform.call) == TryAgain(opens)
    assert platform.came == [0]

    clock.now = opens
    assert await lane.through(TOM, None, platform.call) == Sent("ref")


async def test_a_failure_that_names_no_pause_holds_nobody_else_up() -> None:
    clock = Clock()
    lane, platform = lane_of(clock), Platform(clock, TryAgain(), GiveUp("user_not_found"))

    outcomes = [await lane.through(place, None, platform.call) for place in (MAJA, TOM, MAJA)]

    assert outcomes == [TryAgain(), GiveUp("user_not_found"), Sent("ref")]


async def test_what_is_not_this_process_s_any_more_when_its_turn_comes_is_not_sent() -> None:
    clock = Clock()
    lane, platform = lane_of(clock), Platform(clock)
    await lane.through(MAJA, None, platform.call)
    claimed_until = NINE + timedelta(seconds=1) + ENOUGH

    too_late = await lane.through(MAJA, claimed_until - timedelta(milliseconds=1), platform.call)
    in_time = await lane.through(MAJA, claimed_until, platform.call)

    assert (too_late, in_time) == (TryAgain(NINE + timedelta(seconds=1)), Sent("ref"))
    assert platform.came == [0, 1]


async def test_a_platform_that_does_not_answer_in_time_is_asked_again_later() -> None:
    never: Callable[[], Awaitable[Outcome]] = asyncio.Event().wait  # type: ignore[assignment]

    assert await lane_of(Clock(), Limits(patience=timedelta(0))).through(MAJA, None, never) == TryAgain()
