"""A deal is won: with evidence, or with a reason; and through the gates of its process."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.deal import Deal, DealState
from domain.facts import Answer, Grounds, StepEnd
from domain.process import Criterion, Process, Stage
from tests.handlers.conftest import NOW
from tests.support.builders import NEW_BUSINESS, answer, settings
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

KEYS = ("exit.needs", "decision_maker", "timeline", "exit.proposal", "budget", "competitors")
"""All that the process asks for on the way from Needs to won, apart from the customer's yes itself."""


def nordfrakt(fjord: FakeCompany) -> Deal:
    found = fjord.work().deals.get("nordfrakt")
    assert found is not None
    return found


def in_writing(key: str) -> Answer:
    return answer(f"known-{key}", key, "yes", grounds=Grounds.DOCUMENT)


@pytest.fixture
def qualified(fjord: FakeCompany) -> FakeCompany:
    """Nordfrakt has done and told all that the process asks for; only the order itself is missing."""
    with fjord.work() as work:
        work.facts.add(*(in_writing(key) for key in KEYS))
        work.commit()
    return fjord


def test_a_won_deal_says_how_long_it_took_and_what_shows_it(maja: Coach, qualified: FakeCompany) -> None:
    maja.hears("won Nordfrakt")
    maja.submits(evidence="signed", note="We were the only ones who asked about the drivers.")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken is won, after 22 days.\n"
            "Worth SEK 400,000.\n"
            "▤ A signed order\n"
            "[1] Undo  [2] My deals"
        )
    ]
    won = nordfrakt(qualified)
    assert (won.state, won.closed_at, won.close_note) == (
        DealState.WON,
        maja.clock,
        "We were the only ones who asked about the drivers.",
    )
    facts = qualified.work().facts
    assert [visit.stage for visit in facts.visits("nordfrakt")] == ["needs", "won"]
    assert facts.waivers("nordfrakt") == []
    (review,) = facts.reviews("nordfrakt")
    assert (review.end, review.evidence, review.note, review.reason) == ("won", "signed", won.close_note, "")


def test_winning_in_swedish(swedish_maja: Coach, qualified: FakeCompany) -> None:
    swedish_maja.hears("vann nordfrakt")
    swedish_maja.submits(evidence="said", said="anna")

    assert swedish_maja.said == [
        (
            "Nordfrakt, fordonsparken är vunnen, efter 22 dagar.\n"
            "Värd 400\xa0000 kr.\n"
            "✓ Anna Berg har sagt ja.\n"
            "[1] Ångra  [2] Mina affärer"
        )
    ]


def test_the_evidence_is_what_the_last_stage_asks_of_the_customer(maja: Coach, qualified: FakeCompany) -> None:
    maja.hears("won Nordfrakt")
    maja.submits(evidence="said", said="anna")

    told = qualified.work().facts.answers("nordfrakt")[0]
    assert (told.question, told.grounds, told.said_by, told.heard_on) == (
        "exit.contract",
        Grounds.CUSTOMER_SAID,
        "Anna Berg",
        date(2026, 11, 24),
    )


def test_who_said_yes_is_asked(maja: Coach, qualified: FakeCompany) -> None:
    maja.hears("won Nordfrakt")
    maja.submits(evidence="said")

    assert maja.said == ["Who said yes?"]
    assert nordfrakt(qualified).is_open


def test_without_evidence_there_is_a_reason(maja: Coach, qualified: FakeCompany) -> None:
    maja.hears("won Nordfrakt")
    maja.submits()

    assert maja.said == ["Nothing shows it yet. Write in a few words why you close it all the same."]
    assert nordfrakt(qualified).is_open

    maja.submits(reason="the order comes with the new year")

    assert maja.said[0].splitlines()[2:4] == [
        "~ Nothing showed it: the order comes with the new year",
        "[1] Undo  [2] My deals",
    ]
    (review,) = qualified.work().facts.reviews("nordfrakt")
    assert (review.evidence, review.reason) == ("", "the order comes with the new year")
    (waiver,) = qualified.work().facts.waivers("nordfrakt")
    assert (waiver.to, waiver.missing, waiver.reason) == ("won", ("exit.contract",), review.reason)


