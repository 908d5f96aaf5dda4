"""The sample company: a year of believable history in which everything that the coach judges can be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest

from bot.seeding import seed
from bot.seeding.lives import SAMPLE
from bot.settings import read_settings
from connectors.holidays import HolidayCalendar
from domain.concerns import EXPLAINS, concerns
from domain.deal import Deal, DealState
from domain.facts import Direction, ExchangeState, Grounds, Outcome, Side, StepEnd
from domain.history import times
from domain.knowledge import Known, knowledge
from domain.nudges import Concern
from domain.ports import Work
from domain.settings import Settings
from domain.worktime import is_working_day, local_day
from storage.people import sync_people
from tests.support.builders import at
from tests.support.fake import FakeCompany

APP = Path(__file__).parents[2] / "app.yaml"
NOW = at("2026-11-24 16:40")


@dataclass(frozen=True)
class Sample:
    """The sample company, seeded."""

    settings: Settings
    work: Work
    deals: list[Deal]

    def ended(self, process: str, state: DealState) -> list[Deal]:
        return [deal for deal in self.deals if deal.process == process and deal.state is state]

    def days(self, deal: Deal) -> int:
        """How long a deal took, until now or its end."""
        return ((deal.closed_at or NOW) - deal.opened_at).days


def opened(now: datetime) -> Sample:
    settings = read_settings(APP)
    company = FakeCompany(settings, HolidayCalendar())
    with company.work() as work:
        sync_people(work)
        seed(work, now)
        work.commit()
    return Sample(settings, company.work(), list(company.state.deals.values()))


@pytest.fixture(scope="module")
def sample() -> Sample:
    return opened(NOW)


# ---- everything is there to be seen ---------------------------------------------------------------------------------


def is_waived(sample: Sample, deal: Deal) -> bool:
    return deal.is_open and any(waiver.reason for waiver in sample.work.facts.waivers(deal.id))


def is_disputed(sample: Sample, deal: Deal) -> bool:
    return is_known(sample, deal, Known.DISPUTED)


def is_known(sample: Sample, deal: Deal, known: Known) -> bool:
    """Whether some question of an open deal is known like this today."""
    answers, similar = sample.work.facts.answers(deal.id), sample.work.similar
    today = local_day(NOW, sample.settings.company.zone)
    found = (knowledge(question, answers, today, similar).known for question in sample.settings.questions)
    return deal.is_open and known in found


def ends(sample: Sample, deal: Deal) -> list[tuple[StepEnd | None, Side]]:
    return [(end.end, end.side) if end else (None, Side.UNKNOWN) for _, end in sample.work.facts.steps(deal.id)]


def is_put_off_twice(sample: Sample, deal: Deal) -> bool:
    put_off = (StepEnd.MOVED, Side.THEM)
    return any(pair == (put_off, put_off) for pair in pairwise(ends(sample, deal)))


def has_step(end: StepEnd) -> Callable[[Sample, Deal], bool]:
    return lambda sample, deal: any(one is end for one, _ in ends(sample, deal))


def has_exchange(direction: Direction, state: ExchangeState) -> Callable[[Sample, Deal], bool]:
    def found(sample: Sample, deal: Deal) -> bool:
        return any((one.direction, one.state) == (direction, state) for one in sample.work.facts.exchanges(deal.id))

    return found


def quoted(sample: Sample, deal: Deal, *, after_its_take: bool) -> bool:
    """Whether a quote was given, after what app.yaml says comes before it or without."""
    granted = [one for one in sample.work.facts.exchanges(deal.id)[::-1] if one.state is ExchangeState.GRANTED]
    quote = next((one for one in granted if (one.direction, one.what) == (Direction.GIVE, "quote")), None)
    takes = {one.what for one in granted if quote and one.direction is Direction.TAKE and one.at <= quote.at}
    give = sample.settings.give("quote")
    return quote is not None and give is not None and (set(give.needs) <= takes) is after_its_take


def review(sample: Sample, deal: Deal) -> tuple[bool, bool, bool, str]:
    """Of a lost deal: whether the customer gave the reason, an assumption was wrong, a competitor got it; of a won
    one: what shows it.
    """
    if not deal.has_ended:
        return False, False, False, ""
    told = sample.work.facts.reviews(deal.id)[0]
    is_told = told.grounds is Grounds.CUSTOMER_SAID
    return is_told, bool(told.wrong), bool(told.competitor), told.evidence


def is_held_against_the_template(sample: Sample, deal: Deal) -> bool:
    answers = sample.work.facts.answers(deal.id)
    return deal.state is DealState.PROSPECT and any(one.question.startswith("fit.") for one in answers)


def changed_hands(sample: Sample, deal: Deal) -> bool:
    """Whether a colleague who left had it before."""
    before = {entry.before.owner for entry in sample.work.journal.of_deal(deal.id) if entry.before} - {deal.owner}
    return any((person := sample.work.persons.get(one)) and person.left_at for one in before)


SEEN: dict[str, tuple[int, Callable[[Sample, Deal], bool]]] = {
    "passed a gate for a reason": (5, is_waived),
    "two people said different things": (2, is_disputed),
    "a fact that has gone stale": (1, lambda s, d: is_known(s, d, Known.OLD)),
    "an assumption": (8, lambda s, d: is_known(s, d, Known.ASSUMED)),
    "asked and not answered": (2, lambda s, d: is_known(s, d, Known.NO_ANSWER)),
    "a step that was kept": (3, has_step(StepEnd.KEPT)),
    "a step that was missed": (1, has_step(StepEnd.MISSED)),
    "a step that they moved twice in a row": (1, is_put_off_twice),
    "a step that we moved": (1, lambda s, d: (StepEnd.MOVED, Side.US) in ends(s, d)),
    "several steps at once": (2, lambda s, d: sum(end is None for end, _ in ends(s, d)) > 1),
    "something they asked for": (2, has_exchange(Direction.GIVE, ExchangeState.ASKED)),
    "something they got": (5, has_exchange(Direction.GIVE, ExchangeState.GRANTED)),
    "something we asked for": (5, has_exchange(Direction.TAKE, ExchangeState.ASKED)),
    "something we got": (5, has_exchange(Direction.TAKE, ExchangeState.GRANTED)),
    "something we were refused": (2, has_exchange(Direction.TAKE, ExchangeState.REFUSED)),
    "a quote after its take": (2, lambda s, d: quoted(s, d, after_its_take=True)),
    "a quote without its take": (2, lambda s, d: quoted(s, d, after_its_take=False)),
    "a meeting to which nobody came": (
        1,
        lambda s, d: any(one.outcome is Outcome.NO_SHOW for one in s.work.facts.meetings(d.id)),
    ),
    "a pause that runs": (1, lambda _, d: bool(d.paused_until and d.paused_until > NOW.date())),
    "a pause that is over": (1, lambda _, d: bool(d.paused_until and d.paused_until <= NOW.date())),
    "a prospect": (3, lambda _, d: d.state is DealState.PROSPECT),
    "a prospect held against the template": (3, is_held_against_the_template),
    "a deal that was a prospect": (1, lambda s, d: d.is_open and s.work.facts.visits(d.id)[0].at > d.opened_at),
    "won, with evidence": (25, lambda s, d: bool(review(s, d)[3])),
    "lost, the reason said by them": (30, lambda s, d: review(s, d)[0]),
    "lost, the reason assumed": (5, lambda s, d: d.state is DealState.LOST and not review(s, d)[0]),
    "lost, with the assumption that was wrong": (20, lambda s, d: review(s, d)[1]),
    "lost to a competitor": (8, lambda s, d: review(s, d)[2]),
    "let go in the first stage": (
        15,
        lambda s, d: d.state is DealState.LOST and len(s.work.facts.visits(d.id)) == 2,
    ),
    "opened again": (1, lambda s, d: d.is_open and "lost" in {one.stage for one in s.work.facts.visits(d.id)}),
    "changed its process": (1, lambda s, d: any(one.mapped for one in s.work.facts.visits(d.id))),
    "handed over by somebody who left": (2, changed_hands),
}


@pytest.mark.parametrize("name", SEEN)
def test_it_can_be_seen(sample: Sample, name: str) -> None:
    most, is_so = SEEN[name]

    assert len([deal.id for deal in sample.deals if is_so(sample, deal)]) >= most


@pytest.mark.parametrize("concern", Concern, ids=lambda concern: concern.value)
def test_every_concern_is_the_thing_to_say_of_some_deal(sample: Sample, concern: Concern) -> None:
    assert any(concern in unexplained(sample, deal) for deal in sample.deals)


def unexplained(sample: Sample, deal: Deal) -> set[Concern]:
    """What is true of the deal, and not explained by something else that is."""
    owner = sample.work.persons.get(deal.owner)
    standing = concerns(deal, owner, sample.settings, sample.work.calendar) if owner else ()
    true_now = {one.concern for one in standing if one.begins_at <= NOW}
    return {concern for concern in true_now if true_now.isdisjoint(EXPLAINS.get(concern, ()))}


# ---- it hangs together ----------------------------------------------------------------------------------------------


def test_there_are_some_thirty_open_deals_and_some_ninety_that_ended_within_the_year(sample: Sample) -> None:
    running = [deal for deal in sample.deals if deal.is_open]
    ended = [deal for deal in sample.deals if deal.closed_at is not None]

    assert 28 <= len(running) <= 36
    assert 80 <= len(ended) <= 100
    assert min(deal.closed_at for deal in ended if deal.closed_at) > NOW - timedelta(days=366)


def test_the_times_in_the_stages_add_up_to_the_age(sample: Sample) -> None:
    for deal in sample.deals:
        visits = sample.work.facts.visits(deal.id)
        until = deal.closed_at or NOW
        if visits:
            inside = times([visit for visit in visits if visit.at < until], until)
            assert sum(inside.values(), timedelta()) == until - visits[0].at, deal.id


def test_a_deal_is_in_the_stage_its_visits_tell(sample: Sample) -> None:
    for deal in sample.deals:
        visits = [one for one in sample.work.facts.visits(deal.id) if one.stage not in ("won", "lost")]
        if visits:
            assert (deal.process, deal.stage) == (visits[-1].process, visits[-1].stage), deal.id
            assert deal.opened_at <= visits[0].at, deal.id
            assert deal.is_open is (deal.closed_at is None), deal.id


def moments(sample: Sample) -> Iterator[tuple[str, datetime]]:
    """Everything that has an instant, with the deal."""
    for deal in sample.deals:
        yield deal.id, deal.opened_at
        yield deal.id, deal.stage_since
        yield deal.id, deal.idle_since
        facts = sample.work.facts
        told = (facts.meetings, facts.answers, facts.visits, facts.waivers, facts.exchanges, facts.reviews)
        yield from ((deal.id, fact.at) for of in told for fact in of(deal.id))
        yield from ((deal.id, step.at) for step, _ in facts.steps(deal.id))
        yield from ((deal.id, end.at) for _, end in facts.steps(deal.id) if end)
        yield from ((deal.id, entry.at) for entry in sample.work.journal.of_deal(deal.id))


def test_nothing_has_happened_later_than_now_or_on_a_day_off(sample: Sample) -> None:
    people, calendar = {deal.id: sample.work.persons.get(deal.owner) for deal in sample.deals}, sample.work.calendar
    for deal, instant in moments(sample):
        person = people[deal]
        assert person is not None
        assert instant <= NOW, deal
        assert is_working_day(local_day(instant, person.zone), person, calendar), deal


@pytest.mark.parametrize("now", ["2026-12-25 09:00", "2027-01-03 23:30", "2027-06-19 07:00", "2028-02-29 12:00"])
def test_it_never_gets_old(now: str) -> None:
    instant = at(now)

    later = opened(instant)

    assert len(later.deals) == len(later.settings.sample_deals)
    assert max(when for _, when in moments(later)) <= instant


def test_every_gate_was_passed_with_what_it_asks_for_or_for_a_reason_of_its_own(sample: Sample) -> None:
    assert {one.reason for deal in sample.deals for one in sample.work.facts.waivers(deal.id)} & {SAMPLE, ""} == set()


def test_what_is_required_was_shown_by_whoever_got_past_it(sample: Sample) -> None:
    (own_people,) = (
        criterion.question
        for process in sample.settings.processes
        for stage in process.stages
        for criterion in stage.leaves_when
        if criterion.hard
    )
    beyond = [deal for deal in sample.deals if deal.is_open and deal.stage == "agree"]

    assert beyond
    assert all(own_people in {one.question for one in sample.work.facts.answers(deal.id)} for deal in beyond)


def test_the_journal_tells_it_in_order_and_each_act_left_what_the_next_one_found(sample: Sample) -> None:
    for deal in sample.deals:
        acts = sample.work.journal.of_deal(deal.id)[::-1]
        assert [act.at for act in acts] == sorted(act.at for act in acts), deal.id
        assert acts[0].before is None and acts[-1].version == deal.version, deal.id
        assert all(act.before and act.before.opened_at == deal.opened_at for act in acts[1:]), deal.id


# ---- the figures mean something -------------------------------------------------------------------------------------


def test_a_fast_no_is_quick_and_a_late_loss_is_slow(sample: Sample) -> None:
    lost = sample.ended("new_business", DealState.LOST)
    early = [sample.days(deal) for deal in lost if deal.stage == "qualify"]
    late = [sample.days(deal) for deal in lost if deal.stage in ("proposal", "decision")]

    assert max(early) <= 16
    assert min(late) >= 50
    assert median(late) > 8 * median(early)


def test_product_areas_differ(sample: Sample) -> None:
    won = sample.ended("new_business", DealState.WON)

    taken = {
        area: median(sample.days(one) for one in won if one.area == area) for area in ("Workshop", "Fleet", "Charging")
    }

    assert list(taken) == sorted(taken, key=lambda area: taken[area])
    assert taken["Charging"] > 1.4 * taken["Fleet"]


def test_each_rep_has_won_and_lost_about_as_others_have(sample: Sample) -> None:
    reps = {deal.owner for deal in sample.deals if deal.is_open}

    for rep in reps:
        states = [deal.state for deal in sample.deals if deal.owner == rep and deal.closed_at is not None]
        share = states.count(DealState.WON) / len(states)
        assert len(states) >= 10
        assert 0.2 < share < 0.5
