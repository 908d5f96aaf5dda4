"""The tables of one company's database. What is true is said in domain; here it only gets its columns."""

from storage.tables.base import Row
from storage.tables.deals import ContactRow, DealRow, HintRow, TraceRow
from storage.tables.facts import (
    AnswerRow,
    FactRow,
    JournalRow,
    MeetingRow,
    PendingRow,
    StepEndingRow,
    StepRow,
    VisitRow,
)
from storage.tables.nudging import EpisodeRow, OutboxRow, RulesRow, VerdictRow
from storage.tables.people import AddressRow, DeliveryRow, IdentityRow, PersonRow, PlaceRow

__all__ = [
    "AddressRow",
    "AnswerRow",
    "ContactRow",
    "DealRow",
    "DeliveryRow",
    "EpisodeRow",
    "FactRow",
    "HintRow",
    "IdentityRow",
    "JournalRow",
    "MeetingRow",
    "OutboxRow",
    "PendingRow",
    "PersonRow",
    "PlaceRow",
    "Row",
    "RulesRow",
    "StepEndingRow",
    "StepRow",
    "TraceRow",
    "VerdictRow",
    "VisitRow",
]
