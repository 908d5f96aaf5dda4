"""The question nobody has asked yet: put, put off, and answered with its grounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.deal import DealState
from domain.facts import Answer, Grounds
from handlers.questions import one_question
from tests.handlers.conftest import NOW
from tests.support.builders import answer, deal, due_on
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


def told(fjord: FakeCompany, *answers: Answer) -> None:
    """What was told of Nordfrakt before."""
    with fjord.work() as work:
        work.facts.add(*answers)
        work.commit()


def answers(fjord: FakeCompany) -> list[tuple[str, str, Grounds, str, date | None]]:
    """Nordfrakt's answers, the latest first."""
    found = fjord.work().facts.answers("nordfrakt")
    return [(one.question, one.value, one.grounds, one.said_by, one.heard_on) for one in found]


def opens_answer(coach: Coach) -> None:
    """The rep says that they know the first open question of Nordfrakt: who decides."""
    coach.hears("known Nordfrakt")
    coach.presses("I know")


ANNA_KNOWS = answer("a", "decision_maker", "Johan", grounds=Grounds.CUSTOMER_SAID, said_by="Anna Berg")


@pytest.mark.parametrize(
    ("before", "line"),
    [
        pytest.param((), "? Who decides? Nobody has asked them yet.", id="the first that nobody asked"),
        pytest.param(
            (replace(ANNA_KNOWS, heard_on=date(2026, 11, 20)),),
            "? When must it be in place? Nobody has asked them yet.",
            id="what the customer said is not asked again",
        ),
        pytest.param(
            (answer("a", "decision_maker", "Anna"), answer("b", "timeline", "May", grounds=Grounds.DOCUMENT)),
            "~ Who decides? We assume: Anna.",
            id="an assumption, when nothing is unknown",
        ),
        pytest.param(
            (answer("a", "decision_maker", "Anna"),),
            "? When must it be in place? Nobody has asked them yet.",
            id="what nobody asked comes before an assumption",
        ),
        pytest.param(
            (
                replace(ANNA_KNOWS, heard_on=date(2026, 8, 1)),
                answer("b", "timeline", "May", grounds=Grounds.OBSERVED),
            ),
            "⌛ Who decides? Johan, but that is 115 days old.",
            id="an answer that has aged",
        ),
        pytest.param(
            (
                answer("a", "decision_maker", "", grounds=Grounds.ASKED_NO_ANSWER, heard_on=date(2026, 11, 18)),
                answer("b", "timeline", "May", grounds=Grounds.DOCUMENT),
            ),
            "? Who decides? We asked on Wed 18 Nov and got no answer.",
            id="asked without an answer",
        ),
    ],
)
def test_what_is_asked_first(maja: Coach, fjord: FakeCompany, before: tuple[Answer, ...], line: str) -> None:
    told(fjord, *before)
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="friday", agreed="said")

    assert line in maja.said[0].splitlines()


def test_when_all_is_known_nothing_is_asked(fjord: FakeCompany) -> None:
    told(
        fjord,
        replace(ANNA_KNOWS, heard_on=date(2026, 11, 20)),
        answer("b", "timeline", "May", grounds=Grounds.DOCUMENT),
        answer("c", "pain", "late vans", grounds=Grounds.OBSERVED),
    )

    assert one_question(fjord.work(), deal(), NOW) == ()


def test_an_ended_deal_is_asked_nothing(fjord: FakeCompany) -> None:
    assert one_question(fjord.work(), deal(state=DealState.LOST), NOW) == ()


def test_a_process_that_is_no_longer_in_the_settings_asks_nothing(fjord: FakeCompany) -> None:
    assert one_question(fjord.work(), deal(process="gone"), NOW) == ()


