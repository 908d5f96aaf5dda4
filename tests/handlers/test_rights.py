"""Who may do what: each role, on a deal of their own, of their team and of another team, at every door there is.

A new row of the router's tables is tested at once: whoever looks after a deal changes what its owner changes, whoever
may only look changes nothing, and whoever may not look is told nothing either.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from domain.acting import Doing, record
from domain.chat import Act, Command
from domain.deal import Deal
from domain.facts import Agreed
from domain.person import Leave, Person, Role
from domain.rights import (
    leads,
    looks_after,
    may_be_given,
    may_change,
    may_hand_over,
    may_manage_people,
    may_see,
    may_take_back,
)
from domain.settings import Settings
from handlers.commands import COMMANDS
from handlers.router import FORMS, PRESSES
from tests.handlers.conftest import NOW
from tests.handlers.test_manners import form, press
from tests.support.builders import (
    ERIK,
    KARIN,
    MAJA,
    OPENED,
    TOM,
    at,
    company,
    contact,
    deal,
    member,
    person,
    settings,
    step,
)
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

ADA = person("ada", "Ada Holm", role=Role.ADMIN, team="", language="en")
LARS = person("lars", "Lars Dahl", role=Role.MANAGER, team="south", language="en")
PEOPLE = {"rep": replace(MAJA, language="en"), "manager": replace(KARIN, language="en"), "admin": ADA}
OWNERS = {"team": TOM, "other team": ERIK}
MAY = {
    ("rep", "own"): "change",
    ("rep", "team"): "see",
    ("rep", "other team"): "nothing",
    ("manager", "own"): "change",
    ("manager", "team"): "change",
    ("manager", "other team"): "nothing",
    ("admin", "own"): "change",
    ("admin", "team"): "change",
    ("admin", "other team"): "change",
}
DOORS = [
    *(f"press {name}" for name in PRESSES),
    *(f"form {name}" for name in FORMS),
    *(f"command {route.english[0]}" for route in COMMANDS),
]
ABOUT_ONESELF = {"form settings.save", "form leave.save", "command undo"}
"""One's own hours and leave, from which it follows when one's own deals are worth a look; and one's own latest act."""
NAMES_PEOPLE = {"press bulk.choose", "command reassign"}
"""Whom something may be handed over to, which is everybody who is here."""


def rules() -> Settings:
    """Karin leads team north alone, and Lars team south; Ada looks after Askfirst."""
    made = settings()
    north, south = made.teams
    more = (
        member("ada@example.com", ADA.name, role=Role.ADMIN, team=""),
        member("lars@example.com", LARS.name, role=Role.MANAGER, team="south"),
    )
    return replace(made, teams=(north, replace(south, manager="lars@example.com")), people=(*made.people, *more))


def owner_of(role: str, whose: str) -> Person:
    return PEOPLE[role] if whose == "own" else OWNERS[whose]


def world(owner: Person) -> FakeCompany:
    """A company where Nordfrakt, with a next step, is the owner's."""
    made = company()
    made.settings = rules()
    with made.work() as work:
        for one in (*PEOPLE.values(), TOM, ERIK, LARS, owner):
            work.persons.save(replace(one, language="en"))
        work.contacts.add(contact("johan", "Johan Ek", role="cfo"))
        before = work.deals.get("nordfrakt")
        assert before is not None
        first = replace(before, owner=owner.id)
        told = step("demo", "2026-11-27 10:00", act="begin", by=owner.id, ours="demo", agreed=Agreed.SAID)
        record(work, Doing("begin", owner.id, OPENED, "step"), before, first, told)
        work.commit()
    return made


def at_the_door(door: str, fjord: FakeCompany) -> Act:
    kind, name = door.split(" ", 1)
    if kind == "command":
        return Command(name, "Nordfrakt")
    return press(name, fjord) if kind == "press" else form(name, fjord)


def kept(fjord: FakeCompany) -> tuple[object, ...]:
    """Everything stored about Nordfrakt."""
    work = fjord.work()
    facts = [fact for fact in fjord.state.facts if fact.deal == "nordfrakt"]
    return work.deals.get("nordfrakt"), facts, work.journal.of_deal("nordfrakt"), work.contacts.of("Nordfrakt")


def changes(door: str, who: Person, owner: Person) -> tuple[bool, str]:
    """Whether the deal is changed when `who` comes in by this door, and what they are told."""
    fjord = world(owner)
    before = kept(fjord)
    coach = Coach(fjord.work, who.id, NOW)
    coach.does(at_the_door(door, fjord))
    return kept(fjord) != before, "\n".join(coach.said)


