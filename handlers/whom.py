"""Whom at the customer a question is best put to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from domain.deal import Contact, Deal
from domain.facts import Meeting, Outcome
from domain.ports import Work
from domain.settings import Settings
from handlers.saving import first_name

DECISION_MAKER = "decision_maker"


def whom_to_ask(work: Work, deal: Deal) -> Contact | None:
    """Whoever the next step is with, else the first of those met last, else who decides; None when nobody is known."""
    people = work.contacts.of(deal.account)
    return best_to_ask(deal, people, work.facts.meetings(deal.id), work.settings) if people else None


def best_to_ask(
    deal: Deal, people: Sequence[Contact], meetings: Sequence[Meeting], settings: Settings
) -> Contact | None:
    """The same of the people there; `meetings` are the deal's, the latest first."""
    expected = expected_at(f"{deal.step_ours}\n{deal.step_theirs}", people, settings)
    met = next(filter(_was_held, meetings), None)
    present = [one for one in people if met is not None and one.id in met.contacts]
    decides = [one for one in people if one.role == DECISION_MAKER]
    return next(iter((*expected, *present, *decides)), None)


def expected_at(step: str, people: Sequence[Contact], settings: Settings) -> list[Contact]:
    """Those whom the words of a step name, the first named first: by name, by a first name that nobody shares, or by a
    role.
    """
    said = re.findall(r"[\w-]+", step.casefold())
    words = [words for one, after in pairwise([*said, ""]) for words in (one, f"{one} {after}")]
    named = [(min(places), one) for one in people if (places := _places(one, words, people, settings))]
    return [one for _, one in sorted(named, key=lambda found: found[0])]


def _places(one: Contact, words: Sequence[str], people: Sequence[Contact], settings: Settings) -> list[int]:
    """Where the words name somebody. `words` are those of a text, each with the one after it."""
    handles = {one.name.casefold(), *_role_words(one.role, settings)}
    first = first_name(one.name)
    if sum(first_name(other.name) == first for other in people) == 1:
        handles.add(first)
    return [place for place, word in enumerate(words) if word in handles]


def _role_words(role: str, settings: Settings) -> list[str]:
    """How the role is written, in small letters."""
    found = [(text, said) for key, text, said in settings.contact_roles if key == role]
    return [word.casefold() for text, said in found for word in (*said, *(name for _, name in text.by_language))]


def last_met(work: Work, deal: Deal) -> Meeting | None:
    """The latest meeting that was held."""
    return next(filter(_was_held, work.facts.meetings(deal.id)), None)


def _was_held(meeting: Meeting) -> bool:
    return meeting.outcome is Outcome.HELD
