"""The tables of one company's database. What is true is said in domain; here it only gets its columns."""

from storage.tables.base import Row
from storage.tables.deals import ContactRow, DealRow, HintRow, ProcessRow, TraceRow
from storage.tables.facts import (
    AnswerRow,
    ExchangeRow,
    FactRow,
    JournalRow,
    MeetingRow,
    PendingRow,
    ReviewRow,
    StepEndingRow,
    StepRow,
    VisitRow,
    WaiverRow,
)
from storage.tables.nudging import EpisodeRow, OutboxRow, RoundRow, RulesRow, VerdictRow
from storage.tables.people import AddressRow, DeliveryRow, IdentityRow, PersonRow, PlaceRow

__all__ = [
    "AddressRow",
    "AnswerRow",
    "ContactRow",
    "DealRow",
    "DeliveryRow",
    "EpisodeRow",
    "ExchangeRow",
    "FactRow",
    "HintRow",
    "IdentityRow",
    "JournalRow",
    "MeetingRow",
    "OutboxRow",
    "PendingRow",
    "PersonRow",
    "PlaceRow",
    "ProcessRow",
    "ReviewRow",
    "RoundRow",
    "Row",
    "RulesRow",
    "StepEndingRow",
    "StepRow",
    "TraceRow",
    "VerdictRow",
    "VisitRow",
    "WaiverRow",
]
