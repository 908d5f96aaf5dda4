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
from storage.tables.standups import ArrangementRow, DecisionRow, ParkedRow, PartRow, StandupRow

__all__ = [
    "AddressRow",
    "AnswerRow",
    "ArrangementRow",
    "ContactRow",
    "DealRow",
    "DecisionRow",
    "DeliveryRow",
    "EpisodeRow",
    "ExchangeRow",
    "FactRow",
    "HintRow",
    "IdentityRow",
    "JournalRow",
    "MeetingRow",
    "OutboxRow",
    "ParkedRow",
    "PartRow",
    "PendingRow",
    "PersonRow",
    "PlaceRow",
    "ProcessRow",
    "ReviewRow",
    "RoundRow",
    "Row",
    "RulesRow",
    "StandupRow",
    "StepEndingRow",
    "StepRow",
    "TraceRow",
    "VerdictRow",
    "VisitRow",
    "WaiverRow",
]
