"""The people of app.yaml, brought into the database."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from domain.person import Person
from domain.ports import Work
from domain.settings import Member


def sync_people(work: Work) -> None:
    """Everybody in the settings becomes a person or is refreshed; what they chose themselves stays. Does not commit.

    Whoever was known by name alone, as the owner of imported deals, is taken to be the one person of that name.
    """
    by_name = [person.name.casefold() for person in work.persons.all() if person.email is None]
    for member in work.settings.people:
        known = work.persons.by_email(member.email)
        if known is None and " ".join(member.name.split()).casefold() in by_name:
            known = _by_name_alone(work, member.name)
        person = _new(work, member) if known is None else _refreshed(known, member)
        if person != known:
            work.persons.save(person)


def _by_name_alone(work: Work, name: str) -> Person | None:
    found = work.persons.by_name(name)
    return found if found is not None and found.email is None else None


def _new(work: Work, member: Member) -> Person:
    return Person(id=work.new_id(), **_given(member))


def _refreshed(person: Person, member: Member) -> Person:
    given = {name: value for name, value in _given(member).items() if name not in person.chosen}
    return replace(person, **given)


def _given(member: Member) -> dict[str, Any]:
    return {field.name: getattr(member, field.name) for field in fields(Member)}
