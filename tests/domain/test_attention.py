"""attention_at against the brute-force answer: walk the clock, and ask the judge at every instant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from domain.attention import attention_at, reconsider
from domain.concerns import concerns
from domain.deal import Deal, DealState
from domain.due import Due
from domain.facts import Grounds
from domain.judging import Case, judge
from domain.nudges import Concern, Episode
from domain.person import Hours, Leave, Person
from domain.reach import Reach
from domain.settings import Nudges, Rule, Settings
from domain.signs import Signs, Told
from domain.worktime import is_working_time
from tests.support.builders import MAJA, at, company, deal, person, settings
from tests.support.fake import NoHolidays

STARTS = at("2026-10-12 00:00")
"""The walk goes over the autumn change of clocks in Europe (25 October) and in America (1 November)."""
WALK = timedelta(days=50)
STRIDE = timedelta(minutes=30)
"""Everything in these histories happens on the half hour, in every zone that is drawn."""

instants = st.integers(-48 * 30, 48 * 30).map(lambda n: STARTS + n * STRIDE)
days = st.integers(-30, 30).map(lambda n: date(2026, 10, 20) + timedelta(days=n))
holidays = st.sets(days, max_size=4).map(lambda found: NoHolidays(*found))


@st.composite
def people(draw: st.DrawFn, id: str = "maja", cover: str = "") -> Person:
    """Somebody somewhere, with hours of their own, and leave in which `cover` may be named."""
    zone = draw(st.sampled_from(["Europe/Stockholm", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC"]))
    start = draw(st.integers(0, 20))
    hours = Hours(time(start, 30), time(start + draw(st.integers(1, 3))), draw(_weekdays()))
    away = draw(st.lists(days, max_size=2, unique_by=lambda day: day.toordinal() // 5))
    covers = st.sampled_from(["", cover, cover, "gone"])
    leaves = tuple(Leave(day, day + timedelta(days=4), draw(covers)) for day in away)
    return person(id, zone=zone, hours=hours, away=leaves)


@st.composite
def reaches(draw: st.DrawFn) -> Reach:
    """An owner and a colleague who covers, who may be away too."""
    return Reach(draw(people(cover="erik")), (draw(people("erik")),))


def _weekdays() -> st.SearchStrategy[tuple[int, ...]]:
    return st.sets(st.integers(0, 6), min_size=1).map(lambda found: tuple(sorted(found)))


@st.composite
def companies(draw: st.DrawFn) -> Settings:
    """All rules, each drawn."""
    numbers = {Concern.STAGE_ADVICE: (20, 90), Concern.CLOSE_DATE_PUSHED: (1, 3), Concern.PAUSE_ENDING: (1, 3)}
    rules = tuple(
        Rule(
            concern.value,
            draw(st.integers(0, 9)) > 0,
            draw(st.integers(0, 4)),
            draw(st.integers(0, 4)),
            draw(st.integers(*numbers.get(concern, (0, 0)))),
            escalate=draw(st.sampled_from([0, 0, 1, 3, 6])),
        )
        for concern in Concern
    )
    return settings(nudges=Nudges(3, rules))


signs = st.builds(
    Signs,
    heard_on=st.none() | days,
    met=st.integers(0, 3),
    decider=st.booleans(),
    gave_on=st.none() | days,
    step_on=st.none() | days,
    agreed=st.booleans(),
    told=st.lists(
        st.builds(Told, st.sampled_from(["pain", "timeline", "budget"]), st.just(Grounds.CUSTOMER_SAID), days),
        max_size=2,
        unique_by=lambda one: one.question,
    ).map(tuple),
)


@st.composite
def deals(draw: st.DrawFn) -> Deal:
    """A deal with any step, stage, pause, close date and signs."""
    step = draw(st.booleans())
    due = draw(st.none() | days.map(Due)) if step else None
    ours, theirs = draw(st.sampled_from([("demo", "demo"), ("call", ""), ("", "figures")]))
    return deal(
        stage=draw(st.sampled_from(["qualify", "needs"])),
        stage_since=draw(instants),
        idle_since=draw(instants),
        step="step" if step else None,
        step_due=due,
        step_ours=ours if step else "",
        step_theirs=theirs if step else "",
        paused_until=draw(st.none() | days),
        close_date=draw(st.none() | days),
        pushed=draw(st.integers(0, 3)),
        pushed_at=draw(st.none() | instants),
        signs=draw(signs),
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Episode]:
    """What was said or put off until now, of some of the concerns."""
    return [
        Episode(
            concern.value,
            "nordfrakt",
            concern,
            STARTS,
            ended_at=draw(st.sampled_from([None, None, None, STARTS])),
            said_at=draw(st.none() | instants.filter(lambda at: at <= STARTS)),
            times_said=draw(st.integers(1, 7)),
            snoozed_until=draw(st.none() | instants),
            held_back=draw(st.integers(0, 9)) == 0,
            first_said_at=draw(st.none() | instants.filter(lambda at: at <= STARTS)),
            warned_at=draw(st.none() | instants.filter(lambda at: at <= STARTS)),
        )
        for concern in draw(st.sets(st.sampled_from(Concern)))
    ]


def cases(one: Deal, reach: Reach, episodes: Sequence[Episode], rules: Settings, calendar: NoHolidays) -> list[Case]:
    """Every concern as the judge is asked about it, without inhibition and budget. No clock has a part in them."""
    running = {episode.concern: episode for episode in episodes if episode.ended_at is None}
    return [
        Case(it.begins_at, running.get(it.concern), rules.nudges.rule(it.concern.value), reach)
        for it in concerns(one, reach.owner, rules, calendar)
    ]


@effort(max_examples=40)
@given(deals(), reaches(), histories(), companies(), holidays)
def test_attention_is_the_first_instant_at_which_the_judge_speaks(
    one: Deal, reach: Reach, episodes: list[Episode], rules: Settings, calendar: NoHolidays
) -> None:
    walk = [STARTS - timedelta(days=60) + n * STRIDE for n in range(int((WALK + timedelta(days=60)) / STRIDE))]

    asked = cases(one, reach, episodes, rules, calendar)
    brute = next((now for now in walk if any(judge(case, now, calendar).speaks for case in asked)), None)

    expected = attention_at(one, reach, episodes, rules, calendar)
    assert brute == (expected if expected is not None and expected <= walk[-1] else None)


@effort(max_examples=60)
@given(deals(), reaches(), histories(), companies(), holidays)
def test_following_what_the_verdicts_promise_misses_nothing(
    one: Deal, reach: Reach, episodes: list[Episode], rules: Settings, calendar: NoHolidays
) -> None:
    """Looking only when the verdicts say so finds the same first word as looking all the time."""
    asked = cases(one, reach, episodes, rules, calendar)
    looks, said = [STARTS], [judge(case, STARTS, calendar) for case in asked]
    while not any(verdict.speaks for verdict in said):
        later = min((verdict.until for verdict in said if verdict.until is not None), default=None)
        if later is None:
            break
        looks.append(later)
        said = [judge(case, later, calendar) for case in asked]

    assert all(earlier < later for earlier, later in pairwise(looks))
    expected = attention_at(one, reach, episodes, rules, calendar)
    if expected is not None:
        assert looks[-1] == reach.opens(max(expected, STARTS), calendar)


@effort(max_examples=60)
@given(reaches(), instants, holidays)
def test_whoever_may_be_told_is_at_work_and_here(reach: Reach, now: datetime, calendar: NoHolidays) -> None:
    """The same as by asking every half hour: is whoever hears now at work, and on no leave?"""

    def may_be_told(at: datetime) -> bool:
        heard = reach.hears(at)
        return heard is not None and is_working_time(heard, at, calendar)

    opens = reach.opens(now, calendar)

    assert opens == next(at for at in (now + n * STRIDE for n in range(48 * 40)) if may_be_told(at))


def test_nobody_is_told_of_a_deal_that_has_ended() -> None:
    won = deal(state=DealState.WON, step="step", step_due=Due(date(2026, 11, 20)), step_ours="call")

    assert attention_at(won, Reach(MAJA), [], settings(), NoHolidays()) is None


def test_a_deal_that_nobody_owns_needs_no_look() -> None:
    assert attention_at(deal(), None, [], settings(), NoHolidays()) is None


def test_attention_is_the_morning_of_the_earliest_concern() -> None:
    promised = deal(step="step", step_due=Due(date(2026, 11, 10)), step_ours="call", stage_since=STARTS)

    assert attention_at(promised, Reach(MAJA), [], settings(), NoHolidays()) == at("2026-11-03 08:30")


def test_what_was_said_in_an_episode_that_has_ended_does_not_count() -> None:
    ended = Episode("a", "nordfrakt", Concern.NO_NEXT_STEP, STARTS, STARTS, at("2026-11-04 08:30"), 1)

    assert attention_at(deal(), Reach(MAJA), [ended], settings(), NoHolidays()) == at("2026-11-03 08:30")


def test_attention_is_utc() -> None:
    looked = attention_at(deal(), Reach(MAJA), [], settings(), NoHolidays())

    assert looked is not None and looked.tzinfo is UTC


def test_whoever_works_other_hours_is_looked_at_in_those() -> None:
    made = company()
    early = replace(MAJA, hours=Hours(time(6), time(12), (0, 1, 2, 3, 4)))
    with made.work() as work:
        work.persons.save(early)
        reconsider(work, work.deals.open_of("maja"))
        work.commit()

    assert {one.attention_at for one in made.state.deals.values() if one.owner == "maja"} == {at("2026-11-03 06:00")}
    assert {one.version for one in made.state.deals.values()} == {0}


def test_what_was_said_lately_stays_quiet_when_it_is_reconsidered() -> None:
    made = company()
    with made.work() as work:
        said = Episode("a", "nordfrakt", Concern.NO_NEXT_STEP, STARTS, said_at=at("2026-11-04 08:30"), times_said=1)
        work.nudging.save_episode(said)
        reconsider(work, work.deals.open_of("maja"))
        work.commit()

    assert made.state.deals["nordfrakt"].attention_at == at("2026-11-09 08:30")
    assert made.state.deals["solberg"].attention_at == at("2026-11-03 08:30")
