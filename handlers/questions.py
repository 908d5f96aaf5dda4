"""The question nobody has asked the customer yet: put with wording to use, and answered with its grounds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from domain.chat import Block, Choice, Choices, Incoming, Para, Reply
from domain.deal import Deal
from domain.errors import NotFound
from domain.facts import Answer, Grounds
from domain.journal import Pending
from domain.knowledge import Knowledge, Known, knowledge, needed, needed_so_far, told_on
from domain.ports import Work
from domain.process import Question
from domain.words import Day, Message, Words, msg
from handlers.replies import buttons, say
from handlers.speaker import today
from handlers.turn import Turn, changing, id_of, pick_of

PUT_OFF_DAYS = 5
"""How many days a question that was put off is not put again."""

_FIRST = (Known.NOT_ASKED, Known.NO_ANSWER, Known.ASSUMED, Known.OLD)


def one_question(work: Work, deal: Deal, at: datetime) -> tuple[Block, ...]:
    """What to ask the customer next, with its buttons; nothing when all that the stage needs is known or put off.

    Unasked it is put once a deal and day: nobody is asked twice in a row about the same deal.
    """
    owner = work.persons.get(deal.owner)
    day = today(at, owner) if owner else at.date()
    asked = to_ask(work, deal, day)
    # The id is the day's own, so that there is one such question a deal and day.
    mark = Pending(f"put.{deal.id}.{day.isoformat()}", deal.owner, "question.put", "", at)
    if asked is None or work.pending.get(mark.id) is not None:
        return ()
    work.pending.add(mark)
    return question_blocks(work, deal, asked, day)


def to_ask(work: Work, deal: Deal, day: date, *, so_far: bool = False) -> Knowledge | None:
    """The first question of the stage that is unknown, else assumed, else old, and was not put off lately.

    `so_far`: when there is none, one of the stages before, also if it was put off.
    """
    process = work.settings.process(deal.process)
    if process is None or not deal.is_open:
        return None
    answers = work.facts.answers(deal.id)
    found = [knowledge(question, answers, day) for question in needed(work.settings, process, deal.stage)]
    waiting = [one for one in found if not _is_put_off(one, day)]
    before = needed_so_far(work.settings, process, deal.stage) if so_far else ()
    return _first(waiting) or _first([knowledge(question, answers, day) for question in before])


def _first(found: Sequence[Knowledge]) -> Knowledge | None:
    return next((one for known in _FIRST for one in found if one.known is known), None)


def _is_put_off(one: Knowledge, day: date) -> bool:
    return one.put_off_on is not None and (day - one.put_off_on).days < PUT_OFF_DAYS


def question_blocks(
    work: Work, deal: Deal, asked: Knowledge, day: date, *, is_listed: bool = False
) -> tuple[Block, ...]:
    """How things stand, what one could say, and the buttons. `is_listed`: how things stand is said above already."""
    key = asked.question.key
    return (
        *(() if is_listed else (Para(_standing(asked, day)),)),
        Para(_wording(asked.question, deal, day)),
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
        case _:
            ago = (day - told_on(answer)).days
            return msg(
                "⌛ {question} {value}, but that is {ago} days old.", question=question, value=answer.value, ago=ago
            )


def _wording(question: Question, deal: Deal, day: date) -> Message:
    meet = _next_talk(deal, day)
    if meet is None:
        return msg("You could ask: “{ask}”", ask=question.ask)
    if meet == day:
        return msg("Today you could ask: “{ask}”", ask=question.ask)
    return msg("On {day} you could ask: “{ask}”", day=Day(meet), ask=question.ask)


def _will_ask(deal: Deal, day: date) -> Words:
    meet = _next_talk(deal, day)
    return msg("I'll ask on {day}", day=Day(meet)) if meet else msg("I'll ask")


def _next_talk(deal: Deal, day: date) -> date | None:
    """The day of the next step, unless it has passed."""
    return deal.step_due.day if deal.step_due and deal.step_due.day >= day else None


def will_ask(incoming: Incoming, work: Work) -> list[Reply]:
    """The rep is going to ask: the wording to take along, and the coach leaves it there until then."""
    turn, question = asked_about(incoming, work)
    _put_off(turn, question)
    meet = _next_talk(turn.deal, turn.today)
    said = msg("Good. “{ask}” Tell me what they say.", ask=question.ask)
    if meet is not None:
        said = msg("Good, on {day}. “{ask}” Tell me what they say.", day=Day(meet), ask=question.ask)
    return [say(said, buttons(_answer_button(turn.deal, question)))]


def later(incoming: Incoming, work: Work) -> list[Reply]:
    """Not now: the question stays open and is left alone for a few days."""
    turn, question = asked_about(incoming, work)
    _put_off(turn, question)
    said = msg("Fine. {deal} keeps the question open: {question}", deal=turn.deal.title, question=question.text)
    return [say(said, buttons(Choice(msg("The deal"), "deal.show", turn.deal.id)))]


def asked_about(incoming: Incoming, work: Work) -> tuple[Turn, Question]:
    """The deal and the question that a button is about."""
    turn = changing(id_of(incoming), incoming, work)
    question = work.settings.question(pick_of(incoming))
    if question is None:
        raise NotFound(msg("Our process does not ask that any more. Nothing was changed."))
    return turn, question


def _put_off(turn: Turn, question: Question) -> None:
    """A fact without an act of its own: nothing about the deal changes, and there is nothing to undo."""
    work, deal = turn.work, turn.deal
    if not _is_put_off(knowledge(question, work.facts.answers(deal.id), turn.today), turn.today):
        work.facts.add(
            Answer(work.new_id(), deal.id, turn.act, turn.person.id, turn.at, question.key, "", Grounds.UNKNOWN)
        )


def _answer_button(deal: Deal, question: Question) -> Choice:
    return Choice(msg("They answered"), "question.answer", deal.id, question.key)
