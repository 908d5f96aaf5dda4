"""A standup's plan in the chat: seen beside app.yaml, changed, added, removed, and as in app.yaml again."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from domain.settings import StandupPlan, StandupQuestion
from domain.standup import Arrangement, Phase
from domain.standup_plans import planned
from domain.words import Texts
from tests.handlers.morning import ASKED, asked
from tests.handlers.room import PLAN, TUESDAY, now, planned_in
from tests.handlers.test_standup_arranging import on_monday
from tests.support.builders import KARIN, at
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


@pytest.fixture
def boss(fjord: FakeCompany) -> Coach:
    """Karin, who leads team north with its standup on Tuesdays and Thursdays."""
    planned_in(fjord, PLAN)
    with fjord.work() as work:
        work.persons.save(replace(KARIN, language="en"))
        work.commit()
    return on_monday(fjord, "karin")


def plans(fjord: FakeCompany) -> list[StandupPlan]:
    return [one.plan for one in planned(fjord.work(), fjord.settings.teams[0])]


def test_the_plan_is_shown(fjord: FakeCompany, boss: Coach) -> None:
    boss.hears("standup settings")

    assert boss.said[0].splitlines() == [
        "Pipeline standup, North. The next one is Tue 24 Nov, 09:15, open until 10:00.",
        "Days: tue thu",
        "Time: 09:15–10:00",
        "Time zone: Europe/Stockholm",
        "The channel's language: English",
        "Questions: Where do you need help?",
        "Led by: Karin Ek",
        "Reminder: 20 minutes before the end",
        "For each deal: 3 minutes",
        "[1] Change  [2] Another standup  [3] Remove it",
    ]


def test_it_is_changed_said_back_and_stands_beside_what_app_yaml_says(fjord: FakeCompany, boss: Coach) -> None:
    boss.hears("standup settings")
    boss.presses("Change")
    boss.submits(days="mon wed", start="8.45", zone="london", to="tom", remind="0", talk="5")

    assert boss.said[0].splitlines()[:3] == [
        "Pipeline standup, North is planned like this:",
        "Days: mon wed",
        "Time: 08:45–10:00",
    ]
    assert boss.said[0].splitlines()[-2] == "The next one is Mon 23 Nov, 09:45, open until 11:00."
    led_by_tom = replace(PLAN, facilitator="tom@example.com", remind=0, talk=5)
    assert plans(fjord) == [replace(led_by_tom, days=(0, 2), at=time(8, 45), zone="Europe/London")]

    boss.hears("standup inställningar")
    shown = boss.said[0].splitlines()
    assert shown[shown.index("It was changed here in the chat. In app.yaml it says:") + 1 : -1] == [
        "Days: tue thu",
        "Time: 09:15–10:00",
        "Time zone: Europe/Stockholm",
        "Led by: Karin Ek",
        "Reminder: 20 minutes before the end",
        "For each deal: 3 minutes",
    ]
    boss.presses("As in app.yaml")
    assert plans(fjord) == [PLAN]
    boss.presses("Undo")
    assert plans(fjord) != [PLAN]


def test_the_one_that_people_are_asked_for_moves_with_its_plan(fjord: FakeCompany, boss: Coach) -> None:
    asked(fjord, "maja", standup=replace(TUESDAY, phase=Phase.AHEAD))
    boss.clock = ASKED
    boss.hears("standup settings")
    boss.presses("Change")
    boss.submits(start="08:15")

    assert boss.said[0].splitlines()[-2] == "The next one is Tue 24 Nov, 08:15, open until 10:00."
    assert now(fjord).opens_at == at("2026-11-24 08:15")


def test_who_leads_is_what_the_form_says_also_after_it_was_handed_over(fjord: FakeCompany, boss: Coach) -> None:
    boss.hears("standup hand over to Tom")
    boss.hears("standup settings")
    boss.presses("Change")
    boss.submits(to="maja")

    boss.hears("standup settings")
    assert "Led by: Maja Lind" in boss.said[0].splitlines()


def test_the_same_form_again_changes_nothing(fjord: FakeCompany, boss: Coach) -> None:
    boss.hears("standup settings")
    boss.presses("Change")
    boss.submits()

    assert boss.said[0].splitlines()[0] == "It stands like that already. Nothing was changed."
    assert fjord.work().standups.arrangements("north") == []


def test_a_question_that_stays_keeps_its_languages_and_a_new_one_gets_a_key(fjord: FakeCompany, boss: Coach) -> None:
    boss.hears("standup settings")
    boss.presses("Change")
    boss.submits(questions="Where do you need help?\n\nWhat do you want to talk about?\nWhere do you need help?")

    new = StandupQuestion("what_do_you_want", Texts((("en", "What do you want to talk about?"),)))
    assert plans(fjord)[0].questions == (*PLAN.questions, new)
    boss.presses("Undo")
    boss.hears("standup settings")
    boss.presses("Change")
    boss.submits(questions="")
    assert plans(fjord)[0].questions == ()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("days", "someday", "Write the days as mon-fri, or mon wed thu. There must be one at least."),
        ("end", "09:00", "It must end later than it opens, on the same day."),
        ("start", "soon", "I can't read soon as a time. Write it as 10:30."),
        ("zone", "Xyzzy", "I don't know the zone Xyzzy. Write it as Europe/Stockholm."),
        ("language", "fi", "Choose one of the languages."),
        ("to", "erik", "Choose one of the team, or its manager."),
        ("remind", "-5", "Write a number from 0 to 240."),
        ("talk", "0", "Write a number from 1 to 30."),
        ("questions", "x" * 151, "A question has 150 characters at most."),
        ("questions", "a?\nb?\nc?\nd?\ne?\nf?", "That is more than 5 questions. People answer one or two."),
        ("name", "x" * 61, "That is longer than I can keep here: 60 characters at most."),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_and_nothing_changes(
    fjord: FakeCompany, boss: Coach, field: str, typed: str, said: str
) -> None:
    boss.hears("standup settings")
    boss.presses("Change")
    boss.submits(**{field: typed})

    assert boss.said == [said]
    assert plans(fjord) == [PLAN]


def test_one_is_added_once_and_needs_a_name_of_its_own(fjord: FakeCompany, boss: Coach) -> None:
    boss.hears("standup new")
    boss.presses("North")
    boss.submits(days="fri")
    assert boss.said == ["The team has another standup called that. Give this one a name of its own."]
    form = boss.form
    boss.submits(name="Forecast", days="fri")
    assert boss.said[0].splitlines()[0] == "Forecast, North is planned like this:"
    assert [(plan.name, plan.days) for plan in plans(fjord)] == [("", (1, 3)), ("Forecast", (4,))]

    boss.form = form
    boss.submits(name="Forecast", days="fri")
    assert boss.said[0].splitlines()[0] == "It stands like that already. Nothing was changed."
    assert len(plans(fjord)) == 2

    boss.hears("standup settings")
    boss.presses("Forecast, North")
    assert "It was added here in the chat; app.yaml has nothing of it." in boss.said[0]


def test_what_was_added_is_taken_back(fjord: FakeCompany, boss: Coach) -> None:
    boss.hears("avstämning ny")
    boss.presses("North")
    boss.submits(name="Forecast", days="fri")
    boss.presses("Undo")

    assert plans(fjord) == [PLAN]


def test_one_is_removed_after_a_question_and_put_back(fjord: FakeCompany, boss: Coach) -> None:
    boss.hears("standup remove")
    assert boss.buttons == ["Remove it", "Pause"]
    assert plans(fjord) == [PLAN]
    boss.presses("Remove it")
    assert boss.said == ["Pipeline standup, North is removed.\n[1] Undo"]
    assert plans(fjord) == []
    boss.presses("Undo")
    assert plans(fjord) == [PLAN]


def test_whoever_leads_it_changes_it_but_does_not_remove_it(fjord: FakeCompany, boss: Coach) -> None:
    with fjord.work() as work:
        work.standups.arrange(Arrangement("north", "pipeline", facilitator="tom"))
        work.commit()
    tom = on_monday(fjord, "tom")
    tom.hears("standup settings")
    assert tom.buttons == ["Change", "As in app.yaml"]
    tom.presses_of("standup.removed", "north:pipeline")
    assert tom.said == ["The team's manager arranges that. Nothing was changed."]
    assert plans(fjord) == [PLAN]


def test_a_team_without_a_channel_can_have_none(fjord: FakeCompany, boss: Coach) -> None:
    north, south = fjord.settings.teams
    fjord.settings = replace(fjord.settings, teams=(replace(north, channel=""), south))
    boss.hears("standup new")
    boss.presses("North")

    assert boss.said == ["North has no channel in app.yaml, and a standup is in the channel."]
