"""Somebody unknown writes; an admin is asked once, and one press lets them in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.coach import Coach as WayIn
from bot.coach import Stranger, Who
from bot.plain import plain
from bot.words import Speech
from domain.chat import Choices, Place, Say, Text
from domain.codec import from_json
from domain.nudges import OutboxItem
from domain.person import Role
from domain.rounds import brief_key
from tests.handlers.conftest import NOW
from tests.support.builders import KARIN, at, person
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

LOTTA = Stranger(Who("slack", "T1", "ULOTTA"), "lotta@example.com", "Lotta Sund")
HERE = Place("slack", "T1", "DLOTTA")


def writes(fjord: FakeCompany, stranger: Stranger = LOTTA, text: str = "affärer") -> str:
    """What somebody unknown is told."""
    way_in = WayIn(fjord.work, fjord.settings)
    answer = way_in.hear("d1", NOW, stranger, HERE, Text(text))
    return plain(answer.replies[0], Speech("en", "UTC", NOW))


def left_for(fjord: FakeCompany, person: str) -> list[OutboxItem]:
    return [item for item in fjord.state.outbox.values() if item.person == person]


def word(item: OutboxItem) -> Say:
    said = from_json(item.reply)
    assert isinstance(said, Say)
    return said


def presses(coach: Coach, item: OutboxItem, label: str) -> None:
    """Somebody presses a button of a message that came unasked."""
    rows = [block for block in word(item).blocks if isinstance(block, Choices)]
    for choice in (choice for row in rows for choice in row.options):
        if plain(Say((Choices((choice,)),)), Speech("en", "UTC", NOW)) == f"[1] {label}":
            coach.presses_of(choice.action, choice.id, choice.pick)
            return
    raise AssertionError(f"no button reads {label}")


def test_a_manager_is_asked_where_there_is_no_admin(fjord: FakeCompany) -> None:
    told = writes(fjord)

    assert told == (
        "I coach the sales team here, and I don't know you yet. "
        "I have asked Karin to add you; until then I keep quiet about our deals."
    )
    (item,) = left_for(fjord, "karin")
    assert plain(word(item), Speech("en", "UTC", NOW)) == (
        "Lotta Sund (lotta@example.com) wrote to me and is not one of us yet. Shall I let them in?\n"
        "[1] Add to North  [2] Add to South\n"
        "[3] No"
    )


def test_the_admins_are_asked_where_there_are_some(fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.persons.save(person("ada", "Ada Holm", role=Role.ADMIN, team="", added_by="start"))
        work.commit()

    assert "I have asked Ada to add you" in writes(fjord)
    assert [item.person for item in fjord.state.outbox.values()] == ["ada"]


def test_they_are_asked_once_however_often_somebody_writes(fjord: FakeCompany) -> None:
    first = writes(fjord)

    assert writes(fjord) == first
    assert len(fjord.state.outbox) == 1


def test_one_press_lets_them_in_and_they_are_greeted(karin: Coach, fjord: FakeCompany) -> None:
    writes(fjord)
    (asked,) = left_for(fjord, "karin")

    presses(karin, asked, "Add to North")

    assert karin.said == ["Lotta Sund is in North now."]
    lotta = fjord.work().persons.behind("slack", "T1", "ULOTTA")
    assert lotta is not None
    assert (lotta.name, lotta.team, lotta.role, lotta.added_by) == ("Lotta Sund", "north", Role.REP, "karin")
    assert WayIn(fjord.work, fjord.settings).person_behind(LOTTA.who) == lotta
    assert fjord.work().persons.places(lotta.id) == [HERE]
    assert fjord.state.rounds[brief_key(lotta.id)].at == at("2026-11-25 08:30")
    (greeting,) = left_for(fjord, lotta.id)
    assert plain(word(greeting), Speech("sv", "UTC", NOW)).startswith("Hej Lotta. Karin Ek har släppt in dig, i North.")

    karin.presses_again()

    assert karin.said == ["That is answered already. Nothing was changed."]


def test_whoever_is_not_let_in_stays_a_stranger(karin: Coach, fjord: FakeCompany) -> None:
    writes(fjord)
    (asked,) = left_for(fjord, "karin")

    presses(karin, asked, "No")

    assert karin.said == ["I keep quiet towards Lotta Sund."]
    assert fjord.work().persons.by_email("lotta@example.com") is None
    assert "Ask whoever looks after Askfirst" in writes(fjord)
    assert len(fjord.state.outbox) == 1


def test_whoever_left_may_be_let_in_again(karin: Coach, fjord: FakeCompany) -> None:
    karin.hears("leaving Erik")
    karin.submits()
    karin.presses("Erik Berg has left")
    erik = Stranger(Who("slack", "T1", "UERIK"), "Erik@example.com", "Erik Berg")
    writes(fjord, erik)
    (asked,) = left_for(fjord, "karin")

    presses(karin, asked, "Add to North")

    back = fjord.work().persons.get("erik")
    assert back is not None
    assert (back.left_at, back.team) == (None, "north")


def test_a_rep_lets_nobody_in(maja: Coach, fjord: FakeCompany) -> None:
    writes(fjord)
    (asked,) = left_for(fjord, "karin")

    presses(maja, asked, "Add to North")

    assert maja.said == ["Only an admin or the team's manager can say that. Nothing was changed."]
    assert fjord.work().persons.by_email("lotta@example.com") is None


def test_a_manager_lets_nobody_into_a_team_of_another(karin: Coach, fjord: FakeCompany) -> None:
    writes(fjord)
    (asked,) = left_for(fjord, "karin")
    north, south = fjord.settings.teams
    fjord.settings = replace(fjord.settings, teams=(north, replace(south, manager="lars@example.com")))

    presses(karin, asked, "Add to South")

    assert karin.said == ["Only an admin or the team's manager can say that. Nothing was changed."]


def test_a_flood_of_strangers_does_not_flood_anybody(fjord: FakeCompany) -> None:
    many = [
        replace(LOTTA, who=Who("slack", "T1", f"U{number}"), email=f"u{number}@example.com") for number in range(20)
    ]
    told = [writes(fjord, one) for one in many]

    assert len(fjord.state.outbox) == 5
    assert ["I have asked Karin" in one for one in told] == [True] * 5 + [False] * 15


@pytest.mark.parametrize("stranger", [None, replace(LOTTA, email="")], ids=["nothing known", "no address"])
def test_somebody_of_whom_nothing_is_proven_is_not_asked_about(fjord: FakeCompany, stranger: Stranger | None) -> None:
    answer = WayIn(fjord.work, fjord.settings).hear("d1", NOW, stranger, HERE, Text("affärer"))

    assert "Ask whoever looks after Askfirst" in plain(answer.replies[0], Speech("en", "UTC", NOW))
    assert not fjord.state.outbox


def test_a_name_that_is_markup_or_endless_is_only_a_name(fjord: FakeCompany) -> None:
    writes(fjord, replace(LOTTA, name="**Boss** <!channel>\n" + "x" * 5000))

    (item,) = left_for(fjord, KARIN.id)
    assert "**Boss** <!channel> x" in plain(word(item), Speech("en", "UTC", NOW))
    assert len(plain(word(item), Speech("en", "UTC", NOW))) < 300
