"""A note, read against what its writer may see."""

from __future__ import annotations

from datetime import datetime

from domain.deal import Deal, DealSketch
from domain.person import Person
from domain.ports import Work
from domain.reading.note import understand
from domain.reading.understood import Surroundings, Understood
from handlers.speaker import local, visible

READ_AT_MOST = 4000
"""Characters of a note that are read. What comes after is kept with the rest, and the writer is told."""


def read(work: Work, person: Person, text: str, at: datetime, about: Deal | None = None) -> Understood:
    """What the note says. `at` is when it was told; `about` the deal, when that is known from elsewhere."""
    text = text[:READ_AT_MOST]
    return understand(
        text,
        Surroundings(
            now=local(at, person),
            writer=person,
            colleagues=tuple(work.persons.all()),
            deals=visible(work, person, text, at),
            settings=work.settings,
            similar=work.similar,
            about=None if about is None else sketch(work, about),
        ),
    )


def sketch(work: Work, deal: Deal) -> DealSketch:
    """The deal as a note is read against it."""
    return DealSketch(
        id=deal.id,
        account=deal.account,
        name=deal.name,
        area=deal.area,
        owner=deal.owner,
        process=deal.process,
        stage=deal.stage,
        state=deal.state,
        currency=deal.currency,
        contacts=tuple(work.contacts.of(deal.account)),
    )
