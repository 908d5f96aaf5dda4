"""What happened, append-only. A fact belongs to the act that told it, and counts unless that act was undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from domain.due import Due


class Outcome(Enum):
    """How a meeting came out."""

    HELD = "held"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A live conversation with the customer. `on` is None when nobody said the day; `note` is what was typed."""

    id: str
    deal: str
    act: str
    by: str
    at: datetime
    on: date | None
    outcome: Outcome
    contacts: tuple[str, ...]
    note: str


class Agreed(Enum):
    """How the customer agreed to a step."""

    NONE = "none"
    SAID = "said"
    WRITTEN = "written"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Step:
    """A next step with its two sides; a joint meeting has both. `replaces` is the step it came after by a move."""

    id: str
    deal: str
    act: str
    by: str
    at: datetime
    ours: str
    theirs: str
    due: Due | None
    agreed: Agreed
    replaces: str | None = None

    @property
    def words(self) -> str:
        """What is to be done, our side first."""
        return self.ours or self.theirs


class StepEnd(Enum):
    """How a step ended. `CORRECTED` means that it was written down wrong, not that anything slipped."""

    KEPT = "kept"
    MOVED = "moved"
    MISSED = "missed"
    CANCELLED = "cancelled"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class StepEnding:
    """The end of one step."""

    id: str
    step: str
    deal: str
    act: str
    by: str
    at: datetime
    end: StepEnd


class Grounds(Enum):
    """On what an answer rests. A rep's bare click is `ASSUMED`."""

    CUSTOMER_SAID = "customer_said"
    DOCUMENT = "document"
    OBSERVED = "observed"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"
    ASKED_NO_ANSWER = "asked_no_answer"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a question. `said_by` is a name, `heard_on` the day; both are needed for CUSTOMER_SAID."""

    id: str
    deal: str
    act: str
    by: str
    at: datetime
    question: str
    value: str
    grounds: Grounds
    said_by: str = ""
    heard_on: date | None = None
    meeting: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A deal entered a stage; `stage` is "won" or "lost" when it ended."""

    id: str
    deal: str
    act: str
    by: str
    at: datetime
    process: str
    stage: str
