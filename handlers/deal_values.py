"""The fields of a deal that a form shows, as plain texts that can be kept and compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.deal import Deal
from domain.words import Words, msg

LABELS: Mapping[str, Words] = {
    "account": msg("Customer"),
    "name": msg("What is it about?"),
    "amount": msg("Worth"),
    "currency": msg("Currency"),
    "area": msg("Product area"),
    "close_date": msg("Close date"),
    "owner": msg("Who looks after it"),
}

Values = dict[str, str]
"""The fields of a deal as they are kept with a form: plain texts, empty for nothing."""


def values_of(deal: Deal) -> Values:
    """The deal as a form shows it."""
    return {
        "account": deal.account,
        "name": deal.name,
        "amount": "" if deal.amount is None else f"{deal.amount.normalize():f}",
        "currency": deal.currency,
        "area": deal.area,
        "close_date": deal.close_date.isoformat() if deal.close_date else "",
        "owner": deal.owner,
    }


def with_values(deal: Deal, mine: Values) -> Deal:
    """The deal with what was typed."""
    told = values_of(deal) | mine
    return replace(
        deal,
        account=told["account"],
        name=told["name"],
        amount=Decimal(told["amount"]) if told["amount"] else None,
        currency=told["currency"],
        area=told["area"],
        close_date=date.fromisoformat(told["close_date"]) if told["close_date"] else None,
        owner=told["owner"],
    )
