"""The course of a deal: what it was at every instant at which it changed, told from its journal and its facts.

The journal keeps the deal as each act found it, so what was lived is known exactly. What one act told of the days
before it (an import does) is told by its facts, each at the instant it carries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.acting import with_step
from domain.deal import Contact, Deal, DealState
from domain.deal_facts import DealFacts
from domain.facts import Fact, Step, StepEnding, Visit
from domain.gates import LOST, WON
from domain.history import stays
from domain.journal import JournalEntry
from domain.rebuilding import Act, acts_of
from domain.sensing import signs_of

_ENDS = {WON: DealState.WON, LOST: DealState.LOST}


@dataclass(frozen=True, slots=True)
class Became:
    """From `at` on the deal was this, until it became something else."""

    at: datetime
    deal: Deal


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything that is kept of one deal, also what was taken back.

    `entries` are its journal, the latest first, and at least one; `facts` of each kind are in the order they happened.
    """

    now: Deal
    entries: Sequence[JournalEntry]
    facts: Sequence[Fact]
    contacts: Mapping[str, Contact]


def course(kept: Kept, zone_of: Callable[[str], str]) -> tuple[Became, ...]:
    """The deal from its first day on, in order. `zone_of` gives the IANA zone of an owner.

    What was told and taken back again is in it for as long as it stood.
    """
    acts = acts_of(kept.entries, kept.now)
    became = [*_before_told(kept, acts[0], zone_of)]
    standing = {fact.act for fact in kept.facts} - {act.id for act in acts}
    for act in acts:
        standing = (standing | {act.id}) - {act.entry.undoes}
        told = [fact for fact in kept.facts if fact.act in standing]
        became.append(Became(act.entry.at, _sensed(act.after, told, kept.contacts, zone_of)))
    return tuple(became)


def _before_told(kept: Kept, made: Act, zone_of: Callable[[str], str]) -> Iterator[Became]:
    """The days before the act that made the deal, when it told of any: what is no fact was always as it was told."""
    past = [fact for fact in kept.facts if fact.act == made.id and fact.at < made.entry.at]
    if made.before is not None or not past:
        return
    opened = made.after.opened_at
    deal = replace(made.after, step=None, idle_since=opened)
    for at in sorted({opened, *(fact.at for fact in past)}):
        told = [fact for fact in past if fact.at <= at]
        deal = _placed(deal, made.after.state, [fact for fact in told if isinstance(fact, Visit)])
        deal = with_step(deal, [step for step, end in _steps(told) if end is None], at)
        yield Became(at, _sensed(deal, told, kept.contacts, zone_of))


def _placed(deal: Deal, unmoved: DealState, visits: Sequence[Visit]) -> Deal:
    """The deal where its visits have brought it, `unmoved` when there are none yet. An ended one stays in its stage."""
    places = stays(visits)
    inside = [place for place in places if place.stage not in _ENDS]
    state = _ENDS.get(places[-1].stage, DealState.OPEN) if places else unmoved
    if inside:
        deal = replace(deal, process=inside[-1].process, stage=inside[-1].stage, stage_since=inside[-1].since)
    return replace(deal, state=state, closed_at=places[-1].since if state in _ENDS.values() else None)


def _sensed(deal: Deal, told: Sequence[Fact], contacts: Mapping[str, Contact], zone_of: Callable[[str], str]) -> Deal:
    """The deal with its signs, looked at by nobody yet."""
    return replace(deal, signs=signs_of(deal, DealFacts.told(told, contacts), zone_of(deal.owner)), attention_at=None)


def _steps(told: Sequence[Fact]) -> list[tuple[Step, StepEnding | None]]:
    """Each with its end; of several ends the latest."""
    ends = {fact.step: fact for fact in told if isinstance(fact, StepEnding)}
    return [(fact, ends.get(fact.id)) for fact in told if isinstance(fact, Step)]
