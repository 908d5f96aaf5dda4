"""What of a standup goes to the team's channel."""

from __future__ import annotations

from datetime import datetime

from domain.chat import Say
from domain.codec import to_json
from domain.nudges import OutboxItem
from domain.ports import Work
from domain.rights import has_left
from domain.standup import Standup
from domain.teams import manager_of


def post(
    work: Work, standup: Standup, kind: str, say: Say, at: datetime, *, id: str = "", under: str = ""
) -> OutboxItem:
    """Put it into the outbox, once of each kind. A closed channel's is for whoever leads. Does not commit."""
    item = OutboxItem(
        id=id or work.new_id(),
        key=f"{kind}:{standup.id}",
        person=_leads(work, standup),
        reply=to_json(say),
        episodes=(),
        created_at=at,
        not_before=at,
        channel=standup.team,
        under=under,
        language=standup.language,
        zone=standup.zone,
    )
    work.nudging.put(item)
    return item


def _leads(work: Work, standup: Standup) -> str:
    """The facilitator, or where they have left meanwhile the manager."""
    team = work.settings.team(standup.team)
    named = (work.persons.get(standup.facilitator), manager_of(work, team) if team else None)
    return next((one.id for one in named if one is not None and not has_left(one, work.settings)), "")
