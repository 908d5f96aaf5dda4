"""The plan: steps of both sides in sequence, how firmly each is agreed, and what is done."""

from __future__ import annotations

import pytest

from domain.facts import Side, StepEnd
from tests.support.builders import at
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


def with_step(coach: Coach, **answers: str) -> None:
    """The rep sets a step at Nordfrakt, on Friday unless said otherwise."""
    coach.presses_of("step.set", "nordfrakt")
    coach.submits(**{"day": "2026-11-27"} | answers)


@pytest.fixture
def planned(maja: Coach) -> Coach:
    """Four steps, told in no order."""
    with_step(maja, ours="demo", theirs="demo", day="2026-12-01", clock="10", agreed="accepted")
    with_step(maja, ours="send the quote", agreed="said")
    with_step(maja, ours="go through the contract", theirs="send redlines", day="2026-12-08", agreed="written")
    with_step(maja, theirs="sign", day="2026-12-15")
    return maja


def test_the_steps_stand_in_the_order_of_their_days_with_whose_they_are(planned: Coach) -> None:
    planned.hears("plan Nordfrakt")

    assert planned.said == [
        (
            "Nordfrakt, fordonsparken. The plan:\n"
            "Fri 27 Nov. We: send the quote (they said yes)\n"
            "[1] Done  [2] It was moved\n"
            "Tue 1 Dec, 10:00. Both: demo (in writing)\n"
            "[3] Done  [4] It was moved\n"
            "Tue 8 Dec. We: go through the contract. Nordfrakt: send redlines (in writing)\n"
            "[5] Done  [6] It was moved\n"
            "Tue 15 Dec. Nordfrakt: sign (only ours)\n"
            "[7] Done  [8] It was moved\n"
            "[9] Add a step  [10] The deal"
        )
    ]


def test_the_plan_in_swedish(swedish_maja: Coach) -> None:
    with_step(swedish_maja, ours="demo", theirs="demo", agreed="said")
    with_step(swedish_maja, ours="skicka offert", day="2026-11-25")
    swedish_maja.hears("plan nordfrakt")

    assert swedish_maja.said == [
        (
            "Nordfrakt, fordonsparken. Planen:\n"
            "Ons 25 nov. Vi: skicka offert (bara vårt)\n"
            "De har inte sagt ja till det än. Fråga Anna: passar ons 25 nov?\n"
            "[1] Klart  [2] Det flyttades\n"
            "Fre 27 nov. Båda: demo (de sa ja)\n"
            "[3] Klart  [4] Det flyttades\n"
            "[5] Lägg till ett steg  [6] Affären"
        )
    ]


def test_the_first_step_tells_whom_to_ask(maja: Coach) -> None:
    maja.hears("met Anna Berg at Nordfrakt")
    with_step(maja, ours="send the quote")
    maja.hears("plan Nordfrakt")

    assert maja.said[0].splitlines()[1:3] == [
        "Fri 27 Nov. We: send the quote (only ours)",
        "They have not agreed to it yet. Ask Anna: does Fri 27 Nov work for you?",
    ]


