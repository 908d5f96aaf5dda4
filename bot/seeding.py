"""The sample deals of app.yaml as deals, so that an empty database has something to talk about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.acting import Doing
from domain.deal import Contact, Deal, DealState
from domain.due import Due
from domain.facts import Agreed, Answer, Fact, Grounds, Meeting, Outcome, Step, Visit
from domain.moving import arrive
from domain.person import Person
from domain.ports import Calendar, Work
from domain.settings import SampleDeal
from domain.worktime import is_working_day, local_day

_MORNING = time(10)
_SEEDER = "askfirst"
"""The journal's name for it: no person, so that nobody's "undo" takes a sample back."""


def seed(work: Work, now: datetime) -> None:
    """Add the sample deals as they would be at `now` (aware); ids are the keys in app.yaml. Does not commit.

    The people must be in the database already. What falls on a day off is moved to a working day of the owner.
    """
    for sample in work.settings.sample_deals:
        owner = work.persons.by_email(sample.owner)
        if owner is None:
            raise LookupError(f"{sample.owner} owns a sample deal and is not in the database")
        _Seeding(work, sample, owner, now).run()


@dataclass(frozen=True, slots=True)
class _Seeding:
    """One sample deal on its way."""

    work: Work
    sample: SampleDeal
    owner: Person
    now: datetime

    def run(self) -> None:
        """Store the deal with its contacts and its history, as one act."""
        for contact in self._contacts():
            self.work.contacts.add(contact)
        doing = Doing(self._act, _SEEDER, self.now, "sample")
        told = (*self._visits(), *self._meetings(), *self._answers(), *self._step())
        arrive(self.work, doing, self._deal(), *told, reason="sample")

    @property
    def _act(self) -> str:
        return f"{self.sample.key}-start"

    def _deal(self) -> Deal:
        sample, end = self.sample, self.sample.end
        return Deal(
            id=sample.key,
            account=sample.account,
            name=sample.name,
            owner=self.owner.id,
            process=sample.process,
            stage=sample.stage,
            opened_at=self._ago(sample.opened_days_ago),
            stage_since=self._ago(sample.stage_days_ago),
            idle_since=self._ago(self._quiet_for()),
            state=DealState.OPEN if end is None else DealState.WON if end.won else DealState.LOST,
            amount=sample.amount,
            currency=sample.currency,
            area=sample.area,
            closed_at=self._ago(end.days_ago) if end else None,
            close_reason=end.reason if end else "",
            close_note=end.note if end else "",
        )

    def _quiet_for(self) -> int:
        """For how many days there has been no next step: since the last meeting."""
        return min((meeting.days_ago for meeting in self.sample.meetings), default=self.sample.opened_days_ago)

    def _contacts(self) -> Iterator[Contact]:
        for place, contact in enumerate(self.sample.contacts, 1):
            yield Contact(self._id("contact", place), self.sample.account, contact.name, contact.role, self._act)

    def _visits(self) -> Iterator[Fact]:
        """The stages up to the one it is in, evenly between the day it was opened and the day it came there."""
        process = self.work.settings.process(self.sample.process)
        stages = [stage.key for stage in process.stages] if process else []
        passed = stages[: stages.index(self.sample.stage) + 1] if self.sample.stage in stages else [self.sample.stage]
        opened, entered = self.sample.opened_days_ago, self.sample.stage_days_ago
        for place, stage in enumerate(passed):
            days = entered if place == len(passed) - 1 else opened - (opened - entered) * place // (len(passed) - 1)
            yield self._visit(place + 1, stage, days)
        if self.sample.end is not None:
            yield self._visit(len(passed) + 1, "won" if self.sample.end.won else "lost", self.sample.end.days_ago)

    def _visit(self, place: int, stage: str, days_ago: int) -> Visit:
        at = self._ago(days_ago)
        return Visit(
            self._id("visit", place), self.sample.key, self._act, self.owner.id, at, self.sample.process, stage
        )

    def _meetings(self) -> Iterator[Fact]:
        ids = {contact.name: contact.id for contact in self._contacts()}
        for place, meeting in enumerate(self.sample.meetings, 1):
            at = self._ago(meeting.days_ago)
            yield Meeting(
                id=self._id("meeting", place),
                deal=self.sample.key,
                act=self._act,
                by=self.owner.id,
                at=at,
                on=local_day(at, self.owner.zone),
                outcome=Outcome.HELD,
                contacts=tuple(ids[name] for name in meeting.contacts if name in ids),
                note=meeting.note,
            )

    def _answers(self) -> Iterator[Fact]:
        met = {meeting.days_ago: place for place, meeting in enumerate(self.sample.meetings, 1)}
        for place, answer in enumerate(self.sample.answers, 1):
            at, grounds = self._ago(answer.days_ago), Grounds(answer.grounds)
            yield Answer(
                id=self._id("answer", place),
                deal=self.sample.key,
                act=self._act,
                by=self.owner.id,
                at=at,
                question=answer.question,
                value=answer.value,
                grounds=grounds,
                said_by=answer.said_by,
                heard_on=local_day(at, self.owner.zone) if grounds is Grounds.CUSTOMER_SAID else None,
                meeting=self._id("meeting", met[answer.days_ago]) if answer.days_ago in met else None,
            )

    def _step(self) -> Iterator[Fact]:
        step = self.sample.step
        if step is not None:
            day = self._working_day(step.in_days)
            due = Due.on(day.date(), step.at, self.owner.zone)
            set_at = self._ago(self._quiet_for())
            yield Step(
                self._id("step", 1), self.sample.key, self._act, self.owner.id, set_at, step.ours, step.theirs, due,
                Agreed(step.agreed),
            )  # fmt: skip

    def _ago(self, days: int) -> datetime:
        """Ten in the morning of a working day about that many days ago; never later than now."""
        return min(self._working_day(-days).astimezone(UTC), self.now.astimezone(UTC))

    def _working_day(self, days: int) -> datetime:
        """That many days from today; a day off becomes the working day before it, or after it when it is to come."""
        return _working_day(self.now, days, self.owner, self.work.calendar)

    def _id(self, kind: str, place: int) -> str:
        return f"{self.sample.key}-{kind}-{place}"


def _working_day(now: datetime, days: int, person: Person, calendar: Calendar) -> datetime:
    day = local_day(now, person.zone) + timedelta(days=days)
    onwards = timedelta(days=1 if days >= 0 else -1)
    while not is_working_day(day, person, calendar):
        day += onwards
    return datetime.combine(day, _MORNING, ZoneInfo(person.zone))
