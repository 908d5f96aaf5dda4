"""The words of the concerns beside the next step, in both languages, with the buttons that mend them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.plain import plain
from bot.words import Speech, text_of
from domain.chat import Choices, Para
from domain.deal import Deal
from domain.nudges import Concern, Standing
from domain.process import Criterion
from domain.signs import Signs
from handlers.concern_words import LEFT, NAMES
from handlers.router import PRESSES
from scheduler.bundle import bundle
from scheduler.topic import Morning, Topic, topic_of
from tests.domain.test_every_concern import TRUE_OF
from tests.support.builders import MAJA, NEW_BUSINESS, QUESTIONS, at, company, contact, deal, due_on, meeting, texts
from tests.support.fake import FakeCompany

TUESDAY, TOLD = date(2026, 11, 24), at("2026-11-24 08:30")
EVA = replace(MAJA, name="Eva Falk", language="en")
DECIDER, BUDGET = QUESTIONS[0], replace(QUESTIONS[1], label=texts("Budget", "Budget"))
WAITS = deal(paused_until=date(2026, 11, 27), pause_reason="hör av oss efter mässan")
GAVE = deal(signs=Signs(gave_on=date(2026, 11, 13)))
PUSHED = deal(close_date=date(2026, 12, 31), pushed=3)


def topic(concern: Concern, one: Deal, **changes: Any) -> Topic:
    return replace(Topic(one, Standing(concern, at("2026-11-24 00:00")), NEW_BUSINESS.stage(one.stage)), **changes)


def promised(ours: str, theirs: str) -> Deal:
    return deal(step="step", step_due=due_on("2026-12-10"), step_ours=ours, step_theirs=theirs)


SAID: dict[str, tuple[Topic, str, str]] = {
    "only ours": (
        topic(Concern.STEP_NOT_AGREED, promised("send the quote", "")),
        (": for Thu 10 Dec we do “send the quote”. What do they do?\n"
        "[1] What they do  [2] They said yes  [3] Tomorrow"),
        (": till tors 10 dec gör vi ”send the quote”. Vad gör de?\n"
        "[1] Vad de gör  [2] De sa ja  [3] I morgon"),
    ),
    "theirs too, and not agreed": (
        topic(Concern.STEP_NOT_AGREED, promised("demo", "demo")),
        (": they have not said yes to “demo”, Thu 10 Dec. Do they know?\n"
        "[1] They said yes  [2] A new day  [3] Tomorrow"),
        (": de har inte sagt ja till ”demo”, tors 10 dec. Vet de om det?\n"
        "[1] De sa ja  [2] Ny dag  [3] I morgon"),
    ),
    "soon overdue": (
        topic(Concern.STAGE_ADVICE, deal(stage="proposal", stage_since=at("2026-11-09 09:00"))),
        (": we expect to be through with Proposal by Mon 30 Nov. What is still missing?\n"
        "It moves on when this has happened: The customer has agreed.\n"
        "[1] Move it on  [2] The deal"),
        (": vi räknar med att vara klara med Offert till mån 30 nov. Vad saknas?\n"
        "Den går vidare när det här har hänt: Kunden har sagt ja.\n"
        "[1] Flytta vidare  [2] Affären"),
    ),
    "silent": (
        topic(Concern.STALLED, deal(signs=Signs(heard_on=date(2026, 11, 5)))),
        (": we last heard from them on Thu 5 Nov. Is it still a deal?\n"
        "[1] They were in touch  [2] They asked us to wait  [3] Let it go"),
        (": vi hörde av dem senast tors 5 nov. Är det fortfarande en affär?\n"
        "[1] De har hört av sig  [2] De bad oss vänta  [3] Släpp den"),
    ),
    "never heard": (
        topic(Concern.STALLED, deal()),
        (" is ours since Mon 2 Nov, and nothing has come from them. Is it a deal?\n"
        "[1] They were in touch  [2] They asked us to wait  [3] Let it go"),
        (" har funnits sedan mån 2 nov, och inget har kommit från dem. Är det en affär?\n"
        "[1] De har hört av sig  [2] De bad oss vänta  [3] Släpp den"),
    ),
    "close date passed": (
        topic(Concern.CLOSE_DATE_PASSED, deal(close_date=date(2026, 11, 20))),
        " was to be decided by Fri 20 Nov. What do they say now?\n[1] A new day  [2] We won it  [3] Let it go",
        " skulle vara avgjord fre 20 nov. Vad säger de nu?\n[1] Ny dag  [2] Vi vann den  [3] Släpp den",
    ),
    "close date pushed": (
        topic(Concern.CLOSE_DATE_PUSHED, PUSHED, question=QUESTIONS[3], contact="Anna Berg"),
        (": its close date was put off 3 times, now to Thu 31 Dec. Does it still matter to them?\n"
        "You could ask Anna: “What decides the date?”\n"
        "[1] I'll ask  [2] They asked us to wait  [3] Let it go"),
        (": avslutsdagen har skjutits upp 3 gånger, nu till tors 31 dec. Är det fortfarande viktigt för dem?\n"
        "Du kan fråga Anna: ”Vad styr datumet?”\n"
        "[1] Jag frågar  [2] De bad oss vänta  [3] Släpp den"),
    ),
    "close date pushed, and no question for it": (
        topic(Concern.CLOSE_DATE_PUSHED, PUSHED),
        (": its close date was put off 3 times, now to Thu 31 Dec. Does it still matter to them?\n"
        "[1] They were in touch  [2] They asked us to wait  [3] Let it go"),
        (": avslutsdagen har skjutits upp 3 gånger, nu till tors 31 dec. Är det fortfarande viktigt för dem?\n"
        "[1] De har hört av sig  [2] De bad oss vänta  [3] Släpp den"),
    ),
    "pause ending": (
        topic(Concern.PAUSE_ENDING, WAITS),
        (": they asked us to wait until Fri 27 Nov, as they said: “hör av oss efter mässan”. "
        "What is the next step then?\n[1] Set one  [2] They need longer  [3] Let it go"),
        (": de bad oss vänta till fre 27 nov: ”hör av oss efter mässan”. "
        "Vad blir nästa steg då?\n[1] Bestäm ett  [2] De behöver mer tid  [3] Släpp den"),
    ),
    "pause ending, without a reason": (
        topic(Concern.PAUSE_ENDING, replace(WAITS, pause_reason="")),
        (": they asked us to wait until Fri 27 Nov. What is the next step then?\n"
        "[1] Set one  [2] They need longer  [3] Let it go"),
        (": de bad oss vänta till fre 27 nov. Vad blir nästa steg då?\n"
        "[1] Bestäm ett  [2] De behöver mer tid  [3] Släpp den"),
    ),
    "question open": (
        topic(Concern.QUESTION_OPEN, deal(), question=BUDGET, contact="Anna Berg"),
        (": Is there a budget? They have not told us yet.\nYou could ask Anna: “What have you set aside for this?”\n"
        "[1] I'll ask  [2] I know  [3] Not now"),
        (": Finns det en budget? Det har de inte berättat än.\nDu kan fråga Anna: ”Vad har ni avsatt för det här?”\n"
        "[1] Jag frågar  [2] Jag vet  [3] Inte nu"),
    ),
    "question stale": (
        topic(Concern.QUESTION_STALE, deal(), question=BUDGET, told_on=date(2026, 8, 31)),
        (": ⌛ Budget, last heard on Mon 31 Aug. Does it still hold?\n"
        "You could ask: “What have you set aside for this?”\n"
        "[1] I'll ask  [2] I know  [3] Not now"),
        (": ⌛ Budget, senast hört mån 31 aug. Stämmer det fortfarande?\n"
        "Du kan fråga: ”Vad har ni avsatt för det här?”\n"
        "[1] Jag frågar  [2] Jag vet  [3] Inte nu"),
    ),
    "no decision maker": (
        topic(Concern.NO_DECISION_MAKER, deal(), question=DECIDER, contact="Anna Berg"),
        (": we don't know yet who decides there.\n"
        "You could ask Anna: “Who else needs to say yes before you can sign?”\n"
        "[1] I'll ask  [2] I know  [3] Ask for a meeting"),
        (": vi vet inte än vem som bestämmer hos dem.\n"
        "Du kan fråga Anna: ”Vilka fler behöver säga ja innan ni kan skriva på?”\n"
        "[1] Jag frågar  [2] Jag vet  [3] Be om ett möte"),
    ),
    "no decision maker, and app.yaml does not ask for one": (
        topic(Concern.NO_DECISION_MAKER, deal()),
        ": we don't know yet who decides there.\n[1] Ask for a meeting",
        ": vi vet inte än vem som bestämmer hos dem.\n[1] Be om ett möte",
    ),
    "nobody met": (
        topic(Concern.SINGLE_THREADED, deal()),
        ": we have met nobody there yet. Whom could you meet?\n[1] Book a meeting  [2] We have met  [3] The deal",
        ": vi har inte träffat någon där än. Vem kan du träffa?\n[1] Boka ett möte  [2] Vi har träffats  [3] Affären",
    ),
    "one person met": (
        topic(Concern.SINGLE_THREADED, deal(signs=Signs(met=1)), contact="Anna Berg"),
        " rests on Anna Berg alone. Who else there has a say?\n[1] Book a meeting  [2] We have met  [3] The deal",
        (" hänger på Anna Berg ensam. Vem mer hos dem har något att säga till om?\n"
        "[1] Boka ett möte  [2] Vi har träffats  [3] Affären"),
    ),
    "gave": (
        topic(Concern.GAVE_WITHOUT_TAKING, GAVE, gave=texts("a quote", "en offert")),
        (": we gave a quote on Fri 13 Nov and asked for nothing back. What could they give?\n"
        "[1] Ask for something  [2] They gave something  [3] The deal"),
        (": vi gav en offert fre 13 nov utan att be om något tillbaka. Vad kan de ge?\n"
        "[1] Be om något  [2] De har gett något  [3] Affären"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("key", SAID)
def test_a_fact_a_question_and_at_most_three_buttons(key: str) -> None:
    said, english, swedish = SAID[key]

    for person, words in ((EVA, english), (MAJA, swedish)):
        told = plain(bundle(Morning(person, TUESDAY, date(2026, 11, 25)), [said]), Speech.to(person, TOLD))
        space = "" if words[0] in ": " else " "
        assert told.split("\n---\n")[1] == f"Nordfrakt, fordonsparken{space}{words}"


def test_what_must_have_happened_stands_one_below_the_other() -> None:
    stage = NEW_BUSINESS.stages[2]
    both = replace(
        stage, leaves_when=(*stage.leaves_when, Criterion("day", texts("They named a day.", "De sa en dag.")))
    )
    overdue = topic(Concern.STAGE_OVERDUE, deal(stage="proposal"), stage=both)

    told = plain(bundle(Morning(EVA, TUESDAY, TUESDAY), [overdue]), Speech.to(EVA, TOLD)).splitlines()

    assert told[3:6] == [
        "It moves on when this has happened:",
        "– The customer has agreed.",
        "– They named a day.",
    ]


@pytest.mark.parametrize("concern", Concern, ids=lambda concern: concern.value)
def test_every_concern_has_a_name_words_and_buttons_that_somebody_answers(concern: Concern) -> None:
    fjord = company()
    with fjord.work() as work:
        said = topic_of(work, TRUE_OF[concern], Standing(concern, at("2026-11-24 00:00")))
        say = bundle(Morning(EVA, TUESDAY, TUESDAY), [said])

    buttons = [block.options for block in say.blocks if isinstance(block, Choices)]
    mending = buttons[0]
    assert len(buttons) == 2
    assert 1 <= len(mending) <= 3
    assert {choice.action for choice in mending} <= set(PRESSES)
    paragraphs = [block for block in say.blocks if isinstance(block, Para)][1:]
    assert 1 <= len(paragraphs) <= 2
    assert paragraphs[0].quiet is False
    for words in (NAMES[concern], LEFT[concern], paragraphs[0].words):
        assert text_of(words, Speech.to(MAJA, TOLD)) != text_of(words, Speech.to(EVA, TOLD))


# ---- what a sentence names -------------------------------------------------------------------------------------------


@pytest.fixture
def fjord() -> FakeCompany:
    """Fjord & Co, where Nordfrakt has two people, and Maja has met Johan."""
    made = company()
    with made.work() as work:
        work.contacts.add(contact("johan", "Johan Ek", role="cfo"))
        work.facts.add(meeting(contacts=("johan",)))
        work.commit()
    return made


@pytest.mark.parametrize(
    ("concern", "one", "name"),
    [
        pytest.param(Concern.THEIR_STEP_OVERDUE, promised("", "Anna sends it"), "Anna Berg", id="whoever they named"),
        pytest.param(Concern.THEIR_STEP_OVERDUE, promised("", "send it"), "", id="one of two"),
        pytest.param(Concern.SINGLE_THREADED, deal(signs=Signs(met=1)), "Johan Ek", id="whom we have met"),
        pytest.param(Concern.QUESTION_OPEN, deal(), "Johan Ek", id="whom we met last"),
        pytest.param(Concern.NO_NEXT_STEP, deal(), "", id="nobody in particular"),
    ],
)
def test_whom_a_sentence_names(fjord: FakeCompany, concern: Concern, one: Deal, name: str) -> None:
    with fjord.work() as work:
        assert topic_of(work, one, Standing(concern, TOLD)).contact == name


def test_what_was_given_is_called_as_app_yaml_calls_it_or_as_the_rep_did(fjord: FakeCompany) -> None:
    with fjord.work() as work:
        quote, own = (
            topic_of(work, deal(signs=Signs(gave=what)), Standing(Concern.GAVE_WITHOUT_TAKING, TOLD)).gave
            for what in ("quote", "skiss på depån")
        )

    assert (quote, own) == (texts("a quote", "en offert"), "skiss på depån")


def test_an_old_answer_is_told_with_its_day(fjord: FakeCompany) -> None:
    with fjord.work() as work:
        old = topic_of(work, TRUE_OF[Concern.QUESTION_STALE], Standing(Concern.QUESTION_STALE, TOLD))

    assert (old.question and old.question.key, old.told_on) == ("timeline", date(2026, 5, 1))
