"""Where a database may be, and what is said when it cannot be opened."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, make_url
from sqlalchemy.exc import DBAPIError

from domain.errors import AskfirstError
from storage.store import Store, fresh_id
from tests.storage.stored import put, read
from tests.support.builders import MAJA, OPENED, deal, settings
from tests.support.fake import NoHolidays

SECRET = "hunter2"


def open_store(url: str, company: str = "") -> Store:
    return Store.open(url, settings(), NoHolidays(), company=company)


@pytest.mark.parametrize("form", ["{path}", "sqlite:///{path}"])
def test_a_database_may_be_a_file(tmp_path: Path, form: str) -> None:
    path = tmp_path / "fjord & co.db"

    open_store(form.format(path=path)).close()

    assert path.is_file()


def test_a_path_may_start_at_home_or_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    for url in ("~/home.db", "here.db", "sqlite:///relative.db"):
        open_store(url).close()

    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["here.db", "home.db", "relative.db"]


def test_a_passing_database_is_gone_when_it_is_closed() -> None:
    store = open_store("sqlite://")
    put(store, deal())
    path = Path(store.engine.url.database or "")
    assert read(store, lambda work: work.deals.count()) == 1
    assert path.exists()

    store.close()

    assert not path.parent.exists()


def test_two_passing_databases_are_two() -> None:
    one, other = open_store("sqlite://"), open_store("sqlite://")
    put(one, deal())

    assert read(other, lambda work: work.deals.count()) == 0

    one.close()
    other.close()


@pytest.mark.postgres
def test_each_company_on_a_server_has_its_own(postgres_url: str) -> None:
    by_settings, same, other = (
        open_store(postgres_url),
        open_store(postgres_url, "fjord"),
        open_store(postgres_url, "x-y"),
    )
    put(by_settings, deal(), MAJA)

    assert [read(store, lambda work: work.deals.count()) for store in (by_settings, same, other)] == [1, 1, 0]
    assert read(other, lambda work: work.persons.all()) == []

    for store in (by_settings, same, other):
        store.close()


@pytest.mark.postgres
def test_a_server_is_named_with_or_without_the_driver(postgres_url: str) -> None:
    plain = make_url(postgres_url).set(drivername="postgresql").render_as_string(hide_password=False)

    with_driver = open_store(postgres_url)
    put(with_driver, deal())
    without = open_store(plain)

    assert read(without, lambda work: work.deals.count()) == 1

    with_driver.close()
    without.close()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        (
            "/nowhere/at/all/fjord.db",
            "The folder of the database /nowhere/at/all/fjord.db is not there. Make it first.",
        ),
        ("mysql://root@localhost/fjord", "mysql is no database I know. Give a path, or postgresql://..."),
        ("postgresql://:port/x", "The database's address cannot be read. It is a path, or postgresql://..."),
    ],
)
def test_an_address_that_cannot_be_one_is_refused_in_a_sentence(url: str, sentence: str) -> None:
    with pytest.raises(AskfirstError) as refused:
        open_store(url)

    assert said(refused.value) == sentence


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Träffade Anna på Nordfrakt, vill ha offert på fredag. " * 50, encoding="utf-8")

    with pytest.raises(AskfirstError) as refused:
        open_store(str(path))

    reason = "file is not a database. Give the path of a file that may be written."
    assert said(refused.value) == f"The database {path} cannot be opened: {reason}"
    assert path.read_text(encoding="utf-8").startswith("Träffade")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(AskfirstError, match="cannot be opened"):
        open_store(str(tmp_path))


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    with pytest.raises(AskfirstError) as refused:
        open_store(f"postgresql://maja:{SECRET}@127.0.0.1:1/askfirst")

    reason = "Connection refused. Check its address, and that the server runs."
    assert said(refused.value) == f"The database askfirst (company_fjord) at 127.0.0.1 cannot be opened: {reason}"


@pytest.mark.postgres
def test_a_database_that_is_not_on_the_server_is_named(postgres_url: str) -> None:
    with pytest.raises(AskfirstError, match="cannot be opened") as refused:
        open_store(make_url(postgres_url).set(database="nowhere").render_as_string(hide_password=False))

    assert 'database "nowhere" does not exist' in said(refused.value)


@pytest.mark.postgres
@pytest.mark.parametrize("key", ["Fjord & Co", 'x"; DROP SCHEMA public; --', "a" * 51])
def test_a_company_that_cannot_name_a_schema_is_refused(postgres_url: str, key: str) -> None:
    with pytest.raises(AskfirstError, match="cannot name a database"):
        open_store(postgres_url, key)


def test_an_error_does_not_tell_what_was_stored(store: Store) -> None:
    with pytest.raises(DBAPIError) as failed, store.work() as work:
        work.persons.introduce("slack", "T1", "U1", "nobody called Grace Hill")
        work.commit()

    assert "Grace Hill" not in "".join(str(failed.value).split("DETAIL")[0])


def test_an_id_is_twelve_signs_that_are_never_the_same() -> None:
    ids = [fresh_id() for _ in range(1_000)]

    assert len(set(ids)) == 1_000
    assert all(re.fullmatch("[a-z2-7]{12}", id) for id in ids)


def test_ids_may_be_counted_by_somebody_else() -> None:
    numbers = count(1)
    store = Store.open("sqlite://", settings(), NoHolidays(), lambda: f"n{next(numbers)}")

    assert read(store, lambda work: [work.new_id(), work.new_id()]) == ["n1", "n2"]
    store.close()


def test_a_file_may_be_read_by_others_while_it_is_written(sqlite_store: Store) -> None:
    path = sqlite_store.engine.url.database or ""
    with sqlite3.connect(path) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    other.close()


@pytest.mark.parametrize("query", ["due_owners", "due_of", "stepping_by", "ended_since"])
def test_what_is_due_is_found_by_an_index(store: Store, query: str) -> None:
    queries: list[tuple[str, Sequence[Any]]] = []

    def watch(connection: object, cursor: object, statement: str, values: Sequence[Any], *rest: object) -> None:
        queries.append((statement, values))

    event.listen(store.engine, "before_cursor_execute", watch)
    with store.work() as work:
        if query == "due_owners":
            work.deals.due_owners(OPENED)
        elif query == "stepping_by":
            work.deals.stepping_by("maja", OPENED.date())
        elif query == "ended_since":
            work.deals.ended_since(["maja"], OPENED)
        else:
            work.deals.due_of(["maja", "tom"], OPENED)
    event.remove(store.engine, "before_cursor_execute", watch)

    # Both of the first say what is due; PostgreSQL, to which an empty table makes no difference, takes either.
    indexes = {
        "due_owners": ("ix_deals_due ", "ix_deals_due_of "),
        "due_of": ("ix_deals_due_of ",),
        "stepping_by": ("ix_deals_stepping ",),
        "ended_since": ("ix_deals_ended ",),
    }
    found = plan(store, *queries[-1])
    assert any(index in found for index in indexes[query])


def plan(store: Store, query: str, values: Sequence[Any]) -> str:
    """How the database goes about a query; PostgreSQL is told that reading a whole small table is no way."""
    with store.engine.connect() as connection:
        if store.engine.dialect.name == "sqlite":
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values).all()
        else:
            connection.exec_driver_sql("SET LOCAL enable_seqscan TO off")
            rows = connection.exec_driver_sql(f"EXPLAIN {query}", values).all()
    return "\n".join(str(row[-1]) + " " for row in rows)


def said(error: AskfirstError) -> str:
    """The English sentence with its values."""
    return error.words.text.format(**dict(error.words.values))
