"""Who is in a team, and who leads it."""

from __future__ import annotations

from domain.person import Person, Role
from domain.ports import Work
from domain.rights import has_left
from domain.settings import Team


def manager_of(work: Work, team: Team) -> Person | None:
    """Whom app.yaml names as the manager of the team, once they are known."""
    return work.persons.by_email(team.manager)


def sellers_of(work: Work, team: Team) -> list[Person]:
    """Who sells in a team: its reps who are here, and its manager if they have open deals of their own."""
    mine = (one for one in work.persons.all() if one.team == team.key and one.email is not None)
    here = [one for one in mine if not has_left(one, work.settings)]
    return [one for one in here if one.role is Role.REP or work.deals.open_of(one.id)]
