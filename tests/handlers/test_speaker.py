"""Which deals a text may speak of, as far as the person may see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from handlers.speaker import visible
from storage.store import Store
from tests.support.builders import KARIN, at, deal, person, settings
from tests.support.fake import NoHolidays


@pytest.mark.parametrize("alike", [2, 20])
def test_as_much_is_read_however_many_deals_sound_alike(tmp_path: Path, alike: int) -> None:
    store = Store.open(str(tmp_path / "fjord.db"), settings(), NoHolidays())
    owners = [person(f"rep{n}") for n in range(alike)]
    with store.work() as work:
        for one in (KARIN, *owners):
            work.persons.save(one)
        for n, owner in enumerate(owners):
            work.deals.add(deal(f"d{n}", f"Nordfrakt {n}", owner=owner.id))
        work.commit()
    asked: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: Any) -> None:
        asked.append(statement)

    with store.work() as work:
        event.listen(store.engine, "before_cursor_execute", note)
        seen = visible(work, KARIN, "möte med Nordfrakt", at("2026-11-24 14:00"))
    store.close()

    assert len(seen) == alike
    assert sum("FROM person" in statement or "FROM deal" in statement for statement in asked) == 3
