"""The one question that somebody could ask a customer in the days to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, partial

from domain.deal import Contact, Deal
from domain.facts import Answer, Step
from domain.knowledge import Knowledge
from domain.qualification import may_put
from domain.words import Day, Value, Words, msg
from handlers.endings import is_meeting
from handlers.questions import open_among, words_for, wrong_before
from handlers.standup.material import Material
from handlers.standup.short import fragment
from handlers.whom import best_to_ask

_SOON = timedelta(days=7)
_TRIED = 3
_PERSON = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to put: in which deal, at which step, and how it stands."""

    deal: Deal
    step: Step
    question: Knowledge


def questions(found: Material) -> Mapping[str, tuple[Asked, Words]]:
    """By person, for those who have one: the question and how it is put, at the next meeting, else the next step."""
    tried = {owner: list(_next(found, deals))[:_TRIED] for owner, deals in found.open.items()}
    answers = found.work.facts.answers_of([deal.id for coming in tried.values() for deal, _ in coming])
    wrong = cache(partial(wrong_before, found.work))
    chosen: dict[str, Asked] = {}
    for owner, coming in tried.items():
        asked = (_asked(found, deal, step, answers[deal.id], wrong(deal.process)) for deal, step in coming)
        if first := next(filter(None, asked), None):
            chosen[owner] = first
    return {owner: (asked, words) for (owner, asked), words in zip(chosen.items(), _put(found, chosen), strict=True)}


def _next(found: Material, deals: Sequence[Deal]) -> list[tuple[Deal, Step]]:
    """What comes within the next days, the meetings first, then by day."""
    until = max(found.standup.until, found.day + _SOON)
    steps = [(deal, step) for deal in deals if not deal.waits_on(found.day) for step in found.running(deal)]
    soon = [(deal, step) for deal, step in steps if step.due is not None and found.day <= step.due.day <= until]
    return sorted(soon, key=lambda one: (not is_meeting(one[1]), one[1].due.order() if one[1].due else (), one[0].id))


def _asked(
    found: Material, deal: Deal, step: Step, answers: Sequence[Answer], wrong: Mapping[str, int]
) -> Asked | None:
    still_open = open_among(found.work, deal, answers, wrong, found.day)
    question = next((one for one in still_open if may_put(one, found.day)), None)
    return Asked(deal, step, question) if question else None


def _put(found: Material, chosen: Mapping[str, Asked]) -> Iterator[Words]:
    facts = found.work.facts.standing_of([one.deal.id for one in chosen.values()])
    people = found.work.contacts.of_all([one.deal.account for one in chosen.values()])
    for one in chosen.values():
        there, met = people[one.deal.account], facts[one.deal.id].meetings
        yield _words(found, one, best_to_ask(one.deal, there, met, found.work.settings))


def _words(found: Material, asked: Asked, contact: Contact | None) -> Words:
    """Whom, when, and in which words: what follows "You could ask"."""
    name = fragment(contact.name.split()[0], _PERSON) if contact and contact.name.split() else ""
    account = found.called(asked.deal)
    who: Value = msg("{name} at {account}", name=name, account=account) if name else account
    ask = words_for(asked.question, name or account)
    if asked.step.due is None or asked.step.due.day == found.day:
        return msg("{who} today: “{ask}”", who=who, ask=ask)
    return msg("{who} on {day}: “{ask}”", who=who, day=Day(asked.step.due.day), ask=ask)
