"""What a nudge speaks of: one concern of one deal, and what its sentence needs beside the deal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.chat import Block, Choice, Para
from domain.deal import Contact, Deal
from domain.knowing_concerns import DECIDER, open_question, stale_question
from domain.nudges import Concern, Standing
from domain.person import Person
from domain.ports import Work
from domain.process import Question, Stage
from domain.words import Day, Message, Value, msg
from handlers.whom import expected_at, last_met, whom_to_ask


@dataclass(frozen=True, slots=True)
class Topic:
    """One concern as it is said. `stage` is the deal's, `contact` whom to ask or talk about, as far as that is clear.

    `question` is the one to put, `told_on` when it was last answered, `gave` what we gave. `episode` is the id of the
    episode that is spoken of. `covered` is the owner's name when who is spoken to covers for them. `helper` is the
    manager who will be asked to help on `helps_on`, when that is to be told.
    """

    deal: Deal
    standing: Standing
    stage: Stage | None = None
    contact: str = ""
    question: Question | None = None
    told_on: date | None = None
    gave: Value = ""
    episode: str = ""
    covered: str = ""
    helper: str = ""
    helps_on: date | None = None


@dataclass(frozen=True, slots=True)
class Morning:
    """Who is spoken to and when: `today` is the day where the person is, `back` their next working day."""

    person: Person
    today: date
    back: date


def topic_of(work: Work, deal: Deal, standing: Standing) -> Topic:
    """The topic with all that its sentence may name."""
    process = work.settings.process(deal.process)
    stage = process.stage(deal.stage) if process else None
    question, told_on = _question(work, deal, standing.concern)
    return Topic(deal, standing, stage, _contact(work, deal, standing.concern), question, told_on, _gave(work, deal))


def _question(work: Work, deal: Deal, concern: Concern) -> tuple[Question | None, date | None]:
    """What to ask them, and when they last answered it."""
    if concern is Concern.QUESTION_OPEN:
        return open_question(deal, work.settings), None
    if concern is Concern.NO_DECISION_MAKER:
        return work.settings.question(DECIDER), None
    if concern is Concern.CLOSE_DATE_PUSHED:
        return work.settings.question(work.settings.moved_twice), None
    found = stale_question(deal, work.settings) if concern is Concern.QUESTION_STALE else None
    return (found[0], found[1] - timedelta(days=found[0].fresh_days)) if found else (None, None)


def _contact(work: Work, deal: Deal, concern: Concern) -> str:
    """Whose step it is when the step or the account tells, the one person we have met, else whom to ask."""
    if concern is Concern.THEIR_STEP_OVERDUE:
        there = work.contacts.of(deal.account)
        return _name(expected_at(deal.step_theirs, there, work.settings) or (there if len(there) == 1 else ()))
    if concern is Concern.SINGLE_THREADED:
        met = last_met(work, deal)
        return _name([one for one in work.contacts.of(deal.account) if met and one.id in met.contacts])
    if concern in _ASKING:
        found = whom_to_ask(work, deal)
        return found.name if found else ""
    return ""


_ASKING = (
    Concern.QUESTION_OPEN,
    Concern.QUESTION_STALE,
    Concern.NO_DECISION_MAKER,
    Concern.CLOSE_DATE_PUSHED,
)


def _name(people: Sequence[Contact]) -> str:
    return people[0].name if people else ""


def _gave(work: Work, deal: Deal) -> Value:
    give = work.settings.give(deal.signs.gave)
    return give.text if give else deal.signs.gave


def on_deal(label: Message, action: str, topic: Topic, pick: str = "") -> Choice:
    """A button about the deal."""
    return Choice(label, action, topic.deal.id, pick)


def on_step(label: Message, action: str, topic: Topic) -> Choice:
    """A button about its next step."""
    return Choice(label, action, topic.deal.step or "")


def ways_out(topic: Topic) -> tuple[Choice, Choice]:
    """A deal that rests for a reason, and one that is over."""
    return (
        on_deal(msg("They asked us to wait"), "deal.pause", topic),
        on_deal(msg("Let it go"), "deal.lose", topic),
    )


def later(topic: Topic, morning: Morning) -> Choice:
    """Puts it off by one working day, which on a Friday is not tomorrow."""
    tomorrow = morning.back == morning.today + timedelta(days=1)
    label = msg("Tomorrow") if tomorrow else msg("{day}", day=Day(morning.back))
    return on_deal(label, "snooze.until", topic, "1")


def asking(topic: Topic) -> Iterator[Block]:
    """How to put the question to the customer, to whoever is best asked."""
    if topic.question is None:
        return
    name = topic.contact.split()[0] if topic.contact else ""
    ask = topic.question.ask.naming(contact=name or topic.deal.account)
    words = msg("You could ask {name}: “{ask}”", name=name, ask=ask) if name else msg("You could ask: “{ask}”", ask=ask)
    yield Para(words, quiet=True)