def test_nobody_is_asked_twice_in_a_row_about_the_same_deal(maja: Coach) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="friday", agreed="said")
    maja.hears("step Nordfrakt")
    maja.submits(ours="send the quote", day="monday", agreed="said")

    assert maja.buttons == ["Undo", "The plan"]

    maja.clock += timedelta(days=1)
    maja.hears("step Nordfrakt")
    maja.submits(ours="book a room", day="friday", agreed="said")

    assert "I know" in maja.buttons


def test_another_deal_is_asked_about_on_the_same_day(maja: Coach) -> None:
    for name in ("Nordfrakt", "Solberg"):
        maja.hears(f"step {name}")
        maja.submits(ours="demo", day="friday", agreed="said")

    assert "I know" in maja.buttons


def test_an_answer_is_not_followed_by_the_next_question(maja: Coach) -> None:
    opens_answer(maja)
    maja.submits(value="Johan", who="anna")

    assert maja.buttons == ["Undo", "What else?"]


def test_a_meeting_today_is_when_to_ask(maja: Coach) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="today", agreed="said")

    assert "Today you could ask: “Who else needs to say yes before you can sign?”" in maja.said[0].splitlines()


def test_a_step_that_has_passed_is_no_day_to_ask(fjord: FakeCompany) -> None:
    late = deal(step="step", step_ours="demo", step_due=due_on("2026-11-20"))

    asked = one_question(fjord.work(), late, NOW)

    assert [getattr(getattr(block, "words", None), "text", None) for block in asked[:2]] == [
        "? {question} Nobody has asked them yet.",
        "You could ask: “{ask}”",
    ]


