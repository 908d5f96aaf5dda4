"""The customer asked us to wait."""

from __future__ import annotations

from datetime import date

from domain.deal import Deal
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
