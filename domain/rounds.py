"""What comes by the clock: when it comes next. How that is worked out is told in domain/planning.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

BRIEF, DIGEST, HELP, STANDUP = "brief", "digest", "help", "standup"


@dataclass(frozen=True, slots=True)
class Round:
    """`key` is "brief:<person>", "digest:<team>:<which of its digests>", "help:<episode>" or
    "standup:<team>:<plan>".

    `at` is when it comes next, `since` when it came last, or was planned first: the next one is counted from there.
    """

    key: str
    at: datetime
    since: datetime


class Rounds(Protocol):
    """What comes by the clock."""

    def due(self, kind: str, now: datetime) -> Sequence[Round]:
        """Rounds of a kind (what stands before the first colon of the key) with `at` <= now, the earliest first; found
        by the index."""
        ...

    def get(self, key: str) -> Round | None: ...
    def set(self, round_: Round) -> None:
        """Add or replace."""
        ...

    def drop(self, key: str) -> None:
        """One that is not there is no mistake."""
        ...


def brief_key(person: str) -> str:
    """The key of a person's morning brief."""
    return f"{BRIEF}:{person}"


def digest_key(team: str, number: int) -> str:
    """The key of a team's digest; the first in app.yaml is number 1."""
    return f"{DIGEST}:{team}:{number}"


def help_key(episode: str) -> str:
    """The key of asking a manager to help with what an episode is about."""
    return f"{HELP}:{episode}"


def standup_key(team: str, plan: str) -> str:
    """The key of the next of a team's standups by one plan."""
    return f"{STANDUP}:{team}:{plan}"
