"""A team's standups as they are planned now: by app.yaml, and by what was said about them in the chat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.person import Person
from domain.ports import Work
from domain.rights import has_left
from domain.settings import StandupPlan, Team
from domain.standup import Arrangement, Standup
from domain.teams import manager_of


@dataclass(frozen=True, slots=True)
class Planned:
    """One standup of a team: the plan, and what was said about it."""

    team: Team
    plan: StandupPlan
    said: Arrangement

    def is_paused_on(self, day: date) -> bool:
        """Whether there is none on that day because somebody said so. A pause ends when its own day begins."""
        if self.said.skips == day:
            return True
        return self.said.paused and (self.said.paused_until is None or day < self.said.paused_until)


def planned(work: Work, team: Team) -> tuple[Planned, ...]:
    """All standups of a team, in the order of app.yaml, those that were added in the chat last."""
    return tuple(_planned(work, team))


def plan_of(work: Work, standup: Standup) -> StandupPlan | None:
    """The plan of a standup as it stands now; None when it is no more."""
    team = work.settings.team(standup.team)
    plans = planned(work, team) if team else ()
    return next((one.plan for one in plans if one.plan.key == standup.plan), None)


def _planned(work: Work, team: Team) -> Iterator[Planned]:
    said = {one.key: one for one in work.standups.arrangements(team.key)}
    for plan in team.standups:
        yield from _standing(team, plan, said.pop(plan.key, Arrangement(team.key, plan.key)))
    for one in said.values():
        yield from _standing(team, None, one)


def _standing(team: Team, plan: StandupPlan | None, said: Arrangement) -> Iterator[Planned]:
    stands = said.plan or plan
    if stands is not None and not said.removed:
        yield Planned(team, stands, said)


def facilitator_of(work: Work, one: Planned) -> Person | None:
    """Who leads it: whom it was handed over to, else whom the plan names, else the manager; of these the first who is
    still here.
    """
    named = work.persons.get(one.said.facilitator) if one.said.facilitator else None
    planned_one = work.persons.by_email(one.plan.facilitator) if one.plan.facilitator else None
    candidates = (named, planned_one, manager_of(work, one.team))
    return next((who for who in candidates if who is not None and not has_left(who, work.settings)), None)
