"""Which deals a text may speak of, found by an index however many deals there are.

Every account is kept under the words it may be mentioned by (hints): the words of its name, of its deals' names, the
names of its contacts. A word with a slip of the finger still starts or ends as the right one does, so heads and tails
find the words that are then compared. Rare words weigh more than common ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import case, exists, select, union

from domain.deal import Contact, DealSketch, DealState
from storage import names
from storage.shapes import CONTACT, DEAL, ENTRY, table_of
from storage.tables import HintRow
from storage.transaction import Transaction

_HINTS = table_of(HintRow)
_DEAL = DEAL.table.c
_SKETCH = [_DEAL[name] for name in ("id", "account", "name", "area", "owner", "process", "stage", "state", "currency")]
_MOST_HINTS = 5_000
_MOST_ACCOUNTS = 25
_MOST_DEALS = 200


class Mentions:
    """The words of the company's accounts."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._noted: set[tuple[str, str]] = set()

    def note(self, account: str, *words: str) -> None:
        """The account may be mentioned by these words."""
        key = names.key(account)
        for word in words:
            if (word, key) not in self._noted:
                self._noted.add((word, key))
                hint = {"word": word, "account_key": key, "head": names.head(word), "tail": names.tail(word)}
                self._transaction.add(_HINTS, hint, unless_there=True)

    def forget(self) -> None:
        """What was noted may be gone."""
        self._noted.clear()

    def deals(self, text: str, person: str) -> Sequence[DealSketch]:
        """The person's open deals, then what else resembles something in the text."""
        words = self._words(names.spoken(text))
        accounts = self._accounts(words)
        mine = (_DEAL.owner == person) & (_DEAL.state == DealState.OPEN)
        others = _DEAL.account_key.in_(accounts) & (_DEAL.state != DealState.WITHDRAWN) & ~mine
        still_open = case((_DEAL.state == DealState.OPEN, 0), else_=1)
        latest = (_DEAL.opened_at.desc(), _DEAL.id)
        found = [
            *self._transaction.rows(select(*_SKETCH).where(mine).order_by(*latest)),
            *self._transaction.rows(select(*_SKETCH).where(others).order_by(still_open, *latest).limit(_MOST_DEALS)),
        ]
        contacts = self._contacts({names.key(row.account) for row in found})
        sketches = [DealSketch(**row._mapping, contacts=tuple(contacts[names.key(row.account)])) for row in found]
        return [one for one in sketches if _is_mine(one, person) or not words.isdisjoint(_handles(one))]

    def _words(self, said: frozenset[str]) -> set[str]:
        """The words of accounts that something said may be."""
        long = [word for word in said if len(word) >= names.SHORT]
        starts = {part for word in long for part in names.heads(word)}
        ends = {part for word in long for part in names.tails(word)}
        c = _HINTS.c
        same = select(c.word).where(c.word.in_(said))
        rows = self._transaction.rows(
            union(same, select(c.word).where(c.head.in_(starts)), select(c.word).where(c.tail.in_(ends)))
        )
        return {row.word for row in rows if any(names.alike(one, row.word) for one in said)}

    def _accounts(self, words: Iterable[str]) -> list[str]:
        """The accounts behind these words, those found by the rarest words first; not too many."""
        c = _HINTS.c
        query = select(c.word, c.account_key).where(c.word.in_(words)).limit(_MOST_HINTS)
        hints = self._transaction.rows(query)
        commonness = Counter(hint.word for hint in hints)
        weights: dict[str, float] = defaultdict(float)
        for hint in hints:
            weights[hint.account_key] += 1 / commonness[hint.word]
        return sorted(weights, key=lambda key: (-weights[key], len(key), key))[:_MOST_ACCOUNTS]

    def _contacts(self, accounts: set[str]) -> dict[str, list[Contact]]:
        """The contacts of each account."""
        c = CONTACT.table.c
        undone = exists().where(ENTRY.table.c.undoes == c.act)
        query = select(*CONTACT.columns).where(c.account_key.in_(accounts), ~undone).order_by(c.seq)
        contacts: dict[str, list[Contact]] = defaultdict(list)
        for row in self._transaction.rows(query):
            contacts[names.key(row.account)].append(CONTACT.thing(row))
        return contacts


def _is_mine(deal: DealSketch, person: str) -> bool:
    return deal.owner == person and deal.state is DealState.OPEN


def _handles(deal: DealSketch) -> frozenset[str]:
    people = (names.person_handles(contact.name) for contact in deal.contacts)
    return names.handles(deal.account).union(names.handles(deal.name), *people)
