"""Where a team reads together, and why something is not posted there."""

from __future__ import annotations

from dataclasses import dataclass

from domain.person import Person
from domain.rights import leads
from domain.settings import Settings, Team
from domain.words import Message, msg


@dataclass(frozen=True, slots=True)
class Closed:
    """Nothing may be posted in the team's channel; `why` is said to whoever gets it alone instead."""

    why: Message


def name_of(team: Team) -> str:
    """What the team's channel is called where app.yaml has a name for it, and not a link."""
    return f"#{team.key}" if "://" in team.channel else f"#{team.channel.lstrip('#')}"


def is_read_by(team: Team, person: Person, settings: Settings) -> bool:
    """Whether the person is in the team, or leads it."""
    return person.team == team.key or leads(person, team.key, settings)


def not_in(team: Team) -> Closed:
    """Nobody has let the coach in, or there is no such channel; without a channel there is nowhere to let it in."""
    if not team.channel:
        return Closed(msg("{team} has no channel, so here it is for you alone.", team=team.name))
    return Closed(
        msg(
            "I am not in {channel}, so here it is for you alone. Invite me there to have it posted.",
            channel=team.channel,
        )
    )


def shared(team: Team) -> Closed:
    """People of another company read along."""
    return Closed(msg("{channel} is read by another company too, so here it is for you alone.", channel=team.channel))


def never_there(team: Team) -> Closed:
    """The message that this belongs to never came to the channel."""
    return Closed(msg("My message never reached {channel}, so here it is for you alone.", channel=team.channel))
