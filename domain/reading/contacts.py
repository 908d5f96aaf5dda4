"""Which customer people a note names, and which of them cannot be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.deal import Contact, DealSketch
from domain.facts import Grounds
from domain.reading.marks import ROLE
from domain.reading.passage import Clause, Passage
from domain.reading.people import Named
from domain.reading.phrases import phrases
from domain.reading.roles import RoleSaid, holders
from domain.reading.sources import own_source
from domain.reading.understood import ContactRead


@dataclass(frozen=True, slots=True)
class Contacts:
    """The customer people of a note. `unclear`: somebody who matters is given in a way that fits nobody, or several."""

    read: tuple[ContactRead, ...]
    unclear: bool


def at_deal(person: Named, deal: DealSketch | None) -> Named:
    """The person as seen from a deal: only its contacts count, one of them goes before a colleague's namesake, and
    somebody whom an earlier deal with the account left there as well is still one person.
    """
    if deal is None:
        return person
    own = {contact.id for contact in deal.contacts}
    named = {contact.name: contact for contact in reversed(person.contacts) if contact.id in own}
    here = tuple(reversed(named.values()))
    return replace(person, contacts=here, colleague=person.colleague and not here)


def find_contacts(passage: Passage, deal: DealSketch | None, steps: Sequence[int]) -> Contacts:
    """Everybody at the customer who is named, and those given by a role who say something or whom a step is with."""
    read: dict[str, ContactRead] = {}
    unclear = False
    roles = {role.name.start: role for role in passage.roles if role.name is not None}
    for person in passage.people:
        if person.colleague:
            continue
        known = person.contacts[0] if len(person.contacts) == 1 else None
        unclear = unclear or (deal is not None and len(person.contacts) > 1)
        role = roles.get(person.start)
        _keep(read, ContactRead(person.text, role.text if role else None, known))
    for clause in passage.clauses:
        for role in passage.roles_in(clause):
            contact = _holder(role, deal)
            if contact is not None:
                _keep(read, ContactRead(role.text, role.text, contact))
            else:
                unclear = unclear or _matters(passage, clause, role, steps) or _goes_on_to_say(passage, clause)
    return Contacts(tuple(read.values()), unclear)


def _keep(read: dict[str, ContactRead], contact: ContactRead) -> None:
    """One entry a person: "Anna" after "Anna Berg" is the same."""
    key = contact.known.id if contact.known else contact.name.lower()
    twin = next((k for k, old in read.items() if k == key or _shorter(contact, old)), None)
    if twin is None:
        read[key] = contact
    elif contact.role and not read[twin].role and contact.name != contact.role:
        read[twin] = replace(read[twin], role=contact.role)


def _shorter(contact: ContactRead, old: ContactRead) -> bool:
    return contact.known is old.known and old.name.lower().split()[0] == contact.name.lower()


def _holder(role: RoleSaid, deal: DealSketch | None) -> Contact | None:
    found = holders(role, deal.contacts) if deal is not None else ()
    return found[0] if len(found) == 1 else None


def _matters(passage: Passage, clause: Clause, role: RoleSaid, steps: Sequence[int]) -> bool:
    """Whether somebody given by role said something, or the step is with them."""
    if clause.start in steps:
        return True
    place = role.start - clause.start
    source = own_source(passage, clause)
    said = source is not None and source.grounds is Grounds.CUSTOMER_SAID and source.said_by == role.text
    return said or _SAYS.search(clause.low[place:]) is not None


def _goes_on_to_say(passage: Passage, clause: Clause) -> bool:
    """ "Met the buyer, she wants a quote": she is the buyer when nobody is named."""
    if any(not person.colleague for person in passage.people):
        return False
    return any(_PRONOUN_SAYS.match(other.low) for other in passage.clauses if other.start > clause.start)


_PRONOUN_SAYS = phrases(
    r"(?:she|he|hon|han)(?: \w+)? (?:said|says|told|mentioned|wrote|mailed|confirmed|promised|agreed|asked|wants?"
    r"|will|needs?|sa|säger|sade|berättade|nämnde|skrev|mailade|mejlade|bekräftade|lovade|frågade|vill|ville"
    r"|tycker|svarade|menade|menar|återkommer|skickar|ska|kollar|behöver)"
)
_SAYS = phrases(
    rf"{ROLE}+(?: \w+)? (?:said|says|told|mentioned|wrote|mailed|confirmed|promised|agreed|asked|wants?|sa|säger|sade"
    rf"|berättade|nämnde|skrev|mailade|mejlade|bekräftade|lovade|frågade|vill|ville|tycker|svarade|menade|menar)"
)
