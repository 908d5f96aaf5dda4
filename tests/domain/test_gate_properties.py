"""Whatever is done with a deal, through any door: nothing required is passed, no day is lost, and undo is exact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.importing.deals import Keeper
from bot.importing.rows import NotTaken, Told
from domain.chat import Press
from domain.deal import Deal, DealState
from domain.facts import Grounds
from domain.history import entered, times
from domain.person import Role
from domain.process import Criterion, Process
from domain.process_change import follow, lost
from domain.settings import ImportMap, Settings
from tests.support import builders
from tests.support.builders import KARIN, KEY_ACCOUNT, MAJA, NEW_BUSINESS, answer, at, company, texts
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

ASKED = Criterion("asked", texts("They have asked.", "De har frågat."), hard=True)
SEEN = Criterion("seen", texts("They have seen it.", "De har sett det."))
STAFFED = Criterion("staffed", texts("They have put people on it.", "De har satt folk på det."), hard=True)
NOW = at("2026-11-24 09:00")

# ---- the company, as app.yaml has it and will have it ---------------------------------------------------------------

_QUALIFY, _NEEDS, _PROPOSAL, _CONTRACT = (replace(one, leaves_when=(), needs=()) for one in NEW_BUSINESS.stages)
NEEDS = replace(_NEEDS, leaves_when=(ASKED,), was=("discovery",))
DISCOVERY = replace(_NEEDS, key="discovery", leaves_when=(ASKED,), was=("needs",))
PROPOSAL = replace(_PROPOSAL, leaves_when=(SEEN,))
_MAP, _PLAN, _AGREE = (replace(one, leaves_when=(), needs=()) for one in KEY_ACCOUNT.stages)
ACCOUNTS = replace(KEY_ACCOUNT, stages=(_MAP, replace(_PLAN, leaves_when=(STAFFED,)), _AGREE), was=("big",))


def sells(*stages: Any, accounts: Process = ACCOUNTS) -> Settings:
    return builders.settings(processes=(replace(NEW_BUSINESS, stages=stages), accounts))


AS_IT_WAS = sells(_QUALIFY, NEEDS, PROPOSAL, _CONTRACT)
CHANGES = (
    AS_IT_WAS,
    sells(_QUALIFY, DISCOVERY, PROPOSAL, _CONTRACT),
    sells(_QUALIFY, NEEDS, _CONTRACT),
    sells(_QUALIFY, NEEDS, PROPOSAL, _CONTRACT, accounts=replace(ACCOUNTS, key="big", was=("key_account",))),
)
PLACES = ("qualify", "needs", "discovery", "proposal", "contract", "key_account.plan", "key_account.agree", "big.agree")
MAPPING = ImportMap("deals.csv", (), (), "new_business")


class Day:
    """Maja and an admin, day after day, on one company."""

    def __init__(self) -> None:
        self.fjord = company()
        self.fjord.settings = AS_IT_WAS
        with self.fjord.work() as work:
            work.persons.save(replace(MAJA, language="en"))
            work.persons.save(replace(KARIN, id="ingrid", role=Role.ADMIN, language="en", email=None))
            met = answer("hudson-asked", "exit.asked", "yes", deal="hudson", grounds=Grounds.DOCUMENT)
            work.facts.add(met)
            follow(work, NOW)
            work.commit()
        self.maja = Coach(self.fjord.work, "maja", NOW)
        self.ingrid = Coach(self.fjord.work, "ingrid", NOW)
        self.asked = 0

    def deal(self, id: str = "nordfrakt") -> Deal:
        found = self.fjord.work().deals.get(id)
        assert found is not None
        return found

    def later(self, days: int) -> None:
        self.maja.clock += timedelta(days=days, minutes=7)
        self.ingrid.clock = self.maja.clock

    # ---- the doors ----

    def presses(self, to: str, reason: str) -> None:
        self.maja.does(Press("stage.move", "nordfrakt", to))
        self._anyway(reason)

    def commands(self, to: str, reason: str) -> None:
        self.maja.hears(f"move Nordfrakt to {to}")
        self._anyway(reason)

    def notes(self, to: str, reason: str) -> None:
        self.maja.hears(f"met Anna Berg at Nordfrakt, now in {to.rpartition('.')[2]}. {self.maja.clock.isoformat()}")
        self._anyway(reason)

    def old_button(self, to: str, reason: str) -> None:
        self.maja.does(Press("stage.anyway", "nordfrakt", to))
        self._reason(reason)

    def switches(self, to: str, reason: str) -> None:
        process = to.partition(".")[0] if "." in to else "new_business"
        self.maja.does(Press("process.to", "nordfrakt", process))
        self.maja.does(Press("stage.move", "nordfrakt", f"{process}.{to.rpartition('.')[2]}"))
        self._anyway(reason)

    def bulk(self, to: str, reason: str) -> None:
        self.maja.does(Press("bulk.choose", "", "stage"))
        process, _, stage = to.rpartition(".")
        if self.maja.form is not None:
            self.maja.submits(to=f"{process or 'new_business'}/{stage}", reason=reason)
        self._if_offered("Change 1 deal", "Change 2 deals", "Change 3 deals")

    def imports(self, to: str, reason: str) -> None:
        state = DealState.WON if reason == "won" else DealState.OPEN
        stage, closes = to.rpartition(".")[2], self.maja.clock.date() if state is DealState.WON else None
        with self.fjord.work() as work:
            keeper = Keeper(work, MAPPING, lambda field: False, self.maja.clock, "deals.csv")
            told = Told("x1", "Maja Lind", "Imported", True, "", "", stage, state, None, "SEK", None, closes)
            process = work.settings.process("new_business")
            if process is not None and process.stage(stage) is not None:
                try:
                    keeper.keep(told, work.deals.by_external_ids(["x1"]).get("x1"))
                except NotTaken:
                    return
                work.commit()

    def wins(self, to: str, reason: str) -> None:
        self.maja.does(Press("deal.win", "nordfrakt", "anyway"))
        if self.maja.form is not None:
            self.maja.submits(evidence="signed", reason=reason)

    def loses(self, to: str, reason: str) -> None:
        self.maja.does(Press("deal.lose", "nordfrakt"))
        if self.maja.form is not None and "reason" in {field.key for field in self.maja.form.fields}:
            self.maja.submits(reason="price")

    def reopens(self, to: str, reason: str) -> None:
        self.maja.does(Press("deal.reopen", "nordfrakt"))
        external = self.fjord.work().deals.by_external_ids(["x1"]).get("x1")
        if external is not None:
            self.maja.does(Press("deal.reopen", external.id))

    def assumes(self, to: str, reason: str) -> None:
        self._tells("exit.asked", Grounds.ASSUMED)

    def is_told(self, to: str, reason: str) -> None:
        self._tells("exit.staffed" if "." in to else "exit.asked", Grounds.DOCUMENT)

    def undoes(self, to: str, reason: str) -> None:
        self.maja.hears("undo")

    def process_changes(self, to: str, reason: str) -> None:
        self.fjord.settings = CHANGES[PLACES.index(to) % len(CHANGES)]
        with self.fjord.work() as work:
            follow(work, self.maja.clock)
            work.commit()

    def admin_places(self, to: str, reason: str) -> None:
        for one in lost(self.fjord.work()):
            pick = to if "." in to else f"{one.process}.{to}"
            self.ingrid.does(Press("process.place", f"{one.process}.{one.stage}", pick))

    # ---- how a door is gone through ----

    def _anyway(self, reason: str) -> None:
        if self._if_offered("Move anyway, with a reason"):
            self._reason(reason)

    def _reason(self, reason: str) -> None:
        if self.maja.form is not None and self.maja.form.form == "stage.reason":
            self.maja.submits(reason=reason)

    def _if_offered(self, *labels: str) -> bool:
        offered = [label for label in labels if label in self.maja.buttons]
        if offered:
            self.maja.presses(offered[0])
        return bool(offered)

    def _tells(self, question: str, grounds: Grounds) -> None:
        self.maja.does(Press("question.answer", "nordfrakt", question))
        if self.maja.form is not None:
            self.asked += 1
            self.maja.submits(value=f"yes, {self.asked}", grounds=grounds.value)


DOORS: tuple[Callable[[Day, str, str], None], ...] = (
    Day.presses, Day.commands, Day.notes, Day.old_button, Day.switches, Day.bulk, Day.imports, Day.wins, Day.loses,
    Day.reopens, Day.assumes, Day.is_told, Day.undoes, Day.process_changes, Day.admin_places,
)  # fmt: skip
REASONS = ("", "they are in a hurry", "won")
ACTS = st.lists(
    st.tuples(st.sampled_from(DOORS), st.sampled_from(PLACES), st.sampled_from(REASONS), st.integers(0, 3)),
    min_size=3,
    max_size=14,
)
SWITCHED = tuple(door for door in DOORS if door not in (Day.undoes, Day.imports, Day.process_changes, Day.admin_places))


def live(acts: list[Any]) -> Iterator[Day]:
    """The acts, one after the other, with some days between; the company as it is after each of them."""
    day = Day()
    for door, to, reason, days in acts:
        day.later(days)
        door(day, to, reason)
        yield day


# ---- what holds -----------------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(ACTS)
def test_no_door_lets_a_deal_past_what_is_required(acts: list[Any]) -> None:
    assert [deal for day in live(acts) for deal in past_what_is_required(day)] == []


def past_what_is_required(day: Day) -> Iterator[Deal]:
    """Deals that have left a stage without what it requires."""
    work = day.fjord.work()
    for deal in day.fjord.state.deals.values():
        process = day.fjord.settings.process(deal.process)
        came_ended = deal.external_id is not None and not deal.is_open
        if process is None or came_ended or deal.state not in (DealState.OPEN, DealState.WON):
            continue
        place = len(process.stages) if deal.state is DealState.WON else process.place(deal.stage)
        told = {one.question for one in work.facts.answers(deal.id) if one.grounds is Grounds.DOCUMENT}
        required = {one.question for stage in process.stages[:place] for one in stage.leaves_when if one.hard}
        if place is not None and not required <= told:
            yield deal


@settings(max_examples=60)
@given(ACTS)
def test_the_days_in_each_stage_add_up_to_the_deals_age(acts: list[Any]) -> None:
    assert [deal for day in live(acts) for deal in not_told_in_full(day)] == []


def not_told_in_full(day: Day) -> Iterator[Deal]:
    """Deals whose times do not add up to their age, or that say otherwise since when they are in their stage."""
    for deal in day.fjord.state.deals.values():
        if deal.state is not DealState.WITHDRAWN:
            visits = day.fjord.work().facts.visits(deal.id)
            age = sum(times(visits, day.maja.clock).values(), timedelta())
            if age != day.maja.clock - deal.opened_at or (deal.is_open and entered(visits) != deal.stage_since):
                yield deal


@settings(max_examples=60)
@given(ACTS, st.tuples(st.sampled_from(SWITCHED), st.sampled_from(PLACES), st.sampled_from(REASONS)))
def test_undo_of_the_last_act_gives_exactly_the_state_before(acts: list[Any], last: Any) -> None:
    *_, day = live(acts)
    day.later(1)
    before, acts_before = state_of(day.fjord), len(day.fjord.state.journal)
    door, to, reason = last
    door(day, to, reason)

    entries = day.fjord.state.journal[acts_before:]
    for entry in reversed([one for one in entries if one.undoes is None]):
        day.maja.does(Press("undo.act", entry.id))

    assert state_of(day.fjord) == before


def state_of(fjord: FakeCompany) -> dict[str, Any]:
    """Every deal that is there with all that counts about it; when it is next worth a look follows from that."""
    work = fjord.work()
    return {
        id: (
            replace(deal, version=0, attention_at=None),
            *(read(id) for read in (work.facts.visits, work.facts.waivers, work.facts.steps, work.facts.reviews)),
            [one for one in work.facts.answers(id) if one.grounds is not Grounds.UNKNOWN],
            work.facts.exchanges(id),
        )
        for id, deal in fjord.state.deals.items()
    }
