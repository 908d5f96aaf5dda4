"""Whoever cannot be reached any more is not written to, an admin hears of it once, and a word of theirs ends it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.coach import Coach
from bot.plain import plain
from bot.words import Speech
from domain.chat import Place, Say, Text
from domain.nudges import OutboxItem
from domain.person import Person, Role
from handlers.replies import say
from handlers.unasked import leave_word
from scheduler.deliver import deliver
from scheduler.sending import GiveUp, Outcome, Sent, Stops
from scheduler.tick import tick
from tests.support import builders
from tests.support.builders import KARIN, MAJA, TOM, at, company
from tests.support.fake import FakeCompany

MORNING = at("2026-11-24 15:00")
"""All four are at work."""
LEFT_OR_NOT = (
    "Har de slutat? Lämna då över affärerna och ta bort dem ur app.yaml. "
    "Annars räcker det att de skriver ett ord till mig, så fortsätter jag."
)
MINUTE = timedelta(minutes=1)
ERIK = replace(builders.ERIK, role=Role.ADMIN)
GONE = GiveUp("user_not_found", Stops.PERSON, "slack")
REMOVED = GiveUp("token_revoked", Stops.PLATFORM, "slack")
PEOPLE = {person.id: person for person in (MAJA, TOM, KARIN, ERIK)}


class Platform:
    """Answers each person as it was told to, else that the message was sent; remembers who was written to, and what."""

    def __init__(self, answers: Mapping[str, Outcome]) -> None:
        self.answers = dict(answers)
        self.asked: list[str] = []
        self.told: dict[str, list[str]] = {}

    async def send(self, item: OutboxItem, say: Say) -> Outcome:
        self.asked.append(item.person)
        outcome = self.answers.get(item.person, Sent("ref"))
        if isinstance(outcome, Sent):
            words = plain(say, Speech.to(PEOPLE[item.person], MORNING))
            self.told.setdefault(item.person, []).append(words)
        return outcome


@pytest.fixture
def fjord() -> FakeCompany:
    """A company whose reps have just been nudged, Maja in Slack and everybody else in both."""
    made = company()
    with made.work() as work:
        work.persons.save(ERIK)
        for person in PEOPLE:
            for platform in ("slack", "teams") if person != "maja" else ("slack",):
                work.persons.seen_at(person, Place(platform, "T1", person), MORNING)
        for deal in ("nordfrakt", "hudson"):
            work.deals.look_again(deal, MORNING)
        work.commit()
    tick(made.work, MORNING)
    return made


def delivered(fjord: FakeCompany, platform: Platform, now: datetime = MORNING) -> None:
    asyncio.run(deliver(fjord.work, platform.send, lambda: now))


def word_to(fjord: FakeCompany, person: Person, key: str) -> None:
    with fjord.work() as work:
        leave_word(work, person, key, MORNING, say("Lotta wrote to me."))
        work.commit()


def hears(fjord: FakeCompany, person: str, platform: str = "slack") -> None:
    place = Place(platform, "T1", person)
    Coach(fjord.work, fjord.settings).hear(f"{person} again", MORNING + MINUTE, PEOPLE[person], place, Text("help"))


def test_whoever_is_gone_is_not_written_to_again_and_everybody_else_is(fjord: FakeCompany) -> None:
    platform = Platform({"maja": GONE})
    word_to(fjord, TOM, "word")

    delivered(fjord, platform)
    word_to(fjord, MAJA, "word for maja")
    delivered(fjord, platform, MORNING + MINUTE)

    assert sorted(platform.asked) == ["erik", "maja", "tom", "tom"]
    assert fjord.state.persons["maja"] == replace(MAJA, stopped="gone from slack", stopped_at=MORNING, stop_told=True)
    assert {item.gave_up for item in fjord.state.outbox.values() if item.person == "maja"} == {
        "user_not_found",
        "gone from slack",
    }


def test_an_admin_is_told_once_of_everybody_together(fjord: FakeCompany) -> None:
    platform = Platform({"maja": GONE, "tom": GONE})

    for minute in range(3):
        delivered(fjord, platform, MORNING + minute * MINUTE)

    (told,) = platform.told["erik"]
    assert told.splitlines() == [
        "Jag når inte Maja Lind och Tom Reed i Slack längre: kontot är borta, eller tar inte emot något från mig.",
        LEFT_OR_NOT,
    ]


def test_a_removed_app_stops_those_who_are_nowhere_else_and_is_told_where_it_still_can_be(fjord: FakeCompany) -> None:
    platform = Platform({"maja": REMOVED})

    delivered(fjord, platform)
    word_to(fjord, MAJA, "word for maja")
    word_to(fjord, TOM, "word for tom")
    delivered(fjord, platform, MORNING + MINUTE)

    assert platform.asked.count("maja") == 1
    assert [person.id for person in fjord.work().persons.stopped()] == ["maja"]
    assert len(platform.told["tom"]) == 2
    (told,) = platform.told["erik"]
    assert told.splitlines() == [
        "Jag är borttagen ur Slack, så 1 person där hör inget från mig.",
        "Lägg till mig där igen och skriv till mig därifrån en gång, så fortsätter jag med alla.",
    ]


def test_where_no_admin_can_be_reached_the_log_has_it_once(
    fjord: FakeCompany, caplog: pytest.LogCaptureFixture
) -> None:
    platform = Platform({"maja": GONE, "erik": GONE, "karin": GONE})
    word_to(fjord, ERIK, "word for erik")
    word_to(fjord, KARIN, "word for karin")

    with caplog.at_level(logging.ERROR):
        delivered(fjord, platform)
        delivered(fjord, platform, MORNING + MINUTE)

    assert [record.people for record in caplog.records if "reaches" in record.message] == [  # type: ignore[attr-defined]
        {"Erik Berg": "gone from slack", "Karin Ek": "gone from slack", "Maja Lind": "gone from slack"}
    ]
    assert list(platform.told) == ["tom"]


def test_a_manager_is_told_where_no_admin_can_be_reached(fjord: FakeCompany) -> None:
    platform = Platform({"erik": GONE})
    word_to(fjord, ERIK, "word for erik")

    delivered(fjord, platform)
    delivered(fjord, platform, MORNING + MINUTE)

    (told,) = platform.told["karin"]
    assert told.startswith("Jag når inte Erik Berg i Slack längre")


def test_no_message_is_made_for_somebody_who_is_stopped(fjord: FakeCompany) -> None:
    delivered(fjord, Platform({"maja": GONE}))

    report = tick(fjord.work, at("2026-11-25 15:00"))

    assert "maja" not in {person for person, _ in report.said}


def test_one_word_from_the_person_and_they_are_told_of_their_deals_again(fjord: FakeCompany) -> None:
    platform = Platform({"maja": GONE})
    delivered(fjord, platform)
    tick(fjord.work, at("2026-11-25 15:00"))

    hears(fjord, "maja")
    report = tick(fjord.work, at("2026-11-26 15:00"))

    assert fjord.state.persons["maja"] == MAJA
    assert "maja" in {person for person, _ in report.said}


def test_one_word_from_where_the_coach_was_removed_and_everybody_there_is_back(fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.persons.save(replace(TOM, stopped="the coach was removed from slack", stopped_at=MORNING))
        work.persons.save(replace(MAJA, stopped="the coach was removed from slack", stopped_at=MORNING))
        work.persons.save(replace(KARIN, stopped="gone from slack", stopped_at=MORNING))
        work.commit()

    hears(fjord, "tom", "teams")
    assert [person.id for person in fjord.work().persons.stopped()] == ["karin", "maja"]

    hears(fjord, "maja", "slack")
    assert [person.id for person in fjord.work().persons.stopped()] == ["karin"]


def test_what_two_processes_find_out_is_told_once(fjord: FakeCompany) -> None:
    platform = Platform({"maja": GONE})
    delivered(fjord, platform)
    with fjord.work() as work:
        maja = work.persons.get("maja")
        assert maja is not None
        work.persons.save(replace(maja, stop_told=False))
        work.commit()

    delivered(fjord, platform, MORNING + MINUTE)
    delivered(fjord, platform, MORNING + 2 * MINUTE)

    assert len(platform.told["erik"]) == 1
