"""What the channel reads: one message with everybody's part, edited as they answer.

The more there are to speak, the shorter each of them is, so that the message is taken by every platform and read on a
phone; a button shows all of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.chat import Block, Choice, Choices, Para, Say
from domain.ports import Work
from domain.standup import How, Part, Phase, Standup
from domain.standup_plans import plan_of
from domain.words import Clock, Day, Listed, Message, Value, Words, msg, msgs
from handlers.replies import buttons, say
from handlers.standup.decisions import kept_lines, names_deals, one_before
from handlers.standup.part import Said, called, said
from handlers.standup.short import cleaned, weigh
from handlers.standup.title import title
from handlers.standup.walk_message import walk_blocks

ROOM, ROOM_BESIDE_A_DEAL = 4000, 1500
"""How heavy all parts are together, and how heavy beside the deal that is talked about."""
MOST, LEAST = 900, 60
"""Of one part."""
_MARKED = 12
"""Up to so many parts say each by itself that they are not confirmed."""
_PARAGRAPHS = 28
"""Slack takes fifty blocks; of more parts than this several are in one paragraph."""
_KEPT = 5
_TYPED = 60
_WALK, _WALK_BLOCKS = 3000, 14
_BUTTON = 200


def channel_message(work: Work, standup: Standup) -> Say:
    """The one message as it must read now."""
    if standup.phase is Phase.CALLED_OFF:
        return say(_head(work, standup), msg("The next one is on {day}.", day=Day(standup.until)))
    circle = circle_of(work, standup)
    room = ROOM if standup.turn is None else ROOM_BESIDE_A_DEAL
    told, is_cut = _paragraphs(circle, room)
    walk = _bounded(walk_blocks(work, standup))
    blocks = (*_before(work, standup), *walk, *told, *_besides(circle))
    return say(_head(work, standup), *blocks, _buttons(standup, is_cut=is_cut))


def _head(work: Work, standup: Standup) -> Message:
    name = title(work, standup)
    if standup.turn is not None:
        # A walk that is going on puts the end off.
        return msg("**{standup}** · deal by deal", standup=name)
    match standup.phase:
        case Phase.CALLED_OFF:
            return msg("**{standup}** · called off, {day}", standup=name, day=Day(standup.day))
        case Phase.ENDED:
            return msg("**{standup}** · {day}", standup=name, day=Day(standup.day))
        case Phase.AHEAD:
            return msg("**{standup}** · opens at {time}", standup=name, time=Clock(standup.opens_at))
        case Phase.OPEN:
            return msg("**{standup}** · open until {time}", standup=name, time=Clock(standup.closes_at))


@dataclass(frozen=True, slots=True)
class Circle:
    """Everybody of a standup, as far as they say something: `told` one by one, the rest by name alone.

    `names` are what they are called, by their ids.
    """

    standup: Standup
    names: Mapping[str, str]
    told: tuple[Said, ...]
    quiet: tuple[Part, ...]


def circle_of(work: Work, standup: Standup) -> Circle:
    """By name."""
    parts = work.standups.parts(standup.id)
    people = {one.id: one.name for one in work.persons.some([part.person for part in parts])}
    names = {part.person: called(people, part.person) for part in parts}
    ordered = sorted(parts, key=lambda part: (names[part.person].casefold(), part.person))
    here = [part for part in ordered if part.how not in (How.AWAY, How.PASSED)]
    plan, may_name, is_marked = plan_of(work, standup), names_deals(work, standup), len(here) <= _MARKED
    asked = plan.questions if plan else ()
    found = [
        (part, said(standup, part, names[part.person], asked, names=may_name, is_marked=is_marked)) for part in here
    ]
    quiet = (part for part in ordered if part.how in (How.AWAY, How.PASSED) or (part, None) in found)
    return Circle(standup, names, tuple(one for _, one in found if one is not None), tuple(quiet))


def _before(work: Work, standup: Standup) -> Iterator[Block | Words]:
    """What became of the decisions of the one before; beside a deal that is talked about there is no room for them."""
    if standup.turn is not None:
        return
    before = one_before(work, standup)
    lines = kept_lines(work, before, standup.opened_at or standup.opens_at) if before else ()
    if before is None or not lines:
        return
    yield msg("Decided {day}:", day=Day(before.day))
    for line in lines[:_KEPT]:
        yield Para(msg("– {line}", line=cleaned(line, _TYPED)))
    if len(lines) > _KEPT:
        yield msgs("And {n} more.", "And {n} more.", len(lines) - _KEPT)


def _paragraphs(circle: Circle, room: int) -> tuple[list[Block], bool]:
    """Everybody's part, and whether something was left out of one."""
    fitted = [one.within(share) for one, share in zip(circle.told, shares(circle.told, room), strict=True)]
    answered = [words for one, (words, _) in zip(circle.told, fitted, strict=True) if one.is_answered]
    waiting = [words for one, (words, _) in zip(circle.told, fitted, strict=True) if not one.is_answered]
    several = -(-len(fitted) // _PARAGRAPHS)
    heads = any(not one.is_answered and not one.is_marked for one in circle.told)
    head = (Para(msg("From their deals, not yet confirmed:"), quiet=True),) if heads else ()
    return [*_grouped(answered, several), *head, *_grouped(waiting, several)], any(is_cut for _, is_cut in fitted)


def shares(told: Sequence[Said], room: int) -> list[int]:
    """How heavy each may be. What the short ones leave over is the others'."""
    given: dict[int, int] = {}
    for weight, place in sorted((one.weight(), place) for place, one in enumerate(told)):
        fair = (room - sum(given.values())) // (len(told) - len(given))
        given[place] = max(LEAST, min(weight, fair, MOST))
    return [given[place] for place in range(len(told))]


def _grouped(parts: Sequence[Message], several: int) -> list[Block]:
    groups = [parts[start : start + several] for start in range(0, len(parts), several or 1)]
    return [Para(_on_lines(group)) for group in groups]


def _on_lines(parts: Sequence[Message]) -> Message:
    whole = parts[0]
    for one in parts[1:]:
        whole = msg("{one}\n{two}", one=whole, two=one)
    return whole


def _besides(circle: Circle) -> Iterator[Block]:
    """Who has nothing new, and who is not with it today; who has not answered is not named."""
    nothing = [circle.names[part.person] for part in circle.quiet if part.how is How.NOTHING_NEW]
    away = [part for part in circle.quiet if part.how in (How.AWAY, How.PASSED)]
    if nothing:
        yield Para(msg("✓ Nothing new: {names}.", names=Listed(tuple(nothing))))
    if away:
        yield Para(msg("Not today: {names}.", names=Listed(tuple(_away(circle, part) for part in away))), quiet=True)
    if not (circle.told or nothing):
        yield Para(msg("What everybody has to tell comes here."), quiet=True)


def _away(circle: Circle, part: Part) -> Value:
    name = circle.names[part.person]
    return msg("{name} (back {day})", name=name, day=Day(part.back)) if part.back else name


def _bounded(blocks: Sequence[Block]) -> Sequence[Block]:
    """What is said of the deal, as far as there is room; its buttons always."""
    kept: list[Block] = []
    room = _WALK
    for block in map(_tidy, blocks):
        room -= _weight(block)
        if isinstance(block, Choices) or (room > 0 and len(kept) < _WALK_BLOCKS):
            kept.append(block)
    return kept


def _tidy(block: Block) -> Block:
    return replace(block, words=cleaned(block.words, _TYPED)) if isinstance(block, Para) else block


def _weight(block: Block) -> int:
    return weigh(block.words) if isinstance(block, Para) else _BUTTON


def _buttons(standup: Standup, *, is_cut: bool) -> Block | None:
    may_start = standup.phase is Phase.OPEN and standup.turn is None
    return buttons(
        Choice(msg("My update"), "standup.edit", standup.id),
        Choice(msg("Start the walk-through"), "standup.walk", standup.id) if may_start else None,
        Choice(msg("All of it"), "standup.all", standup.id) if is_cut else None,
    )
