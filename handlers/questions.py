"""The question nobody has asked the customer yet: put with wording to use, and answered with its grounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from domain.acting import Doing
from domain.chat import Block, Choice, Choices, Incoming, Para, Reply
from domain.deal import Deal
from domain.errors import NotFound
from domain.facts import Answer, Grounds
from domain.knowledge import Knowledge, Known
from domain.ports import Work
from domain.process import Question
from domain.qualification import LOSSES_LEARNT_FROM, may_put, qualification, questions_to_ask
from domain.statements import told_on
from domain.words import Day, Listed, Message, Texts, Words, msg
from handlers.grounds import statement
from handlers.replies import buttons, say
from handlers.speaker import today
from handlers.turn import Turn, changing, id_of, pick_of
from handlers.whom import whom_to_ask


def one_question(work: Work, deal: Deal, at: datetime, act: str = "") -> tuple[Block, ...]:
    """What to ask the customer next, with its buttons; nothing when all that is needed is known or rests.

    Unasked it is put once a deal and day: nobody is asked twice in a row about the same deal. `act` is what it follows:
    when that is taken back, it was not put.
    """
    owner = work.persons.get(deal.owner)
    day = today(at, owner) if owner else at.date()
    answers = work.facts.answers(deal.id)
    if any(one.grounds is Grounds.UNKNOWN and told_on(one) == day for one in answers):
        return ()
    asked = to_ask(work, deal, day)
    if asked is None:
        return ()
    _note_put(work, deal, asked.question, Doing(act or work.new_id(), deal.owner, at, "question"), day)
    return question_blocks(work, deal, asked, day)


def to_ask(work: Work, deal: Deal, day: date) -> Knowledge | None:
    """The question that comes first, of those that do not rest (see domain/qualification.py)."""
    return next((one for one in open_questions(work, deal, day) if may_put(one, day)), None)


def open_questions(work: Work, deal: Deal, day: date) -> tuple[Knowledge, ...]:
    """What is needed so far and not known, in the order in which it is asked, whether it rests or not."""
    if not deal.is_open:
        return ()
    return open_among(work, deal, work.facts.answers(deal.id), wrong_before(work, deal.process), day)


def wrong_before(work: Work, process: str) -> Mapping[str, int]:
    """How often the answer to each question turned out wrong in the latest losses of a process."""
    return work.facts.wrong_assumptions(process, LOSSES_LEARNT_FROM)


def open_among(
    work: Work, deal: Deal, answers: Sequence[Answer], wrong: Mapping[str, int], day: date
) -> tuple[Knowledge, ...]:
    """The same of an open deal with these answers, where these were wrong before."""
    found = qualification(work.settings, deal, answers, day, work.similar)
    return questions_to_ask(work.settings, deal, found.elements, wrong)


def _note_put(work: Work, deal: Deal, question: Question, by: Doing, day: date) -> None:
    """A fact without an act of its own: nothing about the deal changes, and there is nothing to undo."""
    id = work.new_id()
    work.facts.add(Answer(id, deal.id, by.act, by.person, by.at, question.key, "", Grounds.UNKNOWN, heard_on=day))


def question_blocks(
    work: Work, deal: Deal, asked: Knowledge, day: date, *, is_listed: bool = False
) -> tuple[Block, ...]:
    """How things stand, what one could say, and the buttons. `is_listed`: how things stand is said above already."""
    key = asked.question.key
    return (
        *(() if is_listed else (Para(_standing(asked, day)),)),
        Para(wording(work, deal, asked, day)),
        Choices(
            (
                Choice(_will_ask(deal, day), "question.ask", deal.id, key),
                Choice(msg("I know"), "question.answer", deal.id, key),
                Choice(msg("Not now"), "question.later", deal.id, key),
            )
        ),
    )


def _standing(asked: Knowledge, day: date) -> Message:
    question, answer = asked.question.text, asked.answer
    if answer is None:
        return msg("? {question} Nobody has asked them yet.", question=question)
    match asked.known:
        case Known.ASSUMED:
            return msg("~ {question} We assume: {value}.", question=question, value=answer.value)
        case Known.NO_ANSWER:
            return msg("? {question} We asked on {day} and got no answer.", question=question, day=Day(told_on(answer)))
        case Known.DISPUTED:
            both = Listed(tuple(statement(one) for one in reversed(asked.standing)))
            return msg("≠ {question} They say different things: {both}.", question=question, both=both)
        case _:
            ago = (day - told_on(answer)).days
            return msg(
                "⌛ {question} {value}, but that is {ago} days old.", question=question, value=answer.value, ago=ago
            )


def wording(work: Work, deal: Deal, asked: Knowledge, day: date) -> Message:
    """What one could say to the customer, to whom, and when if they meet soon."""
    contact = whom_to_ask(work, deal)
    who = contact.name.split()[0] if contact else ""
    ask = words_for(asked, who or deal.account)
    # Whoever is called by name in the words themselves need not be named before them.
    if not who or _calls_by_name(asked):
        return _when_to_ask(ask, deal, day)
    return _whom_to_ask(ask, who, deal, day)


def words_for(asked: Knowledge, contact: str) -> Message | Texts:
    """The words to use: the company's own, or those that name both sides of a contradiction."""
    if asked.known is not Known.DISPUTED:
        return asked.question.ask.naming(contact=contact)
    both = Listed(tuple(_side(one) for one in reversed(asked.standing)))
    return msg("I have heard both {both}. Which of them is right?", both=both)


