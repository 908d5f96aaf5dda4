"""The morning's message: the day first, then what has slipped; one message, nothing said twice."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

from domain.chat import Say
from domain.deal import Deal
from domain.nudges import OutboxItem
from domain.person import Leave
from domain.planning import plan_all, plan_for
from domain.settings import StandupPlan
from scheduler.deliver import DeliveryReport, deliver
from scheduler.sending import Outcome, Sent
from scheduler.tick import tick
from tests.scheduler.rounds import Heard, company_of, heard, walk
from tests.support.builders import MAJA, OPENED, at, deal, due_on, settings, step
from tests.support.fake import FakeCompany

MONDAY = at("2026-11-23 12:00")
MORNING = at("2026-11-24 08:30")
MINUTE = timedelta(minutes=1)
DEMO = step("demo", "2026-11-24 10:00", ours="demo med Johan", theirs="demo med Johan")


def meeting_today(id: str = "nordfrakt", account: str = "Nordfrakt", wall: str = "2026-11-24 10:00") -> Deal:
    """A deal of Maja's that is new in its stage, with a demo."""
    fresh = deal(id, account, stage_since=at("2026-11-20 09:00"))
    return replace(fresh, step=f"demo-{id}", step_due=due_on(wall), step_ours="demo", step_theirs="demo")


def morning_of(*deals: Deal) -> FakeCompany:
    """Maja's company on a Monday, with the steps of its deals, its rounds planned; nothing is asked at meetings."""
    made = company_of(*deals, people=(MAJA,), made=replace(settings(), questions=()))
    with made.work() as work:
        for one in deals:
            if one.step:
                work.facts.add(
                    replace(
                        DEMO, id=one.step, deal=one.id, due=one.step_due, ours=one.step_ours, theirs=one.step_theirs
                    )
                )
        plan_all(work, MONDAY)
        work.commit()
    return made


def said(made: FakeCompany, wall: str = "2026-11-24 08:30") -> list[Heard]:
    return heard(made, tick(made.work, at(wall)), at(wall))


def lines(made: FakeCompany, wall: str = "2026-11-24 08:30") -> list[str]:
    """The one message of that instant."""
    (message,) = said(made, wall)
    return list(message.lines)


def idle(n: int) -> Deal:
    """A deal without a next step, since long."""
    return deal(f"idle{n}", f"Kund {n}", "bilar", amount=Decimal(n))


def test_the_day_comes_first_and_two_exceptions_after_it() -> None:
    made = morning_of(meeting_today(), *(idle(n) for n in range(1, 6)))

    assert lines(made) == [
        "I dag, Maja",
        "kl 10.00 Nordfrakt, fordonsparken: demo",
        "Och två saker till",
        "Kund 5, bilar har inget nästa steg än. Vad kan det bli?",
        "Kund 4, bilar har inget nästa steg än. Vad kan det bli?",
    ]
    assert [item.key for item in made.state.outbox.values()] == ["nudge:maja:2026-11-24"]


def test_without_anything_on_it_is_as_it_always_was() -> None:
    made = morning_of(*(idle(n) for n in range(1, 6)))

    assert lines(made)[0] == "Tre saker i dag, Maja"


def test_a_day_without_any_exception_is_said_too() -> None:
    made = morning_of(meeting_today())

    assert lines(made) == ["I dag, Maja", "kl 10.00 Nordfrakt, fordonsparken: demo"]
    assert made.state.episodes == {}


def test_nothing_on_and_nothing_to_mend_is_no_message() -> None:
    made = morning_of(meeting_today(wall="2026-11-25 10:00"))

    assert said(made) == []


def test_a_deal_that_is_on_today_is_spoken_of_once() -> None:
    made = morning_of(replace(meeting_today(), stage_since=OPENED))
    assert lines(made) == ["I dag, Maja", "kl 10.00 Nordfrakt, fordonsparken: demo"]

    assert [entry.verdict.reason.value for entry in made.state.verdicts] == ["enough for today"]
    assert lines(made, "2026-11-25 08:30")[0] == "En sak i dag, Maja"


def test_what_slipped_is_said_besides_what_is_on() -> None:
    made = morning_of(replace(meeting_today(wall="2026-11-23 10:00"), step_theirs=""))
    with made.work() as work:
        work.facts.add(replace(DEMO, id="second", ours="skicka offerten", theirs="", due=due_on("2026-11-24")))
        work.commit()

    assert lines(made)[:4] == [
        "I dag, Maja",
        "Nordfrakt, fordonsparken: skicka offerten",
        "Och en sak till",
        "Nordfrakt, fordonsparken: din del till mån 23 nov kl 10.00 var ”demo”. Är det gjort?",
    ]


