"""A next step is set, kept, moved or missed."""

from __future__ import annotations

import pytest

from domain.facts import Agreed, Step, StepEnd
from tests.support.builders import at, due_on
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


def steps(fjord: FakeCompany) -> list[tuple[str, StepEnd | None]]:
    """Nordfrakt's steps and how they ended."""
    return [(one.words, end.end if end else None) for one, end in fjord.work().facts.steps("nordfrakt")]


def last_step(fjord: FakeCompany) -> Step:
    return fjord.work().facts.steps("nordfrakt")[-1][0]


def with_step(coach: Coach, **changes: str) -> None:
    """The rep sets a step for Friday."""
    coach.hears("step Nordfrakt")
    coach.submits(**{"ours": "send the quote", "day": "friday", "agreed": "said"} | changes)


def test_a_step_is_said_back_with_its_weekday_and_how_they_agreed(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", theirs="demo", day="friday", clock="10", agreed="said")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken. Next step: demo, Fri 27 Nov, 10:00, Nordfrakt said yes.\n"
            "[1] Undo  [2] The deal\n"
            "? Who decides? Nobody has asked them yet.\n"
            "On Fri 27 Nov you could ask: “Who else needs to say yes before you can sign?”\n"
            "[3] I'll ask on Fri 27 Nov  [4] I know  [5] Not now"
        )
    ]
    deal = fjord.work().deals.get("nordfrakt")
    assert deal is not None
    assert (deal.step_ours, deal.step_theirs, deal.step_due) == ("demo", "demo", due_on("2026-11-27 10:00"))


def test_a_step_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("steg nordfrakt")
    swedish_maja.submits(ours="skicka offert", day="fredag")

    assert swedish_maja.said == [
        (
            "Nordfrakt, fordonsparken. Nästa steg: skicka offert, fre 27 nov.\n"
            "De har inte sagt ja till det än. Fråga Anna: passar fre 27 nov?\n"
            "[1] Ångra  [2] Affären\n"
            "? Vem bestämmer? Ingen har frågat dem än.\n"
            "Du kan fråga fre 27 nov: ”Vilka fler behöver säga ja innan ni kan skriva på?”\n"
            "[3] Jag frågar fre 27 nov  [4] Jag vet  [5] Inte nu"
        )
    ]


def test_a_step_needs_words_and_a_day(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="", day="")

    assert maja.said == ["What happens next? Write what we do, or what they do.\nBy when? A next step needs a day."]
    assert steps(fjord) == []


def test_a_day_that_has_passed_is_refused(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="2026-11-20")

    assert maja.said == ["Fri 20 Nov has passed. Which day is it to be?"]
    assert steps(fjord) == []


def test_a_day_nobody_can_read_is_refused(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="when the moon is full")

    assert maja.said == ["I can't read when the moon is full as a day. Write it as 2026-11-27, or as Friday."]
    assert steps(fjord) == []


def test_a_time_no_clock_has_is_refused(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="friday", clock="25:00")

    assert maja.said == ["I can't read 25:00 as a time. Write it as 10:30."]
    assert steps(fjord) == []


def test_a_story_does_not_fit_into_a_line(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="x" * 5000, day="friday")

    assert maja.said == ["That is longer than I can keep here: 200 characters at most."]
    assert steps(fjord) == []


def test_what_is_corrected_after_a_refusal_is_saved(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="")
    maja.submits(ours="demo", day="friday")

    assert steps(fjord) == [("demo", None)]


def test_a_form_that_is_sent_twice_sets_one_step(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("step Nordfrakt")
    form = maja.form
    maja.submits(ours="demo", day="friday")
    maja.form = form
    maja.submits(ours="demo", day="friday")

    assert maja.said == ["That is the next step already. Nothing was stored twice."]
    assert steps(fjord) == [("demo", None)]


def test_markup_and_mentions_are_only_words(maja: Coach) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="*demo* <@U1> **now** {deal}", day="friday")

    assert (
        maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken. Next step: *demo* <@U1> **now** {deal}, Fri 27 Nov."
    )


def test_a_kept_step_leads_to_the_next_one(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja)
    maja.hears("deal Nordfrakt")
    maja.presses("The step is done")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken. Done: send the quote.\n"
            "What happens next?\n"
            "[1] Set the next step  [2] They asked us to wait  [3] Undo"
        )
    ]
    assert steps(fjord) == [("send the quote", StepEnd.KEPT)]


