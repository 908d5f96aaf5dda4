"""What follows when a standup is arranged anew in the chat: when the next one is, and what becomes of today's."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.planning import plan_standups
from domain.ports import Work
from domain.settings import Team
from domain.standup import Phase, Standup
from domain.standup_plans import Planned, facilitator_of, planned
from domain.standup_times import is_on, opening_on
from handlers.standup.calling_off import call_off


def replan(work: Work, team: Team, at: datetime) -> None:
    """Plan them by what is arranged now. One for which people are being asked moves or is called off; one that is open
    stays, but for who leads it. Does not commit.
    """
    plan_standups(work, team, at)
    plans = {one.plan.key: one for one in planned(work, team)}
    for standup in work.standups.running():
        if standup.team == team.key:
            _follow(work, standup, plans.get(standup.plan), at)


def _follow(work: Work, standup: Standup, one: Planned | None, at: datetime) -> None:
    if standup.phase is Phase.AHEAD and (one is None or not is_on(one, standup.day, work)):
        call_off(work, standup, at)
        return
    leads = facilitator_of(work, one) if one else None
    moved = replace(standup, facilitator=leads.id if leads else standup.facilitator)
    if standup.phase is Phase.AHEAD and one is not None:
        opening, plan = opening_on(one, standup.day), one.plan
        moved = replace(moved, opens_at=opening.opens_at, closes_at=opening.closes_at)
        moved = replace(moved, language=plan.language, zone=plan.zone)
    if moved != standup:
        work.standups.save(moved)
