"""Help, made from the router's table."""

from __future__ import annotations

from handlers.commands import COMMANDS
from tests.support.coach import Coach


def test_help_names_every_command_in_the_persons_language(maja: Coach) -> None:
    maja.hears("help")

    lines = maja.said[0].splitlines()
    assert lines[:2] == [
        "Tell me about a meeting in your own words, and I ask what is missing:",
        "met Anna at Nordfrakt, demo Friday 10, she agreed",
    ]
    assert [line.split(":")[0] for line in lines[2 : 2 + len(COMMANDS)]] == [route.english[0] for route in COMMANDS]
    assert "deals: your open deals, and what comes next in each" in lines
    assert lines[-1] == "[1] My deals  [2] Settings"


def test_help_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("hjälp")

    lines = swedish_maja.said[0].splitlines()
    assert [line.split(":")[0] for line in lines[2 : 2 + len(COMMANDS)]] == [route.swedish[0] for route in COMMANDS]
    assert "flytta: flytta en affär till en annan fas" in lines


def test_either_language_is_understood_by_everybody(swedish_maja: Coach) -> None:
    swedish_maja.hears("help")

    assert swedish_maja.said[0].startswith("Berätta om ett möte")


def test_one_command_is_explained_with_an_example(maja: Coach) -> None:
    maja.hears("help move")

    assert maja.said == ["move: move a deal to another stage\nFor example: move Nordfrakt to proposal\n[1] Help"]


def test_one_command_in_swedish(swedish_maja: Coach) -> None:
    swedish_maja.hears("hjälp flytta")

    assert swedish_maja.said == [
        "flytta: flytta en affär till en annan fas\nTill exempel: flytta Nordfrakt till offert\n[1] Hjälp"
    ]
