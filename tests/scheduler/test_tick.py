"""What the coach says unasked, found by walking the clock."""

from __future__ import annotations

import logging
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count, pairwise
from typing import Any

import pytest

from domain.acting import Doing, record
from domain.deal import Deal
from domain.facts import Agreed, Step, StepEnd, StepEnding
from domain.nudges import Concern, Episode, Reason
from domain.person import Leave
from domain.settings import Nudges, Rule
from scheduler.tick import TickReport, tick
from tests.scheduler.rounds import Heard, company_of, heard, walk
from tests.support.builders import MAJA, TOM, at, deal, due_on, person, settings
from tests.support.fake import FakeCompany, FakeNudging, NoHolidays

MONDAY = at("2026-11-23 08:30")
TUESDAY = at("2026-11-24 08:30")
HALF_AN_HOUR = timedelta(minutes=30)
SINCE_FRIDAY = at("2026-11-20 15:00")


def promised(id: str, due: str, ours: str = "skicka offerten", theirs: str = "", **changes: Any) -> Deal:
    """A deal with a next step, entered into its stage lately enough."""
    step = {"step": f"step-{id}", "step_due": due_on(due), "step_ours": ours, "step_theirs": theirs}
    return deal(id, **{"account": id.title(), "name": "", "stage_since": SINCE_FRIDAY, **step, **changes})


def idle(id: str = "nordfrakt", **changes: Any) -> Deal:
    """A deal that has had no next step since Friday."""
    given = {"account": id.title(), "name": "", "idle_since": SINCE_FRIDAY, "stage_since": SINCE_FRIDAY, **changes}
    return deal(id, **given)


def reasons(report: TickReport) -> dict[tuple[str, Concern], Reason]:
    """Every verdict of a tick."""
    return {(entry.deal, entry.concern): entry.verdict.reason for entry in report.verdicts}


def running(company: FakeCompany) -> list[Episode]:
    """The episodes that have not ended."""
    return [episode for episode in company.state.episodes.values() if episode.ended_at is None]


# ---- a fortnight -----------------------------------------------------------------------------------------------------


def test_a_fortnight_over_the_autumn_change_and_a_holiday_in_two_zones() -> None:
    company = company_of(
        promised("kraftverket", "2026-10-22", "demo med ekonomichefen", "demo med ekonomichefen"),
        promised("solberg", "2026-10-23", "", "skicka siffrorna"),
        promised("hudson", "2026-10-26", "send the quote", owner="tom"),
        deal(
            "brooks", "Brooks", "", owner="tom", stage="qualify", stage_since=at("2026-10-12 09:00"),
            step="call", step_ours="call",
        ),
        calendar=NoHolidays(date(2026, 10, 30)),
    )  # fmt: skip

    said = walk(company, at("2026-10-19 00:00"), at("2026-11-02 00:00"), HALF_AN_HOUR)

    demo = "Kraftverket: demo med ekonomichefen var tors 22 okt. Vad kom ni överens om?"
    figures = (
        "Solberg: deras del till fre 23 okt var ”skicka siffrorna”. Ska du fråga hur det går?",
        "Du kan skriva: ”Hej, hur går det med det vi sa till fre 23 okt?”",
    )
    quote = "Hudson: your part for Mon 26 Oct was “send the quote”. Is it done?"
    stage = (
        "Brooks has been in Qualify since Mon 12 Oct; 14 days is what we expect. What is still missing?",
        "It moves on when this has happened: The customer has agreed.",
    )
    assert said == [
        Heard("maja", "Fri 23 Oct 08:30", ("En sak i dag, Maja", demo)),
        Heard("maja", "Mon 26 Oct 08:30", ("En sak i dag, Maja", *figures)),
        Heard("maja", "Tue 27 Oct 08:30", ("En sak i dag, Maja", demo)),
        Heard("tom", "Tue 27 Oct 08:30", ("Two things today, Tom", quote, *stage)),
        Heard("maja", "Thu 29 Oct 08:30", ("En sak i dag, Maja", *figures)),
        Heard("tom", "Thu 29 Oct 08:30", ("One thing today, Tom", quote)),
    ]


