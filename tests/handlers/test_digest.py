"""A team's week on one screen: what moved, stopped and ended, whom a word may help, what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.plain import plain
from bot.words import Speech
from domain.acting import Doing, record
from domain.chat import Chart
from domain.codec import from_json
from domain.deal import Deal, DealState
from domain.facts import Grounds, Review, Side, StepEnd, StepEnding
from domain.person import Leave, Role
from domain.settings import Rule
from handlers.digest import channel_digest_for, digest_for
from tests.handlers.conftest import NOW
from tests.support.builders import KARIN, MAJA, TOM, at, deal, due_on, step, visit
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

MONDAY = at("2026-11-23 08:30")
SINCE = at("2026-11-16 08:30")
FRESH = at("2026-11-19 10:00")
OLD = at("2026-11-03 09:00")
PUSHED = Rule("close_date_pushed", True, 0, 5, level=2)
ENGLISH = replace(KARIN, language="en")


def going(id: str, account: str, **changes: Any) -> Deal:
    """A deal that goes on: a step to come, dates and an amount."""
    made = deal(id, account, step=f"step-{id}", step_due=due_on("2026-12-01"), step_ours="call them")
    return replace(made, **{"close_date": date(2026, 12, 20), "stage_since": OLD, **changes})


def ended(id: str, account: str, state: DealState, **changes: Any) -> Deal:
    closed = going(id, account, state=state, closed_at=FRESH, stage_since=FRESH, **changes)
    return replace(closed, step=None, step_due=None)


def team_of(fjord: FakeCompany, *deals: Deal, facts: tuple[Review, ...] = ()) -> FakeCompany:
    """Team North with these deals alone, nothing asked of anybody; somebody told of them lately."""
    fjord.state.deals.clear()
    fjord.settings = replace(fjord.settings, questions=())
    with fjord.work() as work:
        for one in deals:
            work.deals.add(one)
        work.facts.add(*facts)
        work.commit()
    for person in ("maja", "tom"):
        told(fjord, person)
    return fjord


def told(fjord: FakeCompany, person: str) -> None:
    """They told of a deal of theirs on Friday, which changes nothing else."""
    with fjord.work() as work:
        made = going(f"told-{person}", f"Kund av {person}", owner=person, stage_since=at("2026-11-03 09:00"))
        record(
            work,
            Doing(work.new_id(), person, at("2026-11-20 10:00"), "new"),
            None,
            replace(made, state=DealState.PROSPECT),
        )
        work.commit()


def digest(fjord: FakeCompany, *, language: str = "en") -> list[str]:
    """The lines of Monday's, without its chart and its buttons at the end."""
    with fjord.work() as work:
        said = digest_for(work, fjord.settings.teams[0], replace(KARIN, language=language), SINCE, MONDAY)
    kept = replace(said, blocks=tuple(block for block in said.blocks if not isinstance(block, Chart)))
    return plain(kept, Speech(language, KARIN.zone, MONDAY)).splitlines()


def review(deal: str, end: str, **changes: Any) -> Review:
    made = Review(f"review-{deal}", deal, "start", "maja", FRESH, "new_business", end)
    return replace(made, **changes)


WEEK = (
    going("nordfrakt", "Nordfrakt", stage="proposal", stage_since=FRESH),
    going("hudson", "Hudson", owner="tom", stage="qualify", stage_since=FRESH, amount=Decimal(1000)),
    going("ny", "Nybygg", opened_at=FRESH, stage_since=FRESH, stage="qualify", amount=Decimal(900)),
    ended("akerlunds", "Åkerlunds", DealState.WON),
    ended("solberg", "Solberg", DealState.WON, amount=Decimal(10)),
    ended("brightwater", "Brightwater", DealState.LOST, opened_at=at("2026-06-01 09:00"), stage="proposal"),
    ended("harbour", "Harbour", DealState.LOST, opened_at=at("2026-06-01 09:00"), stage="needs", amount=Decimal(5)),
    ended("lindqvist", "Lindqvist", DealState.LOST, opened_at=at("2026-11-13 09:00"), stage="qualify"),
    ended("tallmo", "Tallmo", DealState.LOST, opened_at=at("2026-11-11 09:00"), stage="qualify"),
)
TOLD = (
    review("akerlunds", "won", evidence="signed"),
    review("solberg", "won", evidence="said", said_by="Per Ek"),
    review("brightwater", "lost", reason="price"),
    review("harbour", "lost", reason="competitor", grounds=Grounds.CUSTOMER_SAID, said_by="Dan Hill"),
)


