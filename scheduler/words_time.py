"""What is said about time: in a stage, in silence, past a close date, before a pause ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from domain.chat import Block, Choices, Para
from domain.process import Stage
from domain.words import Day, Message, msg, msgs
from domain.worktime import local_day
from scheduler.topic import Morning, Topic, asking, on_deal, ways_out


def stage_advice(topic: Topic, morning: Morning) -> Iterator[Block]:
    """Most of the days of the stage have gone."""
    deal, stage = topic.deal, topic.stage
    if stage is None:
        return
    last = local_day(deal.stage_since, morning.person.zone) + timedelta(days=stage.days)
    yield Para(
        msg(
            "**{deal}**: we expect to be through with {stage} by {day}. What is still missing?",
            deal=deal.title,
            stage=stage.name,
            day=Day(last),
        )
    )
    yield from _leaves_when(stage)
    move = on_deal(msg("Move it on"), "stage.choose", topic)
    yield Choices((move, on_deal(msg("The deal"), "deal.show", topic)))


def stage_overdue(topic: Topic, morning: Morning) -> Iterator[Block]:
    """All of them have."""
    deal, stage = topic.deal, topic.stage
    if stage is None:
        return
    yield Para(
        msgs(
            "**{deal}** has been in {stage} since {day}; {n} day is what we expect. What is still missing?",
            "**{deal}** has been in {stage} since {day}; {n} days is what we expect. What is still missing?",
            stage.days,
            deal=deal.title,
            stage=stage.name,
            day=Day(local_day(deal.stage_since, morning.person.zone)),
        )
    )
    yield from _leaves_when(stage)
    yield Choices((on_deal(msg("Move it on"), "stage.choose", topic), *ways_out(topic)))


def _leaves_when(stage: Stage) -> Iterator[Block]:
    events = [criterion.text for criterion in stage.leaves_when]
    if len(events) == 1:
        yield Para(msg("It moves on when this has happened: {leaves_when}", leaves_when=events[0]), quiet=True)
    elif events:
        yield Para(msg("It moves on when this has happened:"), quiet=True)
        for event in events:
            yield Para(msg("– {event}", event=event), quiet=True)


def stalled(topic: Topic, morning: Morning) -> Iterator[Block]:
    """The customer is silent."""
    yield Para(_silent(topic, morning))
    yield Choices((on_deal(msg("They were in touch"), "note.log", topic), *ways_out(topic)))


def _silent(topic: Topic, morning: Morning) -> Message:
    deal, heard = topic.deal, topic.deal.signs.heard_on
    if heard is None:
        opened = Day(local_day(deal.opened_at, morning.person.zone))
        return msg(
            "**{deal}** is ours since {day}, and nothing has come from them. Is it a deal?", deal=deal.title, day=opened
        )
    return msg("**{deal}**: we last heard from them on {day}. Is it still a deal?", deal=deal.title, day=Day(heard))


def close_date_passed(topic: Topic, morning: Morning) -> Iterator[Block]:
    """The day on which it was to be decided is over."""
    deal = topic.deal
    if deal.close_date is None:
        return
    yield Para(
        msg("**{deal}** was to be decided by {day}. What do they say now?", deal=deal.title, day=Day(deal.close_date))
    )
    new, won = on_deal(msg("A new day"), "deal.edit", topic), on_deal(msg("We won it"), "deal.win", topic)
    yield Choices((new, won, on_deal(msg("Let it go"), "deal.lose", topic)))


def close_date_pushed(topic: Topic, morning: Morning) -> Iterator[Block]:
    """That day was put off again and again."""
    deal = topic.deal
    if deal.close_date is None:
        return
    yield Para(
        msgs(
            "**{deal}**: its close date was put off {n} time, now to {day}. Does it still matter to them?",
            "**{deal}**: its close date was put off {n} times, now to {day}. Does it still matter to them?",
            deal.pushed,
            deal=deal.title,
            day=Day(deal.close_date),
        )
    )
    yield from asking(topic)
    ask = on_deal(msg("I'll ask"), "question.ask", topic, topic.question.key) if topic.question else None
    yield Choices((ask or on_deal(msg("They were in touch"), "note.log", topic), *ways_out(topic)))


def pause_ending(topic: Topic, morning: Morning) -> Iterator[Block]:
    """They asked us to wait, and the day comes."""
    deal = topic.deal
    if deal.paused_until is None:
        return
    until = Day(deal.paused_until)
    text = msg("**{deal}**: they asked us to wait until {day}. What is the next step then?", deal=deal.title, day=until)
    if deal.pause_reason:
        text = msg(
            "**{deal}**: they asked us to wait until {day}, as they said: “{reason}”. What is the next step then?",
            deal=deal.title,
            day=until,
            reason=deal.pause_reason,
        )
    yield Para(text)
    longer = on_deal(msg("They need longer"), "deal.pause", topic)
    yield Choices((on_deal(msg("Set one"), "step.set", topic), longer, on_deal(msg("Let it go"), "deal.lose", topic)))
