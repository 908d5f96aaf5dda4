"""A tick that looks only at what is due says exactly what one that looks at every deal says, whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import Phase, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from domain.acting import Doing, record
from domain.attention import reconsider, reconsider_of
from domain.concerns import concerns
from domain.deal import Deal, DealState
from domain.errors import Barred, Conflict
from domain.facts import Agreed, Direction, Fact, Grounds, StepEnd, StepEnding
from domain.moving import close, move, reopen
from domain.nudges import Concern, Episode
from domain.person import Hours, Leave
from domain.resensing import sense
from domain.settings import Nudges, Rule
from domain.undoing import undo
from domain.worktime import working_morning
from scheduler.tick import tick
from tests.scheduler.rounds import Heard, company_of, heard
from tests.support.builders import ERIK, MAJA, TOM, answer, at, deal, exchange, meeting, settings, step, visit
from tests.support.fake import FakeCompany, FakeWork, NoHolidays

STARTS = at("2026-10-19 00:30")
"""A Monday; the clocks change in Europe on the 25th and in America on the 1st of November."""
LOOKS = 60
STRIDE = timedelta(hours=5)
"""So that the looks are at other times of every day, in hours and out of them."""
PEOPLE = {
    "maja": replace(MAJA, away=(Leave(date(2026, 10, 21), date(2026, 10, 24), "tom"),)),
    "tom": replace(TOM, away=(Leave(date(2026, 10, 27), date(2026, 10, 29), "erik"),)),
    "erik": replace(ERIK, team="north", zone="Asia/Kolkata", country="IN"),
}
DEALS = ("a", "b", "c", "d", "e")
LEVELS = {Concern.STAGE_ADVICE: 50, Concern.CLOSE_DATE_PUSHED: 1, Concern.PAUSE_ENDING: 2}


@dataclass(frozen=True)
class Happening:
    """Something that is done to the `deal`, or by the `person`, before a look."""

    look: int
    change: Change
    deal: str
    person: str


Change = Callable[[FakeWork, Doing, Deal, str], object]


# ---- what may happen -------------------------------------------------------------------------------------------------


def telling(**fields: object) -> Change:
    """The deal is said to be otherwise."""
    return lambda work, doing, before, _: record(work, doing, before, replace(before, **fields))  # type: ignore[arg-type]


def adding(fact: Fact) -> Change:
    """Something is told of it."""

    def change(work: FakeWork, doing: Doing, before: Deal, _: str) -> None:
        told = replace(fact, id=f"fact-{doing.act}", deal=before.id, act=doing.act, at=doing.at, by=doing.person)
        record(work, doing, before, before, told)

    return change


def paused(days: int) -> Change:
    return lambda work, doing, before, _: record(
        work, doing, before, replace(before, paused_until=(doing.at + timedelta(days=days)).date(), pause_reason="jul")
    )


def pushed(days: int) -> Change:
    return lambda work, doing, before, _: record(
        work, doing, before, replace(before, close_date=(before.close_date or date(2026, 10, 23)) + timedelta(days))
    )


def handed_over(work: FakeWork, doing: Doing, before: Deal, person: str) -> None:
    record(work, doing, before, replace(before, owner=person))


def end_step(work: FakeWork, doing: Doing, before: Deal, _: str) -> None:
    running = [one for one, end in work.facts.steps(before.id) if end is None][:1]
    ends = [StepEnding(f"end-{doing.act}", one.id, before.id, doing.act, doing.person, doing.at, StepEnd.KEPT)
            for one in running]  # fmt: skip
    record(work, doing, before, before, *ends)


def moved(work: FakeWork, doing: Doing, before: Deal, _: str) -> None:
    to = {"qualify": "needs", "needs": "proposal"}.get(before.stage)
    if before.is_open and to:
        move(work, doing, before, replace(before, stage=to), reason="they are in a hurry")


def lost_or_reopened(work: FakeWork, doing: Doing, before: Deal, _: str) -> None:
    if before.is_open:
        close(work, doing, before, replace(before, state=DealState.LOST, closed_at=doing.at, close_reason="price"))
    elif before.state is DealState.LOST:
        reopen(work, doing, before, before)


def undone(back: int) -> Change:
    """The latest act but so many on the deal is taken back."""

    def change(work: FakeWork, doing: Doing, before: Deal, _: str) -> None:
        acts = [entry for entry in work.journal.of_deal(before.id) if entry.undoes is None and entry.before is not None]
        if len(acts) > back:
            undo(work, acts[back], doing)

    return change


def snoozed(days: int, *, heard: bool = False) -> Change:
    """Everything that is true of the deal before then is put off."""

    def change(work: FakeWork, doing: Doing, before: Deal, _: str) -> None:
        owner = PEOPLE[before.owner]
        until = working_morning(owner, doing.at, days, work.calendar)
        running = {one.concern: one for one in work.nudging.episodes([before.id])}
        for one in concerns(before, owner, work.settings, work.calendar):
            if one.begins_at < until:
                made = Episode(f"{before.id}-{one.concern.value}-{doing.act}", before.id, one.concern, one.begins_at)
                kept = running.get(one.concern, made)
                work.nudging.save_episode(replace(kept, snoozed_until=until, until_heard=heard))
        reconsider(work, [before])

    return change


def away(first: int, last: int, cover: bool) -> Change:
    """The person goes on leave, from so many days on."""

    def change(work: FakeWork, doing: Doing, before: Deal, person: str) -> None:
        other = {"maja": "tom", "tom": "erik", "erik": "maja"}[person] if cover else ""
        today = doing.at.date()
        leave = Leave(today + timedelta(days=first), today + timedelta(days=last), other)
        _changed(work, person, away=(leave,))

    return change


def works(start: int, end: int, *days: int) -> Change:
    """The person works other hours."""
    return lambda work, doing, before, person: _changed(work, person, hours=Hours(time(start), time(end), days))


def _changed(work: FakeWork, person: str, **fields: object) -> None:
    found = work.persons.get(person)
    assert found is not None
    work.persons.save(replace(found, **fields))  # type: ignore[arg-type]
    reconsider_of(work, person)


def rules(after: int, again: int, at_most: int, *off: Concern) -> Nudges:
    """All rules but some, timed alike."""
    return Nudges(
        at_most,
        tuple(Rule(one.value, one not in off, after, again, LEVELS.get(one, 0)) for one in Concern),
        brief=False,
    )


def ruled(nudges: Nudges) -> Change:
    """app.yaml says otherwise from the next start on."""

    def change(work: FakeWork, doing: Doing, before: Deal, _: str) -> None:
        work.company.settings = work.settings = replace(work.settings, nudges=nudges)
        for person in PEOPLE:
            reconsider(work, sense(work, work.deals.open_of(person)))

    return change


CHANGES: tuple[Change, ...] = (
    telling(amount=Decimal(900_000)),
    telling(amount=None),
    handed_over,
    paused(4),
    paused(9),
    pushed(2),
    pushed(20),
    adding(replace(step(due="2026-10-22"), theirs="call")),
    adding(step(due="2026-10-27")),
    adding(step(due="2026-10-29", ours="", theirs="send the figures")),
    adding(step(due=None, agreed=Agreed.NONE)),
    end_step,
    adding(meeting()),
    adding(answer(question="timeline", grounds=Grounds.CUSTOMER_SAID, said_by="Anna", heard_on=date(2026, 8, 1))),
    adding(exchange(direction=Direction.GIVE, what="quote")),
    adding(exchange()),
    moved,
    lost_or_reopened,
    undone(0),
    undone(1),
    snoozed(1),
    snoozed(3),
    snoozed(7, heard=True),
    away(0, 2, cover=True),
    away(1, 5, cover=True),
    away(0, 3, cover=False),
    works(0, 23, 0, 1, 2, 3, 4, 5, 6),
    works(6, 12, 0, 1, 2, 3, 4),
    works(13, 22, 0, 2, 4, 6),
    ruled(rules(0, 1, 2)),
    ruled(rules(2, 2, 1, Concern.NO_NEXT_STEP, Concern.STALLED)),
    ruled(rules(1, 0, 9, Concern.OUR_STEP_OVERDUE)),
)

happenings = st.lists(
    st.builds(
        Happening,
        look=st.integers(0, LOOKS - 10),
        change=st.sampled_from(CHANGES),
        deal=st.sampled_from(DEALS),
        person=st.sampled_from(sorted(PEOPLE)),
    ),
    max_size=30,
).map(lambda found: sorted(found, key=lambda one: one.look))


# ---- the two ticks ---------------------------------------------------------------------------------------------------


def begun() -> FakeCompany:
    """Five deals of three persons in three zones, with all rules on, and a holiday in between."""
    company = company_of(
        people=PEOPLE.values(), calendar=NoHolidays(date(2026, 10, 26)), made=settings(nudges=rules(1, 1, 2))
    )
    with company.work() as work:
        for n, id in enumerate(DEALS):
            opened = STARTS - timedelta(days=3 * n + 1)
            one = deal(
                id, id.upper(), "", owner=sorted(PEOPLE)[n % 3], stage="qualify", opened_at=opened, stage_since=opened,
                idle_since=opened, close_date=date(2026, 10, 20 + n), amount=Decimal(1000 * n),
            )  # fmt: skip
            doing = Doing(f"begin-{id}", one.owner, opened, "begin")
            record(work, doing, None, one, visit(f"visit-{id}", "qualify", deal=id, act=doing.act, at=opened))
        work.commit()
    return company


def lived(story: Sequence[Happening], *, brute: bool) -> list[Heard]:
    """Everything that was said while the story happened; with `brute`, every deal is looked at each time."""
    company = begun()
    said: list[Heard] = []
    for look in range(LOOKS):
        now = STARTS + look * STRIDE
        for n, one in enumerate(story):
            if one.look == look:
                happens(company, one, f"act{n}", now - timedelta(minutes=7))
        if brute:
            company.state.deals.update({id: replace(d, attention_at=now) for id, d in company.state.deals.items()})
        report = tick(company.work, now)
        assert report.failed == ()
        said += sorted(heard(company, report, now), key=lambda one: one.person)
    return said


def happens(company: FakeCompany, one: Happening, act: str, at: datetime) -> None:
    with company.work() as work:
        before = work.deals.get(one.deal)
        assert before is not None
        try:
            one.change(work, Doing(act, before.owner, at, "change"), before, one.person)
        except (Barred, Conflict):
            return
        work.commit()


# To look for a smaller story takes minutes.
@effort(max_examples=25, phases=[Phase.generate])
@given(happenings)
def test_looking_at_what_is_due_says_what_looking_at_everything_says(story: list[Happening]) -> None:
    assert lived(story, brute=False) == lived(story, brute=True)


def test_much_is_said_in_these_stories() -> None:
    """What holds of nothing holds easily."""
    assert len(lived([], brute=False)) > len(PEOPLE) * 3
