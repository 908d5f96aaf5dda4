"""The signs of a deal, worked out of its facts: the one pure function behind `Deal.signs`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.deal import Contact
from domain.exchanges import balance
from domain.facts import (
    FACTUAL,
    Agreed,
    Answer,
    Direction,
    Exchange,
    ExchangeState,
    Grounds,
    Meeting,
    Outcome,
    Side,
    Step,
    StepEnd,
    StepEnding,
)
from domain.signs import Signs, Told
from domain.statements import told_on
from domain.worktime import local_day

DECIDER = "decision_maker"
"""The role of a contact who decides."""


@dataclass(frozen=True, slots=True)
class Known:
    """Everything of one deal that counts; nothing of an undone act is among it. The order does not matter."""

    meetings: Sequence[Meeting]
    steps: Sequence[tuple[Step, StepEnding | None]]
    answers: Sequence[Answer]
    exchanges: Sequence[Exchange]
    contacts: Mapping[str, Contact]


def signs_of(known: Known, step: Step | None, zone: str) -> Signs:
    """The signs; `step` is the next step, `zone` (IANA) that of the owner."""
    gave = _unreturned(known.exchanges)
    met = {contact for meeting in _held(known) for contact in meeting.contacts}
    return Signs(
        heard_on=max(_heard(known, zone), default=None),
        met=len(met),
        decider=any(known.contacts[one].role == DECIDER for one in met if one in known.contacts),
        gave_on=(gave.on or local_day(gave.at, zone)) if gave else None,
        gave=gave.what if gave else "",
        step_on=local_day(step.at, zone) if step else None,
        agreed=step is not None and step.agreed is not Agreed.NONE,
        told=_told(known.answers),
    )


def _held(known: Known) -> Iterator[Meeting]:
    return (meeting for meeting in known.meetings if meeting.outcome is Outcome.HELD)


def _heard(known: Known, zone: str) -> Iterator[date]:
    """The days on which the customer did something: met us, answered, agreed, kept or moved, asked or granted."""
    for meeting in _held(known):
        yield meeting.on or local_day(meeting.at, zone)
    for answer in known.answers:
        if answer.grounds in (Grounds.CUSTOMER_SAID, Grounds.DOCUMENT):
            yield told_on(answer)
    for step, end in known.steps:
        yield from (local_day(at, zone) for at in _heard_in(step, end))
    for exchange in known.exchanges:
        if exchange.direction is Direction.GIVE or exchange.state is not ExchangeState.ASKED:
            yield exchange.on or local_day(exchange.at, zone)


def _heard_in(step: Step, end: StepEnding | None) -> Iterator[datetime]:
    """When they agreed to a step, and when they did their part or moved it."""
    if step.agreed is not Agreed.NONE:
        yield step.at
    if end is not None and _is_theirs(step, end):
        yield end.at


def _is_theirs(step: Step, end: StepEnding) -> bool:
    """Whether the customer had a part in how the step ended."""
    kept = end.end is StepEnd.KEPT and bool(step.theirs)
    return kept or (end.end is StepEnd.MOVED and end.side in (Side.THEM, Side.BOTH))


def _unreturned(exchanges: Sequence[Exchange]) -> Exchange | None:
    """The first thing that we gave and got nothing for. What we asked for counts, whatever they said to it."""
    latest_first = sorted(exchanges, key=lambda one: one.at, reverse=True)
    gave = balance(latest_first, Direction.GIVE, ExchangeState.GRANTED)
    asked = {one.what for one in exchanges if one.direction is Direction.TAKE}
    return next(iter(sorted(gave, key=lambda one: one.at)[len(asked) :]), None)


def _told(answers: Sequence[Answer]) -> tuple[Told, ...]:
    latest: dict[tuple[str, Grounds], date] = {}
    for answer in answers:
        if answer.grounds in FACTUAL:
            key = answer.question, answer.grounds
            latest[key] = max(told_on(answer), latest.get(key, date.min))
    ordered = sorted(latest.items(), key=lambda item: (item[0][0], item[0][1].value))
    return tuple(Told(question, grounds, on) for (question, grounds), on in ordered)
