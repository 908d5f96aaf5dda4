"""A next step gets another day: whose wish that was is kept, and the second time in a row is a signal."""

from __future__ import annotations

from dataclasses import replace

from domain.chat import Ask, Field, FieldKind, Incoming, Option, Reply
from domain.deal import Deal
from domain.due import Due
from domain.facts import Agreed, Side, Step, StepEnd
from domain.ports import Work
from domain.words import Words, msg
from handlers.parse import Filled
from handlers.promising import only_ours, signal
from handlers.questions import one_question
from handlers.replies import buttons, say, undo_button
from handlers.steps import open_deal, step_said
from handlers.turn import Turn, changing_step, form_of

_MOVED_BY: tuple[tuple[str, Side, Words], ...] = (
    ("customer", Side.THEM, msg("They asked for it")),
    ("both", Side.BOTH, msg("We asked, and they agreed")),
    ("us", Side.US, msg("We did, and they don't know yet")),
)
_SIDES = {key: side for key, side, _ in _MOVED_BY}
_NAMES = {side: key for key, side, _ in _MOVED_BY}


def ask_move(incoming: Incoming, work: Work) -> list[Reply]:
    """The form for another day."""
    _, step = changing_step(incoming, work)
    by = tuple(Option(key, label) for key, _, label in _MOVED_BY)
    was = msg("It was {due}.", due=step.due) if step.due else None
    fields = (
        Field("day", msg("Which day is it now?"), FieldKind.DAY, required=True, hint=was),
        Field("clock", msg("At what time, if there is one?"), FieldKind.CLOCK),
        Field("by", msg("Who moved it?"), FieldKind.CHOICE, "customer", by),
    )
    return [Ask("step.moved", msg("Move: {step}", step=step.words), fields, step.id, msg("Save"))]


def move(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form: the step ends as moved, and a new one takes its place."""
    turn, step = changing_step(incoming, work)
    filled = Filled(form_of(incoming), turn.person, turn.at)
    day = filled.day_ahead("day", msg("Which day is it now? A next step needs a day."))
    due = Due.on(day, filled.clock("clock"), turn.person.zone) if day else None
    if due is not None and due == step.due:
        filled.wrong("day", msg("That is the day it has. Which day is it now?"))
    if filled.errors:
        return filled.refusal()
    side = filled.chosen("by", _SIDES, Side.US)
    new = _moved(turn, step, due, side)
    deal = turn.save(f"step moved by {_NAMES[side]}", turn.deal, turn.ending(step, StepEnd.MOVED, side), new)
    return [_said_moved(turn, deal, step, new)]


def _moved(turn: Turn, step: Step, due: Due | None, side: Side) -> Step:
    """Whoever names a day has agreed to it; a day that we chose is agreed to by nobody yet."""
    agreed = Agreed.NONE if side is Side.US else Agreed.SAID
    return replace(
        step,
        id=turn.work.new_id(), act=turn.act, by=turn.person.id, at=turn.at, due=due, agreed=agreed, replaces=step.id,
    )  # fmt: skip


def _said_moved(turn: Turn, deal: Deal, old: Step, new: Step) -> Reply:
    return say(
        msg("**{deal}.** Next step: {step}.", deal=deal.title, step=step_said(new, deal)),
        msg("It was {due}.", due=old.due) if old.due else None,
        only_ours(turn.work, deal, new, turn.today),
        buttons(undo_button(turn.act), open_deal(deal)),
        *(signal(turn.work, deal, turn.today) or one_question(turn.work, deal, turn.at, turn.act)),
    )
