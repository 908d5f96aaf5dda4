"""What happened, append-only. A fact belongs to the act that told it, and counts unless that act was undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TypeAlias

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


class Side(Enum):
    """Whose doing something was."""

    US = "us"
    THEM = "them"
    BOTH = "both"
    UNKNOWN = ""


class StepEnd(Enum):
    """How a step ended. `CORRECTED` means that it was written down wrong, not that anything slipped."""

    KEPT = "kept"
    MOVED = "moved"
    MISSED = "missed"
    CANCELLED = "cancelled"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class StepEnding:
    """The end of one step. `side` tells of a move whose wish it was, and of a missed meeting who did not come.

    Of a move, BOTH is one that we asked for and they agreed to.
    """

    id: str
    step: str
    deal: str
    act: str
    by: str
    at: datetime
    end: StepEnd
    side: Side = Side.UNKNOWN


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


FACTUAL = (Grounds.CUSTOMER_SAID, Grounds.DOCUMENT, Grounds.OBSERVED)
"""Grounds on which an answer is a fact."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A deal entered a stage; `stage` is "won" or "lost" when it ended.

    `mapped` retells the stages before in the words of this process, (old, new) each: the deal went to another process,
    or its own process was changed.
    """

    id: str
    deal: str
    act: str
    by: str
    at: datetime
    process: str
    stage: str
    mapped: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Waiver:
    """A deal went on although something was missing, for a reason. `missing` are the keys of the gaps.

    `to` is the stage or "won", or "give.quote" when a quote was given before what comes first.
    """

    id: str
    deal: str
    act: str
    by: str
    at: datetime
    process: str
    stage: str
    to: str
    missing: tuple[str, ...]
    reason: str


class Direction(Enum):
    """Which way something goes: we give, or we take."""

    GIVE = "give"
    TAKE = "take"


class ExchangeState(Enum):
    """How far it has come."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Exchange:
    """Something asked for, granted or refused. `what` is a key of app.yaml, or somebody's own words.

    A give is what the customer asks of us, a take is what we ask of them; of one `what` the latest counts. `who` is
    whoever at the customer asked or answered, `on` the day, `words` what they said.
    """

    id: str
    deal: str
    act: str
    by: str
    at: datetime
    direction: Direction
    what: str
    state: ExchangeState
    who: str = ""
    on: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What was told when a deal ended. `end` is "won" or "lost"; the latest of a deal counts, earlier ones stay.

    `reason` is a key of the process's reasons, on whose word is told by `grounds` and `said_by`. `wrong` is the
    question whose assumed answer turned out wrong, empty for none. `evidence` is what shows that a deal is won:
    "signed", "written" or "said"; when nothing does, `reason` is why it was closed all the same, in free words.
    """

    id: str
    deal: str
    act: str
    by: str
    at: datetime
    process: str
    end: str
    reason: str = ""
    grounds: Grounds = Grounds.ASSUMED
    said_by: str = ""
    wrong: str = ""
    competitor: str = ""
    evidence: str = ""
    note: str = ""


Fact: TypeAlias = Meeting | Step | StepEnding | Answer | Visit | Waiver | Exchange | Review
"""Everything that is told of a deal and only ever added."""
