"""A note finds its deal, or asks for it."""

from __future__ import annotations

from domain.deal import DealState
from domain.facts import Step
from tests.support.builders import at, deal
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

TUESDAY = at("2026-11-24 14:00")


def running(fjord: FakeCompany, deal_id: str = "nordfrakt") -> list[Step]:
    return [one for one, end in fjord.work().facts.steps(deal_id) if end is None]


def test_a_name_that_fits_two_deals_is_asked_with_both(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("anna says the budget is ok, sending the quote friday")

    assert maja.said[0].splitlines() == [
        "Anna at Kraftverket or Anna at Nordfrakt?",
        "[1] Kraftverket, Anna Lund  [2] Nordfrakt, Anna Berg  [3] Someone else",
    ]
    assert fjord.work().journal.last_of("maja") is None

    maja.presses("Kraftverket, Anna Lund")

    assert maja.said[0].startswith("Kraftverket, laddstolpar. Saved.\n")
    assert [one.ours for one in running(fjord, "kraftverket")] != []


def test_a_name_that_fits_two_deals_in_swedish(swedish_maja: Coach) -> None:
    maja = swedish_maja

    maja.hears("anna säger att budgeten är ok, skickar offerten på fredag")

    assert maja.said[0].splitlines() == [
        "Anna på Kraftverket eller Anna på Nordfrakt?",
        "[1] Kraftverket, Anna Lund  [2] Nordfrakt, Anna Berg  [3] Någon annan",
    ]


def test_a_note_finds_its_deal_once(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("anna says the budget is ok, sending the quote friday")
    maja.presses("Nordfrakt, Anna Berg")

    maja.presses_again()

    assert maja.said == ["That is answered already. Nothing was changed."]
    assert len(running(fjord)) == 1


def test_a_day_is_read_as_of_when_the_note_was_told(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("anna says the budget is ok, sending the quote tomorrow")
    maja.clock = at("2026-11-25 09:00")

    maja.presses("Nordfrakt, Anna Berg")

    assert [one.due and one.due.day.isoformat() for one in running(fjord)] == ["2026-11-25"]


def test_none_of_them_opens_a_list_of_ones_own_deals(maja: Coach) -> None:
    maja.hears("anna says the budget is ok, sending the quote friday")
    maja.presses("Someone else")

    maja.submits(deal="")
    assert maja.said == ["Choose a deal."]
    maja.submits(deal="solberg")

    assert maja.said[0].startswith("Solberg Bygg, larm. Saved.\n")


def test_a_company_nobody_knows_is_offered_as_a_new_deal(maja: Coach) -> None:
    maja.hears("met Lisa at Brightwater today, demo friday 10, she agreed")

    assert maja.said[0].endswith("Your note is kept.\n[1] A new deal  [2] Another deal")


def test_with_nothing_to_go_on_the_deals_are_offered(maja: Coach) -> None:
    maja.hears("met Anna Berg at Nordfrakt, demo friday 10, she agreed")

    maja.hears("sending the quote tomorrow")

    assert maja.said[0].splitlines()[0] == "Which deal is that about? Your note is kept."
    assert maja.buttons[0] == "Nordfrakt, fordonsparken"


def test_a_colleagues_deal_is_left_alone(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("met Grace Hill at Hudson Freight, demo friday 10, she agreed")

    assert "Tom looks after Hudson Freight, fleet renewal" in maja.said[0]
    assert maja.buttons == ["Another deal"]
    assert fjord.work().facts.meetings("hudson") == []


def test_a_deal_one_may_not_see_is_not_spoken_of(fjord: FakeCompany) -> None:
    erik = Coach(fjord.work, "erik", TUESDAY)

    erik.hears("träffade Anna Berg på Nordfrakt i dag, demo fredag kl 10, hon sa ja")

    assert "Maja" not in erik.said[0]
    assert "fordonsparken" not in erik.said[0]


def test_a_manager_may_tell_of_a_deal_of_the_team(fjord: FakeCompany) -> None:
    karin = Coach(fjord.work, "karin", TUESDAY)

    karin.hears("träffade Anna Berg på Nordfrakt i dag, demo fredag kl 10, hon sa ja")

    assert karin.said[0].startswith("Nordfrakt, fordonsparken. Sparat.")


def test_a_closed_deal_is_not_written_to(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.deals.add(deal("brightwater", "Brightwater", "sensors", state=DealState.LOST, closed_at=TUESDAY))
        work.commit()

    maja.hears("met Priya Nair at Brightwater today, demo friday 10, she agreed")

    assert "Brightwater, sensors is closed as lost." in maja.said[0]
    assert maja.buttons == ["Open it again", "A new deal", "Another deal"]
    assert fjord.work().facts.meetings("brightwater") == []


def test_something_new_with_an_old_customer_begins_with_the_customers_name(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.deals.add(deal("brightwater", "Brightwater", "sensors", state=DealState.WON, closed_at=TUESDAY))
        work.commit()

    maja.hears("met Priya Nair at Brightwater today, she wants more, demo friday 10")
    maja.presses("A new deal")

    assert maja.form is not None
    assert maja.form.fields[0].value == "Brightwater"
