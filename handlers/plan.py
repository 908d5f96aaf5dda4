"""The plan: the steps that both sides have agreed to, in their order, and what is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from domain.chat import Block, Choice, Incoming, Para, Reply
from domain.deal import Deal
from domain.facts import Side, Step, StepEnd, StepEnding
from domain.ports import Work
from domain.promises import whose
from domain.words import Day, Message, Value, Words, msg, msgs
from handlers.filling import better, better_buttons, says_nothing
from handlers.promising import firmness_words, only_ours, our_promises, signal, their_promises
from handlers.replies import buttons, say
from handlers.speaker import changes, today
from handlers.steps import open_deal
from handlers.turn import Turn, id_of, looking_at, rest_of
from handlers.which import which_deal

_SHOWN = 5
_DONE_SHOWN = 3


def show_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: the plan of the deal that is named."""
    found = which_deal(rest_of(incoming), incoming, work, "deal.plan")
    return _plan(looking_at(found.id, incoming, work)) if isinstance(found, Deal) else found


def show(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the same."""
    return _plan(looking_at(id_of(incoming), incoming, work))


def _plan(turn: Turn) -> list[Reply]:
    may = turn.deal.is_open and changes(turn.person, turn.deal, turn.work, turn.at)
    return [say(msg("**{deal}.** The plan:", deal=turn.deal.title), *_blocks(turn, may=may))]


def _blocks(turn: Turn, *, may: bool) -> Iterator[Block | Words | None]:
    told = turn.work.facts.steps(turn.deal.id)
    running = sorted((step for step, end in told if end is None), key=_order)
    yield from _done(turn, told)
    if not running:
        yield msg("No next step yet.")
    for step in running[:_SHOWN]:
        yield from _step(turn, step, may=may, first=step is running[0])
    rest = len(running) - _SHOWN
    yield msgs("And {n} more.", "And {n} more.", rest) if rest > 0 else None
    yield from their_promises(turn.work, turn.deal)
    yield from our_promises(turn.work, turn.deal)
    if may:
        yield from signal(turn.work, turn.deal, turn.today)
    add = Choice(msg("Add a step"), "step.set", turn.deal.id) if may else None
    yield buttons(add, open_deal(turn.deal))


def _order(step: Step) -> tuple[bool, tuple[date, float] | tuple[()]]:
    """The earliest first, those without a day last."""
    return step.due is None, step.due.order() if step.due else ()


def _step(turn: Turn, step: Step, *, may: bool, first: bool) -> Iterator[Block | Words | None]:
    """One step: when, who does what, how firmly it is agreed; and what can be done with it."""
    yield _line(turn, step)
    hollow = says_nothing(turn.work, turn.deal, step)
    if may and hollow:
        yield better(turn.work, turn.deal, step)
    elif may and first:
        yield only_ours(turn.work, turn.deal, step, turn.today)
    if may:
        done = Choice(msg("Done"), "step.kept", step.id)
        moved = Choice(msg("It was moved"), "step.move", step.id)
        yield buttons(done, moved, better_buttons(step)[0] if hollow else None)


def _line(turn: Turn, step: Step) -> Message:
    what, firm = _sides(step, turn.deal.account), firmness_words(step)
    if step.due is None:
        return msg("No day yet. {what} ({firm})", what=what, firm=firm)
    if step.due.day < turn.today:
        return msg("Was {due}. {what} ({firm})", due=step.due, what=what, firm=firm)
    return msg("{due}. {what} ({firm})", due=step.due, what=what, firm=firm)


def _sides(step: Step, account: str) -> Value:
    """Whose it is: "We: send the quote", "Both: demo"."""
    match whose(step):
        case Side.BOTH if step.ours == step.theirs:
            return msg("Both: {step}", step=step.ours)
        case Side.BOTH:
            return msg("We: {ours}. {account}: {theirs}", ours=step.ours, account=account, theirs=step.theirs)
        case Side.THEM:
            return msg("{account}: {theirs}", account=account, theirs=step.theirs)
        case _:
            return msg("We: {ours}", ours=step.ours)


def _done(turn: Turn, told: Sequence[tuple[Step, StepEnding | None]]) -> Iterator[Block]:
    """The last few that were kept, the latest at the end."""
    kept = [(step, end) for step, end in told if end is not None and end.end is StepEnd.KEPT]
    for step, end in sorted(kept, key=lambda one: one[1].at)[-_DONE_SHOWN:]:
        day = Day(today(end.at, turn.person))
        yield Para(msg("✓ {what}, done {day}", what=_sides(step, turn.deal.account), day=day))
