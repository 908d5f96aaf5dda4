"""What stands between a deal and another stage: the customer events, answers and takes that its process asks for.

The one place that knows. Chat, forms, bulk acts, import and the command line all move deals through domain/moving.py,
which asks here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from domain.facts import Answer, Direction, Exchange, ExchangeState, Grounds
from domain.knowledge import Known, knowledge
from domain.process import Need, Process, Stage
from domain.settings import Settings
from domain.statements import Similar

WON = "won"
LOST = "lost"


class GapKind(Enum):
    """What is missing: something the customer has not done, an answer, something they have not granted, or a fit."""

    CRITERION = "criterion"
    QUESTION = "question"
    TAKE = "take"
    FIT = "fit"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing before a deal leaves `stage`.

    `key` is the question under which it is answered, or the take. `known` tells how well an answer is known: KNOWN for
    one that says no, or is known on other `grounds` than count here; `answer` is that answer. `state` is how far a take
    has come. `hard`: no way past it.
    """

    kind: GapKind
    stage: str
    key: str
    hard: bool
    known: Known | None = None
    state: ExchangeState | None = None
    answer: Answer | None = None
    grounds: tuple[Grounds, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """From one stage to another: the stages that are left on the way, in order, and those of them passed over."""

    left: tuple[Stage, ...]
    skipped: tuple[Stage, ...]
    is_back: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is known of a deal: all its answers and exchanges, the latest first. `similar` compares two words."""

    answers: Sequence[Answer]
    exchanges: Sequence[Exchange]
    similar: Similar


def way(process: Process, now: str | None, to: str, *, is_new: bool = False) -> Way:
    """How a deal goes from the stage `now` to `to`, a stage of the process or "won".

    From a stage that the process does not have (None: from outside), every stage before `to` is left. So it is for a
    deal that `is_new` in the process, whose stage is called `now` here.
    """
    at = process.place(now) if now is not None else None
    end = len(process.stages) if to == WON else process.place(to)
    if end is None:
        raise ValueError(f"{process.key} has no stage {to}")
    left = process.stages[0 if is_new or at is None else at : end]
    if at is None:
        return Way(left, (), is_back=False)
    return Way(left, process.stages[at + 1 : end] if to != WON else (), is_back=end < at)


def gaps(settings: Settings, stages: Sequence[Stage], ledger: Ledger, today: date) -> tuple[Gap, ...]:
    """What is missing before a deal has left all these stages, in their order, each thing once."""
    found: dict[tuple[GapKind, str], Gap] = {}
    for stage in stages:
        for gap in _gaps_of(settings, stage, ledger, today):
            before = found.get((gap.kind, gap.key))
            if before is None or (gap.hard and not before.hard):
                found[gap.kind, gap.key] = gap
    return tuple(found.values())


def exchange_state(exchanges: Sequence[Exchange], direction: Direction, what: str) -> ExchangeState | None:
    """How far it has come; None when it was never spoken of."""
    return next((one.state for one in exchanges if (one.direction, one.what) == (direction, what)), None)


def _gaps_of(settings: Settings, stage: Stage, ledger: Ledger, today: date) -> Iterator[Gap]:
    for criterion in stage.leaves_when:
        need = Need(criterion.question, hard=criterion.hard)
        yield from _unanswered(settings, stage, need, GapKind.CRITERION, ledger, today)
    for need in stage.needs:
        yield from _unanswered(settings, stage, need, GapKind.QUESTION, ledger, today)
    for needed in stage.takes:
        state = exchange_state(ledger.exchanges, Direction.TAKE, needed.take)
        if state is not ExchangeState.GRANTED:
            yield Gap(GapKind.TAKE, stage.key, needed.take, needed.hard, state=state)


def _unanswered(
    settings: Settings, stage: Stage, need: Need, kind: GapKind, ledger: Ledger, today: date
) -> Iterator[Gap]:
    question = settings.question(need.question)
    if question is None:
        return
    found = knowledge(question, ledger.answers, today, ledger.similar)
    is_met = found.known is Known.KNOWN and any(fact.grounds in need.grounds for fact in found.standing)
    if not is_met or (kind is GapKind.CRITERION and denies(found.answer)):
        yield Gap(kind, stage.key, need.question, need.hard, found.known, None, found.answer, need.grounds)


def denies(answer: Answer | None) -> bool:
    """Whether the answer to a criterion is that the customer has not done it."""
    return answer is not None and answer.value.strip(" .").casefold() in _NO


_NO = ("no", "nej", "not yet", "inte än")
