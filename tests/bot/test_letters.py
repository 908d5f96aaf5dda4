"""Letters that came back: listed with their reason, and sent after all."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.house import open_house
from bot.main import main
from domain.chat import Say
from domain.codec import to_json
from domain.nudges import OutboxItem
from handlers.replies import say
from scheduler.deliver import deliver
from scheduler.sending import GiveUp, Outcome, Sent, Stops
from storage.store import Store
from tests.support.builders import at

ROOT = Path(__file__).parents[2]
NINE = "2026-11-24 09:00"
NOON, TOMORROW = "2026-11-24T12:00+01:00", "2026-11-25T12:00+01:00"
LISTED = """\
nudge  2026-11-24 09:00  Maja Lind: user_not_found
    One thing today, Maja
word  2026-11-24 09:00  Maja Lind: gone from slack
    Lotta wrote to me.
"""
STOPPED = "Nothing is sent to Maja Lind: gone from slack, since 2026-11-24 09:00\n"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The sample company, in which Slack does not know Maja any more."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("ASKFIRST_DATABASE", str(tmp_path / "fjord.db"))
    made = open_house(ROOT / "app.yaml", str(tmp_path / "fjord.db"), at(NINE)).store
    with made.work() as work:
        maja = work.persons.by_email("maja@example.com")
        assert maja is not None
        for id, words, episodes in (("nudge", "One thing today, Maja", ("e1",)), ("word", "Lotta wrote to me.", ())):
            work.nudging.put(OutboxItem(id, id, maja.id, to_json(say(words)), episodes, at(NINE), at(NINE)))
        work.commit()
    delivered(made, NINE, GiveUp("user_not_found", Stops.PERSON, "slack"))
    yield made
    made.close()


def delivered(store: Store, wall: str, answer: Outcome) -> list[str]:
    """What was sent at an instant by a platform that answers so, and to Maja alone."""
    asked: list[str] = []

    async def send(item: OutboxItem, reply: Say) -> Outcome:
        asked.append(item.id)
        return answer

    asyncio.run(deliver(store.work, send, lambda: at(wall)))
    return [id for id in asked if id in ("nudge", "word")]


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["letters", *arguments]) == 0
    return capsys.readouterr().out


def test_what_was_given_up_is_listed_with_its_reason(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys) == LISTED + STOPPED + "2 letters came back.\n"


def test_they_are_listed_for_scripts_too(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(printed(capsys, "--json"))

    assert told["letters"][0] == {
        "id": "nudge",
        "at": "2026-11-24T09:00+01:00",
        "to": "Maja Lind",
        "why": "user_not_found",
        "words": "One thing today, Maja",
        "tries": 1,
        "kept_back": None,
    }
    assert told["stopped"] == [{"name": "Maja Lind", "why": "gone from slack", "since": "2026-11-24T08:00:00+00:00"}]


def test_all_are_sent_after_all_on_the_same_day(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    said = printed(capsys, "--retry", "all", "--now", NOON)

    assert re.findall("put back, to be sent again", said) == ["put back, to be sent again"] * 2
    assert delivered(store, "2026-11-24 12:01", Sent("ref")) == ["nudge", "word"]
    assert printed(capsys) == "No letter came back.\n"


def test_a_mornings_nudge_is_not_sent_on_another_day(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    said = printed(capsys, "--retry", "all", "--now", TOMORROW)

    assert said.splitlines()[2] == "    not sent again: its day is over"
    assert delivered(store, "2026-11-25 12:01", Sent("ref")) == ["word"]


def test_one_letter_is_named_by_its_id(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    printed(capsys, "--retry", "word", "--now", NOON)

    assert delivered(store, "2026-11-24 12:01", Sent("ref")) == ["word"]


def test_a_letter_that_is_none_is_one_clear_line(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letters", "--retry", "nonsense"]) == 2
    assert capsys.readouterr().err == "There is no letter nonsense; askfirst letters lists those there are.\n"


def test_a_letter_that_cannot_be_read_is_listed_and_stays(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    with store.engine.begin() as line:
        line.exec_driver_sql("UPDATE outbox SET reply = '{broken' WHERE id = 'word'")

    said = printed(capsys, "--retry", "all", "--now", NOON)

    assert said.splitlines()[3:5] == [
        "word  2026-11-24 09:00  Maja Lind: gone from slack",
        "    not sent again: it cannot be read",
    ]
