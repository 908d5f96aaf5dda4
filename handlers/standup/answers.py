"""How somebody answers for their part of a standup: with a button, or in a line of their own."""

from __future__ import annotations

from dataclasses import replace

from domain.chat import Choice, Divider, Incoming, Reply
from domain.errors import Conflict
from domain.ports import Work
from domain.standup import How, Part
from domain.words import Words, msg
from handlers.replies import buttons, say
from handlers.standup.ask import answered_blocks
from handlers.standup.mine import Mine, mine_of
from handlers.turn import id_of

WORDS_AT_MOST = 1000
"""Characters of somebody's own words in one standup."""


def confirm(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: it is right as it was written for them."""
    mine = mine_of(id_of(incoming), incoming, work)
    return _short(mine.answered(replace(mine.part, how=_as_drafted(mine.part))))


def nothing_new(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: there is nothing new."""
    mine = mine_of(id_of(incoming), incoming, work)
    return _short(mine.answered(replace(mine.part, how=How.NOTHING_NEW)))


def not_today(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: they are not with it today."""
    mine = mine_of(id_of(incoming), incoming, work)
    return _short(mine.answered(replace(mine.part, how=How.PASSED)))


def only_words(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: their own words, without what their deals tell."""
    mine = mine_of(id_of(incoming), incoming, work)
    return said_back(mine.answered(replace(mine.part, how=own(mine.part))))


def say_in(mine: Mine, text: str) -> Mine:
    """A line of their own goes beside what their deals tell, and that is right with it. Raises Conflict when it is too
    long for a standup.
    """
    text = text.strip()
    if text.casefold() in mine.part.words.casefold().splitlines():
        words = mine.part.words
    else:
        words = f"{mine.part.words}\n{text}".strip()
    if len(words) > WORDS_AT_MOST:
        raise Conflict(
            msg(
                "A part of a standup has {most} characters at most. Nothing was changed; send me the gist.",
                most=WORDS_AT_MOST,
            )
        )
    how = How.OWN if mine.part.how is How.OWN or mine.part.draft.is_empty else How.CONFIRMED
    return mine.answered(replace(mine.part, how=how, words=words))


def own(part: Part) -> How:
    """How they have answered with their own words alone."""
    return How.OWN if part.words or any(text for _, text in part.told) else How.NOTHING_NEW


def _as_drafted(part: Part) -> How:
    """Where their deals tell nothing, there is only what they say themselves."""
    return own(part) if part.draft.is_empty else How.CONFIRMED


def said_back(mine: Mine, first: Words | None = None, *more: Choice) -> list[Reply]:
    """The part as it stands now, to them alone."""
    part, standup = mine.part, mine.standup
    blocks = answered_blocks(mine.work, standup, part, mine.at)
    shown = (block for block in blocks if not isinstance(block, Divider))
    mixed = part.how is How.CONFIRMED and part.words and not part.draft.is_empty
    bare = Choice(msg("Only my words"), "standup.bare", standup.id) if mixed else None
    return [say(first, *shown, buttons(bare, *more), private=True)]


def _short(mine: Mine) -> list[Reply]:
    """Where it was pressed, the message itself tells the rest."""
    show = Choice(msg("The standup"), "standup.show", mine.standup.id)
    change = Choice(msg("Change"), "standup.edit", mine.standup.id)
    return [say(_DONE[mine.part.how], buttons(show, change), private=True)]


_DONE = {
    How.CONFIRMED: msg("Your part of the standup is in."),
    How.OWN: msg("Your part of the standup is in, in your own words."),
    How.NOTHING_NEW: msg("The standup says that you have nothing new."),
    How.PASSED: msg("The standup goes on without you today."),
}
