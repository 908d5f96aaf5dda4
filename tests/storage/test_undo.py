"""Whatever is done to a deal, taking it back gives what was there before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from domain.acting import Doing, record_passage
from domain.deal import Deal, DealState
from domain.errors import Conflict
from domain.facts import Fact, StepEnd
from domain.history import entered
from domain.ports import Work
from domain.undoing import undo
from storage.store import Store
from tests.storage.stored import Company, ending
from tests.support.builders import MAJA, OPENED, answer, deal, due_on, meeting, settings, step, visit
from tests.support.fake import FakeCompany, NoHolidays

Change = Callable[["Diary", Deal], tuple[Deal, Sequence[Fact]]]


@dataclass
class Diary:
    """One work in which things happen to Nordfrakt, an hour apart."""

    work: Work
    hours: int = 0

    @property
    def now(self) -> datetime:
        return OPENED + timedelta(hours=self.hours)

    def doing(self, kind: str) -> Doing:
        self.hours += 1
        return Doing(self.work.new_id(), "maja", self.now, kind)

    def begin(self) -> Deal:
        """The deal is made."""
        doing = self.doing("deal.new")
        there = visit(self.work.new_id(), act=doing.act, at=doing.at)
        return record_passage(self.work, doing, None, deal(stage_since=doing.at), there)

    def change(self, change: Change) -> str:
        """Something happens to the deal; its act."""
        before = self.deal()
        doing = self.doing("change")
        after, facts = change(self, before)
        told = [replace(fact, act=doing.act, at=doing.at) for fact in facts]
        record_passage(self.work, doing, before, after, *told)
        return doing.act

    def take_back(self, act: str) -> None:
        entry = self.work.journal.get(act)
        assert entry is not None
        undo(self.work, entry, self.doing("undo"))

    def deal(self) -> Deal:
        found = self.work.deals.get("nordfrakt")
        assert found is not None
        return found

    def seen(self) -> tuple[object, ...]:
        """Everything that counts; the version only counts changes, and the look at the deal is worked out anew."""
        facts = self.work.facts
        deal = replace(self.deal(), version=0)
        told = (facts.meetings("nordfrakt"), facts.steps("nordfrakt"), facts.answers("nordfrakt"))
        return deal, *told, facts.visits("nordfrakt")


def set_step(diary: Diary, deal: Deal) -> tuple[Deal, Sequence[Fact]]:
    due = due_on(f"2026-11-{25 + diary.hours % 5}")
    return deal, [replace(step(diary.work.new_id()), due=due)]


def end_step(diary: Diary, deal: Deal) -> tuple[Deal, Sequence[Fact]]:
    return deal, [ending(diary.work.new_id(), step=deal.step, end=StepEnd.KEPT)] if deal.step else []


def move_step(diary: Diary, deal: Deal) -> tuple[Deal, Sequence[Fact]]:
    if deal.step is None:
        return deal, []
    moved = ending(diary.work.new_id(), step=deal.step, end=StepEnd.MOVED)
    return deal, [moved, step(diary.work.new_id(), "2026-12-11 09:00", replaces=deal.step)]


def tell_meeting(diary: Diary, deal: Deal) -> tuple[Deal, Sequence[Fact]]:
    held = meeting(diary.work.new_id())
    return deal, [held, answer(diary.work.new_id(), meeting=held.id)]


def move_stage(diary: Diary, deal: Deal) -> tuple[Deal, Sequence[Fact]]:
    there = visit(diary.work.new_id(), "proposal", at=diary.now)
    since = entered([*diary.work.facts.visits("nordfrakt"), there])
    return replace(deal, stage="proposal", stage_since=since or diary.now), [there]


def lose(diary: Diary, deal: Deal) -> tuple[Deal, Sequence[Fact]]:
    lost = replace(deal, state=DealState.LOST, closed_at=diary.now, close_reason="price")
    return lost, [visit(diary.work.new_id(), "lost")]


def pause(diary: Diary, deal: Deal) -> tuple[Deal, Sequence[Fact]]:
    return replace(deal, paused_until=(diary.now + timedelta(days=9)).date(), pause_reason="semester"), []


CHANGES = (set_step, end_step, move_step, tell_meeting, move_stage, lose, pause)
STORIES = st.lists(st.sampled_from(CHANGES), min_size=1, max_size=7)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A database in a file that stays empty: every story ends in a rollback."""
    store = Store.open(str(tmp_path_factory.mktemp("stories") / "fjord.db"), settings(), NoHolidays())
    yield store
    store.close()


@effort(max_examples=50)
@given(before=STORIES, then=STORIES)
def test_taking_everything_back_gives_what_was_there_before(
    before: list[Change], then: list[Change], file: Store
) -> None:
    for company in both(file):
        with company.work() as work:
            diary = begun(work, before)
            was = diary.seen()

            for act in reversed([diary.change(change) for change in then]):
                diary.take_back(act)

            assert diary.seen() == was


@given(story=STORIES)
def test_the_database_tells_the_same_story_as_memory(story: list[Change], file: Store) -> None:
    tellings = []
    for company in both(file):
        with company.work() as work:
            diary = begun(work, story)
            diary.take_back(diary.change(set_step))
            acts = [(entry.id, entry.undoes, entry.before) for entry in work.journal.of_deal("nordfrakt")]
            tellings.append((diary.seen(), diary.deal().version, acts))

    assert tellings[0] == tellings[1]


def test_an_undone_deal_is_withdrawn(company: Company) -> None:
    with company.work() as work:
        diary = begun(work, [])

        diary.take_back(work.journal.of_deal("nordfrakt")[0].id)

        assert diary.deal().state is DealState.WITHDRAWN
        assert work.deals.open_of("maja") == []
        assert work.facts.visits("nordfrakt") == []


def test_an_earlier_act_is_undone_and_the_later_stays(company: Company) -> None:
    with company.work() as work:
        diary = begun(work, [])
        first = diary.change(set_step)
        diary.change(tell_meeting)

        diary.take_back(first)

        assert diary.deal().step is None
        assert diary.deal().idle_since == OPENED
        assert len(work.facts.meetings("nordfrakt")) == 1


def test_a_deal_that_more_was_told_of_is_not_taken_back(company: Company) -> None:
    with company.work() as work:
        diary = begun(work, [])
        diary.change(tell_meeting)

        with pytest.raises(Conflict):
            diary.take_back(work.journal.of_deal("nordfrakt")[-1].id)


def test_an_act_is_undone_once(company: Company) -> None:
    with company.work() as work:
        diary = begun(work, [])
        act = diary.change(set_step)
        diary.take_back(act)

        with pytest.raises(Conflict):
            diary.take_back(act)


def both(file: Store) -> tuple[Company, Company]:
    """Memory and a file, which count their ids alike."""
    return FakeCompany(settings()), replace(file, new_id=FakeCompany(settings()).new_id)


def begun(work: Work, story: Sequence[Change]) -> Diary:
    work.persons.save(MAJA)
    diary = Diary(work)
    diary.begin()
    for change in story:
        diary.change(change)
    return diary
