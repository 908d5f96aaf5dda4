"""A note told anew: what it saved is taken back and the corrected one is saved in its place, in one unit of work."""

from __future__ import annotations

from dataclasses import replace

from domain.chat import Incoming, Reply
from domain.deal import Contact, Deal
from domain.facts import Grounds
from domain.ports import Work
from domain.reading.understood import AnswerRead, ContactRead, MustAsk, Understood
from handlers.open_questions import Open, told_by
from handlers.reading import read
from handlers.saving import Telling, role_key
from handlers.speaker import speaker
from handlers.taking_back import take_back
from handlers.telling import answered_already, deal_of, tell, telling_of
from handlers.turn import changing


def retell(
    incoming: Incoming, work: Work, act: str, telling: Telling, deal: Deal, *, instead: bool = False
) -> list[Reply]:
    """Take the act back, if it still stands, and save `telling` on `deal`. Raises Conflict, see `take_back`."""
    entry = work.journal.get(act)
    if entry is not None and work.journal.undone_by(act) is None:
        passed = [visit for visit in work.facts.visits(deal.id) if visit.act == act]
        take_back(work, entry, telling.person, incoming.at)
        telling = replace(telling, passed=passed[-1] if passed and entry.deal == deal.id else None)
    return tell(incoming, work, telling, deal_of(work, deal.id), instead=instead)


def name_contact(
    incoming: Incoming, work: Work, still: Open, contact: Contact, *, instead: bool = False
) -> list[Reply]:
    """It is known now who somebody in the note is; a contact without account is new and is added."""
    person = speaker(incoming, work)
    told = told_by(work, still.act)
    if told is None:
        return answered_already()
    deal = changing(still.deal, incoming, work).deal
    telling = telling_of(work, person, told.at, told.text, read(work, person, told.text, told.at, about=deal))
    if not contact.account:
        contact = replace(contact, account=deal.account, role=_role(work, telling.understood, still), act=telling.act)
        work.contacts.add(contact)
    telling = replace(telling, understood=_named(telling.understood, still.asks[0].about, contact))
    return retell(incoming, work, still.act, telling, deal, instead=instead)


def _role(work: Work, understood: Understood, still: Open) -> str:
    """The role of somebody whom the note calls by it."""
    about = still.asks[0].about
    return "" if any(_is_meant(one, about) for one in understood.contacts) else role_key(about, work.settings)


def _named(understood: Understood, about: str, contact: Contact) -> Understood:
    """The note as if it had said who `about` is."""
    return replace(
        understood,
        contacts=tuple(replace(one, known=contact) if _is_meant(one, about) else one for one in understood.contacts),
        answers=tuple(_by(one, about, contact.name) for one in understood.answers),
        must_ask=tuple(ask for ask in understood.must_ask if ask is not MustAsk.WHICH_CONTACT),
    )


def _is_meant(read_as: ContactRead, about: str) -> bool:
    return read_as.known is None and about == read_as.name


def _by(answer: AnswerRead, about: str, name: str) -> AnswerRead:
    is_theirs = answer.grounds is Grounds.CUSTOMER_SAID and answer.said_by in ("", about)
    return replace(answer, said_by=name) if is_theirs else answer
