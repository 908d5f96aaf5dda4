"""How somebody answers for their part of a standup: with a button, or in a line of their own."""

from __future__ import annotations

from dataclasses import replace

from domain.chat import Choice, Choices, Divider, Incoming, Reply
from domain.errors import Conflict
from domain.ports import Work
from domain.standup import How, Part
from domain.words import Words, msg
from handlers.replies import buttons, say
from handlers.standup.ask import answered_blocks
from handlers.standup.mine import Mine, mine_of
from handlers.standup.will_ask import ask_button
from handlers.turn import id_of

WORDS_AT_MOST = 1000
"""Characters of somebody's own words in one standup."""


def confirm(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: it is right as it was written for them."""
    return answer(mine_of(id_of(incoming), incoming, work), How.CONFIRMED)


def nothing_new(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: there is nothing new."""
    return answer(mine_of(id_of(incoming), incoming, work), How.NOTHING_NEW)


def not_today(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: they are not with it today."""
    return answer(mine_of(id_of(incoming), incoming, work), How.PASSED)


def only_words(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: their own words, without what their deals tell."""
    mine = mine_of(id_of(incoming), incoming, work)
    return said_back(mine.answered(replace(mine.part, how=own(mine.part))), instead=True)


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


def said_back(mine: Mine, first: Words | None = None, *more: Choice | None, instead: bool = False) -> list[Reply]:
    """The part as it stands now, to them alone."""
    part, standup = mine.part, mine.standup
    blocks = answered_blocks(mine.work, standup, part, mine.at)
    shown = [block for block in blocks if not isinstance(block, Divider | Choices)]
    ways = [one for block in blocks if isinstance(block, Choices) for one in block.options]
    mixed = part.how is How.CONFIRMED and part.words and not part.draft.is_empty
    bare = Choice(msg("Only my words"), "standup.bare", standup.id) if mixed else None
    return [say(first, *shown, buttons(*ways, bare, *more), private=True, instead=instead)]


SHORT: dict[str, How] = (
    dict.fromkeys(
        ("that's right", "that’s right", "looks good", "confirm", "confirmed", "det stämmer", "stämmer", "bekräfta"),
        How.CONFIRMED,
    )
    | dict.fromkeys(("nothing", "nothing new", "no news", "inget", "inget nytt", "ingenting nytt"), How.NOTHING_NEW)
    | dict.fromkeys(("pass", "not today", "passar", "inte i dag", "inte idag"), How.PASSED)
)
"""What is short for a button."""


def short_answer(text: str) -> How | None:
    """The answer that the words are short for, if they are."""
    return SHORT.get(" ".join(text.casefold().split()).rstrip(".!"))


def answer(mine: Mine, how: How) -> list[Reply]:
    """One of the short answers. What they have said themselves stays: there is nothing new besides, and where their
    deals tell nothing, it is all that there is.
    """
    part = mine.part
    if how is How.NOTHING_NEW or (how is How.CONFIRMED and part.draft.is_empty):
        how = own(part)
    return _short(mine.answered(replace(part, how=how)))


def _short(mine: Mine) -> list[Reply]:
    """Where it was pressed, the message itself tells the rest."""
    asks = ask_button(mine.part)
    show = Choice(msg("The standup"), "standup.show", mine.standup.id)
    change = Choice(msg("Change"), "standup.edit", mine.standup.id)
    could = msg("You could ask {question}", question=mine.part.draft.question) if asks else None
    return [say(_DONE[mine.part.how], could, buttons(asks, show, change), private=True)]


_DONE = {
    How.CONFIRMED: msg("Your part of the standup is in."),
    How.OWN: msg("Your part of the standup is in, in your own words."),
    How.NOTHING_NEW: msg("The standup says that you have nothing new."),
    How.PASSED: msg("The standup goes on without you today."),
}
