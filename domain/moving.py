"""The one way a deal comes to another stage, another process or its end. Every door moves deals through here.

`look` tells what stands in the way; the others do it, and raise Barred when the gate says no: something hard is
missing, the process does not skip or go back, or something soft is missing and no reason was given. A reason that was
given is kept as a Waiver.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.acting import Doing, record_passage
from domain.deal import Deal, DealState
from domain.errors import Barred, NotFound
from domain.facts import Answer, Exchange, Fact, Visit, Waiver
from domain.fit import fit_gaps
from domain.gates import LOST, WON, Gap, Ledger, Way, gaps, way
from domain.history import entered
from domain.ports import Work
from domain.process import Process
from domain.words import Message, Value, msg
from domain.worktime import local_day

Names = tuple[tuple[str, str], ...]
"""What stages are called now: (old, new) each."""

ENDS = {DealState.WON: WON, DealState.LOST: LOST}


@dataclass(frozen=True, slots=True)
class Look:
    """What stands in the way of a move. `skips` and `goes_back` only when the process does not allow that."""

    way: Way
    gaps: tuple[Gap, ...]
    skips: bool
    goes_back: bool

    @property
    def hard(self) -> tuple[Gap, ...]:
        """What no reason gets past."""
        return tuple(gap for gap in self.gaps if gap.hard)

    @property
    def is_shut(self) -> bool:
        """Whether there is no way, whatever the reason."""
        return bool(self.hard) or self.skips or self.goes_back


def look(
    work: Work, deal: Deal, process: Process, to: str, at: datetime, facts: Sequence[Fact] = (), mapped: Names = ()
) -> Look:
    """What a deal meets on its way to `to`, a stage of `process` or "won". `facts` are told by the same act.

    `mapped` tells what its stages are called in another process.
    """
    is_inside = deal.process == process.key and deal.state is DealState.OPEN
    now = deal.stage if is_inside else dict(mapped).get(deal.stage)
    there = way(process, now, to, is_new=not is_inside)
    found = gaps(work.settings, there.left, _ledger(work, deal, facts), _today(work, deal, at))
    return Look(
        there,
        found,
        skips=bool(there.skipped) and not process.may_skip,
        goes_back=there.is_back and not process.may_go_back,
    )


def move(
    work: Work,
    doing: Doing,
    before: Deal,
    after: Deal,
    *facts: Fact,
    reason: str = "",
    mapped: Names = (),
    since: datetime | None = None,
) -> Deal:
    """The deal is as `after` says, in another stage or process; `mapped` retells its stages there. Raises Barred.

    `since` is when it came there, if that is told later.

    Since when it is in its stage is worked out here. Raises NotFound for a stage that app.yaml has no more.
    """
    process = work.settings.process(after.process)
    if process is None or process.place(after.stage) is None:
        raise NotFound(msg("{deal} cannot go there: app.yaml has no such stage.", deal=after.title))
    seen = look(work, before, process, after.stage, doing.at, facts, mapped)
    came = since or doing.at
    visit = Visit(work.new_id(), before.id, doing.act, doing.person, came, process.key, after.stage, mapped)
    entered_at = entered([*work.facts.visits(before.id), visit]) or came
    waived = _let_through(work, doing, before, seen, process, after.stage, reason)
    return record_passage(work, doing, before, replace(after, stage_since=entered_at), visit, *waived, *facts)


def carry(work: Work, doing: Doing, before: Deal, process: Process, stage: str, mapped: Names, *facts: Fact) -> Deal:
    """app.yaml calls the deal's stage otherwise now: it is where it was, and meets no gate."""
    after = replace(before, process=process.key, stage=stage)
    if before.state is DealState.PROSPECT:
        return record_passage(work, doing, before, after)
    visit = Visit(work.new_id(), before.id, doing.act, doing.person, doing.at, process.key, stage, mapped)
    since = entered([*work.facts.visits(before.id), visit]) or before.stage_since
    return record_passage(work, doing, before, replace(after, stage_since=since), visit, *facts)


def close(work: Work, doing: Doing, before: Deal, after: Deal, *facts: Fact, reason: str = "") -> Deal:
    """The deal ends as `after` says, won or lost. Winning leaves every stage and meets their gates. Raises Barred."""
    end = ENDS[after.state]
    visit = Visit(work.new_id(), before.id, doing.act, doing.person, doing.at, before.process, end)
    waived: tuple[Waiver, ...] = ()
    process = work.settings.process(before.process)
    if after.state is DealState.WON and process is not None:
        seen = look(work, before, process, WON, doing.at, facts)
        waived = _let_through(work, doing, before, seen, process, WON, reason)
    return record_passage(work, doing, before, after, visit, *waived, *facts)


def start(work: Work, doing: Doing, before: Deal, after: Deal, *facts: Fact, reason: str = "") -> Deal:
    """A prospect becomes a deal in the first stage of its process, held against the template there. Raises Barred.

    It is as old as this: what it was as a prospect is no time spent on a deal.
    """
    process = work.settings.process(after.process)
    if process is None or not process.stages:
        raise NotFound(msg("{deal} cannot go there: app.yaml has no such stage.", deal=after.title))
    first = process.stages[0].key
    found = fit_gaps(process, _ledger(work, before, facts).answers)
    seen = Look(Way((), (), is_back=False), found, skips=False, goes_back=False)
    waived = _let_through(work, doing, before, seen, process, first, reason)
    visit = Visit(work.new_id(), before.id, doing.act, doing.person, doing.at, process.key, first)
    at = doing.at
    begun = replace(after, state=DealState.OPEN, stage=first, opened_at=at, stage_since=at, idle_since=at)
    return record_passage(work, doing, before, begun, visit, *waived, *facts)


