"""What a sample deal showed at each gate on its way: the customer did what the stage asks for, or it was waived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.seeding.telling import Telling
from domain.facts import Answer, Exchange, Fact, Grounds, Visit, Waiver
from domain.gates import LOST, Ledger, gaps, way
from domain.ports import Work
from domain.process import Stage
from domain.settings import Settings


@dataclass(frozen=True, slots=True)
class _Passage:
    """The deal left these stages on its way to another one, or was won."""

    days_ago: int
    visit: Visit
    came_from: str
    left: tuple[Stage, ...]


def passed(telling: Telling, work: Work, told: Sequence[tuple[int, Fact]]) -> Iterator[tuple[int, Fact]]:
    """The customer events that let it on, and a waiver where the sample gives a reason and something was missing.

    `told` are the other facts of the deal. When nothing else was missing, it is the customer event that was waived.
    """
    reasons, seen = dict(telling.sample.waived), list(told)
    for passage in _passages(telling, work.settings):
        reason, days = reasons.get(passage.visit.stage, ""), passage.days_ago
        events = [(days, event) for event in _events(telling, passage)]
        missing = _missing(work, passage, [*seen, *events], telling.days.on(days)) if reason else ()
        if reason and not missing:
            events = [(days, event) for event in _events(telling, passage, only_hard=True)]
            missing = _missing(work, passage, [*seen, *events], telling.days.on(days))
        seen += events
        yield from events
        if missing:
            visit, begun = passage.visit, telling.begun("waiver", days, days)
            yield days, Waiver(*begun, visit.process, passage.came_from, visit.stage, missing, reason)


def _passages(telling: Telling, settings: Settings) -> Iterator[_Passage]:
    for (_, before), (days, visit) in pairwise(telling.visits()):
        process = settings.process(visit.process)
        if process is not None and LOST not in (before.stage, visit.stage):
            now = before.stage if before.process == visit.process else None
            yield _Passage(days, visit, before.stage, way(process, now, visit.stage).left)


def _events(telling: Telling, passage: _Passage, *, only_hard: bool = False) -> Iterator[Answer]:
    who, yes = telling.whom(passage.days_ago), "Ja" if telling.owner.language == "sv" else "Yes"
    grounds = Grounds.CUSTOMER_SAID if who else Grounds.OBSERVED
    heard = telling.days.on(passage.days_ago) if who else None
    for stage in passage.left:
        for criterion in stage.leaves_when:
            if criterion.hard or not only_hard:
                begun = telling.begun(f"exit-{criterion.key}", passage.days_ago, passage.days_ago)
                yield Answer(*begun, criterion.question, yes, grounds, who, heard)


def _missing(work: Work, passage: _Passage, told: Sequence[tuple[int, Fact]], today: date) -> tuple[str, ...]:
    """What was not known on that day."""
    known = [fact for days, fact in sorted(told, key=lambda one: one[0]) if days >= passage.days_ago]
    ledger = Ledger(
        [fact for fact in known if isinstance(fact, Answer)],
        [fact for fact in known if isinstance(fact, Exchange)],
        work.similar,
    )
    return tuple(gap.key for gap in gaps(work.settings, passage.left, ledger, today) if not gap.hard)
