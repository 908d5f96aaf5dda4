"""A next step with its two sides: set, kept or missed. Each ends with what comes after."""

from __future__ import annotations

from dataclasses import replace

from domain.chat import Ask, Block, Choice, Field, FieldKind, Incoming, Option, Para, Reply
from domain.deal import Deal
from domain.due import Due
from domain.facts import Agreed, Step, StepEnd
from domain.ports import Work
from domain.words import Value, Words, msg
from handlers.echo import step_words
from handlers.filling import better, better_buttons, says_nothing
from handlers.parse import Filled
from handlers.promising import only_ours
from handlers.questions import one_question
from handlers.replies import buttons, say, undo_button
from handlers.speaker import local
from handlers.turn import Turn, changing, changing_step, form_of, id_of, pick_of, rest_of
from handlers.which import which_deal

_AGREED: tuple[tuple[Agreed, Words], ...] = (
    (Agreed.NONE, msg("Not yet")),
    (Agreed.SAID, msg("They said yes")),
    (Agreed.WRITTEN, msg("They wrote it")),
    (Agreed.ACCEPTED, msg("They accepted the invitation")),
)
_MEETING = {"en": "meeting", "sv": "möte"}


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


def ask_better(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the form for what takes the place of a step, with what it tells; `pick` "meeting" is one of both."""
    turn, step = changing_step(incoming, work)
    if not says_nothing(work, turn.deal, step):
        return step_form(turn, ours=step.ours, theirs=step.theirs, instead=step)
    what = _MEETING.get(turn.person.language, _MEETING["en"]) if pick_of(incoming) == "meeting" else ""
    return step_form(turn, ours=what, theirs=what, instead=step)


def step_form(turn: Turn, *, ours: str = "", theirs: str = "", instead: Step | None = None) -> list[Reply]:
    """The form for a next step, with what is known of its two sides; `instead` of a step, on the day that one has."""
    form, about = ("step.bettered", instead.id) if instead else ("step.save", turn.deal.id)
    due = instead.due if instead else None
    clock = f"{local(due.at, turn.person):%H:%M}" if due and due.at else ""
    agreed = tuple(Option(value.value, label) for value, label in _AGREED)
    they = msg("What does {account} do?", account=turn.deal.account)
    fields = (
        Field("ours", msg("What do we do?"), value=ours),
        Field("theirs", they, value=theirs, hint=msg("A meeting is for both: write it in both.")),
        Field("day", msg("By when?"), FieldKind.DAY, due.day.isoformat() if due else "", required=True),
        Field("clock", msg("At what time, if there is one?"), FieldKind.CLOCK, clock),
        Field("agreed", msg("Have they agreed?"), FieldKind.CHOICE, Agreed.NONE.value, agreed),
    )
    return [Ask(form, msg("Next step, {deal}", deal=turn.deal.title), fields, about, msg("Save"))]


def save_step(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form becomes a step."""
    return _saved(incoming, changing(id_of(incoming), incoming, work), None)


def save_better(incoming: Incoming, work: Work) -> list[Reply]:
    """The same, in the place of a step that said nothing."""
    turn, old = changing_step(incoming, work)
    return _saved(incoming, turn, old)


def _saved(incoming: Incoming, turn: Turn, old: Step | None) -> list[Reply]:
    filled = Filled(form_of(incoming), turn.person, turn.at)
    step = _step(filled, turn)
    if filled.errors:
        return filled.refusal()
    if any(_same(step, running) for running in turn.running()):
        return [say(msg("That is the next step already. Nothing was stored twice."), private=True)]
    if old is None:
        return [_set(turn, turn.save("step", turn.deal, step), step)]
    step = replace(step, replaces=old.replaces)
    return [_set(turn, turn.save("step", turn.deal, turn.ending(old, StepEnd.CORRECTED), step), step)]


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
    said = msg("**{deal}.** Next step: {step}.", deal=deal.title, step=step_said(step, deal))
    if says_nothing(turn.work, deal, step):
        return say(said, better(turn.work, deal, step), buttons(*better_buttons(step), undo_button(turn.act)))
    return say(
        said,
        only_ours(turn.work, deal, step, turn.today),
        buttons(undo_button(turn.act), _or_the_plan(turn, deal)),
        *one_question(turn.work, deal, turn.at, turn.act),
    )


def _or_the_plan(turn: Turn, deal: Deal) -> Choice:
    """The deal; with several steps in sequence, the plan."""
    return Choice(msg("The plan"), "deal.plan", deal.id) if len(turn.running()) > 1 else open_deal(deal)


def step_said(step: Step, deal: Deal) -> Value:
    """What, when, and how they agreed."""
    return step_words(step, deal.account, deal.account)


def keep(incoming: Incoming, work: Work) -> list[Reply]:
    """The step happened."""
    turn, step = changing_step(incoming, work)
    deal = turn.save("step kept", turn.deal, turn.ending(step, StepEnd.KEPT))
    done = msg("**{deal}.** Done: {step}.", deal=deal.title, step=step.words)
    return [say(done, *what_next(turn, deal))]


def agree(incoming: Incoming, work: Work) -> list[Reply]:
    """The customer has said yes to the step as it is."""
    turn, step = changing_step(incoming, work)
    if step.agreed is not Agreed.NONE:
        return [say(msg("They have said yes to that already. Nothing was stored twice."), private=True)]
    new = replace(step, id=work.new_id(), act=turn.act, by=turn.person.id, at=turn.at, agreed=Agreed.SAID)
    return [_set(turn, turn.save("step agreed", turn.deal, turn.ending(step, StepEnd.CORRECTED), new), new)]


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
            buttons(again, open_deal(deal), undo),
            *one_question(turn.work, deal, turn.at, turn.act),
        )
    asked = msg("What happens next?") if again is None else msg("What happens instead?")
    new = Choice(msg("Set the next step"), "step.set", deal.id)
    wait = Choice(msg("They asked us to wait"), "deal.pause", deal.id)
    return Para(asked), buttons(again or new, new if again else wait, undo)


def open_deal(deal: Deal) -> Choice:
    """The button that shows the deal."""
    return Choice(msg("The deal"), "deal.show", deal.id)
