"""Concerns about what the customer has told us, whom we have met there, and what we got for what we gave."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from domain.deal import Deal
from domain.looking import Look
from domain.process import Need, Process, Question, Stage
from domain.settings import Rule, Settings

DECIDER = "decision_maker"
"""The question in whose answer a decision maker is known, if app.yaml asks it."""


def question_open(look: Look, rule: Rule) -> datetime | None:
    """The stage needs an answer that nobody has given on grounds that count."""
    is_open = next(_open(look.deal, look.stage, look.settings), None) is not None
    return look.after(look.day(look.deal.stage_since), rule.after) if is_open else None


def question_stale(look: Look, rule: Rule) -> datetime | None:
    """An answer that the stage or one before it needs is older than it holds."""
    until = min((until for _, until in _held(look.deal, look.process, look.settings)), default=None)
    return look.after(until, rule.after) if until else None


def no_decision_maker(look: Look, rule: Rule) -> datetime | None:
    """Whoever decides there was never met and never named."""
    signs = look.deal.signs
    if signs.decider or any(told.question == DECIDER for told in signs.told):
        return None
    return look.after(look.day(look.deal.opened_at), rule.after)


def single_threaded(look: Look, rule: Rule) -> datetime | None:
    """We have met one person or nobody, although the deal is past its first stage."""
    place = look.process.place(look.deal.stage) if look.process else None
    if not place or look.deal.signs.met > 1:
        return None
    return look.after(look.day(look.deal.opened_at), rule.after)


def gave_without_taking(look: Look, rule: Rule) -> datetime | None:
    """We gave something and asked for nothing in return."""
    gave_on = look.deal.signs.gave_on
    return look.after(gave_on, rule.after) if gave_on else None


def open_question(deal: Deal, settings: Settings) -> Question | None:
    """The first question that the deal's stage needs and that was never answered on grounds that count."""
    process = settings.process(deal.process)
    return next(_open(deal, process.stage(deal.stage) if process else None, settings), None)


def stale_question(deal: Deal, settings: Settings) -> tuple[Question, date] | None:
    """The needed answer that aged first, and the last day on which it held."""
    return min(_held(deal, settings.process(deal.process), settings), key=lambda one: one[1], default=None)


def _open(deal: Deal, stage: Stage | None, settings: Settings) -> Iterator[Question]:
    for need in stage.needs if stage else ():
        question = settings.question(need.question) if _newest(deal, need) is None else None
        if question is not None:
            yield question


def _held(deal: Deal, process: Process | None, settings: Settings) -> Iterator[tuple[Question, date]]:
    """What is known of what the stages so far need and holds for a time, and until when."""
    for need in _needed_so_far(deal, process):
        told_on = _newest(deal, need)
        question = settings.question(need.question) if told_on else None
        if question is not None and told_on is not None and question.fresh_days > 0:
            yield question, told_on + timedelta(days=question.fresh_days)


def _needed_so_far(deal: Deal, process: Process | None) -> Collection[Need]:
    """Each question once, on the grounds that the latest stage asks."""
    place = process.place(deal.stage) if process else None
    if process is None or place is None:
        return ()
    return {need.question: need for stage in process.stages[: place + 1] for need in stage.needs}.values()


def _newest(deal: Deal, need: Need) -> date | None:
    """The latest day on which the question was answered on grounds that count for this need."""
    newest: date | None = None
    for told in deal.signs.told:
        if told.question == need.question and told.grounds in need.grounds and (newest is None or told.on > newest):
            newest = told.on
    return newest