def test_a_month_of_ticks_says_one_thing_a_day_in_hours_and_keeps_quiet_for_days_about_each_deal() -> None:
    night_owl = person("nina", "Nina Ek", zone="Pacific/Auckland", language="en")
    kinds = [
        [idle(f"idle-{owner}-{n}", owner=owner, idle_since=at("2026-10-15 15:00")) for n in range(4)]
        + [promised(f"ours-{owner}-{n}", f"2026-10-{20 + 3 * n}", owner=owner) for n in range(4)]
        + [promised(f"theirs-{owner}-{n}", f"2026-10-{21 + 2 * n}", "", "svara", owner=owner) for n in range(4)]
        for owner in ("maja", "tom", "nina")
    ]
    company = company_of(*(one for kind in kinds for one in kind), people=(MAJA, TOM, night_owl))

    said = walk(company, at("2026-10-19 00:10"), at("2026-11-16 00:00"), timedelta(hours=1))

    assert {message.person for message in said} == {"maja", "tom", "nina"}
    days = [(message.person, message.when[:10]) for message in said]
    assert len(days) == len(set(days))
    assert all("08:30" <= message.when[11:] < "17:00" and message.when[:3] not in {"Sat", "Sun"} for message in said)
    assert all(2 <= len(message.lines) <= 7 for message in said)
    for deal_id in company.state.deals:
        spoken = sorted(entry.at for entry in company.state.verdicts if entry.deal == deal_id and entry.verdict.speaks)
        assert spoken, f"{deal_id} was never spoken of"
        assert all(later - earlier > timedelta(days=1) for earlier, later in pairwise(spoken))


# ---- one message -----------------------------------------------------------------------------------------------------


def test_one_message_speaks_of_the_most_valuable_deals_and_of_no_more_than_was_asked_for() -> None:
    worth = {"a": 10_000, "b": 900_000, "c": None, "d": 250_000, "e": 40_000}
    company = company_of(*(idle(id, amount=Decimal(n) if n else None) for id, n in worth.items()))

    report = tick(company.work, MONDAY)

    assert [line.split()[0] for line in heard(company, report, MONDAY)[0].lines[1:]] == ["B", "D", "E"]
    assert reasons(report)["a", Concern.NO_NEXT_STEP] is Reason.ENOUGH_TODAY
    assert heard(company, tick(company.work, TUESDAY), TUESDAY)[0].lines[1:] == (
        "A har saknat ett nästa steg sedan fre 20 nov. Vad händer nu?",
        "C har saknat ett nästa steg sedan fre 20 nov. Vad händer nu?",
    )


def test_what_is_new_goes_before_what_was_said_already() -> None:
    company = company_of(
        idle("old", amount=Decimal(900_000)),
        promised("new", "2026-11-25", amount=Decimal(1)),
        made=settings(nudges=replace(settings().nudges, at_most=1)),
    )
    tick(company.work, MONDAY)
    thursday = at("2026-11-26 08:30")

    report = tick(company.work, thursday)

    assert reasons(report) == {
        ("new", Concern.OUR_STEP_OVERDUE): Reason.FIRST_TIME,
        ("old", Concern.NO_NEXT_STEP): Reason.ENOUGH_TODAY,
    }


def test_what_begins_later_in_the_day_waits_for_the_next_morning() -> None:
    company = company_of(idle())
    tick(company.work, MONDAY)
    _take(company, idle("late"))

    report = tick(company.work, at("2026-11-23 14:00"))

    assert reasons(report) == {("late", Concern.NO_NEXT_STEP): Reason.ENOUGH_TODAY}
    assert company.state.deals["late"].attention_at == TUESDAY


def test_the_cause_is_said_and_not_its_symptom() -> None:
    company = company_of(idle(stage_since=at("2026-10-01 09:00")))

    report = tick(company.work, MONDAY)

    assert reasons(report) == {
        ("nordfrakt", Concern.NO_NEXT_STEP): Reason.FIRST_TIME,
        ("nordfrakt", Concern.STAGE_OVERDUE): Reason.EXPLAINED,
    }


def test_the_symptom_is_said_once_its_cause_is_mended() -> None:
    company = company_of(idle(stage_since=at("2026-10-01 09:00")))
    tick(company.work, MONDAY)
    _set_step(company, "2026-12-10", at("2026-11-23 11:00"))

    report = tick(company.work, TUESDAY)

    assert reasons(report) == {("nordfrakt", Concern.STAGE_OVERDUE): Reason.FIRST_TIME}


