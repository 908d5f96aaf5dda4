"""A whole conversation is the same in memory and in a database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.ports import Works
from storage.store import Store
from tests.support.builders import at, settings
from tests.support.coach import Coach
from tests.support.fake import FakeCompany, NoHolidays

SAID = (
    "met Anna Berg at Nordfrakt, demo w the CFO friday 10, she agreed. budget is 400k",
    "[Anna Berg]",
    "[Change]",
    {"who": "Johan Ek", "day": "2026-11-30"},
    "met Johan Ek at Nordfrakt. demo moved to 3 december 14:00, he agreed",
    "undo",
    "anna says the budget is ok, sending the quote tomorrow",
    "[Kraftverket, Anna Lund]",
    "[Said yes]",
    "[Undo]",
    "[Tell it again]",
    {"outcome": "held", "who": "Anna, Per Sandberg"},
    "met Lisa at Brightwater today, demo next friday, she agreed",
    "[A new deal]",
    {"name": "sensors"},
    "[Fri 4 Dec]",
    "deals",
    "undo",
    "undo",
    "undo",
    "deals",
)


@pytest.fixture
def in_a_file(tmp_path: Path, fjord: FakeCompany) -> Iterator[Works]:
    """The same company in SQLite."""
    store = Store.open(str(tmp_path / "fjord.db"), settings(), NoHolidays())
    with store.work() as work:
        for person in fjord.state.persons.values():
            work.persons.save(person)
        for deal in fjord.state.deals.values():
            work.deals.add(deal)
        for contact in fjord.state.contacts.values():
            work.contacts.add(contact)
        work.facts.add(*fjord.state.facts)
        work.commit()
    yield store.work
    store.close()


def test_a_conversation_is_the_same_in_memory_and_in_a_database(fjord: FakeCompany, in_a_file: Works) -> None:
    assert conversation(fjord.work) == conversation(in_a_file)


def conversation(works: Works) -> list[list[str]]:
    maja = Coach(works, "maja", at("2026-11-24 14:00"))
    return [answer(maja, said) for said in SAID]


def answer(maja: Coach, said: str | dict[str, str]) -> list[str]:
    """What the coach says to a line, a [button] or a filled form."""
    if isinstance(said, dict):
        maja.submits(**said)
    elif said.startswith("["):
        maja.presses(said[1:-1])
    else:
        maja.hears(said)
    return maja.said
