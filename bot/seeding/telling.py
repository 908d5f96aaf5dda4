"""What happened on a sample deal, as facts, each with how many days ago it was. The facts of a day are one act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.seeding.days import Days
from domain.deal import Contact
from domain.facts import (
    Agreed,
    Answer,
    Direction,
    Exchange,
    ExchangeState,
    Fact,
    Grounds,
    Meeting,
    Outcome,
    Review,
    Side,
    Step,
    StepEnd,
    StepEnding,
    Visit,
)
from domain.fit import NO, YES
from domain.gates import LOST, WON
from domain.person import Person
from domain.samples import SampleDeal, SampleStep, SampleVisit

Told: TypeAlias = Iterator[tuple[int, Fact]]


@dataclass(frozen=True, slots=True)
class Telling:
    """One sample deal. `first` had it before `owner` did, and may be the same."""

    sample: SampleDeal
    owner: Person
    first: Person
    days: Days

    def act(self, days_ago: int) -> str:
        """The act of a day."""
        return f"{self.sample.key}-{days_ago}"

    def by(self, days_ago: int) -> str:
        """Who had the deal on that day."""
        over = self.sample.handed_over
        return self.first.id if over and days_ago > over.days_ago else self.owner.id

    def begun(self, kind: str, place: int, days_ago: int) -> tuple[str, str, str, str, datetime]:
        """How nearly every fact begins: its id, the deal, the act, by whom and when."""
        key, at = self.sample.key, self.days.ago(days_ago)
        return f"{key}-{kind}-{place}", key, self.act(days_ago), self.by(days_ago), at

    def contacts(self) -> Iterator[Contact]:
        """The people at the customer, known from the first day."""
        act = self.act(self.sample.opened_days_ago)
        for place, contact in enumerate(self.sample.contacts, 1):
            yield Contact(self._contact(place), self.sample.account, contact.name, contact.role, act)

    def facts(self) -> Told:
        """All of them but the waivers; those of one day in the order in which one would tell them."""
        yield from self._fit()
        yield from self._meetings()
        yield from self._answers()
        yield from self._exchanges()
        yield from self._step_ends()
        yield from self._steps()
        yield from self.visits()
        yield from self._review()

    def visits(self) -> Iterator[tuple[int, Visit]]:
        """The stages it came to, in order, its end among them."""
        for place, visit in enumerate(self._stations(), 1):
            begun = self.begun("visit", place, visit.days_ago)
            yield visit.days_ago, Visit(*begun, visit.process, visit.stage, visit.mapped)

    def quiet_for(self) -> int:
        """For how many days there has been no news: since the last meeting, or the end of the last step."""
        met = [meeting.days_ago for meeting in self.sample.meetings]
        ended = [step.end_days_ago for step in self.sample.steps if step.end]
        return min([*met, *ended], default=self.sample.opened_days_ago)

    def whom(self, days_ago: int) -> str:
        """Whoever at the customer was met last by then, or is known first; empty for nobody."""
        met = [one for one in self.sample.meetings if one.days_ago >= days_ago and one.contacts]
        latest = min(met, key=lambda one: one.days_ago, default=None)
        known = [contact.name for contact in self.sample.contacts]
        return latest.contacts[0] if latest else next(iter(known), "")

    def _contact(self, place: int) -> str:
        return f"{self.sample.key}-contact-{place}"

    def _stations(self) -> Iterator[SampleVisit]:
        """The stages and the ends; a deal that was opened again goes on where it ended."""
        end, visits = self.sample.end, self.sample.visits
        if end is None:
            yield from visits
            return
        before = [visit for visit in visits if visit.days_ago >= end.days_ago]
        yield from before
        yield SampleVisit(self.sample.process, WON if end.won else LOST, end.days_ago)
        if end.reopened_days_ago is not None:
            yield SampleVisit(before[-1].process, before[-1].stage, end.reopened_days_ago)
            yield from visits[len(before) :]

    def _fit(self) -> Told:
        for place, (line, is_so) in enumerate(self.sample.fit, 1):
            begun = self.begun("fit", place, self.sample.opened_days_ago)
            yield self.sample.opened_days_ago, Answer(*begun, f"fit.{line}", YES if is_so else NO, Grounds.OBSERVED)

    def _meetings(self) -> Told:
        ids = {contact.name: self._contact(place) for place, contact in enumerate(self.sample.contacts, 1)}
        for place, meeting in enumerate(self.sample.meetings, 1):
            met = tuple(ids[name] for name in meeting.contacts if name in ids)
            begun, on = self.begun("meeting", place, meeting.days_ago), self.days.on(meeting.days_ago)
            yield meeting.days_ago, Meeting(*begun, on, Outcome(meeting.outcome), met, meeting.note)

    def _answers(self) -> Told:
        met = {meeting.days_ago: f"{self.sample.key}-meeting-{n}" for n, meeting in enumerate(self.sample.meetings, 1)}
        for place, answer in enumerate(self.sample.answers, 1):
            grounds = Grounds(answer.grounds)
            heard = self.days.on(answer.days_ago) if grounds is Grounds.CUSTOMER_SAID else None
            begun, said_by = self.begun("answer", place, answer.days_ago), answer.said_by
            meeting = met.get(answer.days_ago)
            yield answer.days_ago, Answer(*begun, answer.question, answer.value, grounds, said_by, heard, meeting)

    def _exchanges(self) -> Told:
        for place, one in enumerate(self.sample.exchanges, 1):
            begun, on = self.begun("exchange", place, one.days_ago), self.days.on(one.days_ago)
            way, state = Direction(one.direction), ExchangeState(one.state)
            yield one.days_ago, Exchange(*begun, way, one.what, state, one.who, on, one.words)

    def _steps(self) -> Told:
        """One that was moved is followed by the one in its place, set by the same act."""
        before: SampleStep | None = None
        for place, step in enumerate(self.sample.steps, 1):
            is_moved = before is not None and before.end == StepEnd.MOVED.value
            usual = before.end_days_ago if before and is_moved else self.quiet_for()
            days = usual if step.set_days_ago is None else step.set_days_ago
            due, replaces = self.days.due(step.in_days, step.at), self._step(place - 1) if is_moved else None
            begun = self.begun("step", place, days)
            yield days, Step(*begun, step.ours, step.theirs, due, Agreed(step.agreed), replaces)
            before = step

    def _step_ends(self) -> Told:
        for place, step in enumerate(self.sample.steps, 1):
            if step.end:
                id, deal, act, by, at = self.begun("step-end", place, step.end_days_ago)
                ending = StepEnding(id, self._step(place), deal, act, by, at, StepEnd(step.end), Side(step.moved_by))
                yield step.end_days_ago, ending

    def _step(self, place: int) -> str:
        return f"{self.sample.key}-step-{place}"

    def _review(self) -> Told:
        end = self.sample.end
        if end is not None:
            grounds = Grounds.CUSTOMER_SAID if end.said_by else Grounds.ASSUMED
            begun = self.begun("review", 1, end.days_ago)
            why = (self.sample.process, WON if end.won else LOST, end.reason, grounds, end.said_by)
            yield end.days_ago, Review(*begun, *why, end.wrong, end.competitor, end.evidence, end.note)
