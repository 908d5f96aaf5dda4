"""A new deal."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.deal import Deal
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


def ikea(fjord: FakeCompany) -> Deal:
    """The deal that was made."""
    return next(deal for deal in fjord.work().deals.open_of("maja") if deal.account == "Ikea")


def test_a_new_deal_is_said_back_and_asks_what_happens_next(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("new Ikea")
    maja.submits(name="kitchens", amount="EUR 40,000", area="Fleet", contact="Bo Ek")

    assert maja.said == [
        "Ikea, kitchens is in Qualify now.\nWorth EUR 40,000.\nWhat happens next?\n[1] Set the next step  [2] Undo"
    ]
    made = ikea(fjord)
    assert (made.owner, made.process, made.stage) == ("maja", "new_business", "qualify")
    assert (made.amount, made.currency, made.area) == (Decimal(40_000), "EUR", "Fleet")
    assert [contact.name for contact in fjord.work().contacts.of("Ikea")] == ["Bo Ek"]
    assert [visit.stage for visit in fjord.work().facts.visits(made.id)] == ["qualify"]


def test_a_new_deal_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("ny affär Ikea")
    swedish_maja.submits(name="kök", amount="400 tkr")

    assert swedish_maja.said == [
        (
            "Ikea, kök är nu i fasen Kvalificera.\nVärd 400\xa0000 kr.\n"
            "Vad händer härnäst?\n[1] Bestäm nästa steg  [2] Ångra"
        )
    ]


def test_another_process_begins_in_its_own_first_stage(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("new Ikea")
    maja.submits(process="key_account")

    assert (ikea(fjord).process, ikea(fjord).stage) == ("key_account", "map")


@pytest.mark.parametrize("typed", ["400 000", "400000"])
def test_an_amount_without_a_currency_is_in_the_companys(maja: Coach, fjord: FakeCompany, typed: str) -> None:
    maja.hears("new Ikea")
    maja.submits(amount=typed)

    assert (ikea(fjord).amount, ikea(fjord).currency) == (Decimal(400_000), "SEK")


def test_a_deal_needs_a_customer(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("new")
    maja.submits(name="kitchens")

    assert maja.said == ["Which customer is it?"]
    assert fjord.work().deals.count() == 4


def test_all_mistakes_are_said_at_once(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("new")
    maja.submits(name="x" * 5000, amount="a lot")

    assert maja.said == [
        (
            "Which customer is it?\n"
            "I can't read a lot as an amount. Write it as 400 000 or 400k.\n"
            "That is longer than I can keep here: 100 characters at most."
        )
    ]
    assert fjord.work().deals.count() == 4


def test_a_form_that_is_sent_twice_makes_one_deal(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("new Ikea")
    form = maja.form
    maja.submits(name="kitchens")
    maja.form = form
    maja.submits(name="kitchens")

    assert maja.said == ["You have Ikea, kitchens already. Nothing was stored twice.\n[1] The deal"]
    assert fjord.work().deals.count() == 5


def test_markup_and_mentions_in_a_name_are_only_words(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("new")
    maja.submits(account="**Ikea** <!channel> {deal}", contact="*Bo* @here")

    assert maja.said[0].splitlines()[0] == "**Ikea** <!channel> {deal} is in Qualify now."


def test_an_undone_deal_is_gone(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("new Ikea")
    maja.submits()
    maja.presses("Undo")

    assert [deal.account for deal in fjord.work().deals.open_of("maja")] == ["Kraftverket", "Nordfrakt", "Solberg Bygg"]


def test_a_button_of_an_undone_deal_says_so(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("new Ikea")
    maja.submits()
    maja.hears("undo")
    maja.presses("Set the next step")

    assert maja.said == ["Ikea was taken back. Nothing was changed."]


def test_a_note_about_an_unknown_company_goes_on_into_the_new_deal(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("Met Bo Ek at Ikea today, demo on Friday 10:00, he agreed")
    maja.presses("A new deal")
    maja.submits(account="Ikea", name="kitchens")

    assert maja.said[0] == "Ikea, kitchens is in Qualify now."
    assert len(fjord.work().facts.meetings(ikea(fjord).id)) == 1
    assert ikea(fjord).step is not None
