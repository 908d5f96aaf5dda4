"""An acknowledgement means that nothing can be lost any more, however slow the database is."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.coach import Answer, Coach
from bot.ear import Ear
from bot.plain import plain
from domain.chat import Command, Place
from domain.errors import Busy
from domain.person import Person
from domain.words import msg
from tests.support.builders import at, company
from tests.support.fake import FakeCompany, FakeWork

NOW = at("2026-11-24 16:40")
HERE = Place("test", "", "maja")
ASKED = Command("help")


class Later:
    """Remembers what came too late for the acknowledgement."""

    def __init__(self) -> None:
        self.said: list[Answer] = []

    async def __call__(self, place: Place, answer: Answer) -> None:
        self.said.append(answer)


@pytest.fixture
def fjord() -> FakeCompany:
    return company()


def stored(folder: Path) -> dict[Path, bytes]:
    """What waits on disk."""
    return {path: path.read_bytes() for path in folder.iterdir()}


def maja(fjord: FakeCompany) -> Person:
    person = fjord.work().persons.by_email("maja@example.com")
    assert person is not None
    return person


async def test_what_is_quick_is_answered_at_once(fjord: FakeCompany, tmp_path: Path) -> None:
    ear, later = Ear(Coach(fjord.work, fjord.settings), tmp_path, patience=30), Later()

    answer = await ear.hear("d1", NOW, maja(fjord), HERE, ASKED, later)

    assert answer is not None
    assert len(answer.replies) == 1
    assert (later.said, stored(tmp_path)) == ([], {})


async def test_a_slow_database_gets_the_delivery_on_disk_and_the_answer_later(
    fjord: FakeCompany, tmp_path: Path
) -> None:
    ear, later = Ear(Coach(fjord.work, fjord.settings), tmp_path, patience=0.01), Later()
    person = maja(fjord)
    fjord.writing.acquire()

    answer = await ear.hear("d1", NOW, person, HERE, ASKED, later)

    assert answer is None
    assert len(stored(tmp_path)) == 1
    fjord.writing.release()
    await ear.finish()
    assert [len(said.replies) for said in later.said] == [1]
    assert stored(tmp_path) == {}


async def test_what_was_stored_before_a_restart_is_answered_after_it(fjord: FakeCompany, tmp_path: Path) -> None:
    class Stuck(FakeWork):
        def commit(self) -> None:
            raise Busy(msg("Busy."))

    person = maja(fjord)
    stuck = Ear(Coach(lambda: Stuck(fjord), fjord.settings), tmp_path)
    assert await stuck.hear("d1", NOW, person, HERE, ASKED, Later()) is None
    await stuck.stop()

    ear, later = Ear(Coach(fjord.work, fjord.settings), tmp_path), Later()
    assert ear.catch_up(later) == 1
    await ear.finish()

    assert len(later.said) == 1
    assert plain(later.said[0].replies[0], Coach(fjord.work, fjord.settings).speech_to(later.said[0], NOW))
    assert stored(tmp_path) == {}


async def test_a_delivery_that_was_saved_before_the_restart_is_not_saved_again(
    fjord: FakeCompany, tmp_path: Path
) -> None:
    coach, later = Coach(fjord.work, fjord.settings), Later()
    person = maja(fjord)
    fjord.writing.acquire()
    ear = Ear(coach, tmp_path, patience=0.01)
    await ear.hear("d1", NOW, person, HERE, ASKED, later)
    waiting = stored(tmp_path)
    fjord.writing.release()
    await ear.finish()
    for path, content in waiting.items():
        await asyncio.to_thread(path.write_bytes, content)

    afresh = Ear(coach, tmp_path)
    afresh.catch_up(later)
    await afresh.finish()

    assert [len(answer.replies) for answer in later.said] == [1, 0]
