"""Somebody is away, and a colleague covers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.plain import plain
from bot.words import Speech
from domain.chat import Say
from domain.codec import from_json
from domain.nudges import OutboxItem
from domain.person import Leave
from tests.support.builders import ERIK, TOM, at
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

NEXT_WEEK = (date(2026, 11, 30), date(2026, 12, 4))


@pytest.fixture
def north(fjord: FakeCompany) -> FakeCompany:
    """The company with Erik in team north, as Maja and Tom are."""
    with fjord.work() as work:
        work.persons.save(replace(ERIK, team="north", language="en"))
        work.commit()
    return fjord


def away(fjord: FakeCompany, person: str = "maja") -> tuple[Leave, ...]:
    return fjord.state.persons[person].away


def left_for(fjord: FakeCompany, person: str) -> list[str]:
    """What was left for somebody, in their words."""
    return [words(fjord, item) for item in fjord.state.outbox.values() if item.person == person]


def words(fjord: FakeCompany, item: OutboxItem) -> str:
    said = from_json(item.reply)
    assert isinstance(said, Say)
    return plain(said, Speech.to(fjord.state.persons[item.person], item.created_at))


# ---- in plain words --------------------------------------------------------------------------------------------------


def test_leave_in_plain_words(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("leave 30 nov - 4 dec")

    assert maja.said == [
        (
            "You are on leave Mon 30 Nov to Fri 4 Dec.\n"
            "I say nothing unasked until Mon 7 Dec, 08:30. What comes up meanwhile waits.\n"
            "[1] Take it back  [2] Change"
        )
    ]
    assert away(fjord) == (Leave(*NEXT_WEEK),)


def test_ledighet_pa_svenska(swedish_maja: Coach, fjord: FakeCompany) -> None:
    swedish_maja.hears("jag är ledig nästa vecka, Tom täcker")

    assert swedish_maja.said == [
        (
            "Du är ledig mån 30 nov till fre 4 dec.\n"
            "Tom Reed täcker upp: då hör jag av mig till Tom om dina affärer.\n"
            "[1] Ta tillbaka  [2] Ändra"
        )
    ]
    assert away(fjord) == (Leave(*NEXT_WEEK, "tom"),)


@pytest.mark.parametrize(
    ("text", "leave"),
    [
        ("ledig till torsdag", Leave(date(2026, 11, 24), date(2026, 11, 25))),
        ("leave tomorrow, Erik covers", Leave(date(2026, 11, 25), date(2026, 11, 25), "erik")),
        ("I'm on leave on Friday", Leave(date(2026, 11, 27), date(2026, 11, 27))),
        ("semester 21 dec - 6 jan", Leave(date(2026, 12, 21), date(2027, 1, 6))),
    ],
)
def test_people_write_it_in_many_ways(maja: Coach, north: FakeCompany, text: str, leave: Leave) -> None:
    maja.hears(text)

    assert away(north) == (leave,)


def test_a_note_that_begins_like_it_is_a_note(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("Leave the quote with Anna Berg at Nordfrakt on Friday")

    assert maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken. Saved."
    assert away(fjord) == ()


def test_what_cannot_be_read_changes_nothing(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("leave sometime")

    assert maja.said == [
        "I can't read from when to when that is. Write it like this: leave 30 nov - 4 dec, Erik covers\n[1] Enter leave"
    ]
    assert away(fjord) == ()


def test_without_an_end_it_asks_for_one(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("leave from 30 nov")
    maja.submits(last="2026-12-04")

    assert away(fjord) == (Leave(*NEXT_WEEK),)


def test_the_same_twice_is_stored_once(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("leave next week, Tom covers")
    maja.hears("leave next week, Tom covers")

    assert maja.said == ["It stands like that already. Nothing was stored twice."]
    assert len(left_for(fjord, "tom")) == 1


# ---- the form --------------------------------------------------------------------------------------------------------


def test_leave_in_a_form_and_changed_in_it(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("leave")
    maja.presses("Enter leave")
    maja.submits(first="2026-11-30", last="friday 4 dec", cover="tom")
    assert away(fjord) == (Leave(*NEXT_WEEK, "tom"),)

    maja.presses("Change")
    maja.submits(first="2026-12-01", cover="")

    assert away(fjord) == (Leave(date(2026, 12, 1), date(2026, 12, 4)),)


@pytest.mark.parametrize(
    ("filled", "told"),
    [
        ({"first": "2026-12-04", "last": "2026-11-30"}, "It ends before it begins. Nothing was changed."),
        ({"first": "2026-11-20", "last": "2026-11-23"}, "Mon 23 Nov has passed. Nothing was changed."),
        ({"first": "2026-11-30", "last": "2028-11-30"}, "That is more than a year. Nothing was changed."),
        ({"first": "2026-11-30", "last": ""}, "Which is the last day away?"),
        (
            {"first": "2026-11-30", "last": "2026-12-04", "cover": "erik"},
            "Erik Berg can't cover here: only somebody of the team can, or its manager. Nothing was changed.",
        ),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    maja: Coach, fjord: FakeCompany, filled: dict[str, str], told: str
) -> None:
    maja.presses_of("leave.ask", "")
    maja.submits(**filled)

    assert maja.said == [told]
    assert away(fjord) == ()


# ---- who covers ------------------------------------------------------------------------------------------------------


def test_whoever_covers_is_told_in_their_working_hours(maja: Coach, north: FakeCompany) -> None:
    maja.hears("leave next week, Erik covers")

    assert left_for(north, "erik") == [
        (
            "Maja Lind is on leave Mon 30 Nov to Fri 4 Dec, and you cover. "
            "I tell you about Maja's deals then, and you may change them.\n"
            "[1] I can't"
        )
    ]
    assert [item.not_before for item in north.state.outbox.values()] == [at("2026-11-24 14:00")]


def test_whoever_covers_may_say_no(maja: Coach, erik: Coach, north: FakeCompany) -> None:
    maja.hears("leave next week, Tom covers")
    tom = Coach(north.work, "tom", maja.clock)
    tom.hears("leave")
    assert "You cover for Maja Lind Mon 30 Nov to Fri 4 Dec." in tom.said[0].splitlines()

    tom.presses("I can't")

    assert tom.said == ["You don't cover for Maja Lind. I let Maja know."]
    assert away(north) == (Leave(*NEXT_WEEK),)
    assert left_for(north, "maja") == [
        (
            "Tom Reed can't cover for you Mon 30 Nov to Fri 4 Dec. As it stands, I tell nobody about your deals then.\n"
            "[1] Somebody else"
        )
    ]

    tom.presses_again()

    assert tom.said == ["That is no longer asked of you. Nothing was changed."]
    assert len(left_for(north, "maja")) == 1


def test_whoever_covered_is_told_when_it_is_off(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("leave next week, Tom covers")
    maja.presses("Take it back")

    assert maja.said == ["Taken back: Maja Lind is here Mon 30 Nov to Fri 4 Dec.\n[1] Enter leave"]
    assert away(fjord) == ()
    assert left_for(fjord, "tom")[1:] == ["You need not cover for Maja Lind any more."]


def test_other_days_are_told_once_and_nobody_is_told_it_is_off(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("leave next week, Tom covers")
    maja.hears("leave 30 nov - 2 dec, Tom covers")

    assert [told.splitlines()[0][:53] for told in left_for(fjord, "tom")] == [
        "Maja Lind is on leave Mon 30 Nov to Fri 4 Dec, and yo",
        "Maja Lind is on leave Mon 30 Nov to Wed 2 Dec, and yo",
    ]


def test_a_cover_who_is_away_too_is_said(maja: Coach, tom: Coach) -> None:
    tom.hears("leave 2 dec")
    maja.hears("leave next week, Tom covers")

    assert maja.said[0].splitlines()[1] == "Tom Reed covers, but is away then too, at least in part."


def test_whoever_covers_sees_and_changes_the_deals_meanwhile(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.persons.save(replace(TOM, team="south", language="en"))
        work.persons.save(replace(fjord.state.persons["maja"], away=(Leave(*NEXT_WEEK, "tom"),)))
        work.commit()
    tom = Coach(fjord.work, "tom", maja.clock)
    tom.hears("snooze Nordfrakt")
    assert tom.said == ["I find no deal called Nordfrakt.\n[1] My deals  [2] New deal"]

    tom.clock = at("2026-12-01 16:00")
    tom.hears("deals")
    assert "Nordfrakt, fordonsparken" in tom.said[0]
    tom.hears("snooze Nordfrakt")
    assert tom.said[0].startswith("Quiet about Nordfrakt")


# ---- back, and for others --------------------------------------------------------------------------------------------


def test_back_early(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("leave next week, Tom covers")
    maja.clock = at("2026-12-02 07:00")
    maja.hears("I'm back")

    assert maja.said == [
        (
            "Welcome back, Maja. I speak up about your deals again.\n"
            "The next time at Wed 2 Dec, 08:30 at the earliest.\n"
            "[1] My deals"
        )
    ]
    assert away(fjord) == (Leave(NEXT_WEEK[0], date(2026, 12, 1), "tom"),)
    assert left_for(fjord, "tom")[1:] == ["You need not cover for Maja Lind any more."]

    maja.hears("jag är tillbaka")

    assert maja.said == ["You are here as far as I know. Nothing was changed.\n[1] Enter leave  [2] My deals"]


def test_the_deals_are_looked_at_when_somebody_may_hear_of_them(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("snooze Nordfrakt")
    maja.hears("leave 24 nov - 4 dec")
    assert fjord.state.deals["nordfrakt"].attention_at == at("2026-12-07 08:30")

    maja.hears("I'm back")
    assert fjord.state.deals["nordfrakt"].attention_at == at("2026-11-27 08:30")


def test_the_morning_brief_waits_for_the_first_day_back(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("leave 25 nov - 4 dec")

    brief = fjord.work().rounds.get("brief:maja")
    assert brief is not None
    assert brief.at == at("2026-12-07 08:30")


def test_a_manager_enters_it_for_somebody_of_the_team_who_is_told(
    karin: Coach, maja: Coach, fjord: FakeCompany
) -> None:
    karin.hears("leave Maja next week, Tom covers")

    assert karin.said == [
        "Maja Lind is on leave Mon 30 Nov to Fri 4 Dec.\nTom Reed covers.\n[1] Take it back  [2] Change"
    ]
    assert left_for(fjord, "maja") == [
        (
            "Karin Ek has entered leave for you.\n"
            "You are on leave Mon 30 Nov to Fri 4 Dec.\n"
            "Tom Reed covers: I tell Tom about your deals then.\n"
            "[1] Take it back  [2] Change"
        )
    ]
    karin.hears("leave")
    assert "Maja Lind: Mon 30 Nov to Fri 4 Dec, Tom Reed covers" in karin.said[0].splitlines()


def test_a_manager_enters_it_in_the_form(karin: Coach, maja: Coach, fjord: FakeCompany) -> None:
    karin.presses_of("leave.ask", "")
    karin.submits(who="maja", first="2026-11-30", last="2026-12-04")

    assert away(fjord) == (Leave(*NEXT_WEEK),)
    assert away(fjord, "karin") == ()


def test_nobody_enters_it_for_a_colleague(tom: Coach, maja: Coach, fjord: FakeCompany) -> None:
    tom.hears("leave Maja next week")

    assert tom.said == ["Only an admin or the team's manager enters leave for somebody else. Nothing was changed."]
    assert away(fjord) == ()

    maja.hears("leave next week")
    tom.presses_of("leave.drop", "maja", "2026-11-30")

    assert away(fjord) == (Leave(*NEXT_WEEK),)


def test_nothing_entered(maja: Coach) -> None:
    maja.hears("leave")

    assert maja.said == [
        (
            "You are here as far as I know, and you cover for nobody.\n"
            "Write it like this: leave 30 nov - 4 dec, Erik covers\n"
            "[1] Enter leave  [2] My deals"
        )
    ]


def test_what_is_entered_is_shown(maja: Coach) -> None:
    maja.hears("leave today")
    maja.hears("leave next week, Tom covers")
    maja.hears("leave")

    assert maja.said == [
        (
            "You are on leave Tue 24 Nov.\n"
            "I say nothing unasked until Wed 25 Nov, 08:30. What comes up meanwhile waits.\n"
            "[1] I'm back  [2] Take it back  [3] Change\n"
            "You are on leave Mon 30 Nov to Fri 4 Dec.\n"
            "Tom Reed covers: I tell Tom about your deals then.\n"
            "[4] Take it back  [5] Change\n"
            "Write it like this: leave 30 nov - 4 dec, Erik covers\n"
            "[6] Enter leave  [7] My deals"
        )
    ]
