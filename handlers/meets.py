"""Whether the next step of a deal is a meeting that lies ahead."""

from __future__ import annotations

from datetime import date

from domain.deal import Deal
from handlers.endings import names_meeting


def meets(deal: Deal, day: date) -> bool:
    """Whether the next step is something both sides come to, on `day` or later."""
    return deal.step_due is not None and deal.step_due.day >= day and names_meeting(meeting_words(deal))


def meeting_words(deal: Deal) -> str:
    """What the next step is called, our side first."""
    return deal.step_ours or deal.step_theirs
