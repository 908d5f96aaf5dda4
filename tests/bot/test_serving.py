"""What a server does when it starts."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from bot.ear import Ear
from bot.house import open_house
from bot.serving import server
from domain.reading import clauses
from domain.reading.pattern import Pattern
from tests.support.builders import at

APP = Path(__file__).parents[2] / "app.yaml"


async def test_the_first_note_does_not_wait_for_the_grammar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where_clauses_end = Pattern(clauses._BREAK.pattern)
    monkeypatch.setattr(clauses, "_BREAK", where_clauses_end)

    with closing(open_house(APP, str(tmp_path / "x.db"), at("2026-11-24 16:40"), sample=False)) as house:
        async with TestServer(server(house, Ear(house.coach, tmp_path / "stored"), {})):
            pass

    assert "compiled" in vars(where_clauses_end)
