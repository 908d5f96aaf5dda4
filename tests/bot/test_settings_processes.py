"""What a stage asks for is read as it is meant, and every mistake in it is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import SettingsError, read_settings
from domain.facts import FACTUAL, Grounds
from domain.process import Criterion, Need, Stage, TakeNeeded
from domain.words import Texts
from tests.bot.small_yaml import small

STAGE = "processes.new_business.stages.qualify"
NO_FACT = "there is no kind of grounds that makes a fact"
THERE_ARE = "There are: customer_said, document, observed."
YES = "{en: They said yes., sv: De sa ja.}"
LEAVES = f"        leaves_when: {YES}\n"
MEETING = (
    "takes:\n  meeting:\n    text: {en: a meeting, sv: ett möte}\n    words: {en: Could we meet?, sv: Kan vi ses?}\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "app.yaml"


def yaml(*lines: str, leaves_when: str = YES, process: str = "") -> str:
    """The small file whose one stage has these lines too; `process` stands at its process."""
    text = small().replace(
        LEAVES, f"        leaves_when: {leaves_when}\n" + "".join(f"        {one}\n" for one in lines)
    )
    return text.replace("    stages:\n", f"    {process}\n    stages:\n") if process else text


def stage(file: Path, text: str) -> Stage:
    file.write_text(text, encoding="utf-8")
    return read_settings(file).processes[0].stages[0]


def mistakes(file: Path, text: str) -> list[str]:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings(file)
    return [line.removeprefix(f"{file}, ") for line in caught.value.lines()]


def said(text: str) -> Texts:
    return Texts((("en", f"They {text}."), ("sv", f"De {text}.")))


# ---- as it is meant -------------------------------------------------------------------------------------------------


def test_one_text_is_one_event_that_is_called_like_its_stage(file: Path) -> None:
    yes = Texts((("en", "They said yes."), ("sv", "De sa ja.")))

    assert stage(file, yaml()).leaves_when == (Criterion("qualify", yes),)


def test_several_events_have_keys_of_their_own_and_one_may_be_required(file: Path) -> None:
    own = "{asked: {en: They asked., sv: De asked.}, came: {text: {en: They came., sv: De came.}, gate: hard}}"

    assert stage(file, yaml(leaves_when=own)).leaves_when == (
        Criterion("asked", said("asked")),
        Criterion("came", said("came"), hard=True),
    )


def test_a_question_may_ask_for_grounds_and_be_required(file: Path) -> None:
    needs = "[{question: pain, grounds: [document, observed], gate: hard}]"

    assert stage(file, small(needs=needs)).needs == (Need("pain", (Grounds.DOCUMENT, Grounds.OBSERVED), hard=True),)


def test_a_question_without_grounds_takes_every_fact(file: Path) -> None:
    assert stage(file, small(needs="[pain]")).needs == (Need("pain", FACTUAL),)


def test_takes_are_named_or_required(file: Path) -> None:
    assert stage(file, MEETING + yaml("takes: [meeting]")).takes == (TakeNeeded("meeting"),)
    assert stage(file, MEETING + yaml("takes: [{take: meeting, gate: hard}]")).takes == (TakeNeeded("meeting", True),)


def test_a_hard_stage_requires_all_but_what_says_otherwise(file: Path) -> None:
    own = "{asked: {en: They asked., sv: De asked.}, came: {text: {en: They came., sv: De came.}, gate: soft}}"
    read = stage(file, yaml("gate: hard", leaves_when=own))

    assert [one.hard for one in read.leaves_when] == [True, False]
    assert [one.hard for one in read.needs] == [True]


def test_the_order_of_the_stages_and_the_version_are_the_processes_own(file: Path) -> None:
    rules = "version: 7\n    skipping: not allowed\n    going_back: not allowed\n    was: [old_sales]"
    stage(file, yaml("was: [analysis, intro]", process=rules))
    process = read_settings(file).processes[0]

    assert (process.version, process.may_skip, process.may_go_back, process.was) == (7, False, False, ("old_sales",))
    assert process.stages[0].was == ("analysis", "intro")


# ---- mistakes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            small(needs="[{question: pane}]"),
            f"line 27: {STAGE}.needs[1].question: there is no question 'pane'. Did you mean pain?",
        ),
        (
            small(needs="[{question: pain, grounds: [guess]}]"),
            f"line 27: {STAGE}.needs[1].grounds[1]: {NO_FACT} 'guess'. {THERE_ARE}",
        ),
        (
            small(needs="[{question: pain, grounds: [assumed]}]"),
            f"line 27: {STAGE}.needs[1].grounds[1]: {NO_FACT} 'assumed'. {THERE_ARE}",
        ),
        (yaml("gate: hrad"), f"line 27: {STAGE}.gate: there is no gate 'hrad'. Did you mean hard?"),
        (yaml("takes: [meeting]"), f"line 27: {STAGE}.takes[1]: there is no take 'meeting'."),
        (
            MEETING + yaml("takes: [metting]"),
            f"line 31: {STAGE}.takes[1]: there is no take 'metting'. Did you mean meeting?",
        ),
        (
            yaml(leaves_when="{asked: {en: They asked.}}"),
            f"line 26: {STAGE}.leaves_when.asked: the Swedish text (sv) is missing.",
        ),
        (
            yaml(process="skipping: never"),
            "line 21: processes.new_business.skipping: there is no choice 'never'. There are: allowed, not allowed.",
        ),
        (
            yaml("was: [Old One]"),
            f"line 27: {STAGE}.was[1]: a key is written in small letters a-z, digits and _, so not 'Old One'.",
        ),
        (
            yaml("was: [qualify]"),
            "line 19: processes.new_business: the stage 'qualify' was 'qualify', but that is a stage of its own here.",
        ),
        (
            yaml("was: [intro, intro]"),
            "line 19: processes.new_business: two stages were 'intro'; its deals can go to one alone.",
        ),
        (
            yaml(process="was: [new_business]"),
            "line 18: processes: 'new_business' was 'new_business', but that is a process of its own here.",
        ),
        (
            yaml(process="was: [old, old]"),
            "line 18: processes: two processes were 'old'; its deals can go to one alone.",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(file: Path, text: str, told: str) -> None:
    assert mistakes(file, text) == [told]


def test_an_event_is_named_once_in_a_process(file: Path) -> None:
    second = small()[small().index("      qualify:") : small().index("    lost_reasons:")].replace("qualify:", "needs:")
    own = f"{{asked: {YES}}}"
    text = yaml(leaves_when=own).replace("    lost_reasons:", second.replace(YES, own) + "    lost_reasons:")

    assert mistakes(file, text) == [
        "line 19: processes.new_business: two stages leave when 'asked'; give each its own key."
    ]
