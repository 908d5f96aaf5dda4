"""Where somebody reads on the page: their own talk with the coach, and the channels of their teams."""

from __future__ import annotations

from dataclasses import dataclass

from domain.chat import Place
from domain.person import Person
from domain.rights import leads
from domain.settings import Settings, Team

PLATFORM = "web"


@dataclass(frozen=True, slots=True)
class Room:
    """What is read together, and what it is called."""

    id: str
    name: str


def alone_with(person: Person) -> Place:
    """Somebody's own talk."""
    return Place(PLATFORM, "", person.id)


def channel_of(team: Team) -> Place | None:
    """Where a team reads together; None for one without a channel."""
    return Place(PLATFORM, "", f"channel:{team.key}", direct=False) if team.channel else None


def channels_of(person: Person, settings: Settings) -> tuple[Room, ...]:
    """The channels of the teams that the person is in, or leads."""
    theirs = [team for team in settings.teams if team.key == person.team or leads(person, team.key, settings)]
    there = [(channel_of(team), team) for team in theirs]
    return tuple(Room(place.conversation, _name(team)) for place, team in there if place is not None)


def _name(team: Team) -> str:
    """As app.yaml names it, but for a link."""
    return f"#{team.key}" if "://" in team.channel else f"#{team.channel.lstrip('#')}"
