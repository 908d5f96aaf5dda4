"""Every act of a person, append-only: audit and undo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.deal import Deal


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One act. `before` is the deal as it was (None when the act created it), `version` what it became.

    `undoes` names the act that this one takes back; an act can be taken back once.
    """

    id: str
    person: str
    at: datetime
    kind: str
    deal: str | None
    before: Deal | None
    version: int
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """A question the coach waits on. `data` is JSON of the handler that put it; `used` once it is answered."""

    id: str
    person: str
    kind: str
    data: str
    at: datetime
    used: bool = False
