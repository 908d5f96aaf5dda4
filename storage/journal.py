"""What was done, what is waited for, and what was heard already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, select, update

from domain.errors import Conflict
from domain.journal import JournalEntry, Pending
from domain.words import msg
from storage.shapes import ENTRY, PENDING, table_of
from storage.tables import DeliveryRow
from storage.transaction import Transaction

_ENTRY = ENTRY.table.c
_DELIVERIES = table_of(DeliveryRow)


class SqlJournal:
    """See domain.ports.Journal. The latest act is the one that was stored last, whatever its clock said."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, entry: JournalEntry) -> None:
        values = ENTRY.values(entry)
        if entry.undoes is None:
            self._transaction.add(ENTRY.table, values)
        elif not self._transaction.put(ENTRY.table, [values]):
            raise Conflict(msg("That is undone already."))

    def get(self, act: str) -> JournalEntry | None:
        return self._latest(_ENTRY.id == act)

    def undone_by(self, act: str) -> JournalEntry | None:
        return self._latest(_ENTRY.undoes == act)

    def last_of(self, person: str) -> JournalEntry | None:
        later = ENTRY.table.alias()
        undone = exists().where(later.c.undoes == _ENTRY.id)
        return self._latest((_ENTRY.person == person) & _ENTRY.undoes.is_(None) & ~undone)

    def of_deal(self, deal: str) -> Sequence[JournalEntry]:
        query = select(*ENTRY.columns).where(_ENTRY.deal == deal).order_by(_ENTRY.seq.desc())
        return [ENTRY.thing(row) for row in self._transaction.rows(query)]

    def of_deals(self, deals: Sequence[str]) -> Mapping[str, Sequence[JournalEntry]]:
        found: dict[str, list[JournalEntry]] = {deal: [] for deal in deals}
        query = select(*ENTRY.columns).where(_ENTRY.deal.in_(deals)).order_by(_ENTRY.seq.desc())
        for entry in map(ENTRY.thing, self._transaction.rows(query)):
            found[entry.deal or ""].append(entry)
        return found

    def since(self, person: str, at: datetime) -> Sequence[JournalEntry]:
        mine = (_ENTRY.person == person) & (_ENTRY.at >= at)
        query = select(*ENTRY.columns).where(mine).order_by(_ENTRY.seq.desc())
        return [ENTRY.thing(row) for row in self._transaction.rows(query)]

    def _latest(self, condition: ColumnElement[bool]) -> JournalEntry | None:
        found = self._transaction.first(select(*ENTRY.columns).where(condition).order_by(_ENTRY.seq.desc()).limit(1))
        return ENTRY.thing(found) if found else None


class SqlPending:
    """See domain.ports.PendingQuestions."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, pending: Pending) -> None:
        self._transaction.add(PENDING.table, PENDING.values(pending))

    def get(self, pending: str) -> Pending | None:
        found = self._transaction.first(select(*PENDING.columns).where(PENDING.table.c.id == pending))
        return PENDING.thing(found) if found else None

    def use(self, pending: str) -> bool:
        c = PENDING.table.c
        return self._transaction.change(update(PENDING.table).where(c.id == pending, ~c.used).values(used=True)) == 1


class SqlDeliveries:
    """See domain.ports.Deliveries."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def first_time(self, delivery: str, at: datetime) -> bool:
        return self._transaction.put(_DELIVERIES, [{"id": delivery, "at": at}]) == 1

    def forget(self, before: datetime, most: int) -> int:
        c = _DELIVERIES.c
        old = select(c.id).where(c.at < before).limit(most)
        return self._transaction.change(delete(_DELIVERIES).where(c.id.in_(old)))
