"""What happened is told once, kept in order, and counts until its act is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.facts import Agreed, Grounds, Outcome, Review, StepEnd, Visit
from tests.storage.stored import Company, act, ending, put, read
from tests.support.builders import OPENED, answer, deal, due_on, meeting, step, visit

LATER = OPENED + timedelta(hours=1)


@pytest.fixture
def nordfrakt(company: Company) -> Company:
    """A company with one deal."""
    put(company, deal(), deal("solberg", "Solberg Bygg"))
    return company


def test_a_meeting_is_read_back_as_told(nordfrakt: Company) -> None:
    told = meeting(on=None, outcome=Outcome.NO_SHOW, contacts=("anna", "per"), note="Ingen kom 😕\n'; DROP TABLE deals")

    put(nordfrakt, told)

    assert read(nordfrakt, lambda work: work.facts.meetings("nordfrakt")) == [told]


def test_meetings_come_the_latest_told_first(nordfrakt: Company) -> None:
    put(nordfrakt, meeting("late", at=LATER), meeting("first"), meeting("second"), meeting("other", deal="solberg"))

    assert ids(read(nordfrakt, lambda work: work.facts.meetings("nordfrakt"))) == ["late", "second", "first"]


@pytest.mark.parametrize("due", [None, "2026-11-27", "2026-11-27 10:15"])
def test_a_step_is_read_back_as_set(nordfrakt: Company, due: str | None) -> None:
    told = step(due=due, ours="", theirs="skicka underlag", agreed=Agreed.WRITTEN, replaces="old")

    put(nordfrakt, told)

    assert told.due == due_on(due)
    assert read(nordfrakt, lambda work: work.facts.step("step")) == told
    assert read(nordfrakt, lambda work: work.facts.steps("nordfrakt")) == [(told, None)]
    assert read(nordfrakt, lambda work: work.facts.step("other")) is None


def test_steps_come_in_the_order_they_were_set_each_with_its_end(nordfrakt: Company) -> None:
    kept, open_one = step("kept"), step("open", at=LATER)
    end = ending(step="kept", at=LATER, end=StepEnd.MISSED)

    put(nordfrakt, open_one, kept, end, step("other", deal="solberg"))

    assert read(nordfrakt, lambda work: work.facts.steps("nordfrakt")) == [(kept, end), (open_one, None)]


def test_an_answer_is_read_back_as_given(nordfrakt: Company) -> None:
    told = answer(grounds=Grounds.CUSTOMER_SAID, said_by="Anna", heard_on=date(2026, 11, 2), meeting="meeting")

    put(nordfrakt, told)

    assert read(nordfrakt, lambda work: work.facts.answers("nordfrakt")) == [told]


def test_every_answer_is_kept_and_the_latest_comes_first(nordfrakt: Company) -> None:
    put(nordfrakt, answer("late", at=LATER), answer("first", value="1"), answer("second", value="2"))

    assert ids(read(nordfrakt, lambda work: work.facts.answers("nordfrakt"))) == ["late", "second", "first"]


def test_visits_come_in_the_order_they_happened(nordfrakt: Company) -> None:
    proposal, qualify, needs = visit("b", "proposal", at=LATER), visit("c", "qualify"), visit("a", "needs")

    put(nordfrakt, proposal, qualify, needs)

    assert read(nordfrakt, lambda work: work.facts.visits("nordfrakt")) == [qualify, needs, proposal]


def test_nothing_of_an_undone_act_counts(nordfrakt: Company) -> None:
    told = (meeting(act="told"), step(act="told"), answer(act="told"), visit(act="told"))
    put(nordfrakt, act("told"), *told, act("back", undoes="told"))

    with nordfrakt.work() as work:
        assert work.facts.meetings("nordfrakt") == []
        assert work.facts.step("step") is None
        assert work.facts.steps("nordfrakt") == []
        assert work.facts.answers("nordfrakt") == []
        assert work.facts.visits("nordfrakt") == []


def test_what_other_acts_told_still_counts(nordfrakt: Company) -> None:
    kept = answer("kept")
    put(nordfrakt, act("told"), answer("gone", act="told"), kept, act("back", undoes="told"))

    assert read(nordfrakt, lambda work: work.facts.answers("nordfrakt")) == [kept]


def test_a_step_whose_end_was_undone_is_open_again(nordfrakt: Company) -> None:
    put(nordfrakt, step(), act("told"), ending(act="told"), act("back", undoes="told"))

    assert read(nordfrakt, lambda work: work.facts.steps("nordfrakt")) == [(step(), None)]


def test_the_latest_standing_end_of_a_step_is_its_end(nordfrakt: Company) -> None:
    first, second = ending("first"), ending("second", end=StepEnd.CORRECTED, at=LATER)
    put(nordfrakt, step(), second, first)

    assert read(nordfrakt, lambda work: work.facts.steps("nordfrakt")) == [(step(), second)]


def test_many_facts_are_added_in_one_go(nordfrakt: Company) -> None:
    with nordfrakt.work() as work:
        work.facts.add(visit("a"), step("b"), visit("c", at=LATER), replace(meeting("d"), contacts=()))
        work.commit()

    assert ids(read(nordfrakt, lambda work: work.facts.visits("nordfrakt"))) == ["a", "c"]
    assert read(nordfrakt, lambda work: work.facts.meetings("nordfrakt")) == [meeting("d", contacts=())]


def ids(facts: object) -> list[str]:
    return [fact.id for fact in facts]  # type: ignore[attr-defined]


def test_what_was_told_of_many_deals_is_read_together_and_also_what_was_taken_back(nordfrakt: Company) -> None:
    set_first, told, late = step(), answer(), visit("late", at=LATER)
    theirs, gone = meeting(deal="solberg"), visit("gone", act="gone")
    put(nordfrakt, late, set_first, ending(), told, theirs, gone, act("gone"), act("back", undoes="gone"))

    found = read(nordfrakt, lambda work: work.facts.of_deals(["nordfrakt", "solberg", "other"]))

    assert {deal: set(facts) for deal, facts in found.items()} == {
        "nordfrakt": {set_first, ending(), told, gone, late},
        "solberg": {theirs},
        "other": set(),
    }
    assert [fact for fact in found["nordfrakt"] if isinstance(fact, Visit)] == [gone, late]


def test_steps_of_many_deals_are_read_together_but_for_those_that_ended_before(nordfrakt: Company) -> None:
    before, since, running = step("before"), step("since"), step("running")
    early, late = ending("early", step="before"), ending("late", step="since", at=LATER)
    put(nordfrakt, before, since, running, early, late, other := step("other", deal="solberg"))

    found = read(nordfrakt, lambda work: work.facts.steps_of(["nordfrakt", "solberg", "hudson"], LATER))

    assert found == {"nordfrakt": [(since, late), (running, None)], "solberg": [(other, None)], "hudson": []}


def test_among_the_steps_of_many_deals_the_latest_end_counts_and_none_that_was_undone(nordfrakt: Company) -> None:
    ends = (ending("first"), ending("second", end=StepEnd.MISSED, at=LATER))
    put(nordfrakt, step("twice"), *(replace(end, step="twice") for end in ends))
    put(nordfrakt, step("undone"), act("told"), ending("gone", step="undone", act="told", at=LATER))
    put(nordfrakt, act("back", undoes="told"))

    found = read(nordfrakt, lambda work: work.facts.steps_of(["nordfrakt"], LATER))

    assert found == {"nordfrakt": [(step("twice"), replace(ends[1], step="twice")), (step("undone"), None)]}


def test_meetings_of_many_deals_are_read_together_since_a_time(nordfrakt: Company) -> None:
    put(nordfrakt, meeting("before"), meeting("at", at=LATER), meeting("late", at=LATER + timedelta(hours=1)))
    put(nordfrakt, act("told"), meeting("undone", at=LATER, act="told"), act("back", undoes="told"))

    found = read(nordfrakt, lambda work: work.facts.meetings_of(["nordfrakt", "solberg"], LATER))

    assert {deal: ids(meetings) for deal, meetings in found.items()} == {"nordfrakt": ["late", "at"], "solberg": []}


def test_visits_and_reviews_of_many_deals_are_read_together(nordfrakt: Company) -> None:
    won = Review("early", "nordfrakt", "start", "maja", OPENED, "new_business", "won", evidence="signed")
    lost = replace(won, id="late", at=LATER, end="lost", reason="price", evidence="")
    put(nordfrakt, visit("a"), visit("b", "proposal", at=LATER), won, lost)
    put(nordfrakt, visit("c", deal="solberg"))

    visits = read(nordfrakt, lambda work: work.facts.visits_of(["nordfrakt", "solberg"]))
    reviews = read(nordfrakt, lambda work: work.facts.reviews_of(["nordfrakt", "solberg"]))

    assert {deal: ids(found) for deal, found in visits.items()} == {"nordfrakt": ["a", "b"], "solberg": ["c"]}
    assert reviews == {"nordfrakt": [lost, won], "solberg": []}
