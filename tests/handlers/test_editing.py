"""A deal changed in its form, and what happens when two people change it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from domain.deal import Deal
from tests.handlers.conftest import NOW
from tests.support.coach import Coach
from tests.support.fake import FakeCompany, FakeDeals, FakeWork


def test_the_form_has_what_is_known_and_saves_what_was_changed(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("edit Nordfrakt")
    maja.submits(amount="550k", close_date="2026-12-18", area="vans")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken. Saved.\n"
            "Worth SEK 550,000.\n"
            "Product area: vans.\n"
            "Close date: Fri 18 Dec.\n"
            "[1] Undo  [2] The deal"
        )
    ]
    deal = nordfrakt(fjord)
    assert (deal.amount, deal.close_date, deal.area) == (Decimal(550_000), date(2026, 12, 18), "vans")

    maja.presses("Undo")

    assert nordfrakt(fjord).amount == Decimal(400_000)


def test_it_does_so_in_swedish(swedish_maja: Coach) -> None:
    maja = swedish_maja
    maja.hears("ändra Nordfrakt")
    maja.submits(close_date="2026-12-18")
    maja.hears("ändra Nordfrakt")
    maja.submits(close_date="2027-01-15")

    assert maja.said == [
        "Nordfrakt, fordonsparken. Sparat.\nAvslut fre 15 jan 2027, det var fre 18 dec.\n[1] Ångra  [2] Affären"
    ]


def test_the_people_come_along_when_the_customer_is_called_otherwise(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("edit Nordfrakt")
    maja.submits(account="Nordfrakt Norden")

    assert [one.name for one in fjord.work().contacts.of("Nordfrakt Norden")] == ["Anna Berg", "Johan Ek"]
    maja.presses("Undo")
    assert fjord.work().contacts.of("Nordfrakt Norden") == []


def test_what_cannot_be_read_is_said_beside_its_field(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("edit Nordfrakt")
    maja.submits(account="", amount="lots", currency="crowns", close_date="someday")

    assert maja.said == [
        (
            "Which customer is it?\n"
            "I can't read lots as an amount. Write it as 400 000 or 400k.\n"
            "Write the currency with three letters, such as SEK or EUR.\n"
            "I can't read someday as a day. Write it as 2026-11-27, or as Friday."
        )
    ]
    assert nordfrakt(fjord).version == 0


def test_figures_alone_are_an_amount(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("edit Nordfrakt")
    maja.submits(amount="550000")

    assert nordfrakt(fjord).amount == Decimal(550_000)


def test_what_only_somebody_else_changed_is_left_alone(maja: Coach, karin: Coach, fjord: FakeCompany) -> None:
    maja.hears("edit Nordfrakt")
    karin.hears("edit Nordfrakt")
    karin.submits(close_date="2026-12-18")

    maja.submits(amount="550k")

    deal = nordfrakt(fjord)
    assert (deal.amount, deal.close_date) == (Decimal(550_000), date(2026, 12, 18))


def both_change_the_worth(maja: Coach, karin: Coach) -> None:
    maja.hears("edit Nordfrakt")
    karin.hears("edit Nordfrakt")
    karin.submits(amount="600k")
    maja.submits(amount="550k", area="vans")


def test_what_both_changed_is_shown_side_by_side(maja: Coach, karin: Coach, fjord: FakeCompany) -> None:
    both_change_the_worth(maja, karin)

    assert maja.said == [
        (
            "Somebody else changed Nordfrakt, fordonsparken meanwhile. Nothing of yours is saved yet.\n"
            "Field  When you opened it  Now          Yours\n"
            "Worth  SEK 400,000         SEK 600,000  SEK 550,000\n"
            "[1] Save mine  [2] Keep theirs"
        )
    ]
    assert (nordfrakt(fjord).amount, nordfrakt(fjord).area) == (Decimal(600_000), "")


def test_mine_is_saved_when_i_say_so(maja: Coach, karin: Coach, fjord: FakeCompany) -> None:
    both_change_the_worth(maja, karin)

    maja.presses("Save mine")

    assert (nordfrakt(fjord).amount, nordfrakt(fjord).area) == (Decimal(550_000), "vans")
    version = nordfrakt(fjord).version
    maja.presses_again()
    assert maja.said == ["That form is settled already. Nothing was changed."]
    assert nordfrakt(fjord).version == version


def test_theirs_stays_when_i_say_so_and_the_rest_of_mine_is_saved(
    maja: Coach, karin: Coach, fjord: FakeCompany
) -> None:
    both_change_the_worth(maja, karin)

    maja.presses("Keep theirs")

    assert (nordfrakt(fjord).amount, nordfrakt(fjord).area) == (Decimal(600_000), "vans")


def test_whoever_changes_it_once_more_is_shown_too(maja: Coach, karin: Coach, fjord: FakeCompany) -> None:
    both_change_the_worth(maja, karin)
    karin.hears("edit Nordfrakt")
    karin.submits(amount="700k")

    maja.presses("Save mine")

    assert "SEK 600,000         SEK 700,000  SEK 550,000" in maja.said[0]
    maja.presses("Save mine")
    assert nordfrakt(fjord).amount == Decimal(550_000)


def test_a_manager_hands_a_deal_over_and_a_rep_only_within_the_team(
    maja: Coach, karin: Coach, fjord: FakeCompany
) -> None:
    maja.hears("edit Nordfrakt")
    assert maja.form is not None
    owners = next(field for field in maja.form.fields if field.key == "owner")
    assert [option.value for option in owners.options] == ["karin", "maja", "tom"]

    karin.hears("edit Nordfrakt")
    karin.submits(owner="erik")

    assert "Erik Berg looks after it now." in karin.said[0]
    assert nordfrakt(fjord).owner == "erik"


class ReadEarly(FakeDeals):
    """Deals of which the first is read as it was a moment before somebody changed it."""

    def __init__(self, work: FakeWork, early: list[Deal]) -> None:
        super().__init__(work)
        self.early = early

    def get(self, deal: str) -> Deal | None:
        return self.early.pop() if self.early else super().get(deal)


def test_somebody_who_is_faster_by_a_moment_is_shown_too(karin: Coach, maja: Coach, fjord: FakeCompany) -> None:
    early: list[Deal] = []

    def racing() -> FakeWork:
        work = fjord.work()
        work.deals = ReadEarly(work, early)
        return work

    late = Coach(racing, "maja", NOW)
    late.hears("edit Nordfrakt")
    before = nordfrakt(fjord)
    karin.hears("edit Nordfrakt")
    karin.submits(amount="600k")

    early.append(before)
    late.submits(amount="550k")

    assert "SEK 400,000         SEK 600,000  SEK 550,000" in late.said[0]
    assert nordfrakt(fjord).amount == Decimal(600_000)


def nordfrakt(fjord: FakeCompany) -> Deal:
    found = fjord.work().deals.get("nordfrakt")
    assert found is not None
    return found
