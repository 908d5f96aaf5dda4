"""What is a command, what is a note, and what nobody answers any more."""

from __future__ import annotations

import pytest

from domain.chat import Command, Press, Submit
from handlers.commands import COMMANDS, command_in
from tests.support.builders import deal
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("deals", Command("deals")),
        ("Deals", Command("deals")),
        ("affärer", Command("affärer")),
        ("help", Command("help")),
        ("hjälp!", Command("hjälp")),
        ("deal nordfrakt", Command("deal", "nordfrakt")),
        ("Move Nordfrakt to proposal.", Command("move", "Nordfrakt to proposal")),
        ("flytta nordfrakt till offert", Command("flytta", "nordfrakt till offert")),
        ("vad vet vi om Nordfrakt?", Command("vad vet vi om", "Nordfrakt")),
        ("new deal Ikea", Command("new deal", "Ikea")),
        ("won: Nordfrakt", Command("won", "Nordfrakt")),
        ("why?", Command("why")),
        ("settings", Command("settings")),
    ],
)
def test_a_line_that_reads_like_a_command_is_one(line: str, command: Command) -> None:
    assert command_in(line) == command


@pytest.mark.parametrize(
    "line",
    [
        "",
        "   ",
        "Met Anna Berg at Nordfrakt, demo Friday",
        "deal with Nordfrakt is going well",
        "lost the CFO's support at Nordfrakt",
        "won them over, demo friday",
        "new contact at Nordfrakt: Per Ek",
        "new meeting with Anna friday",
        "ny demo fredag",
        "move on: they want a quote",
        "helpful call with Anna",
        "dealer meeting friday",
        "steg för steg kommer vi framåt",
        "affären med Nordfrakt är på väg",
        "won\nand then some",
    ],
)
def test_a_line_that_tells_something_is_a_note(line: str) -> None:
    assert command_in(line) is None


def test_no_two_commands_share_a_name() -> None:
    names = [name for route in COMMANDS for name in route.names]

    assert sorted(names) == sorted(set(names))


def test_every_name_is_found_as_it_stands_in_the_table() -> None:
    names = [name for route in COMMANDS for name in route.names]

    assert [name for name in names if command_in(name) != Command(name)] == []


def test_a_command_nobody_knows_is_the_beginning_of_a_note(maja: Coach) -> None:
    maja.hears("met Anna Berg at Nordfrakt")
    as_text = maja.said
    maja.hears("undo")
    maja.commands("met", "Anna Berg at Nordfrakt")

    assert maja.said == as_text


@pytest.mark.parametrize("act", [Press("deal.explode", "nordfrakt"), Submit("deal.explode", "nordfrakt")])
def test_a_button_or_form_of_another_version_is_answered_kindly(
    maja: Coach, fjord: FakeCompany, act: Press | Submit
) -> None:
    before = fjord.state.deals
    maja.does(act)

    assert maja.said == [
        "That button is from an older message and does nothing any more. Nothing was changed.\n[1] My deals  [2] Help"
    ]
    assert fjord.state.deals == before


def test_an_old_button_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.does(Press("deal.explode", "nordfrakt"))

    assert swedish_maja.said == [
        "Den knappen är från ett äldre meddelande och gör inget längre. Inget ändrades.\n[1] Mina affärer  [2] Hjälp"
    ]


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("affär Vitvik Is", "Vitvik Is, kylbilar"),
        ("inför Vitvik Is", "Vitvik Is, kylbilar. Innan du pratar med dem:"),
        ("plan Vitvik Is, kylbilar", "Vitvik Is, kylbilar. Planen:"),
        ("flytta Vitvik Is till kvalificera", "Vitvik Is, kylbilar är nu i fasen Kvalificera."),
    ],
)
def test_a_deal_may_be_called_like_a_story(swedish_maja: Coach, fjord: FakeCompany, line: str, first: str) -> None:
    with fjord.work() as work:
        work.deals.add(deal("vitvik", "Vitvik Is", "kylbilar", amount=None))
        work.commit()

    swedish_maja.hears(line)

    assert swedish_maja.said[0].splitlines()[0] == first
