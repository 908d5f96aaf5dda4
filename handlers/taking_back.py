"""Taking an act back, together with what was answered about it afterwards."""

from __future__ import annotations

from datetime import datetime

from domain.acting import Doing
from domain.deal import Deal
from domain.errors import NotAllowed
from domain.journal import JournalEntry
from domain.person import Person
from domain.ports import Work
from domain.rights import may_take_back
from domain.undoing import undo
from domain.words import msg
from handlers.echo import belongs
from handlers.standup.redraw import redraw

UNDO = "undo"


def take_back(work: Work, entry: JournalEntry, person: Person, at: datetime) -> Deal | None:
    """Undo the act, and first the acts that answered its questions. The deal as it was before; None without one.
    A standup at which it was decided says so no more.

    Does not commit. Raises Conflict when it was taken back already or something rests on it, see `undo`.
    """
    decision = work.standups.decision(entry.id)
    for later in standing(work, entry.deal):
        if later.id != entry.id and belongs(later.id, entry.id):
            undo(work, later, _doing(work, person, at))
    deal = undo(work, entry, _doing(work, person, at))
    if decision is not None:
        redraw(work, decision.standup, at)
    return deal


def later_than(work: Work, entry: JournalEntry) -> list[JournalEntry]:
    """What was told of the deal after the act and stays when it is taken back."""
    after = standing(work, entry.deal)
    after = after[: next((place for place, one in enumerate(after) if one.id == entry.id), 0)]
    return [one for one in after if not belongs(one.id, entry.id)]


def check_may(work: Work, entry: JournalEntry, person: Person, at: datetime) -> None:
    """One's own acts may be taken back while one may change the deal; a manager and an admin may those of the team.

    Whoever handed a deal over may take that back until something happens to it. Raises NotAllowed.
    """
    deal = work.deals.get(entry.deal) if entry.deal else None
    if deal is None:
        return
    was = entry.before
    handed_over = was is not None and was.owner != deal.owner and entry.person == person.id
    theirs = [deal, was] if was is not None and handed_over and not later_than(work, entry) else [deal]
    if not any(_may(work, person, entry, one, at) for one in theirs):
        raise NotAllowed(msg("Only whoever told me, or the team's manager, can take that back. Nothing was changed."))


def _may(work: Work, person: Person, entry: JournalEntry, deal: Deal, at: datetime) -> bool:
    return may_take_back(person, entry.person, deal, work.persons.get(deal.owner), work.settings, at)


def standing(work: Work, deal: str | None) -> list[JournalEntry]:
    """The acts on the deal that were not taken back, the latest first."""
    entries = work.journal.of_deal(deal) if deal else []
    gone = {one.undoes for one in entries if one.undoes}
    return [one for one in entries if one.undoes is None and one.id not in gone]


def _doing(work: Work, person: Person, at: datetime) -> Doing:
    return Doing(work.new_id(), person.id, at, UNDO)
