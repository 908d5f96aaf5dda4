"""The customer asked us to wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.deal import Deal
from domain.settings import Nudges, Rule
from tests.support.builders import at
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


def nordfrakt(fjord: FakeCompany) -> Deal:
    found = fjord.work().deals.get("nordfrakt")
    assert found is not None
    return found


def test_a_pause_says_until_when_and_why(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-12-24", reason="the board meets in January")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken waits until Thu 24 Dec.\n"
            "They said: the board meets in January\n"
            "I say nothing about it before then.\n"
            "[1] Undo  [2] My deals"
        )
    ]
    assert nordfrakt(fjord).paused_until == date(2026, 12, 24)
    assert nordfrakt(fjord).attention_at == at("2026-12-24 08:30")


def test_a_pause_whose_end_is_told_of_says_when(fjord: FakeCompany) -> None:
    ending = Rule("pause_ending", True, 0, 0, 2)
    fjord.settings = replace(fjord.settings, nudges=Nudges(3, (ending,)))
    maja = Coach(fjord.work, "maja", at("2026-11-24 14:00"))
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-12-24", reason="the board meets in January")

    assert maja.said[0].splitlines()[2] == "I say nothing about it until 2 working days before."
    assert nordfrakt(fjord).attention_at == at("2026-12-22 08:30")


def test_a_pause_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("pausa nordfrakt")
    swedish_maja.submits(until="2026-12-24", reason="styrelsen möts i januari")

    assert swedish_maja.said == [
        (
            "Nordfrakt, fordonsparken väntar till tors 24 dec.\n"
            "De sa: styrelsen möts i januari\n"
            "Jag är tyst om den tills dess.\n"
            "[1] Ångra  [2] Mina affärer"
        )
    ]


def test_a_pause_needs_a_day_ahead_and_the_customers_reason(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-11-20", reason="")

    assert maja.said == ["Fri 20 Nov has passed. Which day is it to be?\nWrite in a few words why they want to wait."]
    assert nordfrakt(fjord).paused_until is None


def test_a_pause_until_today_is_none(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("pause Nordfrakt")
    maja.submits(until="today", reason="busy")

    assert maja.said == ["That is today. Until which day did they ask us to wait?"]
    assert nordfrakt(fjord).paused_until is None


def test_a_form_that_is_sent_twice_pauses_once(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("pause Nordfrakt")
    form = maja.form
    maja.submits(until="2026-12-24", reason="busy")
    maja.form = form
    maja.submits(until="2026-12-24", reason="busy")

    assert maja.said == ["It is paused like that already. Nothing was stored twice."]
    assert len(fjord.work().journal.of_deal("nordfrakt")) == 1


def test_the_form_of_a_paused_deal_shows_how_it_is_paused(maja: Coach) -> None:
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-12-24", reason="busy")
    maja.hears("pause Nordfrakt")

    assert maja.form is not None
    assert [field.value for field in maja.form.fields] == ["2026-12-24", "busy"]


def test_a_pause_can_be_undone(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-12-24", reason="busy")
    maja.presses("Undo")

    assert nordfrakt(fjord).paused_until is None


def test_when_the_day_has_come_the_deal_says_what_they_said_and_asks_what_is_next(maja: Coach) -> None:
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-12-24", reason="the board meets in January")
    maja.clock = at("2026-12-24 09:00")
    maja.hears("deal Nordfrakt")

    assert maja.said[0].splitlines()[2:4] == [
        "It waited until Thu 24 Dec. They said: the board meets in January",
        "What happens next?",
    ]
    assert maja.buttons[0] == "Set the next step"


def test_a_pause_that_is_over_is_told_of_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("pausa nordfrakt")
    swedish_maja.submits(until="2026-12-24", reason="styrelsen möts i januari")
    swedish_maja.clock = at("2026-12-28 09:00")
    swedish_maja.hears("affär nordfrakt")

    assert swedish_maja.said[0].splitlines()[2:4] == [
        "Den väntade till tors 24 dec. De sa: styrelsen möts i januari",
        "Vad händer härnäst?",
    ]


def test_a_pause_is_no_news_once_a_step_has_come_after_it(maja: Coach) -> None:
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-12-24", reason="busy")
    maja.clock = at("2026-12-28 09:00")
    maja.hears("step Nordfrakt")
    maja.submits(ours="call them", day="tomorrow")
    maja.hears("deal Nordfrakt")

    assert "It waited until" not in maja.said[0]


def test_after_a_pause_a_note_is_asked_for_the_next_step_again(maja: Coach) -> None:
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-12-24", reason="busy")
    maja.clock = at("2026-12-28 09:00")
    maja.hears("met Anna Berg at Nordfrakt")

    assert "What happens next, and when?" in maja.said[0].splitlines()


def test_it_can_be_paused_again_from_where_it_waits(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-12-24", reason="busy")
    maja.hears("pause Nordfrakt")

    assert maja.form is not None
    assert [field.value for field in maja.form.fields] == ["2026-12-24", "busy"]

    maja.submits(until="2027-01-15")

    assert nordfrakt(fjord).paused_until == date(2027, 1, 15)


def test_a_pause_is_ended_early_by_its_button(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-12-24", reason="busy")
    maja.hears("deal Nordfrakt")
    maja.presses("Go on now")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken goes on from today.\n"
            "What happens next?\n"
            "[1] Set the next step  [2] They asked us to wait  [3] Undo"
        )
    ]
    assert nordfrakt(fjord).attention_at == at("2026-11-24 08:30")

    maja.presses("Undo")

    assert nordfrakt(fjord).paused_until == date(2026, 12, 24)


def test_a_pause_is_ended_early_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("pausa nordfrakt")
    swedish_maja.submits(until="2026-12-24", reason="upptagna")
    swedish_maja.hears("affär nordfrakt")
    swedish_maja.presses("Gå vidare nu")

    assert swedish_maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken går vidare från och med i dag."


def test_a_deal_that_does_not_wait_has_nothing_to_end(maja: Coach) -> None:
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-12-24", reason="busy")
    maja.hears("deal Nordfrakt")
    maja.presses("Go on now")
    maja.presses_again()

    assert maja.said == ["Nordfrakt, fordonsparken is not paused. Nothing was changed."]


def test_the_end_of_a_pause_taken_back_says_that_it_waits_again(maja: Coach) -> None:
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-12-24", reason="budget in January")
    maja.hears("deal Nordfrakt")
    maja.presses("Go on now")
    maja.presses("Undo")

    assert maja.said == [
        "Taken back. Nordfrakt, fordonsparken is as it was.\nIt waits until Thu 24 Dec. They said: budget in January"
    ]
