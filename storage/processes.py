"""The processes as the deals know them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from domain.process import AppliedProcess
from storage.shapes import PROCESS
from storage.transaction import Transaction


class SqlProcesses:
    """See domain.stores.Processes."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def applied(self) -> Sequence[AppliedProcess]:
        query = select(*PROCESS.columns).order_by(PROCESS.table.c.key)
        return [PROCESS.thing(row) for row in self._transaction.rows(query)]

    def apply(self, process: AppliedProcess) -> None:
        self._transaction.replace(PROCESS.table, PROCESS.values(process))
