"""A company of any number of deals: one is told, and the database copies what was told of it to all the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

from sqlalchemy import Connection, Table, literal, select

from domain.acting import Doing
from domain.deal import Contact, Deal, DealState
from domain.due import Due
from domain.facts import Agreed, Answer, Fact, Grounds, Meeting, Outcome, Review, Step, Visit
from domain.moving import arrive
from domain.settings import Member
from storage.people import sync_people
from storage.shapes import ANSWER, ENTRY, MEETING, REVIEW, STEP, VISIT
from storage.store import Store

NOW = datetime(2026, 11, 24, 15, 40, tzinfo=UTC)
SINCE = NOW - timedelta(days=20)
DEALS_EACH, OPEN_EACH = 100, 40
MODEL = "d0"
ANSWERS = (
    *("exit.own_words", "exit.needs_meeting", "pain", "do_nothing", "decision_maker", "decision_process", "budget"),
    *("timeline", "competitors", "budget"),
)
"""The questions that are answered on each deal, one of them twice."""

_STRIDE = 7919
"""No divisor of how many names there are."""

_FIRST = """
    Norr Söder Öster Väster Berg Dal Sjö Strand Björk Gran Ek Al Lind Ask Hav Ström Sten Sand Ler Kvarn Bruk Hytt Fors
    Ås Mo Käll Brunn Lill Stor Gammel Ny Hög Låg Djup Grå Röd Svart Vit Grön Blå
"""
_LAST = """
    vik torp by sta inge ryd hult mark holm näs sund bro backa lunda ängen gården dalen berga kulla tuna boda måla red
    heden åsen udden viken stad köping borg hamn fall damm bäck mossa skog kärr lid sjö strömmen tomta rum landa lösa
    hem vall tuv fjärden hagen hyttan
"""
_TRADE = """
    Åkeri Bygg El Rör Plåt Måleri Bageri Taxi Buss Städ Golv Glas Kyl Trädgård Maskin Frukt Fisk Mejeri Vård Hiss Färg
    Kök Möbler Hotell Camping Bryggeri Tvätt Flytt Sten Trä Grus Energi Vatten Fastighet Lager Frakt Papper Tryck Data
    Larm Sport Skola Kläder Optik Tand Apotek Zoo Båt Cykel Däck Marin Kaffe Ved
"""


def accounts(size: int) -> list[str]:
    """So many names, all different and well mixed: "Norrvik Åkeri"."""
    found = [f"{first}{last} {trade}" for trade, first, last in product(_TRADE.split(), _FIRST.split(), _LAST.split())]
    return [found[n * _STRIDE % len(found)] for n in range(size)]


def members(usual: Member, size: int) -> tuple[Member, ...]:
    """The people that so many deals need, all like `usual`."""
    return tuple(
        replace(usual, email=f"p{n}@example.com", name=f"Rep {n}", team=usual.team) for n in range(size // DEALS_EACH)
    )


def fill(store: Store, size: int) -> list[str]:
    """Make the company; gives the ids of its people. Deal dN is at account N and belongs to the N-th person in turn."""
    with store.work() as work:
        sync_people(work)
        people = [person.id for person in work.persons.all()]
        named = accounts(size)
        model = Deal(MODEL, named[0], "fordon", people[0], "new_business", "qualify", SINCE, SINCE, SINCE)
        deal = arrive(work, Doing("a-d0", people[0], SINCE, "new deal"), model, *_told(people[0]))
        work.contacts.add(_contact(0, named[0]))
        for n in range(1, size):
            owner, account = people[n % len(people)], named[n]
            one = replace(deal, id=f"d{n}", account=account, owner=owner, step=f"d{n}-d0-step")
            is_open = n < len(people) * OPEN_EACH
            work.deals.add(one if is_open else replace(one, state=DealState.LOST, closed_at=NOW, attention_at=None))
            work.contacts.add(_contact(n, account))
        work.commit()
    with store.engine.begin() as connection:
        for shape in (ANSWER, MEETING, STEP, VISIT, ENTRY):
            _copy(connection, shape.table)
        _copy(connection, REVIEW.table, ended_only=True)
        connection.exec_driver_sql("ANALYZE")
    return people


def _contact(n: int, account: str) -> Contact:
    return Contact(f"c{n}", account, f"Anna {account.split()[0]}", "decision_maker", f"a-d{n}")


def _told(person: str) -> Iterator[Fact]:
    begun = ("a-d0", person, SINCE)
    on = SINCE.date()
    yield Visit("d0-visit", MODEL, *begun, "new_business", "qualify")
    yield Meeting("d0-meeting", MODEL, *begun, on, Outcome.HELD, ("c0",), "Behovsmöte.")
    for place, question in enumerate(ANSWERS):
        yield Answer(
            f"d0-answer-{place}", MODEL, *begun, question, "Ja", Grounds.CUSTOMER_SAID, "Anna", on, "d0-meeting"
        )
    yield Review("d0-review", MODEL, *begun, "new_business", "lost", wrong="budget")
    due = Due((NOW + timedelta(days=9)).date(), NOW + timedelta(days=9))
    yield Step("d0-step", MODEL, *begun, "skicka offerten", "Anna läser den", due, Agreed.SAID)


def _copy(connection: Connection, table: Table, *, ended_only: bool = False) -> None:
    """What was told of the model is told of every other deal."""
    deals, c = table.metadata.tables["deals"], table.c
    own = {
        "id": literal("a-") + deals.c.id if table is ENTRY.table else deals.c.id + literal("-") + c.id,
        "deal": deals.c.id,
        "act": literal("a-") + deals.c.id,
        "by": deals.c.owner,
        "person": deals.c.owner,
    }
    kept = [column for column in c if column.name != "seq"]
    columns = [own.get(column.name, column) for column in kept]
    copied = select(*columns).join_from(table, deals, deals.c.id != c.deal).where(c.deal == MODEL)
    if ended_only:
        copied = copied.where(deals.c.state == DealState.LOST)
    connection.execute(table.insert().from_select([column.name for column in kept], copied))
