"""One person's message of the day: what is said in it, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.chat import Say
from domain.nudges import Standing
from domain.person import Person
from domain.ports import Work
from domain.worktime import add_working_days, local_day
from handlers.standup.ask import ask_blocks
from scheduler.briefing import Brief
from scheduler.bundle import bundle
from scheduler.deciding import Line
from scheduler.helping import with_help
from scheduler.topic import Morning, Topic, topic_of


def message_of(work: Work, person: Person, brief: Brief, spoken: Sequence[Line], now: datetime) -> Say:
    """The message about the lines that are said to the person; it begins with their day, or a standup."""
    today = local_day(now, person.zone)
    back = add_working_days(today, 1, person, work.calendar)
    topics = [_topic(work, person, line, now) for line in spoken]
    below = {line.deal.id: line.deal.account for line in spoken}
    asks = [ask_blocks(work, ask.standup, ask.part, now, below) for ask in brief.asks]
    return bundle(Morning(person, today, back), topics, brief.blocks, asks)


def _topic(work: Work, person: Person, line: Line, now: datetime) -> Topic:
    owner = line.case.reach.owner if line.case.reach else person
    topic = topic_of(work, line.deal, Standing(line.concern, line.case.begins_at or now))
    covered = owner.name if owner.id != person.id else ""
    topic = replace(topic, episode=line.episode.id if line.episode else "", covered=covered)
    return with_help(work, topic, line, now)
