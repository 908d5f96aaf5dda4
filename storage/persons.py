"""The people of the company."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from domain.chat import Place
from domain.person import Person
from storage.shapes import PERSON, PLACE, table_of
from storage.tables import AddressRow, IdentityRow
from storage.transaction import Transaction

_IDENTITIES = table_of(IdentityRow)
_ADDRESSES = table_of(AddressRow)


class SqlPersons:
    """See domain.ports.Persons. Whoever was read is remembered until the work ends or saves somebody."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._read: dict[str, Person | None] = {}

    def get(self, person: str) -> Person | None:
        if person not in self._read:
            found = self._transaction.first(select(*PERSON.columns).where(PERSON.table.c.id == person))
            self._read[person] = PERSON.thing(found) if found else None
        return self._read[person]

    def some(self, persons: Sequence[str]) -> Sequence[Person]:
        missing = [person for person in persons if person not in self._read]
        if missing:
            found = self._transaction.rows(select(*PERSON.columns).where(PERSON.table.c.id.in_(missing)))
            self._read |= {person.id: person for person in map(PERSON.thing, found)}
        read = (self._read.get(person) for person in persons)
        return [person for person in read if person is not None]

    def by_email(self, email: str) -> Person | None:
        key = email.strip().casefold()
        found = self._transaction.first(select(*PERSON.columns).where(PERSON.table.c.email_key == key))
        return PERSON.thing(found) if found else None

    def by_name(self, name: str) -> Person | None:
        wanted = " ".join(name.split()).casefold()
        found = [person for person in self.all() if person.name.casefold() == wanted]
        return found[0] if len(found) == 1 else None

    def all(self) -> Sequence[Person]:
        found = [PERSON.thing(row) for row in self._transaction.rows(select(*PERSON.columns))]
        return sorted(found, key=lambda person: (person.name.casefold(), person.id))

    def save(self, person: Person) -> None:
        key = person.email.casefold() if person.email else None
        self._transaction.replace(PERSON.table, PERSON.values(person) | {"email_key": key})
        self.forget()

    def forget(self) -> None:
        """What was read is no longer sure."""
        self._read.clear()

    def behind(self, platform: str, workspace: str, user: str) -> Person | None:
        c = _IDENTITIES.c
        query = select(c.person).where(c.platform == platform, c.workspace == workspace, c.user == user)
        found = self._transaction.first(query)
        return self.get(found[0]) if found else None

    def introduce(self, platform: str, workspace: str, user: str, person: str) -> None:
        account = {"platform": platform, "workspace": workspace, "user": user}
        self._transaction.replace(_IDENTITIES, account | {"person": person})

    def places(self, person: str) -> Sequence[Place]:
        c = PLACE.table.c
        query = select(*PLACE.columns).where(c.person == person).order_by(c.at.desc(), c.platform)
        return [PLACE.thing(row) for row in self._transaction.rows(query)]

    def stopped(self) -> Sequence[Person]:
        c = PERSON.table.c
        query = select(*PERSON.columns).where(c.stopped != "").order_by(c.stopped_at, c.id)
        return [PERSON.thing(row) for row in self._transaction.rows(query)]

    def only_on(self, platform: str) -> Sequence[Person]:
        c, id = PLACE.table.c, PERSON.table.c.id
        here, elsewhere = (select(c.person).where(on) for on in (c.platform == platform, c.platform != platform))
        query = select(*PERSON.columns).where(id.in_(here), id.not_in(elsewhere)).order_by(id)
        return [PERSON.thing(row) for row in self._transaction.rows(query)]

    def seen_at(self, person: str, place: Place, at: datetime) -> None:
        self._transaction.replace(PLACE.table, PLACE.values(place) | {"person": person, "at": at})

    def keep_address(self, place: Place, address: str) -> None:
        self._transaction.replace(_ADDRESSES, _conversation(place) | {"address": address})

    def address(self, place: Place) -> str | None:
        c = _ADDRESSES.c
        is_there = (c[name] == value for name, value in _conversation(place).items())
        found = self._transaction.first(select(c.address).where(*is_there))
        return str(found[0]) if found else None


def _conversation(place: Place) -> dict[str, str]:
    """A conversation is spoken to in one way, whatever its thread."""
    return {"platform": place.platform, "workspace": place.workspace, "conversation": place.conversation}
