"""The app.yaml that Askfirst comes with: it reads without a mistake, speaks both languages, and is worth trying."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from bot.settings import read_settings
from domain.nudges import Concern
from domain.samples import SampleContact
from domain.settings import Settings
from domain.words import Texts

APP_YAML = Path(__file__).resolve().parents[2] / "app.yaml"


@pytest.fixture(scope="module")
def settings() -> Settings:
    return read_settings(APP_YAML)


def texts_in(thing: object) -> Iterator[Texts]:
    """Every text of the company, wherever it stands."""
    if isinstance(thing, Texts):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from texts_in(one)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts_in(getattr(thing, field.name))


def test_every_text_is_there_in_english_and_in_swedish_of_its_own(settings: Settings) -> None:
    texts = [dict(text.by_language) for text in texts_in(settings)]
    words_of_both = {"Problem", "Budget"}

    assert len(texts) > 60
    assert [text for text in texts if set(text) != {"en", "sv"} or not all(text.values())] == []
    assert {text["en"] for text in texts if text["en"] == text["sv"]} == words_of_both


def test_every_question_has_a_short_name(settings: Settings) -> None:
    assert [question.key for question in settings.questions if question.label is None] == []


def test_it_has_two_reps_who_speak_differently_and_their_manager(settings: Settings) -> None:
    people = {member.email: member for member in settings.people}

    assert people["maja@example.com"].language == "sv"
    assert people["tom@example.com"].language == "en"
    assert settings.team(people["maja@example.com"].team) == settings.team(people["tom@example.com"].team)
    assert settings.team(people["maja@example.com"].team).manager == "karin@example.com"  # type: ignore[union-attr]


def test_it_sells_in_two_ways(settings: Settings) -> None:
    assert [process.key for process in settings.processes] == ["new_business", "key_account"]


def test_every_question_is_needed_somewhere(settings: Settings) -> None:
    needed = {need.question for process in settings.processes for stage in process.stages for need in stage.needs}

    assert needed | {settings.moved_twice} == {question.key for question in settings.questions}


def test_every_question_and_role_is_known_by_words_in_a_note(settings: Settings) -> None:
    assert [question.key for question in settings.questions if len(question.words) < 4] == []
    assert [key for key, _, words in settings.contact_roles if len(words) < 4] == []


def test_every_rule_is_on(settings: Settings) -> None:
    assert {rule.concern for rule in settings.nudges.rules if rule.on} == {concern.value for concern in Concern}


def test_it_has_some_thirty_deals_in_every_stage_of_new_business(settings: Settings) -> None:
    process = settings.processes[0]

    running = [deal for deal in settings.sample_deals if deal.is_open]

    assert 28 <= len(running) <= 36
    assert {deal.stage for deal in running if deal.process == process.key} == {stage.key for stage in process.stages}


def test_nordfrakt_has_one_deal_and_its_anna_is_not_the_only_one_of_majas(settings: Settings) -> None:
    (nordfrakt,) = (deal for deal in settings.sample_deals if deal.account == "Nordfrakt")
    annas = [
        contact.name
        for deal in settings.sample_deals
        if deal.owner == "maja@example.com"
        for contact in deal.contacts
        if contact.name.startswith("Anna ")
    ]

    assert (nordfrakt.owner, nordfrakt.steps) == ("maja@example.com", ())
    assert SampleContact("Anna Berg", "champion") in nordfrakt.contacts
    assert annas == ["Anna Berg", "Anna Lund"]


def test_it_has_deals_with_and_without_a_next_step_and_some_that_ended(settings: Settings) -> None:
    running = [deal for deal in settings.sample_deals if deal.is_open]
    steps = [[step for step in deal.steps if not step.end] for deal in running]

    assert 4 <= len([one for one in steps if not one]) <= 10
    due = [step.in_days for one in steps for step in one]
    assert min(due) < 0 and max(due) > 7
    assert {deal.end.won for deal in settings.sample_deals if deal.end is not None} == {True, False}


def test_what_is_known_rests_on_every_kind_of_grounds_a_rep_meets(settings: Settings) -> None:
    grounds = {answer.grounds for deal in settings.sample_deals for answer in deal.answers}

    assert grounds == {"customer_said", "document", "observed", "assumed", "asked_no_answer"}


def test_no_colleague_is_called_like_a_contact(settings: Settings) -> None:
    contacts = {contact.name.split()[0] for deal in settings.sample_deals for contact in deal.contacts}

    assert [member.name for member in settings.people if member.name.split()[0] in contacts] == []