def _side(one: Answer) -> Message | str:
    return msg("{value} (from {who})", value=one.value, who=one.said_by.split()[0]) if one.said_by else one.value


def _calls_by_name(asked: Knowledge) -> bool:
    return asked.known is not Known.DISPUTED and any("{contact}" in text for _, text in asked.question.ask.by_language)


def _when_to_ask(ask: Message | Texts, deal: Deal, day: date) -> Message:
    meet = next_talk(deal, day)
    if meet is None:
        return msg("You could ask: “{ask}”", ask=ask)
    if meet == day:
        return msg("Today you could ask: “{ask}”", ask=ask)
    return msg("On {day} you could ask: “{ask}”", day=Day(meet), ask=ask)


def _whom_to_ask(ask: Message | Texts, who: str, deal: Deal, day: date) -> Message:
    meet = next_talk(deal, day)
    if meet is None:
        return msg("You could ask {who}: “{ask}”", who=who, ask=ask)
    if meet == day:
        return msg("Today you could ask {who}: “{ask}”", who=who, ask=ask)
    return msg("On {day} you could ask {who}: “{ask}”", day=Day(meet), who=who, ask=ask)


def _will_ask(deal: Deal, day: date) -> Words:
    meet = next_talk(deal, day)
    return msg("I'll ask on {day}", day=Day(meet)) if meet else msg("I'll ask")


def next_talk(deal: Deal, day: date) -> date | None:
    """The day of the next step, unless it has passed."""
    return deal.step_due.day if deal.step_due and deal.step_due.day >= day else None


def will_ask(incoming: Incoming, work: Work) -> list[Reply]:
    """The rep is going to ask: the wording to take along, and the coach leaves it there until then."""
    turn, question = asked_about(incoming, work)
    asked = put_off(turn, question)
    contact = whom_to_ask(work, turn.deal)
    ask = words_for(asked, contact.name.split()[0] if contact else turn.deal.account)
    meet = next_talk(turn.deal, turn.today)
    said = msg("Good. “{ask}” Tell me what they say.", ask=ask)
    if meet is not None:
        said = msg("Good, on {day}. “{ask}” Tell me what they say.", day=Day(meet), ask=ask)
    return [say(said, buttons(_answer_button(turn.deal, question)))]


def later(incoming: Incoming, work: Work) -> list[Reply]:
    """Not now: the question stays open and is left alone for a few days."""
    turn, question = asked_about(incoming, work)
    put_off(turn, question)
    said = msg("Fine. {deal} keeps the question open: {question}", deal=turn.deal.title, question=question.text)
    return [say(said, buttons(Choice(msg("The deal"), "deal.show", turn.deal.id)))]


def asked_about(incoming: Incoming, work: Work) -> tuple[Turn, Question]:
    """The deal and the question that a button is about."""
    turn = changing(id_of(incoming), incoming, work)
    question = work.settings.question(pick_of(incoming))
    if question is None:
        raise NotFound(msg("Our process does not ask that any more. Nothing was changed."))
    return turn, question


def put_off(turn: Turn, question: Question) -> Knowledge:
    """The question rests from today; how things stand with it."""
    asked = turn.knows(question)
    if asked.put_on != turn.today:
        _note_put(turn.work, turn.deal, question, turn.doing("question"), turn.today)
    return asked


def _answer_button(deal: Deal, question: Question) -> Choice:
    return Choice(msg("They answered"), "question.answer", deal.id, question.key)
