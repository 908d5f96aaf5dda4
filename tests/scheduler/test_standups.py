"""The clock of a standup: whom it asks, when it opens, whom it reminds, how it ends, and when it keeps quiet."""

from __future__ import annotations

import asyncio
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from bot.plain import plain
from bot.words import Speech
from domain.chat import Divider, Para, Say
from domain.codec import from_json
from domain.nudges import OutboxItem
from domain.person import Leave, Person
from domain.planning import plan_all
from domain.settings import StandupPlan
from domain.standup import Arrangement, How, Part, Phase, Standup
from domain.standup_plans import planned
from handlers.standup.opening import open_now
from handlers.standup.replanning import replan
from scheduler.bundle import says_more
from scheduler.deliver import deliver
from scheduler.sending import Outcome, Sent
from scheduler.tick import TickReport, tick
from tests.scheduler.rounds import company_of
from tests.support.builders import KARIN, MAJA, TOM, ZONE, at, deal, due_on, person, settings, step
from tests.support.fake import FakeCompany

PLAN = StandupPlan("pipeline", "", (1, 3), time(9, 15), time(10), ZONE, "en", ())
MONDAY = at("2026-11-23 12:00")
MINUTE = timedelta(minutes=1)


def north(*people: Person, plan: StandupPlan = PLAN) -> FakeCompany:
    """Maja has a step today, Tom has none; on Monday Tuesday's standup is planned."""
    today = deal(stage_since=MONDAY, step="offer", step_due=due_on("2026-11-24"), step_ours="send the quote")
    teams = settings().teams
    made = replace(settings(), teams=(replace(teams[0], standups=(plan,)), teams[1]), questions=())
    company = company_of(today, people=people or (MAJA, TOM, KARIN), made=made)
    with company.work() as work:
        work.facts.add(step("offer", "2026-11-24", act=""))
        plan_all(work, MONDAY)
        work.commit()
    return company


def said(report: TickReport, now: datetime) -> list[str]:
    """Who was told what, by its first line: in English."""
    told = [(item.channel or item.person, from_json(item.reply)) for item in report.told]
    return [f"{to}: {first(say, now)}" for to, say in (*told, *report.said)]


def first(say: Say, now: datetime) -> str:
    return plain(say, Speech("en", ZONE, now)).splitlines()[0]


def walked(company: FakeCompany, *walls: str) -> list[str]:
    """A tick at each of these instants of Tuesday; what was said."""
    instants = (at(f"2026-11-24 {wall}") for wall in walls)
    return [line for now in instants for line in said(tick(company.work, now), now)]


def the_one(company: FakeCompany) -> Standup:
    (standup,) = company.state.standups.values()
    return standup


def part(company: FakeCompany, who: str) -> Part:
    return company.state.parts[the_one(company).id, who]


def answered(company: FakeCompany, who: str, wall: str) -> None:
    """Somebody has nothing new."""
    now = at(f"2026-11-24 {wall}")
    with company.work() as work:
        given = replace(part(company, who), how=How.NOTHING_NEW, answered_at=now, changed_at=now)
        work.standups.save_part(given)
        work.commit()


def delivered(company: FakeCompany, wall: str) -> list[str]:
    """What is sent at an instant, by the keys."""
    keys: list[str] = []

    async def send(item: OutboxItem, say: Say) -> Outcome:
        keys.append(item.key)
        return Sent("ts")

    asyncio.run(deliver(company.work, send, lambda: at(wall)))
    return sorted(keys)


def sent(company: FakeCompany, wall: str) -> list[str]:
    """The same while there is one standup."""
    return [key.replace(the_one(company).id, "*") for key in delivered(company, wall)]


def test_a_round_from_the_first_morning_to_the_last() -> None:
    company = north()

    assert walked(company, "08:29") == []
    assert walked(company, "08:30") == ["maja: One thing today, Maja"]
    assert the_one(company).phase is Phase.AHEAD
    assert walked(company, "09:14", "09:15") == ["north: Pipeline standup, North · open until 10:00"]
    assert walked(company, "09:39", "09:40", "09:41") == ["maja: Pipeline standup, North ends at 10:00."]
    assert the_one(company).phase is Phase.OPEN
    walked(company, "10:00")
    assert the_one(company).phase is Phase.ENDED
    assert walked(company, "10:01", "14:29") == []
    assert walked(company, "14:30") == ["tom: One thing today, Tom"]
    assert walked(company, "14:31", "18:00") == []


def test_what_is_asked_takes_the_place_of_the_day_in_the_one_message() -> None:
    company = north()
    walked(company, "08:30")

    (item,) = company.state.outbox.values()
    lines = plain(from_json(item.reply), Speech("en", ZONE, MONDAY)).splitlines()

    assert item.key == "nudge:maja:2026-11-24"
    assert lines[0] == "One thing today, Maja"
    assert sum("send the quote" in line for line in lines) == 1
    assert part(company, "maja").asked_in == item.id


