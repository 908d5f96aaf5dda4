"""A step that says nothing: it is saved, and what would be better is one press away."""

from __future__ import annotations

from domain.chat import Choice
from domain.deal import Deal
from domain.facts import Step
from domain.filler import is_filler_step
from domain.ports import Work
from domain.words import Day, Message, msg
from handlers.counterpart import counterpart


def says_nothing(work: Work, deal: Deal, step: Step) -> bool:
    """Whether neither side of the step tells what is to be done."""
    names = (deal.account, *(contact.name for contact in work.contacts.of(deal.account)))
    return is_filler_step(step, names)


def better(work: Work, deal: Deal, step: Step) -> Message:
    """What a step should tell instead."""
    if step.due is None:
        return msg("That holds nobody to anything. What do they do, and by when?")
    who = counterpart(work, deal) or deal.account
    return msg(
        "That holds nobody to anything. Better is what they do, and by when: “{who} sends comments by {day}.”",
        who=who,
        day=Day(step.due.day),
    )


def better_buttons(step: Step) -> tuple[Choice, Choice]:
    """Both open the form with what is known in it; what it saves takes the place of this step."""
    return (
        Choice(msg("What they do"), "step.better", step.id),
        Choice(msg("A meeting"), "step.better", step.id, "meeting"),
    )
