"""What a decision leaves open, kept until it is answered: who, about which deal, by when. One is asked at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from domain.chat import Choice, Reply
from domain.journal import Pending
from domain.person import Person
from domain.ports import Work
from domain.standup import Decision
from domain.words import Day, Message, msg
from handlers.asking import soon
from handlers.replies import buttons, say
from handlers.speaker import today
from handlers.standup.decisions import doing_words, first_name_of

_KIND = "standup.decision"
NO_DEAL = "none"


@dataclass(frozen=True, slots=True)
class Open:
    """`who` and `deals` are what is to be chosen from, empty when that is known; `days` what may be meant by the day.

    `named`: somebody was named to do it.
    """

    decision: str
    who: tuple[str, ...] = ()
    deals: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    named: bool = True


def still_open(work: Work, pending: str, person: str) -> Open | None:
    """What was asked of this person under this id; None when it is answered already, or taken back."""
    kept = work.pending.get(pending)
    if kept is None or kept.kind != _KIND or kept.used or kept.person != person:
        return None
    data = json.loads(kept.data)
    days = tuple(map(date.fromisoformat, data["days"]))
    return Open(data["decision"], tuple(data["who"]), tuple(data["deals"]), days, data["named"])


def ask(work: Work, decision: Decision, still: Open, person: Person, at: datetime, *, instead: bool) -> list[Reply]:
    """The first question that is open; nothing when none is."""
    pending = work.new_id()
    question = next(_questions(work, decision, still, pending, person, at), None)
    if question is None:
        return []
    data = {"decision": still.decision, "who": still.who, "deals": still.deals, "named": still.named}
    kept = json.dumps(data | {"days": [day.isoformat() for day in still.days]})
    work.pending.add(Pending(pending, person.id, _KIND, kept, at))
    words, options = question
    return [say(words, buttons(*options), private=True, instead=instead)]


def _questions(
    work: Work, decision: Decision, still: Open, pending: str, person: Person, at: datetime
) -> Iterator[tuple[Message, list[Choice]]]:
    if still.who:
        named = [(place, work.persons.get(one)) for place, one in enumerate(still.who)]
        people = [Choice(one.name, "decision.who", pending, str(place)) for place, one in named if one]
        yield msg("{words}. Who does it?", words=decision.words), people
    if still.deals:
        found = [(place, work.deals.get(one)) for place, one in enumerate(still.deals)]
        chosen = [Choice(deal.title, "decision.deal", pending, str(place)) for place, deal in found if deal]
        none = Choice(msg("No deal"), "decision.deal", pending, NO_DEAL)
        yield msg("{doing}. Which deal is it about?", doing=_doing(work, decision)), [*chosen, none]
    if decision.due is None:
        days = still.days or soon(work, person, today(at, person))
        offered = [Choice(msg("{day}", day=Day(day)), "decision.day", pending, day.isoformat()) for day in days]
        other = Choice(msg("Another day"), "decision.other", pending)
        yield msg("{doing}. By when?", doing=_doing(work, decision)), [*offered, other]


def _doing(work: Work, decision: Decision) -> Message:
    return doing_words(first_name_of(work, decision.owner), decision.words)
