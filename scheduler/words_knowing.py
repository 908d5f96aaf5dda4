"""What is said about what we know of the customer, whom we have met, and what they gave for what we gave."""

from __future__ import annotations

from collections.abc import Iterator

from domain.chat import Block, Choice, Choices, Para
from domain.words import Day, Message, msg
from scheduler.topic import Morning, Topic, asking, on_deal


def question_open(topic: Topic, morning: Morning) -> Iterator[Block]:
    """Nobody there has told us."""
    if topic.question is None:
        return
    yield Para(
        msg("**{deal}**: {question} They have not told us yet.", deal=topic.deal.title, question=topic.question.text)
    )
    yield from asking(topic)
    yield Choices((*_ask_or_tell(topic, topic.question.key), _not_now(topic, topic.question.key)))


def question_stale(topic: Topic, morning: Morning) -> Iterator[Block]:
    """They told us long ago."""
    question = topic.question
    if question is None or topic.told_on is None:
        return
    yield Para(
        msg(
            "**{deal}**: ⌛ {question}, last heard on {day}. Does it still hold?",
            deal=topic.deal.title,
            question=question.label or question.text,
            day=Day(topic.told_on),
        )
    )
    yield from asking(topic)
    yield Choices((*_ask_or_tell(topic, question.key), _not_now(topic, question.key)))


def no_decision_maker(topic: Topic, morning: Morning) -> Iterator[Block]:
    """Whoever decides is not known."""
    yield Para(msg("**{deal}**: we don't know yet who decides there.", deal=topic.deal.title))
    yield from asking(topic)
    tell = _ask_or_tell(topic, topic.question.key) if topic.question else ()
    yield Choices((*tell, on_deal(msg("Ask for a meeting"), "take.choose", topic)))


def single_threaded(topic: Topic, morning: Morning) -> Iterator[Block]:
    """We have met one person, or nobody."""
    yield Para(_met(topic))
    book = on_deal(msg("Book a meeting"), "step.set", topic)
    yield Choices((book, on_deal(msg("We have met"), "note.log", topic), _open(topic)))


def _met(topic: Topic) -> Message:
    deal = topic.deal
    if deal.signs.met == 0:
        return msg("**{deal}**: we have met nobody there yet. Whom could you meet?", deal=deal.title)
    if not topic.contact:
        return msg("**{deal}** rests on one person there. Who else has a say?", deal=deal.title)
    return msg("**{deal}** rests on {name} alone. Who else there has a say?", deal=deal.title, name=topic.contact)


def gave_without_taking(topic: Topic, morning: Morning) -> Iterator[Block]:
    """We gave, and asked for nothing back."""
    gave_on = topic.deal.signs.gave_on
    if gave_on is None:
        return
    yield Para(
        msg(
            "**{deal}**: we gave {what} on {day} and asked for nothing back. What could they give?",
            deal=topic.deal.title,
            what=topic.gave,
            day=Day(gave_on),
        )
    )
    ask = on_deal(msg("Ask for something"), "take.choose", topic)
    yield Choices((ask, on_deal(msg("They gave something"), "take.state", topic), _open(topic)))


def _ask_or_tell(topic: Topic, question: str) -> tuple[Choice, Choice]:
    return (
        on_deal(msg("I'll ask"), "question.ask", topic, question),
        on_deal(msg("I know"), "question.answer", topic, question),
    )


def _not_now(topic: Topic, question: str) -> Choice:
    return on_deal(msg("Not now"), "question.later", topic, question)


def _open(topic: Topic) -> Choice:
    return on_deal(msg("The deal"), "deal.show", topic)
