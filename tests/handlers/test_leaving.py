"""Somebody leaves: their deals get somebody new, and the coach falls silent towards them."""

from __future__ import annotations

from domain.rights import has_left
from storage.people import sync_people
from tests.handlers.conftest import NOW
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


def tom_goes(karin: Coach) -> None:
    karin.hears("leaving Tom")
    karin.submits(to="maja")


def test_the_deals_are_handed_over_with_the_same_press(karin: Coach, fjord: FakeCompany) -> None:
    tom_goes(karin)

    assert karin.said == [
        (
            "1 deal will change:\n"
            "Deal                           Who       Will be\n"
            "Hudson Freight, fleet renewal  Tom Reed  Maja Lind\n"
            "Nothing is changed yet.\n"
            "[1] Tom Reed has left"
        )
    ]
    karin.presses("Tom Reed has left")

    assert karin.said == ["1 deal is changed.\nTom Reed has left. I say nothing to Tom any more.\n[1] Undo"]
    assert_gone(fjord, is_gone=True, owner="maja")


def test_app_yaml_does_not_bring_them_back_silently(karin: Coach, fjord: FakeCompany) -> None:
    tom_goes(karin)
    karin.presses("Tom Reed has left")

    with fjord.work() as work:
        sync_people(work)
        work.commit()

    assert_gone(fjord, is_gone=True, owner="maja")


def test_it_is_taken_back_with_one_press(karin: Coach, fjord: FakeCompany) -> None:
    tom_goes(karin)
    karin.presses("Tom Reed has left")

    karin.presses("Undo")

    assert karin.said == ["Taken back on 1 deal.\nTom Reed is here again."]
    assert_gone(fjord, is_gone=False, owner="tom")


def test_whoever_still_has_deals_stays(karin: Coach, fjord: FakeCompany) -> None:
    karin.hears("leaving Tom")
    karin.submits()
    assert "nobody is there to take it" in karin.said[0]

    karin.presses("Tom Reed has left")

    assert karin.said == ["Tom still has 1 deal, so I keep Tom here. Hand it over first."]
    assert_gone(fjord, is_gone=False, owner="tom")


def test_a_rep_cannot_say_it(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("leaving Tom")

    assert maja.said == ["Only an admin or the team's manager can say that. Nothing was changed."]


def test_it_does_so_in_swedish(fjord: FakeCompany) -> None:
    karin = Coach(fjord.work, "karin", NOW)
    karin.hears("slutar Erik")
    karin.submits()

    assert karin.said == ["Erik Berg har ingen öppen affär.\nInget är ändrat än.\n[1] Erik Berg har slutat"]
    karin.presses("Erik Berg har slutat")
    assert karin.said == ["Erik Berg har slutat. Jag säger inget mer till Erik.\n[1] Ångra"]


def assert_gone(fjord: FakeCompany, *, is_gone: bool, owner: str) -> None:
    tom, hudson = fjord.work().persons.get("tom"), fjord.work().deals.get("hudson")
    assert tom is not None and hudson is not None
    assert (has_left(tom, fjord.settings), hudson.owner) == (is_gone, owner)
