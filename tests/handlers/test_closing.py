"""A deal ends: won, lost for a reason, or let go early."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.deal import Deal, DealState
from domain.facts import Grounds, StepEnd
from tests.support.builders import at
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


def nordfrakt(fjord: FakeCompany) -> Deal:
    found = fjord.work().deals.get("nordfrakt")
    assert found is not None
    return found


def test_a_won_deal_says_how_long_it_took(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("won Nordfrakt")
    maja.submits(note="We were the only ones who asked about the drivers.")

    assert maja.said == ["Nordfrakt, fordonsparken is won, after 22 days.\nWorth SEK 400,000.\n[1] Undo  [2] My deals"]
    won = nordfrakt(fjord)
    assert (won.state, won.closed_at, won.close_note) == (
        DealState.WON,
        maja.clock,
        "We were the only ones who asked about the drivers.",
    )
    assert [visit.stage for visit in fjord.work().facts.visits("nordfrakt")] == ["needs", "won"]


def test_a_win_needs_no_reason_and_is_said_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("vann nordfrakt")
    swedish_maja.submits()

    assert swedish_maja.said == [
        "Nordfrakt, fordonsparken är vunnen, efter 22 dagar.\nVärd 400\xa0000 kr.\n[1] Ångra  [2] Mina affärer"
    ]


def test_what_was_still_to_be_done_is_cancelled(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="friday")
    maja.hears("won Nordfrakt")
    maja.submits()

    assert [end and end.end for _, end in fjord.work().facts.steps("nordfrakt")] == [StepEnd.CANCELLED]
    assert nordfrakt(fjord).step is None
    assert nordfrakt(fjord).attention_at is None


def test_a_reason_that_nobody_gave_is_our_assumption(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.deals.save(replace(nordfrakt(fjord), stage="contract"))
        work.commit()
    maja.hears("lost Nordfrakt")
    maja.submits(reason="price", note="too dear")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken is closed as lost, after 22 days.\n"
            "~ Reason: Price, our assumption. Could you ask them what decided it?\n"
            "[1] Undo  [2] My deals"
        )
    ]
    lost = nordfrakt(fjord)
    assert (lost.state, lost.close_reason, lost.close_note) == (DealState.LOST, "price", "too dear")
    assert fjord.work().facts.answers("nordfrakt")[0].grounds is Grounds.ASSUMED


def test_a_reason_they_gave_is_kept_with_who_gave_it(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("lost Nordfrakt")
    maja.submits(reason="no_budget", said="anna")

    assert "✓ Reason: No budget, said by Anna Berg" in maja.said[0].splitlines()
    told = fjord.work().facts.answers("nordfrakt")[0]
    assert (told.value, told.grounds, told.said_by, told.heard_on) == (
        "no_budget",
        Grounds.CUSTOMER_SAID,
        "Anna Berg",
        date(2026, 11, 24),
    )


def test_a_reason_from_somebody_we_have_no_name_for(maja: Coach) -> None:
    maja.hears("lost Nordfrakt")
    maja.submits(reason="no_budget", said="somebody")

    assert "✓ Reason: No budget, said by Nordfrakt" in maja.said[0].splitlines()


def test_a_deal_let_go_early_is_met_with_thanks(maja: Coach) -> None:
    maja.hears("lost Nordfrakt")
    maja.submits(reason="no_budget")

    assert maja.said[0].splitlines()[0] == (
        "Nordfrakt, fordonsparken is let go, after 22 days. Thank you: that time goes to a deal that can be won."
    )


def test_letting_go_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("förlorade nordfrakt")
    swedish_maja.submits(reason="no_budget", said="anna")

    assert swedish_maja.said == [
        (
            "Nordfrakt, fordonsparken är släppt, efter 22 dagar. Tack: nu går tiden till en affär som går att vinna.\n"
            "✓ Skäl: Ingen budget, enligt Anna Berg\n"
            "[1] Ångra  [2] Mina affärer"
        )
    ]


@pytest.mark.parametrize(
    ("stage", "opened", "is_early"),
    [
        pytest.param("qualify", "2026-11-20 09:00", True, id="in the first stage, in time"),
        pytest.param("qualify", "2026-11-02 09:00", False, id="in the first stage, but for too long"),
        pytest.param("needs", "2026-11-02 09:00", True, id="in the second of four stages"),
        pytest.param("proposal", "2026-11-20 09:00", False, id="half of the stages were gone through"),
    ],
)
def test_what_counts_as_early(maja: Coach, fjord: FakeCompany, stage: str, opened: str, is_early: bool) -> None:
    with fjord.work() as work:
        work.deals.save(replace(nordfrakt(fjord), stage=stage, opened_at=at(opened)))
        work.commit()
    maja.hears("lost Nordfrakt")
    maja.submits(reason="price")

    assert ("is let go" in maja.said[0]) is is_early


def test_a_loss_needs_a_reason(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("lost Nordfrakt")
    maja.submits(note="no idea")

    assert maja.said == ["Choose the reason that comes closest."]
    assert nordfrakt(fjord).is_open


def test_a_form_of_a_deal_that_ended_meanwhile_changes_nothing(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("won Nordfrakt")
    form = maja.form
    maja.hears("lost Nordfrakt")
    maja.submits(reason="price")
    maja.form = form
    maja.submits()

    assert maja.said == ["Nordfrakt, fordonsparken was closed as lost on Tue 24 Nov. Nothing was changed."]
    assert nordfrakt(fjord).state is DealState.LOST


def test_an_old_button_of_a_won_deal_changes_nothing(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("deal Nordfrakt")
    maja.hears("won Nordfrakt")
    maja.submits()
    before = fjord.state
    maja.presses("Set the next step")

    assert maja.said == ["Nordfrakt, fordonsparken was won on Tue 24 Nov. Nothing was changed."]
    assert (fjord.state.deals, fjord.state.facts, fjord.state.journal) == (before.deals, before.facts, before.journal)


def test_an_end_can_be_undone_and_the_steps_run_on(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="friday")
    maja.hears("lost Nordfrakt")
    maja.submits(reason="price")
    maja.presses("Undo")

    assert nordfrakt(fjord).is_open
    assert nordfrakt(fjord).step_ours == "demo"
    assert [end for _, end in fjord.work().facts.steps("nordfrakt")] == [None]


def test_a_colleagues_deal_cannot_be_closed(tom: Coach, fjord: FakeCompany) -> None:
    tom.hears("won Nordfrakt")

    assert tom.said == [
        "Maja Lind looks after Nordfrakt, fordonsparken, so I changed nothing. Ask Maja, or the manager of the team."
    ]
    assert nordfrakt(fjord).is_open
