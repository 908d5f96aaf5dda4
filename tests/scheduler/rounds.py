"""A company whose clock a test walks, and what its people heard from the coach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.plain import plain
from bot.words import Speech
from domain.attention import attention_at
from domain.chat import Say
from domain.deal import Deal
from domain.person import Person
from domain.ports import Calendar
from domain.reach import reach_of
from domain.settings import Settings
from scheduler.tick import TickReport, tick
from tests.support.builders import MAJA, TOM, member, settings
from tests.support.fake import FakeCompany


@dataclass(frozen=True)
class Heard:
    """A message as its recipient got it: when on their own clock, and its lines without the buttons."""

    person: str
    when: str
    lines: tuple[str, ...]


def company_of(
    *deals: Deal,
    people: Iterable[Person] = (MAJA, TOM),
    calendar: Calendar | None = None,
    made: Settings | None = None,
) -> FakeCompany:
    """A company with these deals, each with the attention that its state asks for."""
    owners = {person.id: person for person in people}
    named = tuple(member(person.email, person.name, role=person.role) for person in owners.values() if person.email)
    company = FakeCompany(replace(made or settings(), people=named), calendar)
    with company.work() as work:
        for person in owners.values():
            work.persons.save(person)
        for deal in deals:
            reach = reach_of(work.persons, deal.owner, company.settings)
            look = attention_at(deal, reach, [], company.settings, company.calendar)
            work.deals.add(replace(deal, attention_at=look))
        work.commit()
    company.commits = 0
    return company


def walk(company: FakeCompany, start: datetime, end: datetime, stride: timedelta) -> list[Heard]:
    """A tick every `stride`, the end not included; what was heard, in order."""
    instants = [start + n * stride for n in range(int((end - start) / stride))]
    return [message for now in instants for message in heard(company, tick(company.work, now), now)]


def heard(company: FakeCompany, report: TickReport, now: datetime) -> list[Heard]:
    """What a tick at `now` said."""
    said = [(company.state.persons[id], say) for id, say in report.said]
    return [Heard(person.id, wall_of(now, person), lines(say, person, now)) for person, say in said]


def lines(say: Say, person: Person, now: datetime) -> tuple[str, ...]:
    """The message in the person's own words, without buttons and dividers."""
    said = plain(say, Speech.to(person, now)).splitlines()
    return tuple(line for line in said if line != "---" and not line.startswith("["))


def wall_of(now: datetime, person: Person) -> str:
    """The instant on the person's own clock: "Mon 26 Oct 08:30"."""
    return f"{now.astimezone(ZoneInfo(person.zone)):%a %d %b %H:%M}"
