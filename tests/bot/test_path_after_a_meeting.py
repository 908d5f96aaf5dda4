"""A rep's way from a meeting to a saved one, with an agreed next step and one question answered, counted at the doors.

At most two messages and two presses; what is filled in in a form is neither, sending it is a press.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from domain.facts import Agreed, Grounds
from tests.support.builders import answered, at, company
from tests.support.doors import DOORS, Door
from tests.support.fake import FakeCompany

NOW = at("2026-11-24 16:40")
NOTE = "Träffade Anna Berg på Nordfrakt i dag, demo på fredag kl 10, hon sa ja"
ASKED = "? Vem bestämmer? Ingen har frågat dem än."


class Counted:
    """A door that counts what Maja does at it."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self.messages = 0
        self.presses = 0

    async def says(self, text: str) -> list[str]:
        self.messages += 1
        return await self._door.says(text)

    async def presses_one(self, label: str) -> list[str]:
        self.presses += 1
        return await self._door.presses(label)

    async def presses_and_sends(self, label: str, **answers: str) -> list[str]:
        self.presses += 2
        return await self._door.presses_and_fills(label, **answers)


Way = Callable[[Counted], Any]


async def in_words(maja: Counted) -> list[str]:
    return await maja.says("Johan bestämmer, säger Anna")


async def in_one_word(maja: Counted) -> list[str]:
    await maja.says("Johan")
    return await maja.presses_one("Anna Berg")


async def in_the_form(maja: Counted) -> list[str]:
    return await maja.presses_and_sends("Jag vet", value="Johan", who="anna")


@pytest.mark.parametrize("way", [in_words, in_one_word, in_the_form], ids=["in words", "in one word", "in the form"])
@pytest.mark.parametrize("door", ["slack", "teams", "web"])
async def test_two_messages_and_two_presses_are_enough(door: str, way: Way, tmp_path: Path) -> None:
    fjord = company()
    async with DOORS[door](fjord.work, fjord.settings, NOW, tmp_path) as opened:
        maja = Counted(opened)
        [said] = await maja.says(NOTE)
        assert ASKED in said.splitlines()
        [saved] = await way(maja)

    assert "✓ Vem bestämmer? Johan, Anna Berg i dag" in saved.splitlines()
    assert told(fjord) == (["Träffade"], [("demo", Agreed.SAID)], [("decision_maker", "Johan", "Anna Berg")])
    assert maja.messages <= 2
    assert maja.presses <= 2


def told(fjord: FakeCompany) -> tuple[list[str], list[tuple[str, Agreed]], list[tuple[str, str, str]]]:
    """The meetings by their first word, the next steps and the facts that are stored."""
    facts = fjord.work().facts
    said = [one for one in answered(fjord) if one.grounds is Grounds.CUSTOMER_SAID]
    return (
        [one.note.split()[0] for one in facts.meetings("nordfrakt")],
        [(step.ours, step.agreed) for step, end in facts.steps("nordfrakt") if end is None],
        [(one.question, one.value, one.said_by) for one in said],
    )