def test_without_steps_it_asks_for_one(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("plan Nordfrakt")

    assert maja.said == ["Nordfrakt, fordonsparken. The plan:\nNo next step yet.\n[1] Add a step  [2] The deal"]

    maja.presses("Add a step")
    maja.submits(ours="demo", day="friday")

    assert [step.ours for step, _ in fjord.work().facts.steps("nordfrakt")] == ["demo"]


def test_what_is_done_stands_first(planned: Coach) -> None:
    planned.hears("plan Nordfrakt")
    planned.presses("Done")
    planned.hears("plan Nordfrakt")

    assert planned.said[0].splitlines()[1:3] == [
        "✓ We: send the quote, done Tue 24 Nov",
        "Tue 1 Dec, 10:00. Both: demo (in writing)",
    ]
    assert "We have kept 1." in planned.said[0].splitlines()


def test_a_step_is_moved_from_the_plan(planned: Coach, fjord: FakeCompany) -> None:
    [step] = [step for step, _ in fjord.work().facts.steps("nordfrakt") if step.theirs == "sign"]
    planned.presses_of("step.move", step.id)
    planned.submits(day="2026-12-18", by="customer")
    planned.hears("plan Nordfrakt")

    lines = planned.said[0].splitlines()
    assert "Fri 18 Dec. Nordfrakt: sign (they said yes)" in lines
    assert "They have moved 1." in lines


def test_a_day_that_has_passed_is_said_without_alarm(maja: Coach) -> None:
    with_step(maja, ours="send the quote", agreed="none")
    maja.clock = at("2026-11-30 09:00")
    maja.hears("plan Nordfrakt")

    assert maja.said[0].splitlines()[1:3] == [
        "Was Fri 27 Nov. We: send the quote (only ours)",
        "They have not agreed to it yet.",
    ]


def test_a_long_plan_is_cut_where_a_phone_ends(maja: Coach) -> None:
    for day in range(1, 8):
        with_step(maja, ours=f"call number {day}", day=f"2026-12-0{day}", agreed="said")
    maja.hears("plan Nordfrakt")

    assert maja.said[0].splitlines()[-2:] == ["And 2 more.", "[11] Add a step  [12] The deal"]


def test_several_steps_lead_to_the_plan(maja: Coach) -> None:
    with_step(maja, ours="send the quote", agreed="said")
    assert "The plan" not in maja.buttons

    with_step(maja, ours="demo", day="2026-12-01", agreed="said")
    maja.presses("The plan")

    assert maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken. The plan:"


def test_the_plan_is_behind_more(maja: Coach) -> None:
    with_step(maja, ours="send the quote")
    maja.hears("deal Nordfrakt")
    maja.presses("More")
    maja.presses("The plan")

    assert maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken. The plan:"


def test_a_colleague_sees_the_plan_and_changes_nothing(planned: Coach, tom: Coach) -> None:
    tom.hears("plan Nordfrakt")

    assert tom.buttons == ["The deal"]
    assert "Tue 1 Dec, 04:00. Both: demo (in writing)" in tom.said[0].splitlines()


def test_the_plan_of_an_ended_deal_shows_what_was_done(planned: Coach) -> None:
    planned.hears("plan Nordfrakt")
    planned.presses("Done")
    planned.hears("lost Nordfrakt")
    planned.presses("None of them")
    planned.submits(reason="price")
    planned.hears("plan Nordfrakt")

    assert planned.said[0].splitlines()[1] == "✓ We: send the quote, done Tue 24 Nov"
    assert planned.buttons == ["The deal"]


def test_a_step_that_says_nothing_is_answered_with_a_better_one(maja: Coach) -> None:
    maja.hears("met Anna Berg at Nordfrakt")
    with_step(maja, ours="follow up")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken. Next step: follow up, Fri 27 Nov.\n"
            "That holds nobody to anything. Better is what they do, and by when: “Anna sends comments by Fri 27 Nov.”\n"
            "[1] What they do  [2] A meeting  [3] Undo"
        )
    ]


def test_a_step_that_says_nothing_in_swedish(swedish_maja: Coach) -> None:
    with_step(swedish_maja, ours="höra av mig till Anna")

    assert swedish_maja.said[0].splitlines()[1:] == [
        "Det binder ingen vid något. Bättre är vad de gör, och när: ”Anna skickar synpunkter senast fre 27 nov.”",
        "[1] Vad de gör  [2] Ett möte  [3] Ångra",
    ]


def test_the_better_step_takes_the_place_of_the_empty_one(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja, ours="follow up", clock="10")
    maja.presses("What they do")
    assert maja.form is not None
    assert [(field.key, field.value) for field in maja.form.fields] == [
        ("ours", ""),
        ("theirs", ""),
        ("day", "2026-11-27"),
        ("clock", "10:00"),
        ("agreed", "none"),
    ]
    maja.submits(theirs="send their comments", agreed="said")

    told = [(step.words, end.end if end else None) for step, end in fjord.work().facts.steps("nordfrakt")]
    assert told == [("follow up", StepEnd.CORRECTED), ("send their comments", None)]

    maja.presses("Undo")

    told = [(step.words, end.end if end else None) for step, end in fjord.work().facts.steps("nordfrakt")]
    assert told == [("follow up", None)]


def test_a_meeting_is_written_in_both_sides(swedish_maja: Coach, fjord: FakeCompany) -> None:
    with_step(swedish_maja, ours="hörs")
    swedish_maja.presses("Ett möte")
    swedish_maja.submits()

    step = fjord.work().facts.steps("nordfrakt")[-1][0]
    assert (step.ours, step.theirs) == ("möte", "möte")


