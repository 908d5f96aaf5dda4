"""What a standup is called."""

from __future__ import annotations

from domain.ports import Work
from domain.standup import Standup
from domain.standup_plans import plan_of
from domain.words import Message, Words, msg


def title(work: Work, standup: Standup) -> Words:
    """The name its plan has, else what it is and whose."""
    plan, team = plan_of(work, standup), work.settings.team(standup.team)
    if plan is not None and plan.name:
        return plan.name
    return called("", team.name if team else standup.team)


def called(name: str, team: str) -> Message:
    """The same for whoever has to do with several teams."""
    return msg("{standup}, {team}", standup=name, team=team) if name else msg("Pipeline standup, {team}", team=team)
