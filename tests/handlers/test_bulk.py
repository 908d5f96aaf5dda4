"""Many deals changed at once: shown first, done with one press, taken back with one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.plain import plain
from bot.words import Speech
from domain.codec import from_json
from domain.deal import Deal
from domain.process import Need
from tests.handlers.conftest import NOW
from tests.support.builders import KEY_ACCOUNT, NEW_BUSINESS, deal, settings
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

MAJAS = ("nordfrakt", "solberg", "kraftverket")


def deals(fjord: FakeCompany, *ids: str) -> list[Deal]:
    found = [fjord.work().deals.get(id) for id in ids]
    return [deal for deal in found if deal is not None]


def hand_over_majas(karin: Coach) -> None:
    karin.hears("reassign Maja")
    karin.submits(to="erik")


def test_what_will_change_is_shown_first(karin: Coach, fjord: FakeCompany) -> None:
    hand_over_majas(karin)

    assert karin.said == [
        (
            "3 deals will change:\n"
            "Deal                      Who        Will be\n"
            "Kraftverket, laddstolpar  Maja Lind  Erik Berg\n"
            "Nordfrakt, fordonsparken  Maja Lind  Erik Berg\n"
            "Solberg Bygg, larm        Maja Lind  Erik Berg\n"
            "Nothing is changed yet.\n"
            "[1] Change 3 deals"
        )
    ]
    assert [deal.owner for deal in deals(fjord, *MAJAS)] == ["maja"] * 3


def test_one_press_does_it_and_a_second_changes_nothing(karin: Coach, fjord: FakeCompany) -> None:
    hand_over_majas(karin)

    karin.presses("Change 3 deals")

    assert karin.said == ["3 deals are changed.\n[1] Undo all 3"]
    assert [deal.owner for deal in deals(fjord, *MAJAS)] == ["erik"] * 3
    karin.presses_again()
    assert karin.said == ["That is done already. Nothing was changed twice."]
    assert [deal.version for deal in deals(fjord, *MAJAS)] == [1] * 3


def test_whoever_takes_over_hears_of_it(karin: Coach, fjord: FakeCompany) -> None:
    hand_over_majas(karin)
    karin.presses("Change 3 deals")

    (item,) = fjord.state.outbox.values()
    assert item.person == "erik"
    assert plain(from_json(item.reply), Speech("sv", "UTC", NOW)) == (
        "Karin Ek har lämnat över 3 affärer till dig.\n"
        "Kraftverket, laddstolpar\nNordfrakt, fordonsparken\nSolberg Bygg, larm\n"
        "[1] Mina affärer"
    )


@pytest.mark.parametrize("way", ["button", "word"])
def test_one_press_takes_all_of_it_back(karin: Coach, fjord: FakeCompany, way: str) -> None:
    hand_over_majas(karin)
    karin.presses("Change 3 deals")

    if way == "button":
        karin.presses("Undo all 3")
    else:
        karin.hears("undo")

    assert karin.said == ["Taken back on 3 deals."]
    assert [deal.owner for deal in deals(fjord, *MAJAS)] == ["maja"] * 3
    karin.presses_again() if way == "button" else karin.hears("undo")
    assert karin.said[0] in ("That is undone already.", "There is nothing to undo.")


def test_what_changed_since_it_was_shown_is_left_and_listed(karin: Coach, maja: Coach, fjord: FakeCompany) -> None:
    hand_over_majas(karin)
    maja.hears("edit Nordfrakt")
    maja.submits(area="vans")

    karin.presses("Change 3 deals")

    assert karin.said == [
        (
            "2 deals are changed.\n"
            "1 deal stays as it is:\n"
            "Deal                      Why\n"
            "Nordfrakt, fordonsparken  it was changed since I showed it\n"
            "[1] Undo all 2"
        )
    ]
    assert [deal.owner for deal in deals(fjord, *MAJAS)] == ["maja", "erik", "erik"]


def test_close_dates_move_and_those_without_one_are_left(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("edit Nordfrakt")
    maja.submits(close_date="2026-12-18")
    maja.hears("bulk")
    maja.presses("Move the close dates")
    maja.submits(days="14")

    assert "Nordfrakt, fordonsparken  Maja Lind  Fri 1 Jan 2027, it was Fri 18 Dec" in maja.said[0]
    assert "2 deals stay as they are:" in maja.said[0]
    maja.presses("Change 1 deal")

    assert deals(fjord, "nordfrakt")[0].close_date == date(2027, 1, 1)


def test_next_steps_move_to_a_working_day_at_the_same_time(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="2026-11-26", clock="10", agreed="said")
    maja.hears("bulk")
    maja.presses("Move the next steps")
    maja.submits(days="2")

    assert "Nordfrakt, fordonsparken  Maja Lind  demo, Mon 30 Nov, 10:00" in maja.said[0]
    maja.presses("Change 1 deal")

    assert deals(fjord, "nordfrakt")[0].step_due is not None
    assert [end.end.value for _, end in fjord.work().facts.steps("nordfrakt") if end] == ["moved"]


def test_they_wait_until_a_day_for_a_reason(swedish_maja: Coach, fjord: FakeCompany) -> None:
    maja = swedish_maja
    maja.hears("många")
    maja.presses("Låt dem vänta")
    maja.submits(until="2027-01-07", reason="jul", where="new_business/needs")

    assert maja.said[0].startswith("2 affärer ändras:\n")
    assert "väntar till tors 7 jan 2027" in maja.said[0]
    maja.presses("Ändra 2 affärer")

    assert maja.said == ["2 affärer är ändrade.\n[1] Ångra alla 2"]
    assert [deal.pause_reason for deal in deals(fjord, *MAJAS)] == ["jul", "", "jul"]


def test_the_gate_is_asked_for_each_deal(maja: Coach, fjord: FakeCompany) -> None:
    needs = replace(NEW_BUSINESS.stages[1], needs=(Need("decision_maker", hard=True),))
    hard = replace(NEW_BUSINESS, stages=(NEW_BUSINESS.stages[0], needs, *NEW_BUSINESS.stages[2:]))
    fjord.settings = settings(processes=(hard, KEY_ACCOUNT))
    maja.hears("bulk")
    maja.presses("To another stage")
    maja.submits(to="new_business/needs", reason="the whole fair asked for it")

    assert "Solberg Bygg, larm  Maja Lind  Needs, without" in maja.said[0]
    assert "it is in Needs already" in maja.said[0]
    maja.presses("Change 1 deal")
    assert deals(fjord, "solberg")[0].stage == "needs"

    maja.hears("bulk")
    maja.presses("To another stage")
    maja.submits(to="new_business/proposal", reason="the whole fair asked for it")

    assert maja.said[0].startswith("No deal would change. Nothing was changed.\n3 deals stay as they are:")
    assert "required: Who decides?" in maja.said[0]


def test_without_a_reason_what_lacks_something_is_left(maja: Coach) -> None:
    maja.hears("bulk")
    maja.presses("To another stage")
    maja.submits(to="new_business/proposal")

    assert maja.said[0].startswith("No deal would change. Nothing was changed.\n3 deals stay as they are:")
    assert "missing: " in maja.said[0]


def test_a_rep_changes_their_own_deals_alone(tom: Coach, fjord: FakeCompany) -> None:
    tom.hears("bulk")
    tom.presses("Hand them over")
    assert tom.form is not None
    assert [field.key for field in tom.form.fields] == ["where", "to"]

    tom.submits(to="erik")

    assert tom.said == ["Choose who takes over."]
    tom.submits(to="maja")
    assert tom.said[0].startswith("1 deal will change:\n")
    assert "Hudson Freight" in tom.said[0]


def test_somebody_elses_order_is_not_carried_out(karin: Coach, tom: Coach, fjord: FakeCompany) -> None:
    hand_over_majas(karin)
    order = next(iter(fjord.state.pending))

    tom.presses_of("bulk.do", order)

    assert tom.said == ["I don't find what that was about. Nothing was changed."]
    assert [deal.owner for deal in deals(fjord, *MAJAS)] == ["maja"] * 3


def test_what_cannot_be_read_is_said_beside_its_field(maja: Coach) -> None:
    maja.hears("bulk")
    maja.presses("Move the close dates")
    maja.submits(days="soon")

    assert maja.said == ["Write how many days, such as 7, or -7 for a week earlier."]


def test_more_than_fit_in_one_press_are_not_cut_off_in_silence(karin: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        for place in range(500):
            work.deals.add(deal(f"many-{place:03}", f"Customer {place:03}", "vans"))
        work.commit()

    hand_over_majas(karin)

    assert karin.said[0].splitlines()[0] == "500 deals will change:"
    assert karin.said[0].splitlines()[-3:] == [
        "These are 500 of 503, as many as can change at once. To reach all, take one person or stage at a time.",
        "Nothing is changed yet.",
        "[1] Change 500 deals",
    ]