@pytest.mark.parametrize("door", DOORS)
def test_every_door_asks_who_may(door: str) -> None:
    for role, whose in product(PEOPLE, ("own", "team", "other team")):
        who, owner = PEOPLE[role], owner_of(role, whose)
        changed, told = changes(door, who, owner)
        by_the_owner, _ = changes(door, owner, owner)
        match MAY[role, whose]:
            case "change":
                assert changed == by_the_owner or door in ABOUT_ONESELF, (role, whose)
            case "see":
                assert not changed, (role, whose)
            case _:
                assert not changed, (role, whose)
                assert "fordonsparken" not in told, (role, whose, told)
                assert owner.name not in told or door in NAMES_PEOPLE, (role, whose, told)


@pytest.mark.parametrize("door", DOORS)
def test_whoever_covers_may_do_at_every_door_what_the_owner_may(door: str) -> None:
    who, days = PEOPLE["rep"], (NOW.date() - timedelta(days=1), NOW.date())
    covered = replace(ERIK, away=(Leave(*days, who.id),))

    changed, _ = changes(door, who, covered)
    by_the_owner, _ = changes(door, ERIK, ERIK)

    # What the owner has told is the owner's to take back.
    assert changed == (by_the_owner and door != "press undo.act") or door in ABOUT_ONESELF


def test_who_covers_may_for_as_long_as_the_leave_lasts_and_hands_nothing_over() -> None:
    covered = replace(TOM, away=(Leave(date(2026, 11, 23), date(2026, 11, 24), "erik"),))
    hudson, made = deal(owner="tom"), settings()
    instants = (at("2026-11-22 23:00", TOM.zone), at("2026-11-24 23:59", TOM.zone), at("2026-11-25 00:00", TOM.zone))

    assert [may_see(ERIK, hudson, covered, made, one) for one in instants] == [False, True, False]
    assert [may_change(ERIK, hudson, covered, made, one) for one in instants] == [False, True, False]
    assert not may_hand_over(ERIK, hudson, covered, made)
    assert not may_take_back(ERIK, "tom", hudson, covered, made, NOW)
    assert may_take_back(ERIK, "erik", hudson, covered, made, NOW)
    assert not may_see(MAJA, hudson, replace(covered, team="south"), made, instants[1])


RIGHTS = [(role, whose, MAY[role, whose]) for role, whose in MAY]


@pytest.mark.parametrize(("role", "whose", "may"), RIGHTS)
def test_the_table_of_rights(role: str, whose: str, may: str) -> None:
    who, owner, made = PEOPLE[role], owner_of(role, whose), rules()
    one: Deal = deal(owner=owner.id)

    assert may_see(who, one, owner, made, NOW) is (may != "nothing")
    assert may_change(who, one, owner, made, NOW) is (may == "change")
    assert may_hand_over(who, one, owner, made) is (may == "change")
    assert looks_after(who, owner, made) is (may == "change")
    assert may_take_back(who, owner.id, one, owner, made, NOW) is (may == "change")


def test_a_team_may_let_its_people_edit_each_others_deals_but_not_hand_them_over() -> None:
    made = rules()
    north, south = made.teams
    made = replace(made, teams=(replace(north, edits="team"), south))
    hudson = deal(owner="tom")

    assert may_change(MAJA, hudson, TOM, made, NOW)
    assert not may_hand_over(MAJA, hudson, TOM, made)
    assert not may_take_back(MAJA, "tom", hudson, TOM, made, NOW)


def test_a_manager_leads_every_team_that_names_them() -> None:
    both = settings()

    assert (leads(KARIN, "north", both), leads(KARIN, "south", both)) == (True, True)
    assert (leads(KARIN, "south", rules()), leads(LARS, "south", rules())) == (False, True)
    assert not leads(replace(KARIN, email=None), "north", both)


def test_whom_a_deal_may_be_given_to_and_who_manages_people() -> None:
    made = rules()
    gone = replace(TOM, left_at=NOW)

    assert [one.id for one in (TOM, KARIN, ERIK, gone) if may_be_given(MAJA, one, made)] == ["tom", "karin"]
    assert [one.id for one in (TOM, ERIK, gone) if may_be_given(KARIN, one, made)] == ["tom", "erik"]
    assert [one.id for one in (MAJA, KARIN, ADA) if may_manage_people(one, "north", made)] == ["karin", "ada"]
    assert [one.id for one in (MAJA, KARIN, ADA) if may_manage_people(one, "south", made)] == ["ada"]
