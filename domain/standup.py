"""The standup: the team's round in its channel. One message, a part for each person, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from domain.due import Due
from domain.settings import StandupPlan
from domain.words import Words


class Phase(Enum):
    """How far a standup has come. `AHEAD`: those whose morning has begun are asked, the channel has nothing yet."""

    AHEAD = "ahead"
    OPEN = "open"
    ENDED = "ended"
    CALLED_OFF = "called_off"


@dataclass(frozen=True, slots=True)
class Standup:
    """One round. `key` is unique: the same one is never opened twice.

    `since` is when the one before opened, so that nothing is told twice; `until` is the day of the next one. `by` is
    who opened it by command, empty for the clock; `facilitator` is who leads it. `message` is the outbox item of the
    one message in the channel, which is said in `language`, with the times of `zone`.

    `agenda` are the deals that are walked in a meeting in the room, `turn` which of them is talked about (None while
    nothing is walked), `turn_ends` until when.
    """

    id: str
    key: str
    team: str
    plan: str
    day: date
    since: datetime
    until: date
    opens_at: datetime
    closes_at: datetime
    language: str
    zone: str
    phase: Phase = Phase.AHEAD
    by: str = ""
    facilitator: str = ""
    opened_at: datetime | None = None
    ended_at: datetime | None = None
    message: str = ""
    agenda: tuple[str, ...] = ()
    turn: int | None = None
    turn_ends: datetime | None = None
    version: int = 0

    @property
    def is_running(self) -> bool:
        """Whether it waits for its hour, or for answers."""
        return self.phase in (Phase.AHEAD, Phase.OPEN)

    @property
    def talked_about(self) -> str:
        """The deal that is talked about; empty before and after the walk, and after its last deal."""
        is_walked = self.turn is not None and self.turn < len(self.agenda)
        return self.agenda[self.turn or 0] if is_walked else ""


class How(Enum):
    """How somebody has answered. `OWN` are their own words in place of what their deals tell."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    OWN = "own"
    NOTHING_NEW = "nothing_new"
    PASSED = "passed"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody's deals tell by themselves, in lines that may be read by anybody who may see the deals.

    `done` is what happened since the last standup, `ahead` the next steps until the next one, `stuck` at most two
    exceptions. `left_out` is how many more lines of `done` and of `ahead` there would be. `deals` are those that need
    talk, the one with most at stake first. `question` is the one question to ask a customer, empty when there is none:
    whom, when and how; `asked_of` and `asked` are its deal and its key. `spoken` are all deals that it speaks of,
    `stuck_on` those of `stuck`, in its order.
    """

    done: tuple[Words, ...] = ()
    ahead: tuple[Words, ...] = ()
    stuck: tuple[Words, ...] = ()
    deals: tuple[str, ...] = ()
    question: Words = ""
    left_out: tuple[int, int] = (0, 0)
    asked_of: str = ""
    asked: str = ""
    spoken: tuple[str, ...] = ()
    stuck_on: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.done or self.ahead or self.stuck)


NO_DRAFT = Draft()


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part of a standup.

    `words` are their own, `told` their answers to the questions of the plan, (key, text) each; `asks`: they will put
    the question of the draft to the customer. `back` is the day on which somebody who is away is here again, if it is
    known. `asks_at` is when they are asked, None for never; `asked_in` the outbox item that asked. `reminded` counts
    reminders. `answered_at` is when they answered first, `changed_at` when last.
    """

    standup: str
    person: str
    how: How = How.WAITING
    draft: Draft = NO_DRAFT
    words: str = ""
    told: tuple[tuple[str, str], ...] = ()
    asks: bool = False
    back: date | None = None
    asks_at: datetime | None = None
    asked_in: str = ""
    reminded: int = 0
    answered_at: datetime | None = None
    changed_at: datetime | None = None
    version: int = 0

    @property
    def is_answered(self) -> bool:
        """Whether the person has said anything to it; that there is nothing new is an answer too."""
        return self.answered_at is not None

    def answer(self, question: str) -> str:
        """What they told to a question of the plan; empty when nothing."""
        return dict(self.told).get(question, "")


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided at a standup: `owner` (a person) does `words` by `due`, about `deal`.

    `step` is the next step it became, by the act `act` of `by`; both are empty while whoever looks after the deal has
    not put it there.
    """

    id: str
    standup: str
    deal: str
    owner: str
    words: str
    due: Due | None
    by: str
    at: datetime
    act: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Parked:
    """What is to be talked about some other time."""

    id: str
    standup: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What was said in the chat about one of a team's standups; it stands over app.yaml.

    `plan` is the plan as it was changed, or added, there; None where app.yaml holds. `facilitator` is whom it was
    handed over to (a person). `paused_until` is the day on which it goes on; `paused` without a day means until
    somebody says so. `skips` is the one day that is left out. `removed`: there is no such standup any more.
    """

    team: str
    key: str
    plan: StandupPlan | None = None
    facilitator: str = ""
    paused: bool = False
    paused_until: date | None = None
    skips: date | None = None
    removed: bool = False
