"""What was understood, as plain values for scripts: the keys of docs/reading.md."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from domain.due import Due
from domain.reading.understood import AnswerRead, ContactRead, StepRead, Understood


def as_json(understood: Understood, zone: str) -> dict[str, Any]:
    """Strings, numbers, lists and None; days as 2026-11-27, clock times as 2026-11-27T10:00 in the writer's `zone`."""
    deal, meeting, amount = understood.deal, understood.meeting, understood.amount
    return {
        "intent": understood.intent.value,
        "deal": None if deal is None else {"id": deal.id, "name": deal.title},
        "deal_candidates": [candidate.id for candidate in understood.deal_candidates],
        "deal_status": understood.deal_status,
        "meeting": None if meeting is None else {"on": _day(meeting.on), "outcome": meeting.outcome.value},
        "contacts": [_contact(contact) for contact in understood.contacts],
        "next_step": None if understood.next_step is None else _step(understood.next_step, zone),
        "more_next_steps": [_step(step, zone) for step in understood.more_next_steps],
        "answers": [_answer(answer) for answer in understood.answers],
        "amount": None if amount is None else {"value": _number(amount.value), "currency": amount.currency},
        "stage": understood.stage,
        "must_ask": [question.value for question in understood.must_ask],
    }


def _contact(contact: ContactRead) -> dict[str, Any]:
    known = contact.known
    return {
        "name": contact.name,
        "role": contact.role,
        "known": None if known is None else {"id": known.id, "name": known.name},
    }


def _step(step: StepRead, zone: str) -> dict[str, Any]:
    stretch = step.due_range
    return {
        "ours": step.ours or None,
        "theirs": step.theirs or None,
        "due": None if step.due is None else _due(step.due, zone),
        "due_candidates": [day.isoformat() for day in step.due_candidates],
        "due_range": None if stretch is None else [day.isoformat() for day in stretch],
        "agreed": step.agreed.value,
    }


def _due(due: Due, zone: str) -> str:
    if due.at is None:
        return due.day.isoformat()
    return due.at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")


def _answer(answer: AnswerRead) -> dict[str, Any]:
    return {"question": answer.question, "value": answer.value or None, "grounds": answer.grounds.value}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
