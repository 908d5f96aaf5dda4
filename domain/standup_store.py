"""What is kept about standups, as the inside asks for it; a part of `domain.ports.Work`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.standup import Arrangement, Decision, Parked, Part, Standup


class Standups(Protocol):
    """The teams' standups."""

    def add(self, standup: Standup) -> bool:
        """False when the one of that key is there already; then nothing is added."""
        ...

    def get(self, standup: str) -> Standup | None: ...
    def alone(self, standup: str) -> Standup | None:
        """The same as what those before have made of it; nobody else changes it until this work ends."""
        ...

    def save(self, standup: Standup) -> Standup:
        """The standup with its new version. Raises Conflict when it was changed since it was read."""
        ...

    def running(self) -> Sequence[Standup]:
        """All that are ahead or open, the one that opens first first."""
        ...

    def lately(self, team: str, most: int) -> Sequence[Standup]:
        """A team's, the latest first."""
        ...

    def parts(self, standup: str) -> Sequence[Part]:
        """By the ids of their persons."""
        ...

    def part(self, standup: str, person: str) -> Part | None: ...
    def add_part(self, part: Part) -> None: ...
    def save_part(self, part: Part) -> Part:
        """The part with its new version. Raises Conflict when it was changed since it was read."""
        ...

    def parts_of(self, person: str, most: int) -> Sequence[tuple[Standup, Part]]:
        """A person's parts with their standups, the latest first."""
        ...

    def unasked(self, now: datetime) -> Sequence[tuple[Standup, Part]]:
        """The parts that wait to be asked with `asks_at` <= now, in the order of that; found by the index."""
        ...

    def decide(self, decision: Decision) -> None:
        """Add or replace."""
        ...

    def decision(self, decision: str) -> Decision | None: ...
    def decisions(self, standup: str) -> Sequence[Decision]:
        """In the order they were made. One whose act was undone is none any more."""
        ...

    def undecide(self, decision: str) -> None:
        """Forget one that has become no step; one that is not there is no mistake."""
        ...

    def park(self, parked: Parked) -> None: ...
    def unpark(self, parked: str) -> None:
        """Take it out again; what is not there is no mistake."""
        ...

    def parked(self, standup: str) -> Sequence[Parked]:
        """In the order they were put there."""
        ...

    def arrangements(self, team: str) -> Sequence[Arrangement]:
        """What was said in the chat about a team's standups, by their keys."""
        ...

    def arrange(self, arrangement: Arrangement) -> None:
        """Add or replace."""
        ...
