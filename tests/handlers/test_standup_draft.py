"""What somebody's deals tell by themselves: each fact once, nothing undone, nobody blamed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.words import Speech, text_of
from domain.concerns import HINTS
from domain.deal import Deal, DealState
from domain.facts import Agreed, Grounds, Outcome, Review, Side, Step, StepEnd, StepEnding
from domain.journal import JournalEntry
from domain.nudges import Concern, Episode
from domain.settings import Rule
from domain.signs import Signs
from domain.standup import Draft, Standup
from domain.words import Words
from handlers.concern_words import NAMES
from handlers.standup.draft import drafts_of
from handlers.standup.material import gathered
from handlers.standup.stuck import trouble
from tests.support.builders import KARIN, MAJA, TOM, answer, at, deal, due_on, meeting, step, visit
from tests.support.fake import FakeCompany

MONDAY = at("2026-11-23 09:15")
WEDNESDAY = at("2026-11-25 09:15")
SINCE = at("2026-11-24 14:00")
BEFORE = at("2026-11-20 10:00")
STANDUP = Standup(
    "s1", "north:pipeline:2026-11-25", "north", "pipeline", date(2026, 11, 25), MONDAY, date(2026, 11, 30), WEDNESDAY,
    at("2026-11-25 10:00"), "en", "Europe/Stockholm",
)  # fmt: skip


@pytest.fixture
def empty(fjord: FakeCompany) -> FakeCompany:
    """Fjord & Co without a deal, nothing to ask of anybody."""
    fjord.state.deals.clear()
    fjord.settings = replace(fjord.settings, questions=())
    return fjord


def going(id: str = "nordfrakt", account: str = "Nordfrakt", due: str = "2026-12-10", **changes: Any) -> Deal:
    """A deal with a step to come in two weeks, about which nobody need worry."""
    made = deal(id, account, step=f"step-{id}", step_due=due_on(due), step_ours="send the quote", **changes)
    return replace(made, stage_since=BEFORE)


def running(one: Deal, **changes: Any) -> Step:
    """The next step of a deal, as it is kept."""
    made = step(one.step or "", None, deal=one.id, ours=one.step_ours, theirs=one.step_theirs, at=BEFORE)
    return replace(made, due=one.step_due, **changes)


def ended(of: Step, end: StepEnd = StepEnd.KEPT, **changes: Any) -> StepEnding:
    """How a step ended on Tuesday."""
    return replace(StepEnding(f"end-{of.id}", of.id, of.deal, "told", "maja", SINCE, end), **changes)


def told(company: FakeCompany, *things: Any) -> None:
    with company.work() as work:
        for one in things:
            if isinstance(one, Deal):
                work.deals.add(one)
            else:
                work.facts.add(one)
        work.commit()


def draft(company: FakeCompany, standup: Standup = STANDUP, person: str = "maja") -> Draft:
    with company.work() as work:
        everybody = [MAJA, TOM, KARIN]
        return drafts_of(work, standup, everybody, WEDNESDAY)[person]


def said(lines: tuple[Words, ...] | Words, language: str = "en") -> list[str]:
    speech = Speech(language, "Europe/Stockholm", WEDNESDAY)
    return [text_of(line, speech) for line in (lines if isinstance(lines, tuple) else (lines,))]


# ---- what happened --------------------------------------------------------------------------------------------------


def test_somebody_without_deals_has_nothing_to_tell(empty: FakeCompany) -> None:
    assert draft(empty) == Draft()
    assert draft(empty).is_empty


def test_a_demo_that_was_held_is_told_with_what_comes_next_and_nothing_of_it_twice(empty: FakeCompany) -> None:
    demo = step("demo", "2026-11-24", ours="demo with the CFO", theirs="demo with the CFO", at=BEFORE)
    nordfrakt = going(due="2026-11-26", stage="proposal")
    nordfrakt = replace(nordfrakt, step_ours="quote meeting", stage_since=SINCE)
    told(empty, nordfrakt, demo, ended(demo), meeting(act="told", at=SINCE), running(nordfrakt))
    told(empty, visit("one"), visit("two", "proposal", at=SINCE))

    found = draft(empty)

    assert said(found.done) == ["Nordfrakt: “demo with the CFO” done, to Proposal. Next: quote meeting, Thu 26 Nov."]
    assert (found.ahead, found.stuck) == ((), ())
    assert said(found.done, "sv") == [
        "Nordfrakt: ”demo with the CFO” klart, till Offert. Nästa steg: quote meeting, tors 26 nov."
    ]


def test_a_deal_that_is_left_without_a_next_step_says_so_in_its_own_line(empty: FakeCompany) -> None:
    told(empty, deal(), meeting(contacts=("anna", "johan"), at=SINCE))

    found = draft(empty)

    assert said(found.done) == ["Nordfrakt: met Anna Berg and Johan Ek. No next step yet."]
    assert (found.stuck, found.deals) == ((), ("nordfrakt",))


def test_a_call_is_told_as_one_and_nobody_named_is_them(empty: FakeCompany) -> None:
    call, visit_there = meeting("call", note="ringde Anna", at=SINCE), meeting("visit", deal="b", contacts=(), at=SINCE)
    told(empty, going(), going("b", "Solberg Bygg"), call, visit_there)
    told(empty, running(going()), running(going("b", "Solberg Bygg")))

    assert said(draft(empty).done) == [
        "Solberg Bygg: met them. Next: send the quote, Thu 10 Dec.",
        "Nordfrakt: talked to Anna Berg. Next: send the quote, Thu 10 Dec.",
    ]


@pytest.mark.parametrize(
    ("end", "told_as"),
    [
        (StepEnd.KEPT, ["Nordfrakt: “visit the yard” done. Next: send the quote, Thu 10 Dec."]),
        (StepEnd.MISSED, ["Nordfrakt: “visit the yard” did not happen. Next: send the quote, Thu 10 Dec."]),
        (StepEnd.CANCELLED, ["Nordfrakt: “visit the yard” called off. Next: send the quote, Thu 10 Dec."]),
        (StepEnd.CORRECTED, []),
    ],
)
def test_a_step_is_told_by_what_became_of_it_and_without_whose_fault_it_was(
    empty: FakeCompany, end: StepEnd, told_as: list[str]
) -> None:
    planned = step("visit", "2026-11-24", ours="visit the yard", at=BEFORE)
    told(empty, going(), running(going()), planned, ended(planned, end, side=Side.US))

    assert said(draft(empty).done) == told_as


def test_a_step_that_was_moved_twice_is_told_once_with_the_day_it_has_now(empty: FakeCompany) -> None:
    first, second = (
        step("first", "2026-11-24", ours="demo"),
        step("second", "2026-11-25", ours="demo", replaces="first"),
    )
    now = going(due="2026-11-27")
    told(empty, now, first, second, ended(first, StepEnd.MOVED), ended(second, StepEnd.MOVED))
    told(empty, running(now, replaces="second", ours="demo"))

    found = draft(empty)

    assert said(found.done) == ["Nordfrakt: “demo” moved to Fri 27 Nov."]
    assert found.ahead == ()


def test_of_a_meeting_that_did_not_happen_it_is_not_said_who_stayed_away(empty: FakeCompany) -> None:
    told(empty, going(), running(going()), meeting(outcome=Outcome.NO_SHOW, at=SINCE))
    told(
        empty,
        replace(going("b", "Solberg Bygg"), step=None),
        meeting("b", deal="b", outcome=Outcome.CANCELLED, at=SINCE),
    )

    assert said(draft(empty).done) == [
        "Solberg Bygg: a meeting was called off. No next step yet.",
        "Nordfrakt: a meeting did not happen. Next: send the quote, Thu 10 Dec.",
    ]


def test_a_new_deal_and_one_that_went_back(empty: FakeCompany) -> None:
    back = replace(going("b", "Solberg Bygg", amount=Decimal(1)), stage_since=SINCE, stage="qualify")
    told(empty, replace(going(), opened_at=SINCE), running(going()), back, running(back))
    told(empty, visit("one", deal="b"), visit("two", "qualify", deal="b", at=SINCE))

    assert said(draft(empty).done) == [
        "Nordfrakt: new. Next: send the quote, Thu 10 Dec.",
        "Solberg Bygg: back to Qualify. Next: send the quote, Thu 10 Dec.",
    ]


def test_won_let_go_and_lost_come_first_and_letting_go_early_is_thanked(empty: FakeCompany) -> None:
    def closed(id: str, account: str, state: DealState, **changes: Any) -> Deal:
        return deal(id, account, state=state, closed_at=SINCE, step=None, **changes)

    signed = Review("r1", "won", "start", "maja", SINCE, "new_business", "won", evidence="signed")
    price = replace(
        signed, id="r2", deal="lost", end="lost", reason="price", grounds=Grounds.CUSTOMER_SAID, said_by="Priya"
    )
    told(empty, closed("won", "Åkerlunds", DealState.WON), signed)
    told(empty, closed("lost", "Brightwater", DealState.LOST, stage="contract"), price)
    early = closed("early", "Lindqvist Bygg", DealState.LOST, stage="qualify", opened_at=SINCE - timedelta(days=6))
    told(empty, early, replace(early, id="before", account="Before", closed_at=BEFORE))
    told(empty, going(), running(going()), meeting(at=SINCE))

    assert said(draft(empty).done) == [
        "Won: Åkerlunds (signed order).",
        "Let go early: Lindqvist Bygg after 6 days. Thank you for the time that saves.",
        "Lost: Brightwater (Price, said by Priya).",
        "Nordfrakt: met Anna Berg. Next: send the quote, Thu 10 Dec.",
    ]


def test_what_was_told_before_the_last_standup_was_told_there(empty: FakeCompany) -> None:
    old = step("old", "2026-11-20", ours="demo", at=BEFORE)
    told(empty, going(), running(going()), old, ended(old, at=MONDAY - timedelta(minutes=1)), meeting(at=BEFORE))

    assert draft(empty) == Draft()


def test_what_was_undone_is_not_told(empty: FakeCompany) -> None:
    demo = step("demo", "2026-11-24", ours="demo", at=BEFORE)
    told(empty, going(), running(going()), demo, ended(demo, act="typo"), meeting(act="typo", at=SINCE))
    with empty.work() as work:
        work.journal.add(JournalEntry("typo", "maja", SINCE, "note", "nordfrakt", None, 1))
        work.journal.add(JournalEntry("undo", "maja", SINCE, "undo", "nordfrakt", None, 2, "typo"))
        work.commit()

    assert draft(empty).done == ()


# ---- what comes -----------------------------------------------------------------------------------------------------


def test_the_steps_until_the_next_standup_come_by_day_with_those_of_today_as_such(empty: FakeCompany) -> None:
    days = ("2026-11-27", "2026-11-25", "2026-11-25 14:00", "2026-11-30", "2026-11-24")
    for place, (due, name) in enumerate(zip(days, ("Fredag", "I dag", "Klockan", "Nästa", "Förra"), strict=True)):
        one = going(str(place), name, due)
        told(empty, one, running(one))
    empty.settings = replace(empty.settings, nudges=replace(empty.settings.nudges, rules=()))

    found = draft(empty)

    assert said(found.ahead) == [
        "Klockan: send the quote, today, 14:00.",
        "I dag: send the quote, today.",
        "Fredag: send the quote, Fri 27 Nov.",
    ]
    assert said(found.ahead, "sv")[:2] == ["Klockan: send the quote, i dag kl 14.00.", "I dag: send the quote, i dag."]
    assert (found.done, found.stuck) == ((), ())


def test_a_deal_that_waits_for_the_customer_has_nothing_ahead(empty: FakeCompany) -> None:
    told(empty, going(due="2026-11-26", paused_until=date(2026, 12, 1)), running(going(due="2026-11-26")))

    assert draft(empty) == Draft()


def test_two_deals_at_one_account_are_told_apart(empty: FakeCompany) -> None:
    first, second = going("a", due="2026-11-26"), going("b", due="2026-11-27", name="släpen")
    told(empty, first, running(first), second, running(second))

    assert said(draft(empty).ahead) == [
        "Nordfrakt, fordonsparken: send the quote, Thu 26 Nov.",
        "Nordfrakt, släpen: send the quote, Fri 27 Nov.",
    ]


def test_what_people_typed_is_one_short_line(empty: FakeCompany) -> None:
    one = going(account="Nord\nfrakt  " + "x" * 60, due="2026-11-26")
    told(empty, one, running(one, ours="send\nthe quote.\u202e" + " and more" * 20))

    (line,) = said(draft(empty).ahead)

    more = " and more" * 5
    assert line == f"Nord frakt {'x' * 27}…: send the quote.{more} and mor…, Thu 26 Nov."


def test_more_than_a_dozen_lines_are_counted(empty: FakeCompany) -> None:
    for place in range(15):
        one = going(f"{place:02}", f"Kund {place:02}", due="2026-11-26", amount=Decimal(place))
        told(empty, one, running(one))

    found = draft(empty)

    assert (len(found.ahead), found.left_out) == (12, (0, 3))
    assert len(found.spoken) == 15


# ---- what is stuck --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "sv"])
def test_every_concern_that_is_no_hint_has_a_line(empty: FakeCompany, language: str) -> None:
    with empty.work() as work:
        found = gathered(work, STANDUP, [MAJA], WEDNESDAY)
    one = going(due="2026-11-20", step_theirs="skicka listan", close_date=date(2026, 11, 20), pushed=2)

    lines = [trouble(found, one, concern) for concern in NAMES if concern not in HINTS]

    assert [len(line) > 20 and "Nordfrakt" in line for line in said(tuple(lines), language)] == [True] * 10


def test_at_most_two_are_stuck_the_worst_first_and_one_thing_is_said_of_a_deal(empty: FakeCompany) -> None:
    late = going("late", "Lindqvist Bygg", "2026-11-23", amount=Decimal(5))
    idle = deal("idle", "Hamnbolaget", amount=Decimal(50), idle_since=BEFORE)
    slow = replace(going("slow", "Kraftverket", amount=Decimal(900)), stage_since=at("2026-10-01 09:00"))
    told(empty, late, running(late), idle, slow, running(slow))

    found = draft(empty)

    assert said(found.stuck) == [
        "Hamnbolaget: no next step since Fri 20 Nov.",
        "Lindqvist Bygg: “send the quote” was for Mon 23 Nov. Done, or a new day?",
    ]
    assert found.deals == ("slow", "idle", "late")


def test_a_hint_is_no_exception_and_a_symptom_is_not_told_beside_its_cause(empty: FakeCompany) -> None:
    rules = (Rule("no_decision_maker", True, 0, 2), Rule("no_next_step", True, 1, 3), Rule("stalled", True, 1, 3))
    empty.settings = replace(empty.settings, nudges=replace(empty.settings.nudges, rules=rules))
    told(empty, deal(idle_since=BEFORE))

    assert said(draft(empty).stuck) == ["Nordfrakt: no next step since Fri 20 Nov."]


def test_a_hint_alone_is_none_either(empty: FakeCompany) -> None:
    rules = (Rule("single_threaded", True, 0, 2, level=2),)
    empty.settings = replace(empty.settings, nudges=replace(empty.settings.nudges, rules=rules))
    told(empty, going(signs=Signs(met=1)), running(going()))

    assert draft(empty) == Draft()


def test_a_step_whose_day_has_passed_is_told_once_and_not_as_what_comes_next(empty: FakeCompany) -> None:
    late = going(due="2026-11-23")
    told(empty, late, running(late), meeting(at=SINCE))

    found = draft(empty)

    assert said(found.done) == ["Nordfrakt: met Anna Berg."]
    assert said(found.stuck) == ["Nordfrakt: “send the quote” was for Mon 23 Nov. Done, or a new day?"]


def test_a_deal_that_waits_needs_no_next_step(empty: FakeCompany) -> None:
    told(empty, deal(paused_until=date(2026, 12, 1)), meeting(at=SINCE))

    assert said(draft(empty).done) == ["Nordfrakt: met Anna Berg."]


def test_a_step_they_have_not_agreed_to_is_told_once(empty: FakeCompany) -> None:
    rules = (Rule("step_not_agreed", True, 0, 2),)
    empty.settings = replace(empty.settings, nudges=replace(empty.settings.nudges, rules=rules))
    one = going(due="2026-11-26", signs=Signs(step_on=date(2026, 11, 10)))
    told(empty, one, running(one, agreed=Agreed.NONE))

    found = draft(empty)

    assert said(found.stuck) == ["Nordfrakt: they have not said yes to “send the quote”, Thu 26 Nov."]
    assert found.ahead == ()


def test_what_is_held_back_from_the_nudges_is_held_back_here(empty: FakeCompany) -> None:
    told(empty, deal(idle_since=BEFORE))
    with empty.work() as work:
        work.nudging.save_episode(Episode("e", "nordfrakt", Concern.NO_NEXT_STEP, BEFORE, held_back=True))
        work.commit()

    assert draft(empty) == Draft()


def test_nobody_tells_of_a_colleagues_deals(empty: FakeCompany) -> None:
    told(empty, deal(owner="tom", idle_since=BEFORE))

    assert draft(empty) == Draft()
    assert said(draft(empty, person="tom").stuck) == ["Nordfrakt: no next step since Fri 20 Nov."]


# ---- the one question -----------------------------------------------------------------------------------------------


ASK = "Who else needs to say yes before you can sign?"


def test_the_one_question_is_for_the_next_meeting_before_any_other_step(fjord: FakeCompany) -> None:
    fjord.state.deals.clear()
    soon, meets = (
        going("soon", "Solberg Bygg", "2026-11-26"),
        replace(going(due="2026-11-27"), step_ours="träffa Johan"),
    )
    told(fjord, soon, running(soon), meets, running(meets))

    found = draft(fjord)

    assert said(found.question) == [f"Johan at Nordfrakt on Fri 27 Nov: “{ASK}”"]
    assert (found.asked_of, found.asked) == ("nordfrakt", "decision_maker")
    assert said(found.question, "sv") == [
        "Johan på Nordfrakt fre 27 nov: ”Vilka fler behöver säga ja innan ni kan skriva på?”"
    ]


def test_where_nobody_is_known_the_account_is_asked(fjord: FakeCompany) -> None:
    fjord.state.deals.clear()
    one = going("soon", "Solberg Bygg", "2026-11-25")
    told(fjord, one, running(one))

    assert said(draft(fjord).question) == [f"Solberg Bygg today: “{ASK}”"]


def test_a_question_that_was_put_lately_rests_and_the_next_one_comes(fjord: FakeCompany) -> None:
    fjord.state.deals.clear()
    one = going("soon", "Solberg Bygg", "2026-11-25")
    put = answer(question="decision_maker", value="", grounds=Grounds.UNKNOWN, heard_on=date(2026, 11, 24), deal="soon")
    told(fjord, one, running(one), put)

    assert draft(fjord).asked == "timeline"


def test_what_has_passed_and_what_waits_is_no_time_to_ask(fjord: FakeCompany) -> None:
    fjord.state.deals.clear()
    late, waits = going(due="2026-11-23"), going("soon", "Solberg", "2026-11-26", paused_until=date(2026, 12, 1))
    told(fjord, late, running(late), waits, running(waits))

    assert draft(fjord).question == ""


def test_where_nothing_is_due_soon_nothing_is_to_be_asked(fjord: FakeCompany) -> None:
    fjord.state.deals.clear()
    told(fjord, going(due="2026-12-10"), running(going(due="2026-12-10")))

    assert draft(fjord).question == ""
