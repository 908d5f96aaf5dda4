"""Which deals a text may speak of, found by an index however many deals there are.

Every account is kept under the words it may be mentioned by (hints): the words of its name, of its deals' names, the
names of its contacts. A slip of the finger leaves a trace of the word, by which it is found and then compared. What was
said plainly and rarely weighs more than what is doubtful or common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from sqlalchemy import Select, case, exists, func, or_, select

from domain.deal import Contact, DealSketch, DealState
from storage import names
from storage.shapes import CONTACT, DEAL, ENTRY, table_of
from storage.tables import HintRow, TraceRow
from storage.transaction import Transaction

_HINTS = table_of(HintRow)
_TRACES = table_of(TraceRow)
_DEAL = DEAL.table.c
_SKETCH = [_DEAL[name] for name in ("id", "account", "name", "area", "owner", "process", "stage", "state", "currency")]
_DOUBT = 70.0
_MOST_HINTS = 2_000
_MOST_ACCOUNTS = 25
_MOST_DEALS = 200


class Mentions:
    """The words of the company's accounts."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._noted: set[tuple[str, str]] = set()
        self._traced: set[str] = set()

    def note(self, account: str, *words: str) -> None:
        """The account may be mentioned by these words."""
        key = names.key(account)
        for word in words:
            if (word, key) not in self._noted:
                self._noted.add((word, key))
                self._transaction.add(_HINTS, {"word": word, "account_key": key}, unless_there=True)
            if word not in self._traced:
                self._traced.add(word)
                for trace in sorted(names.traces(word)):
                    self._transaction.add(_TRACES, {"trace": trace, "word": word}, unless_there=True)

    def forget(self) -> None:
        """What was noted may be gone."""
        self._noted.clear()
        self._traced.clear()

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
        return [one for one in sketches if _is_mine(one, person) or not _handles(one).isdisjoint(words)]

    def _words(self, spoken: names.Spoken) -> dict[str, float]:
        """The words of accounts that the text may say, and how sure that is."""
        sayings: dict[str, set[str]] = defaultdict(set)
        for said in spoken.words:
            for trace in names.traces(said):
                sayings[trace].add(said)
        likely = dict.fromkeys(spoken.words | spoken.joined, names.SURE)
        for found in self._transaction.rows(_alike(sayings)):
            for said in sayings[found.trace]:
                likely[found.word] = max(likely.get(found.word, 0.0), names.likeness(said, found.word))
        return {word: likeness for word, likeness in likely.items() if likeness}

    def _accounts(self, words: Mapping[str, float]) -> list[str]:
        """The accounts behind these words, the likeliest first; not too many."""
        weights = self._weights(words)
        hints = self._transaction.rows(select(_HINTS).where(_HINTS.c.word.in_(weights)))
        accounts: dict[str, float] = defaultdict(float)
        for hint in hints:
            accounts[hint.account_key] += weights[hint.word]
        return sorted(accounts, key=lambda key: (-accounts[key], len(key), key))[:_MOST_ACCOUNTS]

    def _weights(self, words: Mapping[str, float]) -> dict[str, float]:
        """How much each word weighs: more when it is sure, less when many accounts share it. The lightest are left
        out when they would bring too many accounts.
        """
        shared = func.count().label("shared")
        query = select(_HINTS.c.word, shared).where(_HINTS.c.word.in_(words)).group_by(_HINTS.c.word)
        accounts = {found.word: found.shared for found in self._transaction.rows(query)}
        weights = {word: (words[word] - _DOUBT) / accounts[word] for word in accounts}
        heaviest = sorted(weights, key=lambda word: (-weights[word], word))
        totals = accumulate(accounts[word] for word in heaviest)
        return {word: weights[word] for word, total in zip(heaviest, totals, strict=True) if total <= _MOST_HINTS}

    def _contacts(self, accounts: set[str]) -> dict[str, list[Contact]]:
        """The contacts of each account."""
        c = CONTACT.table.c
        undone = exists().where(ENTRY.table.c.undoes == c.act)
        query = select(*CONTACT.columns).where(c.account_key.in_(accounts), ~undone).order_by(c.seq)
        contacts: dict[str, list[Contact]] = defaultdict(list)
        for row in self._transaction.rows(query):
            contacts[names.key(row.account)].append(CONTACT.thing(row))
        return contacts


def _alike(sayings: Mapping[str, set[str]]) -> Select[Any]:
    """The words behind these traces that may be what was said there: as long, give or take a slip, or with the same
    beginning. Or a word of the trade would bring the whole trade, "åkeri" every "norrviksåkeri".
    """
    c = _TRACES.c
    traces: dict[int, set[str]] = defaultdict(set)
    for trace, said in sayings.items():
        for one in said:
            traces[len(one)].add(trace)
    fits = [c.trace.in_(some) & func.length(c.word).between(*names.lengths(long)) for long, some in traces.items()]
    begins = {names.beginning(one) for said in sayings.values() for one in said}
    return select(_TRACES).where(c.trace.in_(sayings), or_(func.substr(c.word, 1, names.BEGINNING).in_(begins), *fits))


def _is_mine(deal: DealSketch, person: str) -> bool:
    return deal.owner == person and deal.state is DealState.OPEN


def _handles(deal: DealSketch) -> frozenset[str]:
    people = (names.person_handles(contact.name) for contact in deal.contacts)
    return names.handles(deal.account).union(names.handles(deal.name), *people)
