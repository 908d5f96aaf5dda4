"""A unit of work on one company's database."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from domain import ports, stores
from domain.rounds import Rounds
from domain.settings import Settings
from domain.standup_store import Standups
from storage import names
from storage.deals import SqlContacts, SqlDeals
from storage.facts import SqlFacts
from storage.journal import SqlDeliveries, SqlJournal, SqlPending
from storage.mentions import Mentions
from storage.nudging import SqlNudging
from storage.persons import SqlPersons
from storage.processes import SqlProcesses
from storage.rounds import SqlRounds
from storage.standups import SqlStandups
from storage.transaction import Transaction


class SqlWork:
    """See domain.ports.Work. After a commit or a rollback it may be used again."""

    def __init__(
        self,
        engine: Engine,
        settings: Settings,
        calendar: ports.Calendar,
        new_id: Callable[[], str],
        turn: Lock | None = None,
    ) -> None:
        self.settings = settings
        self.calendar = calendar
        self.similar: Callable[[str, str], float] = names.similar
        self._new_id = new_id
        self._transaction = Transaction(engine, turn)
        self._mentions = Mentions(self._transaction)
        self._persons = SqlPersons(self._transaction)
        self.persons: ports.Persons = self._persons
        self.deals: stores.Deals = SqlDeals(self._transaction, self._mentions)
        self.contacts: stores.Contacts = SqlContacts(self._transaction, self._mentions)
        self.facts: stores.Facts = SqlFacts(self._transaction)
        self.journal: ports.Journal = SqlJournal(self._transaction)
        self.pending: ports.PendingQuestions = SqlPending(self._transaction)
        self.nudging: ports.Nudging = SqlNudging(self._transaction)
        self.deliveries: ports.Deliveries = SqlDeliveries(self._transaction)
        self.processes: stores.Processes = SqlProcesses(self._transaction)
        self.rounds: Rounds = SqlRounds(self._transaction)
        self.standups: Standups = SqlStandups(self._transaction)

    def new_id(self) -> str:
        return self._new_id()

    def commit(self) -> None:
        self._transaction.commit()
        self._forget()

    def rollback(self) -> None:
        self._transaction.rollback()
        self._forget()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.rollback()

    def _forget(self) -> None:
        """What was read in one transaction need not hold in the next."""
        self._persons.forget()
        self._mentions.forget()
