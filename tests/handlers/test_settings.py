"""What a person decides for themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from domain.person import Hours, Person
from scheduler.reminding import remind
from tests.handlers.morning import asked
from tests.handlers.room import TUESDAY
from tests.support.builders import at, step
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


def stored(fjord: FakeCompany) -> Person:
    found = fjord.work().persons.get("maja")
    assert found is not None
    return found


def test_the_form_shows_what_holds_now(swedish_maja: Coach) -> None:
    swedish_maja.hears("inställningar")

    assert swedish_maja.said == [
        (
            "Mina inställningar\n"
            "Språk: sv\n"
            "Tidszon: Europe/Stockholm\n"
            "Dagen börjar: 08:30\n"
            "Dagen slutar: 17:00\n"
            "Arbetsdagar: mån–fre\n"
            "Min dag, på morgonen: yes"
        )
    ]


def test_the_answer_comes_in_the_new_language(swedish_maja: Coach, fjord: FakeCompany) -> None:
    swedish_maja.hears("inställningar")
    swedish_maja.submits(language="en", zone="europe/lisbon", start="9", end="16.30", days="mon wed thu")

    assert swedish_maja.said == [
        (
            "Saved. This is how I speak to you from now on:\n"
            "Language: English\n"
            "Time zone: Europe/Lisbon\n"
            "Working hours: 09:00–16:30\n"
            "Working days: mon wed thu\n"
            "My day, in the morning: Yes\n"
            "[1] Change  [2] My deals"
        )
    ]
    assert stored(fjord).hours == Hours(time(9), time(16, 30), (0, 2, 3))
    assert stored(fjord).zone == "Europe/Lisbon"


def test_and_in_swedish(maja: Coach) -> None:
    maja.hears("settings")
    maja.submits(language="sv", days="mån-fre")

    assert maja.said[0].splitlines() == [
        "Sparat. Så här pratar jag med dig från och med nu:",
        "Språk: Svenska",
        "Tidszon: Europe/Stockholm",
        "Arbetstider: 08:30–17:00",
        "Arbetsdagar: mån–fre",
        "Min dag, på morgonen: Ja",
        "[1] Ändra  [2] Mina affärer",
    ]


def test_only_what_was_changed_is_kept_from_the_file(swedish_maja: Coach, fjord: FakeCompany) -> None:
    swedish_maja.hears("inställningar")
    swedish_maja.submits(zone="Europe/London")

    assert stored(fjord).chosen == ("zone",)


def test_another_zone_tells_the_days_of_the_signs_anew(maja: Coach, fjord: FakeCompany) -> None:
    with fjord.work() as work:
        work.facts.add(step(at=at("2026-11-24 02:00")))
        work.commit()
    maja.hears("settings")
    maja.submits(zone="America/New_York")

    nordfrakt = fjord.work().deals.get("nordfrakt")
    assert nordfrakt is not None
    assert nordfrakt.signs.heard_on == date(2026, 11, 23)


def test_the_day_in_the_morning_can_be_switched_off_and_on(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("settings")
    maja.submits(brief="no")
    assert "My day, in the morning: No" in maja.said[0]
    assert "brief:maja" not in fjord.state.rounds

    maja.hears("settings")
    maja.submits(brief="yes", start="09:00")
    assert fjord.state.rounds["brief:maja"].at == at("2026-11-25 09:00")


def test_where_the_company_wants_none_nobody_is_asked(maja: Coach, fjord: FakeCompany) -> None:
    fjord.settings = replace(fjord.settings, nudges=replace(fjord.settings.nudges, brief=False))
    maja.hears("settings")

    assert "in the morning" not in maja.said[0]


def test_other_hours_move_when_the_coach_looks_at_the_deals(maja: Coach, fjord: FakeCompany) -> None:
    maja.hears("pause Nordfrakt")
    maja.submits(until="2026-12-24", reason="busy")
    maja.hears("settings")
    maja.submits(start="10:00")

    found = fjord.work().deals.get("nordfrakt")
    assert found is not None
    assert found.attention_at == at("2026-12-24 10:00")


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (
            {"zone": "Europe/Stokholm"},
            "I don't know the zone Europe/Stokholm. Did you mean Europe/Stockholm?",
        ),
        ({"zone": "Mars"}, "I don't know the zone Mars. Write it as Europe/Stockholm."),
        ({"zone": ""}, "Which zone is it? Write it as Europe/Stockholm."),
        ({"language": "fi"}, "Choose one of the languages."),
        ({"start": "17:00", "end": "9:00"}, "Work must end later than it begins."),
        ({"start": "soon"}, "I can't read soon as a time. Write it as 10:30."),
        ({"days": "never"}, "Write the days as mon-fri, or mon wed thu. There must be one at least."),
        ({"days": ""}, "Write the days as mon-fri, or mon wed thu. There must be one at least."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_saved(
    maja: Coach, fjord: FakeCompany, answers: dict[str, str], sentence: str
) -> None:
    before = stored(fjord)
    maja.hears("settings")
    maja.submits(**answers)

    assert maja.said == [sentence]
    assert stored(fjord) == before


@pytest.mark.parametrize(("typed", "zone"), [("stockholm", "Europe/Stockholm"), ("New York", "America/New_York")])
def test_a_city_is_enough_for_a_zone(maja: Coach, fjord: FakeCompany, typed: str, zone: str) -> None:
    maja.hears("settings")
    maja.submits(zone=typed)

    person = fjord.work().persons.get("maja")
    assert person is not None
    assert person.zone == zone


def test_reminders_of_the_standup_are_switched_off_by_each_for_themselves(fjord: FakeCompany, maja: Coach) -> None:
    maja.hears("settings")
    assert maja.form is not None
    assert "reminders" not in {field.key for field in maja.form.fields}

    asked(fjord, "maja", "tom")
    maja.hears("settings")
    maja.submits(reminders="no")

    assert "Reminder of the standup: No" in maja.said[0].splitlines()
    assert reminded(fjord) == []
    maja.hears("settings")
    maja.submits(reminders="yes")
    assert reminded(fjord) == ["maja"]


def reminded(fjord: FakeCompany) -> list[str]:
    """Who would be reminded a quarter of an hour before the end; Tom in New York is still asleep."""
    with fjord.work() as work:
        return [item.person for item in remind(work, TUESDAY, 20, at("2026-11-24 09:45"))]
