"""Quiet about a deal for some working days."""

from __future__ import annotations

import pytest

from domain.chat import Press
from domain.nudges import Concern, Episode
from tests.support.builders import at
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


def looks_at(fjord: FakeCompany) -> object:
    found = fjord.work().deals.get("nordfrakt")
    assert found is not None
    return found.attention_at


def test_quiet_until_tomorrow_is_the_next_working_morning(maja: Coach, fjord: FakeCompany) -> None:
    maja.presses_of("snooze.until", "nordfrakt", "1")

    assert maja.said == [
        (
            "Quiet about Nordfrakt, fordonsparken until Wed 25 Nov, 08:30.\n"
            "[1] Set the next step  [2] Another time  [3] The deal"
        )
    ]
    assert looks_at(fjord) == at("2026-11-25 08:30")


def test_the_command_is_quiet_for_three_working_days(swedish_maja: Coach, fjord: FakeCompany) -> None:
    swedish_maja.hears("snooza nordfrakt")

    assert swedish_maja.said == [
        (
            "Jag är tyst om Nordfrakt, fordonsparken till fre 27 nov kl 08.30.\n"
            "[1] Bestäm nästa steg  [2] En annan gång  [3] Affären"
        )
    ]
    assert looks_at(fjord) == at("2026-11-27 08:30")


