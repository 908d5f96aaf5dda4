"""A rep tells the coach something in plain words."""

from __future__ import annotations

from dataclasses import replace

from domain.chat import Choice, Incoming, Press, Reply, Text
from domain.deal import DealSketch
from domain.person import Person
from domain.ports import Work
from domain.reading.understood import Intent, Understood
from domain.words import Message, msg
from handlers import showing
from handlers.in_reply import in_reply
from handlers.open_questions import Unplaced
from handlers.placing import ask_which, place
from handlers.reading import READ_AT_MOST, read
from handlers.replies import buttons, say
from handlers.speaker import speaker, visible
from handlers.standup.asked import as_part, in_short, offered
from handlers.telling import deal_of
from handlers.which import is_named

KEPT_AT_MOST = 20_000
"""Characters of a text that is taken as a note at all."""

_EXAMPLE = msg("met Anna at Nordfrakt, demo Friday at 10, she said yes")
_QUESTION = msg("deal Nordfrakt")


def hear_note(incoming: Incoming, work: Work) -> list[Reply]:
    """Whatever was written that is no command: a note is saved, anything else is met with what to write.

    Whoever is asked for their part of a standup is heard as answering, where the words are no note.
    """
    return _heard(incoming, work, may_be_part=True)


def hear_as_note(incoming: Incoming, work: Work) -> list[Reply]:
    """The same of words that are no part of a standup."""
    return _heard(incoming, work, may_be_part=False)


def _heard(incoming: Incoming, work: Work, *, may_be_part: bool) -> list[Reply]:
    person = speaker(incoming, work)
    text = incoming.act.text.strip() if isinstance(incoming.act, Text) else ""
    if not text:
        return [_how(msg("Tell me about a meeting in your own words, like this: {example}", example=_EXAMPLE))]
    if len(text) > KEPT_AT_MOST:
        words = msg("That is more than {n} characters, so nothing was saved. Send me the gist of it.", n=KEPT_AT_MOST)
        return [say(words)]
    understood = read(work, person, text, incoming.at)
    answered = (may_be_part and in_short(incoming, work, text)) or in_reply(incoming, work, person, text, understood)
    if answered:
        return answered
    part = as_part(incoming, work, text, understood) if may_be_part else None
    if part is not None:
        return part
    replies = _by_intent(incoming, work, person, text, understood)
    may_be_both = may_be_part and understood.intent in (Intent.NOTE, Intent.QUESTION)
    return offered(incoming, work, text, understood, replies) if may_be_both else replies


def _by_intent(incoming: Incoming, work: Work, person: Person, text: str, understood: Understood) -> list[Reply]:
    match understood.intent:
        case Intent.NOTE:
            return _note(incoming, work, person, text, understood)
        case Intent.QUESTION:
            return _question(incoming, work, person, text)
        case Intent.SMALLTALK:
            return [_smalltalk(person)]
        case Intent.OTHER:
            return [_how(msg("Which customer was that about? Write it like this: {example}", example=_EXAMPLE))]


def _note(incoming: Incoming, work: Work, person: Person, text: str, understood: Understood) -> list[Reply]:
    note = Unplaced(work.new_id(), person.id, incoming.at, text)
    if understood.deal is None:
        return ask_which(incoming, work, note, understood)
    # Nothing is told: somebody who writes no more than "Nordfrakt" wants to see it.
    if is_named(understood.deal, text, work):
        return showing.show(replace(incoming, act=Press("deal.show", understood.deal.id)), work)
    return place(incoming, work, note, deal_of(work, understood.deal.id), understood)


def _question(incoming: Incoming, work: Work, person: Person, text: str) -> list[Reply]:
    """Asked about one deal, the coach shows what it knows of it."""
    named = [found for found in visible(work, person, text[:READ_AT_MOST], incoming.at) if _is_named(found, text)]
    if len(named) == 1:
        return showing.show(replace(incoming, act=Press("deal.show", named[0].id)), work)
    words = msg("I answer questions about a deal when you name it, like this: {example}", example=_QUESTION)
    return [say(words, buttons(Choice(msg("My deals"), "deal.list"), Choice(msg("Help"), "help.all")))]


def _is_named(found: DealSketch, text: str) -> bool:
    return found.account.casefold() in text.casefold()


def _smalltalk(person: Person) -> Reply:
    words = msg("I'm here, {name}. When you have met a customer, tell me how it went.", name=person.first_name)
    return say(words, buttons(Choice(msg("My deals"), "deal.list")))


def _how(words: Message) -> Reply:
    return say(words, buttons(Choice(msg("Fill in a form instead"), "note.log"), Choice(msg("Help"), "help.all")))
