"""The one way in: retries, strangers and mishaps are met in the same words everywhere."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

import pytest

from bot.coach import Answer, Coach, Who
from bot.plain import plain
from domain.chat import Command, Place, Press, Refuse, Submit, Text
from domain.errors import Busy
from domain.person import Person
from domain.words import msg
from tests.support.builders import at, company
from tests.support.fake import FakeCompany, FakeWork

NOW = at("2026-11-24 16:40")
HERE = Place("test", "T1", "dm-maja")


@pytest.fixture
def fjord() -> FakeCompany:
    return company()


def maja(fjord: FakeCompany) -> Person:
    person = fjord.work().persons.by_email("maja@example.com")
    assert person is not None
    return person


def coach_of(fjord: FakeCompany, works: Any = None) -> Coach:
    return Coach(works or fjord.work, fjord.settings, new_mishap=lambda: "7KQ2")


def said(coach: Coach, answer: Answer) -> list[str]:
    return [plain(reply, coach.speech_to(answer, NOW)) for reply in answer.replies]


def test_a_stranger_gets_a_kind_sentence_and_changes_nothing(fjord: FakeCompany) -> None:
    coach, before = coach_of(fjord), fjord.state.copied()

    answer = coach.hear("d1", NOW, None, HERE, Text("affärer"))

    assert len(said(coach, answer)) == 1
    assert "Nordfrakt" not in said(coach, answer)[0]
    assert fjord.state == before


def test_an_account_is_known_once_its_address_is(fjord: FakeCompany) -> None:
    coach, account = coach_of(fjord), Who("slack", "T1", "U1")

    assert coach.person_behind(account) is None
    assert coach.introduce(account, "nobody@example.com") is None
    assert coach.introduce(account, " Maja@Example.com ") == maja(fjord)
    assert coach.person_behind(account) == maja(fjord)
    assert coach.person_behind(Who("slack", "T2", "U1")) is None


def test_somebody_whom_app_yaml_no_longer_names_is_a_stranger_again(fjord: FakeCompany) -> None:
    account = Who("slack", "T1", "U1")
    coach_of(fjord).introduce(account, "maja@example.com")
    gone = maja(fjord).id
    others = tuple(member for member in fjord.settings.people if member.email != "maja@example.com")
    fjord.settings = replace(fjord.settings, people=others)

    coach = coach_of(fjord)

    assert coach.person_behind(account) is None
    assert coach.person(gone) is None
    assert coach.introduce(account, "maja@example.com") is None


def test_the_same_delivery_is_answered_once(fjord: FakeCompany) -> None:
    coach = coach_of(fjord)
    note = Text("träffade Anna Berg på Nordfrakt i dag, demo på fredag kl 10, hon sa ja")
    first = coach.hear("d1", NOW, maja(fjord), HERE, note)
    after = fjord.state.copied()

    again = coach.hear("d1", NOW, maja(fjord), HERE, note)

    assert (len(first.replies), again.replies) == (1, ())
    assert fjord.state == after


def test_the_same_id_on_another_platform_is_another_delivery(fjord: FakeCompany) -> None:
    coach = coach_of(fjord)
    coach.hear("d1", NOW, maja(fjord), HERE, Command("help"))

    elsewhere = coach.hear("d1", NOW, maja(fjord), Place("other", "T1", "x"), Command("help"))

    assert len(elsewhere.replies) == 1


def test_a_refused_form_can_be_sent_again_as_it_is(fjord: FakeCompany) -> None:
    coach = coach_of(fjord)
    wrong = Submit("settings.save", "", (("language", "sv"), ("zone", "Nowhere"), ("start", "08:30"), ("end", "17:00")))
    before = fjord.state.copied()

    answers = [coach.hear("d1", NOW, maja(fjord), HERE, wrong) for _ in range(2)]

    assert [type(answer.replies[0]) for answer in answers] == [Refuse, Refuse]
    assert fjord.state == before


def test_the_coach_remembers_where_somebody_can_be_spoken_to(fjord: FakeCompany) -> None:
    coach_of(fjord).hear("d1", NOW, maja(fjord), HERE, Command("help"))
    coach_of(fjord).hear("d2", NOW, maja(fjord), Place("test", "T1", "C1", direct=False), Command("help"))

    assert fjord.work().persons.places(maja(fjord).id) == [HERE]


class Broken(FakeWork):
    """A database that fails in the middle."""

    def commit(self) -> None:
        raise ZeroDivisionError


class Waiting(FakeWork):
    """A database that keeps everybody waiting."""

    def commit(self) -> None:
        raise Busy(msg("Busy."))


def test_a_mishap_is_said_kindly_and_found_in_the_log(fjord: FakeCompany, caplog: pytest.LogCaptureFixture) -> None:
    coach, before = coach_of(fjord, lambda: Broken(fjord)), fjord.state.copied()

    with caplog.at_level(logging.ERROR):
        answer = coach.hear("d1", NOW, maja(fjord), HERE, Text("träffade Anna på Nordfrakt, demo fredag, hon sa ja"))

    assert said(coach, answer) == [
        "Det där gick inte, och inget sparades. Försök en gång till; händer det igen, ge Karin det här: 7KQ2."
    ]
    assert [getattr(record, "mishap", "") for record in caplog.records] == ["7KQ2"]
    assert fjord.state == before


def test_a_busy_database_is_no_mishap_but_asked_again(fjord: FakeCompany) -> None:
    with pytest.raises(Busy):
        coach_of(fjord, lambda: Waiting(fjord)).hear("d1", NOW, maja(fjord), HERE, Command("help"))


def test_what_the_words_say_is_a_language_of_the_person_after_the_act(fjord: FakeCompany) -> None:
    coach = coach_of(fjord)
    fields = {"language": "en", "zone": "Europe/Stockholm", "start": "08:30", "end": "17:00", "days": "mon-fri"}

    answer = coach.hear("d1", NOW, maja(fjord), HERE, Submit("settings.save", "", tuple(fields.items())))

    assert said(coach, answer)[0].startswith("Saved.")


def test_an_unknown_button_is_no_mishap(fjord: FakeCompany) -> None:
    coach = coach_of(fjord)

    answer = coach.hear("d1", NOW, maja(fjord), HERE, Press("nothing.known", "x", "y"))

    assert "7KQ2" not in said(coach, answer)[0]
