"""What a deal's facts tell the nudge rules, kept on the deal itself: a tick reads deals and looks nothing else up.

Signs are facts and no conclusions. Which of them is a concern, and from when, is said by app.yaml and
domain/concerns.py; so another app.yaml changes no sign. They are worked out by domain/sensing.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.facts import Grounds


@dataclass(frozen=True, slots=True)
class Told:
    """The latest day on which a question was answered on these grounds; only grounds that make a fact are here."""

    question: str
    grounds: Grounds
    on: date


@dataclass(frozen=True, slots=True)
class Signs:
    """What the rules look at. Days are days where the owner of the deal is.

    `heard_on` is the day of the last customer event (docs/nudges.md says what counts), `met` how many people of theirs
    were in a meeting, `decider` whether one of those decides. `gave` is the first thing that we gave and asked nothing
    for, `gave_on` its day. `step_on` is when the next step was set, `agreed` whether the customer agreed to it.
    """

    heard_on: date | None = None
    met: int = 0
    decider: bool = False
    gave_on: date | None = None
    gave: str = ""
    step_on: date | None = None
    agreed: bool = False
    told: tuple[Told, ...] = ()


NO_SIGNS = Signs()