def test_pressing_done_twice_settles_the_step_once(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja)
    maja.hears("deal Nordfrakt")
    maja.presses("The step is done")
    maja.presses_again()

    assert maja.said == ["That step is settled already: send the quote. Nothing was changed."]
    assert steps(fjord) == [("send the quote", StepEnd.KEPT)]


def test_a_missed_step_is_met_with_the_way_back(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja)
    maja.hears("deal Nordfrakt")
    maja.presses("More")
    maja.presses("It came to nothing")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken. It came to nothing this time: send the quote.\n"
            "What happens instead?\n"
            "[1] Try again, another day  [2] Set the next step  [3] Undo"
        )
    ]

    maja.presses("Try again, another day")
    maja.submits(day="monday")

    assert steps(fjord) == [("send the quote", StepEnd.MISSED), ("send the quote", None)]


def test_a_missed_step_in_swedish_does_not_scold(swedish_maja: Coach) -> None:
    with_step(swedish_maja)
    swedish_maja.hears("affär nordfrakt")
    swedish_maja.presses("Mer")
    swedish_maja.presses("Det blev inte av")

    assert swedish_maja.said == [
        (
            "Nordfrakt, fordonsparken. Det blev inte av den här gången: send the quote.\n"
            "Vad händer i stället?\n"
            "[1] Försök igen en annan dag  [2] Bestäm nästa steg  [3] Ångra"
        )
    ]


def test_a_step_moved_by_the_customer_stays_agreed(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja)
    maja.hears("deal Nordfrakt")
    maja.presses("More")
    maja.presses("The step was moved")
    maja.submits(day="2026-12-01", by="customer")

    assert maja.said[0].splitlines()[:2] == [
        "Nordfrakt, fordonsparken. Next step: send the quote, Tue 1 Dec, Nordfrakt said yes.",
        "It was Fri 27 Nov.",
    ]
    assert steps(fjord) == [("send the quote", StepEnd.MOVED), ("send the quote", None)]
    assert fjord.work().journal.of_deal("nordfrakt")[0].kind == "step moved by customer"


def test_a_step_we_moved_is_agreed_to_by_nobody_yet(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja)
    old = last_step(fjord)
    maja.hears("deal Nordfrakt")
    maja.presses("More")
    maja.presses("The step was moved")
    maja.submits(day="2026-12-01", by="us")

    assert (last_step(fjord).agreed, last_step(fjord).replaces) == (Agreed.NONE, old.id)


def test_a_step_cannot_be_moved_to_the_day_it_has(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja)
    maja.hears("deal Nordfrakt")
    maja.presses("More")
    maja.presses("The step was moved")
    maja.submits(day="2026-11-27")

    assert maja.said == ["That is the day it has. Which day is it now?"]
    assert steps(fjord) == [("send the quote", None)]


def test_another_running_step_comes_next(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja)
    with_step(maja, ours="book the demo", day="monday", agreed="none")
    maja.hears("deal Nordfrakt")
    maja.presses("The step is done")

    assert maja.said[0].splitlines()[:2] == [
        "Nordfrakt, fordonsparken. Done: send the quote.",
        "Next: book the demo, Mon 30 Nov.",
    ]


def test_a_step_can_be_undone_from_its_message(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja)
    maja.presses("Undo")

    assert steps(fjord) == []


def test_a_step_that_is_undone_cannot_be_kept(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja)
    maja.hears("deal Nordfrakt")
    maja.hears("undo")
    maja.presses("The step is done")

    assert maja.said == ["I don't find that step any more. Nothing was changed."]


@pytest.mark.parametrize(("typed", "wall"), [("3pm", "15:00"), ("kvart i tio", "09:45"), ("9.30", "09:30")])
def test_a_time_may_be_written_as_people_say_it(maja: Coach, fjord: FakeCompany, typed: str, wall: str) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="friday", clock=typed)

    due = fjord.work().facts.steps("nordfrakt")[0][0].due
    assert due is not None
    assert due.at == at(f"2026-11-27 {wall}")


def test_a_full_stop_is_no_step(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours=".", theirs="-", day="2026-11-27")

    assert maja.said == ["What happens next? Write what we do, or what they do."]
    assert list(fjord.work().facts.steps("nordfrakt")) == []
