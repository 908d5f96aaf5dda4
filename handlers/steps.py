"""A next step with its two sides: set, kept, moved or missed. Each ends with what comes after."""

from __future__ import annotations

from dataclasses import replace

from domain.chat import Ask, Block, Choice, Field, FieldKind, Incoming, Option, Para, Reply
from domain.deal import Deal
from domain.due import Due
from domain.facts import Agreed, Step, StepEnd
from domain.ports import Work
from domain.words import Value, Words, msg
from handlers.echo import step_words
from handlers.parse import Filled
from handlers.questions import one_question
from handlers.replies import buttons, say, undo_button
from handlers.turn import Turn, changing, changing_step, form_of, id_of, pick_of, rest_of
from handlers.which import which_deal

_AGREED: tuple[tuple[Agreed, Words], ...] = (
    (Agreed.NONE, msg("Not yet")),
    (Agreed.SAID, msg("They said yes")),
    (Agreed.WRITTEN, msg("They wrote it")),
    (Agreed.ACCEPTED, msg("They accepted the invitation")),
)
_MOVED_BY: tuple[tuple[str, Words], ...] = (
    ("customer", msg("They asked for it")),
    ("both", msg("We asked, and they agreed")),
    ("us", msg("We did, and they don't know yet")),
)


def ask_step_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: a next step for the deal that is named."""
    found = which_deal(rest_of(incoming), incoming, work, "step.set")
    return step_form(changing(found.id, incoming, work)) if isinstance(found, Deal) else found


def ask_step(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: a next step, or the one that came to nothing once more (its id is the pick)."""
    turn = changing(id_of(incoming), incoming, work)
    again = work.facts.step(pick_of(incoming)) if pick_of(incoming) else None
    if again is None or again.deal != turn.deal.id:
        return step_form(turn)
    return step_form(turn, ours=again.ours, theirs=again.theirs)


def step_form(turn: Turn, *, ours: str = "", theirs: str = "") -> list[Reply]:
    """The form for a next step, with what is known of its two sides."""
    agreed = tuple(Option(value.value, label) for value, label in _AGREED)
    they = msg("What does {account} do?", account=turn.deal.account)
    fields = (
        Field("ours", msg("What do we do?"), value=ours),
        Field("theirs", they, value=theirs, hint=msg("A meeting is for both: write it in both.")),
        Field("day", msg("By when?"), FieldKind.DAY, required=True),
        Field("clock", msg("At what time, if there is one?"), FieldKind.CLOCK),
        Field("agreed", msg("Have they agreed?"), FieldKind.CHOICE, Agreed.NONE.value, agreed),
    )
    return [Ask("step.save", msg("Next step, {deal}", deal=turn.deal.title), fields, turn.deal.id, msg("Save"))]


