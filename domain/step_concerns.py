"""Concerns about the next step: there is none, its day has passed, or the customer has not agreed to it."""

from __future__ import annotations

from datetime import datetime

from domain.looking import Look
from domain.settings import Rule


def no_next_step(look: Look, rule: Rule) -> datetime | None:
    """A next step without a day is one."""
    deal = look.deal
    if deal.step is not None:
        return None
    return look.after(look.day(deal.idle_since), rule.after) if rule.after > 0 else deal.idle_since


def our_step_overdue(look: Look, rule: Rule) -> datetime | None:
    """Only we had something to do."""
    return None if look.deal.step_theirs else _passed(look, rule)


def their_step_overdue(look: Look, rule: Rule) -> datetime | None:
    """Only they had something to do."""
    return None if look.deal.step_ours else _passed(look, rule)


def meeting_not_logged(look: Look, rule: Rule) -> datetime | None:
    """Both had something to do, as at a meeting."""
    return _passed(look, rule) if look.deal.step_ours and look.deal.step_theirs else None


def step_not_agreed(look: Look, rule: Rule) -> datetime | None:
    """A step with a day that the customer has not said yes to."""
    signs = look.deal.signs
    if look.deal.step_due is None or signs.step_on is None or signs.agreed:
        return None
    return look.after(signs.step_on, rule.after)


def _passed(look: Look, rule: Rule) -> datetime | None:
    """A clock time makes a step overdue no earlier, and one without a day never is."""
    due = look.deal.step_due
    return look.after(due.day, rule.after) if due else None