def test_what_moved_and_what_ended_with_the_honest_reason(fjord: FakeCompany) -> None:
    team_of(fjord, *WEEK, facts=TOLD)
    with fjord.work() as work:
        work.facts.add(visit("v1", "needs", deal="hudson"), visit("v2", "qualify", deal="hudson", at=FRESH))
        work.commit()

    assert digest(fjord)[:7] == [
        "North, week 48. SEK 0 of SEK 402k rests on something nobody has asked.",
        "Moved: Nordfrakt to Proposal and Hudson back to Qualify.",
        "New: 1 deal.",
        "Won: Åkerlunds (signed order) and Solberg (Per Ek said yes).",
        "Lost: Brightwater (Price, our assumption) and Harbour (Competitor, said by Dan Hill).",
        "Let go early: 2, after 7 days in the median. Thank you for the time that saves.",
        "[1] The deals behind this  [2] What it rests on",
    ]


def test_and_in_swedish(fjord: FakeCompany) -> None:
    team_of(fjord, *WEEK, facts=TOLD)

    assert digest(fjord, language="sv")[1:] == [
        "Flyttade: Nordfrakt till Offert och Hudson till Kvalificera.",
        "Nya: 1 affär.",
        "Vunna: Åkerlunds (underskriven beställning) och Solberg (Per Ek sa ja).",
        "Förlorade: Brightwater (Pris, vårt antagande) och Harbour (Konkurrent, enligt Dan Hill).",
        "Släppta tidigt: 2, efter 7 dagar i median. Tack för tiden det sparar.",
        "[1] Affärerna bakom  [2] Vad det vilar på",
    ]


STOPPED = (
    going("a", "Nordfrakt", step_due=due_on("2026-11-18"), stage_since=FRESH, opened_at=OLD, amount=Decimal(900)),
    replace(going("b", "Solberg", stage_since=FRESH, opened_at=at("2026-11-10 09:00")), step=None, step_due=None),
    replace(going("c", "Hudson", amount=None, close_date=None, stage_since=OLD), step=None, step_due=None),
)


def test_what_stopped_is_counted_and_the_largest_named(fjord: FakeCompany) -> None:
    team_of(fjord, *STOPPED)

    assert digest(fjord)[-4:] == [
        (
            "Stopped: 1 with an overdue step and 2 without a next step. Most is at stake in Solberg (SEK 400,000) and "
            "Nordfrakt (SEK 900)."
        ),
        "1 deal has no amount and counts as 0.",
        "1 deal has no close date.",
        "[1] The deals behind this  [2] What it rests on",
    ]


def test_a_quiet_week_says_so_in_one_line(fjord: FakeCompany) -> None:
    team_of(fjord, going("nordfrakt", "Nordfrakt"))

    assert digest(fjord) == [
        "North, week 48. SEK 0 of SEK 400k rests on something nobody has asked.",
        "Nothing has moved, stopped or ended since Mon 16 Nov.",
        "[1] What it rests on",
    ]
    assert digest(fjord, language="sv")[1] == "Inget har flyttats, stannat eller avslutats sedan mån 16 nov."


def test_a_team_without_deals(fjord: FakeCompany) -> None:
    team_of(fjord)

    assert digest(fjord)[0] == "North, week 48. There is no open deal."


def test_a_daily_one_is_called_by_its_day(fjord: FakeCompany) -> None:
    team_of(fjord, going("nordfrakt", "Nordfrakt"))
    with fjord.work() as work:
        said = digest_for(work, fjord.settings.teams[0], ENGLISH, at("2026-11-22 08:30"), MONDAY)

    assert plain(said, Speech("en", KARIN.zone, MONDAY)).splitlines()[0].startswith("North, Mon 23 Nov.")


