"""What a server does when it starts, and in each of its rounds."""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from bot import serving
from bot.ear import Ear
from bot.house import open_house
from bot.plain import plain
from bot.serving import Rounds, server
from bot.words import Speech
from domain.chat import Place, Say
from domain.codec import to_json
from domain.nudges import OutboxItem
from domain.reading import clauses
from domain.reading.pattern import Pattern
from domain.retelling import letter_of, retell
from handlers.replies import say
from scheduler.sending import Outcome
from tests.bot.test_lanes import NINE, Clock
from tests.bot.test_postman import SAY, Platform, seen
from tests.storage.stored import put
from tests.support.builders import at, company
from tests.support.fake import FakeCompany

APP = Path(__file__).parents[2] / "app.yaml"
MORNING = at("2026-11-24 09:00")


async def test_the_first_note_does_not_wait_for_the_grammar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where_clauses_end = Pattern(clauses._BREAK.pattern)
    monkeypatch.setattr(clauses, "_BREAK", where_clauses_end)

    with closing(open_house(APP, str(tmp_path / "x.db"), at("2026-11-24 16:40"), sample=False)) as house:
        async with TestServer(server(house, Ear(house.coach, tmp_path / "stored"), {})):
            pass

    assert "compiled" in vars(where_clauses_end)


async def test_what_waits_is_sent_also_when_nothing_new_can_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    fjord, slack = company(), Platform("slack")
    seen(fjord, "maja", "slack", "08:00")
    with fjord.work() as work:
        work.nudging.put(OutboxItem("o1", "word", "maja", to_json(SAY), (), MORNING, MORNING))
        work.commit()
    monkeypatch.setattr(serving, "ticking", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        await Rounds(fjord.work, {"slack": slack}, lambda: MORNING).run()

    assert slack.said == [("slack-dm", "Fre 27 nov")]


class Shown(Platform):
    """Tells when by the clock each message or edit came."""

    def __init__(self, clock: Clock) -> None:
        super().__init__("slack")
        self.came: asyncio.Queue[tuple[float, str]] = asyncio.Queue()
        self._clock = clock

    async def say(self, place: Place, reply: Say, speech: Speech) -> Outcome:
        self.came.put_nowait((self._clock.seconds, plain(reply, speech)))
        return await super().say(place, reply, speech)

    async def amend(self, place: Place, reference: str, reply: Say, speech: Speech) -> Outcome:
        self.came.put_nowait((self._clock.seconds, plain(reply, speech)))
        return await super().amend(place, reference, reply, speech)

    async def next(self) -> tuple[float, str]:
        return await asyncio.wait_for(self.came.get(), 30)


class Resting(Clock):
    """Nobody who rests wakes by themselves; `rests` is set when somebody does."""

    def __init__(self) -> None:
        super().__init__()
        self.rests = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        self.rests.set()
        await asyncio.Event().wait()


def told_before(fjord: FakeCompany) -> None:
    """A message that was sent a while ago."""
    told = OutboxItem("o1", "word", "maja", to_json(SAY), (), NINE, NINE, sent_at=NINE - timedelta(hours=1))
    put(fjord, replace(told, reference="1", place=Place("slack", "", "dm")))


def tells_anew(fjord: FakeCompany, words: str, clock: Clock) -> None:
    with fjord.work() as work:
        letter = letter_of(work, "o1", clock.now)
        assert letter is not None
        retell(work, letter, say(words), clock.now, timedelta(seconds=3))
        work.commit()


async def test_an_edit_goes_at_once_and_the_next_one_as_soon_as_its_pace_lets_it() -> None:
    fjord, clock = company(), Clock()
    slack = Shown(clock)
    rounds = Rounds(fjord.work, {"slack": slack}, clock, clock.sleep)
    told_before(fjord)

    tells_anew(fjord, "one", clock)
    await rounds.run()
    tells_anew(fjord, "two", clock)
    tells_anew(fjord, "three", clock)
    rounds.soon()
    rounds.soon()

    assert [await slack.next(), await slack.next()] == [(0, "one"), (3, "three")]


async def test_what_may_go_now_does_not_wait_for_an_edit_that_may_not() -> None:
    fjord, clock = company(), Resting()
    slack = Shown(clock)
    rounds = Rounds(fjord.work, {"slack": slack}, clock, clock.sleep)
    told_before(fjord)
    seen(fjord, "maja", "slack", "08:00")
    tells_anew(fjord, "one", clock)
    await rounds.run()
    tells_anew(fjord, "two", clock)
    rounds.soon()
    await asyncio.wait_for(clock.rests.wait(), 30)

    put(fjord, OutboxItem("o2", "news", "maja", to_json(say("Lotta wrote to me.")), (), NINE, NINE))
    rounds.soon()

    assert [await slack.next(), await slack.next()] == [(0, "one"), (0, "Lotta wrote to me.")]
