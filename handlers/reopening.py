"""An ended deal is opened again. What was told when it ended stays."""

from __future__ import annotations

from domain.chat import Choice, Incoming, Reply
from domain.deal import Deal
from domain.moving import reopen as reopen_deal
from domain.ports import Work
from domain.words import msg
from handlers.open_questions import unplaced
from handlers.placing import resume
from handlers.replies import buttons, say, undo_button
from handlers.turn import Turn, id_of, looking_after, pick_of, rest_of
from handlers.which import ENDED, which_deal


def reopen_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: the deal that is named."""
    found = which_deal(rest_of(incoming), incoming, work, "deal.reopen", wanted=ENDED)
    return _reopened(looking_after(found.id, incoming, work), incoming) if isinstance(found, Deal) else found


def reopen(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the same. Its pick is a note that waits for the deal, if there is one."""
    return _reopened(looking_after(id_of(incoming), incoming, work), incoming)


def _reopened(turn: Turn, incoming: Incoming) -> list[Reply]:
    if not turn.deal.has_ended:
        words = msg("{deal} has not ended. Nothing was changed.", deal=turn.deal.title)
        return [say(words, buttons(Choice(msg("The deal"), "deal.show", turn.deal.id)), private=True)]
    deal = reopen_deal(turn.work, turn.doing("reopen"), turn.deal, turn.deal)
    process = turn.work.settings.process(deal.process)
    stage = process.stage(deal.stage) if process else None
    head = msg("**{deal}** is open again, in {stage}.", deal=deal.title, stage=stage.name if stage else deal.stage)
    undo = undo_button(turn.act)
    if unplaced(turn.work, pick_of(incoming)) is not None:
        return [say(head, buttons(undo)), *resume(incoming, turn.work, pick_of(incoming), deal)]
    set_one = Choice(msg("Set the next step"), "step.set", deal.id)
    return [say(head, msg("What happens next?"), buttons(set_one, undo))]
