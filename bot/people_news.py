"""What `askfirst check` finds about people: deals that nobody is here to look after, and names that should go."""

from __future__ import annotations

from collections.abc import Iterator

from domain.person import Person
from domain.ports import Work
from domain.rights import has_left


def people_news(work: Work) -> Iterator[str]:
    """One sentence for whoever left and is still named, and for whoever is not here and has open deals."""
    named = {member.email.casefold() for member in work.settings.people}
    for person in work.persons.all():
        if person.left_at is not None and person.email and person.email.casefold() in named:
            yield (
                f"{person.name} left on {person.left_at:%Y-%m-%d}, and app.yaml still names {person.email}. Take the "
                "address out; to let them in again, let them write to the coach."
            )
        deals = len(work.deals.open_of(person.id)) + len(work.deals.prospects_of(person.id))
        if deals and _is_away(work, person):
            yield f"{_who(person)} has {deals} open {'deal' if deals == 1 else 'deals'}. {_way_on(person)}"


def _is_away(work: Work, person: Person) -> bool:
    """Whether nobody of that name can be spoken to: they left, or app.yaml does not know them."""
    return person.email is None or has_left(person, work.settings)


def _who(person: Person) -> str:
    if person.left_at is not None:
        return f"{person.name}, who has left,"
    return f"{person.name}, whom app.yaml does not name,"


def _way_on(person: Person) -> str:
    handing_over = f'over: write "reassign {person.name}" to the coach, as an admin.'
    return f"Hand them {handing_over}" if person.left_at else f"Name them under a team, or hand them {handing_over}"
