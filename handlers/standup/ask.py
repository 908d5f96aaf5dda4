"""What a person is asked in their own morning: their part as their deals tell it, and three ways to answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import zip_longest
from types import MappingProxyType

from domain.chat import Block, Choice, Divider, Say
from domain.ports import Work
from domain.standup import Draft, How, Part, Phase, Standup
from domain.standup_plans import plan_of
from domain.words import Clock, Message, Value, Words, msg, msgs
from handlers.replies import buttons, laid_out, say
from handlers.standup.part import own_lines
from handlers.standup.title import title

NOTHING_BELOW: Mapping[str, str] = MappingProxyType({})
_LINES = 8
_REMINDED = 4
"""So many lines of what the deals tell are read in the morning, and in a reminder."""


def ask_blocks(
    work: Work, standup: Standup, part: Part, now: datetime, below: Mapping[str, str] = NOTHING_BELOW
) -> tuple[Block, ...]:
    """The section about the standup in the person's message, or a message of its own.

    `below` are the accounts, by deal, of which the same message speaks further down, with buttons to put it right.
    """
    return laid_out(
        Divider(standup.id),
        _heading(work, standup),
        *_drafted(part.draft, _LINES, below),
        _to_ask(part.draft),
        *_asked(work, standup),
        _answers(standup, part),
    )


def _heading(work: Work, standup: Standup) -> Message:
    said: dict[str, Value] = {"standup": title(work, standup), "until": Clock(standup.closes_at)}
    if standup.phase is Phase.AHEAD:
        return msg("**{standup}** · opens at {time}, takes answers until {until}", **said, time=Clock(standup.opens_at))
    if standup.phase is Phase.ENDED:
        return msg("**{standup}** · has ended, and your part can still go in", standup=said["standup"])
    return msg("**{standup}** · open until {until}", **said)


def _drafted(draft: Draft, most: int, below: Mapping[str, str] = NOTHING_BELOW) -> Iterator[Words]:
    """What was written for them, a line each; what is stuck is always among it."""
    if draft.is_empty:
        yield msg("Nothing new in your deals.")
        return
    yield msg("From your deals I would write:")
    stuck = zip_longest(draft.stuck, draft.stuck_on)
    told = tuple(msg("{deal}: see below.", deal=below[deal]) if deal in below else line for line, deal in stuck)
    yield from _lines(replace(draft, stuck=told), most)


def _lines(draft: Draft, most: int) -> Iterator[Words]:
    told = (*draft.done, *draft.ahead)
    shown = told[: most - len(draft.stuck)]
    for line in (*shown, *draft.stuck):
        yield msg("– {line}", line=line)
    rest = len(told) - len(shown) + sum(draft.left_out)
    if rest:
        yield msgs("And {n} more.", "And {n} more.", rest)


def _to_ask(draft: Draft) -> Words | None:
    return msg("You could ask {question}", question=draft.question) if draft.question else None


def _asked(work: Work, standup: Standup) -> Iterator[Words]:
    """One thing, however many the plan asks: the form has all of them."""
    plan = plan_of(work, standup)
    if plan is not None and plan.questions:
        yield msg("{question} Just write a line.", question=plan.questions[0].text)


def _answers(standup: Standup, part: Part) -> Block | None:
    right = None if part.draft.is_empty else Choice(msg("That's right"), "standup.confirm", standup.id)
    change = Choice(msg("Write my part") if part.draft.is_empty else msg("Change"), "standup.edit", standup.id)
    return buttons(right, change, Choice(msg("Nothing new"), "standup.nothing", standup.id))


def answered_blocks(work: Work, standup: Standup, part: Part, at: datetime) -> tuple[Block, ...]:
    """The same section after the answer: what they said, and a way to change it."""
    done = msg("**{standup}** ✓ {time}", standup=title(work, standup), time=Clock(part.changed_at or at))
    change = buttons(Choice(msg("Change"), "standup.edit", standup.id))
    return laid_out(Divider(standup.id), done, *_said(work, standup, part), change)


def _said(work: Work, standup: Standup, part: Part) -> Iterator[Words]:
    if part.how is How.PASSED:
        yield msg("Not today.")
        return
    if part.how is How.NOTHING_NEW:
        yield msg("Nothing new.")
    if part.how is How.CONFIRMED:
        yield from _lines(part.draft, _LINES)
    plan = plan_of(work, standup)
    for line in own_lines(part, plan.questions if plan else ()):
        yield msg("– {line}", line=line)
    if part.asks and part.draft.question:
        yield msg("You will ask {question}", question=part.draft.question)


def reminder(work: Work, standup: Standup, part: Part, now: datetime) -> Say:
    """Once, to somebody who has not answered; the same buttons."""
    ends = msg("**{standup}** ends at {time}.", standup=title(work, standup), time=Clock(standup.closes_at))
    return say(ends, *_drafted(part.draft, _REMINDED), _answers(standup, part))