def save_step(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form becomes a step."""
    turn = changing(id_of(incoming), incoming, work)
    filled = Filled(form_of(incoming), turn.person, turn.at)
    step = _step(filled, turn)
    if filled.errors:
        return filled.refusal()
    if any(_same(step, running) for running in turn.running()):
        return [say(msg("That is the next step already. Nothing was stored twice."), private=True)]
    deal = turn.save("step", turn.deal, step)
    return [_set(turn, deal, step)]


def _step(filled: Filled, turn: Turn) -> Step:
    ours, theirs = filled.line("ours"), filled.line("theirs")
    if not ours and not theirs:
        filled.wrong("ours", msg("What happens next? Write what we do, or what they do."))
    day = filled.day_ahead("day", msg("By when? A next step needs a day."))
    clock = filled.clock("clock")
    due = Due.on(day, clock, turn.person.zone) if day else None
    agreed = filled.chosen("agreed", {value.value: value for value, _ in _AGREED}, Agreed.NONE)
    return Step(turn.work.new_id(), turn.deal.id, turn.act, turn.person.id, turn.at, ours, theirs, due, agreed)


def _same(one: Step, other: Step) -> bool:
    """Whether it is the same step told twice, as by a form that was sent twice."""
    return (one.ours, one.theirs, one.due) == (other.ours, other.theirs, other.due)


def _set(turn: Turn, deal: Deal, step: Step) -> Reply:
    return say(
        msg("**{deal}.** Next step: {step}.", deal=deal.title, step=step_said(step, deal)),
        msg(
            "They have not agreed to it yet.",
        )
        if step.agreed is Agreed.NONE
        else None,
        buttons(undo_button(turn.act), _open_deal(deal)),
        *one_question(turn.work, deal, turn.at, turn.act),
    )


def step_said(step: Step, deal: Deal) -> Value:
    """What, when, and how they agreed."""
    return step_words(step, deal.account, deal.account)


def keep(incoming: Incoming, work: Work) -> list[Reply]:
    """The step happened."""
    turn, step = changing_step(incoming, work)
    deal = turn.save("step kept", turn.deal, turn.ending(step, StepEnd.KEPT))
    done = msg("**{deal}.** Done: {step}.", deal=deal.title, step=step.words)
    return [say(done, *what_next(turn, deal))]


def miss(incoming: Incoming, work: Work) -> list[Reply]:
    """The step came to nothing: what matters is what happens instead."""
    turn, step = changing_step(incoming, work)
    deal = turn.save("step missed", turn.deal, turn.ending(step, StepEnd.MISSED))
    again = Choice(msg("Try again, another day"), "step.set", deal.id, step.id)
    gone = msg("**{deal}.** It came to nothing this time: {step}.", deal=deal.title, step=step.words)
    return [say(gone, *what_next(turn, deal, again))]


def what_next(turn: Turn, deal: Deal, again: Choice | None = None) -> tuple[Block | None, ...]:
    """After a step: the one that runs on and one question, else what the next one is to be."""
    undo = undo_button(turn.act)
    current = turn.work.facts.step(deal.step) if deal.step else None
    if current is not None:
        return (
            Para(msg("Next: {step}.", step=step_said(current, deal))),
            buttons(again, _open_deal(deal), undo),
            *one_question(turn.work, deal, turn.at, turn.act),
        )
    asked = msg("What happens next?") if again is None else msg("What happens instead?")
    new = Choice(msg("Set the next step"), "step.set", deal.id)
    wait = Choice(msg("They asked us to wait"), "deal.pause", deal.id)
    return Para(asked), buttons(again or new, new if again else wait, undo)


def ask_move(incoming: Incoming, work: Work) -> list[Reply]:
    """The form for another day."""
    _, step = changing_step(incoming, work)
    by = tuple(Option(key, label) for key, label in _MOVED_BY)
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
    by = filled.form.get("by") if filled.form.get("by") in dict(_MOVED_BY) else "us"
    new = _moved(turn, step, due, by)
    deal = turn.save(f"step moved by {by}", turn.deal, turn.ending(step, StepEnd.MOVED), new)
    return [_said_moved(turn, deal, step, new)]


def _moved(turn: Turn, step: Step, due: Due | None, by: str) -> Step:
    """Whoever names a day has agreed to it; a day that we chose is agreed to by nobody yet."""
    agreed = Agreed.NONE if by == "us" else Agreed.SAID
    return replace(
        step,
        id=turn.work.new_id(), act=turn.act, by=turn.person.id, at=turn.at, due=due, agreed=agreed, replaces=step.id,
    )  # fmt: skip


def _said_moved(turn: Turn, deal: Deal, old: Step, new: Step) -> Reply:
    return say(
        msg("**{deal}.** Next step: {step}.", deal=deal.title, step=step_said(new, deal)),
        msg("It was {due}.", due=old.due) if old.due else None,
        buttons(undo_button(turn.act), _open_deal(deal)),
        *one_question(turn.work, deal, turn.at, turn.act),
    )


def _open_deal(deal: Deal) -> Choice:
    return Choice(msg("The deal"), "deal.show", deal.id)
