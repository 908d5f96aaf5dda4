"""What rests on an act: the later moves and endings that could not have been without it. Such an act is not undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from domain.deal import Deal, DealState
from domain.gates import WON, Gap, Ledger, gaps, way
from domain.process import Process
from domain.rebuilding import Act, Story, beginning
from domain.settings import Settings
from domain.worktime import local_day

_ALIVE = (DealState.OPEN, DealState.PROSPECT)
_ELSEWHERE = "elsewhere"
"""The deal would not have been where the act found it."""
_SHUT = "shut"
"""The process would not have let it go that way: it skips no stage, or does not go back."""

Hurdle = Gap | str
"""What stands in the way of a passage: something hard that is missing, or one of the two above."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """The first passage that rests on what is to be undone; `gaps` are what it would lack, none when it is the way."""

    act: Act
    gaps: tuple[Gap, ...]


def rests_on(story: Story, without: frozenset[str], settings: Settings, zone: str) -> Leaning | None:
    """What rests on the acts `without`; None when nothing does.

    Each passage is held against what was told by then: it may not come to lack what it did not lack before.
    """
    before = _hurdles(story, frozenset(), settings, zone)
    for act, hurdles in _hurdles(story, without, settings, zone).values():
        # What only retold its history was no passage before, and had nothing in its way.
        known = {_name(one) for one in before[act.id][1]} if act.id in before else set()
        new = [one for one in hurdles if _name(one) not in known]
        if new:
            return Leaning(act, tuple(one for one in new if isinstance(one, Gap)))
    return None


def _name(hurdle: Hurdle) -> object:
    return (hurdle.kind, hurdle.key) if isinstance(hurdle, Gap) else hurdle


def _hurdles(
    story: Story, without: frozenset[str], settings: Settings, zone: str
) -> Mapping[str, tuple[Act, tuple[Hurdle, ...]]]:
    """Each passage that stands with what is in its way, if everything but `without` happened as it did."""
    found: dict[str, tuple[Act, tuple[Hurdle, ...]]] = {}
    retold = {visit.act for visit in story.visits if visit.mapped}
    deal = beginning(story)
    for act in story.standing(without):
        if act.id in retold and act.before and deal.stage != act.before.stage:
            # The stage it came to was told from the stage it was in.
            found[act.id] = act, (_ELSEWHERE,)
        elif act.is_passage:
            ledger = _told_by(story, without, act)
            found[act.id] = act, _in_the_way(deal, act, ledger, settings, local_day(act.entry.at, zone))
        deal = replace(deal, **act.changes())
    return found


def _in_the_way(deal: Deal, act: Act, ledger: Ledger, settings: Settings, day: date) -> tuple[Hurdle, ...]:
    """What meets the act when it finds `deal`."""
    was, now = act.before, act.after
    if was is None:
        return ()
    if deal.process != was.process or (was.state in _ALIVE and deal.state is not was.state):
        return (_ELSEWHERE,)
    process, to = settings.process(now.process), WON if now.state is DealState.WON else now.stage
    if process is None or now.state is DealState.LOST or (to != WON and process.place(to) is None):
        return ()
    return _at_the_gate(deal, process, to, ledger, settings, day)


def _at_the_gate(
    deal: Deal, process: Process, to: str, ledger: Ledger, settings: Settings, day: date
) -> tuple[Hurdle, ...]:
    is_inside = deal.process == process.key and deal.state is not DealState.PROSPECT
    there = way(process, deal.stage if is_inside else None, to)
    is_shut = (there.skipped and not process.may_skip) or (there.is_back and not process.may_go_back)
    hard = (gap for gap in gaps(settings, there.left, ledger, day) if gap.hard)
    return (*hard, *([_SHUT] if is_shut else []))


def _told_by(story: Story, without: frozenset[str], act: Act) -> Ledger:
    """What was told with the act and before it, and is not taken back."""
    places = {one.id: place for place, one in enumerate(story.acts)}

    def counts(told: str) -> bool:
        return told not in without and places.get(told, -1) <= places[act.id]

    return replace(
        story.ledger,
        answers=[answer for answer in story.ledger.answers if counts(answer.act)],
        exchanges=[exchange for exchange in story.ledger.exchanges if counts(exchange.act)],
    )