def test_all_that_is_true_of_the_deal_is_quiet(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("snooze Nordfrakt")

    quiet = {episode.concern: episode.snoozed_until for episode in fjord.work().nudging.episodes(["nordfrakt"])}
    assert quiet == dict.fromkeys((Concern.NO_NEXT_STEP, Concern.STAGE_OVERDUE), at("2026-11-27 08:30"))


def test_a_double_press_is_quiet_once(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("deal Nordfrakt")
    maja.presses("More")
    maja.presses("Quiet for a while")
    maja.presses("7 working days")
    maja.presses_again()

    assert looks_at(fjord) == at("2026-12-03 08:30")
    assert len(fjord.work().nudging.episodes(["nordfrakt"])) == 2


def test_a_deal_that_gives_nothing_to_say_needs_no_snooze(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-12-24", reason="busy")
    maja.hears("snooze Nordfrakt")

    assert maja.said[0].splitlines()[0] == (
        "Nordfrakt, fordonsparken gives me nothing to say before Fri 27 Nov, 08:30."
    )
    assert fjord.work().nudging.episodes(["nordfrakt"]) == []


def test_a_snooze_is_no_change_of_the_deal(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("snooze Nordfrakt")

    found = fjord.work().deals.get("nordfrakt")
    assert found is not None
    assert found.version == 0


def test_a_number_of_days_nobody_offered_is_refused(maja: Coach, fjord: FakeCompany) -> None:
    maja.does(Press("snooze.until", "nordfrakt", "999999"))

    assert maja.said == ["I can be quiet for 1, 3 or 7 working days. Nothing was changed."]


def test_a_colleague_may_not_quiet_it(tom: Coach, fjord: FakeCompany) -> None:
    tom.hears("snooze Nordfrakt")

    assert tom.said == [
        "Maja Lind looks after Nordfrakt, fordonsparken, so I changed nothing. Ask Maja, or the manager of the team."
    ]
    assert fjord.work().nudging.episodes(["nordfrakt"]) == []


def test_a_deal_with_a_step_is_not_offered_another_one(maja: Coach) -> None:
    maja.hears("step Nordfrakt")
    maja.submits(ours="demo", day="friday")
    maja.hears("snooze Nordfrakt")

    assert maja.buttons == ["Another time", "The deal"]


# ---- until a day, or until they answer -------------------------------------------------------------------------------


def test_it_asks_for_how_long(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("snooze Nordfrakt")
    maja.presses("Another time")
    assert maja.said == [
        (
            "For how long shall I be quiet about Nordfrakt, fordonsparken?\n"
            "[1] 1 working day  [2] 3 working days  [3] 7 working days\n"
            "[4] Until they answer  [5] Until a day"
        )
    ]

    maja.presses("Until a day")
    maja.submits(until="saturday 12 dec")

    assert maja.said[0].splitlines()[0] == "Quiet about Nordfrakt, fordonsparken until Mon 14 Dec, 08:30."
    assert looks_at(fjord) == at("2026-12-14 08:30")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("", "Until which day shall I be quiet?"),
        ("2026-11-24", "That day is not ahead of us. Until which day shall I be quiet?"),
        ("2028-11-24", "That is more than a year ahead. Until which day shall I be quiet?"),
    ],
)
def test_a_day_that_cannot_be_is_refused(maja: Coach, fjord: FakeCompany, day: str, told: str) -> None:
    maja.presses_of("snooze.day", "nordfrakt")
    maja.submits(until=day)

    assert maja.said == [told]
    assert fjord.work().nudging.episodes(["nordfrakt"]) == []


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("snooze Nordfrakt until Friday", "2026-11-27 08:30"),
        ("snooza nordfrakt till 4 dec", "2026-12-04 08:30"),
        ("snooze Nordfrakt for 7 days", "2026-12-03 08:30"),
        ("snooza Nordfrakt 1 dag", "2026-11-25 08:30"),
        ("snooze Nordfrakt until they answer", "2026-12-08 08:30"),
        ("snooza Nordfrakt tills de hör av sig", "2026-12-08 08:30"),
    ],
)
def test_the_command_takes_how_long(maja: Coach, fjord: FakeCompany, text: str, until: str) -> None:
    maja.hears(text)

    assert looks_at(fjord) == at(until)


def test_quiet_until_they_answer_says_for_how_long_at_most(maja: Coach, fjord: FakeCompany) -> None:
    maja.presses_of("snooze.until", "nordfrakt", "heard")

    assert maja.said[0].splitlines()[0] == (
        "Quiet about Nordfrakt, fordonsparken until they answer, Tue 8 Dec, 08:30 at the latest."
    )
    assert {(one.snoozed_until, one.until_heard) for one in fjord.work().nudging.episodes(["nordfrakt"])} == {
        (at("2026-12-08 08:30"), True)
    }


def test_it_ends_when_the_customer_does_something(maja: Coach, fjord: FakeCompany) -> None:
    maja.presses_of("snooze.until", "nordfrakt", "heard")
    maja.clock = at("2026-11-26 10:00")
    maja.hears("Anna at Nordfrakt says the budget is 400k")

    waiting = [(one.snoozed_until, one.until_heard) for one in fjord.work().nudging.episodes(["nordfrakt"])]
    assert waiting == [(at("2026-11-26 10:00"), False)] * len(waiting) != []
    assert looks_at(fjord) == at("2026-11-26 10:00")


def test_it_does_not_end_by_what_we_do_ourselves(maja: Coach, fjord: FakeCompany) -> None:
    maja.presses_of("snooze.until", "nordfrakt", "heard")
    maja.clock = at("2026-11-26 10:00")
    maja.hears("edit Nordfrakt")
    maja.submits(amount="500000")

    assert {one.until_heard for one in fjord.work().nudging.episodes(["nordfrakt"])} == {True}
    assert looks_at(fjord) == at("2026-12-08 08:30")


def test_undoing_something_else_does_not_end_it(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("Anna at Nordfrakt says the budget is 400k")
    maja.hears("edit Nordfrakt")
    maja.submits(amount="500000")
    maja.presses_of("snooze.until", "nordfrakt", "heard")
    maja.clock = at("2026-11-26 10:00")
    maja.hears("undo")

    assert {one.until_heard for one in fjord.work().nudging.episodes(["nordfrakt"])} == {True}


def test_another_snooze_takes_the_place_of_it(maja: Coach, fjord: FakeCompany) -> None:
    maja.presses_of("snooze.until", "nordfrakt", "heard")
    maja.presses_of("snooze.until", "nordfrakt", "1")

    assert {one.until_heard for one in fjord.work().nudging.episodes(["nordfrakt"])} == {False}
    assert looks_at(fjord) == at("2026-11-25 08:30")


def said(fjord: FakeCompany, *deals: str, when: str = "2026-11-24 08:30") -> None:
    """These deals were spoken of in a morning's message."""
    with fjord.work() as work:
        for id in deals:
            episode = Episode(f"e-{id}", id, Concern.NO_NEXT_STEP, at("2026-11-20 00:00"), said_at=at(when))
            work.nudging.save_episode(episode)
        work.commit()


def test_later_asks_which_of_the_days_deals_and_then_for_how_long(maja: Coach, fjord: FakeCompany) -> None:
    said(fjord, "solberg", "nordfrakt")
    said(fjord, "kraftverket", when="2026-11-23 08:30")

    maja.presses_of("snooze.today", "2026-11-24")
    assert maja.said == ["Which one shall wait?\n[1] Nordfrakt, fordonsparken  [2] Solberg Bygg, larm"]
    maja.presses("Solberg Bygg, larm")
    maja.presses("1 working day")

    assert maja.said[0].splitlines()[0] == "Quiet about Solberg Bygg, larm until Wed 25 Nov, 08:30."


def test_later_below_a_message_about_one_deal_asks_for_how_long(maja: Coach, fjord: FakeCompany) -> None:
    said(fjord, "nordfrakt")

    maja.presses_of("snooze.today", "2026-11-24")

    assert maja.said[0].splitlines()[0] == "For how long shall I be quiet about Nordfrakt, fordonsparken?"


def test_later_in_a_message_of_which_nothing_is_open(swedish_maja: Coach) -> None:
    swedish_maja.presses_of("snooze.today", "2026-11-20")

    assert swedish_maja.said == ["Inget i det meddelandet är öppet längre.\n[1] Mina affärer"]
