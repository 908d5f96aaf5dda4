"""The company of these dialogues, and Maja at its keyboard."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.person import Person
from tests.support.builders import ERIK, KARIN, MAJA, at, company, contact, deal, texts, visit
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

NOW = at("2026-11-24 14:00")


@pytest.fixture
def fjord() -> FakeCompany:
    """Fjord & Co, where Maja speaks English; Johan is Nordfrakt's CFO, and another Anna works at Kraftverket."""
    made = company()
    with made.work() as work:
        work.persons.save(replace(MAJA, language="en"))
        work.contacts.add(contact("johan", "Johan Ek", role="cfo"))
        work.deals.add(deal("kraftverket", "Kraftverket", "laddstolpar"))
        work.facts.add(visit("visit-kraftverket", deal="kraftverket"))
        work.contacts.add(contact("lund", "Anna Lund", account="Kraftverket"))
        work.commit()
    return made


@pytest.fixture
def maja(fjord: FakeCompany) -> Coach:
    """Maja on a Tuesday afternoon, in English."""
    return Coach(fjord.work, "maja", NOW)


@pytest.fixture
def swedish_maja(fjord: FakeCompany) -> Coach:
    """The same in Swedish."""
    with fjord.work() as work:
        work.persons.save(MAJA)
        work.commit()
    return Coach(fjord.work, "maja", NOW)


@pytest.fixture
def tom(fjord: FakeCompany) -> Coach:
    """Tom in New York, Maja's colleague, who looks after Hudson Freight."""
    return Coach(fjord.work, "tom", NOW)


@pytest.fixture
def karin(fjord: FakeCompany) -> Coach:
    """Karin, who leads Maja's and Tom's team, in English."""
    return _in_english(fjord, KARIN)


@pytest.fixture
def erik(fjord: FakeCompany) -> Coach:
    """Erik of another team, who sees his own deals alone, in English."""
    return _in_english(fjord, ERIK)


def _in_english(fjord: FakeCompany, person: Person) -> Coach:
    with fjord.work() as work:
        work.persons.save(replace(person, language="en"))
        work.commit()
    return Coach(fjord.work, person.id, NOW)


LABELS = {
    "pain": texts("Problem", "Problem"),
    "decision_maker": texts("Decision maker", "Beslutsfattare"),
    "timeline": texts("Timeline", "Tidplan"),
    "budget": texts("Budget", "Budget"),
}


@pytest.fixture
def labelled(fjord: FakeCompany) -> FakeCompany:
    """The company with short names for its questions, all but one."""
    named = tuple(
        replace(question, label=LABELS[question.key]) if question.key in LABELS else question
        for question in fjord.settings.questions
    )
    fjord.settings = replace(fjord.settings, questions=named)
    return fjord
