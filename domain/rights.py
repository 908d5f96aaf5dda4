"""Who may see and do what, one function a right. Every door asks these."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from domain.deal import Deal, DealSketch
from domain.person import Person, Role
from domain.settings import Settings
from domain.worktime import local_day


def leads(person: Person, team: str, settings: Settings) -> bool:
    """Whether app.yaml names the person as the manager of the team; somebody may lead several."""
    found = settings.team(team)
    is_theirs = found is not None and person.email is not None and found.manager.casefold() == person.email.casefold()
    return person.role is Role.MANAGER and is_theirs


def looks_after(person: Person, other: Person, settings: Settings) -> bool:
    """Whose deals are theirs to look after: everybody their own, a manager the teams' they lead, an admin all."""
    return person.id == other.id or person.role is Role.ADMIN or leads(person, other.team, settings)


def covers(person: Person, owner: Person | None, at: datetime) -> bool:
    """Whether the owner of a deal is on leave at that instant, and has this colleague to cover."""
    leave = owner.leave_on(local_day(at, owner.zone)) if owner else None
    return leave is not None and leave.cover == person.id


def may_change(person: Person, deal: Deal | DealSketch, owner: Person | None, settings: Settings, at: datetime) -> bool:
    """The owner, a manager of the owner's team, an admin; who covers for the owner at that instant, and colleagues of
    the team where app.yaml says `edits: team`.
    """
    if may_hand_over(person, deal, owner, settings) or covers(person, owner, at):
        return True
    team = settings.team(person.team)
    return team is not None and team.edits == "team" and owner is not None and owner.team == person.team


def may_see(person: Person, deal: Deal | DealSketch, owner: Person | None, settings: Settings, at: datetime) -> bool:
    """Whoever may change it, and colleagues as far as the team's `sees` in app.yaml goes (own, team, company)."""
    if may_change(person, deal, owner, settings, at):
        return True
    team = settings.team(person.team)
    sees: dict[str, Callable[[], bool]] = {
        "company": lambda: True,
        "team": lambda: owner is not None and owner.team == person.team,
    }
    return sees.get(team.sees if team else "own", lambda: False)()


def may_hand_over(person: Person, deal: Deal | DealSketch, owner: Person | None, settings: Settings) -> bool:
    """Whoever looks after the owner's deals may hand them over, and change many at once; no colleague does."""
    if person.role is Role.ADMIN or deal.owner == person.id:
        return True
    return owner is not None and leads(person, owner.team, settings)


def may_be_given(person: Person, other: Person, settings: Settings) -> bool:
    """Whom the person may hand a deal to: a rep somebody of the team, managers and admins anybody who is here."""
    if has_left(other, settings) or other.email is None:
        return False
    return person.role is not Role.REP or other.team == person.team or leads(other, person.team, settings)


def may_take_back(
    person: Person, teller: str, deal: Deal, owner: Person | None, settings: Settings, at: datetime
) -> bool:
    """Whoever told it, while they may change the deal, and a manager or an admin who looks after the deal."""
    if teller == person.id:
        return may_change(person, deal, owner, settings, at)
    return person.role is not Role.REP and may_hand_over(person, deal, owner, settings)


def may_manage_people(person: Person, team: str, settings: Settings) -> bool:
    """Who may let somebody into a team, or say that somebody of it has left: its manager and every admin."""
    return person.role is Role.ADMIN or leads(person, team, settings)


def has_left(person: Person, settings: Settings) -> bool:
    """Somebody who left, or with an address that app.yaml no longer names: a stranger, who is shown and told nothing.

    Somebody known by name only came with an import and never had a way in. Whom an admin let in stays until they leave.
    """
    if person.left_at is not None:
        return True
    if person.email is None or person.added_by:
        return False
    return all(member.email.casefold() != person.email.casefold() for member in settings.people)
