"""The ledger at the four front doors: an answer in words, the brief, earlier answers and the pipeline's assumptions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.builders import at, company
from tests.support.doors import DOORS

NOW = at("2026-11-24 16:40")
NOTE = "Träffade Anna Berg på Nordfrakt i dag, demo på fredag kl 10, hon sa ja"

Said = list[list[str]]


async def scenario(door: Callable[..., Any], folder: Path) -> Said:
    """Maja answers the question that was put, twice, and asks what she should know before the next meeting."""
    fjord = company()
    async with door(fjord.work, fjord.settings, NOW, folder) as maja:
        return [
            await maja.says(NOTE),
            await maja.says("Johan bestämmer, säger Anna"),
            await maja.says("Anna Berg på Nordfrakt säger att Karl bestämmer"),
            await maja.says("vet vi Nordfrakt"),
            await maja.presses("Tidigare svar"),
            await maja.says("inför Nordfrakt"),
            await maja.says("affärer"),
            await maja.says("antaganden"),
            await maja.presses("När måste det vara på plats?"),
        ]


@pytest.fixture
async def at_the_terminal(tmp_path: Path) -> Said:
    return await scenario(DOORS["terminal"], tmp_path)


def test_the_terminal_tells_what_is_known_and_what_is_not(at_the_terminal: Said) -> None:
    answered, history, brief = at_the_terminal[1][0], at_the_terminal[4][0], at_the_terminal[5][0]

    assert "✓ Vem bestämmer? Johan, Anna Berg i dag" in answered.splitlines()
    assert [line.partition(", Anna")[0] for line in history.splitlines()[1:3]] == [
        "✓ Vem bestämmer? Karl",
        "✓ Vem bestämmer? Johan",
    ]
    assert brief.splitlines()[0] == "Nordfrakt, fordonsparken. Inför demo, fre 27 nov kl 10.00, Nordfrakt sa ja:"


@pytest.mark.parametrize("door", ["slack", "teams", "web"])
async def test_every_door_says_the_same(door: str, at_the_terminal: Said, tmp_path: Path) -> None:
    assert await scenario(DOORS[door], tmp_path) == at_the_terminal