def test_what_is_still_missing_is_shown_first_and_passed_with_a_reason(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.facts.add(*(in_writing(key) for key in KEYS[2:]))
        work.commit()
    maja.hears("won Nordfrakt")

    assert maja.said == [
        (
            "Before it is won, our process asks for 2 things from Nordfrakt:\n"
            "– The customer has agreed (not yet)\n"
            "[1] They did it\n"
            "– Who decides? (not asked)\n"
            "[2] I know\n"
            "[3] Close anyway, with a reason  [4] The deal"
        )
    ]

    maja.presses("Close anyway, with a reason")
    maja.submits(evidence="signed")

    assert maja.said == ["2 things are still missing. Write in a few words why you close it all the same."]

    maja.submits(evidence="signed", reason="their owner signed before we met her")

    assert "Closed all the same: their owner signed before we met her" in maja.said[0].splitlines()
    (waiver,) = fjord.work().facts.waivers("nordfrakt")
    assert (waiver.stage, waiver.to, waiver.missing) == ("needs", "won", ("exit.needs", "decision_maker"))


def test_the_gate_in_swedish(swedish_maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.facts.add(*(in_writing(key) for key in KEYS[2:]))
        work.commit()
    swedish_maja.hears("vann Nordfrakt")

    assert swedish_maja.said == [
        (
            "Innan affären är vunnen saknas 2 saker från Nordfrakt:\n"
            "– Kunden har sagt ja (inte än)\n"
            "[1] De har gjort det\n"
            "– Vem bestämmer? (ingen har frågat)\n"
            "[2] Jag vet\n"
            "[3] Avsluta ändå och säg varför  [4] Affären"
        )
    ]


def hard(process: Process, *stages: str) -> Process:
    """The process with what these stages ask of the customer made hard."""

    def made(stage: Stage) -> Stage:
        return replace(stage, leaves_when=tuple(Criterion(one.key, one.text, True) for one in stage.leaves_when))

    return replace(process, stages=tuple(made(one) if one.key in stages else one for one in process.stages))


def test_what_is_hard_bars_the_way(fjord: FakeCompany) -> None:
    fjord.settings = settings(processes=(hard(NEW_BUSINESS, "needs"),))
    maja = Coach(fjord.work, "maja", NOW)
    maja.hears("won Nordfrakt")

    assert maja.said[0].splitlines()[1] == "– The customer has agreed (not yet) Required."
    assert "Close anyway, with a reason" not in maja.buttons


def test_hard_evidence_has_no_way_around_it(qualified: FakeCompany) -> None:
    qualified.settings = settings(processes=(hard(NEW_BUSINESS, "contract"),))
    maja = Coach(qualified.work, "maja", NOW)
    maja.hears("won Nordfrakt")
    maja.submits(reason="it will come")

    assert maja.said == ["No reason gets past this: The customer has agreed"]
    assert nordfrakt(qualified).is_open

    maja.submits(evidence="written")

    assert nordfrakt(qualified).state is DealState.WON


def test_what_was_still_to_be_done_is_cancelled(maja: Coach, qualified: FakeCompany) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="friday")
    maja.hears("won Nordfrakt")
    maja.submits(evidence="signed")

    assert [end and end.end for _, end in qualified.work().facts.steps("nordfrakt")] == [StepEnd.CANCELLED]
    assert nordfrakt(qualified).step is None
    assert nordfrakt(qualified).attention_at is None


def test_a_won_deal_shows_what_showed_it(maja: Coach, qualified: FakeCompany) -> None:
    maja.hears("won Nordfrakt")
    maja.submits(evidence="written", note="You listened.")
    maja.hears("deal Nordfrakt")

    assert maja.said[0].splitlines()[1:4] == [
        "Won on Tue 24 Nov.",
        "▤ A yes in writing",
        "In their words: You listened.",
    ]


def test_a_form_that_is_sent_twice_wins_once(maja: Coach, qualified: FakeCompany) -> None:
    maja.hears("won Nordfrakt")
    form = maja.form
    maja.submits(evidence="signed")
    maja.form = form
    maja.submits(evidence="signed")

    assert maja.said == ["Nordfrakt, fordonsparken was won on Tue 24 Nov. Nothing was changed."]
    assert len(qualified.work().facts.reviews("nordfrakt")) == 1


def test_an_old_button_of_a_won_deal_changes_nothing(maja: Coach, qualified: FakeCompany) -> None:
    maja.hears("deal Nordfrakt")
    maja.hears("won Nordfrakt")
    maja.submits(evidence="signed")
    before = qualified.state
    maja.presses("Set the next step")

    assert maja.said == ["Nordfrakt, fordonsparken was won on Tue 24 Nov. Nothing was changed."]
    now = qualified.state
    assert (now.deals, now.facts, now.journal) == (before.deals, before.facts, before.journal)


def test_a_win_can_be_undone_and_tells_nothing_any_more(maja: Coach, qualified: FakeCompany) -> None:
    maja.hears("won Nordfrakt")
    maja.submits(evidence="signed")
    maja.presses("Undo")

    assert nordfrakt(qualified).is_open
    assert qualified.work().facts.reviews("nordfrakt") == []
    assert "exit.contract" not in {told.question for told in qualified.work().facts.answers("nordfrakt")}


def test_a_note_of_a_win_leads_to_the_same_form(maja: Coach, qualified: FakeCompany) -> None:
    maja.hears("won! Anna at Nordfrakt signed the contract")
    maja.presses("Close as won")

    assert maja.form is not None
    assert (maja.form.form, maja.form.id) == ("deal.won", "nordfrakt")


def test_a_colleagues_deal_cannot_be_closed(tom: Coach, fjord: FakeCompany) -> None:
    tom.hears("won Nordfrakt")

    assert tom.said == [
        "Maja Lind looks after Nordfrakt, fordonsparken, so I changed nothing. Ask Maja, or the manager of the team."
    ]
    assert nordfrakt(fjord).is_open
