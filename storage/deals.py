"""Deals as they are now, and the people at the customers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, literal_column, select, update

from domain.deal import Contact, Deal, DealSketch, DealState
from domain.errors import Conflict
from domain.words import msg
from storage import names
from storage.mentions import Mentions
from storage.shapes import CONTACT, DEAL, ENTRY, Values
from storage.transaction import Transaction

_DEAL = DEAL.table.c
_NEXT_STEP_FIRST = (
    _DEAL.step.is_not(None),
    _DEAL.step_due_day.is_not(None),
    _DEAL.step_due_day,
    _DEAL.step_due_at.is_(None),
    _DEAL.step_due_at,
    _DEAL.opened_at,
    _DEAL.id,
)
_ALIVE = (DealState.OPEN, DealState.PROSPECT)
_LOOK_AGAIN = update(DEAL.table).where(_DEAL.id == bindparam("known_id")).values(attention_at=bindparam("attention_at"))
_SAVE = update(DEAL.table).where(_DEAL.id == bindparam("known_id"), _DEAL.version == bindparam("known_version"))
_SENSE = _SAVE.values(signs=bindparam("signs"))


def _standing(column: ColumnElement[str]) -> Select[Any]:
    """The contacts with one of these in the column, without those of an undone act. Put together once: it is asked
    often.
    """
    undone = exists().where(ENTRY.table.c.undoes == CONTACT.table.c.act)
    query = select(*CONTACT.columns, CONTACT.table.c.account_key).where(column.in_(bindparam("of", expanding=True)))
    return query.where(~undone).order_by(CONTACT.table.c.seq)


_CONTACTS_OF, _CONTACT = _standing(CONTACT.table.c.account_key), _standing(CONTACT.table.c.id)


class SqlDeals:
    """See domain.ports.Deals."""

    def __init__(self, transaction: Transaction, mentions: Mentions) -> None:
        self._transaction = transaction
        self._mentions = mentions

    def get(self, deal: str) -> Deal | None:
        return self._one(_DEAL.id == deal)

    def by_external_ids(self, externals: Sequence[str]) -> Mapping[str, Deal]:
        found = self._all(select(*DEAL.columns).where(_DEAL.external_id.in_(externals)))
        return {deal.external_id: deal for deal in found if deal.external_id is not None}

    def add(self, deal: Deal) -> None:
        self._transaction.add(DEAL.table, _values(deal))
        self._mentions.note(deal.account, *names.handles(deal.account), *names.handles(deal.name))

    def save(self, deal: Deal) -> Deal:
        saved = replace(deal, version=deal.version + 1)
        if self._transaction.change(_SAVE, _values(saved) | {"known_id": deal.id, "known_version": deal.version}) == 0:
            words = msg("Somebody else changed {deal} just now, so I saved nothing. Look again.", deal=deal.title)
            raise Conflict(words)
        self._mentions.note(deal.account, *names.handles(deal.account), *names.handles(deal.name))
        return saved

    def look_again(self, deal: str, at: datetime | None) -> None:
        self._transaction.change_soon(_LOOK_AGAIN, {"known_id": deal, "attention_at": at})

    def sense(self, deal: Deal) -> None:
        values = {"known_id": deal.id, "known_version": deal.version, "signs": deal.signs}
        self._transaction.change_soon(_SENSE, values)

    def open_of(self, owner: str) -> Sequence[Deal]:
        return self.owned_by([owner])

    def owned_by(self, owners: Sequence[str]) -> Sequence[Deal]:
        mine = _DEAL.owner.in_(owners) & (_DEAL.state == DealState.OPEN)
        return self._all(select(*DEAL.columns).where(mine).order_by(*_NEXT_STEP_FIRST))

    def due_owners(self, now: datetime) -> Mapping[str, int]:
        # Not grouped by the bare column: SQLite would walk the whole index by owner to do it.
        owner = _DEAL.owner + ""
        due = select(owner, func.count()).where(_DEAL.attention_at <= now).group_by(owner)
        found = self._transaction.rows(due.order_by(func.min(_DEAL.attention_at), owner))
        return {name: int(count) for name, count in map(tuple, found)}

    def due_of(self, owners: Sequence[str], now: datetime) -> Sequence[Deal]:
        return [DEAL.thing(row) for row in self._transaction.claimed(_due(select(*DEAL.columns), owners, now))]

    def due_ids(self, owners: Sequence[str], now: datetime) -> Sequence[str]:
        return [row[0] for row in self._transaction.claimed(_due(select(_DEAL.id), owners, now))]

    def stepping_by(self, owner: str, day: date) -> Sequence[Deal]:
        # The state is written out, so that both databases see that the index of open deals is the one to use.
        due = literal_column("state = 'open'") & (_DEAL.owner == owner) & (_DEAL.step_due_day <= day)
        return self._all(select(*DEAL.columns).where(due).order_by(_DEAL.step_due_day, _DEAL.id))

    def ended_since(self, owners: Sequence[str], at: datetime) -> Sequence[Deal]:
        ended = _DEAL.owner.in_(owners) & (_DEAL.closed_at >= at) & _DEAL.state.in_((DealState.WON, DealState.LOST))
        return self._all(select(*DEAL.columns).where(ended).order_by(_DEAL.closed_at.desc(), _DEAL.id))

    def mentioned(self, text: str, person: str) -> Sequence[DealSketch]:
        return self._mentions.deals(text, person)

    def count(self) -> int:
        found = self._transaction.first(select(func.count()).select_from(DEAL.table))
        return int(found[0]) if found else 0

    def prospects_of(self, owner: str) -> Sequence[Deal]:
        mine = (_DEAL.owner == owner) & (_DEAL.state == DealState.PROSPECT)
        return self._all(select(*DEAL.columns).where(mine).order_by(_DEAL.opened_at, _DEAL.id))

    def open_in(self, process: str, stage: str) -> Sequence[Deal]:
        there = (_DEAL.process == process) & _DEAL.state.in_(_ALIVE) & (_DEAL.stage == stage)
        return self._all(select(*DEAL.columns).where(there).order_by(_DEAL.account_key, _DEAL.id))

    def stages_in_use(self) -> Mapping[tuple[str, str], int]:
        query = select(_DEAL.process, _DEAL.stage, func.count()).where(_DEAL.state.in_(_ALIVE))
        found = self._transaction.rows(query.group_by(_DEAL.process, _DEAL.stage))
        return {(process, stage): int(count) for process, stage, count in map(tuple, found)}

    def each_open(self, after: str, most: int) -> Sequence[Deal]:
        # The state is written out, so that both databases see that the index of open deals is the one to use.
        query = select(*DEAL.columns).where(literal_column("state = 'open'"), _DEAL.id > after)
        return self._all(query.order_by(_DEAL.id).limit(most))

    def each(self, after: str, most: int) -> Sequence[Deal]:
        return self._all(select(*DEAL.columns).where(_DEAL.id > after).order_by(_DEAL.id).limit(most))

    def days_to_end(self, process: str, state: DealState, most: int) -> Sequence[int]:
        ended = (_DEAL.process == process) & (_DEAL.state == state) & _DEAL.closed_at.is_not(None)
        query = select(_DEAL.opened_at, _DEAL.closed_at).where(ended)
        found = self._transaction.rows(query.order_by(_DEAL.closed_at.desc(), _DEAL.id).limit(most))
        return [(closed - opened).days for opened, closed in map(tuple, found)]

    def _one(self, condition: ColumnElement[bool]) -> Deal | None:
        found = self._transaction.first(select(*DEAL.columns).where(condition))
        return DEAL.thing(found) if found else None

    def _all(self, query: Select[Any]) -> list[Deal]:
        return [DEAL.thing(row) for row in self._transaction.rows(query)]


class SqlContacts:
    """See domain.ports.Contacts."""

    def __init__(self, transaction: Transaction, mentions: Mentions) -> None:
        self._transaction = transaction
        self._mentions = mentions

    def of(self, account: str) -> Sequence[Contact]:
        return self.of_all([account])[account]

    def of_all(self, accounts: Sequence[str]) -> Mapping[str, Sequence[Contact]]:
        keys = {account: names.key(account) for account in accounts}
        found: dict[str, list[Contact]] = {key: [] for key in keys.values()}
        for row in self._transaction.rows(_CONTACTS_OF, {"of": list(found)}):
            found[row.account_key].append(CONTACT.thing(row))
        return {account: found[key] for account, key in keys.items()}

    def get(self, contact: str) -> Contact | None:
        found = self._transaction.rows(_CONTACT, {"of": [contact]})
        return CONTACT.thing(found[0]) if found else None

    def add(self, contact: Contact) -> None:
        values = CONTACT.values(contact) | {"account_key": names.key(contact.account)}
        self._transaction.add(CONTACT.table, values)
        self._mentions.note(contact.account, *names.person_handles(contact.name))


def _due(query: Select[Any], owners: Sequence[str], now: datetime) -> Select[Any]:
    due = query.where(_DEAL.owner.in_(owners), _DEAL.attention_at <= now).order_by(_DEAL.attention_at, _DEAL.id)
    # Facts may still be added by others meanwhile, so the key is not locked.
    return due.with_for_update(skip_locked=True, key_share=True)


def _values(deal: Deal) -> Values:
    return DEAL.values(deal) | {"account_key": names.key(deal.account)}
