"""Plain words to somebody who was asked for their part of a standup this morning, and has not answered."""

from __future__ import annotations

from dataclasses import replace

from domain.chat import Choice, Choices, Incoming, Reply, Say
from domain.errors import AskfirstError
from domain.ports import Work
from domain.reading.understood import Intent, Understood
from domain.words import msg
from handlers.speaker import speaker
from handlers.standup.answers import WORDS_AT_MOST, short_answer
from handlers.standup.mine import Mine, mine_of
from handlers.standup.spoken import ANOTHER, is_asked_today, keep_words, put

_FEW = 6
"""Among how many of somebody's latest parts the one is looked for that waits."""


def in_short(incoming: Incoming, work: Work, text: str) -> list[Reply] | None:
    """What is short for a button of their part, and can be nothing else; None when the words are more than that."""
    mine = _waiting(incoming, work) if short_answer(text) is not None else None
    return put(mine, text) if mine else None


def as_part(incoming: Incoming, work: Work, text: str, understood: Understood) -> list[Reply] | None:
    """Words that tell of no customer are their part, with a way out; None when they are something else."""
    if len(text) > WORDS_AT_MOST or not _could_be_part(understood):
        return None
    mine = _waiting(incoming, work)
    return put(mine, text, msg("Taken as your part of the standup."), ANOTHER) if mine else None


def _could_be_part(understood: Understood) -> bool:
    """Whether it tells no more than what they do themselves, of no deal that could be meant."""
    if understood.intent is not Intent.NOTE:
        return understood.intent is Intent.OTHER
    placed = understood.deal or understood.deal_candidates or understood.unknown_company
    told = understood.meeting or understood.answers or understood.amount or understood.stage or understood.deal_status
    theirs = any(step.theirs for step in (understood.next_step, *understood.more_next_steps) if step)
    return not (placed or told or theirs)


def offered(incoming: Incoming, work: Work, text: str, understood: Understood, replies: list[Reply]) -> list[Reply]:
    """A note stays a note, and may be said in the standup too."""
    mine = _waiting(incoming, work)
    return replies if mine is None else or_in(mine, text, understood, replies)


def or_in(mine: Mine, text: str, understood: Understood, replies: list[Reply]) -> list[Reply]:
    """The answer, with a button that puts the words into the standup."""
    last = replies[-1] if replies else None
    if not isinstance(last, Say) or len(text) > WORDS_AT_MOST:
        return replies
    kept = keep_words(mine.work, mine.person, text, mine.at)
    is_open = understood.intent is Intent.NOTE and understood.deal is None
    label = msg("It's for the standup") if is_open else msg("Put it in the standup too")
    also = Choices((Choice(label, "standup.put", kept, mine.standup.id),))
    return [*replies[:-1], replace(last, blocks=(*last.blocks, also))]


def _waiting(incoming: Incoming, work: Work) -> Mine | None:
    """Their part that waits, where they are alone with the coach and were asked today; the latest of several."""
    if not incoming.place.direct:
        return None
    person = speaker(incoming, work)
    for standup, part in work.standups.parts_of(person.id, _FEW):
        if is_asked_today(part, person, incoming.at):
            try:
                return mine_of(standup.id, incoming, work)
            except AskfirstError:
                continue
    return None
