"""Everything that is known of a deal, and how sure we are."""

from __future__ import annotations

from bot.words import Speech, text_of
from domain.facts import Answer, Grounds
from tests.support.builders import ZONE, answer
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


def test_every_question_so_far_has_its_line_and_one_is_asked(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.facts.add(answer("a", "decision_maker", "the CFO"), answer("b", "competitors", "Volta"))
        work.commit()
    maja.hears("known Nordfrakt")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken. What we know:\n"
            "? What is the problem, and what does it cost them? Not asked yet\n"
            "~ Who decides? the CFO, our assumption\n"
            "? When must it be in place? Not asked yet\n"
            "~ Whom do they compare us with? Volta, our assumption\n"
            "You could ask: “What decides the date?”\n"
            "[1] I'll ask  [2] I know  [3] Not now"
        )
    ]


def test_somebody_who_names_themselves_is_named_once(swedish_maja: Coach, fjord: FakeCompany) -> None:
    said = {"grounds": Grounds.CUSTOMER_SAID, "said_by": "Anna Berg", "heard_on": swedish_maja.clock.date()}
    with fjord.work() as work:
        work.facts.add(answer("a", "decision_maker", "Anna Berg", **said))
        work.commit()
    swedish_maja.hears("vet vi Nordfrakt")

    assert swedish_maja.said[0].splitlines()[2] == "✓ Vem bestämmer? Anna Berg, som själv sa det i dag"


def test_it_may_be_asked_in_words(swedish_maja: Coach) -> None:
    swedish_maja.hears("vad vet vi om Nordfrakt?")

    assert swedish_maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken. Det här vet vi:"


def test_a_colleague_may_read_it_and_is_asked_nothing(tom: Coach) -> None:
    tom.hears("known Nordfrakt")

    assert tom.buttons == ["The deal"]


def test_a_stage_without_questions_says_so(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("new Ikea")
    maja.submits(process="key_account")
    maja.hears("known Ikea")

    assert maja.said[0].splitlines()[1] == "? Who decides? Not asked yet"


def test_a_short_name_stands_before_its_answer_and_what_nobody_asked_shares_a_line(
    labelled: FakeCompany, swedish_maja: Coach
) -> None:
    swedish_maja.hears("träffade Anna Berg på Nordfrakt, budget 400 tkr enligt henne, demo fre 10, hon sa ja")
    assert "✓ Budget: 400 tkr, Anna Berg i dag" in swedish_maja.said[0].splitlines()

    swedish_maja.hears("vet vi Nordfrakt")

    assert swedish_maja.said[0].splitlines()[:3] == [
        "Nordfrakt, fordonsparken. Det här vet vi:",
        "✓ Budget: 400 tkr, Anna Berg i dag",
        "? Inte frågat än: Problem, Beslutsfattare och Tidplan",
    ]


def test_of_a_deal_that_has_ended_only_what_is_known_is_shown(labelled: FakeCompany, maja: Coach) -> None:
    maja.hears("Anna Berg at Nordfrakt says the budget is 400k, demo friday 10")
    maja.hears("lost Nordfrakt")
    maja.presses("None of them")
    maja.submits(reason="price")

    maja.hears("known Nordfrakt")

    lines = maja.said[0].splitlines()[1:]
    assert [line for line in lines if not line.startswith("Won without")] == [
        "✓ Budget: 400k, Anna Berg today",
        "[1] The deal",
    ]


def test_what_an_earlier_stage_left_open_can_still_be_answered(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.facts.add(*(said_by_anna(key) for key in ("decision_maker", "timeline")))
        work.commit()

    maja.hears("known Nordfrakt")
    maja.presses("I know")

    assert maja.form is not None
    assert text_of(maja.form.fields[0].label, Speech("en", ZONE, maja.clock)).startswith("What is the problem")


def said_by_anna(question: str) -> Answer:
    return answer(question, question, "x", grounds=Grounds.CUSTOMER_SAID, said_by="Anna Berg")


def test_who_says_otherwise_is_said_back_at_once(maja: Coach) -> None:
    maja.hears("Anna Berg at Nordfrakt says that Johan decides")
    maja.hears("Johan Ek at Nordfrakt says that Anna Berg decides")

    assert maja.said[0].splitlines()[1] == (
        "≠ Who decides? Anna Berg said Johan on Tue 24 Nov and Johan Ek said Anna Berg on Tue 24 Nov"
    )
