"""An answer in one line, with a sign that tells at a glance what it rests on, and words for those who cannot see it."""

from __future__ import annotations

from datetime import date, timedelta

from domain.facts import Answer, Grounds
from domain.knowledge import Knowledge, Known, knowledge
from domain.ports import Work
from domain.process import Question
from domain.statements import told_on
from domain.words import Day, Listed, Message, Value, msg


def heading(question: Question) -> Value:
    """A question as it stands before its answer: "Budget:", or in full when it has no short name."""
    return msg("{label}:", label=question.label) if question.label else question.text


def answer_line(answer: Answer, work: Work, today: date) -> Message:
    """ "✓ Budget: SEK 400,000, Anna Berg today". `today` is the reader's."""
    question = work.settings.question(answer.question)
    told: dict[str, Value] = {"question": heading(question) if question else answer.question, "value": answer.value}
    match answer.grounds:
        case Grounds.CUSTOMER_SAID:
            who, day = answer.said_by, told_day(answer, today)
            if answer.value == who:
                return msg("✓ {question} {value}, who said so {day}", **told, day=day)
            return msg("✓ {question} {value}, {who} {day}", **told, who=who, day=day)
        case Grounds.DOCUMENT:
            return msg("▤ {question} {value}, in writing from them", **told)
        case Grounds.OBSERVED:
            return msg("◉ {question} {value}, seen by us", **told)
        case Grounds.ASSUMED:
            return msg("~ {question} {value}, our assumption", **told)
        case Grounds.ASKED_NO_ANSWER:
            return msg("? {question} asked, no answer yet", **told)
        case Grounds.UNKNOWN:
            return msg("? {question} not known", **told)


def told_line(answer: Answer, work: Work, today: date) -> Message:
    """The same for an answer of which we were just told: when somebody else said otherwise, both sides."""
    question = work.settings.question(answer.question)
    if question is None:
        return answer_line(answer, work, today)
    found = knowledge(question, work.facts.answers(answer.deal), today, work.similar)
    is_one_side = found.known is Known.DISPUTED and answer.id in {one.id for one in found.standing}
    return both_sides(found) if is_one_side else answer_line(answer, work, today)


def both_sides(one: Knowledge) -> Message:
    """A contradiction: "≠ Budget: Anna Berg said 400,000 on Tue 3 Nov and ..."."""
    both = Listed(tuple(statement(side) for side in reversed(one.standing)))
    return msg("≠ {question} {both}", question=heading(one.question), both=both)


def statement(answer: Answer) -> Message:
    """What a source stated, as one side of a contradiction: "Anna Berg said 400,000 on Tue 3 Nov"."""
    value, day = answer.value, Day(told_on(answer))
    match answer.grounds:
        case Grounds.DOCUMENT:
            return msg("their papers said {value} on {day}", value=value, day=day)
        case Grounds.OBSERVED:
            return msg("we saw {value} on {day}", value=value, day=day)
        case _:
            return msg("{who} said {value} on {day}", who=answer.said_by, value=value, day=day)


def told_day(answer: Answer, today: date) -> Message:
    """When it was heard, as seen from `today`."""
    return day_words(told_on(answer), today)


def day_words(day: date, today: date) -> Message:
    """ "today", "yesterday" or "on Fri 20 Nov"."""
    if day == today:
        return msg("today")
    if day == today - timedelta(days=1):
        return msg("yesterday")
    return msg("on {day}", day=Day(day))
