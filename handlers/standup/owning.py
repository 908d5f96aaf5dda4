"""The owner's yes or no to what others decided about a deal; and a decision taken back."""

from __future__ import annotations

from dataclasses import replace

from domain.chat import Choice, Incoming, Press, Reply
from domain.errors import NotFound
from domain.ports import Work
from domain.standup import Decision
from domain.words import msg
from handlers.replies import buttons, say
from handlers.standup.decision_form import ask_change, forget, theirs
from handlers.standup.decisions import decision_words
from handlers.standup.redraw import redraw
from handlers.standup.settling import settle
from handlers.turn import Turn, changing, id_of
from handlers.unasked import leave_word
from handlers.undo import undo_act


def put(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: it goes on the deal as a next step."""
    decision, turn = _waiting(incoming, work)
    if decision.step:
        return [say(msg("That is on the deal already. Nothing was stored twice."), private=True)]
    if decision.due is None or not decision.owner:
        return ask_change(incoming, work)
    kept = settle(work, decision, turn.person, incoming.at)
    redraw(work, kept.standup, incoming.at)
    done = msg(
        "**{deal}.** On the deal now: {line}.", deal=turn.deal.title, line=decision_words(work, kept, names=False)
    )
    ways = buttons(Choice(msg("Undo"), "decision.undo", kept.id), Choice(msg("The deal"), "deal.show", turn.deal.id))
    return [say(done, ways, private=True, instead=True)]


def leave(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: no. Whoever decided it is told."""
    decision, turn = _waiting(incoming, work)
    if decision.step:
        return [say(msg("That is on the deal already. Nothing was stored twice."), private=True)]
    line = decision_words(work, decision)
    work.standups.undecide(decision.id)
    redraw(work, decision.standup, incoming.at)
    by = work.persons.get(decision.by)
    if by is not None and by.id != turn.person.id:
        told = msg("{who} does not take it up: {line}.", who=turn.person.first_name, line=line)
        leave_word(work, by, f"undecided:{decision.id}", incoming.at, say(told))
    return [say(msg("Left out: {line}.", line=line), private=True, instead=True)]


def _waiting(incoming: Incoming, work: Work) -> tuple[Decision, Turn]:
    """Raises NotFound for a decision that was taken back, and as `changing` does."""
    decision = work.standups.decision(id_of(incoming))
    if decision is None:
        raise NotFound(msg("I don't find that decision any more. Nothing was changed."))
    return decision, changing(decision.deal, incoming, work)


def undo(incoming: Incoming, work: Work) -> list[Reply]:
    """The button under a decision: it is taken back, and with it its step."""
    person, _, decision = theirs(incoming, work)
    if decision.act:
        return undo_act(replace(incoming, act=Press("undo.act", decision.act)), work)
    line = decision_words(work, decision)
    forget(work, decision, person, incoming.at)
    return [say(msg("Taken back: {line}.", line=line), private=True, instead=True)]
