"""The rules of app.yaml: what each counts to, and what a process has otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import SettingsError, read_settings
from domain.settings import Nudges, Rule
from tests.bot.small_yaml import small

RULES, OWN = "line 32: nudges.rules", "line 28: processes.new_business.nudges"
WRITE = "rules count working days: write 3 working days"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "app.yaml"


def with_rules(company: str, process: str | None = None) -> str:
    """The smallest app.yaml with these rules, and those of its one process on line 28."""
    text = small(rules=company)
    return text.replace("    lost_reasons:\n", f"    nudges: {process}\n    lost_reasons:\n") if process else text


def nudges(file: Path, company: str, process: str | None = None) -> Nudges:
    file.write_text(with_rules(company, process), encoding="utf-8")
    return read_settings(file).nudges


def mistakes(file: Path, company: str, process: str | None = None) -> list[str]:
    file.write_text(with_rules(company, process), encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings(file)
    return [line.removeprefix(f"{file}, ") for line in str(caught.value).splitlines()]


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("stalled: {after: 10 working days, again: 5}", Rule("stalled", True, 10, 5)),
        ("stage_advice: {at: 75 %, again: never}", Rule("stage_advice", True, 0, 0, 75)),
        ("stage_advice: {at: 75%, again: never}", Rule("stage_advice", True, 0, 0, 75)),
        ("close_date_pushed: {times: 3, again: 5}", Rule("close_date_pushed", True, 0, 5, 3)),
        ("pause_ending: {before: 1 working day, again: never}", Rule("pause_ending", True, 0, 0, 1)),
        ("stalled: {after: 1, again: 1, escalate: 5 working days}", Rule("stalled", True, 1, 1, 0, 5)),
        ("stage_advice: on", Rule("stage_advice", True, 0, 0, 75)),
        ("close_date_pushed: off", Rule("close_date_pushed", False, 0, 0, 2)),
        ("stalled: on", Rule("stalled", True, 0, 0)),
    ],
)
def test_a_rule_counts_to_its_own_number(file: Path, typed: str, rule: Rule) -> None:
    assert nudges(file, f"{{{typed}}}").rules == (rule,)


COMPANY = """{stalled: {after: 10, again: 5, escalate: 4}, no_decision_maker: {after: 9, again: 9},
    single_threaded: off, pause_ending: {before: 2, again: never}}"""


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        pytest.param("stalled: {after: 20 working days}", Rule("stalled", True, 20, 5, 0, 4), id="one number"),
        pytest.param("stalled: {again: never}", Rule("stalled", True, 10, 0, 0, 4), id="the other"),
        pytest.param("stalled: {escalate: 8}", Rule("stalled", True, 10, 5, 0, 8), id="whom it is told to"),
        pytest.param("stalled: {escalate: never}", Rule("stalled", True, 10, 5), id="to nobody"),
        pytest.param("stalled: {}", Rule("stalled", True, 10, 5, 0, 4), id="nothing"),
        pytest.param("pause_ending: {before: 5}", Rule("pause_ending", True, 0, 0, 5), id="its own number"),
        pytest.param("no_decision_maker: off", Rule("no_decision_maker", False, 9, 9), id="off here"),
        pytest.param("single_threaded: {after: 3, again: 4}", Rule("single_threaded", True, 3, 4), id="on here alone"),
        pytest.param("question_open: {after: 3, again: 4}", Rule("question_open", True, 3, 4), id="named here alone"),
    ],
)
def test_a_process_lays_its_rules_over_those_of_the_company_key_by_key(file: Path, typed: str, rule: Rule) -> None:
    found = nudges(file, COMPANY, f"{{{typed}}}")

    assert found.of_process == (("new_business", (rule,)),)
    assert found.rule(rule.concern, "new_business") == rule
    assert found.rule("stalled") == Rule("stalled", True, 10, 5, 0, 4)
    assert found.in_force("new_business").get(rule.concern) == (rule if rule.on else None)
    assert "single_threaded" not in found.in_force("another")


@pytest.mark.parametrize(
    ("company", "process", "said"),
    [
        (
            "{stage_advise: {at: 75 %, again: 3}}", None,
            [f"{RULES}.stage_advise: there is no rule 'stage_advise'. Did you mean stage_advice?"],
        ),
        (
            "{stage_advice: {at: 175 %, again: 3}}", None,
            [f"{RULES}.stage_advice.at: a share from 1 % to 100 % belongs here, not '175 %'."],
        ),
        (
            "{close_date_pushed: {times: twice, again: 3}}", None,
            [f"{RULES}.close_date_pushed.times: a whole number from 1 to 20 belongs here, not 'twice'."],
        ),
        (
            "{stage_advice: {at: 75 %, after: 3, again: 3}}", None,
            [f"{RULES}.stage_advice.after: there is no such setting. There are: at, again, escalate."],
        ),
        (
            "{stalled: {after: 3, agian: 3}}", None,
            [f"{RULES}.stalled.agian: there is no such setting. Did you mean again?"],
        ),
        ("{stalled: {again: 3}}", None, [f"{RULES}.stalled.after is missing."]),
        (
            "{stalled: {after: 3, again: 3, escalate: soon}}", None,
            [f"{RULES}.stalled.escalate: {WRITE}, not 'soon'."],
        ),
        (
            "{stalled: {after: 3, again: 3}}", "{staled: off}",
            [
                f"{OWN}.staled: there is no rule 'staled'. Did you mean stalled?",
            ],
        ),
        (
            "{stalled: off}", "{stalled: {after: 20}}",
            [f"{OWN}.stalled.again is missing."],
        ),
        (
            "{stalled: {after: 3, again: 3}}", "{stalled: {after: 2 weeks}}",
            [f"{OWN}.stalled.after: {WRITE}, not '2 weeks'."],
        ),
        (
            "{stalled: {after: 3, again: 3}}", "[stalled]",
            [f"{OWN}: keys with values belong here."],
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_what_to_write_instead(
    file: Path, company: str, process: str | None, said: list[str]
) -> None:
    assert mistakes(file, company, process) == said
