"""The words of a nudge, in both languages, and that every concern has buttons that mend it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.plain import choices_of, plain
from bot.words import Speech
from domain.chat import Divider, Say
from domain.deal import Deal
from domain.nudges import Concern, Standing
from domain.person import Person
from domain.signs import Signs
from scheduler.bundle import bundle
from scheduler.topic import Morning, Topic
from tests.support.builders import MAJA, NEW_BUSINESS, QUESTIONS, at, company, deal, due_on, step
from tests.support.coach import Coach

TOLD = at("2026-11-30 08:30")
EVA = replace(MAJA, name="Eva Falk", language="en")
TUESDAY = Morning(MAJA, date(2026, 11, 24), date(2026, 11, 25))


def promised(ours: str, theirs: str) -> Deal:
    return deal(step="step", step_due=due_on("2026-11-27"), step_ours=ours, step_theirs=theirs)


IDLE = deal(idle_since=at("2026-11-12 14:00"))
PAUSED = deal(idle_since=at("2026-11-12 14:00"), paused_until=date(2026, 11, 30))
PROPOSAL = deal(stage="proposal", stage_since=at("2026-11-02 09:00"))


def topic(concern: Concern, one: Deal, **changes: Any) -> Topic:
    standing = Standing(concern, at("2026-11-30 00:00"))
    return replace(Topic(one, standing, NEW_BUSINESS.stage(one.stage)), **changes)


@pytest.mark.parametrize(
    ("said", "english", "swedish"),
    [
        pytest.param(
            topic(Concern.NO_NEXT_STEP, IDLE),
            "has had no next step since Thu 12 Nov. What happens next?\n"
            "[1] Set one  [2] They asked us to wait  [3] Let it go",
            "har saknat ett nästa steg sedan tors 12 nov. Vad händer nu?\n"
            "[1] Bestäm ett  [2] De bad oss vänta  [3] Släpp den",
            id="no next step",
        ),
        pytest.param(
            topic(Concern.NO_NEXT_STEP, deal()),
            "has no next step yet. What could it be?\n[1] Set one  [2] They asked us to wait  [3] Let it go",
            "har inget nästa steg än. Vad kan det bli?\n[1] Bestäm ett  [2] De bad oss vänta  [3] Släpp den",
            id="never had one",
        ),
        pytest.param(
            topic(Concern.NO_NEXT_STEP, PAUSED),
            ": they asked us to wait until Mon 30 Nov. What is the next step now?\n"
            "[1] Set one  [2] They asked us to wait  [3] Let it go",
            ": de bad oss vänta till mån 30 nov. Vad blir nästa steg nu?\n"
            "[1] Bestäm ett  [2] De bad oss vänta  [3] Släpp den",
            id="the pause is over",
        ),
        pytest.param(
            topic(Concern.OUR_STEP_OVERDUE, promised("send the quote", "")),
            ": your part for Fri 27 Nov was “send the quote”. Is it done?\n[1] Done  [2] It was moved  [3] Tomorrow",
            ": din del till fre 27 nov var ”send the quote”. Är det gjort?\n[1] Klart  [2] Det flyttades  [3] I morgon",
            id="our step",
        ),
        pytest.param(
            topic(Concern.MEETING_NOT_LOGGED, promised("demo", "demo")),
            ": demo was on Fri 27 Nov. What did you agree on?\n[1] Log it  [2] It was moved  [3] Tomorrow",
            ": demo var fre 27 nov. Vad kom ni överens om?\n[1] Berätta  [2] Det flyttades  [3] I morgon",
            id="a meeting",
        ),
        pytest.param(
            topic(Concern.MEETING_NOT_LOGGED, promised("send it", "sign it")),
            ": for Fri 27 Nov our part was “send it”, theirs “sign it”. How did it go?\n"
            "[1] Log it  [2] It was moved  [3] Tomorrow",
            ": till fre 27 nov var vår del ”send it”, deras ”sign it”. Hur gick det?\n"
            "[1] Berätta  [2] Det flyttades  [3] I morgon",
            id="both have something to do",
        ),
        pytest.param(
            topic(Concern.THEIR_STEP_OVERDUE, promised("", "figures"), contact="Anna Berg"),
            ": their part for Fri 27 Nov was “figures”. Ask Anna Berg how it is going?\n"
            "You could write: “Hi Anna, how far have you come with what we said for Fri 27 Nov?”\n"
            "[1] They did it  [2] A new day  [3] Tomorrow",
            ": deras del till fre 27 nov var ”figures”. Ska du fråga Anna Berg hur det går?\n"
            "Du kan skriva: ”Hej Anna, hur går det med det vi sa till fre 27 nov?”\n"
            "[1] De har gjort det  [2] Ny dag  [3] I morgon",
            id="their step, and one person there is known",
        ),
        pytest.param(
            topic(Concern.THEIR_STEP_OVERDUE, promised("", "figures")),
            ": their part for Fri 27 Nov was “figures”. Ask them how it is going?\n"
            "You could write: “Hi, how far have you come with what we said for Fri 27 Nov?”\n"
            "[1] They did it  [2] A new day  [3] Tomorrow",
            ": deras del till fre 27 nov var ”figures”. Ska du fråga hur det går?\n"
            "Du kan skriva: ”Hej, hur går det med det vi sa till fre 27 nov?”\n"
            "[1] De har gjort det  [2] Ny dag  [3] I morgon",
            id="their step",
        ),
        pytest.param(
            topic(Concern.STAGE_OVERDUE, PROPOSAL),
            " has been in Proposal since Mon 2 Nov; 21 days is what we expect. What is still missing?\n"
            "It moves on when this has happened: The customer has agreed.\n"
            "[1] Move it on  [2] They asked us to wait  [3] Let it go",
            " har varit i fasen Offert sedan mån 2 nov; vi räknar med 21 dagar. Vad saknas?\n"
            "Den går vidare när det här har hänt: Kunden har sagt ja.\n"
            "[1] Flytta vidare  [2] De bad oss vänta  [3] Släpp den",
            id="stage",
        ),
    ],
)
def test_a_fact_a_question_and_three_buttons(said: Topic, english: str, swedish: str) -> None:
    assert _about(said, EVA) == _one("One thing today, Eva", english, "[4] Why this?  [5] Later")
    assert _about(said, MAJA) == _one("En sak i dag, Maja", swedish, "[4] Varför det här?  [5] Senare")


@pytest.mark.parametrize(
    ("n", "english", "swedish"),
    [
        (2, "Two things today, Eva", "Två saker i dag, Maja"),
        (3, "Three things today, Eva", "Tre saker i dag, Maja"),
        (4, "4 things today, Eva", "4 saker i dag, Maja"),
    ],
)
def test_several_things_are_one_message(n: int, english: str, swedish: str) -> None:
    topics = [topic(Concern.NO_NEXT_STEP, IDLE)] * n

    both = [plain(bundle(replace(TUESDAY, person=who), topics), Speech.to(who, TOLD)) for who in (EVA, MAJA)]

    assert [text.splitlines()[0] for text in both] == [english, swedish]
    assert [text.splitlines()[-1] for text in both] == [
        f"[{3 * n + 1}] Why these?  [{3 * n + 2}] Later",
        f"[{3 * n + 1}] Varför just de här?  [{3 * n + 2}] Senare",
    ]


def test_on_a_friday_tomorrow_is_monday() -> None:
    friday = Morning(EVA, date(2026, 11, 27), date(2026, 11, 30))

    say = bundle(friday, [topic(Concern.OUR_STEP_OVERDUE, promised("call Anna", ""))])

    assert "[1] Done  [2] It was moved  [3] Mon 30 Nov" in plain(say, Speech.to(EVA, TOLD))


@pytest.mark.parametrize(
    ("said", "does"),
    [
        (
            topic(Concern.NO_NEXT_STEP, IDLE),
            [("step.set", "nordfrakt", ""), ("deal.pause", "nordfrakt", ""), ("deal.lose", "nordfrakt", "")],
        ),
        (
            topic(Concern.OUR_STEP_OVERDUE, promised("call", "")),
            [("step.kept", "step", ""), ("step.move", "step", ""), ("snooze.until", "nordfrakt", "1")],
        ),
        (
            topic(Concern.MEETING_NOT_LOGGED, promised("demo", "demo")),
            [("note.log", "nordfrakt", ""), ("step.move", "step", ""), ("snooze.until", "nordfrakt", "1")],
        ),
        (
            topic(Concern.THEIR_STEP_OVERDUE, promised("", "figures")),
            [("step.kept", "step", ""), ("step.move", "step", ""), ("snooze.until", "nordfrakt", "1")],
        ),
        (
            topic(Concern.STAGE_OVERDUE, PROPOSAL),
            [("stage.choose", "nordfrakt", ""), ("deal.pause", "nordfrakt", ""), ("deal.lose", "nordfrakt", "")],
        ),
    ],
)
def test_each_button_mends_what_is_said(said: Topic, does: list[tuple[str, str, str]]) -> None:
    choices = choices_of(bundle(TUESDAY, [said]))

    below = [("why.today", "2026-11-24", ""), ("snooze.today", "2026-11-24", "")]
    assert [(choice.action, choice.id, choice.pick) for choice in choices] == [*does, *below]


LATE = replace(
    promised("call", "call"),
    close_date=date(2026, 11, 20),
    pushed=2,
    paused_until=date(2026, 11, 30),
    signs=Signs(gave_on=date(2026, 11, 10), gave="demo"),
)
"""A deal of which each concern has something to say."""


@pytest.mark.parametrize("concern", list(Concern))
def test_no_button_takes_away_a_message_that_speaks_of_other_things_too(concern: Concern) -> None:
    """`instead` is for the answer to a message about one thing; a nudge is edited part by part (domain/healing.py)."""
    said = topic(concern, LATE, question=QUESTIONS[0], told_on=date(2026, 8, 1))
    choices = choices_of(bundle(TUESDAY, [said]))[:-1]
    assert choices

    for choice in choices:
        fjord = company()
        with fjord.work() as work:
            work.facts.add(step(ours="call", theirs="call"))
            work.commit()
        maja = Coach(fjord.work, "maja", at("2026-11-30 09:00"))
        maja.presses_of(choice.action, choice.id, choice.pick)
        assert maja.replies
        assert not any(isinstance(reply, Say) and reply.instead for reply in maja.replies)


def test_the_blocks_between_two_lines_are_about_one_episode() -> None:
    said = bundle(TUESDAY, [topic(Concern.NO_NEXT_STEP, IDLE, episode=one) for one in ("e1", "e2")])

    assert [block.about for block in said.blocks if isinstance(block, Divider)] == ["e1", "e2", ""]


def _about(said: Topic, who: Person) -> str:
    return plain(bundle(replace(TUESDAY, person=who), [said]), Speech.to(who, TOLD))


def _one(heading: str, text: str, why: str) -> str:
    space = "" if text[0] in ": " else " "
    return f"{heading}\n---\nNordfrakt, fordonsparken{space}{text}\n---\n{why}"
