"""Who may see and change what. Every door asks these."""

from __future__ import annotations

from collections.abc import Callable

from domain.deal import Deal
from domain.person import Person, Role
from domain.settings import Settings


def may_change(person: Person, deal: Deal, owner: Person | None, settings: Settings) -> bool:
    """The owner, a manager of the owner's team, an admin; colleagues of the team where app.yaml says `edits: team`."""
    if person.role is Role.ADMIN or deal.owner == person.id:
        return True
    team = settings.team(person.team)
    is_trusted = person.role is Role.MANAGER or (team is not None and team.edits == "team")
    return is_trusted and owner is not None and owner.team == person.team


def may_see(person: Person, deal: Deal, owner: Person | None, settings: Settings) -> bool:
    """Whoever may change it, and colleagues as far as the team's `sees` in app.yaml goes (own, team, company)."""
    if may_change(person, deal, owner, settings):
        return True
    team = settings.team(person.team)
    sees: dict[str, Callable[[], bool]] = {
        "company": lambda: True,
        "team": lambda: owner is not None and owner.team == person.team,
    }
    return sees.get(team.sees if team else "own", lambda: False)()


def has_left(person: Person, settings: Settings) -> bool:
    """Somebody who left, or with an address that app.yaml no longer names: a stranger, who is shown and told nothing.

    Somebody known by name only came with an import and never had a way in. Whom an admin let in stays until they leave.
    """
    if person.left_at is not None:
        return True
    if person.email is None or person.added_by:
        return False
    return all(member.email.casefold() != person.email.casefold() for member in settings.people)
