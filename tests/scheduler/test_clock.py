"""The clock is one job that calls what it is given; how it keeps time is the library's and is set here on purpose."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from scheduler.clock import Ticker


def test_it_has_one_job_that_collapses_what_was_missed() -> None:
    (job,) = Ticker(_nothing)._scheduler.get_jobs()

    assert (job.coalesce, job.max_instances, job.misfire_grace_time) == (True, 1, 3600)
    assert job.trigger.interval == timedelta(minutes=1)


def test_it_beats_on_the_running_loop_until_it_is_stopped() -> None:
    async def until_it_has_beaten() -> bool:
        beaten = asyncio.Event()

        async def beat() -> None:
            beaten.set()

        ticker = Ticker(beat, every=timedelta(milliseconds=1))
        ticker.start()
        await asyncio.wait_for(beaten.wait(), timeout=30)
        ticker.stop()
        await asyncio.sleep(0)
        return bool(ticker._scheduler.running)

    assert asyncio.run(until_it_has_beaten()) is False


async def _nothing() -> None:
    """A beat."""
