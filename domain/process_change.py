"""app.yaml has changed a process: what its stages are called now, and how the open deals follow. Nothing is orphaned.

A stage or a process that says what it `was` takes its deals along by itself. Deals whose stage is gone without a word
wait to be placed, and until then the process counts as it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.acting import Doing
from domain.deal import Deal
from domain.facts import Answer
from domain.history import stays
from domain.moving import Names, carry, move
from domain.ports import Work
from domain.process import AppliedProcess, Criterion, Process, Stage
from domain.words import Texts

BY = "askfirst"
"""Who does it: no person, so that nobody's "undo" takes it back."""

KIND = "process change"


@dataclass(frozen=True, slots=True)
class Lost:
    """Open deals in a stage that app.yaml has no more."""

    process: str
    stage: str
    count: int


def applied(process: Process) -> AppliedProcess:
    """The process as its deals will know it."""
    return AppliedProcess(process.key, process.version, tuple((one.key, _demands(one)) for one in process.stages))


def _demands(stage: Stage) -> str:
    """A digest of what the stage demands. What it is called, and how long it takes, is no demand."""
    events = sorted((_own(stage, one), one.hard) for one in stage.leaves_when)
    needs = sorted((one.question, sorted(grounds.value for grounds in one.grounds), one.hard) for one in stage.needs)
    takes = sorted((one.take, one.hard) for one in stage.takes)
    return hashlib.sha256(repr((events, needs, takes)).encode()).hexdigest()[:12]


def _own(stage: Stage, criterion: Criterion) -> str:
    """The criterion's key; one that is called like its stage is renamed together with it."""
    return "" if criterion.key == stage.key else criterion.key


def between(old: Sequence[Stage], new: Process) -> Names:
    """What the stages of another process are called in this one: by key, else by what the customer does, else by their
    place in the order."""
    return tuple((stage.key, _counterpart(stage, place, new).key) for place, stage in enumerate(old))


def _counterpart(stage: Stage, place: int, new: Process) -> Stage:
    same = new.stage(stage.key) or next((one for one in new.stages if stage.key in one.was), None)
    events = {criterion.key for criterion in stage.leaves_when} - {stage.key}
    alike = next((one for one in new.stages if events & {criterion.key for criterion in one.leaves_when}), None)
    return same or alike or new.stages[min(place, len(new.stages) - 1)]


def stages_of(work: Work, process: str) -> tuple[Stage, ...]:
    """The stages of a process, also of one that app.yaml has no more, as far as its deals know them."""
    found = work.settings.process(process)
    if found is not None:
        return found.stages
    known = next((one.stages for one in work.processes.applied() if one.key == process), ())
    return tuple(Stage(key, Texts(()), Texts(()), 0) for key, _ in known)


def place(work: Work, doing: Doing, deal: Deal, process: Process, stage: str) -> Deal:
    """A deal whose stage is gone is in this one now. Somebody said so, which is the reason where something is missing.

    Raises Barred when something required is missing.
    """
    mapped = (*between(stages_of(work, deal.process), process), (deal.stage, stage))
    after = replace(deal, process=process.key, stage=stage)
    return move(work, doing, deal, after, reason=f"{deal.stage} → {stage}", mapped=mapped)


def lost(work: Work) -> list[Lost]:
    """The stages in use that app.yaml has no more, and does not say what became of them."""
    used = sorted(work.deals.stages_in_use().items())
    return [Lost(*place, count) for place, count in used if work.settings.home(*place) is None]


def follow(work: Work, at: datetime) -> None:
    """Every open deal whose stage or process is called otherwise now follows, as an act. Does not commit."""
    before = {one.key: one for one in work.processes.applied()}
    for process, stage in sorted(work.deals.stages_in_use()):
        home = work.settings.home(process, stage)
        if home is None:
            continue
        is_elsewhere = (home[0].key, home[1]) != (process, stage)
        if is_elsewhere or _is_news(before.get(process), home[0]):
            for deal in work.deals.open_in(process, stage):
                if is_elsewhere or _speaks_of(work, deal, home[0]):
                    _carry(work, deal, *home, at)
    settle(work)


def settle(work: Work) -> None:
    """The deals know the processes as app.yaml has them, but for those from which a deal is lost."""
    before = work.processes.applied()
    waiting = {one.process for one in lost(work)}
    for process in work.settings.processes:
        now = applied(process)
        if now not in before and not waiting & {process.key, *process.was}:
            work.processes.apply(now)


def _is_news(before: AppliedProcess | None, process: Process) -> bool:
    """Whether a stage has been renamed since the deals last followed."""
    known = {key for key, _ in before.stages} if before else set()
    return any(old in known for old, _ in process.renamed)


def _speaks_of(work: Work, deal: Deal, process: Process) -> bool:
    """Whether the deal's history names a stage that is called otherwise now."""
    old = dict(process.renamed)
    return any(stay.stage in old for stay in stays(work.facts.visits(deal.id)))


def _carry(work: Work, deal: Deal, process: Process, stage: str, at: datetime) -> None:
    doing = Doing(work.new_id(), BY, at, KIND)
    carry(work, doing, deal, process, stage, process.retold, *_answers(work, doing, deal, process))


def _answers(work: Work, doing: Doing, deal: Deal, process: Process) -> Iterator[Answer]:
    """What is known of a criterion that is called like its stage, told anew under the stage's new name."""
    again = {f"exit.{old}": f"exit.{new}" for old, new in process.renamed if _is_called_alike(process, new)}
    for answer in reversed(work.facts.answers(deal.id)):
        if answer.question in again:
            yield replace(answer, id=work.new_id(), act=doing.act, question=again[answer.question])


def _is_called_alike(process: Process, key: str) -> bool:
    stage = process.stage(key)
    return stage is not None and any(one.key == key for one in stage.leaves_when)
