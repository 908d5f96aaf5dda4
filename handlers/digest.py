"""What the manager of a team gets by the clock, or asks for: the exceptions, never a list of everybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from domain.chat import Block, Say
from domain.leaning import Pipeline, open_deals, pipelines
from domain.person import Person
from domain.ports import Work
from domain.settings import Team
from domain.words import Words, msg
from handlers.assumptions import sentence
from handlers.replies import say
from handlers.speaker import today


def digest_for(work: Work, team: Team, manager: Person, since: datetime, now: datetime) -> Say:
    """The digest of a team, of what happened between the two instants."""
    day = today(now, manager)
    owners = [person.id for person in work.persons.all() if person.team == team.key]
    found = pipelines(open_deals(work, day, owners), work.settings.company.currency)
    return say(msg("**{team}, week {week}.**", team=team.name, week=day.isocalendar().week), *_leaning(found, work))


def _leaning(found: tuple[Pipeline, ...], work: Work) -> Iterator[Block | Words]:
    for pipeline in found:
        yield sentence(pipeline, work.settings)
