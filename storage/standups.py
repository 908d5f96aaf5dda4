"""The teams' standups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, exists, select, update

from domain.errors import Conflict
from domain.standup import Arrangement, Decision, How, Parked, Part, Phase, Standup
from domain.words import msg
from storage.shapes import ARRANGEMENT, DECISION, ENTRY, PARKED, PART, STANDUP
from storage.transaction import Transaction

_STANDUP = STANDUP.table.c
_PART = PART.table.c
_DECISION = DECISION.table.c
_LATEST_FIRST = (_STANDUP.opens_at.desc(), _STANDUP.id)
_RUNNING = (Phase.AHEAD, Phase.OPEN)


class SqlStandups:
    """See domain.standup_store.Standups."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, standup: Standup) -> bool:
        return self._transaction.put(STANDUP.table, [STANDUP.values(standup)]) == 1

    def get(self, standup: str) -> Standup | None:
        found = self._transaction.first(select(*STANDUP.columns).where(_STANDUP.id == standup))
        return STANDUP.thing(found) if found else None

    def alone(self, standup: str) -> Standup | None:
        query = select(*STANDUP.columns).where(_STANDUP.id == standup).with_for_update()
        return next((STANDUP.thing(row) for row in self._transaction.claimed(query)), None)

    def save(self, standup: Standup) -> Standup:
        saved = replace(standup, version=standup.version + 1)
        known = (_STANDUP.id == standup.id) & (_STANDUP.version == standup.version)
        if self._transaction.change(update(STANDUP.table).where(known).values(STANDUP.values(saved))) == 0:
            raise _changed()
        return saved

    def running(self) -> Sequence[Standup]:
        return self._standups(_STANDUP.phase.in_(_RUNNING), _STANDUP.opens_at, _STANDUP.id)

    def lately(self, team: str, most: int) -> Sequence[Standup]:
        return self._standups(_STANDUP.team == team, *_LATEST_FIRST, most=most)

    def _standups(
        self, which: ColumnElement[bool], *order: ColumnElement[Any], most: int | None = None
    ) -> list[Standup]:
        query = select(*STANDUP.columns).where(which).order_by(*order).limit(most)
        return [STANDUP.thing(row) for row in self._transaction.rows(query)]

    def parts(self, standup: str) -> Sequence[Part]:
        query = select(*PART.columns).where(_PART.standup == standup).order_by(_PART.person)
        return [PART.thing(row) for row in self._transaction.rows(query)]

    def part(self, standup: str, person: str) -> Part | None:
        query = select(*PART.columns).where(_PART.standup == standup, _PART.person == person)
        found = self._transaction.first(query)
        return PART.thing(found) if found else None

    def add_part(self, part: Part) -> None:
        self._transaction.add(PART.table, PART.values(part))

    def save_part(self, part: Part) -> Part:
        saved = replace(part, version=part.version + 1)
        known = {"known_standup": part.standup, "known_person": part.person, "known_version": part.version}
        if self._transaction.change(_SAVE_PART, PART.values(saved) | known) == 0:
            raise _changed()
        return saved

    def parts_of(self, person: str, most: int) -> Sequence[tuple[Standup, Part]]:
        return self._both(_BOTH.where(_PART.person == person).order_by(*_LATEST_FIRST).limit(most))

    def unasked(self, now: datetime) -> Sequence[tuple[Standup, Part]]:
        waits = (_PART.how == How.WAITING) & (_PART.asked_in == "") & (_PART.asks_at <= now)
        return self._both(_BOTH.where(waits).order_by(_PART.asks_at, _PART.standup, _PART.person))

    def _both(self, query: Select[Any]) -> list[tuple[Standup, Part]]:
        width = len(STANDUP.columns)
        return [(STANDUP.thing(row), PART.thing(row[width:])) for row in self._transaction.rows(query)]

    def decide(self, decision: Decision) -> None:
        self._transaction.replace(DECISION.table, DECISION.values(decision))

    def decision(self, decision: str) -> Decision | None:
        found = self._transaction.first(_made(_DECISION.id == decision))
        return DECISION.thing(found) if found else None

    def decisions(self, standup: str) -> Sequence[Decision]:
        query = _made(_DECISION.standup == standup).order_by(_DECISION.at, _DECISION.id)
        return [DECISION.thing(row) for row in self._transaction.rows(query)]

    def undecide(self, decision: str) -> None:
        self._transaction.change(delete(DECISION.table).where(_DECISION.id == decision))

    def park(self, parked: Parked) -> None:
        self._transaction.add(PARKED.table, PARKED.values(parked))

    def unpark(self, parked: str) -> None:
        self._transaction.change(delete(PARKED.table).where(PARKED.table.c.id == parked))

    def parked(self, standup: str) -> Sequence[Parked]:
        c = PARKED.table.c
        query = select(*PARKED.columns).where(c.standup == standup).order_by(c.at, c.id)
        return [PARKED.thing(row) for row in self._transaction.rows(query)]

    def arrangements(self, team: str) -> Sequence[Arrangement]:
        c = ARRANGEMENT.table.c
        query = select(*ARRANGEMENT.columns).where(c.team == team).order_by(c.key)
        return [ARRANGEMENT.thing(row) for row in self._transaction.rows(query)]

    def arrange(self, arrangement: Arrangement) -> None:
        self._transaction.replace(ARRANGEMENT.table, ARRANGEMENT.values(arrangement))


_BOTH = select(*STANDUP.columns, *PART.columns).join_from(STANDUP.table, PART.table, _PART.standup == _STANDUP.id)
_SAVE_PART = (
    update(PART.table)
    .where(
        _PART.standup == bindparam("known_standup"),
        _PART.person == bindparam("known_person"),
        _PART.version == bindparam("known_version"),
    )
    .values({column: bindparam(column.name) for column in PART.columns})
)


def _made(which: ColumnElement[bool]) -> Select[Any]:
    """Decisions whose act was not taken back."""
    undone = exists().where(ENTRY.table.c.undoes == _DECISION.act)
    return select(*DECISION.columns).where(which, ~undone)


def _changed() -> Conflict:
    return Conflict(msg("Somebody else changed that just now, so I saved nothing. Look again."))
