"""What rests on an act, so that the act is not undone before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.acting import Doing, record
from domain.deal import Deal, DealState
from domain.errors import Rests
from domain.moving import close, move, reopen
from domain.settings import Settings
from domain.undoing import undo
from tests.support.builders import KEY_ACCOUNT, MAJA, NEW_BUSINESS, OPENED, deal, settings, visit
from tests.support.fake import FakeCompany, FakeWork


class Nordfrakt:
    """A deal in the stage qualify, to which things happen an hour apart."""

    def __init__(self, rules: Settings) -> None:
        self.work: FakeWork = FakeCompany(rules).work()
        self.work.persons.save(MAJA)
        self.hours = 0
        first = deal(stage="qualify", stage_since=OPENED)
        record(self.work, self.doing("begin"), None, first, visit("v0", "qualify", act="begin"))

    @property
    def deal(self) -> Deal:
        found = self.work.deals.get("nordfrakt")
        assert found is not None
        return found

    def doing(self, act: str) -> Doing:
        self.hours += 1
        return Doing(act, "maja", OPENED + timedelta(hours=self.hours), "change")

    def goes(self, act: str, stage: str) -> None:
        move(self.work, self.doing(act), self.deal, replace(self.deal, stage=stage), reason="they are in a hurry")

    def goes_over(self, act: str, stage: str, **mapped: str) -> None:
        there = replace(self.deal, process="key_account", stage=stage)
        move(self.work, self.doing(act), self.deal, there, reason="they grew", mapped=tuple(mapped.items()))

    def ends(self, act: str) -> None:
        doing = self.doing(act)
        lost = replace(self.deal, state=DealState.LOST, closed_at=doing.at, close_reason="price")
        close(self.work, doing, self.deal, lost)

    def opens(self, act: str) -> None:
        reopen(self.work, self.doing(act), self.deal, self.deal)

    def undoes(self, act: str) -> None:
        entry = self.work.journal.get(act)
        assert entry is not None
        undo(self.work, entry, self.doing(f"undo {act}"))


def test_an_earlier_move_is_undone_where_stages_may_be_skipped() -> None:
    nordfrakt = Nordfrakt(settings())
    nordfrakt.goes("first", "needs")
    nordfrakt.goes("second", "proposal")

    nordfrakt.undoes("first")

    assert nordfrakt.deal.stage == "proposal"
    assert [one.stage for one in nordfrakt.work.facts.visits("nordfrakt")] == ["qualify", "proposal"]


def test_an_earlier_move_stays_where_the_next_would_skip_a_stage() -> None:
    strict = replace(NEW_BUSINESS, may_skip=False)
    nordfrakt = Nordfrakt(settings(processes=(strict, KEY_ACCOUNT)))
    nordfrakt.goes("first", "needs")
    nordfrakt.goes("second", "proposal")

    with pytest.raises(Rests) as refused:
        nordfrakt.undoes("first")

    assert refused.value.words.text == "{deal} went to {stage} on {day}, and that rests on this. Undo that first."


def test_opening_it_again_stays_while_it_has_ended_again() -> None:
    nordfrakt = Nordfrakt(settings())
    nordfrakt.ends("lost")
    nordfrakt.opens("opened")
    nordfrakt.ends("lost again")

    with pytest.raises(Rests):
        nordfrakt.undoes("opened")

    nordfrakt.undoes("lost again")
    nordfrakt.undoes("opened")
    assert nordfrakt.deal.state is DealState.LOST


def test_an_end_that_was_opened_again_is_undone_and_the_deal_was_never_away() -> None:
    nordfrakt = Nordfrakt(settings())
    nordfrakt.ends("lost")
    nordfrakt.opens("opened")

    nordfrakt.undoes("lost")

    assert (nordfrakt.deal.state, nordfrakt.deal.stage_since) == (DealState.OPEN, OPENED)
    assert nordfrakt.deal.closed_at is None


def test_a_move_stays_once_the_deal_has_gone_over_to_another_process() -> None:
    nordfrakt = Nordfrakt(settings())
    nordfrakt.goes("first", "needs")
    nordfrakt.goes_over("over", "plan", qualify="map", needs="plan")

    with pytest.raises(Rests):
        nordfrakt.undoes("first")

    nordfrakt.undoes("over")
    nordfrakt.undoes("first")
    assert (nordfrakt.deal.process, nordfrakt.deal.stage) == ("new_business", "qualify")


def test_going_over_stays_once_the_deal_has_moved_there() -> None:
    nordfrakt = Nordfrakt(settings())
    nordfrakt.goes_over("over", "map", qualify="map")
    nordfrakt.goes("on", "plan")
    there = replace(nordfrakt.deal, stage="agree")
    move(nordfrakt.work, nordfrakt.doing("on again"), nordfrakt.deal, there, reason="they are in a hurry")

    with pytest.raises(Rests):
        nordfrakt.undoes("over")


def test_a_deal_does_not_come_back_into_a_stage_that_is_gone() -> None:
    nordfrakt = Nordfrakt(settings())
    nordfrakt.goes("first", "needs")
    fewer = replace(NEW_BUSINESS, stages=NEW_BUSINESS.stages[1:])
    nordfrakt.work.settings = settings(processes=(fewer, KEY_ACCOUNT))

    with pytest.raises(Rests) as refused:
        nordfrakt.undoes("first")

    assert refused.value.words.text == "{deal} cannot go back: app.yaml has no such stage any more."


def test_what_began_a_deal_is_undone_when_nothing_was_told_since() -> None:
    nordfrakt = Nordfrakt(settings())
    nordfrakt.goes("first", "needs")
    with pytest.raises(Rests):
        nordfrakt.undoes("begin")

    nordfrakt.undoes("first")
    nordfrakt.undoes("begin")

    assert nordfrakt.deal.state is DealState.WITHDRAWN
