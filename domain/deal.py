"""A deal, and the people at the customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from domain.due import Due
from domain.signs import NO_SIGNS, Signs
from domain.words import Amount


class DealState(Enum):
    """Where a deal is in its life. A `PROSPECT` has not entered the first stage; `WITHDRAWN` was undone right away."""

    PROSPECT = "prospect"
    OPEN = "open"
    WON = "won"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Deal:
    """One opportunity at an account, as it is now. Its history lives in visits, steps, answers and the journal.

    `step` is the open next step that comes first, `step_due` when, `step_ours` and `step_theirs` its two sides;
    `idle_since` is when the deal last came to have none. `attention_at` is the next instant at which the coach could
    say something about it unasked. `pushed` tells how often its close date was put off, `pushed_at` when last. `signs`
    are what its facts tell the nudge rules. `version` counts changes, so that a concurrent one is refused.
    """

    id: str
    account: str
    name: str
    owner: str
    process: str
    stage: str
    opened_at: datetime
    stage_since: datetime
    idle_since: datetime
    state: DealState = DealState.OPEN
    amount: Decimal | None = None
    currency: str = "SEK"
    area: str = ""
    close_date: date | None = None
    closed_at: datetime | None = None
    close_reason: str = ""
    close_note: str = ""
    paused_until: date | None = None
    pause_reason: str = ""
    step: str | None = None
    step_due: Due | None = None
    step_ours: str = ""
    step_theirs: str = ""
    external_id: str | None = None
    pushed: int = 0
    pushed_at: datetime | None = None
    signs: Signs = NO_SIGNS
    attention_at: datetime | None = None
    version: int = 0

    @property
    def title(self) -> str:
        """How the deal is called: "Nordfrakt, fleet renewal"."""
        return f"{self.account}, {self.name}" if self.name else self.account

    @property
    def is_open(self) -> bool:
        """Neither ended nor withdrawn; a paused deal is open."""
        return self.state is DealState.OPEN

    @property
    def has_ended(self) -> bool:
        """Won or lost."""
        return self.state in (DealState.WON, DealState.LOST)

    @property
    def worth(self) -> Amount | None:
        """The amount with its currency, if one is known."""
        return None if self.amount is None else Amount(self.amount, self.currency)

    def waits_on(self, day: date) -> bool:
        """Whether the customer asked us to wait beyond this day. A pause ends when its own day begins."""
        return self.paused_until is not None and self.paused_until > day


@dataclass(frozen=True, slots=True)
class Contact:
    """A person at the customer; `role` is a key such as "decision_maker", "champion", "cfo", or empty."""

    id: str
    account: str
    name: str
    role: str
    act: str


@dataclass(frozen=True, slots=True)
class DealSketch:
    """What is needed to recognise a deal in a text, and no more."""

    id: str
    account: str
    name: str
    area: str
    owner: str
    process: str
    stage: str
    state: DealState
    currency: str
    contacts: tuple[Contact, ...] = ()

    @property
    def title(self) -> str:
        """How the deal is called."""
        return f"{self.account}, {self.name}" if self.name else self.account
