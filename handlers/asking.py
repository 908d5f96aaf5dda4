"""What a note leaves open, asked one at a time, the most needed first; what the state answers is never asked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.deal import Contact
from domain.facts import Answer, Grounds
from domain.person import Person
from domain.ports import Work
from domain.reading.understood import MustAsk, Understood
from handlers.echo import Noted
from handlers.open_questions import Open, OpenAsk, keep_open
from handlers.saving import Telling, capitalised, first_name

STATUS = "status"
STAGE = "stage"
PAST = "past"
EITHER = "either"
_RANGE_OFFERED = 5
_CONTACTS_OFFERED = 2


def open_asks(work: Work, telling: Telling, told: Noted) -> tuple[OpenAsk, ...]:
    """All that the note leaves open, in the order in which it is asked.

    Who it was comes before when, because that answer saves the note anew.
    """
    understood, must = telling.understood, telling.understood.must_ask
    asks = [OpenAsk(STATUS, understood.deal_status)] if understood.deal_status else []
    if MustAsk.WHICH_CONTACT in must:
        asks.append(OpenAsk(MustAsk.WHICH_CONTACT.value, _who_is_unclear(work, understood, told)))
    asks.append(_date_ask(understood, telling.day))
    # What they told comes before what they left out: a move that waits at the gate must not look as if it were done.
    asks += [OpenAsk(STAGE, understood.stage)] if understood.stage else []
    if MustAsk.NEXT_STEP_MISSING in must:
        asks.append(OpenAsk(MustAsk.NEXT_STEP_MISSING.value))
    if MustAsk.CUSTOMER_AGREED in must:
        asks.append(OpenAsk(MustAsk.CUSTOMER_AGREED.value))
    asks += [OpenAsk(MustAsk.WHO_SAID_IT.value, key) for key in _unsourced(understood, told)]
    return tuple(asks)


def _who_is_unclear(work: Work, understood: Understood, told: Noted) -> str:
    """A name that several people have, else a role that said something or that a step is with; empty when unknown."""
    new = {contact.name for contact in told.new}
    names = [read.name for read in understood.contacts if read.known is None and capitalised(read.name) not in new]
    known = {first_name(read.name) for read in understood.contacts}
    roles = [one.said_by for one in understood.answers if one.said_by and first_name(one.said_by) not in known]
    step = understood.next_step
    roles += [role for role in (_role_in(work, f"{step.ours} {step.theirs}"),) if role] if step else []
    return next(iter(names + roles), "")


def _role_in(work: Work, text: str) -> str:
    """The role that a step is with, as it was typed."""
    for key, name, words in work.settings.contact_roles:
        for known in (key, *words, *(said for _, said in name.by_language)):
            found = re.search(rf"\b{re.escape(known)}(?:n|en)?\b", text, re.IGNORECASE)
            if found:
                return found[0]
    return ""


def _date_ask(understood: Understood, day: date) -> OpenAsk:
    """The day of the next step was said and has passed, was said in a way that fits several, or was not said."""
    step = understood.next_step
    if step is not None and step.due is not None and step.due.day < day:
        return OpenAsk(MustAsk.WHICH_DATE.value, PAST)
    if step is not None and any(candidate >= day for candidate in step.due_candidates):
        return OpenAsk(MustAsk.WHICH_DATE.value, EITHER)
    which = MustAsk.WHICH_DATE in understood.must_ask
    return OpenAsk((MustAsk.WHICH_DATE if which else MustAsk.NEXT_STEP_DATE_MISSING).value)


def _unsourced(understood: Understood, told: Noted) -> list[str]:
    """Questions whose answer somebody may have given us, but not known who."""
    quoted = {read.question for read in understood.answers if read.grounds is Grounds.CUSTOMER_SAID}
    bare = MustAsk.WHO_SAID_IT in understood.must_ask
    return [answer.question for answer in told.answers if assumed(answer) and (bare or answer.question in quoted)]


def assumed(answer: Answer) -> bool:
    """Nobody at the customer stands behind it yet."""
    return answer.grounds is Grounds.ASSUMED


def offered(work: Work, telling: Telling, told: Noted, asks: tuple[OpenAsk, ...]) -> Open:
    """The open questions of a note with the days and the people that their buttons offer."""
    return Open(
        act=telling.act,
        deal=told.deal.id,
        asks=asks,
        days=_days(work, telling),
        contacts=_contacts(work, told, asks),
    )


def _days(work: Work, telling: Telling) -> tuple[date, ...]:
    """What the note said, as far as it is bounded; else a few working days from now."""
    step, person, today = telling.understood.next_step, telling.person, telling.day
    if step is None:
        return ()
    if step.due_candidates:
        return tuple(day for day in step.due_candidates if day >= today) or soon(work, person, today)
    return soon(work, person, today) if step.due_range is None else within(work, person, today, step.due_range)


def within(work: Work, person: Person, today: date, span: tuple[date, date]) -> tuple[date, ...]:
    """The first and the last working day of a week; a longer stretch is better picked in a calendar."""
    first, last = max(span[0], today), span[1]
    days = [first + timedelta(days=n) for n in range(min((last - first).days + 1, 31))]
    working = [day for day in days if _works(work, person, day)]
    return tuple(dict.fromkeys((working[0], working[-1]))) if 0 < len(working) <= _RANGE_OFFERED else ()


def soon(work: Work, person: Person, today: date) -> tuple[date, ...]:
    """The next working day, and the first one a week from now."""
    days = [today + timedelta(days=n) for n in range(1, 31)]
    working = [day for day in days if _works(work, person, day)]
    in_a_week = [day for day in working if day >= today + timedelta(days=7)]
    return tuple(dict.fromkeys((*working[:1], *in_a_week[:1])))


def _works(work: Work, person: Person, day: date) -> bool:
    return day.weekday() in person.hours.days and not work.calendar.is_holiday(person.country, day)


def _contacts(work: Work, told: Noted, asks: tuple[OpenAsk, ...]) -> tuple[str, ...]:
    """The people at the account, those of the note first; of a doubtful name only those who have it."""
    met = [contact for meeting in told.meetings for contact in meeting.contacts]
    everybody = sorted(work.contacts.of(told.deal.account), key=lambda contact: contact.id not in met)
    doubtful = next((ask.about for ask in asks if ask.kind == MustAsk.WHICH_CONTACT.value), "")
    namesakes = [contact for contact in everybody if first_name(contact.name) == first_name(doubtful)]
    return tuple(contact.id for contact in namesakes or everybody)[:_CONTACTS_OFFERED]


def people(work: Work, still: Open) -> list[Contact]:
    """The contacts that are offered and still there."""
    return [contact for contact in map(work.contacts.get, still.contacts) if contact]


def first_open(still: Open, told: Noted, day: date) -> Open | None:
    """The questions from the first one that the state leaves open on this day; None when nothing is."""
    for place, ask in enumerate(still.asks):
        if _is_open(ask, told, day):
            return replace(still, asks=still.asks[place:])
    return None


def _is_open(ask: OpenAsk, told: Noted, day: date) -> bool:
    match ask.kind:
        case "status":
            return told.deal.is_open
        case "stage":
            return told.deal.is_open and told.deal.stage != ask.about
        case "which_date" | "next_step_date_missing":
            return told.undated is not None
        case "next_step_missing":
            return told.deal.is_open and told.deal.step is None and not told.deal.waits_on(day)
        case "customer_agreed":
            return told.unagreed is not None
        case "who_said_it":
            return any(assumed(answer) for answer in told.answers if answer.question == ask.about)
        case _:
            return True


def put(work: Work, still: Open, person: Person, at: datetime) -> str:
    """Keep the question that is asked now; returns the id for its buttons."""
    return keep_open(work, still, person.id, at)
