"""Which concerns a deal has or will have, and from when. Published in docs/nudges.md.

Only the deal as it is now counts: a change makes new concerns, and time alone never ends one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.deal import Deal
from domain.nudges import Concern, Standing
from domain.person import Person
from domain.ports import Calendar
from domain.settings import Settings
from domain.worktime import add_working_days, local_day, start_of_day

EXPLAINS = {
    Concern.STAGE_OVERDUE: frozenset({Concern.NO_NEXT_STEP, Concern.OUR_STEP_OVERDUE, Concern.THEIR_STEP_OVERDUE}),
}
"""A symptom and its causes: while one of the causes is true of the same deal, the symptom is not said."""


def concerns(deal: Deal, owner: Person, settings: Settings, calendar: Calendar) -> tuple[Standing, ...]:
    """What is true of the deal or will be if nothing changes. A pause holds everything back until its day begins.

    A concern whose rule is off, or that cannot come true, is not there.
    """
    if not deal.is_open:
        return ()
    rules = _Rules(deal, owner, settings, calendar)
    awake = start_of_day(deal.paused_until, owner.zone) if deal.paused_until else None
    found = (*rules.step(), *rules.stage())
    return tuple(Standing(concern, max(at, awake) if awake else at) for concern, at in found)


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of the company, put to one deal."""

    deal: Deal
    owner: Person
    settings: Settings
    calendar: Calendar

    def step(self) -> Iterator[tuple[Concern, datetime]]:
        """There is no next step, or there is one and its day has passed. A step without a day is never overdue."""
        if self.deal.step is None:
            yield from self._idle()
        elif self.deal.step_due is not None:
            theirs = self.deal.step_theirs and not self.deal.step_ours
            concern = Concern.THEIR_STEP_OVERDUE if theirs else Concern.OUR_STEP_OVERDUE
            yield from self._overdue(concern, self.deal.step_due.day)

    def stage(self) -> Iterator[tuple[Concern, datetime]]:
        """The deal has been in its stage for longer than the process expects."""
        process = self.settings.process(self.deal.process)
        stage = process.stage(self.deal.stage) if process else None
        if stage is not None and stage.days > 0:
            entered = local_day(self.deal.stage_since, self.owner.zone)
            yield from self._overdue(Concern.STAGE_OVERDUE, entered + timedelta(days=stage.days))

    def _idle(self) -> Iterator[tuple[Concern, datetime]]:
        rule = self.settings.nudges.rule(Concern.NO_NEXT_STEP.value)
        since = self.deal.idle_since
        if rule.on and rule.after <= 0:
            yield Concern.NO_NEXT_STEP, since
        elif rule.on:
            day = add_working_days(local_day(since, self.owner.zone), rule.after, self.owner, self.calendar)
            yield Concern.NO_NEXT_STEP, start_of_day(day, self.owner.zone)

    def _overdue(self, concern: Concern, last: date) -> Iterator[tuple[Concern, datetime]]:
        """True from `rule.after` working days after the last day in time, the day after it at the earliest."""
        rule = self.settings.nudges.rule(concern.value)
        if rule.on:
            day = max(last + timedelta(days=1), add_working_days(last, rule.after, self.owner, self.calendar))
            yield concern, start_of_day(day, self.owner.zone)
