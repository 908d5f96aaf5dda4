"""What is said about the next step."""

from __future__ import annotations

from collections.abc import Iterator

from domain.chat import Block, Choices, Para
from domain.deal import Deal
from domain.words import Day, Message, Value, msg
from domain.worktime import local_day
from scheduler.topic import Morning, Topic, later, on_deal, on_step, ways_out


def no_next_step(topic: Topic, morning: Morning) -> Iterator[Block]:
    """There is none."""
    yield Para(_idle(topic, morning))
    yield Choices((on_deal(msg("Set one"), "step.set", topic), *ways_out(topic)))


def _idle(topic: Topic, morning: Morning) -> Message:
    deal, zone = topic.deal, morning.person.zone
    since = local_day(deal.idle_since, zone)
    if deal.paused_until is not None and deal.paused_until == local_day(topic.standing.begins_at, zone):
        return msg(
            "**{deal}**: they asked us to wait until {day}. What is the next step now?",
            deal=deal.title,
            day=Day(deal.paused_until),
        )
    if deal.idle_since <= deal.opened_at:
        return msg("**{deal}** has no next step yet. What could it be?", deal=deal.title)
    return msg("**{deal}** has had no next step since {day}. What happens next?", deal=deal.title, day=Day(since))


def meeting_not_logged(topic: Topic, morning: Morning) -> Iterator[Block]:
    """Both had a part in it."""
    deal = topic.deal
    if deal.step_theirs == deal.step_ours:
        text = msg("**{deal}**: {step} was on {due}. What did you agree on?", **_step(deal, deal.step_ours))
    else:
        text = msg(
            "**{deal}**: for {due} our part was “{step}”, theirs “{theirs}”. How did it go?",
            **_step(deal, deal.step_ours),
            theirs=deal.step_theirs,
        )
    yield Para(text)
    log = on_deal(msg("Log it"), "note.log", topic)
    yield Choices((log, on_step(msg("It was moved"), "step.move", topic), later(topic, morning)))


def our_step_overdue(topic: Topic, morning: Morning) -> Iterator[Block]:
    """Ours alone."""
    deal = topic.deal
    yield Para(msg("**{deal}**: your part for {due} was “{step}”. Is it done?", **_step(deal, deal.step_ours)))
    done = on_step(msg("Done"), "step.kept", topic)
    yield Choices((done, on_step(msg("It was moved"), "step.move", topic), later(topic, morning)))


def their_step_overdue(topic: Topic, morning: Morning) -> Iterator[Block]:
    """Theirs alone: help to ask for it."""
    values = _step(topic.deal, topic.deal.step_theirs)
    ask = msg("**{deal}**: their part for {due} was “{step}”. Ask them how it is going?", **values)
    words = msg("You could write: “Hi, how far have you come with what we said for {due}?”", due=values["due"])
    if topic.contact:
        ask = msg(
            "**{deal}**: their part for {due} was “{step}”. Ask {contact} how it is going?",
            **values,
            contact=topic.contact,
        )
        words = msg(
            "You could write: “Hi {name}, how far have you come with what we said for {due}?”",
            name=topic.contact.split()[0],
            due=values["due"],
        )
    yield Para(ask)
    yield Para(words, quiet=True)
    done = on_step(msg("They did it"), "step.kept", topic)
    yield Choices((done, on_step(msg("A new day"), "step.move", topic), later(topic, morning)))


def step_not_agreed(topic: Topic, morning: Morning) -> Iterator[Block]:
    """They have said yes to no part of it; worse when they have none."""
    deal = topic.deal
    agreed, tomorrow = on_step(msg("They said yes"), "step.agreed", topic), later(topic, morning)
    if deal.step_theirs:
        text = msg("**{deal}**: they have not said yes to “{step}”, {due}. Do they know?", **_step(deal, _words(deal)))
        yield Para(text)
        yield Choices((agreed, on_step(msg("A new day"), "step.move", topic), tomorrow))
    else:
        yield Para(msg("**{deal}**: for {due} we do “{step}”. What do they do?", **_step(deal, deal.step_ours)))
        yield Choices((on_step(msg("What they do"), "step.better", topic), agreed, tomorrow))


def _words(deal: Deal) -> str:
    """What is to be done, our side first."""
    return deal.step_ours or deal.step_theirs


def _step(deal: Deal, side: str) -> dict[str, Value]:
    """The values of a sentence about the deal's next step."""
    return {"deal": deal.title, "step": side, "due": deal.step_due or ""}
