"""What was done lately, each with a way to take it back or to correct it."""

from __future__ import annotations

from tests.support.builders import at
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

WEDNESDAY = at("2026-11-25 09:00")
NOTE = "met Anna Berg at Nordfrakt, demo friday 10, she agreed"


def test_it_lists_what_was_done_with_a_deal_and_who_did_it(maja: Coach, karin: Coach) -> None:
    maja.hears(NOTE)
    karin.clock = WEDNESDAY
    karin.hears("pause Nordfrakt")
    karin.submits(until="2026-12-24", reason="busy")

    karin.hears("recent Nordfrakt")

    assert karin.said == [
        (
            "Nordfrakt, fordonsparken, the last 7 days:\n"
            "Wed 25 Nov, you:\n"
            "Waits until Thu 24 Dec.\n"
            "[1] Undo\n"
            "Tue 24 Nov, Maja Lind:\n"
            "Met Anna Berg yesterday.\n"
            "Next step: demo, Fri 27 Nov, 10:00, Nordfrakt said yes.\n"
            "[2] Undo  [3] Change"
        )
    ]


def test_it_does_so_in_swedish(swedish_maja: Coach) -> None:
    maja = swedish_maja
    maja.hears("träffade Anna Berg på Nordfrakt, demo fre 10, hon sa ja")

    maja.hears("senaste Nordfrakt")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken, de senaste 7 dagarna:\n"
            "tis 24 nov, du:\n"
            "Möte med Anna Berg i dag.\n"
            "Nästa steg: demo, fre 27 nov kl 10.00, Nordfrakt sa ja.\n"
            "[1] Ångra  [2] Ändra"
        )
    ]


def test_an_earlier_act_is_taken_back_from_the_list(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("called Anna Berg at Nordfrakt today, she is happy. worth 500k")
    maja.clock = WEDNESDAY
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-12-24", reason="busy")
    maja.hears("recent Nordfrakt")

    maja.presses("Undo")

    assert maja.said[0].startswith("Taken back.")
    maja.hears("recent Nordfrakt")
    assert "Waits until Thu 24 Dec." not in maja.said[0]
    assert "Worth SEK 500,000." in maja.said[0]


def test_alone_it_lists_ones_own_days(maja: Coach) -> None:
    maja.hears(NOTE)
    maja.clock = WEDNESDAY
    maja.hears("called Anna Lund at Kraftverket today")

    maja.hears("recent")

    assert maja.said[0].startswith(
        "What you told me in the last 7 days:\n"
        "Wed 25 Nov, Kraftverket, laddstolpar:\n"
        "Talked to Anna Lund today.\n"
        "[1] Undo  [2] Change\n"
        "Tue 24 Nov, Nordfrakt, fordonsparken:\n"
    )


def test_five_are_shown_and_the_rest_is_one_press_away(maja: Coach) -> None:
    for day in range(7):
        maja.hears("edit Nordfrakt")
        maja.submits(area=f"area {day}")
    maja.hears("recent Nordfrakt")
    assert maja.buttons == [*["Undo"] * 5, "2 earlier"]

    maja.presses("2 earlier")

    assert "Product area: area 1." in maja.said[0]
    assert maja.buttons == ["Undo", "Undo"]


def test_what_is_older_than_a_week_is_left_alone(maja: Coach) -> None:
    maja.hears(NOTE)
    maja.clock = at("2026-12-02 09:00")

    maja.hears("recent Nordfrakt")

    assert maja.said == ["Nothing was told of Nordfrakt, fordonsparken in the last 7 days."]


def test_a_colleague_reads_it_without_the_buttons(maja: Coach, tom: Coach) -> None:
    maja.hears(NOTE)

    tom.hears("recent Nordfrakt")

    assert "Maja Lind:" in tom.said[0]
    assert tom.buttons == []


def test_how_a_deal_ended_and_what_became_of_a_prospect_is_listed(maja: Coach) -> None:
    maja.hears("prospect Acme")
    maja.presses("Start it as a deal")
    maja.hears("lost Acme")
    maja.presses("It did not")
    maja.submits(reason="price")
    maja.presses("They told me")
    maja.submits(reason="competitor", said="somebody", competitor="Volvo")
    maja.hears("recent Acme")

    assert [line for line in maja.said[0].splitlines()[1:] if not line.startswith("[")] == [
        "Tue 24 Nov, you:",
        "✓ Reason: Competitor, said by Acme",
        "They chose Volvo.",
        "Tue 24 Nov, you:",
        "~ Reason: Price, our assumption",
        "Closed as lost.",
        "Tue 24 Nov, you:",
        "Now in Qualify.",
        "Tue 24 Nov, you:",
        "It was put on the prospect list.",
    ]


def test_a_pause_that_ended_early_is_listed(maja: Coach) -> None:
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-12-24", reason="busy")
    maja.hears("deal Nordfrakt")
    maja.presses("Go on now")
    maja.hears("recent Nordfrakt")

    assert "It goes on before the day that they named." in maja.said[0].splitlines()
