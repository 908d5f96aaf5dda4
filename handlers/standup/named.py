"""Which of the standups somebody means, and what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.chat import Choice, Incoming
from domain.errors import NotAllowed, NotFound
from domain.person import Person, Role
from domain.ports import Work
from domain.rights import leads
from domain.settings import Team
from domain.standup import Phase, Standup
from domain.standup_plans import Planned, facilitator_of, plan_of, planned
from domain.words import Day, Message, msg
from domain.worktime import local_day
from handlers.speaker import speaker
from handlers.standup.mine import LATELY
from handlers.standup.title import called
from handlers.turn import id_of

_TALKED_IN = 6
"""How many of a team's latest standups may have a thread in which somebody still writes."""
_GONE = msg("I don't find that standup any more. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Chair:
    """A person who arranges one of a team's standups, at an instant."""

    work: Work
    person: Person
    at: datetime
    one: Planned

    @property
    def id(self) -> str:
        """What its buttons carry."""
        return id_for(self.one)

    @property
    def name(self) -> Message:
        """What it is called."""
        return name_of(self.one)


def chair_of(one: Planned, incoming: Incoming, work: Work) -> Chair:
    """The speaker before it. Raises NotAllowed for somebody who neither leads it nor the team."""
    person = speaker(incoming, work)
    if not may_arrange(work, person, one):
        who = facilitator_of(work, one)
        raise NotAllowed(
            msg("{who} and the team's manager arrange that. Nothing was changed.", who=who.name)
            if who is not None and not leads(who, one.team.key, work.settings)
            else msg("The team's manager arranges that. Nothing was changed.")
        )
    return Chair(work, person, incoming.at, one)


def may_arrange(work: Work, person: Person, one: Planned) -> bool:
    """Who may say when it is and who leads it: whoever leads it, the team's manager, and every admin."""
    who = facilitator_of(work, one)
    return may_set_up(work, person, one.team) or (who is not None and who.id == person.id)


def may_set_up(work: Work, person: Person, team: Team) -> bool:
    """Who may add a standup to the team, or take one away: its manager and every admin."""
    return person.role is Role.ADMIN or leads(person, team.key, work.settings)


def teams_of(work: Work, person: Person) -> list[Team]:
    """The teams whose standups are theirs: their own first, then those they lead; an admin's are all of them."""
    teams = work.settings.teams
    own = [team for team in teams if team.key == person.team]
    return own + [team for team in teams if team not in own and may_set_up(work, person, team)]


def ours(work: Work, person: Person) -> list[Planned]:
    """All standups of these teams."""
    return [one for team in teams_of(work, person) for one in planned(work, team)]


def id_for(one: Planned) -> str:
    """Stands for the plan in a button."""
    return f"{one.team.key}:{one.plan.key}"


def one_of(work: Work, id: str) -> Planned | None:
    """The plan of a button; it may be about one of its standups too."""
    standup = work.standups.get(id) if id else None
    team_key, _, key = (f"{standup.team}:{standup.plan}" if standup else id).partition(":")
    team = work.settings.team(team_key)
    return next((one for one in planned(work, team) if one.plan.key == key), None) if team else None


def the_one(incoming: Incoming, work: Work) -> Planned:
    """What a button or form is about. Raises NotFound for one that is not there, or not theirs to see."""
    found = one_of(work, id_of(incoming))
    if found is None or found.team not in teams_of(work, speaker(incoming, work)):
        raise NotFound(_GONE)
    return found


def name_of(one: Planned) -> Message:
    """ "Pipeline standup, North", or the name it has."""
    return called(one.plan.name, one.team.name)


def title_of(work: Work, standup: Standup) -> Message:
    """What a standup is called, with its day."""
    plan, team = plan_of(work, standup), work.settings.team(standup.team)
    named = called(plan.name if plan else "", team.name if team else standup.team)
    return msg("{standup}, {day}", standup=named, day=Day(standup.day))


def of_thread(incoming: Incoming, work: Work) -> Standup | None:
    """The standup in the thread of whose message this is; None elsewhere."""
    place = incoming.place
    if not place.thread:
        return None
    for team in teams_of(work, speaker(incoming, work)):
        for known in work.standups.lately(team.key, _TALKED_IN):
            item = work.nudging.item(known.message) if known.message else None
            there = item.place if item else None
            if item and there and (there.conversation, item.thread) == (place.conversation, place.thread):
                return known
    return None


def latest(work: Work, one: Planned) -> Sequence[Standup]:
    """Its standups, the latest first, without those that were called off."""
    lately = work.standups.lately(one.team.key, LATELY)
    return [known for known in lately if known.plan == one.plan.key and known.phase is not Phase.CALLED_OFF]


def open_of(work: Work, one: Planned) -> Standup | None:
    """The one of them that is open now."""
    return next((known for known in latest(work, one) if known.phase is Phase.OPEN), None)


def is_quiet(work: Work, one: Planned, at: datetime) -> bool:
    """Whether it is paused, or the next one left out."""
    today, said = local_day(at, one.plan.zone), one.said
    paused = said.paused and (said.paused_until is None or said.paused_until > today)
    return paused or (said.skips is not None and said.skips >= today)


def choices(some: Sequence[Planned], action: str, pick: str = "") -> list[Choice]:
    """A button for each."""
    return [Choice(name_of(one), action, id_for(one), pick) for one in some]
