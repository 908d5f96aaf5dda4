"""Whatever happens to a deal, any act of it can be taken back as if it had never been, and nothing is ever lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.acting import Doing, record
from domain.deal import Deal, DealState
from domain.errors import Barred, Conflict
from domain.facts import Direction, Fact, Grounds, StepEnd, StepEnding
from domain.history import entered, stays, times
from domain.moving import close, move, reopen
from domain.resensing import sense
from domain.settings import Settings
from domain.undoing import undo
from tests.support.builders import (
    MAJA,
    NEW_BUSINESS,
    OPENED,
    answer,
    deal,
    due_on,
    exchange,
    meeting,
    settings,
    step,
    visit,
)
from tests.support.fake import FakeCompany, FakeWork

STAGES = tuple(stage.key for stage in NEW_BUSINESS.stages)


def hard_gates() -> Settings:
    """Fjord & Co, where no reason gets a deal past a stage."""
    hard = tuple(
        replace(stage, leaves_when=tuple(replace(one, hard=True) for one in stage.leaves_when), needs=())
        for stage in NEW_BUSINESS.stages
    )
    return settings(processes=(replace(NEW_BUSINESS, stages=hard),))


@dataclass
class Life:
    """What happens to Nordfrakt, an hour apart. `done` are its acts in order, whether they still stand or not."""

    settings: Settings = field(default_factory=settings)
    hours: int = 0
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.company = FakeCompany(self.settings)
        self.work: FakeWork = self.company.work()
        self.work.persons.save(MAJA)
        first = deal(stage=STAGES[0], amount=None)
        record(self.work, self.doing("begin"), None, first, visit("visit-0", STAGES[0], act="begin"))

    @property
    def now(self) -> datetime:
        return OPENED + timedelta(hours=self.hours)

    @property
    def deal(self) -> Deal:
        found = self.work.deals.get("nordfrakt")
        assert found is not None
        return found

    def doing(self, act: str) -> Doing:
        return Doing(act, "maja", self.now, "change")

    def does(self, change: Change) -> str:
        """An hour later it happens; its act, which the hour names. What cannot happen now does not."""
        self.hours += 1
        act = f"act{self.hours}"
        try:
            change(self, self.doing(act))
        except Barred:
            return act
        self.done.append(act)
        return act

    def takes_back(self, act: str) -> bool:
        """An hour later it is undone; False when it cannot be."""
        self.hours += 1
        entry = self.work.journal.get(act)
        assert entry is not None
        try:
            undo(self.work, entry, self.doing(f"undo{self.hours}"))
        except Conflict:
            return False
        return True

    def seen(self) -> tuple[object, ...]:
        """All that counts. The version only counts, and when the deal is next looked at is worked out anew."""
        facts = self.work.facts
        told = (facts.meetings("nordfrakt"), facts.steps("nordfrakt"), facts.answers("nordfrakt"))
        return replace(self.deal, version=0, attention_at=None), *told, facts.visits("nordfrakt")

    def story(self) -> tuple[list[Fact], list[object]]:
        """Everything that was ever told."""
        return list(self.work.seen.facts), list(self.work.seen.journal)


Change = Callable[[Life, Doing], object]


def told(fact: Fact, doing: Doing, key: str) -> Fact:
    return replace(fact, id=f"{key}-{doing.act}", act=doing.act, at=doing.at)


def telling(**fields: object) -> Change:
    """The deal is said to be otherwise."""
    return lambda life, doing: record(life.work, doing, life.deal, replace(life.deal, **fields))  # type: ignore[arg-type]


def adding(fact: Fact, key: str) -> Change:
    """Something is told of it."""
    return lambda life, doing: record(life.work, doing, life.deal, life.deal, told(fact, doing, key))


def answering(question: str) -> Change:
    """The customer said it."""
    said = answer(question=question, grounds=Grounds.CUSTOMER_SAID, said_by="Anna Berg", heard_on=OPENED.date())
    return adding(said, "answer")


def end_step(life: Life, doing: Doing) -> None:
    running = [one for one, end in life.work.facts.steps("nordfrakt") if end is None]
    ends = [
        StepEnding(f"end-{doing.act}", one.id, one.deal, doing.act, "maja", doing.at, StepEnd.KEPT)
        for one in running[:1]
    ]
    record(life.work, doing, life.deal, life.deal, *ends)


def moving(stage: str) -> Change:
    """The deal goes to a stage, with a reason for what is missing; an ended one stays where it is."""

    def change(life: Life, doing: Doing) -> None:
        if life.deal.is_open and life.deal.stage != stage:
            move(life.work, doing, life.deal, replace(life.deal, stage=stage), reason="they are in a hurry")
        else:
            record(life.work, doing, life.deal, life.deal)

    return change


def end_or_reopen(life: Life, doing: Doing) -> None:
    if life.deal.is_open:
        lost = replace(life.deal, state=DealState.LOST, closed_at=doing.at, close_reason="price")
        close(life.work, doing, life.deal, lost)
    else:
        reopen(life.work, doing, life.deal, life.deal)


FREE: tuple[Change, ...] = (
    telling(amount=Decimal(500_000)),
    telling(area="vans"),
    telling(close_date=OPENED.date()),
    telling(paused_until=(OPENED + timedelta(days=9)).date(), pause_reason="semester"),
    telling(owner="tom"),
    adding(meeting(), "meeting"),
    answering("budget"),
    answering("pain"),
    adding(exchange(direction=Direction.GIVE), "give"),
    adding(step(due="2026-11-25"), "step"),
    adding(replace(step(), due=due_on("2026-11-26")), "step"),
    moving(STAGES[2]),
)
"""Changes that do not touch each other."""

PASSAGES: tuple[Change, ...] = (
    end_or_reopen,
    *(moving(stage) for stage in STAGES[:3]),
    *(answering(f"exit.{stage}") for stage in STAGES[:2]),
)
CHANGES: tuple[Change, ...] = (
    *FREE,
    *PASSAGES,
    telling(amount=Decimal(10)),
    telling(close_date=OPENED.date() + timedelta(days=30)),
    adding(exchange("take"), "take"),
    end_step,
)


def turns_of(changes: Sequence[Change]) -> st.SearchStrategy[list[Change | int]]:
    """Something happens, or one of the acts so far is taken back."""
    return st.lists(st.one_of(st.sampled_from(changes), st.integers(0, 20)), min_size=1, max_size=14)


TURNS = turns_of(CHANGES)


def lived(turns: Sequence[Change | int], life: Life) -> Life:
    for turn in turns:
        if not isinstance(turn, int):
            life.does(turn)
        elif life.done:
            life.takes_back(life.done[turn % len(life.done)])
    return life


@given(before=TURNS, last=st.sampled_from(CHANGES))
def test_taking_back_the_latest_gives_exactly_what_was_there(before: list[Change | int], last: Change) -> None:
    life = lived(before, Life())
    was = life.seen()

    assert life.takes_back(life.does(last))

    assert life.seen() == was


@given(order=st.permutations(range(len(FREE))), back=st.lists(st.integers(0, len(FREE) - 1), unique=True))
def test_what_was_taken_back_has_never_been_in_whatever_order(order: list[int], back: list[int]) -> None:
    life, other = Life(), Life()
    acts = {place: life.does(FREE[place]) for place in order}
    for place in order:
        if place in back:
            other.hours += 1
        else:
            other.does(FREE[place])

    for place in back:
        assert life.takes_back(acts[place])

    assert life.seen() == other.seen()


@given(turns=TURNS)
def test_the_signs_are_those_that_the_facts_tell_now(turns: list[Change | int]) -> None:
    life = lived(turns, Life())

    assert sense(life.work, [life.deal]) == [life.deal]


@given(turns=TURNS)
def test_nothing_that_was_told_is_ever_lost(turns: list[Change | int]) -> None:
    life = Life()
    for turn in turns:
        facts, journal = life.story()
        lived([turn], life)
        facts_now, journal_now = life.story()

        assert (facts_now[: len(facts)], journal_now[: len(journal)]) == (facts, journal)


@given(turns=TURNS)
def test_the_times_in_the_stages_add_up_to_the_life_of_the_deal(turns: list[Change | int]) -> None:
    life = lived(turns, Life())
    visits = life.work.facts.visits("nordfrakt")

    assert sum(times(visits, life.now).values(), timedelta()) == life.now - OPENED
    if life.deal.is_open:
        assert (stays(visits)[-1].stage, entered(visits)) == (life.deal.stage, life.deal.stage_since)


@given(turns=turns_of(PASSAGES))
def test_no_acts_and_undos_get_a_deal_past_a_hard_gate(turns: list[Change | int]) -> None:
    life = lived(turns, Life(hard_gates()))
    said = life.work.facts.answers("nordfrakt")
    place = 0
    for one in life.work.facts.visits("nordfrakt"):
        to = STAGES.index(one.stage) if one.stage in STAGES else place
        for left in STAGES[place:to]:
            assert [a for a in said if a.question == f"exit.{left}" and a.at < one.at], left
        place = to