def moved_by_them(fjord: FakeCompany, id: str) -> None:
    """The customer has moved the step of this deal twice."""
    first = step("first", "2026-11-10", deal=id, ours="the decision", theirs="the decision")
    second = replace(first, id="second", due=due_on("2026-11-17"), replaces="first")
    third = replace(first, id=f"step-{id}", due=due_on("2026-12-01"), replaces="second")
    with fjord.work() as work:
        work.facts.add(first, second, third)
        for moved in ("first", "second"):
            end = StepEnding(f"end-{moved}", moved, id, "start", "maja", FRESH, StepEnd.MOVED, Side.THEM)
            work.facts.add(end)
        work.commit()


def test_a_word_that_may_help_is_one_a_colleague_about_the_largest_deal(fjord: FakeCompany) -> None:
    team_of(
        fjord,
        going("a", "Nordfrakt"),
        going("b", "Solberg", amount=Decimal(10)),
        going("c", "Hudson", owner="tom", pushed=3, pushed_at=FRESH, amount=Decimal(5)),
    )
    fjord.settings = replace(fjord.settings, nudges=replace(fjord.settings.nudges, rules=(PUSHED,)))
    moved_by_them(fjord, "a")
    moved_by_them(fjord, "b")

    assert digest(fjord)[2:6] == [
        "Worth a word: with Maja about Nordfrakt, fordonsparken (the customer has moved “the decision” twice).",
        "[1] Open  [2] Ask Maja",
        "Worth a word: with Tom about Hudson, fordonsparken (its close date was put off 3 times).",
        "[3] Open  [4] Ask Tom",
    ]
    assert digest(fjord, language="sv")[2:4] == [
        "Värt ett samtal: med Maja om Nordfrakt, fordonsparken (kunden har flyttat ”the decision” två gånger).",
        "[1] Öppna  [2] Fråga Maja",
    ]


def test_whoever_is_on_leave_is_left_alone(fjord: FakeCompany) -> None:
    team_of(fjord, going("a", "Nordfrakt"))
    moved_by_them(fjord, "a")
    with fjord.work() as work:
        work.persons.save(replace(MAJA, away=(Leave(date(2026, 11, 23), date(2026, 11, 27)),)))
        work.commit()

    assert not any("Worth a word" in line for line in digest(fjord))


def test_what_is_missing_is_said(fjord: FakeCompany) -> None:
    late = at("2026-12-14 08:30")
    team_of(fjord, going("a", "Nordfrakt", amount=None, close_date=None), going("c", "Hudson", owner="tom"))
    with fjord.work() as work:
        work.persons.save(replace(TOM, stopped="account_inactive", stopped_at=FRESH))
        said = digest_for(work, fjord.settings.teams[0], ENGLISH, SINCE, late)
    missing = plain(said, Speech("en", KARIN.zone, late)).splitlines()

    assert missing[-5:-1] == [
        "1 deal has no amount and counts as 0.",
        "1 deal has no close date.",
        "Nothing has been told of Maja and Tom's deals for two weeks; they may be elsewhere by now.",
        "I cannot reach Tom, so what I have to say to them waits.",
    ]


@pytest.mark.parametrize("sees", ["team", "company"])
def test_in_a_channel_nobody_is_spoken_of_alone(fjord: FakeCompany, sees: str) -> None:
    team_of(fjord, *WEEK, facts=TOLD)
    moved_by_them(fjord, "nordfrakt")

    lines = in_channel(fjord, sees)

    assert lines[1] == "Moved: Nordfrakt to Proposal and Hudson to Qualify."
    assert not any("Worth a word" in line or "reach" in line for line in lines)


def test_in_a_channel_of_a_team_that_sees_its_own_alone_deals_are_counted(fjord: FakeCompany) -> None:
    team_of(fjord, *WEEK, *STOPPED[1:], facts=TOLD)

    assert in_channel(fjord, "own") == [
        "North, week 48. 0 of 5 deals rest on something nobody has asked.",
        "Moved: 3 deals.",
        "New: 1 deal.",
        "Won: 2 deals.",
        "Lost: 2 deals.",
        "Let go early: 2, after 7 days in the median. Thank you for the time that saves.",
        "Stopped: 2 without a next step.",
        "[1] The deals behind this  [2] What it rests on",
    ]