# ---- once and not again ----------------------------------------------------------------------------------------------


def test_a_second_tick_at_the_same_instant_changes_nothing() -> None:
    company = company_of(idle(), promised("solberg", "2026-11-20"), idle("hudson", owner="tom"))
    tick(company.work, MONDAY)
    before = deepcopy(company.state)

    assert tick(company.work, MONDAY) == TickReport()
    assert company.state == before


def test_a_dry_run_says_what_would_be_said_and_keeps_none_of_it() -> None:
    company = company_of(idle())
    before = deepcopy(company.state)

    tried = tick(company.work, MONDAY, dry_run=True)

    assert company.state == before
    assert heard(company, tried, MONDAY) == heard(company, tick(company.work, MONDAY), MONDAY) != []


def test_a_late_tick_collapses_into_one_message() -> None:
    company = company_of(idle(), promised("solberg", "2026-11-23"), promised("kraftverket", "2026-11-24"))
    friday = at("2026-11-27 11:17")

    said = walk(company, friday, friday + timedelta(hours=4), timedelta(minutes=1))

    assert [(message.when, len(message.lines)) for message in said] == [("Fri 27 Nov 11:17", 4)]


def test_a_tick_outside_working_hours_says_nothing_and_comes_back_in_the_morning() -> None:
    company = company_of(idle())

    report = tick(company.work, at("2026-11-23 19:00"))

    assert reasons(report) == {("nordfrakt", Concern.NO_NEXT_STEP): Reason.OUTSIDE_HOURS}
    assert company.state.deals["nordfrakt"].attention_at == TUESDAY


def test_a_message_lies_in_the_outbox_once_with_the_episodes_it_speaks_of() -> None:
    company = company_of(idle(), promised("solberg", "2026-11-20"))

    tick(company.work, MONDAY)

    item = next(iter(company.state.outbox.values()))
    assert (item.key, item.person, item.not_before) == ("nudge:maja:2026-11-23", "maja", MONDAY)
    assert set(item.episodes) == {episode.id for episode in running(company)}
    assert {(episode.said_at, episode.times_said) for episode in running(company)} == {(MONDAY, 1)}


def test_another_process_that_spoke_meanwhile_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    company = company_of(idle())
    tick(company.work, MONDAY)
    _take(company, idle("late"))
    before = deepcopy(company.state)
    known = FakeNudging.known
    looks = count()
    monkeypatch.setattr(FakeNudging, "known", lambda *asked: known(*asked) if next(looks) % 2 else frozenset())

    assert tick(company.work, at("2026-11-23 14:00")) == TickReport()
    assert company.state == before


# ---- what people do --------------------------------------------------------------------------------------------------


def test_snoozed_until_tomorrow_it_is_said_tomorrow() -> None:
    company = company_of(idle())
    tick(company.work, MONDAY)
    with company.work() as work:
        episode = work.nudging.episodes(["nordfrakt"])[0]
        work.nudging.save_episode(replace(episode, snoozed_until=at("2026-11-24 00:00")))
        work.deals.look_again("nordfrakt", TUESDAY)
        work.commit()

    said = walk(company, MONDAY, at("2026-11-26 00:00"), HALF_AN_HOUR)

    assert [message.when for message in said] == ["Tue 24 Nov 08:30"]


def test_put_off_before_it_began_it_stays_put_off_when_the_deal_is_edited() -> None:
    company = company_of(promised("nordfrakt", "2026-11-23"))
    with company.work() as work:
        before = work.deals.get("nordfrakt")
        assert before is not None
        work.nudging.save_episode(
            Episode(
                "early", "nordfrakt", Concern.OUR_STEP_OVERDUE, at("2026-11-24 00:00"),
                snoozed_until=at("2026-11-26 08:30"),
            )
        )  # fmt: skip
        work.facts.add(
            Step("step-nordfrakt", "nordfrakt", "act", "maja", MONDAY, "ring", "", before.step_due, Agreed.SAID)
        )
        record(work, Doing("edit", "maja", MONDAY, "deal.edit"), before, replace(before, area="larm"))
        work.commit()

    said = walk(company, MONDAY, at("2026-11-28 00:00"), HALF_AN_HOUR)

    assert [message.when for message in said] == ["Thu 26 Nov 08:30"]


