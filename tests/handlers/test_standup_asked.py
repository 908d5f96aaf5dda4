"""What somebody is asked in their morning, reads after their answer, and is reminded of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from bot.plain import plain
from bot.words import Speech
from domain.chat import Block, Divider, Say
from domain.settings import StandupPlan, StandupQuestion
from domain.standup import Draft, How, Part, Phase, Standup
from domain.words import Words, msg
from handlers.standup.ask import answered_blocks, ask_blocks, reminder
from tests.support.builders import ZONE, at, texts
from tests.support.fake import FakeCompany

MORNING = at("2026-11-24 08:30")
HELP = StandupQuestion("help", texts("Where do you need help?", "Var behöver du hjälp?"))
PLAN = StandupPlan("pipeline", "", (1, 3), time(9, 15), time(10), ZONE, "sv", (HELP,))
AHEAD = Standup(
    "tue", "north:pipeline:2026-11-24", "north", "pipeline", date(2026, 11, 24), at("2026-11-19 09:15"),
    date(2026, 11, 26), at("2026-11-24 09:15"), at("2026-11-24 10:00"), "sv", ZONE,
)  # fmt: skip
OPEN = replace(AHEAD, phase=Phase.OPEN, opened_at=AHEAD.opens_at)


def line(text: str) -> Words:
    return msg("{step}", step=text)


ASK = msg("{who} today: “{ask}”", who="Johan at Nordfrakt", ask="What decides the date?")
DRAFT = Draft(
    (line("Nordfrakt: demo held."),), (line("Today: Åkerlunds, call."),), (line("Solberg: no next step."),), (), ASK
)
MAJAS = Part("tue", "maja", draft=DRAFT, asks_at=MORNING)
AT_NINE: dict[str, Any] = {"answered_at": at("2026-11-24 09:12"), "changed_at": at("2026-11-24 09:12")}


@pytest.fixture
def north(fjord: FakeCompany) -> FakeCompany:
    fjord.settings = replace(fjord.settings, teams=(replace(fjord.settings.teams[0], standups=(PLAN,)),))
    return fjord


def read(blocks: tuple[Block, ...], language: str = "en", zone: str = ZONE) -> list[str]:
    return plain(Say(blocks), Speech(language, zone, MORNING)).splitlines()


def asked(company: FakeCompany, part: Part = MAJAS, standup: Standup = AHEAD, **speech: str) -> list[str]:
    with company.work() as work:
        return read(ask_blocks(work, standup, part, MORNING), **speech)


def answered(company: FakeCompany, part: Part) -> list[str]:
    with company.work() as work:
        return read(answered_blocks(work, OPEN, part, MORNING))[1:]


def test_they_are_asked_about_what_is_written_for_them_already(north: FakeCompany) -> None:
    assert asked(north) == [
        "---",
        "Pipeline standup, North · opens at 09:15, takes answers until 10:00",
        "From your deals I would write:",
        "– Nordfrakt: demo held.",
        "– Today: Åkerlunds, call.",
        "– Solberg: no next step.",
        "You could ask Johan at Nordfrakt today: “What decides the date?”",
        "Where do you need help? Just write a line.",
        "[1] That's right  [2] Change  [3] Nothing new",
    ]


def test_each_in_their_own_language_and_by_their_own_clocks(north: FakeCompany) -> None:
    assert asked(north, language="sv")[1:3] == [
        "Pipelineavstämning, North · öppnar kl 09.15, tar emot svar till kl 10.00",
        "Ur dina affärer skulle jag skriva:",
    ]
    assert asked(north, standup=OPEN, zone="America/New_York")[1] == "Pipeline standup, North · open until 04:00"


def test_whose_morning_comes_after_the_end_is_asked_all_the_same(north: FakeCompany) -> None:
    ended = replace(OPEN, phase=Phase.ENDED)

    assert asked(north, standup=ended)[1] == "Pipeline standup, North · has ended, and your part can still go in"


def test_where_the_deals_tell_nothing_there_is_nothing_to_confirm(north: FakeCompany) -> None:
    assert asked(north, replace(MAJAS, draft=Draft()))[2:] == [
        "Nothing new in your deals.",
        "Where do you need help? Just write a line.",
        "[1] Write my part  [2] Nothing new",
    ]


def test_of_much_that_happened_what_is_stuck_is_always_read(north: FakeCompany) -> None:
    much = replace(DRAFT, done=tuple(line(f"Kund {n}.") for n in range(9)), left_out=(3, 0))

    said = asked(north, replace(MAJAS, draft=much))

    assert said[9:12] == ["– Kund 6.", "– Solberg: no next step.", "And 6 more."]


def test_the_section_is_about_the_standup(north: FakeCompany) -> None:
    with north.work() as work:
        blocks = (ask_blocks(work, AHEAD, MAJAS, MORNING), answered_blocks(work, AHEAD, MAJAS, MORNING))

    assert [found[0] for found in blocks] == [Divider("tue")] * 2


def test_after_the_answer_it_tells_what_they_said(north: FakeCompany) -> None:
    confirmed = replace(MAJAS, how=How.CONFIRMED, told=(("help", "Who knows\nthe CFO?"),), asks=True, **AT_NINE)

    assert answered(north, confirmed) == [
        "Pipeline standup, North ✓ 09:12",
        "– Nordfrakt: demo held.",
        "– Today: Åkerlunds, call.",
        "– Solberg: no next step.",
        "– Needs help: Who knows the CFO?",
        "You will ask Johan at Nordfrakt today: “What decides the date?”",
        "[1] Change",
    ]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (replace(MAJAS, how=How.OWN, words="Calling Ida"), ["– Calling Ida"]),
        (replace(MAJAS, how=How.NOTHING_NEW), ["Nothing new."]),
        (replace(MAJAS, how=How.PASSED, words="Calling Ida"), ["Not today."]),
    ],
)
def test_other_answers_are_said_back_as_they_are(north: FakeCompany, part: Part, said: list[str]) -> None:
    assert answered(north, replace(part, **AT_NINE)) == ["Pipeline standup, North ✓ 09:12", *said, "[1] Change"]


def test_a_reminder_is_short_and_has_the_same_buttons(north: FakeCompany) -> None:
    much = replace(DRAFT, done=tuple(line(f"Kund {n}.") for n in range(9)))

    with north.work() as work:
        said = reminder(work, OPEN, replace(MAJAS, draft=much), at("2026-11-24 09:40"))

    assert read(said.blocks) == [
        "Pipeline standup, North ends at 10:00.",
        "From your deals I would write:",
        "– Kund 0.",
        "– Kund 1.",
        "– Kund 2.",
        "– Solberg: no next step.",
        "And 7 more.",
        "[1] That's right  [2] Change  [3] Nothing new",
    ]
