"""A prospect starts as a deal, held against the template; what does not fit may pass with a reason."""

from __future__ import annotations

from dataclasses import replace

from domain.chat import Ask, Choice, Field, Incoming, Reply
from domain.deal import DealState
from domain.facts import Waiver
from domain.moving import start as start_deal
from domain.ports import Work
from domain.words import msg
from handlers.fitting import anyway_button, drop_button, fit_line, fit_of, fit_words, weighing
from handlers.open_questions import unplaced
from handlers.parse import Filled
from handlers.placing import resume
from handlers.prospects import prospect_turn
from handlers.replies import buttons, say, undo_button
from handlers.turn import Turn, form_of, id_of, pick_of


def start(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: starts it, or shows what does not fit or is not known. Its pick is a note that waits for the deal."""
    turn = prospect_turn(id_of(incoming), incoming, work)
    found = fit_of(turn)
    if not found.wanting:
        return _started(turn, incoming, pick_of(incoming), "")
    return [
        say(
            msg("**{deal}.** {fit}.", deal=turn.deal.title, fit=fit_words(found)),
            *map(fit_line, found.wanting),
            buttons(
                anyway_button(turn.deal, pick_of(incoming)),
                Choice(msg("Does it fit?"), "fit.ask", turn.deal.id),
                drop_button(turn.deal),
            ),
        )
    ]


def ask_anyway(incoming: Incoming, work: Work) -> list[Reply]:
    """The button past the template: why?"""
    turn, _ = weighing(id_of(incoming), incoming, work)
    note = unplaced(work, pick_of(incoming))
    why = Field("reason", msg("Why all the same?"), required=True)
    about = note.id if note else turn.deal.id
    return [Ask("fit.kept", msg("Start all the same: {deal}", deal=turn.deal.title), (why,), about, msg("Save"))]


def go_on_anyway(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent reason: a prospect is started with it, an open deal is kept."""
    note = unplaced(work, id_of(incoming))
    turn, process = weighing(note.deals[0] if note and note.deals else id_of(incoming), incoming, work)
    filled = Filled(form_of(incoming), turn.person, turn.at)
    reason = filled.line("reason", msg("Write in a few words why you go on all the same."))
    if filled.errors:
        return filled.refusal()
    if turn.deal.state is DealState.PROSPECT:
        return _started(turn, incoming, note.id if note else "", reason)
    missing = tuple(line.criterion.question for line in fit_of(turn).wanting)
    if any(one.missing == missing for one in work.facts.waivers(turn.deal.id)) or not missing:
        return [say(msg("That is what I have already. Nothing was stored twice."), private=True)]
    first = process.stages[0].key
    kept = Waiver(
        work.new_id(), turn.deal.id, turn.act, turn.person.id, turn.at, process.key, first, first, missing, reason
    )
    deal = turn.save("fit kept", turn.deal, kept)
    return [say(msg("**{deal}** is kept: {reason}", deal=deal.title, reason=reason), buttons(undo_button(turn.act)))]


def _started(turn: Turn, incoming: Incoming, note: str, reason: str) -> list[Reply]:
    begun = replace(turn.deal, paused_until=None, pause_reason="")
    deal = start_deal(turn.work, turn.doing("start"), turn.deal, begun, reason=reason)
    stage = turn.process.stage(deal.stage) if turn.process else None
    head = msg("**{deal}** is in {stage} now.", deal=deal.title, stage=stage.name if stage else deal.stage)
    why = msg("Started all the same: {reason}", reason=reason) if reason else None
    undo = undo_button(turn.act)
    if unplaced(turn.work, note) is not None:
        return [say(head, why, buttons(undo)), *resume(incoming, turn.work, note, deal)]
    set_one = Choice(msg("Set the next step"), "step.set", deal.id)
    return [say(head, why, msg("What happens next?"), buttons(set_one, undo))]
