"""What a server does when it starts, and in each of its rounds."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from bot import serving
from bot.ear import Ear
from bot.house import open_house
from bot.serving import Rounds, server
from domain.codec import to_json
from domain.nudges import OutboxItem
from domain.reading import clauses
from domain.reading.pattern import Pattern
from tests.bot.test_postman import SAY, Platform, seen
from tests.support.builders import at, company

APP = Path(__file__).parents[2] / "app.yaml"
MORNING = at("2026-11-24 09:00")


async def test_the_first_note_does_not_wait_for_the_grammar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where_clauses_end = Pattern(clauses._BREAK.pattern)
    monkeypatch.setattr(clauses, "_BREAK", where_clauses_end)

    with closing(open_house(APP, str(tmp_path / "x.db"), at("2026-11-24 16:40"), sample=False)) as house:
        async with TestServer(server(house, Ear(house.coach, tmp_path / "stored"), {})):
            pass

    assert "compiled" in vars(where_clauses_end)


async def test_what_waits_is_sent_also_when_nothing_new_can_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    fjord, slack = company(), Platform("slack")
    seen(fjord, "maja", "slack", "08:00")
    with fjord.work() as work:
        work.nudging.put(OutboxItem("o1", "word", "maja", to_json(SAY), (), MORNING, MORNING))
        work.commit()
    monkeypatch.setattr(serving, "ticking", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        await Rounds(fjord.work, {"slack": slack}, lambda: MORNING).run()

    assert slack.said == [("slack-dm", "Fre 27 nov")]
