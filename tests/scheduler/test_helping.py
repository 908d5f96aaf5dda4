"""A manager is asked to help with what has been open for long, and its owner knows it beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from domain.acting import Doing, record
from domain.codec import from_json
from domain.deal import Deal
from domain.facts import Agreed
from domain.person import Leave, Person
from domain.settings import Nudges, Rule
from scheduler import helping
from scheduler.sending import GiveUp, Sent
from scheduler.tick import tick
from tests.scheduler.rounds import Heard, company_of, heard, lines, walk
from tests.scheduler.test_deliver import Platform, delivered
from tests.support.builders import KARIN, MAJA, TOM, at, deal, settings, step
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

SINCE_FRIDAY = at("2026-11-20 15:00")
MAJA_EN, KARIN_EN = replace(MAJA, language="en"), replace(KARIN, language="en")
IDLE = "Nordfrakt has had no next step since Fri 20 Nov. What happens next?"
WARNED = (
    "If this is still open on Fri 27 Nov, I will ask Karin Ek whether there is something to help with. "
    "Putting it right or putting it off stops that."
)
ASKED = (
    "Karin, could you lend a hand? They know that I ask.",
    "Nordfrakt, Maja Lind. No next step, since Mon 23 Nov.",
    "To talk about: What would they gladly say yes to next?",
)


def idle(id: str = "nordfrakt", **changes: Any) -> Deal:
    """A deal that has had no next step since Friday."""
    given = {"account": id.title(), "name": "", "idle_since": SINCE_FRIDAY, "stage_since": SINCE_FRIDAY, **changes}
    return deal(id, **given)


def helped(*deals: Deal, people: Iterable[Person] = (MAJA_EN, TOM, KARIN_EN), escalate: int = 4) -> FakeCompany:
    """A company that asks for help after four working days."""
    rule = Rule("no_next_step", True, 1, 5, escalate=escalate)
    return company_of(*(deals or (idle(),)), people=people, made=settings(nudges=Nudges(3, (rule,), brief=False)))


def fortnight(company: FakeCompany, start: str = "2026-11-23 08:30", end: str = "2026-12-05 00:00") -> list[Heard]:
    return walk(company, at(start), at(end), timedelta(hours=12))


def test_the_owner_is_told_on_the_day_before_and_then_the_manager_is_asked() -> None:
    company = helped()

    said = fortnight(company)

    assert said == [
        Heard("maja", "Mon 23 Nov 08:30", ("One thing today, Maja", IDLE)),
        Heard("maja", "Thu 26 Nov 08:30", ("One thing today, Maja", IDLE, WARNED)),
        Heard("karin", "Fri 27 Nov 08:30", ASKED),
    ]
    [episode] = company.state.episodes.values()
    assert (episode.warned_at, episode.escalated_at) == (at("2026-11-26 08:30"), at("2026-11-27 08:30"))
    assert company.state.rounds == {}


def test_it_is_off_unless_a_rule_says_so() -> None:
    said = fortnight(helped(escalate=0))

    assert [(message.person, message.when) for message in said] == [
        ("maja", "Mon 23 Nov 08:30"),
        ("maja", "Mon 30 Nov 08:30"),
    ]


def test_what_is_mended_is_not_asked_about() -> None:
    company = helped()
    fortnight(company, end="2026-11-27 00:00")
    _set_step(company, at("2026-11-26 15:00"))

    assert fortnight(company, start="2026-11-27 08:30") == []
    assert company.state.rounds == {}


def test_what_is_mended_after_all_is_struck_where_the_manager_was_asked() -> None:
    company = helped()
    fortnight(company, end="2026-11-28 00:00")

    _set_step(company, at("2026-11-27 15:00"))

    asked = next(item for item in company.state.outbox.values() if item.person == "karin")
    assert lines(from_json(asked.reply), KARIN_EN, asked.created_at) == (
        ASKED[0],
        f"~~{ASKED[1]}~~",
        "Done 15:00, Maja Lind: send the quote, Thu 10 Dec.",
    )


def test_a_rule_that_asks_nobody_any_more_asks_nobody() -> None:
    company = helped()
    fortnight(company, end="2026-11-27 00:00")
    company.settings = helped(escalate=0).settings

    assert fortnight(company, start="2026-11-27 08:30", end="2026-11-28 00:00") == []


def test_nobody_is_asked_when_the_owner_was_never_reached() -> None:
    company, monday, thursday = helped(), at("2026-11-23 08:30"), at("2026-11-26 08:30")
    tick(company.work, monday)
    delivered(company, Platform(Sent("monday")), monday)
    tick(company.work, thursday)
    delivered(company, Platform(GiveUp("no address")), thursday)

    said = fortnight(company, start="2026-11-27 08:30", end="2026-12-01 00:00")

    assert said == [
        Heard("maja", "Fri 27 Nov 08:30", ("One thing today, Maja", IDLE, WARNED.replace("Fri 27", "Mon 30"))),
        Heard("karin", "Mon 30 Nov 08:30", ASKED),
    ]


def test_what_is_put_off_is_not_asked_about_before_it_was_told_anew() -> None:
    company = helped()
    fortnight(company, end="2026-11-27 00:00")
    Coach(company.work, "maja", at("2026-11-26 15:00")).hears("snooze Nordfrakt")

    said = fortnight(company, start="2026-11-27 08:30", end="2026-12-04 00:00")

    again = WARNED.replace("Fri 27 Nov", "Wed 2 Dec")
    assert said == [
        Heard("maja", "Tue 01 Dec 08:30", ("One thing today, Maja", IDLE, again)),
        Heard("karin", "Wed 02 Dec 08:30", ASKED),
    ]


def test_a_manager_on_leave_is_asked_when_they_are_back() -> None:
    away = replace(KARIN_EN, away=(Leave(date(2026, 11, 26), date(2026, 12, 1)),))

    said = fortnight(helped(people=(MAJA_EN, TOM, away)))

    assert [message.when for message in said if message.person == "karin"] == ["Wed 02 Dec 08:30"]


def test_nobody_is_asked_about_their_own_deals() -> None:
    said = fortnight(helped(idle(owner="karin")))

    assert {message.person for message in said} == {"karin"}
    assert not any("I will ask" in line or "lend a hand" in line for message in said for line in message.lines)


def test_one_message_a_day_with_three_deals_and_the_rest_on_the_next() -> None:
    company = helped(
        *(idle(f"deal-{n}") for n in range(2)),
        *(idle(f"more-{n}", owner="tom") for n in range(3)),
    )

    said = [message for message in fortnight(company) if message.person == "karin"]

    assert [(message.when, sum("since" in line for line in message.lines)) for message in said] == [
        ("Fri 27 Nov 08:30", 3),
        ("Mon 30 Nov 08:30", 2),
    ]


def test_a_dry_run_asks_nobody() -> None:
    company = helped()
    fortnight(company, end="2026-11-27 00:00")
    friday = at("2026-11-27 08:30")

    report = tick(company.work, friday, dry_run=True)

    assert heard(company, report, friday) == [Heard("karin", "Fri 27 Nov 08:30", ASKED)]
    assert heard(company, tick(company.work, friday), friday) == [Heard("karin", "Fri 27 Nov 08:30", ASKED)]


def test_a_question_that_cannot_be_put_stops_nothing_and_is_put_once_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    company = helped()
    fortnight(company, end="2026-11-27 00:00")
    friday = at("2026-11-27 08:30")

    with monkeypatch.context() as broken:
        broken.setattr(helping, "ask_to_help", lambda *_: 1 / 0)
        assert heard(company, tick(company.work, friday), friday) == []

    assert heard(company, tick(company.work, friday), friday) == [Heard("karin", "Fri 27 Nov 08:30", ASKED)]


def test_the_manager_asks_with_one_press_and_the_owner_gets_a_kind_line() -> None:
    company = helped()
    fortnight(company, end="2026-11-28 00:00")
    [episode] = company.state.episodes
    karin = Coach(company.work, "karin", at("2026-11-27 09:00"))

    karin.presses_of("help.ask", episode)
    assert karin.said == ["I have asked Maja."]
    karin.presses_again()
    assert karin.said == ["I have asked Maja already. Nothing was sent twice."]
    karin.presses_of("help.talk", episode)
    assert karin.said == ["Good. I say no more about Nordfrakt to you meanwhile.\n[1] Open the deal"]

    [word] = [item for item in company.state.outbox.values() if item.key.startswith("help:ask:")]
    assert word.person == "maja"


def test_only_who_leads_the_team_asks() -> None:
    company = helped()
    fortnight(company, end="2026-11-28 00:00")
    [episode] = company.state.episodes
    tom = Coach(company.work, "tom", at("2026-11-27 16:00"))

    tom.presses_of("help.ask", episode)

    assert tom.said == ["That is for the manager of the team. Nothing was changed."]


def _set_step(company: FakeCompany, now: datetime) -> None:
    with company.work() as work:
        before = work.deals.get("nordfrakt")
        assert before is not None
        told = step("new", "2026-12-10", act="set", at=now, agreed=Agreed.SAID)
        record(work, Doing("set", "maja", now, "step"), before, before, told)
        work.commit()
