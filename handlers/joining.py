"""Somebody unknown writes: an admin is asked once, and one press lets them in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from domain.chat import Choice, Incoming, Place, Press, Reply, Say
from domain.errors import NotAllowed
from domain.journal import JournalEntry, Pending
from domain.person import OFFICE_HOURS, Person, Role
from domain.planning import plan_for
from domain.ports import Work
from domain.rights import has_left, may_manage_people
from domain.settings import Team
from domain.words import msg
from handlers.replies import buttons, say
from handlers.speaker import speaker
from handlers.turn import id_of, pick_of
from handlers.unasked import leave_word

JOINING = "joining"
_OPEN_AT_MOST = 5
"""How many requests may wait for an answer. More strangers than that are a flood, and nobody is asked about them."""
_FOR = timedelta(days=30)
"""For how long a request waits."""
_NAME_AT_MOST = 80
_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Asker:
    """An account of our own workspace that belongs to nobody we know: what the platform says about it."""

    platform: str
    workspace: str
    user: str
    email: str
    name: str

    @property
    def account(self) -> str:
        """One text for one account."""
        return f"{self.platform}:{self.workspace}:{self.user}"


def ask_to_join(work: Work, asker: Asker, place: Place, at: datetime) -> str:
    """Ask those who may let somebody in; the first name of the one asked first, or nothing when nobody is asked.

    Does not commit. An account is asked about once, whatever was answered.
    """
    asked = _who_decides(work)
    known = next((one for one in _requests(work, at) if json.loads(one.data)["account"] == asker.account), None)
    if known is not None or not asked:
        return asked[0].first_name if asked and known and not known.used else ""
    if sum(not one.used for one in _requests(work, at)) >= _OPEN_AT_MOST:
        return ""
    asker = replace(asker, name=" ".join(asker.name.split())[:_NAME_AT_MOST] or asker.email)
    data = {"account": asker.account, "asker": asdict(asker), "place": asdict(place)}
    pending = Pending(work.new_id(), "", JOINING, json.dumps(data, ensure_ascii=False), at)
    if not [one for one in asked if _put(work, one, asker, pending)]:
        return ""
    work.pending.add(pending)
    work.journal.add(JournalEntry(pending.id, JOINING, at, JOINING, None, None, 0))
    return asked[0].first_name


def _who_decides(work: Work) -> list[Person]:
    """The admins, or the managers where there is none."""
    here = [one for one in work.persons.all() if one.email and not has_left(one, work.settings)]
    admins = [one for one in here if one.role is Role.ADMIN]
    return admins or [one for one in here if _teams(work, one)]


def _teams(work: Work, person: Person) -> list[Team]:
    return [team for team in work.settings.teams if may_manage_people(person, team.key, work.settings)]


def _requests(work: Work, at: datetime) -> Sequence[Pending]:
    """What was asked lately, whether it was answered or not."""
    found = (work.pending.get(entry.id) for entry in work.journal.since(JOINING, at - _FOR))
    return [pending for pending in found if pending is not None]


def _put(work: Work, to: Person, asker: Asker, pending: Pending) -> bool:
    choices = [
        Choice(msg("Add to {team}", team=team.name), "joining.add", pending.id, team.key) for team in _teams(work, to)
    ]
    rows = [buttons(*choices[place : place + _IN_A_ROW]) for place in range(0, len(choices), _IN_A_ROW)]
    text = msg(
        "**{name}** ({email}) wrote to me and is not one of us yet. Shall I let them in?",
        name=asker.name,
        email=asker.email,
    )
    told = say(text, *rows, buttons(Choice(msg("No"), "joining.no", pending.id)))
    return leave_word(work, to, f"{JOINING}:{asker.account}:{to.id}", pending.at, told)


def add(incoming: Incoming, work: Work) -> list[Reply]:
    """The button of a team: whoever wrote is one of its people now, and is greeted."""
    person, pending = _asked(incoming, work)
    team = work.settings.team(pick_of(incoming))
    if pending is None or team is None:
        return _gone()
    if not may_manage_people(person, team.key, work.settings):
        raise NotAllowed(msg("Only an admin or the team's manager can say that. Nothing was changed."))
    if not work.pending.use(pending.id):
        return _answered_already()
    data = json.loads(pending.data)
    asker, place = Asker(**data["asker"]), Place(**data["place"])
    new = _joined(work, asker, team, person)
    work.persons.save(new)
    plan_for(work, new, incoming.at)
    work.persons.introduce(asker.platform, asker.workspace, asker.user, new.id)
    if place.direct:
        work.persons.seen_at(new.id, place, incoming.at)
    leave_word(work, new, f"welcome:{pending.id}", incoming.at, _welcome(new, person, team))
    return [say(msg("**{name}** is in {team} now.", name=new.name, team=team.name), instead=_pressed(incoming))]


def _joined(work: Work, asker: Asker, team: Team, by: Person) -> Person:
    """The newcomer, with the zone, language and hours of the team; whoever was here before comes back."""
    known = work.persons.by_email(asker.email)
    if known is not None:
        return replace(known, team=team.key, added_by=by.id, left_at=None)
    like = next((member for member in work.settings.people if member.team == team.key), None)
    company = work.settings.company
    return Person(
        id=work.new_id(),
        name=asker.name,
        email=asker.email,
        role=Role.REP,
        team=team.key,
        language=like.language if like else company.languages[0],
        zone=like.zone if like else company.zone,
        country=like.country if like else company.country,
        hours=like.hours if like else OFFICE_HOURS,
        added_by=by.id,
    )


def _welcome(new: Person, by: Person, team: Team) -> Say:
    return say(
        msg("Hello {name}. {who} has let you in, to {team}.", name=new.first_name, who=by.name, team=team.name),
        msg("Tell me of a meeting in your own words, such as: met Anna at Nordfrakt, demo on Friday, she agreed."),
        buttons(Choice(msg("Help"), "help.all"), Choice(msg("Settings"), "settings.open")),
    )


def refuse(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: they stay a stranger."""
    person, pending = _asked(incoming, work)
    if pending is None:
        return _gone()
    if not _teams(work, person):
        raise NotAllowed(msg("Only an admin or the team's manager can say that. Nothing was changed."))
    if not work.pending.use(pending.id):
        return _answered_already()
    name = json.loads(pending.data)["asker"]["name"]
    return [say(msg("I keep quiet towards {name}.", name=name), instead=_pressed(incoming))]


def _asked(incoming: Incoming, work: Work) -> tuple[Person, Pending | None]:
    pending = work.pending.get(id_of(incoming))
    return speaker(incoming, work), pending if pending is not None and pending.kind == JOINING else None


def _pressed(incoming: Incoming) -> bool:
    return isinstance(incoming.act, Press)


def _gone() -> list[Reply]:
    return [say(msg("I don't find what that was about. Nothing was changed."), private=True)]


def _answered_already() -> list[Reply]:
    return [say(msg("That is answered already. Nothing was changed."), private=True)]
