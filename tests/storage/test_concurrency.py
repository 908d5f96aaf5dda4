"""Several at once: nobody overwrites, nobody is told twice, nobody waits for ever."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest

from domain.chat import Divider, Para, Say
from domain.codec import from_json, to_json
from domain.errors import Busy, Conflict
from domain.healing import heal
from domain.mended import Mending
from storage import engines
from storage.store import Store
from tests.storage.stored import QUESTION, act, episode, item, put, read
from tests.support.builders import OPENED, at, deal, settings
from tests.support.fake import NoHolidays

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[2]
NOW, UNTIL = at("2026-11-24 09:00"), at("2026-11-24 09:05")


def test_of_many_who_change_a_deal_at_once_one_does(store: Store) -> None:
    put(store, deal())
    seen = deal()

    def change(stage: str) -> bool:
        try:
            with store.work() as work:
                work.deals.save(replace(seen, stage=stage))
                work.commit()
        except Conflict:
            return False
        return True

    assert at_once(change, [f"stage{n}" for n in range(8)]).count(True) == 1
    assert read(store, lambda work: work.deals.get("nordfrakt").version) == 1  # type: ignore[union-attr]


def test_of_many_who_undo_an_act_at_once_one_does(store: Store) -> None:
    put(store, deal(), act("told"))

    def undo(id: str) -> bool:
        try:
            put(store, act(id, undoes="told"))
        except Conflict:
            return False
        return True

    assert at_once(undo, [f"undo{n}" for n in range(8)]).count(True) == 1


def test_of_many_presses_at_once_one_answers_the_question(store: Store) -> None:
    put(store, QUESTION)

    def press(_: str) -> bool:
        with store.work() as work:
            first = work.pending.use("p1")
            work.commit()
        return first

    assert at_once(press, ["press"] * 8).count(True) == 1


def test_of_many_deliveries_of_one_message_at_once_one_is_heard(store: Store) -> None:
    def hear(delivery: str) -> bool:
        with store.work() as work:
            first = work.deliveries.first_time(delivery, OPENED)
            work.commit()
        return first

    assert at_once(hear, ["e1"] * 8).count(True) == 1


def test_many_who_write_at_once_wait_for_each_other(store: Store) -> None:
    def write(id: str) -> None:
        for n in range(10):
            put(store, deal(f"{id}{n}", external_id=f"{id}{n}"))

    at_once(write, list("abcdefgh"))

    assert read(store, lambda work: work.deals.count()) == 80


def test_many_who_claim_at_once_get_different_items(store: Store) -> None:
    put(store, *(item(f"i{n:03}") for n in range(200)))

    def claim(_: str) -> list[str]:
        mine: list[str] = []
        while True:
            with store.work() as work:
                claimed = work.nudging.claim(NOW, UNTIL, 7)
                work.commit()
            if not claimed:
                return mine
            mine += [one.id for one in claimed]

    claimed = Counter(id for ids in at_once(claim, ["a", "b", "c", "d"]) for id in ids)

    assert claimed == {f"i{n:03}": 1 for n in range(200)}


def test_many_who_heal_one_message_at_once_build_on_each_other(store: Store) -> None:
    about = [f"e{n}" for n in range(8)]
    parts = (part for one in about for part in (Divider(one), Para(one), Para("Do something?", quiet=True)))
    put(store, item(created_at=NOW, sent_at=NOW, reply=to_json(Say(tuple(parts)))))

    def mend(one: str) -> None:
        with store.work() as work:
            heal(work, [episode(one, said_in=("item",))], Mending(deal(), deal(), NOW, "act", "maja"))
            work.commit()

    at_once(mend, about)

    sent, edit = read(store, lambda work: work.nudging.letter("item"))
    assert (sent.sent_at, edit.amends) == (NOW, "item")
    facts = [block for block in from_json(edit.reply).blocks if isinstance(block, Para) and not block.quiet]
    assert facts == [Para(one, struck=True) for one in about]


CLAIMER = """
import sys
from storage import engines
from storage.store import Store
from tests.storage.conftest import PATIENCE
from tests.storage.test_concurrency import NOW, UNTIL
from tests.support.builders import settings
from tests.support.fake import NoHolidays
engines.WAIT_SECONDS = PATIENCE
store = Store.open(sys.argv[1], settings(), NoHolidays())
print("ready", flush=True)
sys.stdin.readline()
while True:
    with store.work() as work:
        claimed = work.nudging.claim(NOW, UNTIL, 5)
        work.commit()
    if not claimed:
        break
    print(*(item.id for item in claimed))
