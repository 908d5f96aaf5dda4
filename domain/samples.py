"""The deals that an empty database starts with, as they are told in the settings. Days count back from today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class SampleContact:
    """A contact of a sample deal."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class SampleVisit:
    """The deal came to a stage; `mapped` retells the stages before in the words of this process, (old, new) each."""

    process: str
    stage: str
    days_ago: int
    mapped: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SampleStep:
    """A step of a sample deal; `in_days` counts from today and may be negative, `at` is in the owner's zone.

    `set_days_ago` is when it was agreed (None: when the deal last had news). `end` is empty while it runs; `moved_by`
    tells of one that was moved whose wish it was, and the step told after it takes its place.
    """

    ours: str
    theirs: str
    in_days: int
    agreed: str
    at: time | None = None
    set_days_ago: int | None = None
    end: str = ""
    end_days_ago: int = 0
    moved_by: str = ""


@dataclass(frozen=True, slots=True)
class SampleAnswer:
    """What is known of a sample deal, `days_ago`."""

    question: str
    value: str
    grounds: str
    said_by: str
    days_ago: int


@dataclass(frozen=True, slots=True)
class SampleMeeting:
    """A meeting with some of the contacts of a sample deal, `days_ago`."""

    days_ago: int
    contacts: tuple[str, ...]
    note: str
    outcome: str = "held"


@dataclass(frozen=True, slots=True)
class SampleExchange:
    """Something was asked for, granted or refused, `days_ago`; `direction` is "give" or "take"."""

    direction: str
    what: str
    state: str
    who: str
    days_ago: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class SampleEnd:
    """How a sample deal ended, `days_ago`; `reason` is a key of the process's reasons, and empty for a won deal.

    `said_by` gave the reason (empty: we assume it), `wrong` is the question whose assumed answer turned out wrong,
    `evidence` shows that it is won. `reopened_days_ago` is when it was opened again, if it was.
    """

    won: bool
    days_ago: int
    reason: str
    note: str
    said_by: str = ""
    wrong: str = ""
    competitor: str = ""
    evidence: str = ""
    reopened_days_ago: int | None = None


@dataclass(frozen=True, slots=True)
class SamplePause:
    """The customer asked us to wait, `days_ago`, until a day that counts from today and may be past."""

    days_ago: int
    until_in_days: int
    reason: str


@dataclass(frozen=True, slots=True)
class SampleClose:
    """The deal was said, `days_ago`, to close on a day that counts from today and may be past."""

    days_ago: int
    in_days: int


@dataclass(frozen=True, slots=True)
class SampleHandover:
    """Somebody who left us had the deal until then; `name` is who."""

    name: str
    days_ago: int


@dataclass(frozen=True, slots=True)
class SampleDeal:
    """A deal to start with when the database is empty.

    `visits` are the stages it came to, in order; a prospect has none. `waived` are (stage, reason): it came to that
    stage although something was missing. `fit` are (line of the prospecting template, whether it is so), told when the
    deal was opened.
    """

    key: str
    account: str
    name: str
    owner: str
    process: str
    opened_days_ago: int
    visits: tuple[SampleVisit, ...] = ()
    amount: Decimal | None = None
    currency: str = "SEK"
    area: str = ""
    contacts: tuple[SampleContact, ...] = ()
    steps: tuple[SampleStep, ...] = ()
    answers: tuple[SampleAnswer, ...] = ()
    meetings: tuple[SampleMeeting, ...] = ()
    exchanges: tuple[SampleExchange, ...] = ()
    waived: tuple[tuple[str, str], ...] = ()
    fit: tuple[tuple[str, bool], ...] = ()
    end: SampleEnd | None = None
    pause: SamplePause | None = None
    closes: tuple[SampleClose, ...] = ()
    handed_over: SampleHandover | None = None

    @property
    def stage(self) -> str:
        """Where it is, or was when it ended; empty for a prospect."""
        return self.visits[-1].stage if self.visits else ""

    @property
    def is_open(self) -> bool:
        """Whether it has not ended, or was opened again."""
        return bool(self.visits) and (self.end is None or self.end.reopened_days_ago is not None)
