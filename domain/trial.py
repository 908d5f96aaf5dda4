"""Does it help to say a thing? A few episodes are held back by lot, to compare how soon they and the others end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from hashlib import sha256

from domain.nudges import Concern, Episode
from domain.proportions import Estimate, difference, share
from domain.survival import median

WITHIN = 5
"""Working days within which a concern that was said should be mended."""
FEWEST = 20
"""Episodes that each side must have; of fewer nothing is said."""
USEFUL = 0.10
"""What saying must add to the share mended within those days. A rule that surely adds less may be switched off."""


def begun(id: str, deal: str, concern: Concern, at: datetime, held_back: int) -> Episode:
    """A new episode; `held_back` percent of all are never said."""
    return Episode(id, deal, concern, at, held_back=is_held_back(id, held_back))


def is_held_back(episode: str, percent: int) -> bool:
    """Whether an episode is one of those that are never said: by its id alone, so that it is always the same."""
    lot = int.from_bytes(sha256(episode.encode()).digest()[:8])
    return lot * 100 < percent * 2**64


@dataclass(frozen=True, slots=True)
class Lifetime:
    """`many` episodes of a concern that began and ended alike (UTC, to the quarter of an hour), or run still."""

    concern: Concern
    held_back: bool
    began_at: datetime
    ended_at: datetime | None
    many: int


class Finding(Enum):
    """What the comparison says of a rule."""

    TOO_FEW = "too few to say"
    HELPS = "it helps"
    RETIRE = "saying it adds too little"
    OPEN = "not known yet"


@dataclass(frozen=True, slots=True)
class Side:
    """Episodes that were said, or that were held back.

    `episodes` began long enough ago to be judged, `mended` of them within WITHIN working days. `days` is the median
    until one ends, those that run counted as long as they have run; None when less than half have ended.
    """

    episodes: int
    mended: int
    days: int | None

    @property
    def share(self) -> Estimate | None:
        """The share that was mended in time; None where there are too few."""
        return share(self.mended, self.episodes) if self.episodes >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A rule, with and without being said."""

    concern: Concern
    said: Side
    held_back: Side

    @property
    def adds(self) -> Estimate | None:
        """By how much the share is greater when it is said; None where there are too few of either."""
        said, held_back = self.said.share, self.held_back.share
        return difference(said, held_back) if said and held_back else None

    @property
    def finding(self) -> Finding:
        """Whether the rule is worth what it asks of people's attention."""
        adds = self.adds
        if adds is None:
            return Finding.TOO_FEW
        if adds.high < USEFUL:
            return Finding.RETIRE
        return Finding.HELPS if adds.low > 0 else Finding.OPEN


WorkingDays = Callable[[datetime, datetime], int]
"""How many working days lie between two instants; 0 on the same day."""


def compare(lifetimes: Sequence[Lifetime], now: datetime, working_days: WorkingDays) -> list[Comparison]:
    """Each concern of which any episode was held back, in the order of the rules."""
    found = []
    for concern in Concern:
        said = [one for one in lifetimes if one.concern is concern and not one.held_back]
        held = [one for one in lifetimes if one.concern is concern and one.held_back]
        if held:
            found.append(Comparison(concern, _side(said, now, working_days), _side(held, now, working_days)))
    return found


def _side(lifetimes: Sequence[Lifetime], now: datetime, working_days: WorkingDays) -> Side:
    lasted = [(one, working_days(one.began_at, one.ended_at or now)) for one in lifetimes]
    # What began lately could not have been mended later than in time, and would flatter both sides.
    ripe = [(one, days) for one, days in lasted if working_days(one.began_at, now) > WITHIN]
    return Side(
        episodes=sum(one.many for one, _ in ripe),
        mended=sum(one.many for one, days in ripe if one.ended_at is not None and days <= WITHIN),
        days=median((days, one.ended_at is not None, one.many) for one, days in lasted),
    )
