"""Which company a workspace belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.errors import AskfirstError
from storage.registry import Entry, Registry
from storage.store import Store
from tests.storage.stored import put, read
from tests.support.builders import deal, settings
from tests.support.fake import NoHolidays

FJORD = Entry("slack", "T1", "fjord", "postgresql://db/askfirst")
TEAMS = Entry("teams", "tenant-1", "fjord", "postgresql://db/askfirst")
BERG = Entry("slack", "T2", "berg", "/srv/berg.db")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "registry.db")
    given: str = request.getfixturevalue("postgres_url")
    return given


@pytest.fixture
def registry(url: str) -> Iterator[Registry]:
    opened = Registry.open(url)
    yield opened
    opened.close()


def test_a_workspace_nobody_registered_is_nobodys(registry: Registry) -> None:
    assert registry.find("slack", "T1") is None
    assert registry.all() == []


def test_a_registered_workspace_is_found_and_no_other(registry: Registry) -> None:
    registry.put(FJORD)
    registry.put(BERG)
    registry.put(TEAMS)

    assert registry.find("slack", "T1") == FJORD
    assert registry.find("teams", "T1") is None
    assert registry.all() == [BERG, FJORD, TEAMS]


def test_a_workspace_that_moves_belongs_to_its_new_company(registry: Registry) -> None:
    registry.put(FJORD)

    registry.put(replace(BERG, workspace="T1"))

    assert registry.all() == [replace(BERG, workspace="T1")]


def test_a_workspace_is_forgotten(registry: Registry) -> None:
    registry.put(FJORD)
    registry.put(BERG)

    registry.remove("slack", "T1")
    registry.remove("slack", "T1")

    assert registry.all() == [BERG]


def test_what_was_registered_is_there_the_next_time(url: str) -> None:
    first = Registry.open(url)
    first.put(FJORD)
    first.close()

    second = Registry.open(url)

    assert second.all() == [FJORD]
    second.close()


@pytest.mark.postgres
def test_the_registry_and_the_companies_share_a_server_and_nothing_else(postgres_url: str) -> None:
    registry = Registry.open(postgres_url)
    stores = [Store.open(postgres_url, settings(), NoHolidays(), company=key) for key in ("fjord", "berg-ab")]
    registry.put(FJORD)
    put(stores[0], deal())

    assert [read(store, lambda work: work.deals.count()) for store in stores] == [1, 0]

    registry.close()
    for store in stores:
        store.close()


def test_a_registry_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    with pytest.raises(AskfirstError, match="folder"):
        Registry.open(str(tmp_path / "nowhere" / "registry.db"))
