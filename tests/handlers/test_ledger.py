"""The ledger of a deal: what is a fact, what is a guess, where two say different things, and what was said before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.deal import DealState
from domain.facts import Answer, Grounds, Review, Waiver
from tests.support.builders import OPENED, answer, contact, deal, meeting, step
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


def told(fjord: FakeCompany, *facts: Answer | Waiver) -> None:
    """What was told before."""
    with fjord.work() as work:
        work.facts.add(*facts)
        work.commit()


ANNA = answer(
    "anna", "budget", "400 000", grounds=Grounds.CUSTOMER_SAID, said_by="Anna Berg", heard_on=date(2026, 11, 3)
)
JOHAN = replace(ANNA, id="johan", value="250 000", said_by="Johan Ek", heard_on=date(2026, 11, 20))
BOTH = "Anna Berg said 400 000 on Tue 3 Nov and Johan Ek said 250 000 on Fri 20 Nov"
KNOWN = tuple(
    answer(key, key, "x", grounds=Grounds.DOCUMENT, heard_on=date(2026, 11, 20))
    for key in ("pain", "decision_maker", "timeline", "competitors")
)


@pytest.fixture
def two_budgets(labelled: FakeCompany) -> FakeCompany:
    """Nordfrakt in Proposal, where all is known but the budget, of which two people say different things."""
    with labelled.work() as work:
        found = work.deals.get("nordfrakt")
        assert found is not None
        work.deals.save(replace(found, stage="proposal"))
        work.commit()
    told(labelled, *KNOWN, ANNA, JOHAN)
    return labelled


def test_two_who_say_different_things_are_both_shown(two_budgets: FakeCompany, maja: Coach) -> None:
    maja.hears("deal Nordfrakt")

    assert f"≠ Budget: {BOTH}" in maja.said[0].splitlines()
    assert "Weakest: Budget (told in two ways)." in maja.said[0].splitlines()


def test_the_question_names_both(two_budgets: FakeCompany, maja: Coach) -> None:
    told(two_budgets, answer("c", "timeline", "x", grounds=Grounds.OBSERVED))
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo with Johan", day="friday", agreed="said")

    assert maja.said[0].splitlines()[2:4] == [
        f"≠ Is there a budget? They say different things: {BOTH}.",
        (
            "On Fri 27 Nov you could ask Johan: “I have heard both 400 000 (from Anna) and 250 000 (from Johan). "
            "Which of them is right?”"
        ),
    ]


def test_two_budgets_in_swedish(two_budgets: FakeCompany, swedish_maja: Coach) -> None:
    swedish_maja.hears("vet vi Nordfrakt")

    assert swedish_maja.said[0].splitlines()[4:7] == [
        "≠ Budget: Anna Berg sa 400 000 tis 3 nov och Johan Ek sa 250 000 fre 20 nov",
        "▤ Vem jämför de oss med? x, skriftligt från dem",
        "Du kan fråga: ”Jag har hört både 400 000 (av Anna) och 250 000 (av Johan). Vad är det som gäller?”",
    ]


def test_a_newer_word_of_one_of_them_settles_it(two_budgets: FakeCompany, maja: Coach) -> None:
    maja.hears("known Nordfrakt")
    maja.presses("I know")
    maja.submits(value="400k, the board has decided", who="anna")
    maja.hears("deal Nordfrakt")

    assert "✓ Budget: 400k, the board has decided, Anna Berg today" in maja.said[0].splitlines()
    assert "✓ They have answered everything that is needed so far." in maja.said[0].splitlines()


def test_a_guess_told_later_leaves_the_fact_standing(labelled: FakeCompany, maja: Coach) -> None:
    told(labelled, ANNA)
    maja.hears("I think the budget at Nordfrakt is 1 MSEK")
    maja.hears("deal Nordfrakt")

    assert "✓ Budget: 400 000, Anna Berg on Tue 3 Nov" in maja.said[0].splitlines()


def test_earlier_answers_are_a_press_away(two_budgets: FakeCompany, maja: Coach) -> None:
    told(two_budgets, replace(ANNA, id="guess", grounds=Grounds.ASSUMED, value="2 MSEK", said_by="", heard_on=None))
    maja.hears("known Nordfrakt")
    maja.presses("Earlier answers")

    assert maja.said[0].splitlines() == [
        "Nordfrakt, fordonsparken. What was answered, the latest first:",
        "✓ Budget: 250 000, Johan Ek on Fri 20 Nov. Maja told me on Mon 2 Nov. Holds until Tue 19 Jan 2027.",
        "✓ Budget: 400 000, Anna Berg on Tue 3 Nov. Maja told me on Mon 2 Nov. Holds until Sat 2 Jan 2027.",
        "~ Budget: 2 MSEK, our assumption. Maja told me on Mon 2 Nov.",
        "[1] What we know",
    ]


def test_an_earlier_answer_says_that_it_is_old_and_came_from_a_meeting(labelled: FakeCompany, maja: Coach) -> None:
    with labelled.work() as work:
        work.facts.add(meeting("held"), replace(JOHAN, meeting="held"))
        work.facts.add(replace(ANNA, heard_on=date(2026, 6, 1)))
        work.commit()
    maja.hears("known Nordfrakt")
    maja.presses("Earlier answers")

    assert [line.partition(". ")[2] for line in maja.said[0].splitlines()[1:3]] == [
        "Maja told me on Mon 2 Nov, after a meeting. Holds until Tue 19 Jan 2027.",
        "Maja told me on Mon 2 Nov. Old since Fri 31 Jul.",
    ]


def test_without_earlier_answers_there_is_no_button(maja: Coach) -> None:
    maja.hears("known Nordfrakt")
    assert "Earlier answers" not in maja.buttons

    maja.presses_of("question.history", "nordfrakt")
    assert maja.said == ["Nordfrakt, fordonsparken. No question has an earlier answer.\n[1] What we know"]


WAIVED = Waiver(
    "w", "nordfrakt", "start", "maja", OPENED, "new_business", "needs", "proposal",
    ("exit.needs", "budget", "pain", "timeline", "competitors"), "they are in a hurry",
)  # fmt: skip


def test_what_a_deal_went_on_without_is_told(labelled: FakeCompany, maja: Coach) -> None:
    told(labelled, WAIVED)
    maja.hears("deal Nordfrakt")

    assert (
        "Passed to Proposal without: The customer has agreed, Budget, Problem and 2 more. Reason: they are in a hurry"
        in maja.said[0].splitlines()
    )


def test_the_screen_of_a_deal_stays_short(labelled: FakeCompany, maja: Coach) -> None:
    with labelled.work() as work:
        found = work.deals.get("nordfrakt")
        assert found is not None
        work.deals.save(replace(found, stage="contract"))
        work.commit()
    lot = tuple(replace(labelled.settings.questions[0], key=f"q{n}") for n in range(6))
    labelled.settings = replace(labelled.settings, questions=(*labelled.settings.questions, *lot))
    told(labelled, *KNOWN, *(answer(f"q{n}", f"q{n}", "x", grounds=Grounds.DOCUMENT) for n in range(6)))
    maja.hears("deal Nordfrakt")

    lines = maja.said[0].splitlines()
    assert "? Not asked yet: Budget" in lines
    assert "✓ And 5 more that are known." in lines
    assert len(lines) <= 14


# ---- the one question ------------------------------------------------------------------------------------------------


def sets_a_step(coach: Coach, day: str) -> None:
    coach.hears("step Nordfrakt")
    coach.submits(ours=f"send the papers for {day}", day=day, agreed="said")


def test_a_question_rests_once_it_was_put(maja: Coach) -> None:
    asked = []
    for day in range(20, 24):
        sets_a_step(maja, f"2026-12-{day}")
        asked.append(next(line for line in maja.said[0].splitlines() if line.startswith("?")))
        maja.clock += timedelta(days=2)

    assert asked == [
        "? Who decides? Nobody has asked them yet.",
        "? When must it be in place? Nobody has asked them yet.",
        "? What is the problem, and what does it cost them? Nobody has asked them yet.",
        "? Who decides? Nobody has asked them yet.",
    ]


def test_how_long_it_rests_is_a_setting(fjord: FakeCompany, maja: Coach) -> None:
    first, *rest = fjord.settings.questions
    fjord.settings = replace(fjord.settings, questions=(replace(first, again_days=1), *rest))
    sets_a_step(maja, "2026-12-24")
    maja.clock += timedelta(days=1)
    sets_a_step(maja, "2026-12-23")

    assert "? Who decides? Nobody has asked them yet." in maja.said[0].splitlines()


def test_asked_in_vain_it_rests_and_stays_open(maja: Coach) -> None:
    maja.hears("known Nordfrakt")
    maja.presses("I know")
    maja.submits(grounds="asked_no_answer")
    sets_a_step(maja, "2026-12-24")
    assert "? When must it be in place? Nobody has asked them yet." in maja.said[0].splitlines()

    maja.clock += timedelta(days=5)
    for key in ("timeline", "pain"):
        maja.presses_of("question.answer", "nordfrakt", key)
        maja.submits(value="x", who="anna")
    sets_a_step(maja, "2026-12-23")

    assert "? Who decides? We asked on Tue 24 Nov and got no answer." in maja.said[0].splitlines()


def test_an_undone_act_takes_its_question_along(maja: Coach) -> None:
    sets_a_step(maja, "friday")
    maja.presses("Undo")
    sets_a_step(maja, "friday")

    assert "? Who decides? Nobody has asked them yet." in maja.said[0].splitlines()


def test_ten_lost_deals_teach_what_to_ask_first(fjord: FakeCompany, maja: Coach) -> None:
    with fjord.work() as work:
        for n in range(10):
            work.deals.add(deal(f"old{n}", f"Old {n}", state=DealState.LOST))
            work.facts.add(
                Review(f"r{n}", f"old{n}", "start", "maja", OPENED, "new_business", "lost", wrong="timeline")
            )
        work.commit()
    sets_a_step(maja, "friday")

    assert "? When must it be in place? Nobody has asked them yet." in maja.said[0].splitlines()


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("demo with Johan", "On Fri 27 Nov you could ask Johan: “Who else needs to say yes before you can sign?”"),
        (
            "call Johan, Anna introduces us",
            "On Fri 27 Nov you could ask Johan: “Who else needs to say yes before you can sign?”",
        ),
        ("demo w the CFO", "On Fri 27 Nov you could ask Johan: “Who else needs to say yes before you can sign?”"),
        ("send the quote", "On Fri 27 Nov you could ask Anna: “Who else needs to say yes before you can sign?”"),
    ],
    ids=["whoever the step names", "whom it names first", "whoever has the role it names", "else whom we met last"],
)
def test_the_words_are_for_somebody(fjord: FakeCompany, maja: Coach, words: str, line: str) -> None:
    with fjord.work() as work:
        work.facts.add(meeting())
        work.commit()
    maja.hears("step Nordfrakt")
    maja.submits(ours=words, day="friday", agreed="said")

    assert line in maja.said[0].splitlines()


def test_when_nobody_was_met_the_words_are_for_whoever_decides(fjord: FakeCompany, maja: Coach) -> None:
    with fjord.work() as work:
        work.contacts.add(contact("per", "Per Ek", role="decision_maker"))
        work.commit()
    maja.hears("known Nordfrakt")

    assert "You could ask Per: “Who else needs to say yes before you can sign?”" in maja.said[0].splitlines()


def test_a_question_that_was_put_is_no_answer_yet(fjord: FakeCompany, maja: Coach) -> None:
    sets_a_step(maja, "friday")
    maja.presses_of("question.later", "nordfrakt", "budget")
    maja.hears("known Nordfrakt")

    assert not any("Is there a budget?" in line for line in maja.said[0].splitlines())


def test_words_that_call_the_customer_by_name(fjord: FakeCompany, maja: Coach) -> None:
    first, *rest = fjord.settings.questions
    named = replace(first, ask=first.ask.__class__((("en", "{contact}, who else needs to say yes?"),)))
    fjord.settings = replace(fjord.settings, questions=(named, *rest))
    with fjord.work() as work:
        work.facts.add(meeting(), step(due="2026-11-27"))
        work.commit()
    maja.hears("known Nordfrakt")

    assert "You could ask: “Anna, who else needs to say yes?”" in maja.said[0].splitlines()
