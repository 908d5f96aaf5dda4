"""Where an answer comes from: every earlier one to the same question, who told us, and how long it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

from domain.chat import Choice, Incoming, Reply
from domain.facts import Answer, Grounds
from domain.knowledge import holds_until, is_old
from domain.ports import Work
from domain.process import Question
from domain.statements import when
from domain.words import Day, Message, msg, msgs
from handlers.grounds import answer_line
from handlers.replies import buttons, say
from handlers.speaker import today
from handlers.turn import Turn, id_of, looking_at

_SHOWN = 4


def show_earlier(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: of each question that was answered more than once, all its answers, the latest first."""
    turn = looking_at(id_of(incoming), incoming, work)
    retold = answered_again(turn)
    back = buttons(Choice(msg("What we know"), "question.show", turn.deal.id))
    if not retold:
        return [say(msg("**{deal}.** No question has an earlier answer.", deal=turn.deal.title), back)]
    lines = [line for question, answers in retold for line in _lines(turn, question, answers)]
    return [say(msg("**{deal}.** What was answered, the latest first:", deal=turn.deal.title), *lines, back)]


def answered_again(turn: Turn) -> list[tuple[Question, list[Answer]]]:
    """The questions with more than one answer, in the order of app.yaml."""
    told: dict[str, list[Answer]] = {}
    for one in sorted(turn.work.facts.answers(turn.deal.id), key=when, reverse=True):
        if one.grounds is not Grounds.UNKNOWN:
            told.setdefault(one.question, []).append(one)
    found = ((turn.work.settings.question(key), answers) for key, answers in told.items() if len(answers) > 1)
    known = [(question, answers) for question, answers in found if question is not None]
    order = [one.key for one in turn.work.settings.questions]
    return sorted(known, key=lambda one: order.index(one[0].key) if one[0].key in order else len(order))


def _lines(turn: Turn, question: Question, answers: Sequence[Answer]) -> Iterator[Message]:
    for one in answers[:_SHOWN]:
        yield reduce(lambda a, b: msg("{one} {two}", one=a, two=b), _sentences(turn, question, one))
    rest = len(answers) - _SHOWN
    if rest > 0:
        yield msgs("And {n} earlier one.", "And {n} earlier ones.", rest)


def _sentences(turn: Turn, question: Question, one: Answer) -> Iterator[Message]:
    yield msg("{answer}.", answer=answer_line(one, turn.work, turn.today))
    teller = turn.work.persons.get(one.by)
    met = next((held for held in turn.work.facts.meetings(turn.deal.id) if held.id == one.meeting), None)
    who, day = teller.first_name if teller else one.by, Day(today(one.at, turn.person))
    if met is not None:
        yield msg("{who} told me on {day}, after a meeting.", who=who, day=day)
    else:
        yield msg("{who} told me on {day}.", who=who, day=day)
    until = holds_until(question, one)
    if until is not None:
        yield (
            msg("Old since {day}.", day=Day(until))
            if is_old(question, one, turn.today)
            else msg("Holds until {day}.", day=Day(until))
        )
