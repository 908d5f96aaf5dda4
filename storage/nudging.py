"""Episodes, verdicts and the outbox."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, cast, delete, extract, func, or_, select, update

from domain.nudges import Episode, OutboxItem, VerdictEntry
from domain.trial import Lifetime
from storage.shapes import EPISODE, OUTBOX, VERDICT, table_of
from storage.tables import RulesRow
from storage.transaction import Transaction

log = logging.getLogger(__name__)

_EPISODE = EPISODE.table.c
_OUTBOX = OUTBOX.table.c
_VERDICT = VERDICT.table.c
_RULES = table_of(RulesRow)
_ATTENTION = "attention"


_WAITS = _OUTBOX.sent_at.is_(None) & (_OUTBOX.gave_up == "")
_QUARTER = 900


def _quarter(at: ColumnElement[Any]) -> ColumnElement[int]:
    """The instant as a number of seconds, to the quarter of an hour: alike ones are counted together."""
    seconds = cast(extract("epoch", at), BigInteger)
    return seconds - seconds % _QUARTER


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


class SqlNudging:
    """See domain.ports.Nudging."""

    def __init__(self, transaction: Transaction) -> None:
        self.edited = False
        self._transaction = transaction

    def episodes(self, deals: Sequence[str]) -> Sequence[Episode]:
        running = _EPISODE.deal.in_(deals) & _EPISODE.ended_at.is_(None)
        query = select(*EPISODE.columns).where(running).order_by(_EPISODE.began_at, _EPISODE.id)
        return [EPISODE.thing(row) for row in self._transaction.rows(query)]

    def lifetimes(self) -> Sequence[Lifetime]:
        began, ended = _quarter(_EPISODE.began_at), _quarter(_EPISODE.ended_at)
        held_back = select(func.min(_EPISODE.began_at), func.max(_EPISODE.began_at)).where(_EPISODE.held_back)
        first, last = tuple(self._transaction.first(held_back) or (None, None))
        if first is None or last is None:
            return []
        alike = (_EPISODE.concern, _EPISODE.held_back, began, ended)
        query = (
            select(*alike, func.count()).where(_EPISODE.began_at.between(first, last)).group_by(*alike).order_by(*alike)
        )
        return [
            Lifetime(concern, held, _instant(start), None if end is None else _instant(end), many)
            for concern, held, start, end, many in map(tuple, self._transaction.rows(query))
        ]

    def rules(self) -> str:
        found = self._transaction.first(select(_RULES.c.digest).where(_RULES.c.of == _ATTENTION))
        return found[0] if found else ""

    def now_by(self, rules: str) -> None:
        self._transaction.replace(_RULES, {"of": _ATTENTION, "digest": rules})

    def save_episode(self, episode: Episode) -> None:
        self._transaction.replace(EPISODE.table, EPISODE.values(episode))

    def episode(self, episode: str) -> Episode | None:
        found = self._transaction.first(select(*EPISODE.columns).where(_EPISODE.id == episode))
        return EPISODE.thing(found) if found else None

    def keep(self, *verdicts: VerdictEntry) -> None:
        for verdict in verdicts:
            self._transaction.add(VERDICT.table, VERDICT.values(verdict))

    def verdicts(self, deal: str, most: int) -> Sequence[VerdictEntry]:
        query = select(*VERDICT.columns).where(_VERDICT.deal == deal)
        latest = query.order_by(_VERDICT.at.desc(), _VERDICT.seq.desc()).limit(most)
        return [VERDICT.thing(row) for row in self._transaction.rows(latest)]

    def forget(self, before: datetime, most: int) -> int:
        # They come in the order of their instants, so the oldest are found without an index of those.
        oldest = select(_VERDICT.seq, _VERDICT.at).order_by(_VERDICT.seq).limit(most).subquery()
        old = select(oldest.c.seq).where(oldest.c.at < before)
        gone = self._transaction.change(delete(VERDICT.table).where(_VERDICT.seq.in_(old)))
        settled = or_(_OUTBOX.sent_at.is_not(None), _OUTBOX.gave_up != "") & (_OUTBOX.created_at < before)
        items = select(_OUTBOX.id).where(settled).limit(most)
        return gone + self._transaction.change(delete(OUTBOX.table).where(_OUTBOX.id.in_(items)))

    def put(self, *items: OutboxItem) -> bool:
        self.edited |= any(item.amends for item in items)
        return self._transaction.put(OUTBOX.table, [OUTBOX.values(item) for item in items]) == len(items)

    def known(self, keys: Sequence[str]) -> AbstractSet[str]:
        return {row[0] for row in self._transaction.rows(select(_OUTBOX.key).where(_OUTBOX.key.in_(keys)))}

    def next_at(self, now: datetime) -> datetime | None:
        query = select(_OUTBOX.not_before).where(_WAITS, _OUTBOX.not_before > now).order_by(_OUTBOX.not_before)
        found = self._transaction.first(query.limit(1))
        return found[0] if found else None

    def claim(self, now: datetime, until: datetime, most: int) -> Sequence[OutboxItem]:
        free = or_(_OUTBOX.claimed_until.is_(None), _OUTBOX.claimed_until <= now)
        query = (
            select(_OUTBOX.id)
            .where(_WAITS, _OUTBOX.not_before <= now, free)
            .order_by(_OUTBOX.not_before, _OUTBOX.id)
            .limit(most)
        )
        # PostgreSQL gives each process other rows; SQLite lets one write at a time and needs no locks on rows.
        ids = [row[0] for row in self._transaction.claimed(query.with_for_update(skip_locked=True))]
        self._transaction.change(update(OUTBOX.table).where(_OUTBOX.id.in_(ids)).values(claimed_until=until))
        return [item for item in map(self._readable, ids) if item is not None]

    def _readable(self, id: str) -> OutboxItem | None:
        """The item; one that was broken by hand is given up instead, with its lists emptied so that it can be shown."""
        try:
            return self.item(id)
        except (ValueError, KeyError, TypeError):
            log.exception("an item of the outbox cannot be read", extra={"item": id})
            broken = {"gave_up": "it cannot be read", "episodes": (), "place": None, "claimed_until": None}
            self._transaction.change(update(OUTBOX.table).where(_OUTBOX.id == id).values(broken))
            return None

    def settle(self, item: OutboxItem, claim: datetime | None) -> bool:
        self.edited |= bool(item.amends)
        ours = (_OUTBOX.id == item.id) & _OUTBOX.sent_at.is_(None) & _OUTBOX.claimed_until.is_not_distinct_from(claim)
        return self._transaction.change(update(OUTBOX.table).where(ours).values(OUTBOX.values(item))) == 1

    def given_up(self, most: int) -> Sequence[OutboxItem]:
        query = select(*OUTBOX.columns).where(_OUTBOX.gave_up != "").order_by(_OUTBOX.created_at.desc(), _OUTBOX.id)
        return [OUTBOX.thing(row) for row in self._transaction.rows(query.limit(most))]

    def letter(self, item: str) -> Sequence[OutboxItem]:
        query = select(*OUTBOX.columns).with_for_update()
        # The item first: whoever waits for it here sees the edits of whoever had it, also those that are new.
        found = self._transaction.claimed(query.where(_OUTBOX.id == item))
        edits = self._transaction.claimed(query.where(_OUTBOX.amends == item, _OUTBOX.amends != "")) if found else ()
        in_order = sorted((OUTBOX.thing(row) for row in edits), key=lambda edit: (len(edit.key), edit.key))
        return [*(OUTBOX.thing(row) for row in found), *in_order]

    def ended(self, deal: str, at: datetime) -> Sequence[Episode]:
        query = select(*EPISODE.columns).where(_EPISODE.deal == deal, _EPISODE.ended_at == at)
        return [EPISODE.thing(row) for row in self._transaction.rows(query)]

    def item(self, item: str) -> OutboxItem | None:
        found = self._transaction.first(select(*OUTBOX.columns).where(_OUTBOX.id == item))
        return OUTBOX.thing(found) if found else None
