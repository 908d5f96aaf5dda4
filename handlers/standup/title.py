"""What a standup is called."""

from __future__ import annotations

from domain.ports import Work
from domain.standup import Standup
from domain.standup_plans import plan_of
from domain.words import Words, msg


def title(work: Work, standup: Standup) -> Words:
    """The name its plan has, else what it is and whose."""
    plan, team = plan_of(work, standup), work.settings.team(standup.team)
    if plan is not None and plan.name:
        return plan.name
    return msg("Pipeline standup, {team}", team=team.name if team else standup.team)