def test_whoever_wants_no_brief_is_asked_all_the_same() -> None:
    company = north(replace(MAJA, brief=False), KARIN)

    assert walked(company, "08:30") == ["maja: One thing today, Maja"]


def test_whoever_has_todays_message_already_is_asked_in_one_of_their_own() -> None:
    company = north(plan=replace(PLAN, days=(0,)))
    assert walked(company, "08:30") == ["maja: Today, Maja"]
    with company.work() as work:
        (one,) = planned(work, work.settings.teams[0])
        open_now(work, one, at("2026-11-24 11:00"), KARIN)
        work.commit()

    assert walked(company, "11:01", "11:02") == ["maja: One thing more today, Maja"]
    assert part(company, "tom").asks_at == at("2026-11-24 14:30")


def test_what_covers_a_colleague_is_told_besides() -> None:
    company = north(
        replace(MAJA, away=(Leave(date(2026, 11, 24), date(2026, 11, 24), "erik"),)), person("erik", "Erik Berg"), KARIN
    )

    assert walked(company, "08:30") == ["erik: Today, Erik"]
    (item,) = company.state.outbox.values()
    text = plain(from_json(item.reply), Speech("en", ZONE, MONDAY))
    assert "for Maja" in text
    assert "And one thing more" in text
    assert "Pipeline standup, North" in text


def test_nobody_at_work_is_no_standup() -> None:
    away = (Leave(date(2026, 11, 24), date(2026, 11, 24)),)
    company = north(*(replace(one, away=away) for one in (MAJA, TOM, KARIN)))

    assert walked(company, "08:30", "09:15", "10:00") == []
    assert the_one(company).phase is Phase.CALLED_OFF


def test_a_leave_that_is_told_of_late_counts() -> None:
    company = north()
    walked(company, "08:30")
    with company.work() as work:
        work.persons.save(replace(TOM, away=(Leave(date(2026, 11, 24), date(2026, 11, 25)),)))
        work.commit()

    walked(company, "09:15", "14:30")

    assert (part(company, "tom").how, part(company, "tom").back) == (How.AWAY, date(2026, 11, 26))


def test_nobody_is_reminded_who_has_answered_or_was_not_asked_or_has_left_for_today() -> None:
    company = north()
    walked(company, "08:30", "09:15")
    answered(company, "maja", "09:20")

    assert walked(company, "09:40", "09:50") == []


@pytest.mark.parametrize(("plan", "reminded"), [(PLAN, 1), (replace(PLAN, remind=0), 0)])
def test_reminders_can_be_switched_off(plan: StandupPlan, reminded: int) -> None:
    company = north(plan=plan)

    assert len(walked(company, "08:30", "09:15", "09:40", "09:45")) == 2 + reminded


def test_a_walk_puts_off_the_end_for_two_hours_at_most() -> None:
    company = north()
    walked(company, "08:30", "09:15")
    with company.work() as work:
        work.standups.save(replace(the_one(company), turn=0))
        work.commit()

    walked(company, "10:00", "11:59")
    assert the_one(company).phase is Phase.OPEN
    walked(company, "12:00")
    assert (the_one(company).phase, the_one(company).turn) == (Phase.ENDED, None)


def test_one_that_was_missed_is_opened_late_and_reminds_nobody_of_what_was_only_just_asked() -> None:
    company = north()

    assert walked(company, "09:50", "09:51", "09:59") == [
        "north: Pipeline standup, North · open until 10:00", "maja: One thing today, Maja",
    ]  # fmt: skip


def test_one_that_was_missed_altogether_is_not_made_up_for() -> None:
    company = north()

    assert walked(company, "10:30") == ["maja: Today, Maja"]
    assert company.state.standups == {}
    assert company.state.rounds["standup:north:pipeline"].at == at("2026-11-26 08:30")


def test_answers_are_not_lost_when_it_could_not_be_opened_in_time() -> None:
    company = north()
    walked(company, "08:30")
    answered(company, "maja", "08:40")

    assert walked(company, "11:00") == ["north: Pipeline standup, North · open until 10:00"]


def test_without_any_answer_it_is_called_off_then() -> None:
    company = north()
    walked(company, "08:30")

    assert walked(company, "11:00") == []
    assert the_one(company).phase is Phase.CALLED_OFF


def test_a_dry_run_says_the_same_and_keeps_nothing() -> None:
    for wall in ("08:30", "09:15"):
        company, now = north(), at(f"2026-11-24 {wall}")
        before = deepcopy(company.state)

        dry = tick(company.work, now, dry_run=True)

        assert company.state == before
        assert said(dry, now) == said(tick(company.work, now), now)


def test_a_broken_standup_costs_itself(caplog: pytest.LogCaptureFixture) -> None:
    company = north()
    broken = Standup(
        "s0", "north:old", "north", "pipeline", date(2026, 11, 23), MONDAY, date(2026, 11, 24), MONDAY, MONDAY, "en",
        "No/Where",
    )  # fmt: skip
    company.state.standups["s0"] = broken

    report = tick(company.work, at("2026-11-24 08:30"))

    assert report.failed == ("s0",)
    assert [to for to, _ in report.said] == ["maja"]
    assert "a standup failed" in caplog.text


