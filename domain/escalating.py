"""Asking a manager to help: whom, and when. The owner of the deal is told beforehand, so that nobody is surprised.

Days are working days of the owner, counted from the day on which the concern was first said.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from domain.nudges import Concern, Episode
from domain.person import Person, Role
from domain.ports import Calendar
from domain.settings import Member, Rule, Settings
from domain.worktime import add_working_days, local_day, start_of_day


def helper_of(owner: Person, settings: Settings) -> Member | None:
    """The manager of the owner's team, None when that is the owner or nobody who may see to the team's deals."""
    team = settings.team(owner.team)
    manager = team.manager.casefold() if team else ""
    if not manager or (owner.email or "").casefold() == manager:
        return None
    known = (one for one in settings.people if one.email.casefold() == manager)
    return next((one for one in known if one.role is Role.MANAGER), None)


def rule_for(settings: Settings, concern: Concern, process: str, owner: Person) -> Rule:
    """The rule as it holds for the deals of this owner: where there is nobody to ask, nobody is asked."""
    rule = settings.nudges.rule(concern.value, process)
    return replace(rule, escalate=0) if rule.escalate and helper_of(owner, settings) is None else rule


def warns_at(first_said_at: datetime, rule: Rule, owner: Person, calendar: Calendar) -> datetime | None:
    """From when the owner is told that the manager will be asked: one working day before that. None for never."""
    if rule.escalate <= 0:
        return None
    day = add_working_days(local_day(first_said_at, owner.zone), rule.escalate - 1, owner, calendar)
    return start_of_day(day, owner.zone)


def asks_on(warned_at: datetime, owner: Person, calendar: Calendar) -> date:
    """The day on which the manager is asked, once the owner has been told so."""
    return add_working_days(local_day(warned_at, owner.zone), 1, owner, calendar)


def is_asked(episode: Episode, now: datetime) -> bool:
    """Whether the manager is still to be asked: it runs, the owner was told so and has not put it off."""
    quiet = episode.snoozed_until is not None and episode.snoozed_until > now
    return episode.ended_at is None and episode.warned_at is not None and episode.escalated_at is None and not quiet
