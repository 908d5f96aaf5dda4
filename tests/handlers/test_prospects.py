"""The right prospects: a list of its own, a small template, and a start that is held against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.deal import Deal, DealState
from domain.facts import Grounds
from domain.fit import VERSION
from tests.support.builders import FIT, KEY_ACCOUNT, NEW_BUSINESS, at, settings
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


@pytest.fixture
def fjord(fjord: FakeCompany) -> FakeCompany:
    """The company with a prospecting template, in its second version, for new business."""
    fjord.settings = settings(processes=(replace(NEW_BUSINESS, fit=FIT, fit_version=2), KEY_ACCOUNT))
    return fjord


def acme(fjord: FakeCompany) -> Deal:
    """The prospect, or the deal it became."""
    return next(deal for deal in fjord.state.deals.values() if deal.account == "Acme")


def fits(coach: Coach, **answers: str) -> None:
    """Acme is on the list, and fits but for these answers."""
    coach.hears("prospect Acme")
    coach.presses("Does it fit?")
    coach.submits(**{"fit.size": "yes", "fit.own_fleet": "yes", "fit.bound": "no", **answers})


def test_a_prospect_is_on_the_list_in_seconds_and_is_no_deal(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("prospect Acme")

    assert maja.said == ["Acme is on the prospect list now.\n[1] Does it fit?  [2] Start it as a deal  [3] Undo"]
    made = acme(fjord)
    assert (made.state, made.owner, made.process, made.attention_at) == (
        DealState.PROSPECT,
        "maja",
        "new_business",
        None,
    )
    assert fjord.work().facts.visits(made.id) == []
    maja.hears("deals")
    assert "Acme" not in maja.said[0]


def test_a_prospect_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("prospekt ny Acme")

    assert swedish_maja.said == ["Acme står på prospektlistan nu.\n[1] Passar den?  [2] Starta som affär  [3] Ångra"]


def test_the_list_shows_the_oldest_first_and_the_fit_at_a_glance(maja: Coach) -> None:
    fits(maja, **{"fit.bound": "unknown"})
    maja.clock += timedelta(days=1)
    maja.hears("prospect Bolt")
    maja.hears("prospects")

    assert maja.said == [
        (
            "2 prospects, the oldest first\n"
            "Prospect  Fit                                Since\n"
            "Acme      2 of 3 fit, 1 unknown              Tue 24 Nov\n"
            "Bolt      Not held against the template yet  Wed 25 Nov\n"
            "[1] Acme  [2] Bolt  [3] New prospect"
        )
    ]


def test_the_list_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("prospekt")
    assert swedish_maja.said == ["Det finns inget prospekt på listan än.\n[1] Nytt prospekt"]

    swedish_maja.hears("prospekt Acme")
    swedish_maja.hears("prospekt")

    assert swedish_maja.said[0].splitlines()[0] == "1 prospekt"


def test_a_manager_sees_the_teams_prospects_with_whose_they_are(maja: Coach, karin: Coach) -> None:
    maja.hears("prospect Acme")
    karin.hears("prospects")

    assert " ".join(karin.said[0].splitlines()[2].split()) == "Acme Not held against the template yet Tue 24 Nov Maja"


def test_one_that_is_on_the_list_is_shown_and_not_added_twice(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("prospect Acme")
    maja.hears("prospect acme")

    assert maja.said == [
        "Acme is on the prospect list since Tue 24 Nov.\n[1] Start it as a deal  [2] Does it fit?  [3] Not for us"
    ]
    assert len(fjord.work().deals.prospects_of("maja")) == 1


def test_a_customer_with_an_open_deal_is_not_mistaken_for_a_prospect(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("prospect Nordfrakt")

    assert maja.said == [
        ("You have a deal there already: Nordfrakt, fordonsparken.\n[1] The deal  [2] A prospect there too")
    ]

    maja.presses("A prospect there too")
    maja.submits(name="tires")

    assert maja.said[0].splitlines()[0] == "Nordfrakt, tires is on the prospect list now."


def test_adding_can_be_undone(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("prospect Acme")
    maja.presses("Undo")

    assert fjord.work().deals.prospects_of("maja") == []


def test_the_template_is_one_small_form_and_a_bare_click_is_our_assumption(maja: Coach, fjord: FakeCompany) -> None:
    fits(maja, **{"fit.own_fleet": "unknown", "fit.bound": "yes"})

    assert maja.said == [
        (
            "Acme. 1 of 3 fit, 1 unknown.\n"
            "~ At least 20 vans: yes, our assumption\n"
            "? Their own vans: not known\n"
            "~ Bound to another supplier: yes, our assumption. Does not fit.\n"
            "[1] Start it as a deal  [2] Not for us  [3] Undo"
        )
    ]
    told = {one.question: (one.value, one.grounds) for one in fjord.work().facts.answers(acme(fjord).id)}
    assert told == {
        "fit.size": ("yes", Grounds.ASSUMED),
        "fit.bound": ("yes", Grounds.ASSUMED),
        VERSION: ("2", Grounds.ASSUMED),
    }


def test_the_form_stands_as_it_was_answered(maja: Coach) -> None:
    fits(maja, **{"fit.own_fleet": "unknown"})
    maja.hears("prospect Acme")
    maja.presses("Does it fit?")

    assert maja.form is not None
    assert [(field.key, field.value) for field in maja.form.fields[:4]] == [
        ("fit.size", "yes"),
        ("fit.own_fleet", "unknown"),
        ("fit.bound", "no"),
        ("grounds", "assumed"),
    ]


def test_what_they_said_themselves_replaces_the_guess(maja: Coach, fjord: FakeCompany) -> None:
    fits(maja)
    maja.hears("prospect Acme")
    maja.presses("Does it fit?")
    maja.submits(grounds="customer_said", who="bo ek", day="2026-11-23")

    assert maja.said[0].splitlines()[:2] == ["Acme. 3 of 3 fit.", "✓ At least 20 vans: yes, Bo Ek"]
    told = fjord.work().facts.answers(acme(fjord).id)
    assert {(one.said_by, one.heard_on) for one in told if one.grounds is Grounds.CUSTOMER_SAID} == {
        ("Bo Ek", date(2026, 11, 23))
    }


def test_a_guess_does_not_replace_what_they_said(maja: Coach, fjord: FakeCompany) -> None:
    fits(maja, grounds="customer_said", who="Bo Ek")
    before = fjord.state.facts
    maja.hears("prospect Acme")
    maja.presses("Does it fit?")
    maja.submits()

    assert maja.said == ["That is what I have already. Nothing was stored twice."]
    assert fjord.state.facts == before


def test_they_said_so_needs_who_and_when(maja: Coach, fjord: FakeCompany) -> None:
    fits(maja, grounds="customer_said")

    assert maja.said == ["Who said it, and when? If nobody did, choose that we assume so."]
    assert fjord.work().facts.answers(acme(fjord).id) == []


def test_an_answer_is_taken_back_by_not_knowing(maja: Coach) -> None:
    fits(maja)
    maja.hears("prospect Acme")
    maja.presses("Does it fit?")
    maja.submits(**{"fit.size": "unknown"})

    assert maja.said[0].splitlines()[:2] == ["Acme. 2 of 3 fit, 1 unknown.", "? At least 20 vans: not known"]


def test_one_that_fits_starts_in_the_first_stage_and_is_as_old_as_that(maja: Coach, fjord: FakeCompany) -> None:
    fits(maja)
    maja.clock = at("2026-12-03 09:00")
    maja.presses("Start it as a deal")

    assert maja.said == ["Acme is in Qualify now.\nWhat happens next?\n[1] Set the next step  [2] Undo"]
    started = acme(fjord)
    assert (started.state, started.stage, started.opened_at, started.stage_since) == (
        DealState.OPEN,
        "qualify",
        maja.clock,
        maja.clock,
    )
    assert [visit.stage for visit in fjord.work().facts.visits(started.id)] == ["qualify"]
    assert fjord.work().facts.waivers(started.id) == []


def test_what_does_not_fit_is_shown_and_may_pass_with_a_reason(maja: Coach, fjord: FakeCompany) -> None:
    fits(maja, **{"fit.own_fleet": "unknown", "fit.bound": "yes"})
    maja.presses("Start it as a deal")

    assert maja.said == [
        (
            "Acme. 1 of 3 fit, 1 unknown.\n"
            "~ Bound to another supplier: yes, our assumption. Does not fit.\n"
            "? Their own vans: not known\n"
            "[1] Start anyway, with a reason  [2] Does it fit?  [3] Not for us"
        )
    ]
    assert acme(fjord).state is DealState.PROSPECT

    maja.presses("Start anyway, with a reason")
    assert maja.said[0].splitlines()[0] == "Start all the same: Acme"
    maja.submits()

    assert maja.said == ["Write in a few words why you go on all the same."]

    maja.submits(reason="their contract ends in May")

    assert maja.said[0].splitlines()[:2] == [
        "Acme is in Qualify now.",
        "Started all the same: their contract ends in May",
    ]
    (waiver,) = fjord.work().facts.waivers(acme(fjord).id)
    assert (waiver.to, waiver.missing, waiver.reason) == (
        "qualify",
        ("fit.bound", "fit.own_fleet"),
        "their contract ends in May",
    )


def test_starting_anyway_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("prospekt ny Acme")
    swedish_maja.presses("Starta som affär")

    assert swedish_maja.said[0].splitlines()[0] == "Acme. Inte prövad mot mallen än."

    swedish_maja.presses("Starta ändå och säg varför")
    swedish_maja.submits(reason="de hörde av sig själva")

    assert swedish_maja.said == [
        (
            "Acme är nu i fasen Kvalificera.\n"
            "Startad ändå: de hörde av sig själva\n"
            "Vad händer härnäst?\n"
            "[1] Bestäm nästa steg  [2] Ångra"
        )
    ]


def test_a_double_press_starts_once(maja: Coach, fjord: FakeCompany) -> None:
    fits(maja)
    maja.presses("Start it as a deal")
    maja.presses_again()

    assert maja.said == ["Acme is on the prospect list no more. Nothing was changed."]
    assert len(fjord.work().facts.visits(acme(fjord).id)) == 1


def test_a_start_can_be_undone(maja: Coach, fjord: FakeCompany) -> None:
    fits(maja)
    added = acme(fjord).opened_at
    maja.clock += timedelta(days=2)
    maja.presses("Start it as a deal")
    maja.presses("Undo")

    assert maja.said == ["Taken back. Acme is as it was."]
    assert (acme(fjord).state, acme(fjord).opened_at) == (DealState.PROSPECT, added)
    assert fjord.work().facts.visits(acme(fjord).id) == []


def test_a_started_deal_tells_its_fit_in_a_line_and_asks_no_fit_as_a_question(maja: Coach) -> None:
    fits(maja)
    maja.presses("Start it as a deal")
    maja.hears("deal Acme")

    lines = maja.said[0].splitlines()
    assert lines[:3] == ["Acme", "In Qualify since today.", "Template: 3 of 3 fit."]
    assert [line for line in lines if line.startswith("?")] == [
        "? What is the problem, and what does it cost them? Not asked yet"
    ]


def test_one_that_is_not_for_us_goes_off_the_list_and_is_no_loss(maja: Coach, fjord: FakeCompany) -> None:
    fits(maja, **{"fit.bound": "yes"})
    maja.presses("Not for us")

    assert maja.said == ["Acme is off the prospect list.\n[1] Undo  [2] Prospects"]
    assert fjord.work().deals.prospects_of("maja") == []
    assert fjord.work().deals.days_to_end("new_business", DealState.LOST, 9) == []

    maja.presses("Prospects")

    assert maja.said == ["There is no prospect on the list yet.\n[1] New prospect"]

    maja.presses("Undo")

    assert [deal.account for deal in fjord.work().deals.prospects_of("maja")] == ["Acme"]


def test_a_prospect_is_shown_by_its_name_and_is_not_moved(maja: Coach, fjord: FakeCompany) -> None:
    fits(maja)
    maja.hears("deal Acme")

    assert maja.said[0].splitlines()[0] == "Acme is on the prospect list since Tue 24 Nov."

    maja.hears("step Acme")

    assert maja.said == ["Acme is on the prospect list. Start it as a deal first; nothing was changed."]


def test_a_note_about_a_prospect_is_kept_and_then_placed(maja: Coach, fjord: FakeCompany) -> None:
    fits(maja)
    maja.hears("met Bo Ek at Acme today, demo Friday 10:00, he agreed")

    assert maja.said == [
        (
            "Acme is on the prospect list. Start it as a deal? Your note is kept.\n"
            "[1] Start it as a deal  [2] Another deal"
        )
    ]

    maja.presses("Start it as a deal")

    assert maja.said[0] == "Acme is in Qualify now.\n[1] Undo"
    assert maja.said[1].splitlines()[:3] == [
        "Acme. Saved.",
        "Met Bo Ek today.",
        "Next step: demo, Fri 27 Nov, 10:00, Bo said yes.",
    ]


def test_a_note_waits_also_while_the_template_is_passed_with_a_reason(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("prospect Acme")
    maja.hears("met Bo Ek at Acme today, demo Friday 10:00, he agreed")
    maja.presses("Start it as a deal")
    maja.presses("Start anyway, with a reason")
    maja.submits(reason="they called us")

    assert maja.said[1].splitlines()[0] == "Acme. Saved."
    assert acme(fjord).step_ours == "demo"


def test_a_new_deal_is_offered_the_same_check_without_being_held_up(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("new Acme")
    maja.submits()

    assert maja.buttons == ["Set the next step", "Does it fit?", "Undo"]

    maja.presses("Does it fit?")
    maja.submits(**{"fit.size": "no", "fit.own_fleet": "yes", "fit.bound": "no"})

    assert maja.said[0].splitlines()[0] == "Acme. 2 of 3 fit."
    assert maja.buttons == ["Keep it, with a reason", "Let it go", "Undo"]

    maja.presses("Keep it, with a reason")
    maja.submits(reason="they buy ten more this year")

    assert maja.said == ["Acme is kept: they buy ten more this year\n[1] Undo"]
    (waiver,) = fjord.work().facts.waivers(acme(fjord).id)
    assert (waiver.stage, waiver.to, waiver.missing) == ("qualify", "qualify", ("fit.size",))


def test_a_process_without_a_template_starts_at_once(maja: Coach, fjord: FakeCompany) -> None:
    fjord.settings = settings()
    coach = Coach(fjord.work, "maja", maja.clock)
    coach.hears("prospect Acme")

    assert coach.buttons == ["Start it as a deal", "Undo"]

    coach.presses("Start it as a deal")

    assert coach.said[0].splitlines()[0] == "Acme is in Qualify now."


def test_a_deal_that_was_let_go_early_can_be_asked_again_later(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("lost Solberg")
    maja.presses("It did not")
    maja.submits(reason="no_budget", said="somebody", note="No budget until 2028")
    assert "Ask them again later" not in maja.buttons  # it was in its first stage for too long

    maja.hears("lost Nordfrakt")
    maja.presses("None of them")
    maja.submits(reason="no_budget", said="anna", note="No budget until 2028")
    maja.presses("Ask them again later")
    maja.submits(day="2027-10-04")

    assert maja.said[0].splitlines()[0] == (
        "Nordfrakt, fordonsparken is on the prospect list, to ask again on Mon 4 Oct 2027."
    )

    maja.hears("prospects")

    assert "Ask again Mon 4 Oct 2027" in maja.said[0]

    maja.presses("Nordfrakt")

    assert maja.said[0].splitlines()[1] == "Ask again from Mon 4 Oct 2027: No budget until 2028"

    maja.presses("Start it as a deal")
    maja.presses("Start anyway, with a reason")
    maja.submits(reason="they called us")

    (again,) = [deal for deal in fjord.work().deals.open_of("maja") if deal.account == "Nordfrakt"]
    assert (again.name, again.paused_until, again.pause_reason) == ("fordonsparken", None, "")


def test_a_colleagues_prospect_is_not_theirs_to_start(maja: Coach, tom: Coach, fjord: FakeCompany) -> None:
    maja.hears("prospect Acme")
    tom.presses_of("prospect.start", acme(fjord).id)

    assert tom.said == ["Maja Lind looks after Acme, so I changed nothing. Ask Maja, or the manager of the team."]
    assert acme(fjord).state is DealState.PROSPECT