def test_an_ask_that_comes_too_late_is_not_sent() -> None:
    company = north(plan=replace(PLAN, days=(0,)))
    walked(company, "08:30")
    with company.work() as work:
        (one,) = planned(work, work.settings.teams[0])
        open_now(work, one, at("2026-11-24 11:00"), KARIN)
        work.commit()
    walked(company, "11:01")
    answered(company, "maja", "11:02")

    assert "ask:*:maja" not in sent(company, "2026-11-24 11:03")


def test_a_reminder_that_comes_too_late_is_not_sent() -> None:
    company = north()
    walked(company, "08:30", "09:15", "09:40")

    assert sent(company, "2026-11-24 10:00") == ["nudge:maja:2026-11-24", "standup:*"]


@pytest.mark.parametrize(("back", "arrives"), [("2026-11-26 08:30", True), ("2026-11-26 09:20", False)])
def test_who_took_part_waits_for_the_manager_until_the_next_one_opens(back: str, arrives: bool) -> None:
    away = (Leave(date(2026, 11, 24), date(2026, 11, 25)),)
    company = north(MAJA, TOM, replace(KARIN, away=away))
    walked(company, "08:30", "09:15", "10:00")
    first = the_one(company).id
    assert "participation:*" not in sent(company, "2026-11-24 10:00")

    for wall in ("2026-11-26 08:30", "2026-11-26 09:15"):
        if at(wall) <= at(back):
            tick(company.work, at(wall))

    assert (f"participation:{first}" in delivered(company, back)) is arrives


def test_one_that_people_are_asked_for_moves_with_its_plan_or_is_called_off() -> None:
    company = north()
    walked(company, "08:30")
    arranged(company, plan=replace(PLAN, at=time(11), until=time(12)), wall="08:40")

    assert walked(company, "09:15") == []
    assert the_one(company).opens_at == at("2026-11-24 11:00")

    arranged(company, skips=date(2026, 11, 24), wall="10:50")

    assert walked(company, "11:00", "14:30") == []
    assert the_one(company).phase is Phase.CALLED_OFF
    (item,) = (one for one in company.state.outbox.values() if one.key.startswith("nudge:maja"))
    assert "The standup of today is called off." in plain(from_json(item.reply), Speech("en", ZONE, MONDAY))


def arranged(company: FakeCompany, wall: str, **changes: Any) -> None:
    with company.work() as work:
        work.standups.arrange(Arrangement("north", "pipeline", **changes))
        replan(work, company.settings.teams[0], at(f"2026-11-24 {wall}"))
        work.commit()


def test_opened_by_command_there_is_one_a_day_and_the_running_one_is_shown() -> None:
    company = north()
    with company.work() as work:
        (one,) = planned(work, work.settings.teams[0])
        early = open_now(work, one, at("2026-11-24 07:00"), KARIN)
        again = open_now(work, one, at("2026-11-24 07:05"), KARIN)
        work.commit()

    assert early == again
    assert early.closes_at == at("2026-11-24 10:00")
    assert walked(company, "08:30", "09:15") == ["maja: One thing today, Maja"]
    walked(company, "10:00")
    with company.work() as work:
        later = open_now(work, one, at("2026-11-24 13:00"), KARIN)
        work.commit()
    assert (later.key, later.closes_at) == ("north:pipeline:2026-11-24:2", at("2026-11-24 13:45"))
    assert walked(company, "13:01") == ["maja: One thing more today, Maja"]
    walked(company, "13:45")
    assert walked(company, "14:30") == ["tom: One thing today, Tom"]


def test_a_draft_is_written_anew_for_whoever_has_not_answered() -> None:
    company = north()
    walked(company, "08:30")
    with company.work() as work:
        work.facts.add(step("call", "2026-11-24", act="", ours="call Johan"))
        work.commit()

    walked(company, "09:15")

    asked = part(company, "maja").asked_in
    letter = company.work().nudging.letter(asked)
    assert "call Johan" in plain(
        from_json(company.state.outbox[the_one(company).message].reply), Speech("en", ZONE, MONDAY)
    )
    assert "call Johan" in plain(from_json(letter[-1].reply), Speech("en", ZONE, MONDAY))


def test_an_answer_is_never_written_over() -> None:
    company = north()
    walked(company, "08:30")
    answered(company, "maja", "08:40")
    before = part(company, "maja")
    with company.work() as work:
        work.facts.add(step("call", "2026-11-24", act="", ours="call Johan"))
        work.commit()

    walked(company, "09:15", "09:40")

    assert part(company, "maja") == before


def test_a_morning_that_asks_is_sent_also_when_all_else_in_it_is_mended() -> None:
    heading, ask, nudge = Para("Two things"), (Divider("s1"), Para("the standup")), (Divider("e1"), Para("a deal"))

    assert not says_more(Say((heading, *nudge, Divider())), ("e1",))
    assert says_more(Say((heading, *ask, *nudge, Divider())), ("e1",))