@pytest.mark.parametrize(
    ("began", "begins", "over"),
    [
        pytest.param("2026-11-20 00:00", "2026-11-20 00:00", False, id="it is true"),
        pytest.param("2026-11-20 00:00", None, True, id="it will never be true"),
        pytest.param("2026-11-20 00:00", "2026-11-30 00:00", True, id="it will be true later"),
        pytest.param("2026-11-30 00:00", "2026-11-30 00:00", False, id="it has not begun"),
    ],
)
def test_an_episode_is_over_when_its_concern_is(began: str, begins: str | None, over: bool) -> None:
    episode = Episode("a", "nordfrakt", Concern.NO_NEXT_STEP, at(began))

    assert episode.is_over(at(begins) if begins else None, MONDAY) is over


def test_a_concern_that_was_mended_and_came_back_is_a_new_one() -> None:
    company = company_of(idle())
    tick(company.work, MONDAY)
    step = _set_step(company, "2026-11-23", at("2026-11-23 09:00"))
    assert running(company) == []
    wednesday = at("2026-11-25 08:30")

    tick(company.work, TUESDAY)
    _move_step(company, step, "2026-11-24", at("2026-11-24 09:00"))
    report = tick(company.work, wednesday)

    assert reasons(report) == {("nordfrakt", Concern.OUR_STEP_OVERDUE): Reason.FIRST_TIME}
    assert [episode.concern for episode in company.state.episodes.values()] == [
        Concern.NO_NEXT_STEP,
        Concern.OUR_STEP_OVERDUE,
        Concern.OUR_STEP_OVERDUE,
    ]


def test_a_rule_that_was_switched_off_ends_its_episodes() -> None:
    company = company_of(idle())
    tick(company.work, MONDAY)
    company.settings = settings(nudges=Nudges(3, (Rule("stage_overdue", True, 0, 5),)))

    report = tick(company.work, at("2026-11-26 08:30"))

    assert reasons(report) == {("nordfrakt", Concern.NO_NEXT_STEP): Reason.RESOLVED}
    assert running(company) == []


def test_a_paused_deal_is_spoken_of_on_the_day_they_asked_us_to_wait_for() -> None:
    company = company_of(idle(paused_until=date(2026, 12, 2)))

    said = walk(company, MONDAY, at("2026-12-04 00:00"), HALF_AN_HOUR)

    assert said == [
        Heard(
            "maja",
            "Wed 02 Dec 08:30",
            ("En sak i dag, Maja", "Nordfrakt: de bad oss vänta till ons 2 dec. Vad blir nästa steg nu?"),
        )
    ]


# ---- when something is broken ----------------------------------------------------------------------------------------


def test_a_broken_record_costs_one_person_a_message_and_nobody_else(caplog: pytest.LogCaptureFixture) -> None:
    company = company_of(idle(), idle("hudson", owner="tom"))
    company.state.persons["tom"] = replace(TOM, zone="Atlantis/Capital")

    with caplog.at_level(logging.ERROR):
        report = tick(company.work, at("2026-11-23 14:30"))

    assert [person for person, _ in report.said] == ["maja"]
    assert report.failed == ("tom",)
    assert "Atlantis/Capital" in caplog.text


def test_it_is_tried_again_once_it_is_mended() -> None:
    company = company_of(idle("hudson", owner="tom"))
    company.state.persons["tom"] = replace(TOM, zone="Atlantis/Capital")
    tick(company.work, at("2026-11-23 14:30"))
    company.state.persons["tom"] = TOM

    report = tick(company.work, at("2026-11-23 14:31"))

    assert [person for person, _ in report.said] == ["tom"]


def test_a_deal_whose_owner_is_gone_is_told_to_nobody_and_looked_at_no_more() -> None:
    company = company_of(idle())
    tick(company.work, MONDAY)
    del company.state.persons["maja"]

    report = tick(company.work, at("2026-11-26 08:30"))

    assert reasons(report) == {("nordfrakt", Concern.NO_NEXT_STEP): Reason.NOBODY_TO_TELL}
    assert company.state.deals["nordfrakt"].attention_at is None


# ---- what happens to a deal ------------------------------------------------------------------------------------------


def _take(company: FakeCompany, one: Deal) -> None:
    """A deal comes in that is worth a look at once."""
    with company.work() as work:
        work.deals.add(replace(one, attention_at=one.idle_since))
        work.commit()


