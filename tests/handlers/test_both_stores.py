"""A whole conversation is the same in memory and in a database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import bot.coach
from bot.coach import Stranger, Who
from domain.chat import Place, Text
from domain.ports import Works
from handlers.joining import JOINING
from storage.store import Store
from tests.handlers.room import PLAN, planned_in
from tests.support.builders import at, settings
from tests.support.coach import Coach
from tests.support.fake import FakeCompany, NoHolidays

Said = tuple[str | dict[str, str], ...]

SAID: Said = (
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
    "edit Kraftverket",
    {"close_date": "2026-12-18", "area": "chargers"},
    "called Anna Lund at Kraftverket today, worth 300k",
    "recent Kraftverket",
    "bulk",
    "[Move the close dates]",
    {"days": "14"},
    "[Change 1 deal]",
    "undo",
    "recent",
    "leaving Tom",
)
LEDGER: Said = (
    "met Anna Berg at Nordfrakt, demo with Johan friday 10, she agreed. budget is 400k she says",
    "Johan",
    "[Anna Berg]",
    "Johan at Nordfrakt says the budget is 250k",
    "I think the budget at Nordfrakt is 1 MSEK",
    "known Nordfrakt",
    "[Earlier answers]",
    "brief Nordfrakt",
    "[I'll ask on Fri 27 Nov]",
    "deal Nordfrakt",
    "deals",
    "assumptions",
    "[When must it be in place?]",
    "undo",
    "assumptions",
)

GIVEN_AND_TAKEN: Said = (
    "step Nordfrakt",
    {"ours": "follow up", "day": "friday"},
    "[What they do]",
    {"theirs": "send comments", "agreed": "said"},
    "Nordfrakt: Anna moved it, they send comments 1 december",
    "plan Nordfrakt",
    "[It was moved]",
    {"day": "2026-12-08", "by": "customer"},
    "give Nordfrakt quote",
    "[Go on anyway]",
    {"state": "granted", "reason": "it is a tender"},
    "take Nordfrakt decision date",
    "[I have asked]",
    "[They answered]",
    {"state": "refused", "who": "Anna Berg", "words": "too early"},
    "deal Nordfrakt",
    "undo",
    "undo",
    "undo",
    "plan Nordfrakt",
    "undo",
    "deal Nordfrakt",
)

ENDINGS: Said = (
    "lost Kraftverket",
    "[None of them]",
    {"reason": "price"},
    "[They told me]",
    {"said": "lund", "competitor": "Volvo"},
    "deal Kraftverket",
    "reopen Kraftverket",
    "won Kraftverket",
    "[Close anyway, with a reason]",
    {"evidence": "said", "said": "lund", "reason": "they were in a hurry"},
    "undo",
    "prospect Acme",
    "prospects",
    "[Acme]",
    "[Start it as a deal]",
    "recent Acme",
    "undo",
    "deal Acme",
    "[Not for us]",
    "prospects",
)


STANDUP: Said = (
    "standup",
    "standup start",
    "standup calling Ida",
    "[Only my words]",
    "standup and the price list",
    "[Undo]",
    "[Change]",
    {"words": "Ida first", "told_help": "who knows the CFO?"},
    "nothing new",
    "standup nothing new",
    "standup settings",
    "[Change]",
    {"days": "mon", "questions": "What helps?"},
    "[Undo]",
    "standup pause until 7 jan",
    "standup resume",
    "standup skip",
    "standup",
    "standup end",
    "standup and one thing more",
    "standup hand over to Tom",
    "standup settings",
)


WALK: Said = (
    "standup start",
    "standup walk",
    "@tom calls Grace by Thursday",
    "[Undo]",
    "Maja ringer Johan på Nordfrakt",
    "[Wed 25 Nov]",
    "[Change]",
    {"day": "2026-12-01", "who": "karin"},
    "undo",
    "decision: a new price list by 3 Dec",
    "[Next]",
    "[Skip]",
    "[Back]",
    "[Next]",
    "[Decide]",
    {"what": "call Anna", "day": "2026-11-27"},
    "park: the price list",
    "[Undo]",
    "parkera: prislistan",
    "Maja takes Nordfrakt and Kraftverket out for lunch",
    "[Kraftverket, laddstolpar]",
    "[Another day]",
    {"day": "2026-12-04"},
    "[End the standup]",
    "standup",
    "plan Kraftverket",
)


@pytest.fixture
def led_by_maja(fjord: FakeCompany) -> FakeCompany:
    """Team north has a standup, and Maja leads it."""
    planned_in(fjord, replace(PLAN, facilitator="maja@example.com"))
    return fjord


@pytest.fixture
def in_a_file(tmp_path: Path, fjord: FakeCompany) -> Iterator[Works]:
    """The same company in SQLite."""
    store = Store.open(str(tmp_path / "fjord.db"), fjord.settings, NoHolidays())
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


@pytest.mark.parametrize(
    "said", [SAID, LEDGER, GIVEN_AND_TAKEN, ENDINGS], ids=["notes", "the ledger", "give and take", "endings"]
)
def test_a_conversation_is_the_same_in_memory_and_in_a_database(
    said: Said, fjord: FakeCompany, in_a_file: Works
) -> None:
    in_memory = conversation(fjord.work, said)

    assert in_memory == conversation(in_a_file, said)
    assert not any("7KQ2" in text for texts in in_memory for text in texts)


@pytest.mark.parametrize("said", [STANDUP, WALK], ids=["a standup", "deal by deal"])
def test_a_standup_is_the_same_in_memory_and_in_a_database(
    said: Said, led_by_maja: FakeCompany, in_a_file: Works
) -> None:
    in_memory = conversation(led_by_maja.work, said)

    assert in_memory == conversation(in_a_file, said)
    assert not any("7KQ2" in text for texts in in_memory for text in texts)


def test_letting_somebody_in_is_the_same_in_a_database(fjord: FakeCompany, in_a_file: Works) -> None:
    assert let_in(fjord.work) == let_in(in_a_file) == ["Lotta Sund", "karin", "slack"]


def let_in(works: Works) -> list[str]:
    """Somebody unknown writes, and Karin lets them in."""
    lotta = Stranger(Who("slack", "T1", "ULOTTA"), "lotta@example.com", "Lotta Sund")
    now = at("2026-11-24 14:00")
    for _ in range(2):
        bot.coach.Coach(works, settings()).hear("d1", now, lotta, Place("slack", "T1", "DLOTTA"), Text("hej"))
    with works() as work:
        asked = work.journal.since(JOINING, now)
        assert len(asked) == 1
    Coach(works, "karin", now).presses_of("joining.add", asked[0].id, "north")
    with works() as work:
        person = work.persons.by_email("lotta@example.com")
        assert person is not None
        return [person.name, person.added_by, work.persons.places(person.id)[0].platform]


def conversation(works: Works, lines: Said) -> list[list[str]]:
    maja = Coach(works, "maja", at("2026-11-24 14:00"))
    return [answer(maja, said) for said in lines]


def answer(maja: Coach, said: str | dict[str, str]) -> list[str]:
    """What the coach says to a line, a [button] or a filled form."""
    if isinstance(said, dict):
        maja.submits(**said)
    elif said.startswith("["):
        maja.presses(said[1:-1])
    else:
        maja.hears(said)
    return maja.said
