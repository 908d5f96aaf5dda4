"""What comes by the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from domain.rounds import Round
from storage.shapes import ROUND
from storage.transaction import Transaction

_ROUND = ROUND.table.c


class SqlRounds:
    """See domain.rounds.Rounds."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def due(self, kind: str, now: datetime) -> Sequence[Round]:
        mine = _ROUND.key.startswith(f"{kind}:", autoescape=True)
        query = select(*ROUND.columns).where(_ROUND.at <= now, mine).order_by(_ROUND.at, _ROUND.key)
        return [ROUND.thing(row) for row in self._transaction.rows(query)]

    def get(self, key: str) -> Round | None:
        found = self._transaction.first(select(*ROUND.columns).where(_ROUND.key == key))
        return ROUND.thing(found) if found else None

    def set(self, round_: Round) -> None:
        self._transaction.replace(ROUND.table, ROUND.values(round_))

    def drop(self, key: str) -> None:
        self._transaction.change(delete(ROUND.table).where(_ROUND.key == key))
