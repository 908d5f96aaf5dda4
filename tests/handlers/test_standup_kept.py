"""What the next standup tells of what was decided at the one before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.words import Speech, text_of
from domain.standup import Decision
from handlers.standup.decisions import kept_lines
from tests.handlers.room import OPENS, opened
from tests.support.builders import ZONE, at, due_on
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

THURSDAY = at("2026-11-26 09:15")


@pytest.fixture
def leader(fjord: FakeCompany, karin: Coach) -> Coach:
    """Karin, who has decided that Tom calls the CFO of Hudson Freight by Wednesday."""
    opened(fjord, {"tom": ("hudson",)})
    karin.clock = OPENS
    karin.presses_of("standup.walk", "s1")
    karin.hears("Tom calls the CFO tomorrow")
    karin.clock += timedelta(hours=1)
    return karin


def kept(fjord: FakeCompany, language: str = "en") -> list[str]:
    """The lines that Thursday's standup begins with."""
    with fjord.work() as work:
        before = work.standups.get("s1")
        assert before is not None
        return [text_of(line, Speech(language, ZONE, THURSDAY)) for line in kept_lines(work, before, THURSDAY)]


def step(fjord: FakeCompany) -> str:
    """The step that runs on Hudson Freight."""
    return next(one.id for one, end in fjord.work().facts.steps("hudson") if end is None)


def test_a_day_that_has_passed_is_told_without_blame(fjord: FakeCompany, leader: Coach) -> None:
    assert kept(fjord) == ["Tom calls the CFO (Hudson Freight): was due Wed 25 Nov."]
    assert kept(fjord, "sv") == ["Tom calls the CFO (Hudson Freight): skulle ha varit klart ons 25 nov."]


def test_what_was_kept(fjord: FakeCompany, leader: Coach) -> None:
    leader.presses_of("step.kept", step(fjord))

    assert kept(fjord) == ["✓ Tom calls the CFO (Hudson Freight): done."]
    assert kept(fjord, "sv") == ["✓ Tom calls the CFO (Hudson Freight): klart."]


def test_what_was_moved_is_told_with_its_new_day_however_often(fjord: FakeCompany, leader: Coach) -> None:
    for day in ("2026-11-30", "2026-12-04"):
        leader.presses_of("step.move", step(fjord))
        leader.submits(day=day, by="us")
    assert kept(fjord) == ["Tom calls the CFO (Hudson Freight): moved to Fri 4 Dec."]

    leader.presses_of("step.kept", step(fjord))
    assert kept(fjord) == ["✓ Tom calls the CFO (Hudson Freight): done."]


def test_a_step_that_they_have_agreed_to_is_still_the_decision(fjord: FakeCompany, leader: Coach) -> None:
    leader.presses_of("step.agreed", step(fjord))

    assert kept(fjord) == ["Tom calls the CFO (Hudson Freight): was due Wed 25 Nov."]


def test_what_came_to_nothing(fjord: FakeCompany, leader: Coach) -> None:
    leader.presses_of("step.missed", step(fjord))

    assert kept(fjord) == ["Tom calls the CFO (Hudson Freight): came to nothing."]


def test_what_is_still_to_come(fjord: FakeCompany, leader: Coach) -> None:
    leader.hears("Maja sends the quote by 3 Dec")

    assert kept(fjord)[1:] == ["Maja sends the quote (Hudson Freight): open until Thu 3 Dec."]


def test_what_went_with_its_deal(fjord: FakeCompany, leader: Coach) -> None:
    leader.hears("lost Hudson")
    leader.presses("None of them")
    leader.submits(reason="price")

    assert kept(fjord) == ["Tom calls the CFO (Hudson Freight): not needed any more."]


def test_what_was_taken_back_is_not_told(fjord: FakeCompany, leader: Coach) -> None:
    leader.hears("undo")

    assert kept(fjord) == []


def test_what_waits_for_its_owner_and_what_is_no_deals_matter(fjord: FakeCompany, leader: Coach) -> None:
    waits = Decision("d8", "s1", "hudson", "maja", "send the quote", due_on("2026-12-03"), "maja", OPENS)
    with fjord.work() as work:
        work.standups.decide(waits)
        for id, due in (("d7", "2026-12-03"), ("d6", "2026-11-25")):
            work.standups.decide(replace(waits, id=id, deal="", due=due_on(due)))
        work.commit()

    assert kept(fjord)[1:] == [
        "Maja: send the quote: was due Wed 25 Nov.",
        "Maja: send the quote: open until Thu 3 Dec.",
        "Maja: send the quote (Hudson Freight): not on the deal yet.",
    ]


def test_where_a_rep_sees_their_own_deals_alone_none_is_named(fjord: FakeCompany, leader: Coach) -> None:
    north, *others = fjord.settings.teams
    fjord.settings = replace(fjord.settings, teams=(replace(north, sees="own"), *others))

    assert kept(fjord) == ["Tom calls the CFO: was due Wed 25 Nov."]
