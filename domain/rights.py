"""Who may see and change what. Every door asks these."""

from __future__ import annotations

from collections.abc import Callable

from domain.deal import Deal
from domain.person import Person, Role
from domain.settings import Settings


def may_change(person: Person, deal: Deal, owner: Person | None) -> bool:
    """The owner, a manager of the owner's team, an admin."""
    if person.role is Role.ADMIN or deal.owner == person.id:
        return True
    return person.role is Role.MANAGER and owner is not None and owner.team == person.team


def may_see(person: Person, deal: Deal, owner: Person | None, settings: Settings) -> bool:
    """Whoever may change it, and colleagues as far as the team's `sees` in app.yaml goes (own, team, company)."""
    if may_change(person, deal, owner):
        return True
    team = settings.team(person.team)
    sees: dict[str, Callable[[], bool]] = {
        "company": lambda: True,
        "team": lambda: owner is not None and owner.team == person.team,
    }
    return sees.get(team.sees if team else "own", lambda: False)()


def has_left(person: Person, settings: Settings) -> bool:
    """Somebody with an address that app.yaml no longer names: a stranger, who is shown and told nothing.

    Somebody known by name only came with an import and never had a way in.
    """
    if person.email is None:
        return False
    return all(member.email.casefold() != person.email.casefold() for member in settings.people)
