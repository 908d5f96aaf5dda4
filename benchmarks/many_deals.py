"""A company of very many open deals, filled by the database itself, and by hand what a tick does with the due ones."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as wall

from sqlalchemy import Connection, String, bindparam, cast, literal, select, text

from domain.deal import Deal
from domain.person import Hours, Person, Role
from storage.shapes import DEAL
from storage.store import Store

DUE, PEOPLE = 1000, 250
_AT = DEAL.table.c.attention_at.type
_BY_HAND = text(
    "SELECT deals.*, episodes.* FROM deals "
    "LEFT JOIN episodes ON episodes.deal = deals.id AND episodes.ended_at IS NULL WHERE deals.attention_at <= :now"
).bindparams(bindparam("now", type_=_AT))
_LOOKED_AT = text("UPDATE deals SET attention_at = :at WHERE id = :id").bindparams(bindparam("at", type_=_AT))
_SAID = text("UPDATE episodes SET times_said = :times, said_at = :at WHERE id = :id").bindparams(
    bindparam("at", type_=_AT)
)
_VERDICT = text(
    "INSERT INTO verdicts (id, at, person, deal, concern, episode, verdict_reason, verdict_until) "
    "VALUES (:id, :at, 'hand', :deal, 'no_next_step', :deal, 'first time', :at)"
).bindparams(bindparam("at", type_=_AT))
_MESSAGE = text(
    "INSERT INTO outbox (id, key, person, reply, episodes, created_at, not_before, attempts, gave_up, reference, "
    "channel, amends) VALUES (:id, :id, 'hand', :reply, '[]', :at, :at, 0, 'by hand', '', '', '')"
).bindparams(bindparam("at", type_=_AT))


@dataclass(frozen=True)
class Kept:
    """How many rows a tick adds."""

    verdicts: int
    messages: int


def fill(store: Store, size: int, now: datetime) -> None:
    """So many open deals without a next step, none of which is due within the years of a benchmark."""
    since, later = now - timedelta(weeks=10), now + timedelta(weeks=1000)
    hours = Hours(wall(8, 30), wall(17), (0, 1, 2, 3, 4))
    with store.work() as work:
        for n in range(PEOPLE):
            person = Person(f"p{n}", f"Person {n}", None, Role.REP, "", "en", "Europe/Stockholm", "SE", hours)
            work.persons.save(person)
        model = Deal("d0", "Account 0", "", "p0", "new_business", "qualify", since, since, since)
        work.deals.add(model)
        work.commit()
    with store.engine.begin() as connection:
        _copy(connection, size, later)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")


def _copy(connection: Connection, size: int, later: datetime) -> None:
    """The database copies the model; the n-th due deal is far from the next, and its owner is the n-th in turn."""
    count = select(literal(1).label("n")).cte(recursive=True)
    count = count.union_all(select(count.c.n + 1).where(count.c.n < size - 1))
    n, c = count.c.n, DEAL.table.c
    number = cast(n, String)
    own = {
        "id": literal("d") + number,
        "account": literal("Account ") + number,
        "account_key": literal("account ") + number,
        "owner": literal("p") + cast((n // (size // DUE)) % PEOPLE, String),
        "attention_at": literal(later, _AT),
    }
    columns = [own.get(column.name, column).label(column.name) for column in c]
    copied = select(*columns).select_from(DEAL.table.join(count, c.id == "d0"))
    connection.execute(DEAL.table.insert().from_select([column.name for column in c], copied))


def make_due(store: Store, size: int, now: datetime) -> None:
    """A thousand of them are due."""
    rows = [{"id": f"d{n * (size // DUE)}", "at": now - timedelta(seconds=n)} for n in range(DUE)]
    with store.engine.begin() as connection:
        connection.execute(_LOOKED_AT, rows)


def read_by_hand(store: Store, now: datetime) -> list[str]:
    """What is due, with its episodes, by one query that makes nothing of it; the ids of the deals."""
    with store.engine.connect() as connection:
        found = connection.execute(_BY_HAND, {"now": now}).all()
    ids = list(dict.fromkeys(row[0] for row in found))
    if len(ids) != DUE:
        raise AssertionError(f"{len(ids)} deals are due and not {DUE}")
    return ids


def by_hand(store: Store, now: datetime, kept: Kept) -> float:
    """Milliseconds for reading the rows and writing as many as a tick does, as little said of each as can be."""
    with store.engine.connect() as connection:
        episodes = [row[0] for row in connection.execute(text("SELECT id FROM episodes WHERE ended_at IS NULL"))]
    started = time.perf_counter()
    ids = read_by_hand(store, now)
    with store.engine.connect() as connection:
        if store.engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        deals = [{"id": id, "at": now + timedelta(weeks=1000)} for id in ids]
        connection.execute(_LOOKED_AT, deals)
        connection.execute(_SAID, [{"id": id, "times": 1, "at": now} for id in episodes[: kept.messages * 3]])
        verdicts = [{"id": f"hand{n}", "deal": ids[n % DUE], "at": now} for n in range(kept.verdicts)]
        connection.execute(_VERDICT, verdicts)
        messages = [{"id": f"hand{n}", "reply": "x" * 2000, "at": now} for n in range(kept.messages)]
        connection.execute(_MESSAGE, messages)
        connection.commit()
    took = (time.perf_counter() - started) * 1000
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM verdicts WHERE person = 'hand'")
        connection.exec_driver_sql("DELETE FROM outbox WHERE person = 'hand'")
    return took
