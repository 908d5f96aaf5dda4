"""The signs of a deal, worked out of its facts: the one pure function behind `Deal.signs`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from domain.deal import Deal
from domain.deal_facts import DealFacts
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
from domain.person import Person
from domain.settings import Settings
from domain.signs import Signs, Told
from domain.statements import told_on
from domain.worktime import local_day

DECIDER = "decision_maker"
"""The role of a contact who decides."""


def zone_of(owner: Person | None, settings: Settings) -> str:
    """Where a deal's days begin and end."""
    return owner.zone if owner else settings.company.zone


def signs_of(deal: Deal, facts: DealFacts, zone: str) -> Signs:
    """The signs of a deal whose next step is known; `zone` (IANA) is that of the owner."""
    gave = _unreturned(facts.exchanges)
    met = {contact for meeting in _held(facts) for contact in meeting.contacts}
    step = next((step for step, _ in facts.steps if step.id == deal.step), None)
    return Signs(
        heard_on=max(_heard(facts, zone), default=None),
        met=len(met),
        decider=any(facts.contacts[one].role == DECIDER for one in met if one in facts.contacts),
        gave_on=(gave.on or local_day(gave.at, zone)) if gave else None,
        gave=gave.what if gave else "",
        step_on=local_day(_first_told(step, _corrected(facts)).at, zone) if step else None,
        agreed=step is not None and step.agreed is not Agreed.NONE,
        told=_told(facts.answers),
    )


def _held(facts: DealFacts) -> Iterator[Meeting]:
    return (meeting for meeting in facts.meetings if meeting.outcome is Outcome.HELD)


def _heard(facts: DealFacts, zone: str) -> Iterator[date]:
    """The days on which the customer did something: met us, told us, agreed, kept, moved, asked, granted, refused."""
    for meeting in _held(facts):
        yield meeting.on or local_day(meeting.at, zone)
    for answer in facts.answers:
        if answer.grounds in (Grounds.CUSTOMER_SAID, Grounds.DOCUMENT):
            yield told_on(answer)
    yield from _agreed_on(facts, zone)
    for step, end in facts.steps:
        if end is not None and _is_theirs(step, end):
            yield local_day(end.at, zone)
    for exchange in facts.exchanges:
        if (exchange.direction is Direction.GIVE) is (exchange.state is ExchangeState.ASKED):
            yield exchange.on or local_day(exchange.at, zone)


def _agreed_on(facts: DealFacts, zone: str) -> Iterator[date]:
    """The days on which they agreed to a step: at the meeting that was told with it, else when we were told."""
    met_on = {meeting.act: meeting.on for meeting in _held(facts)}
    corrected = {act: step for act, step in _corrected(facts).items() if step.agreed is not Agreed.NONE}
    for step, _ in facts.steps:
        if step.agreed is not Agreed.NONE:
            first = _first_told(step, corrected)
            yield met_on.get(first.act) or local_day(first.at, zone)


def _corrected(facts: DealFacts) -> dict[str, Step]:
    """The steps that were written down wrong, each by the act that put one other in its place."""
    told = Counter(step.act for step, _ in facts.steps)
    ended = ((step, end) for step, end in facts.steps if end and end.end is StepEnd.CORRECTED)
    return {end.act: step for step, end in ended if end.act != step.act and told[end.act] == 1}


def _first_told(step: Step, corrected: Mapping[str, Step]) -> Step:
    """The step as it was told first: nothing happens by writing it down anew."""
    while step.act in corrected:
        step = corrected[step.act]
    return step


def _is_theirs(step: Step, end: StepEnding) -> bool:
    """Whether the customer had a part in how the step ended."""
    kept = end.end is StepEnd.KEPT and bool(step.theirs)
    return kept or (end.end is StepEnd.MOVED and end.side in (Side.THEM, Side.BOTH))


def _unreturned(exchanges: Sequence[Exchange]) -> Exchange | None:
    """The first thing that we gave and got nothing for. What we asked for counts, whatever they said to it."""
    gave = balance(exchanges, Direction.GIVE, ExchangeState.GRANTED)
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
