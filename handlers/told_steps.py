"""What there is to say of a note: a step moved again, passed over or saying nothing; and what they want of us."""

from __future__ import annotations

from datetime import datetime

from domain.chat import Block, Choice, Choices, Para
from domain.facts import Step, StepEnd
from domain.person import Person
from domain.ports import Work
from domain.words import msg
from handlers.echo import Noted, belongs
from handlers.filling import better, better_buttons, says_nothing
from handlers.promising import signal
from handlers.speaker import today
from handlers.wants import wanted


def about_steps(work: Work, told: Noted, person: Person, at: datetime) -> tuple[Block, ...]:
    """What matters most of it; nothing when all is well."""
    return (
        _trouble(work, told, person, at)
        or _slipped(work, told, person, at)
        or _better(work, told)
        or wanted(work, told.deal, told.act)
    )


def at_once(work: Work, told: Noted, person: Person, at: datetime) -> tuple[Block, ...]:
    """What is said whatever is asked: without the buttons, so that there is one question."""
    return (*_trouble(work, told, person, at)[:1], *wanted(work, told.deal, told.act)[:1])


def _trouble(work: Work, told: Noted, person: Person, at: datetime) -> tuple[Block, ...]:
    """The note tells of a move, and it is not the first in a row."""
    has_moved = any(end is StepEnd.MOVED for _, end in told.ends)
    return signal(work, told.deal, today(at, person)) if has_moved else ()


def hollow(work: Work, told: Noted) -> Step | None:
    """The note's step that says nothing."""
    return next((step for step in told.steps if says_nothing(work, told.deal, step)), None)


def _slipped(work: Work, told: Noted, person: Person, at: datetime) -> tuple[Block, ...]:
    """A step whose day has passed and of which the note said nothing."""
    for step, end in work.facts.steps(told.deal.id):
        late = step.due is not None and step.due.day < today(at, person)
        if end is None and late and step.due is not None and not belongs(step.act, told.act):
            return (
                Para(msg("And what became of “{step}”, due {day}?", day=step.due, step=step.words)),
                Choices(
                    (
                        Choice(msg("It is done"), "step.kept", step.id),
                        Choice(msg("It was moved"), "step.move", step.id),
                        Choice(msg("It came to nothing"), "step.missed", step.id),
                    )
                ),
            )
    return ()


def _better(work: Work, told: Noted) -> tuple[Block, ...]:
    """What would be better than a step that says nothing."""
    step = hollow(work, told)
    return (Para(better(work, told.deal, step)), Choices(better_buttons(step))) if step else ()
