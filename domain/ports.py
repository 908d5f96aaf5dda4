"""What the inside needs of the outside. Storage implements `Work`; so does a fake in the tests, by one contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from types import TracebackType
from typing import Protocol, Self

from domain.chat import Place
from domain.journal import JournalEntry, Pending
from domain.nudges import Episode, OutboxItem, VerdictEntry
from domain.person import Person
from domain.rounds import Rounds
from domain.settings import Settings
from domain.standup_store import Standups
from domain.stores import Contacts, Deals, Facts, Processes
from domain.trial import Lifetime


class Calendar(Protocol):
    """Public holidays."""

    def __hash__(self) -> int: ...
    def is_holiday(self, country: str, day: date) -> bool:
        """Whether `day` is a public holiday in the country (ISO 3166 code); an unknown country has none."""
        ...


class Persons(Protocol):
    """The people of the company."""

    def get(self, person: str) -> Person | None: ...
    def some(self, persons: Sequence[str]) -> Sequence[Person]:
        """Those of them that there are, asked for together."""

    def by_email(self, email: str) -> Person | None: ...
    def by_name(self, name: str) -> Person | None: ...
    def all(self) -> Sequence[Person]: ...
    def save(self, person: Person) -> None:
        """Add or replace."""
        ...

    def behind(self, platform: str, workspace: str, user: str) -> Person | None:
        """Whoever was introduced under this platform account."""
        ...

    def introduce(self, platform: str, workspace: str, user: str, person: str) -> None:
        """Remember that this platform account is this person; said twice changes nothing."""
        ...

    def places(self, person: str) -> Sequence[Place]:
        """Where this person can be spoken to alone, the latest used first."""
        ...

    def stopped(self) -> Sequence[Person]:
        """Those whom nothing can be sent to, whoever was stopped first first."""
        ...

    def only_on(self, platform: str) -> Sequence[Person]:
        """Who can be spoken to alone on this platform and on no other."""
        ...

    def seen_at(self, person: str, place: Place, at: datetime) -> None:
        """Remember a direct place; one per platform and person, the latest wins."""
        ...

    def keep_address(self, place: Place, address: str) -> None:
        """Remember what an adapter needs to speak in a place (opaque JSON of its own)."""
        ...

    def address(self, place: Place) -> str | None:
        """What the adapter kept for this place."""
        ...


class Journal(Protocol):
    """Acts of persons."""

    def add(self, entry: JournalEntry) -> None:
        """Raises Conflict when it takes back an act that was taken back already."""
        ...

    def get(self, act: str) -> JournalEntry | None: ...
    def undone_by(self, act: str) -> JournalEntry | None: ...
    def last_of(self, person: str) -> JournalEntry | None:
        """The person's latest act that was not taken back and is no undo itself."""
        ...

    def of_deal(self, deal: str) -> Sequence[JournalEntry]:
        """The latest first."""
        ...

    def of_deals(self, deals: Sequence[str]) -> Mapping[str, Sequence[JournalEntry]]:
        """The same for many deals at once; every deal is a key."""
        ...

    def since(self, person: str, at: datetime) -> Sequence[JournalEntry]:
        """What the person did from `at` on, the latest first."""
        ...


class PendingQuestions(Protocol):
    """Questions the coach waits on."""

    def add(self, pending: Pending) -> None: ...
    def get(self, pending: str) -> Pending | None: ...
    def use(self, pending: str) -> bool:
        """Mark as answered; False when it was already, so that a double press changes nothing."""
        ...


class Nudging(Protocol):
    """Episodes, verdicts and the outbox. `edited` tells whether this work has put an edit or told one anew."""

    edited: bool

    def episodes(self, deals: Sequence[str]) -> Sequence[Episode]:
        """Those that have not ended, of these deals."""
        ...

    def save_episode(self, episode: Episode) -> None:
        """Add or replace. Raises Conflict when another episode of this concern runs on the deal."""
        ...

    def episode(self, episode: str) -> Episode | None: ...
    def lifetimes(self) -> Sequence[Lifetime]:
        """How long episodes ran, counted, over the time in which some were held back; nothing when none ever was."""
        ...

    def rules(self) -> str:
        """By which rules `attention_at` was worked out, as `now_by` told; empty before it ever was."""
        ...

    def now_by(self, rules: str) -> None:
        """`attention_at` of every open deal follows these rules now."""
        ...

    def keep(self, *verdicts: VerdictEntry) -> None: ...
    def verdicts(self, deal: str, most: int) -> Sequence[VerdictEntry]:
        """The latest first."""
        ...

    def forget(self, before: datetime, most: int) -> int:
        """Verdicts and settled items from before then go, at most so many of each. How many went."""
        ...

    def put(self, *items: OutboxItem) -> bool:
        """Into the outbox; False when one of the keys is there already, and its item is not put."""
        ...

    def known(self, keys: Sequence[str]) -> AbstractSet[str]:
        """Which of these keys the outbox knows."""
        ...

    def claim(self, now: datetime, until: datetime, most: int) -> Sequence[OutboxItem]:
        """Unsent items that are due, claimed for this process until `until`; no two processes get the same one.

        An item that cannot be read is given up on the way, and keeps nobody else's from being found.
        """
        ...

    def next_at(self, now: datetime) -> datetime | None:
        """When the next of what waits may be sent, of what may not be sent yet."""
        ...

    def settle(self, item: OutboxItem, claim: datetime | None) -> bool:
        """Store what became of an item that was claimed until `claim`; False when it is not that claim's any more."""
        ...

    def given_up(self, most: int) -> Sequence[OutboxItem]:
        """What was given up, the latest put first."""
        ...

    def letter(self, item: str) -> Sequence[OutboxItem]:
        """An item and then its edits, in the order in which they were put; nobody else changes them until this ends."""
        ...

    def ended(self, deal: str, at: datetime) -> Sequence[Episode]:
        """Episodes of the deal that ended at this instant."""
        ...

    def item(self, item: str) -> OutboxItem | None:
        """An item of the outbox as it is, whether it was sent or not."""
        ...


class Deliveries(Protocol):
    """The delivery ids that were seen."""

    def first_time(self, delivery: str, at: datetime) -> bool:
        """Remember the id; False when it is known already."""
        ...

    def forget(self, before: datetime, most: int) -> int:
        """The same as in Nudging, of those that were seen before then."""
        ...


class Work(Protocol):
    """A unit of work on one company's database: everything until `commit` happens together or not at all."""

    settings: Settings
    calendar: Calendar
    similar: Callable[[str, str], float]
    """How alike two names are, 0 to 100."""

    persons: Persons
    deals: Deals
    contacts: Contacts
    facts: Facts
    journal: Journal
    pending: PendingQuestions
    nudging: Nudging
    deliveries: Deliveries
    processes: Processes
    rounds: Rounds
    standups: Standups

    def new_id(self) -> str:
        """A short id that nobody has yet."""
        ...

    def commit(self) -> None: ...
    def rollback(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """What was not committed is rolled back."""
        ...


Works = Callable[[], Work]
"""Opens a unit of work."""