def test_i_will_ask_gives_the_words_to_take_along(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("known Nordfrakt")
    maja.presses("I'll ask")

    assert maja.said == [
        "Good. “Who else needs to say yes before you can sign?” Tell me what they say.\n[1] They answered"
    ]

    maja.hears("known Nordfrakt")

    assert "You could ask: “What decides the date?”" in maja.said[0].splitlines()


def test_not_now_leaves_the_question_alone_for_some_days(maja: Coach) -> None:
    maja.hears("known Nordfrakt")
    maja.presses("Not now")

    assert maja.said == ["Fine. Nordfrakt, fordonsparken keeps the question open: Who decides?\n[1] The deal"]

    maja.clock += timedelta(days=5)
    maja.hears("known Nordfrakt")

    assert "You could ask: “Who else needs to say yes before you can sign?”" in maja.said[0].splitlines()


def test_not_now_can_still_be_followed_by_undoing_the_step_before(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="friday", agreed="said")
    maja.presses("Not now")
    maja.presses("Undo")

    assert fjord.work().facts.steps("nordfrakt") == []


def test_what_the_customer_said_is_said_back_with_who_and_when(maja: Coach, fjord: FakeCompany) -> None:
    opens_answer(maja)
    maja.submits(value="Johan, the CFO", who="anna")

    assert maja.said[0].splitlines()[:3] == [
        "Nordfrakt, fordonsparken. Saved.",
        "✓ Who decides? Johan, the CFO, Anna Berg today",
        "[1] Undo  [2] What else?",
    ]
    assert answers(fjord) == [
        ("decision_maker", "Johan, the CFO", Grounds.CUSTOMER_SAID, "Anna Berg", date(2026, 11, 24))
    ]


def test_a_bare_answer_is_our_assumption(maja: Coach, fjord: FakeCompany) -> None:
    opens_answer(maja)
    maja.submits(value="Johan")

    assert maja.said[0].splitlines()[1:3] == [
        "~ Who decides? Johan, our assumption",
        "Without who said it and when, it counts as our assumption.",
    ]
    assert answers(fjord) == [("decision_maker", "Johan", Grounds.ASSUMED, "", date(2026, 11, 24))]


def test_an_answer_without_a_day_is_our_assumption(maja: Coach, fjord: FakeCompany) -> None:
    opens_answer(maja)
    maja.submits(value="Johan", who="anna", day="")

    assert answers(fjord) == [("decision_maker", "Johan", Grounds.ASSUMED, "", None)]


def test_an_answer_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("vet vi nordfrakt")
    swedish_maja.presses("Jag vet")
    swedish_maja.submits(value="Johan", who="anna", day="i fredags")

    assert swedish_maja.said[0].splitlines()[:2] == [
        "Nordfrakt, fordonsparken. Sparat.",
        "✓ Vem bestämmer? Johan, Anna Berg fre 20 nov",
    ]


@pytest.mark.parametrize(
    ("grounds", "line"),
    [
        (Grounds.DOCUMENT, "▤ Who decides? Johan, in writing from them"),
        (Grounds.OBSERVED, "◉ Who decides? Johan, seen by us"),
        (Grounds.ASSUMED, "~ Who decides? Johan, our assumption"),
        (Grounds.ASKED_NO_ANSWER, "? Who decides? asked, no answer yet"),
    ],
)
def test_the_grounds_are_seen_in_the_sign(maja: Coach, grounds: Grounds, line: str) -> None:
    opens_answer(maja)
    maja.submits(value="Johan", grounds=grounds.value)

    assert maja.said[0].splitlines()[1] == line


def test_asked_without_an_answer_needs_no_words(maja: Coach, fjord: FakeCompany) -> None:
    opens_answer(maja)
    maja.submits(grounds="asked_no_answer")

    assert answers(fjord) == [("decision_maker", "", Grounds.ASKED_NO_ANSWER, "", date(2026, 11, 24))]


def test_somebody_new_becomes_a_contact(maja: Coach, fjord: FakeCompany) -> None:
    opens_answer(maja)
    maja.submits(value="Johan", other="per ek")

    assert [contact.name for contact in fjord.work().contacts.of("Nordfrakt")] == ["Anna Berg", "Johan Ek", "Per Ek"]
    assert answers(fjord)[0][2:4] == (Grounds.CUSTOMER_SAID, "Per Ek")


def test_an_undone_answer_takes_its_new_contact_with_it(maja: Coach, fjord: FakeCompany) -> None:
    opens_answer(maja)
    maja.submits(value="Johan", other="Per Ek")
    maja.presses("Undo")

    assert [contact.name for contact in fjord.work().contacts.of("Nordfrakt")] == ["Anna Berg", "Johan Ek"]
    assert answers(fjord) == []


def test_an_answer_needs_words(maja: Coach, fjord: FakeCompany) -> None:
    opens_answer(maja)
    maja.submits(value="  ")

    assert maja.said == ["What do we know? A few words are enough."]
    assert answers(fjord) == []


def test_nobody_can_have_said_it_tomorrow(maja: Coach, fjord: FakeCompany) -> None:
    opens_answer(maja)
    maja.submits(value="Johan", who="anna", day="tomorrow")

    assert maja.said == ["Wed 25 Nov has not come yet. When did they say it?"]
    assert answers(fjord) == []


def test_an_answer_of_5000_characters_is_refused(maja: Coach, fjord: FakeCompany) -> None:
    opens_answer(maja)
    maja.submits(value="x" * 5000)

    assert maja.said == ["That is longer than I can keep here: 2,000 characters at most."]
    assert answers(fjord) == []


def test_a_form_that_is_sent_twice_saves_one_answer(maja: Coach, fjord: FakeCompany) -> None:
    opens_answer(maja)
    form = maja.form
    maja.submits(value="Johan")
    maja.form = form
    maja.submits(value="Johan")

    assert maja.said == ["That is saved already. Nothing was stored twice."]
    assert len(answers(fjord)) == 1


def test_a_form_of_somebody_else_is_nobodys(maja: Coach, tom: Coach, fjord: FakeCompany) -> None:
    opens_answer(maja)
    tom.form = maja.form
    tom.submits(value="Johan")

    assert tom.said == ["I don't know any more what that form was about. Nothing was changed."]
    assert answers(fjord) == []