store.close()
"""


def test_processes_share_the_outbox(store: Store) -> None:
    put(store, *(item(f"i{n:03}") for n in range(300)))
    url = store.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", CLAIMER, url]
    processes = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"

    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=120)[0] for process in processes]

    assert Counter(" ".join(said).split()) == {f"i{n:03}": 1 for n in range(300)}


@pytest.mark.postgres
def test_an_item_that_somebody_is_claiming_is_passed_over(postgresql_store: Store) -> None:
    put(postgresql_store, item("a"), item("b"))

    with postgresql_store.work() as one, postgresql_store.work() as other:
        first = [claimed.id for claimed in one.nudging.claim(NOW, UNTIL, 1)]
        second = [claimed.id for claimed in other.nudging.claim(NOW, UNTIL, 5)]

    assert (first, second) == (["a"], ["b"])


@pytest.mark.postgres
def test_the_due_deals_of_a_round_are_left_out_of_another_round(postgresql_store: Store) -> None:
    put(postgresql_store, deal(attention_at=OPENED), deal("solberg", attention_at=NOW))

    with postgresql_store.work() as one:
        taken = [due.id for due in one.deals.due_of(["maja"], OPENED)]
        with postgresql_store.work() as other:
            left = [due.id for due in other.deals.due_of(["maja"], NOW)]
            put(postgresql_store, act("told meanwhile"))

    assert (taken, left) == (["nordfrakt"], ["solberg"])


@pytest.mark.postgres
def test_neither_are_their_ids_in_another_round(postgresql_store: Store) -> None:
    put(postgresql_store, deal(attention_at=OPENED), deal("solberg", attention_at=NOW))

    with postgresql_store.work() as one, postgresql_store.work() as other:
        taken = one.deals.due_ids(["maja"], OPENED)
        left = other.deals.due_ids(["maja"], NOW)

    assert (taken, left) == (["nordfrakt"], ["solberg"])


def test_readers_do_not_wait_for_a_writer(store: Store) -> None:
    put(store, deal())

    with store.work() as writer:
        writer.deals.save(deal(stage="contract"))

        assert read(store, lambda work: work.deals.get("nordfrakt")) == deal()
        assert read(store, lambda work: [found.id for found in work.deals.mentioned("Nordfrakt", "tom")]) == [
            "nordfrakt"
        ]


@pytest.mark.parametrize("where", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_whoever_waits_too_long_for_a_writer_is_told_to_try_again(
    where: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "WAIT_SECONDS", 0.1)
    url = str(tmp_path / "fjord.db") if where == "sqlite" else request.getfixturevalue("postgres_url")
    store = Store.open(url, settings(), NoHolidays())
    put(store, deal())

    with store.work() as writer, store.work() as waiting:
        writer.deals.save(deal(stage="contract"))
        with pytest.raises(Busy):
            waiting.deals.save(deal(stage="proposal"))
        writer.rollback()
        waiting.rollback()
        waiting.deals.save(deal(stage="proposal"))
        waiting.commit()

    assert read(store, lambda work: work.deals.get("nordfrakt")) == deal(stage="proposal", version=1)
    store.close()


def test_a_work_that_another_process_keeps_waiting_writes_nothing_on_its_own(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sqlite_store.engine.url.database or ""
    monkeypatch.setattr(engines, "WAIT_SECONDS", 0.1)
    store = Store.open(path, settings(), NoHolidays())
    with closing(sqlite3.connect(path, isolation_level=None)) as other, store.work() as waiting:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy):
            waiting.deliveries.first_time("e1", OPENED)
        other.execute("ROLLBACK")
        waiting.deliveries.first_time("e2", OPENED)

    assert read(store, lambda work: work.deliveries.first_time("e2", OPENED))
    store.close()


def at_once(do: Callable[[str], T], arguments: Sequence[str]) -> list[T]:
    """Does it for each argument in a thread of its own, all let go at the same moment."""
    gate = Barrier(len(arguments))

    def do_at_the_gate(argument: str) -> T:
        gate.wait()
        return do(argument)

    with ThreadPoolExecutor(len(arguments)) as threads:
        return list(threads.map(do_at_the_gate, arguments))
