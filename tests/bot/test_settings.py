"""app.yaml is read as it is meant, and every mistake in it is told at once, with its line."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from bot.settings import SettingsError, read_settings
from domain.person import Hours, Role
from domain.settings import Rule
from tests.bot.small_yaml import SMALL, small

QUALIFY = "processes.new_business.stages.qualify"
PRICE = "processes.new_business.lost_reasons.price"
NORDFRAKT = "{account: Nordfrakt, owner: maja.lind@example.com, stages: {qualify: 9 days ago}}"
OFFICE = Hours(time(8, 30), time(17), (0, 1, 2, 3, 4))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "app.yaml"


def mistakes(file: Path, text: str | bytes) -> list[str]:
    """What is said about a file with this text, without the path."""
    if isinstance(text, bytes):
        file.write_bytes(text)
    else:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings(file)
    return [line.removeprefix(f"{file}, ").removeprefix(f"{file}: ") for line in caught.value.lines()]


# ---- as it is meant -------------------------------------------------------------------------------------------------


def test_an_address_alone_makes_a_person_who_is_as_the_company_is(file: Path) -> None:
    file.write_text(SMALL, encoding="utf-8")

    maja = next(member for member in read_settings(file).people if member.email == "maja.lind@example.com")

    assert (maja.name, maja.role, maja.team) == ("Maja Lind", Role.REP, "north")
    assert (maja.language, maja.zone, maja.country, maja.hours) == ("sv", "Europe/Stockholm", "SE", OFFICE)


def test_what_stands_beside_an_address_is_that_persons_own(file: Path) -> None:
    own = "name: Tom Reed, language: en, zone: America/New_York, country: us"
    people = f"[{{email: Tom@Example.com, {own}, hours: {{from: 09:00, to: '15.30', days: [mon, wed]}}}}]"
    file.write_text(small(people=people), encoding="utf-8")

    tom = next(member for member in read_settings(file).people if member.email == "tom@example.com")

    assert (tom.name, tom.language, tom.zone, tom.country) == ("Tom Reed", "en", "America/New_York", "US")
    assert tom.hours == Hours(time(9), time(15, 30), (0, 2))


def test_norway_is_a_country_and_no_is_no_answer(file: Path) -> None:
    file.write_text(small(country="NO"), encoding="utf-8")

    assert read_settings(file).company.country == "NO"


def test_the_company_has_a_key_made_of_its_name(file: Path) -> None:
    file.write_text(small(name="Åkes Fjord & Co"), encoding="utf-8")

    assert read_settings(file).company.key == "akes_fjord_co"


def test_a_rule_is_given_in_working_days_or_is_off(file: Path) -> None:
    file.write_text(
        small(rules="{no_next_step: {after: 1 working day, again: never}, stage_overdue: off}"), encoding="utf-8"
    )

    assert read_settings(file).nudges.rules == (
        Rule("no_next_step", True, 1, 0),
        Rule("stage_overdue", False, 0, 0),
    )


@pytest.mark.parametrize(("typed", "days"), [("14", 14), ("14 days", 14), ("1 day", 1), ("2 weeks", 14)])
def test_a_stage_takes_days_or_weeks(file: Path, typed: str, days: int) -> None:
    file.write_text(small(days=typed), encoding="utf-8")

    assert read_settings(file).processes[0].stages[0].days == days


def test_a_company_of_one_language_writes_its_texts_as_they_are(file: Path) -> None:
    text = small(languages="[sv]").replace("{en: What hurts?, sv: Vad skaver?}", "Vad skaver?")
    file.write_text(text, encoding="utf-8")

    assert read_settings(file).questions[0].text.of("sv") == "Vad skaver?"


def test_words_of_all_languages_are_looked_for_together(file: Path) -> None:
    file.write_text(SMALL, encoding="utf-8")

    assert read_settings(file).questions[0].words == ("problem", "pain", "besvär")


def test_one_manager_may_have_two_teams(file: Path) -> None:
    south = "\n  south:\n    manager: karin@example.com\n    process: new_business\n"
    file.write_text(small().replace("\nquestions:", f"{south}\nquestions:"), encoding="utf-8")

    settings = read_settings(file)

    assert [team.manager for team in settings.teams] == ["karin@example.com", "karin@example.com"]
    assert len([member for member in settings.people if member.email == "karin@example.com"]) == 1


def test_a_file_saved_with_a_byte_order_mark_is_read(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.encode())

    assert read_settings(file).company.name == "Fjord & Co"


# ---- all mistakes at once -------------------------------------------------------------------------------------------


def test_five_mistakes_are_told_in_one_go_each_with_its_line(file: Path) -> None:
    text = (
        SMALL.replace("zone: Europe/Stockholm", "zone: Europe/Stokholm")
        .replace("currency: SEK", "curency: SEK")
        .replace("process: new_business", "process: new_busines")
        .replace("days: 14", "days: fourteen")
        .replace("at_most: 3", "at_most: 300")
    )

    assert mistakes(file, text) == [
        "line 3: company.zone: there is no time zone 'Europe/Stokholm'. Did you mean Europe/Stockholm?",
        "line 5: company.curency: there is no such setting. Did you mean currency?",
        "line 10: teams.north.process: there is no process 'new_busines'. Did you mean new_business?",
        f"line 25: {QUALIFY}.days: a number of days belongs here, as in 14 days or 2 weeks, not 'fourteen'.",
        "line 31: nudges.at_most: a whole number from 0 to 20 belongs here, not '300'.",
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"country": "UK"}, "line 4: company.country: 'UK' is no country code. Did you mean GB?"),
        ({"country": "Sweden"}, "line 4: company.country: 'Sweden' is no country code. Did you mean SE?"),
        (
            {"currency": "kr"},
            "line 5: company.currency: 'kr' is no currency code. Write three capital letters, as in SEK, EUR or GBP.",
        ),
        ({"languages": "[sv, en, no]"}, "line 6: company.languages[3]: there is no language 'no'. There are: en, sv."),
        ({"languages": "sv"}, "line 6: company.languages: a list belongs here, as in [one, two]."),
        ({"name": ""}, "line 1: company.name is missing."),
        ({"people": "[maja]"}, "line 11: teams.north.people[1]: 'maja' is no e-mail address."),
        (
            {"people": "[a@example.com, a@example.com]"},
            "line 11: teams.north.people[2]: a@example.com is here already, on line 11. Everybody belongs to one team.",
        ),
        (
            {"people": "[{email: a@example.com, hours: {from: 17:00, to: 09:00}}]"},
            "line 11: teams.north.people[1].hours: the day ends at 09:00, which is not after 17:00.",
        ),
        (
            {"people": "[{email: a@example.com, language: fi}]"},
            "line 11: teams.north.people[1].language: there is no language of the company 'fi'. There are: sv, en.",
        ),
        (
            {"needs": "[pian]"},
            f"line 27: {QUALIFY}.needs[1]: there is no question 'pian'. Did you mean pain?",
        ),
        (
            {"rules": "{no_next_stp: {after: 1, again: 3}}"},
            "line 32: nudges.rules.no_next_stp: there is no rule 'no_next_stp'. Did you mean no_next_step?",
        ),
        (
            {"rules": "{no_next_step: {after: 1 day, again: 3}}"},
            "line 32: nudges.rules.no_next_step.after: rules count working days: write 3 working days, not '1 day'.",
        ),
        (
            {"rules": "{no_next_step: maybe}"},
            "line 32: nudges.rules.no_next_step: on or off belongs here, not 'maybe'.",
        ),
        ({"reason": "{en: The price}"}, f"line 29: {PRICE}: the Swedish text (sv) is missing."),
        (
            {"reason": "The price"},
            f"line 29: {PRICE}: every language has its own text here: {{sv: ..., en: ...}}.",
        ),
        (
            {"reason": "{en: The price, sv: Priset, sw: Priset}"},
            f"line 29: {PRICE}.sw: the coach does not speak 'sw'. There are: en, sv.",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_what_to_write_instead(file: Path, changes: dict[str, str], said: str) -> None:
    assert mistakes(file, small(**changes)) == [said]


def test_a_key_given_twice_is_told_with_both_lines(file: Path) -> None:
    text = SMALL.replace("  country: SE\n", "  country: SE\n  zone: Europe/Oslo\n")

    assert mistakes(file, text) == ["line 5: company.zone: given twice, first on line 3."]


def test_won_and_lost_are_no_names_for_a_stage(file: Path) -> None:
    (said,) = mistakes(file, SMALL.replace("      qualify:", "      won:"))

    assert said.startswith("line 22: processes.new_business.stages.won: won and lost end every deal by themselves")


# ---- no YAML at all -------------------------------------------------------------------------------------------------


def test_broken_yaml_is_told_with_its_line(file: Path) -> None:
    (said,) = mistakes(file, SMALL.replace("name: Fjord & Co", 'name: "Fjord & Co'))

    assert said.startswith("line 2: this is no YAML: found unexpected end of stream")


def test_a_tab_is_called_a_tab(file: Path) -> None:
    said = mistakes(file, SMALL.replace("  country:", "\tcountry:"))

    assert said == ["line 4: a tab stands where spaces belong. Indent with spaces."]


def test_a_file_in_another_encoding_is_told_where(file: Path) -> None:
    said = mistakes(file, SMALL.encode("cp1252"))

    assert said == ["line 15: the file is not in UTF-8; save it as UTF-8."]


def test_an_empty_file_is_called_empty(file: Path) -> None:
    assert mistakes(file, "# nothing\n") == ["the file is empty."]


def test_a_list_where_the_sections_should_be_is_told_once(file: Path) -> None:
    assert mistakes(file, "- company\n- teams\n") == [
        "line 1: the file: keys with values belong here, as in name: Fjord & Co."
    ]


def test_a_file_that_is_not_there_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"there is no such file\. Say where it is with --config FILE\."):
        read_settings(tmp_path / "nowhere.yaml")


# ---- a file beside it ------------------------------------------------------------------------------------------------


def test_the_sample_deals_may_have_a_file_of_their_own(file: Path) -> None:
    file.write_text(f"{SMALL}sample_deals: sample.yaml\n", encoding="utf-8")
    file.with_name("sample.yaml").write_text(f"nordfrakt: {NORDFRAKT}\n", encoding="utf-8")

    assert [(deal.key, deal.account) for deal in read_settings(file).sample_deals] == [("nordfrakt", "Nordfrakt")]


def test_the_mistakes_of_both_files_are_told_in_one_go_each_with_its_line(file: Path) -> None:
    sample = file.with_name("sample.yaml")
    wrong = NORDFRAKT.replace("qualify", "qualfy")
    sample.write_text(f"# xoxb-1111-2222-abcdefgh\nnordfrakt: {wrong}\n", encoding="utf-8")

    said = mistakes(file, f"{SMALL.replace('SEK', 'kr')}sample_deals: sample.yaml\n")

    currency, token, stage = said
    assert currency.startswith("line 5: company.currency: 'kr' is no currency code.")
    assert token.startswith(f"{sample}, line 1: this looks like a Slack token.")
    assert stage.startswith(
        f"{sample}, line 2: sample_deals.nordfrakt.stages.qualfy: there is no stage in this process 'qualfy'"
    )


def test_a_file_that_is_not_beside_it_is_told_where_it_is_named(file: Path) -> None:
    (said,) = mistakes(file, f"{SMALL}sample_deals: smaple.yaml\n")

    assert said == "line 34: sample_deals: there is no file 'smaple.yaml' beside app.yaml."


@pytest.mark.parametrize(
    ("text", "said"),
    [("", ": the file is empty."), ("- nordfrakt\n", ", line 1: sample_deals: keys with values belong here.")],
)
def test_a_file_beside_it_that_holds_no_deals_is_named(file: Path, text: str, said: str) -> None:
    sample = file.with_name("sample.yaml")
    sample.write_text(text, encoding="utf-8")

    assert mistakes(file, f"{SMALL}sample_deals: sample.yaml\n") == [f"{sample}{said}"]


# ---- secrets --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("secret", "variable"),
    [
        ("xoxb-1111-2222-abcdefgh", "SLACK_BOT_TOKEN"),
        ("xapp-1-A111-abcdefgh", "SLACK_APP_TOKEN"),
        ("0123456789abcdef0123456789abcdef", "SLACK_SIGNING_SECRET"),
        ("abc8Q~abcdefghijklmnopqrstuvwxyz", "TEAMS_APP_PASSWORD"),
        ("postgresql://maja:hunter2@db/askfirst", "ASKFIRST_DATABASE"),
    ],
)
def test_a_secret_is_a_mistake_even_in_a_comment_and_is_not_repeated(file: Path, secret: str, variable: str) -> None:
    (said,) = mistakes(file, f"# {secret}\n{SMALL}")

    assert said.startswith("line 1: this looks like ") and f"set {variable} in the environment" in said
    assert secret not in said
