"""What a person is asked in their own morning: their part as their deals tell it, and three ways to answer."""

from __future__ import annotations

from datetime import datetime

from domain.chat import Block, Choice, Divider, Para, Say
from domain.ports import Work
from domain.standup import Draft, How, Part, Standup
from domain.words import Clock, Message, Words, msg
from handlers.replies import buttons, laid_out, say


def ask_blocks(work: Work, standup: Standup, part: Part, now: datetime) -> tuple[Block, ...]:
    """The section about the standup in the person's message, or a message of its own."""
    said = Para(_heading(work, standup))
    return laid_out(Divider(standup.id), said, *draft_lines(part.draft), _answers(standup, part))


def _heading(work: Work, standup: Standup) -> Message:
    team = work.settings.team(standup.team)
    return msg(
        "**Pipeline standup, {team}**, open until {time}. I have written for you:",
        team=team.name if team else standup.team,
        time=Clock(standup.closes_at),
    )


def draft_lines(draft: Draft) -> tuple[Words, ...]:
    """A line each."""
    return tuple(msg("– {line}", line=line) for line in (*draft.done, *draft.ahead, *draft.stuck))


def _answers(standup: Standup, part: Part) -> Block | None:
    right = None if part.draft.is_empty else Choice(msg("That's right"), "standup.confirm", standup.id)
    change, nothing = Choice(msg("Change"), "standup.edit", standup.id), msg("Nothing new")
    return buttons(right, change, Choice(nothing, "standup.nothing", standup.id))


def answered_blocks(work: Work, standup: Standup, part: Part, at: datetime) -> tuple[Block, ...]:
    """The same section after the answer."""
    team = work.settings.team(standup.team)
    done = msg(
        "**Pipeline standup, {team}** ✓ {time}",
        team=team.name if team else standup.team,
        time=Clock(part.changed_at or at),
    )
    drafted = () if part.how in (How.OWN, How.NOTHING_NEW, How.PASSED) else draft_lines(part.draft)
    own = msg("– {line}", line=part.words) if part.words else None
    change = buttons(Choice(msg("Change"), "standup.edit", standup.id))
    return laid_out(Divider(standup.id), done, *drafted, own, change)


def reminder(work: Work, standup: Standup, part: Part, now: datetime) -> Say:
    """Once, to somebody who has not answered; the same buttons."""
    ends = msg("The standup ends at {time}. Is your part right like this?", time=Clock(standup.closes_at))
    return say(ends, *draft_lines(part.draft), _answers(standup, part))
