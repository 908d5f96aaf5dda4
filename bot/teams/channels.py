"""A team's channel in Teams: by the link that Teams copies, where the coach was added to the team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from botbuilder.schema import Activity

from bot.channels import Closed, not_in, shared
from bot.teams.inbound import PLATFORM, tenant_of
from bot.teams.references import References
from bot.teams.transport import Transport
from domain.chat import Place
from domain.settings import Team

Json = dict[str, Any]

_HOST = "teams.microsoft.com"
_UPDATES = frozenset({"conversationUpdate", "installationUpdate"})


@dataclass(frozen=True, slots=True)
class Link:
    """What a link to a channel tells: the channel's id, and the ids of its team and its company."""

    channel: str
    group: str
    tenant: str


def link_from(written: str) -> Link | None:
    """A link such as https://teams.microsoft.com/l/channel/19%3A...%40thread.tacv2/General?groupId=...&tenantId=..."""
    try:
        told = urlsplit(written)
    except ValueError:
        return None
    parts, asked = told.path.split("/"), parse_qs(told.query)
    group, tenant = asked.get("groupId", [""])[0], asked.get("tenantId", [""])[0]
    if told.hostname != _HOST or parts[1:3] != ["l", "channel"] or len(parts) < 4 or not (group and tenant):
        return None
    return Link(unquote(parts[3]), group.casefold(), tenant.casefold())


def added_to(activity: Activity) -> tuple[Place, bool] | None:
    """The team that the coach was added to (True) or taken out of (False), as a place; None for anything else."""
    told = activity.channel_data if isinstance(activity.channel_data, dict) else {}
    team = told.get("team")
    group = team.get("aadGroupId") if isinstance(team, dict) else None
    if not group or activity.type not in _UPDATES:
        return None
    place = Place(PLATFORM, tenant_of(activity).casefold(), str(group).casefold(), direct=False)
    return place, not _is_removed(activity)


def _is_removed(activity: Activity) -> bool:
    ours = activity.recipient.id if activity.recipient is not None else None
    left = activity.members_removed if isinstance(activity.members_removed, list) else []
    return str(activity.action or "").startswith("remove") or (bool(ours) and any(one.id == ours for one in left))


async def channel_of(team: Team, references: References, transport: Transport) -> Place | Closed | None:
    """Where to post; None when app.yaml names no link to Teams. May raise Unreached."""
    link = link_from(team.channel)
    if link is None:
        return None
    kept = await references.of(Place(PLATFORM, link.tenant, link.group, direct=False))
    if kept is None:
        return not_in(team)
    there = {**kept, "conversation": {"id": link.channel, "isGroup": True, "conversationType": "channel"}}
    members = await transport.members(there)
    if not members:
        return not_in(team)
    if any(_is_of_another(member, link.tenant) for member in members):
        return shared(team)
    place = Place(PLATFORM, link.tenant, link.channel, direct=False)
    await references.keep(place, there)
    return place


def _is_of_another(member: Json, tenant: str) -> bool:
    """Whether somebody of another company reads along: as a guest, or in a channel that both share."""
    home = str(member.get("tenantId") or tenant).casefold()
    return home != tenant or str(member.get("userRole") or "").casefold() in {"guest", "anonymous"}