def test_pressing_better_after_it_was_replaced_changes_nothing(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja, ours="follow up")
    maja.presses("What they do")
    form = maja.form
    maja.submits(theirs="send their comments")
    maja.form = form
    maja.submits(theirs="send their comments")

    assert maja.said == ["That step is settled already: follow up. Nothing was changed."]
    assert len(fjord.work().facts.steps("nordfrakt")) == 2


def test_a_note_whose_step_says_nothing_is_answered_with_a_better_one(maja: Coach) -> None:
    maja.hears("met Anna Berg at Nordfrakt, will follow up with Anna on Friday")

    assert maja.said[0].splitlines()[-2:] == [
        "That holds nobody to anything. Better is what they do, and by when: “Anna sends comments by Fri 27 Nov.”",
        "[3] What they do  [4] A meeting",
    ]


def test_a_note_in_swedish_too(swedish_maja: Coach) -> None:
    swedish_maja.hears("träffade Anna Berg på Nordfrakt, hör av mig på fredag")

    assert swedish_maja.buttons == ["Ångra", "Ändra", "Vad de gör", "Ett möte"]


def test_the_plan_says_so_as_well(maja: Coach) -> None:
    with_step(maja, ours="touch base")
    maja.hears("plan Nordfrakt")

    assert maja.buttons == ["Done", "It was moved", "What they do", "Add a step", "The deal"]


def test_a_real_step_is_let_be(maja: Coach) -> None:
    with_step(maja, ours="follow up on the contract with Anna", theirs="she sends redlines", clock="10", agreed="said")

    assert "That holds nobody to anything" not in maja.said[0]


def moved_by_form(coach: Coach, fjord: FakeCompany, day: str, by: str) -> None:
    running = [step for step, end in fjord.work().facts.steps("nordfrakt") if end is None]
    coach.presses_of("step.move", running[0].id)
    coach.submits(day=day, by=by)


@pytest.mark.parametrize(("by", "side"), [("customer", Side.THEM), ("both", Side.BOTH), ("us", Side.US)])
def test_the_form_keeps_whose_wish_a_move_was(maja: Coach, fjord: FakeCompany, by: str, side: Side) -> None:
    with_step(maja, ours="demo", theirs="demo")
    moved_by_form(maja, fjord, "2026-12-01", by)

    end = fjord.work().facts.steps("nordfrakt")[0][1]
    assert end is not None
    assert (end.end, end.side) == (StepEnd.MOVED, side)


@pytest.mark.parametrize(
    ("note", "side"),
    [
        ("Nordfrakt: Anna moved the demo to 1 december", Side.THEM),
        ("Nordfrakt: de flyttade demon till 1 december", Side.THEM),
        ("Nordfrakt: we postponed the demo to 1 december", Side.US),
        ("Nordfrakt: vi sköt upp demon till 1 december", Side.US),
        ("Nordfrakt: demo moved to 1 december", Side.UNKNOWN),
    ],
)
def test_a_note_keeps_it_where_it_says_so(maja: Coach, fjord: FakeCompany, note: str, side: Side) -> None:
    with_step(maja, ours="demo", theirs="demo")
    maja.hears(note)

    end = fjord.work().facts.steps("nordfrakt")[0][1]
    assert end is not None
    assert (end.end, end.side) == (StepEnd.MOVED, side)


def test_moved_twice_by_them_is_a_signal(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja, ours="demo", theirs="demo")
    moved_by_form(maja, fjord, "2026-12-01", "customer")
    assert "in a row" not in maja.said[0]

    moved_by_form(maja, fjord, "2026-12-08", "customer")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken. Next step: demo, Tue 8 Dec, Nordfrakt said yes.\n"
            "It was Tue 1 Dec.\n"
            "[1] Undo  [2] The deal\n"
            "Nordfrakt has moved “demo” twice in a row.\n"
            "You could ask: “What decides the date?”\n"
            "[3] I'll ask  [4] They asked us to wait  [5] Let it go"
        )
    ]


