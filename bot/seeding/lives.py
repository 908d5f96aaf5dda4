"""A sample deal from its first day until now: its acts, with the deal after each, and how they are stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.seeding.days import Days
from bot.seeding.passing import passed
from bot.seeding.telling import Telling
from domain.acting import Doing, with_step
from domain.deal import Contact, Deal, DealState
from domain.facts import Fact, Meeting, Step, StepEnding, Visit
from domain.gates import LOST, WON
from domain.history import entered
from domain.journal import JournalEntry
from domain.moving import arrive
from domain.person import Person
from domain.ports import Work
from domain.rebuilding import pushed_on
from domain.samples import SampleDeal

SAMPLE = "sample"
"""Why a deal of the sample passed a gate, where the sample gives no reason of its own."""

_ENDS = {WON: DealState.WON, LOST: DealState.LOST}


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody told of the deal at one instant, and the deal afterwards."""

    id: str
    person: str
    at: datetime
    kind: str
    facts: tuple[Fact, ...]
    after: Deal


@dataclass(frozen=True, slots=True)
class Life:
    """All acts of one deal, in order."""

    contacts: tuple[Contact, ...]
    acts: tuple[Act, ...]

    def tell(self, work: Work, number: int) -> None:
        """Store one act. The deal and all its facts come with the first; nothing is read, so hundreds go together."""
        act = self.acts[number]
        if number > 0:
            before = replace(self.acts[number - 1].after, version=number)
            work.journal.add(JournalEntry(act.id, act.person, act.at, act.kind, before.id, before, number + 1))
            return
        for contact in self.contacts:
            work.contacts.add(contact)
        facts = [fact for one in self.acts for fact in one.facts]
        deal = replace(self.acts[-1].after, version=len(self.acts) - 1)
        arrive(work, Doing(act.id, act.person, act.at, act.kind), deal, *facts, reason=SAMPLE)


def life_of(work: Work, sample: SampleDeal, owner: Person, first: Person, now: datetime) -> Life:
    """The life of a sample deal; `first` had it before the owner did, and may be the same."""
    telling = Telling(sample, owner, first, Days(now, owner, work.calendar))
    told = list(telling.facts())
    told = [*passed(telling, work, told), *told]
    return Life(tuple(telling.contacts()), tuple(_acts(work, telling, told)))


def _acts(work: Work, telling: Telling, told: Sequence[tuple[int, Fact]]) -> Iterator[Act]:
    sample = telling.sample
    changes = {one.days_ago for one in (sample.pause, sample.handed_over, *sample.closes) if one is not None}
    days = sorted({sample.opened_days_ago, *(days for days, _ in told), *changes}, reverse=True)
    deal, visits = _beginning(work, telling), list[Visit]()
    for day in days:
        facts = tuple(fact for when, fact in told if when == day)
        passages = [fact for fact in facts if isinstance(fact, Visit)]
        visits += passages
        for visit in passages:
            deal = _moved(deal, visit, visits, sample)
        deal = _changed(deal, telling, day)
        deal = _stepped(deal, [fact for ago, fact in told if ago >= day], facts, telling.days.ago(day))
        who, kind = _who(work, telling, day), _kind(telling, day, facts)
        yield Act(telling.act(day), who, telling.days.ago(day), kind, facts, deal)


def _beginning(work: Work, telling: Telling) -> Deal:
    """A prospect, before its first stage."""
    sample, opened = telling.sample, telling.days.ago(telling.sample.opened_days_ago)
    process = work.settings.process(sample.visits[0].process if sample.visits else sample.process)
    return Deal(
        id=sample.key,
        account=sample.account,
        name=sample.name,
        owner=telling.first.id,
        process=process.key if process else sample.process,
        stage=process.stages[0].key if process else "",
        opened_at=opened,
        stage_since=opened,
        idle_since=opened,
        state=DealState.PROSPECT,
        amount=sample.amount,
        currency=sample.currency,
        area=sample.area,
    )


def _moved(deal: Deal, visit: Visit, visits: Sequence[Visit], sample: SampleDeal) -> Deal:
    if visit.stage in _ENDS and sample.end is not None:
        end = sample.end
        return replace(deal, state=_ENDS[visit.stage], closed_at=visit.at, close_reason=end.reason, close_note=end.note)
    since = entered(visits) or visit.at
    return replace(
        deal, state=DealState.OPEN, process=visit.process, stage=visit.stage, stage_since=since, closed_at=None,
        close_reason="", close_note="",
    )  # fmt: skip


def _changed(deal: Deal, telling: Telling, day: int) -> Deal:
    """What is told of the deal that is no fact of its own."""
    pause, over = telling.sample.pause, telling.sample.handed_over
    if pause is not None and pause.days_ago == day:
        deal = replace(deal, paused_until=telling.days.ahead(pause.until_in_days), pause_reason=pause.reason)
    if over is not None and over.days_ago == day:
        deal = replace(deal, owner=telling.owner.id)
    for close in telling.sample.closes:
        if close.days_ago == day:
            closing = replace(deal, close_date=telling.days.ahead(close.in_days))
            deal = pushed_on(deal, closing, telling.days.ago(day))
    return deal


def _stepped(deal: Deal, until_now: Sequence[Fact], facts: Sequence[Fact], at: datetime) -> Deal:
    """The deal with its next step; without one it is idle since the last step ended, or since it was last spoken of."""
    ended = {fact.step for fact in until_now if isinstance(fact, StepEnding)}
    deal = with_step(deal, [fact for fact in until_now if isinstance(fact, Step) and fact.id not in ended], at)
    met = any(isinstance(fact, Meeting) for fact in facts)
    return replace(deal, idle_since=at) if met and deal.step is None else deal


def _who(work: Work, telling: Telling, day: int) -> str:
    """A deal is handed over by the manager; everything else is told by whoever has it."""
    over, team = telling.sample.handed_over, work.settings.team(telling.owner.team)
    manager = work.persons.by_email(team.manager) if team and over and over.days_ago == day else None
    return manager.id if manager else telling.by(day)


def _kind(telling: Telling, day: int, facts: Sequence[Fact]) -> str:
    """What the journal calls the act."""
    sample = telling.sample
    stages = [fact.stage for fact in facts if isinstance(fact, Visit)]
    if day == sample.opened_days_ago:
        return "new deal"
    if sample.end is not None and day == sample.end.reopened_days_ago:
        return "reopen"
    if stages:
        return stages[-1] if stages[-1] in _ENDS else "stage"
    if sample.pause is not None and day == sample.pause.days_ago:
        return "pause"
    if sample.handed_over is not None and day == sample.handed_over.days_ago:
        return "hand over"
    if not facts and any(close.days_ago == day for close in sample.closes):
        return "edit"
    return "note" if any(isinstance(fact, Meeting) for fact in facts) else "answer"
