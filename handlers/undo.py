"""Taking something back: by the button under it, or by saying undo."""

from __future__ import annotations

from datetime import date

from domain.chat import Choice, Incoming, Press, Reply
from domain.deal import Deal, DealState
from domain.journal import JournalEntry
from domain.ports import Work
from domain.words import Day, Message, Words, msg
from handlers.bulk import undo_all
from handlers.echo import note_of
from handlers.open_questions import told_by
from handlers.orders import kept_order
from handlers.replies import buttons, say
from handlers.speaker import speaker, today
from handlers.taking_back import check_may, later_than, take_back
from handlers.turn import id_of


def undo_act(incoming: Incoming, work: Work) -> list[Reply]:
    """The button under a message: takes back that act. Raises Conflict when later acts rest on it."""
    entry = work.journal.get(id_of(incoming))
    if entry is None:
        return [say(msg("I don't find what that was about. Nothing was changed."), private=True)]
    return _taken_back(incoming, work, entry)


def undo_last(incoming: Incoming, work: Work) -> list[Reply]:
    """The word alone: takes back the person's latest act, on all deals if it was done to many."""
    entry = work.journal.last_of(incoming.person)
    if entry is None:
        return [say(msg("There is nothing to undo."))]
    if kept_order(work, note_of(entry.id)) is not None:
        return undo_all(incoming, work, note_of(entry.id))
    return _taken_back(incoming, work, entry)


def _taken_back(incoming: Incoming, work: Work, entry: JournalEntry) -> list[Reply]:
    person = speaker(incoming, work)
    if work.journal.undone_by(entry.id) is not None:
        return [say(msg("That is undone already."), private=True)]
    check_may(work, entry, person, incoming.at)
    more = bool(later_than(work, entry))
    now = take_back(work, entry, person, incoming.at)
    if now is None:
        return [say(msg("There is nothing to undo."))]
    again = Choice(msg("Tell it again"), "note.change", entry.id) if told_by(work, entry.id) else None
    return [
        say(
            *_as_it_is(work, now, more, today(incoming.at, person)),
            buttons(again),
            instead=isinstance(incoming.act, Press),
        )
    ]


def _as_it_is(work: Work, deal: Deal, more: bool, day: date) -> list[Words]:
    """The deal as it is now, on that day; `more` was told after what was taken back."""
    if deal.state is DealState.WITHDRAWN:
        return [msg("Taken back. **{deal}** is not among the deals any more.", deal=deal.title)]
    head = msg("Taken back. **{deal}** is as it was.", deal=deal.title)
    if more:
        head = msg("Taken back. What was told of **{deal}** after it stays.", deal=deal.title)
    return [head, _next_step(work, deal, day)] if deal.is_open else [head]


def _next_step(work: Work, deal: Deal, day: date) -> Message:
    step = work.facts.step(deal.step) if deal.step else None
    if step is None and deal.paused_until and deal.waits_on(day):
        return msg("It waits until {day}. They said: {reason}", day=Day(deal.paused_until), reason=deal.pause_reason)
    if step is None:
        return msg("No next step.")
    if step.due is None:
        return msg("Next step: {step}.", step=step.words)
    return msg("Next step: {step}, {due}.", step=step.words, due=step.due)
