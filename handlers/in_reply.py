"""A text that answers the question the coach has just put: it is about that deal, though it does not name it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.chat import Incoming, Reply
from domain.deal import Deal
from domain.facts import Grounds
from domain.person import Person
from domain.ports import Work
from domain.process import Question
from domain.reading.understood import Intent, MustAsk, Understood
from handlers.open_questions import Unplaced
from handlers.placing import ask_which, place
from handlers.reading import read, sketch

_JUST_NOW = timedelta(hours=1)
_BARE_AT_MOST = 80
_STARTS_ANEW = re.compile(r"(?:asked|not asked|frågade|inte frågat)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Put:
    """A question that was put to somebody about a deal."""

    deal: Deal
    question: Question


def in_reply(incoming: Incoming, work: Work, person: Person, text: str, understood: Understood) -> list[Reply] | None:
    """The answer is saved on the deal it was asked about; None when the text is no such answer.

    `understood` is how the text reads by itself. A text that may as well be about another deal is asked about.
    """
    if understood.intent not in (Intent.NOTE, Intent.OTHER) or understood.unknown_company:
        return None
    put = _just_put(work, person, incoming)
    if put is None or _names_another(understood, put, text):
        return None
    found = _answer(work, person, incoming, put, text)
    if found is None:
        return None
    said, answer = found
    note = Unplaced(work.new_id(), person.id, incoming.at, said)
    if understood.deal is not None and understood.deal.id != put.deal.id:
        either = (sketch(work, put.deal), understood.deal)
        return ask_which(incoming, work, note, replace(answer, deal=None, deal_candidates=either))
    return place(incoming, work, note, put.deal, answer)


def _just_put(work: Work, person: Person, incoming: Incoming) -> Put | None:
    """The question that was put with the answer to what the person did last, unless it was answered since."""
    last = work.journal.last_of(person.id)
    deal = work.deals.get(last.deal) if last and last.deal else None
    if last is None or deal is None or not deal.is_open or incoming.at - last.at > _JUST_NOW:
        return None
    told = {one.question: one for one in reversed(work.facts.answers(deal.id))}
    put = (one for one in told.values() if one.grounds is Grounds.UNKNOWN and one.at == last.at)
    question = next((work.settings.question(one.question) for one in put), None)
    return Put(deal, question) if question else None


def _names_another(understood: Understood, put: Put, text: str) -> bool:
    """Whether the text calls another customer by name, or fits several deals of which this one is none."""
    found = understood.deal
    if found is not None and found.id != put.deal.id:
        return found.account.casefold() in text.casefold()
    return bool(understood.deal_candidates) and put.deal.id not in {one.id for one in understood.deal_candidates}


def _answer(work: Work, person: Person, incoming: Incoming, put: Put, text: str) -> tuple[str, Understood] | None:
    """The text and what it answers: as it stands, else as what follows the question's own words ("budget: 400k")."""
    whole = read(work, person, text, incoming.at, about=put.deal)
    if _tells_more(whole):
        return None
    if any(one.question == put.question.key for one in whole.answers):
        return text, _only_answers(whole)
    if whole.answers or len(text) > _BARE_AT_MOST or "\n" in text or _STARTS_ANEW.match(text):
        return None
    for words in put.question.words:
        said = f"{words}: {text}"
        full = read(work, person, said, incoming.at, about=put.deal)
        fits = [one for one in full.answers if one.question == put.question.key and words not in one.value]
        if fits and not _tells_more(full):
            return said, _only_answers(replace(full, answers=tuple(fits)))
    return None


def _tells_more(read_as: Understood) -> bool:
    """Whether it tells of anything but answers."""
    more = (read_as.meeting, read_as.next_step, read_as.deal_status, read_as.stage, read_as.amount)
    return read_as.intent is Intent.QUESTION or any(more)


def _only_answers(read_as: Understood) -> Understood:
    """What has to be asked about an answer is who said it; a next step is another matter."""
    asks = tuple(ask for ask in read_as.must_ask if ask in (MustAsk.WHO_SAID_IT, MustAsk.WHICH_CONTACT))
    return replace(read_as, intent=Intent.NOTE, must_ask=asks)
