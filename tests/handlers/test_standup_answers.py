"""A standup is answered: with a button, in the form, or in a line of one's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.plain import plain
from bot.words import Speech
from domain.chat import Say
from domain.codec import from_json, to_json
from domain.nudges import OutboxItem
from domain.standup import Draft, How, Part, Phase, Standup
from domain.words import msg
from handlers.standup.ask import ask_blocks
from tests.handlers.conftest import NOW
from tests.support.builders import ZONE, at
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

TUESDAY = Standup(
    "tue", "north:pipeline:2026-11-24", "north", "pipeline", date(2026, 11, 24), at("2026-11-19 09:15"),
    date(2026, 11, 26), at("2026-11-24 09:15"), at("2026-11-24 15:00"), "en", ZONE, Phase.OPEN,
    facilitator="karin", opened_at=at("2026-11-24 09:15"), message="said",
)  # fmt: skip
DRAFT = Draft((msg("{line}", line="Nordfrakt: demo held"),), (msg("{line}", line="Solberg: quote Wed"),))


@pytest.fixture
def tuesday(fjord: FakeCompany) -> FakeCompany:
    """Team North's standup on Tuesday, open in the channel; Maja and Tom were asked in the morning."""
    with fjord.work() as work:
        assert work.standups.add(TUESDAY)
        for who in ("maja", "tom"):
            part = Part("tue", who, draft=DRAFT, asks_at=at("2026-11-24 08:30"), asked_in=f"ask-{who}")
            work.standups.add_part(part)
            work.nudging.put(sent(f"ask-{who}", who, Say(ask_blocks(work, TUESDAY, part, NOW))))
        work.nudging.put(replace(sent("said", "karin", Say(())), channel="north"))
        work.commit()
    return fjord


def sent(id: str, person: str, say: Say) -> OutboxItem:
    at_nine = at("2026-11-24 09:00")
    return OutboxItem(id, id, person, to_json(say), (), at_nine, at_nine, sent_at=at_nine, reference="{}")


def reads(fjord: FakeCompany, item: str) -> str:
    """How a message reads now, in English."""
    with fjord.work() as work:
        say: Say = from_json(work.nudging.letter(item)[-1].reply)
    return plain(say, Speech("en", ZONE, NOW))


def test_confirmed_with_one_press(tuesday: FakeCompany, maja: Coach) -> None:
    maja.presses_of("standup.confirm", "tue")

    assert maja.said == ["Your part of the standup is in.\n[1] The standup  [2] Change"]
    assert part_of(tuesday, "maja").how is How.CONFIRMED
    assert reads(tuesday, "ask-maja").splitlines()[1] == "Pipeline standup, North ✓ 14:00"
    assert "Maja ✓ Nordfrakt: demo held" in reads(tuesday, "said")


def test_a_line_after_the_command_is_ones_own_part_as_it_was_typed(tuesday: FakeCompany, maja: Coach) -> None:
    maja.hears("standup who knows the CFO at Kraftverket?")

    assert maja.buttons == ["Change", "Only my words"]
    assert part_of(tuesday, "maja").how is How.CONFIRMED
    assert part_of(tuesday, "maja").words == "who knows the CFO at Kraftverket?"
    assert "who knows the CFO at Kraftverket?" in reads(tuesday, "ask-maja")
    assert "who knows the CFO at Kraftverket?" in reads(tuesday, "said")

    maja.presses("Only my words")

    assert part_of(tuesday, "maja").how is How.OWN
    assert "demo held" not in reads(tuesday, "ask-maja")


def test_the_form_holds_what_stands_and_keeps_what_is_written(tuesday: FakeCompany, maja: Coach) -> None:
    maja.presses_of("standup.edit", "tue")
    maja.submits(words="Calling Ida", keep="drop")

    assert (part_of(tuesday, "maja").how, part_of(tuesday, "maja").words) == (How.OWN, "Calling Ida")
    maja.presses("Change")
    assert maja.form is not None
    assert {field.key: field.value for field in maja.form.fields} == {"keep": "drop", "words": "Calling Ida"}


def part_of(fjord: FakeCompany, person: str) -> Part:
    part = fjord.work().standups.part("tue", person)
    assert part is not None
    return part
