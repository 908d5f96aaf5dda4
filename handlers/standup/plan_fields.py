"""What is typed into the form of a standup's plan."""

from __future__ import annotations

import re
from dataclasses import replace

from domain.ports import Work
from domain.settings import StandupPlan, StandupQuestion
from domain.standup_plans import Planned, planned
from domain.words import Message, Texts, msg
from handlers.parse import Filled
from handlers.settings import zone_called
from handlers.standup.handing import could_lead
from handlers.weekdays import weekdays_in

_NAME_AT_MOST = 60
_QUESTION_AT_MOST = 150
_QUESTIONS_AT_MOST = 5
REMIND, TALK = (0, 240), (1, 30)
_WORD = re.compile(r"[^\W_]+")


def filled_plan(filled: Filled, one: Planned, work: Work) -> StandupPlan:
    """The plan as it was filled in; what is wrong is kept beside its field."""
    before = one.plan
    plan = replace(
        before,
        name=filled.line("name", most=_NAME_AT_MOST),
        days=_days(filled) or before.days,
        zone=_zone(filled) or before.zone,
        language=_language(filled, work) or before.language,
        questions=_questions(filled, before),
        facilitator=_facilitator(filled, one, work),
        remind=_number(filled, "remind", before.remind, REMIND),
        talk=_number(filled, "talk", before.talk, TALK),
    )
    others = [other.plan for other in planned(work, one.team) if other.plan.key != before.key]
    if any(other.name.casefold() == plan.name.casefold() for other in others):
        named = msg("The team has another standup called that. Give this one a name of its own.")
        filled.wrong("name", named)
    return _with_times(filled, plan)


def _days(filled: Filled) -> tuple[int, ...]:
    days = weekdays_in(filled.line("days"))
    if not days:
        filled.wrong("days", msg("Write the days as mon-fri, or mon wed thu. There must be one at least."))
    return days


def _with_times(filled: Filled, plan: StandupPlan) -> StandupPlan:
    opens, ends = filled.clock("start") or plan.at, filled.clock("end") or plan.until
    if opens >= ends:
        filled.wrong("end", msg("It must end later than it opens, on the same day."))
        return plan
    return replace(plan, at=opens, until=ends)


def _zone(filled: Filled) -> str:
    zone = zone_called(filled.form.get("zone"))
    if isinstance(zone, Message):
        filled.wrong("zone", zone)
        return ""
    return zone


def _language(filled: Filled, work: Work) -> str:
    language = filled.form.get("language")
    if language not in work.settings.company.languages:
        filled.wrong("language", msg("Choose one of the languages."))
        return ""
    return language


def _facilitator(filled: Filled, one: Planned, work: Work) -> str:
    """Their address, as app.yaml would name them; empty for the manager."""
    chosen = filled.form.get("to")
    who = next((who for who in could_lead(work, one.team) if who.id == chosen), None)
    if chosen and who is None:
        filled.wrong("to", msg("Choose one of the team, or its manager."))
    return "" if who is None or who.email is None or who.email == one.team.manager else who.email


def _number(filled: Filled, key: str, before: int, bounds: tuple[int, int]) -> int:
    typed, (least, most) = filled.form.get(key), bounds
    if not typed:
        return before
    if not re.fullmatch(r"[0-9]{1,3}", typed) or not least <= int(typed) <= most:
        filled.wrong(key, msg("Write a number from {least} to {most}.", least=least, most=most))
        return before
    return int(typed)


def questions_as_lines(plan: StandupPlan, language: str) -> str:
    """The questions, one on each line."""
    return "\n".join(question.text.of(language) for question in plan.questions)


def _questions(filled: Filled, plan: StandupPlan) -> tuple[StandupQuestion, ...]:
    """One a line. A line that stays keeps its question with all its languages, and so what was answered to it."""
    lines = [" ".join(line.split()) for line in filled.form.get("questions").splitlines()]
    lines = list(dict.fromkeys(line for line in lines if line.strip(" .-–—")))
    if len(lines) > _QUESTIONS_AT_MOST:
        filled.wrong(
            "questions", msg("That is more than {n} questions. People answer one or two.", n=_QUESTIONS_AT_MOST)
        )
    if any(len(line) > _QUESTION_AT_MOST for line in lines):
        filled.wrong("questions", msg("A question has {n} characters at most.", n=_QUESTION_AT_MOST))
    known = {text: question for question in plan.questions for _, text in question.text.by_language}
    asked: list[StandupQuestion] = []
    for line in lines:
        taken = {question.key for question in (*plan.questions, *asked)}
        asked.append(known.get(line) or StandupQuestion(_key(line, taken), Texts(((plan.language, line),))))
    return tuple(asked)


def _key(line: str, taken: set[str]) -> str:
    """A key that none of the others has: "who_needs_help"."""
    name = "_".join(_WORD.findall(line.casefold())[:4]) or "question"
    numbered = (name, *(f"{name}_{n}" for n in range(2, len(taken) + 3)))
    return next(key for key in numbered if key not in taken)