def test_a_week_has_its_briefs_when_work_begins_and_once_a_day() -> None:
    deals = [meeting_today(f"d{n}", f"Kund {n}", f"2026-11-{n} 10:00") for n in (24, 25, 28)]
    made = company_of(*deals, people=(MAJA,), made=replace(settings(), questions=()))
    made.settings = replace(made.settings, nudges=replace(made.settings.nudges, at_most=0))
    with made.work() as work:
        for one in deals:
            work.facts.add(replace(DEMO, id=str(one.step), deal=one.id, due=one.step_due))
        plan_all(work, MONDAY)
        work.commit()

    heard_then = walk(made, at("2026-11-24 00:00"), at("2026-12-01 00:00"), 15 * MINUTE)

    assert [one.when for one in heard_then] == ["Tue 24 Nov 08:30", "Wed 25 Nov 08:30"]


def test_a_late_one_leaves_out_what_is_over() -> None:
    made = morning_of(meeting_today(), meeting_today("solberg", "Solberg", "2026-11-24 15:00"))

    assert lines(made, "2026-11-24 13:00") == ["I dag, Maja", "kl 15.00 Solberg, fordonsparken: demo"]


def test_on_leave_there_is_none_and_it_is_back_with_the_person() -> None:
    made = morning_of(meeting_today(), meeting_today("solberg", "Solberg", "2026-11-26 15:00"))
    with made.work() as work:
        away = replace(MAJA, away=(Leave(date(2026, 11, 24), date(2026, 11, 25)),))
        work.persons.save(away)
        work.commit()

    assert [one.when for one in walk(made, MORNING, at("2026-11-27 00:00"), 15 * MINUTE)] == ["Thu 26 Nov 08:30"]


def test_whoever_switched_it_off_gets_the_exceptions_alone() -> None:
    made = morning_of(meeting_today(), idle(1))
    with made.work() as work:
        quiet = replace(MAJA, brief=False)
        work.persons.save(quiet)
        plan_for(work, quiet, MONDAY)
        work.commit()

    assert lines(made)[0] == "En sak i dag, Maja"


def test_two_processes_say_it_once() -> None:
    made = morning_of(meeting_today())
    before = made.state.rounds["brief:maja"]
    assert len(said(made)) == 1

    with made.work() as work:
        work.rounds.set(before)
        work.commit()

    assert said(made, "2026-11-24 08:31") == []


def test_a_company_that_wants_none_has_none() -> None:
    made = morning_of(meeting_today())
    made.settings = replace(made.settings, nudges=replace(made.settings.nudges, brief=False))

    assert said(made) == []
    assert "brief:maja" not in made.state.rounds


def test_the_day_is_sent_though_its_exceptions_are_mended() -> None:
    made, sent = morning_of(meeting_today(), idle(1)), []
    tick(made.work, MORNING)
    for episode in list(made.state.episodes.values()):
        made.state.episodes[episode.id] = replace(episode, ended_at=MORNING)

    async def send(item: OutboxItem, say: Say) -> Outcome:
        sent.append(item.key)
        return Sent("ts")

    assert asyncio.run(deliver(made.work, send, lambda: MORNING + MINUTE)) == DeliveryReport(sent=1)
    assert sent == ["nudge:maja:2026-11-24"]


def test_a_day_that_could_not_be_sent_is_over_the_next_morning() -> None:
    made = morning_of(meeting_today())
    tick(made.work, MORNING)

    async def send(item: OutboxItem, say: Say) -> Outcome:
        raise AssertionError(item.key)

    assert asyncio.run(deliver(made.work, send, lambda: at("2026-11-25 08:30"))) == DeliveryReport(given_up=1)


def test_what_is_stuck_stands_once_in_the_message_with_the_buttons_that_put_it_right() -> None:
    plan = StandupPlan("pipeline", "", (1,), time(9, 15), time(10), "Europe/Stockholm", "sv", ())
    north, south = settings().teams
    planned = replace(settings(), questions=(), teams=(replace(north, standups=(plan,)), south))
    late = replace(meeting_today(wall="2026-11-20"), step_theirs="", stage_since=OPENED)
    deals = [replace(late, id=f"d{n}", account=f"Kund {n}", step=f"demo-d{n}") for n in range(1, 6)]
    made = company_of(*deals, people=(MAJA,), made=planned)
    with made.work() as work:
        for one in deals:
            work.facts.add(replace(DEMO, id=f"demo-{one.id}", deal=one.id, due=one.step_due, ours="demo", theirs=""))
        plan_all(work, MONDAY)
        work.commit()

    told = "\n".join(lines(made))

    assert [told.count(f"Kund {n}") for n in range(1, 6)] == [2, 2, 0, 0, 0]
    assert "– Kund 1: se nedan.\n– Kund 2: se nedan." in told