def drop(work: Work, doing: Doing, before: Deal) -> Deal:
    """A prospect goes off the list. It was no deal, so it is none that was lost."""
    return record_passage(work, doing, before, replace(before, state=DealState.WITHDRAWN))


def reopen(work: Work, doing: Doing, before: Deal, after: Deal) -> Deal:
    """An ended deal goes on in the stage in which it ended, as far as what is required lets it; its history stays.

    `after` may differ in other fields.
    """
    process, stage, mapped = _again_in(work, before, doing)
    # An import tells of an end at noon, which may not have come yet.
    since = max(doing.at, before.closed_at or doing.at)
    visit = Visit(work.new_id(), before.id, doing.act, doing.person, since, process, stage, mapped)
    again = replace(
        after, state=DealState.OPEN, process=process, stage=stage, stage_since=since, idle_since=doing.at,
        closed_at=None, close_reason="", close_note="",
    )  # fmt: skip
    return record_passage(work, doing, before, again, visit)


def _again_in(work: Work, deal: Deal, doing: Doing) -> tuple[str, str, Names]:
    """Where an ended deal goes on. One that came with an import never met a gate: it stops at the first that is shut.

    A stage that app.yaml has no more stays, and waits to be told what it is now.
    """
    home = work.settings.home(deal.process, deal.stage)
    if home is None:
        return deal.process, deal.stage, ()
    process, stage = home
    shut = look(work, deal, process, stage, doing.at).hard
    mapped = process.retold if (process.key, stage) != (deal.process, deal.stage) else ()
    first = min((process.place(gap.stage) or 0 for gap in shut), default=None)
    return process.key, stage if first is None else process.stages[first].key, mapped


def arrive(work: Work, doing: Doing, deal: Deal, *facts: Fact, reason: str = "") -> Deal:
    """A new deal that is further on already, or has ended: with an import, or as a sample. Raises Barred.

    What it should have shown on its way counts from `facts`, and so do the waivers among them. An ended deal and a
    prospect meet no gate.
    """
    process = work.settings.process(deal.process)
    waived: tuple[Waiver, ...] = ()
    if deal.state is DealState.OPEN and process is not None and process.place(deal.stage) is not None:
        there = way(process, None, deal.stage)
        found = gaps(work.settings, there.left, _ledger_of(work, facts), _today(work, deal, doing.at))
        past = {key for fact in facts if isinstance(fact, Waiver) for key in fact.missing}
        found = tuple(gap for gap in found if gap.hard or gap.key not in past)
        seen = Look(there, found, skips=False, goes_back=False)
        waived = _let_through(work, doing, deal, seen, process, deal.stage, reason)
    return record_passage(work, doing, None, deal, *waived, *facts)


def _let_through(
    work: Work, doing: Doing, deal: Deal, seen: Look, process: Process, to: str, reason: str
) -> tuple[Waiver, ...]:
    """The waiver that lets the deal through, if it needs one."""
    if seen.is_shut or (seen.gaps and not reason):
        raise Barred(refusal(deal, process, seen), seen.gaps)
    if not seen.gaps:
        return ()
    missing = tuple(gap.key for gap in seen.gaps)
    id = work.new_id()
    return (Waiver(id, deal.id, doing.act, doing.person, doing.at, process.key, deal.stage, to, missing, reason),)


def refusal(deal: Deal, process: Process, seen: Look) -> Message:
    """Why the gate says no, in one sentence that names the rule."""
    told: dict[str, Value] = {"deal": deal.title, "process": process.name}
    if seen.goes_back:
        return msg("{process} does not go back, so {deal} stays where it is.", **told)
    if seen.skips:
        after = seen.way.skipped[0].name
        return msg("{process} goes one stage at a time: for {deal}, {stage} comes first.", **told, stage=after)
    if seen.hard:
        return msg("{deal} cannot go on yet: {process} lets no deal past what is required.", **told)
    return msg("{deal} cannot go there yet. Nothing was changed.", deal=deal.title)


def _ledger(work: Work, deal: Deal, facts: Sequence[Fact]) -> Ledger:
    told = _ledger_of(work, facts)
    answers = [*told.answers, *work.facts.answers(deal.id)]
    return Ledger(answers, [*told.exchanges, *work.facts.exchanges(deal.id)], work.similar)


def _ledger_of(work: Work, facts: Sequence[Fact]) -> Ledger:
    """What one act tells, the latest first."""
    told = facts[::-1]
    return Ledger(
        [fact for fact in told if isinstance(fact, Answer)],
        [fact for fact in told if isinstance(fact, Exchange)],
        work.similar,
    )


def _today(work: Work, deal: Deal, at: datetime) -> date:
    owner = work.persons.get(deal.owner)
    return local_day(at, owner.zone if owner else work.settings.company.zone)
