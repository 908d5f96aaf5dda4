"""What is said when a standup has ended: to all what came of it, to the manager alone who took part."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.plain import plain
from bot.words import Speech
from domain.chat import Say
from domain.deal import DealState
from domain.standup import Decision, Draft, How, Parked, Part, Phase, Standup
from domain.words import msg
from handlers.standup.summary import participation, summary
from tests.support.builders import ZONE, at, deal, due_on, person
from tests.support.fake import FakeCompany

NINE = at("2026-11-24 09:15")
TUESDAY = Standup(
    "tue", "north:pipeline:2026-11-24", "north", "pipeline", date(2026, 11, 24), at("2026-11-19 09:15"),
    date(2026, 11, 26), NINE, at("2026-11-24 10:00"), "en", ZONE, Phase.ENDED, opened_at=NINE, ended_at=NINE,
)  # fmt: skip
DECIDED = Decision("d", "tue", "nordfrakt", "tom", "call the CFO", due_on("2026-11-26"), "karin", NINE, "act", "step")


@pytest.fixture
def north(fjord: FakeCompany) -> FakeCompany:
    """Team North, with its standup on Tuesday and everybody's part."""
    with fjord.work() as work:
        assert work.standups.add(TUESDAY)
        for who in ("karin", "maja", "tom"):
            work.standups.add_part(Part("tue", who, asks_at=NINE, asked_in=f"asked-{who}"))
        work.commit()
    return fjord


def changed(company: FakeCompany, who: str, how: How, **changes: Any) -> None:
    """Somebody's part as they answered it."""
    answered = None if how in (How.AWAY, How.WAITING) else NINE
    with company.work() as work:
        known = work.standups.part("tue", who)
        assert known is not None
        work.standups.save_part(replace(known, how=how, answered_at=answered, **changes))
        work.commit()


def came_of_it(company: FakeCompany, language: str = "en") -> list[str]:
    with company.work() as work:
        return read(summary(work, TUESDAY), language)


def took_part(company: FakeCompany) -> list[str]:
    with company.work() as work:
        return read(participation(work, TUESDAY))


def read(said: Say, language: str = "en") -> list[str]:
    return plain(said, Speech(language, ZONE, NINE)).splitlines()


def test_where_nothing_was_decided_there_is_nothing_to_sum_up(north: FakeCompany) -> None:
    with north.work() as work:
        assert summary(work, TUESDAY) == Say(())


def test_decisions_what_was_let_go_the_questions_and_what_was_parked(north: FakeCompany) -> None:
    ask = msg("{who} today: “{ask}”", who="Johan at Nordfrakt", ask="What decides the date?")
    changed(north, "maja", How.CONFIRMED, draft=Draft(question=ask), asks=True)
    changed(north, "tom", How.CONFIRMED, draft=Draft(question=ask))
    early: dict[str, Any] = {
        "state": DealState.LOST,
        "stage": "qualify",
        "closed_at": NINE,
        "opened_at": NINE - timedelta(days=6),
    }
    with north.work() as work:
        work.standups.decide(DECIDED)
        work.standups.park(Parked("p", "tue", "the price\nlist", "maja", NINE))
        work.deals.add(deal("lb", "Lindqvist Bygg", **early))
        work.deals.add(deal("old", "Before", **(early | {"closed_at": at("2026-11-18 09:00")})))
        work.deals.add(deal("late", "Late", **(early | {"opened_at": at("2026-09-01 09:00")})))
        work.commit()

    assert came_of_it(north) == [
        "What came of it",
        "Decided:",
        "– Tom: call the CFO by Thu 26 Nov (Nordfrakt)",
        "Let go early: Lindqvist Bygg after 6 days. Thank you for the time that saves.",
        "Maja asks Johan at Nordfrakt today: “What decides the date?”",
        "For another time:",
        "– the price list",
    ]
    assert came_of_it(north, "sv")[3] == "Släppt tidigt: Lindqvist Bygg efter 6 dagar. Tack för tiden det sparar."


def test_a_decision_that_is_not_on_its_deal_yet_says_whose_yes_it_waits_for(north: FakeCompany) -> None:
    with north.work() as work:
        work.standups.decide(replace(DECIDED, act="", step=""))
        work.commit()

    assert came_of_it(north)[2] == "– Tom: call the CFO by Thu 26 Nov (Nordfrakt); waits for Maja's yes"


def test_where_a_rep_sees_their_own_deals_alone_no_deal_is_named(north: FakeCompany) -> None:
    north.settings = replace(north.settings, teams=(replace(north.settings.teams[0], sees="own"),))
    with north.work() as work:
        work.standups.decide(DECIDED)
        work.deals.add(deal("lb", state=DealState.LOST, stage="qualify", closed_at=NINE, opened_at=NINE))
        work.commit()

    assert came_of_it(north)[2:] == [
        "– Tom: call the CFO by Thu 26 Nov",
        "Let go early: 1 deal. Thank you for the time that saves.",
    ]


# ---- who took part --------------------------------------------------------------------------------------------------


def test_the_manager_hears_who_answered_who_was_away_and_from_whom_nothing_came(north: FakeCompany) -> None:
    changed(north, "karin", How.NOTHING_NEW)
    changed(north, "tom", How.AWAY)

    assert took_part(north) == [
        "Pipeline standup, North, Tue 24 Nov",
        "Answered: Karin.",
        "I have not heard from Maja.",
        "Not there: Tom.",
        "Only you see this.",
    ]


def test_nothing_is_missing_from_whoever_was_not_asked_yet(north: FakeCompany) -> None:
    changed(north, "karin", How.NOTHING_NEW)
    changed(north, "maja", How.WAITING, asked_in="", asks_at=None)
    changed(north, "tom", How.WAITING, asked_in="", asks_at=at("2026-11-24 14:30"))

    assert took_part(north)[1:4] == [
        "Answered: Karin.", "Asked later, when they begin to work: Tom.", "Not there: Maja.",
    ]  # fmt: skip


def test_that_everybody_has_answered_is_said_so(north: FakeCompany) -> None:
    changed(north, "karin", How.PASSED)
    changed(north, "maja", How.OWN, words="Calling Ida")
    changed(north, "tom", How.CONFIRMED)

    assert took_part(north)[1:3] == ["Everybody has answered: Maja and Tom.", "Not there: Karin."]


def test_names_are_told_apart_and_in_order(north: FakeCompany) -> None:
    with north.work() as work:
        work.persons.save(person("maja2", "Maja Öst"))
        work.standups.add_part(Part("tue", "maja2", asks_at=NINE, asked_in="asked-maja2"))
        work.commit()

    assert took_part(north)[1] == "I have not heard from Karin, Maja Lind, Maja Öst and Tom."