def in_channel(fjord: FakeCompany, sees: str) -> list[str]:
    """The lines that the channel reads."""
    team = replace(fjord.settings.teams[0], sees=sees)
    with fjord.work() as work:
        said = channel_digest_for(work, team, ENGLISH, SINCE, MONDAY)
    return plain(said, Speech("en", KARIN.zone, MONDAY)).splitlines()


# ---- asked for ------------------------------------------------------------------------------------------------------


def test_whoever_leads_one_team_gets_it_at_once_and_of_several_chooses(fjord: FakeCompany, karin: Coach) -> None:
    karin.hears("digest")
    assert karin.said == ["Which team?\n[1] North  [2] South"]

    karin.presses("North")
    assert karin.said[0].startswith("North, week 48. ")

    karin.hears("digest south")
    assert karin.said[0].startswith("South, week 48. There is no open deal.")


def test_a_rep_is_shown_the_way_to_their_own(maja: Coach, swedish_maja: Coach) -> None:
    swedish_maja.hears("sammandrag")

    assert swedish_maja.said == [
        (
            "Sammandraget är för den som leder ett team. Det här finns om dina egna affärer:\n"
            "[1] Mina affärer  [2] Vad det vilar på"
        )
    ]


def test_the_deals_behind_it(fjord: FakeCompany, karin: Coach) -> None:
    team_of(fjord, *STOPPED, going("d", "Åkerlunds", stage="proposal", stage_since=FRESH))
    karin.hears("digest north")
    karin.presses("The deals behind this")

    assert [line.split("  ")[0] for line in karin.said[0].splitlines()[:2]] == ["North. The deals behind it:", "Deal"]
    assert "an overdue step" in karin.said[0]
    assert "moved to Proposal" in karin.said[0]
    assert karin.buttons == ["Solberg", "Nordfrakt", "Hudson"]


def test_a_colleague_who_sees_none_of_the_deals_is_shown_none(fjord: FakeCompany, erik: Coach) -> None:
    erik.presses_of("digest.deals", "north")

    assert erik.said == ["There is nothing behind it that is yours to see."]


def test_the_owner_is_asked_kindly_and_once_a_day(fjord: FakeCompany, karin: Coach) -> None:
    team_of(fjord, going("a", "Nordfrakt"))
    moved_by_them(fjord, "a")
    karin.presses_of("digest.ask", "a")
    assert karin.said == ["I ask Maja about Nordfrakt, fordonsparken."]
    karin.presses_again()
    assert karin.said == ["You have asked Maja about Nordfrakt, fordonsparken today."]

    (item,) = fjord.state.outbox.values()
    assert item.person == "maja"
    assert plain(from_json(item.reply), Speech("en", MAJA.zone, NOW)) == (
        "Karin Ek would like to talk Nordfrakt, fordonsparken through with you: the customer has moved “the decision” "
        "twice. What would help?\n[1] The deal"
    )
    assert plain(from_json(item.reply), Speech("sv", MAJA.zone, NOW)).startswith(
        "Karin Ek vill gärna prata igenom Nordfrakt, fordonsparken med dig: kunden har flyttat ”the decision” två "
        "gånger. Vad skulle hjälpa?"
    )


@pytest.mark.parametrize("who", ["tom", "maja"])
def test_only_whoever_leads_the_team_asks(fjord: FakeCompany, who: str) -> None:
    coach = Coach(fjord.work, who, NOW)
    coach.presses_of("digest.ask", "nordfrakt")

    assert fjord.state.outbox == {}
    assert coach.said[0]


def test_an_admin_may_read_every_teams(fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.persons.save(replace(TOM, role=Role.ADMIN))
        work.commit()
    tom = Coach(fjord.work, "tom", NOW)
    tom.hears("digest")

    assert tom.said == ["Which team?\n[1] North  [2] South"]


def test_what_is_worth_other_money_is_told_beside_it(fjord: FakeCompany) -> None:
    team_of(fjord, going("a", "Nordfrakt"), going("b", "Hudson", currency="USD"), going("c", "Leeds", currency="GBP"))

    assert digest(fjord)[1] == "In other currencies: GBP 0 of GBP 400k and USD 0 of USD 400k."
