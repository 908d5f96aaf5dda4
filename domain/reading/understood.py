"""What the coach understood of a note, and what it has to ask. The rules are in docs/reading.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from domain.deal import Contact, DealSketch
from domain.due import Due
from domain.facts import Agreed, Grounds, Outcome
from domain.person import Person
from domain.settings import Settings


class Intent(Enum):
    """What kind of text it is."""

    NOTE = "note"
    QUESTION = "question"
    SMALLTALK = "smalltalk"
    OTHER = "other"


class MustAsk(Enum):
    """What a note leaves open."""

    WHICH_DEAL = "which_deal"
    WHICH_DATE = "which_date"
    WHICH_CONTACT = "which_contact"
    NEXT_STEP_MISSING = "next_step_missing"
    NEXT_STEP_DATE_MISSING = "next_step_date_missing"
    CUSTOMER_AGREED = "customer_agreed"
    WHO_SAID_IT = "who_said_it"


@dataclass(frozen=True, slots=True)
class MeetingRead:
    """A meeting a note speaks of; `on` only if the note says the day."""

    on: date | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ContactRead:
    """A customer person as typed; `known` is the contact it is, when exactly one fits."""

    name: str
    role: str | None
    known: Contact | None


@dataclass(frozen=True, slots=True)
class StepRead:
    """A next step. Exactly one of `due`, `due_candidates`, `due_range` is filled, or none when no time was given."""

    ours: str
    theirs: str
    due: Due | None
    due_candidates: tuple[date, ...]
    due_range: tuple[date, date] | None
    agreed: Agreed


@dataclass(frozen=True, slots=True)
class AnswerRead:
    """An answer to one of the company's questions; `said_by` is the customer person's name as typed, or empty."""

    question: str
    value: str
    grounds: Grounds
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class MoneyRead:
    """The price, quote, order or deal value stated."""

    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Understood:
    """All that was read. `unknown_company` is a company named that nobody knows, to offer a new deal."""

    intent: Intent
    deal: DealSketch | None = None
    deal_candidates: tuple[DealSketch, ...] = ()
    deal_status: str | None = None
    meeting: MeetingRead | None = None
    contacts: tuple[ContactRead, ...] = ()
    next_step: StepRead | None = None
    more_next_steps: tuple[StepRead, ...] = ()
    answers: tuple[AnswerRead, ...] = ()
    amount: MoneyRead | None = None
    stage: str | None = None
    must_ask: tuple[MustAsk, ...] = ()
    unknown_company: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a note is read against.

    `now` is aware and in the writer's zone; `deals` come from `Deals.mentioned`; `colleagues` are everybody at our own
    company, never contacts; `similar` says how alike two names are (0 to 100). `about` is the deal when it is known
    from elsewhere (a button was pressed).
    """

    now: datetime
    writer: Person
    colleagues: tuple[Person, ...]
    deals: tuple[DealSketch, ...]
    settings: Settings
    similar: Callable[[str, str], float]
    about: DealSketch | None = None
