"""How firmly a step stands with the customer, what both sides made of their promises, and what tells of trouble."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import reduce

from domain.chat import Block, Choice, Choices, Para
from domain.deal import Deal
from domain.facts import Side, Step
from domain.knowledge import Known, knowledge
from domain.ports import Work
from domain.process import Question
from domain.promises import Firmness, Promises, firmness, moved_again, promises
from domain.words import Day, Message, msg
from handlers.counterpart import counterpart


def only_ours(work: Work, deal: Deal, step: Step, today: date) -> Message | None:
    """They have not agreed to the step, and how to ask them; None once they have."""
    if firmness(step) is not Firmness.OURS:
        return None
    if step.due is None or step.due.day < today:
        return msg("They have not agreed to it yet.")
    who, day = counterpart(work, deal), Day(step.due.day)
    if not who:
        return msg("They have not agreed to it yet. Ask them: does {day} work for you?", day=day)
    return msg("They have not agreed to it yet. Ask {who}: does {day} work for you?", who=who, day=day)


def firmness_words(step: Step | None) -> Message:
    """How firmly it is agreed, in a few words."""
    return _FIRMNESS[firmness(step)]


_FIRMNESS = {
    Firmness.NO_STEP: msg("None yet"),
    Firmness.OURS: msg("only ours"),
    Firmness.SAID: msg("they said yes"),
    Firmness.WRITTEN: msg("in writing"),
}


def their_promises(work: Work, deal: Deal) -> Iterator[Message]:
    """ "They have kept 3, moved 2." Nothing before there is anything to tell."""
    if told := _counted(promises(work.facts.steps(deal.id), Side.THEM)):
        yield msg("They have {counts}.", counts=told)


def our_promises(work: Work, deal: Deal) -> Iterator[Message]:
    """The same of us. What we missed is not counted up."""
    ours = promises(work.facts.steps(deal.id), Side.US)
    if told := _counted(Promises(ours.kept, ours.moved)):
        yield msg("We have {counts}.", counts=told)


def _counted(made: Promises) -> Message | None:
    parts = (
        msg("kept {n}", n=made.kept) if made.kept else None,
        msg("moved {n}", n=made.moved) if made.moved else None,
        msg("missed {n}", n=made.missed) if made.missed else None,
    )
    told = [part for part in parts if part is not None]
    return reduce(lambda one, two: msg("{one}, {two}", one=one, two=two), told) if told else None


def signal(work: Work, deal: Deal, today: date) -> tuple[Block, ...]:
    """The customer has moved the same step again and again: what to ask them, and the ways on; nothing otherwise."""
    found = moved_again(work.facts.steps(deal.id)) if deal.is_open else None
    if found is None:
        return ()
    step, times = found
    said = msg("{account} has moved “{step}” {n} times in a row.", account=deal.account, step=step.words, n=times)
    if times == 2:
        said = msg("{account} has moved “{step}” twice in a row.", account=deal.account, step=step.words)
    question = work.settings.question(work.settings.moved_twice)
    asked = question is not None and _is_open(work, deal, question, today)
    return (Para(said), *(_ask(work, deal, question) if question and asked else ()), _ways_on(deal, question, asked))


def _is_open(work: Work, deal: Deal, question: Question, today: date) -> bool:
    return knowledge(question, work.facts.answers(deal.id), today, work.similar).known is not Known.KNOWN


def _ask(work: Work, deal: Deal, question: Question) -> tuple[Block, ...]:
    words = question.ask.naming(contact=counterpart(work, deal) or deal.account)
    return (Para(msg("You could ask: “{ask}”", ask=words)),)


def _ways_on(deal: Deal, question: Question | None, asked: bool) -> Choices:
    ask = (Choice(msg("I'll ask"), "question.ask", deal.id, question.key),) if question and asked else ()
    wait = Choice(msg("They asked us to wait"), "deal.pause", deal.id)
    return Choices((*ask, wait, Choice(msg("Let it go"), "deal.lose", deal.id)))
