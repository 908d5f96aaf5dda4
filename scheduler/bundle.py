"""The words of a nudge: one message a person and day. Per deal a fact, one question and the buttons that fix it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.chat import Block, Choice, Choices, Divider, Para, Say
from domain.deal import Deal
from domain.nudges import Concern, Standing
from domain.person import Person
from domain.process import Stage
from domain.words import Day, Listed, Message, Value, msg, msgs
from domain.worktime import local_day


@dataclass(frozen=True, slots=True)
class Topic:
    """One concern as it is said. `stage` is the deal's, `contact` whom to ask when only one person there is known.

    `episode` is the id of the episode that is spoken of. `covered` is the owner's name when who is spoken to covers for
    them.
    """

    deal: Deal
    standing: Standing
    stage: Stage | None = None
    contact: str = ""
    episode: str = ""
    covered: str = ""


@dataclass(frozen=True, slots=True)
class Morning:
    """Who is spoken to and when: `today` is the day where the person is, `back` their next working day."""

    person: Person
    today: date
    back: date


def bundle(morning: Morning, topics: Sequence[Topic]) -> Say:
    """One message about all topics, in their order."""
    parts: list[Block] = [Para(_heading(len(topics), morning.person.first_name))]
    for topic in topics:
        parts += [Divider(topic.episode), *_whose(topic), *_SAID[topic.standing.concern](topic, morning)]
    why = msg("Why this?") if len(topics) == 1 else msg("Why these?")
    return Say((*parts, Divider(), Choices((Choice(why, "why.today", morning.today.isoformat()),))))


def _heading(n: int, name: str) -> Message:
    few = {1: msg("**One thing today, {name}**", name=name), 2: msg("**Two things today, {name}**", name=name)}
    few[3] = msg("**Three things today, {name}**", name=name)
    return few.get(n) or msg("**{n} things today, {name}**", n=n, name=name)


def _whose(topic: Topic) -> Iterator[Block]:
    if topic.covered:
        yield Para(msg("You cover for {name}.", name=topic.covered), quiet=True)


def _no_next_step(topic: Topic, morning: Morning) -> Iterator[Block]:
    yield Para(_idle(topic, morning))
    yield Choices((_on_deal(msg("Set one"), "step.set", topic), *_ways_out(topic)))


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


def _our_step(topic: Topic, morning: Morning) -> Iterator[Block]:
    deal = topic.deal
    done = _on_deal(msg("Log it"), "note.log", topic)
    if not deal.step_theirs:
        text = msg("**{deal}**: your part for {due} was “{step}”. Is it done?", **_step(deal, deal.step_ours))
        done = _on_step(msg("Done"), "step.kept", topic)
    elif deal.step_theirs == deal.step_ours:
        text = msg("**{deal}**: {step} was on {due}. What did you agree on?", **_step(deal, deal.step_ours))
    else:
        text = msg(
            "**{deal}**: for {due} our part was “{step}”, theirs “{theirs}”. How did it go?",
            **_step(deal, deal.step_ours),
            theirs=deal.step_theirs,
        )
    yield Para(text)
    yield Choices((done, _on_step(msg("It was moved"), "step.move", topic), _tomorrow(topic, morning)))


def _their_step(topic: Topic, morning: Morning) -> Iterator[Block]:
    deal = topic.deal
    if topic.contact:
        text = msg(
            "**{deal}**: their part for {due} was “{step}”. Ask {contact} how it is going?",
            **_step(deal, deal.step_theirs),
            contact=topic.contact,
        )
    else:
        text = msg(
            "**{deal}**: their part for {due} was “{step}”. Ask them how it is going?", **_step(deal, deal.step_theirs)
        )
    yield Para(text)
    done = _on_step(msg("They did it"), "step.kept", topic)
    yield Choices((done, _on_step(msg("A new day"), "step.move", topic), _tomorrow(topic, morning)))


def _stage(topic: Topic, morning: Morning) -> Iterator[Block]:
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
    if stage.leaves_when:
        events = Listed(tuple(criterion.text for criterion in stage.leaves_when))
        yield Para(msg("It moves on when this has happened: {leaves_when}", leaves_when=events), quiet=True)
    yield Choices((_on_deal(msg("Move it on"), "stage.choose", topic), *_ways_out(topic)))


def _step(deal: Deal, side: str) -> dict[str, Value]:
    """The values of a sentence about the deal's next step."""
    return {"deal": deal.title, "step": side, "due": deal.step_due or ""}


def _ways_out(topic: Topic) -> tuple[Choice, Choice]:
    """A deal that rests for a reason, and one that is over."""
    return (
        _on_deal(msg("They asked us to wait"), "deal.pause", topic),
        _on_deal(msg("Let it go"), "deal.lose", topic),
    )


def _tomorrow(topic: Topic, morning: Morning) -> Choice:
    """Puts it off by one working day, which on a Friday is not tomorrow."""
    tomorrow = morning.back == morning.today + timedelta(days=1)
    label = msg("Tomorrow") if tomorrow else msg("{day}", day=Day(morning.back))
    return Choice(label, "snooze.until", topic.deal.id, "1")


def _on_deal(label: Message, action: str, topic: Topic) -> Choice:
    return Choice(label, action, topic.deal.id)


def _on_step(label: Message, action: str, topic: Topic) -> Choice:
    return Choice(label, action, topic.deal.step or "")


_SAID: dict[Concern, Callable[[Topic, Morning], Iterator[Block]]] = {
    Concern.OUR_STEP_OVERDUE: _our_step,
    Concern.THEIR_STEP_OVERDUE: _their_step,
    Concern.NO_NEXT_STEP: _no_next_step,
    Concern.STAGE_OVERDUE: _stage,
}
