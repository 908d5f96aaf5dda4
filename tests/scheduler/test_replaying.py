"""A replay says what the coach said: the same lives, lived day by day with it and walked over afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from domain.acting import Doing, record
from domain.deal import Deal, DealState
from domain.due import Due
from domain.errors import Barred, Conflict
from domain.facts import Agreed, Direction, ExchangeState, Fact, Grounds, Side, StepEnd, StepEnding
from domain.moving import close, move, reopen
from domain.nudges import Concern
from domain.undoing import undo
from scheduler.recalling import recalled
from scheduler.replaying import End, Past, blind, replay, without
from scheduler.tick import tick
from tests.support.builders import (
    ERIK,
    KARIN,
    MAJA,
    NEW_BUSINESS,
    TOM,
    answer,
    at,
    contact,
    deal,
    exchange,
    meeting,
    settings,
    step,
    visit,
)
from tests.support.fake import FakeCompany, FakeWork, NoHolidays

STARTS = at("2026-10-12 00:00")
"""The lives go over the autumn change of clocks in Europe (25 October) and in America (1 November)."""
ENDS = STARTS + timedelta(days=45)
DEALS = ("kraftverket", "nordfrakt", "solberg")
STAGES = tuple(stage.key for stage in NEW_BUSINESS.stages)

Said = tuple[datetime, str, tuple[tuple[str, str, str], ...]]
"""When, to whom, and about which deal, concern and why."""


@dataclass
class Company:
    """Fjord & Co with a coach that looks at the clock whenever there is something to see."""

    fake: FakeCompany = field(default_factory=lambda: FakeCompany(settings(), NoHolidays(date(2026, 10, 30))))
    now: datetime = STARTS
    acts: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)

    def __post_init__(self) -> None:
        with self.fake.work() as work:
            for person in (MAJA, TOM, KARIN, ERIK):
                work.persons.save(person)
            for one in ("anna", "johan"):
                role = "decision_maker" if one == "johan" else ""
                work.contacts.add(contact(one, one.title(), role=role))
            work.commit()

    def wait(self, until: datetime) -> None:
        """Time goes by, and the coach speaks when it has something to say."""
        while (look := self._look()) is not None and look < until:
            report = tick(self.fake.work, max(look, self.now))
            for person, _ in report.said:
                spoken = [one for one in report.verdicts if one.person == person and one.verdict.speaks]
                about = tuple((one.deal, one.concern.value, one.verdict.reason.value) for one in spoken)
                self.said.append((max(look, self.now), person, about))
        self.now = until

    def _look(self) -> datetime | None:
        looks = (one.attention_at for one in self.fake.state.deals.values())
        return min((at for at in looks if at is not None), default=None)

    def does(self, change: Change, id: str, hours: int) -> None:
        """Some hours later somebody does something; what cannot happen does not."""
        self.wait(self.now + timedelta(hours=hours))
        act = f"act{len(self.acts)}"
        with self.fake.work() as work:
            doing = Doing(act, "maja", self.now, "change")
            try:
                change(self, work, doing, _deal(work, id, doing))
            except (Barred, Conflict):
                return
            work.commit()
        self.acts.append(act)

    def past(self) -> Past:
        """All that was."""
        with self.fake.work() as work:
            return recalled(work, STARTS, ENDS)

    def replayed(self) -> Iterator[Said]:
        """What a replay of the same time says."""
        for word in replay(self.past()).words:
            about = tuple((one.deal.id, one.concern.value, one.verdict.reason.value) for one in word.lines)
            yield word.at, word.person.id, about


Change = Callable[[Company, FakeWork, Doing, Deal], object]


def _deal(work: FakeWork, id: str, doing: Doing) -> Deal:
    """The deal; one that nobody has heard of yet begins."""
    found = work.deals.get(id)
    if found is not None:
        return found
    owner, amount = {"kraftverket": ("tom", 90), "nordfrakt": ("maja", 400), "solberg": ("maja", 70)}[id]
    since = {"opened_at": doing.at, "stage_since": doing.at, "idle_since": doing.at}
    made = deal(id, id.title(), "", owner=owner, amount=Decimal(amount), stage=STAGES[0], **since)
    begun = replace(doing, act=f"{doing.act}-begin")
    record(work, begun, None, made, visit(f"visit-{id}", STAGES[0], deal=id, act=begun.act, at=doing.at))
    again = work.deals.get(id)
    assert again is not None
    return again


def telling(**fields: object) -> Change:
    """The deal is said to be otherwise."""
    return lambda company, work, doing, now: record(work, doing, now, replace(now, **fields))  # type: ignore[arg-type]


def adding(fact: Fact) -> Change:
    """Something is told of it."""

    def change(company: Company, work: FakeWork, doing: Doing, now: Deal) -> None:
        told = replace(fact, id=f"{fact.id}-{doing.act}", act=doing.act, at=doing.at, deal=now.id)
        record(work, doing, now, now, told)

    return change


def stepping(days: int | None, ours: str, theirs: str, agreed: Agreed) -> Change:
    """A next step is set, some days ahead."""

    def change(company: Company, work: FakeWork, doing: Doing, now: Deal) -> None:
        due = None if days is None else Due(doing.at.date() + timedelta(days=days))
        made = step(ours=ours, theirs=theirs, agreed=agreed)
        adding(replace(made, due=due))(company, work, doing, now)

    return change


def ending(end: StepEnd, side: Side) -> Change:
    """The next step ends."""

    def change(company: Company, work: FakeWork, doing: Doing, now: Deal) -> None:
        ends = [
            StepEnding(f"end-{doing.act}", id, now.id, doing.act, "maja", doing.at, end, side)
            for id in [now.step]
            if id
        ]
        record(work, doing, now, now, *ends)

    return change


def moving(stage: str) -> Change:
    """The deal goes to a stage, with a reason for what is missing."""

    def change(company: Company, work: FakeWork, doing: Doing, now: Deal) -> None:
        if now.is_open and now.stage != stage:
            move(work, doing, now, replace(now, stage=stage), reason="they are in a hurry")

    return change


def closing(state: DealState) -> Change:
    """It ends."""

    def change(company: Company, work: FakeWork, doing: Doing, now: Deal) -> None:
        if now.is_open:
            close(work, doing, now, replace(now, state=state, closed_at=doing.at), reason="they said so")

    return change


def opening(company: Company, work: FakeWork, doing: Doing, now: Deal) -> None:
    """It was not over."""
    if not now.is_open:
        reopen(work, doing, now, replace(now, state=DealState.OPEN, closed_at=None))


def pausing(days: int) -> Change:
    """They ask us to wait."""

    def change(company: Company, work: FakeWork, doing: Doing, now: Deal) -> None:
        record(work, doing, now, replace(now, paused_until=doing.at.date() + timedelta(days=days)))

    return change


def taking_back(back: int) -> Change:
    """One of the latest acts is undone, whatever deal it was on."""

    def change(company: Company, work: FakeWork, doing: Doing, now: Deal) -> None:
        entry = work.journal.get(company.acts[-back]) if len(company.acts) >= back else None
        if entry is not None and entry.undoes is None and entry.before is not None:
            undo(work, entry, doing)

    return change


changes = st.one_of(
    st.builds(
        stepping,
        st.none() | st.integers(0, 8),
        st.sampled_from(["call", ""]),
        st.just("figures"),
        st.sampled_from(Agreed),
    ),
    st.builds(stepping, st.integers(0, 4), st.just("send the quote"), st.just(""), st.just(Agreed.NONE)),
    st.builds(ending, st.sampled_from(StepEnd), st.sampled_from(Side)),
    st.builds(moving, st.sampled_from(STAGES)),
    st.builds(closing, st.sampled_from([DealState.WON, DealState.LOST])),
    st.just(opening),
    st.builds(pausing, st.integers(0, 12)),
    st.builds(taking_back, st.integers(1, 3)),
    st.sampled_from(["maja", "tom", "erik"]).map(lambda owner: telling(owner=owner)),
    st.integers(1, 900).map(lambda worth: telling(amount=Decimal(worth))),
    st.integers(0, 60).map(lambda days: telling(close_date=date(2026, 10, 12) + timedelta(days=days))),
    st.sampled_from([("anna",), ("johan",), ("anna", "johan")]).map(lambda met: adding(meeting(contacts=met, on=None))),
    st.builds(
        lambda question, grounds: adding(answer(question=question, grounds=grounds)),
        st.sampled_from(["pain", "decision_maker", "timeline", "budget"]),
        st.sampled_from(Grounds),
    ),
    st.builds(
        lambda direction, state: adding(exchange(direction=direction, state=state, what="demo")),
        st.sampled_from(Direction),
        st.sampled_from(ExchangeState),
    ),
)


@effort(max_examples=60)
@given(st.lists(st.tuples(changes, st.sampled_from(DEALS), st.integers(0, 60)), min_size=3, max_size=14))
def test_a_replay_says_what_was_said(life: list[tuple[Change, str, int]]) -> None:
    company = Company()
    for change, id, hours in life:
        company.does(change, id, hours)
    company.wait(ENDS)

    assert list(company.replayed()) == sorted(company.said)


def test_rules_about_what_no_deal_tells_are_known_and_can_be_left_out() -> None:
    company = Company()
    company.does(moving("needs"), "nordfrakt", 9)

    assert blind(company.past()) == (Concern.NO_NEXT_STEP,)
    known = replay(without(company.past(), blind(company.past())))
    assert {line.concern for word in known.words for line in word.lines} == {Concern.STAGE_OVERDUE}

    company.does(stepping(3, "call", "", Agreed.NONE), "solberg", 9)
    assert blind(company.past()) == ()


def test_of_a_deal_that_ended_it_is_told_when_it_was_first_spoken_of() -> None:
    company = Company()
    company.does(moving("needs"), "nordfrakt", 9)
    company.does(closing(DealState.LOST), "nordfrakt", 80)
    company.does(closing(DealState.WON), "solberg", 0)
    ended = STARTS + timedelta(hours=89)

    assert replay(company.past()).ends == (
        End("nordfrakt", won=False, at=ended, said_at=at("2026-10-13 08:30")),
        End("solberg", won=True, at=ended, said_at=None),
    )
