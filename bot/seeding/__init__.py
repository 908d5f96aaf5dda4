"""The sample deals as deals, so that an empty database has something to talk about."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.seeding.lives import Life, life_of
from domain.person import Person
from domain.ports import Work
from domain.samples import SampleDeal


def seed(work: Work, now: datetime) -> None:
    """Add the sample deals as they would be at `now` (aware); ids begin with the keys in the file. Does not commit.

    Everything is told in the order in which it happened, by whoever did it. The people must be in the database already.
    What falls on a day off is moved to a working day of the owner.
    """
    samples = work.settings.sample_deals
    owners = {email: work.persons.by_email(email) for email in {sample.owner for sample in samples}}
    lives = [_life(work, sample, owners[sample.owner], now) for sample in samples]
    acts = [(act.at, place, life, number) for place, life in enumerate(lives) for number, act in enumerate(life.acts)]
    for _, _, life, number in sorted(acts, key=lambda one: (one[0], one[1], one[3])):
        life.tell(work, number)


def _life(work: Work, sample: SampleDeal, owner: Person | None, now: datetime) -> Life:
    if owner is None:
        raise LookupError(f"{sample.owner} owns a sample deal and is not in the database")
    return life_of(work, sample, owner, _before(work, sample, owner, now), now)


def _before(work: Work, sample: SampleDeal, owner: Person, now: datetime) -> Person:
    """Who had the deal first: the owner, or a colleague who has left."""
    if sample.handed_over is None:
        return owner
    name = sample.handed_over.name
    found = work.persons.by_name(name)
    if found is None:
        found = replace(owner, id=work.new_id(), name=name, email=None, chosen=(), left_at=now)
        work.persons.save(found)
    return found
