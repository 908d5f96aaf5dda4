"""Where somebody reads on the page: their own talk with the coach, and the channels of their teams."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels import is_read_by, name_of
from domain.chat import Place
from domain.person import Person
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
    theirs = [(channel_of(team), team) for team in settings.teams if is_read_by(team, person, settings)]
    return tuple(Room(place.conversation, name_of(team)) for place, team in theirs if place is not None)
