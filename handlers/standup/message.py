"""What the channel reads: a part for everybody, edited as they answer."""

from __future__ import annotations

from collections.abc import Iterator

from domain.chat import Block, Choice, Para, Say
from domain.ports import Work
from domain.standup import How, Part, Phase, Standup
from domain.words import Clock, Day, Listed, Message, Words, msg
from handlers.replies import buttons, say
from handlers.standup.walk_message import walk_blocks


def channel_message(work: Work, standup: Standup) -> Say:
    """The one message as it must read now."""
    parts = [block for part in work.standups.parts(standup.id) for block in _part(work, part)]
    update = Choice(msg("My update"), "standup.edit", standup.id)
    may_start = standup.phase is Phase.OPEN and standup.turn is None
    walk = Choice(msg("Start the walk-through"), "standup.walk", standup.id) if may_start else None
    return say(_head(work, standup), *walk_blocks(work, standup), *parts, buttons(update, walk))


def _head(work: Work, standup: Standup) -> Message:
    team = work.settings.team(standup.team)
    name = team.name if team else standup.team
    if standup.phase is Phase.ENDED:
        return msg("**Pipeline standup, {team}** · {day}", team=name, day=Day(standup.day))
    return msg("**Pipeline standup, {team}** · open until {time}", team=name, time=Clock(standup.closes_at))


def _part(work: Work, part: Part) -> Iterator[Block]:
    person = work.persons.get(part.person)
    name = person.first_name if person else part.person
    match part.how:
        case How.WAITING:
            yield Para(msg("**{name}** (from their deals, not yet confirmed) {lines}", name=name, lines=_lines(part)))
        case How.CONFIRMED | How.OWN:
            yield Para(msg("**{name}** ✓ {lines}", name=name, lines=_lines(part)))
        case How.NOTHING_NEW:
            yield Para(msg("**{name}** ✓ Nothing new.", name=name))
        case How.AWAY if part.back:
            yield Para(msg("**{name}** on leave until {day}", name=name, day=Day(part.back)), quiet=True)
        case How.AWAY | How.PASSED:
            yield Para(msg("**{name}** not today", name=name), quiet=True)


def _lines(part: Part) -> Listed:
    drafted: tuple[Words, ...] = (*part.draft.done, *part.draft.ahead, *part.draft.stuck)
    lines = (() if part.how is How.OWN else drafted) + ((part.words,) if part.words else ())
    return Listed(lines)
