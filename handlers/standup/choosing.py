"""The buttons under a decision that leaves something open: who, about which deal, by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.chat import Ask, Incoming, Reply
from domain.due import Due
from domain.ports import Work
from domain.standup import Decision
from domain.words import msg
from handlers.day_form import DAY_FIELDS, due_of
from handlers.parse import Filled
from handlers.speaker import speaker
from handlers.standup.settling import go_on
from handlers.standup.undecided import NO_DEAL, Open, still_open
from handlers.telling import answered_already
from handlers.turn import form_of, id_of, pick_of


def choose_who(incoming: Incoming, work: Work) -> list[Reply]:
    """One of those who have that name."""
    open_, pick = _open(incoming, work), pick_of(incoming)
    if open_ is None or not pick.isdigit() or int(pick) >= len(open_[1].who):
        return answered_already()
    decision, still = open_
    chosen = replace(decision, owner=still.who[int(pick)])
    return _go_on(incoming, work, chosen, replace(still, who=()))


def choose_deal(incoming: Incoming, work: Work) -> list[Reply]:
    """One of the deals that were offered, or none."""
    open_, pick = _open(incoming, work), pick_of(incoming)
    if open_ is not None and open_[1].deals and pick == NO_DEAL:
        return _go_on(incoming, work, open_[0], replace(open_[1], deals=()))
    if open_ is None or not pick.isdigit() or int(pick) >= len(open_[1].deals):
        return answered_already()
    decision, still = open_
    chosen = replace(decision, deal=still.deals[int(pick)])
    return _go_on(incoming, work, chosen, replace(still, deals=()))


def choose_day(incoming: Incoming, work: Work) -> list[Reply]:
    """One of the days that were offered."""
    open_, day = _open(incoming, work), _day(pick_of(incoming))
    if open_ is None or day is None:
        return answered_already()
    return _go_on(incoming, work, replace(open_[0], due=Due(day)), open_[1])


def _day(pick: str) -> date | None:
    try:
        return date.fromisoformat(pick)
    except ValueError:
        return None


def ask_day(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: another day than those offered."""
    if _open(incoming, work) is None:
        return answered_already()
    return [Ask("decision.dated", msg("By when?"), DAY_FIELDS, id_of(incoming), msg("Save"))]


def save_day(incoming: Incoming, work: Work) -> list[Reply]:
    """The day came back from the form."""
    open_, person = _open(incoming, work), speaker(incoming, work)
    if open_ is None:
        return answered_already()
    filled = Filled(form_of(incoming), person, incoming.at)
    due = due_of(filled, person.zone)
    if due is None:
        return filled.refusal()
    return _go_on(incoming, work, replace(open_[0], due=due), open_[1])


def _open(incoming: Incoming, work: Work) -> tuple[Decision, Open] | None:
    """What the button or form answers, unless that is answered already or the decision was taken back."""
    still = still_open(work, id_of(incoming), incoming.person)
    decision = work.standups.decision(still.decision) if still else None
    return (decision, still) if decision and still else None


def _go_on(incoming: Incoming, work: Work, decision: Decision, still: Open) -> list[Reply]:
    work.pending.use(id_of(incoming))
    return go_on(incoming, work, decision, still, instead=True)
