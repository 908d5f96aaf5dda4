"""Quiet about a deal for some working days."""

from __future__ import annotations

from domain.chat import Press
from domain.nudges import Concern
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
        "Quiet about Nordfrakt, fordonsparken until Wed 25 Nov, 08:30.\n[1] Set the next step  [2] The deal"
    ]
    assert looks_at(fjord) == at("2026-11-25 08:30")


def test_the_command_is_quiet_for_three_working_days(swedish_maja: Coach, fjord: FakeCompany) -> None:
    swedish_maja.hears("snooza nordfrakt")

    assert swedish_maja.said == [
        "Jag är tyst om Nordfrakt, fordonsparken till fre 27 nov kl 08.30.\n[1] Bestäm nästa steg  [2] Affären"
    ]
    assert looks_at(fjord) == at("2026-11-27 08:30")


def test_all_that_is_true_of_the_deal_is_quiet(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("snooze Nordfrakt")

    quiet = {episode.concern: episode.snoozed_until for episode in fjord.work().nudging.episodes(["nordfrakt"])}
    assert quiet == dict.fromkeys((Concern.NO_NEXT_STEP, Concern.STAGE_OVERDUE), at("2026-11-27 08:30"))


def test_a_double_press_is_quiet_once(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("deal Nordfrakt")
    maja.presses("More")
    maja.presses("Quiet for 7 days")
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

    assert maja.buttons == ["The deal"]
