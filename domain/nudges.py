"""Concerns, episodes and verdicts: what the coach may say unasked, and why it did or did not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from domain.chat import Place


class Concern(Enum):
    """A rule that is true of a deal now. Definitions: docs/nudges.md."""

    MEETING_NOT_LOGGED = "meeting_not_logged"
    OUR_STEP_OVERDUE = "our_step_overdue"
    THEIR_STEP_OVERDUE = "their_step_overdue"
    PAUSE_ENDING = "pause_ending"
    NO_NEXT_STEP = "no_next_step"
    STEP_NOT_AGREED = "step_not_agreed"
    CLOSE_DATE_PASSED = "close_date_passed"
    CLOSE_DATE_PUSHED = "close_date_pushed"
    GAVE_WITHOUT_TAKING = "gave_without_taking"
    NO_DECISION_MAKER = "no_decision_maker"
    SINGLE_THREADED = "single_threaded"
    QUESTION_OPEN = "question_open"
    QUESTION_STALE = "question_stale"
    STALLED = "stalled"
    STAGE_OVERDUE = "stage_overdue"
    STAGE_ADVICE = "stage_advice"


@dataclass(frozen=True, slots=True)
class Standing:
    """A concern that is true of a deal from `begins_at` (UTC) on, unless the deal changes before."""

    concern: Concern
    begins_at: datetime


@dataclass(frozen=True, slots=True)
class Episode:
    """One stretch of a concern on a deal, from when it became true to when it was resolved.

    `said_at` is when it was said last, `first_said_at` when first, `said_in` the outbox items that spoke of it.
    `until_heard`: the snooze ends earlier when the customer does something. `held_back`: never said, to learn whether
    saying it helps. `warned_at` is when the person was told that their manager would be asked to help, `escalated_at`
    when the manager was.
    """

    id: str
    deal: str
    concern: Concern
    began_at: datetime
    ended_at: datetime | None = None
    said_at: datetime | None = None
    times_said: int = 0
    snoozed_until: datetime | None = None
    until_heard: bool = False
    held_back: bool = False
    first_said_at: datetime | None = None
    warned_at: datetime | None = None
    escalated_at: datetime | None = None
    said_in: tuple[str, ...] = ()

    def is_over(self, begins_at: datetime | None, now: datetime) -> bool:
        """Whether it has run and its concern is not true any more; `begins_at` is from when that is true, if ever.

        One that was made for a snooze before its concern began is not over by that.
        """
        return begins_at is None or self.began_at <= now < begins_at


class Reason(Enum):
    """Why a concern was said, or was not."""

    FIRST_TIME = "first time"
    AGAIN = "said a while ago"
    SAID_LATELY = "said lately"
    SNOOZED = "snoozed"
    OUTSIDE_HOURS = "outside working hours"
    ON_LEAVE = "on leave"
    HELD_BACK = "held back"
    EXPLAINED = "another concern explains it"
    ENOUGH_TODAY = "enough for today"
    NOBODY_TO_TELL = "nobody to tell"
    RESOLVED = "resolved meanwhile"


SPEAKING = frozenset({Reason.FIRST_TIME, Reason.AGAIN})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided about one concern at one tick. `until` is the next instant at which it is worth another look."""

    reason: Reason
    until: datetime | None = None

    @property
    def speaks(self) -> bool:
        """Whether the concern is said now."""
        return self.reason in SPEAKING


@dataclass(frozen=True, slots=True)
class VerdictEntry:
    """A verdict as it is kept, so that "why did you (not) remind me?" has an answer."""

    id: str
    at: datetime
    person: str
    deal: str
    concern: Concern
    episode: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """An unasked message on its way. `key` is unique, so that one cause is never said twice.

    `reply` is the neutral message as JSON (domain/codec.py); `episodes` are the ones it speaks of; `reference` is what
    the platform called the message once it was sent (opaque JSON of the adapter), `place` where that is. `channel` is
    the key of the team whose channel it goes to, empty for the person alone. `amends` is the sent item whose message
    `reply` replaces; `under` the one in whose thread it is said. `thread` is what the platform calls the thread below
    the message once it was sent. `language` and `zone` are how it is said in a channel; without them, as the person
    wants it.
    """

    id: str
    key: str
    person: str
    reply: str
    episodes: tuple[str, ...]
    created_at: datetime
    not_before: datetime
    claimed_until: datetime | None = None
    attempts: int = 0
    sent_at: datetime | None = None
    gave_up: str = ""
    reference: str = ""
    channel: str = ""
    amends: str = ""
    place: Place | None = None
    under: str = ""
    thread: str = ""
    language: str = ""
    zone: str = ""