def test_the_signal_in_swedish(swedish_maja: Coach, fjord: FakeCompany) -> None:
    with_step(swedish_maja, ours="demo", theirs="demo")
    swedish_maja.hears("Nordfrakt: Anna flyttade demon till 1 december")
    swedish_maja.hears("Nordfrakt: de sköt upp demon till 8 december")

    assert swedish_maja.said[0].splitlines()[-3:] == [
        "Nordfrakt har flyttat ”demon” två gånger i rad.",
        "Du kan fråga: ”Vad styr datumet?”",
        "[3] Jag frågar  [4] De bad oss vänta  [5] Släpp den",
    ]


def test_a_third_time_is_counted(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja, ours="demo", theirs="demo")
    for day in ("2026-12-01", "2026-12-08", "2026-12-15"):
        moved_by_form(maja, fjord, day, "customer")

    assert "Nordfrakt has moved “demo” 3 times in a row." in maja.said[0].splitlines()


def test_our_own_moves_are_no_signal(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja, ours="demo", theirs="demo")
    for day, by in (("2026-12-01", "customer"), ("2026-12-08", "us"), ("2026-12-15", "both")):
        moved_by_form(maja, fjord, day, by)

    assert "in a row" not in maja.said[0]


def test_the_deal_shows_the_signal_and_what_they_have_kept(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja, theirs="send the list", agreed="said")
    maja.hears("deal Nordfrakt")
    maja.presses("The step is done")
    with_step(maja, ours="demo", theirs="demo")
    moved_by_form(maja, fjord, "2026-12-01", "customer")
    moved_by_form(maja, fjord, "2026-12-08", "customer")
    maja.hears("deal Nordfrakt")

    lines = maja.said[0].splitlines()
    assert [line for line in lines if line.startswith("They have")] == ["They have kept 1, moved 2."]
    assert "Nordfrakt has moved “demo” twice in a row." in lines


def test_the_signal_is_over_once_the_step_is_kept(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja, ours="demo", theirs="demo")
    moved_by_form(maja, fjord, "2026-12-01", "customer")
    moved_by_form(maja, fjord, "2026-12-08", "customer")
    maja.hears("plan Nordfrakt")
    maja.presses("Done")
    maja.hears("deal Nordfrakt")

    assert "in a row" not in maja.said[0]


def test_what_was_answered_is_not_asked_again(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja, ours="demo", theirs="demo")
    moved_by_form(maja, fjord, "2026-12-01", "customer")
    moved_by_form(maja, fjord, "2026-12-08", "customer")
    maja.presses_of("question.answer", "nordfrakt", "timeline")
    maja.submits(value="before Christmas", grounds="customer_said", other="Anna Berg", day="2026-11-24")
    maja.hears("plan Nordfrakt")

    lines = maja.said[0].splitlines()
    assert "Nordfrakt has moved “demo” twice in a row." in lines
    assert not any("What decides the date?" in line for line in lines)


def test_a_move_that_is_undone_was_none(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja, ours="demo", theirs="demo")
    moved_by_form(maja, fjord, "2026-12-01", "customer")
    moved_by_form(maja, fjord, "2026-12-08", "customer")
    maja.presses("Undo")
    maja.hears("plan Nordfrakt")

    lines = maja.said[0].splitlines()
    assert "They have moved 1." in lines
    assert "Tue 1 Dec. Both: demo (they said yes)" in lines
    assert "in a row" not in maja.said[0]


def test_told_once_more_with_its_day_a_moved_step_keeps_its_history(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja, ours="demo", theirs="demo")
    moved_by_form(maja, fjord, "2026-12-01", "customer")
    maja.hears("Nordfrakt: demo 1 december at 10, Anna said yes")
    moved_by_form(maja, fjord, "2026-12-08", "customer")

    assert "Nordfrakt has moved “demo” twice in a row." in maja.said[0].splitlines()


def test_the_brief_tells_of_the_signal(maja: Coach, fjord: FakeCompany) -> None:
    with_step(maja, ours="demo", theirs="demo")
    moved_by_form(maja, fjord, "2026-12-01", "customer")
    moved_by_form(maja, fjord, "2026-12-08", "customer")
    maja.hears("brief Nordfrakt")

    lines = maja.said[0].splitlines()
    assert "They have moved 2." in lines
    assert "Nordfrakt has moved “demo” twice in a row." in lines