def _set_step(company: FakeCompany, due: str, now: datetime) -> Step:
    with company.work() as work:
        before = work.deals.get("nordfrakt")
        assert before is not None
        act = work.new_id()
        step = Step(work.new_id(), "nordfrakt", act, "maja", now, "ring Anna", "", due_on(due), Agreed.SAID)
        record(work, Doing(act, "maja", now, "step.set"), before, before, step)
        work.commit()
    return step


def _move_step(company: FakeCompany, step: Step, due: str, now: datetime) -> None:
    with company.work() as work:
        before = work.deals.get("nordfrakt")
        assert before is not None
        act = work.new_id()
        ending = StepEnding(work.new_id(), step.id, "nordfrakt", act, "maja", now, StepEnd.MOVED)
        later = replace(step, id=work.new_id(), act=act, at=now, due=due_on(due), replaces=step.id)
        record(work, Doing(act, "maja", now, "step.move"), before, before, ending, later)
        work.commit()


def test_somebody_who_has_left_is_told_nothing_and_the_verdict_says_so() -> None:
    company = company_of(idle())
    tick(company.work, MONDAY)
    company.settings = replace(company.settings, people=company.settings.people[1:])

    report = tick(company.work, at("2026-11-26 08:30"))

    assert report.said == ()
    assert reasons(report) == {("nordfrakt", Concern.NO_NEXT_STEP): Reason.NOBODY_TO_TELL}


# ---- leave -----------------------------------------------------------------------------------------------------------

AWAY = replace(MAJA, away=(Leave(date(2026, 11, 23), date(2026, 11, 24), "tom"),))


def test_who_covers_gets_one_message_about_their_own_deals_and_the_others() -> None:
    company = company_of(idle(amount=Decimal(1)), idle("hudson", owner="tom"), people=(AWAY, TOM))

    said = walk(company, at("2026-11-23 00:00"), at("2026-11-24 00:00"), HALF_AN_HOUR)

    assert said == [
        Heard(
            "tom",
            "Mon 23 Nov 08:30",
            (
                "Two things today, Tom",
                "Hudson has had no next step since Fri 20 Nov. What happens next?",
                "You cover for Maja Lind.",
                "Nordfrakt has had no next step since Fri 20 Nov. What happens next?",
            ),
        )
    ]
    assert next(iter(company.state.outbox.values())).key == "nudge:tom:2026-11-23"


def test_who_covers_is_told_no_more_in_a_day_than_anybody_else() -> None:
    company = company_of(
        *(idle(f"maja{n}") for n in range(3)), *(idle(f"tom{n}", owner="tom") for n in range(3)), people=(AWAY, TOM)
    )

    report = tick(company.work, at("2026-11-23 14:30"))

    assert [person for person, _ in report.said] == ["tom"]
    assert sorted(reasons(report).values(), key=str) == [Reason.ENOUGH_TODAY] * 3 + [Reason.FIRST_TIME] * 3


def test_without_a_cover_it_waits_until_the_owner_is_back() -> None:
    company = company_of(idle(), people=(replace(MAJA, away=(Leave(date(2026, 11, 23), date(2026, 11, 24)),)), TOM))

    said = walk(company, at("2026-11-23 00:00"), at("2026-11-28 00:00"), HALF_AN_HOUR)

    assert [(message.person, message.when) for message in said] == [("maja", "Wed 25 Nov 08:30")]


def test_what_the_cover_was_told_the_owner_is_not_told_again_at_once() -> None:
    company = company_of(idle(), people=(AWAY, TOM))

    said = walk(company, at("2026-11-23 00:00"), at("2026-11-28 00:00"), HALF_AN_HOUR)

    assert [(message.person, message.when) for message in said] == [
        ("tom", "Mon 23 Nov 08:30"),
        ("maja", "Thu 26 Nov 08:30"),
    ]


def test_an_episode_knows_the_messages_that_spoke_of_it() -> None:
    company = company_of(idle())

    walk(company, MONDAY, at("2026-11-27 00:00"), HALF_AN_HOUR)

    (episode,) = running(company)
    assert (episode.first_said_at, episode.said_at, episode.times_said) == (MONDAY, at("2026-11-26 08:30"), 2)
    assert episode.said_in == tuple(item.id for item in company.state.outbox.values())
