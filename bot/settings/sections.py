"""From the sections of app.yaml to `Settings`. Each section is read to its end, whatever was wrong in it."""

from __future__ import annotations

from dataclasses import replace

from bot.settings.imports import imports_from
from bot.settings.nodes import Beside, Section, Spot
from bot.settings.nudges import nudges_from
from bot.settings.people import People, hours_from
from bot.settings.processes import Processes, gives_from, note_taken_over, takes_from
from bot.settings.samples import sample_deals_from
from bot.settings.texts import texts, texts_at, words
from bot.settings.values import (
    LANGUAGES,
    country,
    currency,
    days,
    key,
    one_of,
    slug,
    text,
    zone,
)
from domain.person import OFFICE_HOURS
from domain.process import Process, Question
from domain.settings import Company, Settings, Team
from domain.words import Texts


def settings_from(spot: Spot, beside: Beside) -> Settings:
    """All of it; what is wrong is noted in the spot's findings. `beside` opens a file that holds a section."""
    top = spot.section()
    company = _company(top.part("company"))
    questions = tuple(_question(name, below, company) for name, below in top.entries("questions"))
    known = tuple(question.key for question in questions)
    takes = takes_from(top, company)
    reader = Processes(company, known, tuple(take.key for take in takes))
    processes = tuple(reader.read(name, below) for name, below in top.entries("processes"))
    if below := top.get("processes"):
        note_taken_over(below, processes)
    nudging = top.part("nudges")
    hours = nudging.get("hours")
    people = People(company, hours_from(hours, OFFICE_HOURS) if hours else OFFICE_HOURS)
    teams = _teams(top, people, processes)
    people.admins(top.items("admins"))
    settings = Settings(
        company=company,
        teams=teams,
        people=tuple(people.members),
        questions=questions,
        processes=processes,
        nudges=nudges_from(nudging, reader.nudges),
        contact_roles=tuple(_contact_role(name, below, company) for name, below in top.entries("contact_roles")),
        gives=gives_from(top, company, tuple(take.key for take in takes)),
        takes=takes,
        moved_twice=_moved_twice(top, known),
    )
    samples = sample_deals_from(top, settings, beside)
    return replace(settings, imports=imports_from(top, settings), sample_deals=samples)


def _company(section: Section) -> Company:
    name = section.need("name", text, "")
    spot = section.required("languages")
    languages = tuple(item.read(one_of(LANGUAGES, "language"), "en") for item in spot.items()) if spot else ()
    if spot and spot.is_list and not languages:
        spot.wrong("at least one language belongs here, as in [sv, en].")
    return Company(
        key=slug(name),
        name=name,
        zone=section.need("zone", zone, "UTC"),
        country=section.need("country", country, "SE"),
        currency=section.need("currency", currency, "SEK"),
        languages=tuple(dict.fromkeys(languages)) or LANGUAGES,
    )


def _teams(top: Section, people: People, processes: tuple[Process, ...]) -> tuple[Team, ...]:
    entries = top.entries("teams")
    if not entries and (spot := top.get("teams")):
        spot.wrong("at least one team belongs here.")
    return tuple(people.team(name, below, tuple(process.key for process in processes)) for name, below in entries)


def _question(name: str, spot: Spot, company: Company) -> Question:
    section = spot.section()
    return Question(
        key=spot.key_as(key, name),
        text=texts(section, "text", company),
        why=texts(section, "why", company),
        ask=texts(section, "ask", company),
        fresh_days=section.take("fresh_for", days, 0),
        words=words(section, company),
        label=texts_at(below, company) if (below := section.get("label")) else None,
        again_days=section.take("again_after", days, 5),
    )


def _moved_twice(top: Section, questions: tuple[str, ...]) -> str:
    spot = top.get("signals")
    return spot.section().need("moved_twice", one_of(questions, "question"), "") if spot else ""


def _contact_role(name: str, spot: Spot, company: Company) -> tuple[str, Texts, tuple[str, ...]]:
    section = spot.section()
    return spot.key_as(key, name), texts(section, "text", company), words(section, company)
