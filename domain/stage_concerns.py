"""Concerns about time: in a stage, since the customer did something, around the close date and a pause."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.looking import Look
from domain.settings import Rule


def stage_advice(look: Look, rule: Rule) -> datetime | None:
    """A share of the days that the stage is expected to take has gone (`level`, in percent)."""
    return _in_stage(look, rule.level, 0)


def stage_overdue(look: Look, rule: Rule) -> datetime | None:
    """All of them have."""
    return _in_stage(look, 100, rule.after)


def _in_stage(look: Look, percent: int, n: int) -> datetime | None:
    if look.stage is None or look.stage.days <= 0:
        return None
    entered = look.day(look.deal.stage_since)
    return look.after(entered + timedelta(days=look.stage.days * percent // 100), n)


def stalled(look: Look, rule: Rule) -> datetime | None:
    """The customer has done nothing for so long, and neither a step they agreed to nor a pause they asked for says why.

    What we do and edit ourselves counts for nothing.
    """
    deal, signs = look.deal, look.deal.signs
    since = signs.heard_on or look.day(deal.opened_at)
    if deal.paused_until is not None and deal.pause_reason:
        since = max(since, deal.paused_until)
    begins = look.after(since, rule.after)
    if signs.agreed and deal.step_due is not None:
        begins = max(begins, look.after(deal.step_due.day, 0))
    return begins


def close_date_passed(look: Look, rule: Rule) -> datetime | None:
    """The day on which it was to be decided is over."""
    return look.after(look.deal.close_date, rule.after) if look.deal.close_date else None


def close_date_pushed(look: Look, rule: Rule) -> datetime | None:
    """The close date was put off so many times (`level`), and the customer was not heard since."""
    deal, heard = look.deal, look.deal.signs.heard_on
    if deal.pushed_at is None or deal.pushed < rule.level:
        return None
    pushed_on = look.day(deal.pushed_at)
    return None if heard is not None and heard > pushed_on else look.after(pushed_on, 0)


def pause_ending(look: Look, rule: Rule) -> datetime | None:
    """A pause is about to end (`level` working days before), and there is no step on or after its day.

    It is over once the deal has gone on: a step was set or ended, or the customer was heard, since it began.
    """
    deal, until = look.deal, look.deal.paused_until
    if until is None or (deal.step_due is not None and deal.step_due.day >= until):
        return None
    begins = look.before(until, rule.level)
    happened = (deal.signs.step_on, look.day(deal.idle_since), deal.signs.heard_on)
    is_over = any(day is not None and look.start(day) >= begins for day in happened)
    return None if is_over else begins
