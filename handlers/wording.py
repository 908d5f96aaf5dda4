"""How an open question is put: one sentence and its buttons."""

from __future__ import annotations

from collections.abc import Callable

from domain.chat import Block, Choice, Choices, Para
from domain.facts import Agreed
from domain.ports import Work
from domain.reading.understood import MustAsk
from domain.words import Day, Listed, Message, msg
from handlers.asking import EITHER, PAST, STATUS, people
from handlers.echo import Noted, agreeing
from handlers.grounds import heading
from handlers.open_questions import Open
from handlers.saving import first_name

Put = tuple[Message, tuple[Choice, ...]]


def question_blocks(work: Work, still: Open, told: Noted, pending: str) -> tuple[Block, ...]:
    """The first of the open questions; `pending` is the id that its buttons carry."""
    words, options = _PUTS[still.asks[0].kind](work, still, told, pending)
    return Para(words), Choices(options)


def _status(work: Work, still: Open, told: Noted, pending: str) -> Put:
    title, deal = told.deal.title, told.deal.id
    no = Choice(msg("Not yet"), "note.drop", pending)
    match still.asks[0].about:
        case "won":
            return msg("Close {deal} as won?", deal=title), (Choice(msg("Close as won"), "deal.win", deal), no)
        case "paused":
            return msg("Shall I pause {deal} until then?", deal=title), (
                Choice(msg("Pause it"), "deal.pause", deal),
                no,
            )
        case "disqualified":
            return msg("Let {deal} go?", deal=title), (Choice(msg("Let it go"), "deal.lose", deal), no)
        case _:
            return msg("Close {deal} as lost?", deal=title), (Choice(msg("Close as lost"), "deal.lose", deal), no)


def _which_contact(work: Work, still: Open, told: Noted, pending: str) -> Put:
    who = still.asks[0].about
    words = msg("Who was that?")
    if who and any(first_name(one.name) == first_name(who) for one in people(work, still)):
        words = msg("Which {who} is that?", who=who)
    elif who:
        words = msg("Who is that: {who}?", who=who)
    unknown = Choice(msg("Not known yet"), "note.drop", pending)
    return words, (*_people(work, still, pending, "note.contact"), unknown)


def _which_date(work: Work, still: Open, told: Noted, pending: str) -> Put:
    if still.asks[0].about == PAST:
        words = msg("That day has passed. When is it?")
    elif still.asks[0].about == EITHER:
        words = msg("Is that {days}?", days=Listed(tuple(Day(day) for day in still.days), either=True))
    else:
        words = msg("Which day is it?")
    return words, _days(still, pending)


def _date_missing(work: Work, still: Open, told: Noted, pending: str) -> Put:
    return msg("By when?"), _days(still, pending)


def _days(still: Open, pending: str) -> tuple[Choice, ...]:
    days = [
        Choice(msg("{day}", day=Day(day)), "note.date", pending, str(place)) for place, day in enumerate(still.days)
    ]
    other = msg("Another day") if days else msg("Pick a day")
    return (*days, Choice(other, "note.other_day", pending))


def _step_missing(work: Work, still: Open, told: Noted, pending: str) -> Put:
    deal = told.deal.id
    return msg("What happens next, and when?"), (
        Choice(msg("Set a next step"), "step.set", deal),
        Choice(msg("They asked us to wait"), "deal.pause", deal),
        Choice(msg("Let it go"), "deal.lose", deal),
    )


def _customer_agreed(work: Work, still: Open, told: Noted, pending: str) -> Put:
    step = told.unagreed
    on_paper = (Agreed.WRITTEN, msg("In writing"))
    if step is not None and step.due is not None and step.due.at is not None:
        # What has a time of day stands in calendars.
        on_paper = (Agreed.ACCEPTED, msg("Accepted the invitation"))
    labels = ((Agreed.SAID, msg("Said yes")), on_paper, (Agreed.NONE, msg("Not yet")))
    options = tuple(Choice(label, "note.agreed", pending, agreed.value) for agreed, label in labels)
    return msg("Has {who} agreed to it?", who=agreeing(work, told)), options


def _who_said_it(work: Work, still: Open, told: Noted, pending: str) -> Put:
    answer = next(answer for answer in told.answers if answer.question == still.asks[0].about)
    options = (*_people(work, still, pending, "note.who"), Choice(msg("I assume so"), "note.who", pending, "assumed"))
    question = work.settings.question(answer.question)
    asked = heading(question) if question else answer.question
    return msg("{question} {value}. Who told you?", question=asked, value=answer.value), options


def _people(work: Work, still: Open, pending: str, action: str) -> tuple[Choice, ...]:
    names = [Choice(contact.name, action, pending, str(place)) for place, contact in enumerate(people(work, still))]
    return (*names, Choice(msg("Someone else"), "note.name", pending))


_PUTS: dict[str, Callable[[Work, Open, Noted, str], Put]] = {
    STATUS: _status,
    MustAsk.WHICH_CONTACT.value: _which_contact,
    MustAsk.WHICH_DATE.value: _which_date,
    MustAsk.NEXT_STEP_MISSING.value: _step_missing,
    MustAsk.NEXT_STEP_DATE_MISSING.value: _date_missing,
    MustAsk.CUSTOMER_AGREED.value: _customer_agreed,
    MustAsk.WHO_SAID_IT.value: _who_said_it,
}
