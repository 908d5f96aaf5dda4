"""Whether a prospect is one of those we want: the prospecting template of its process, held against what was answered.

The definitions are published in docs/prospects.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from domain.facts import Answer, Grounds
from domain.gates import Gap, GapKind
from domain.process import FitCriterion, Process

VERSION = "fit:version"
"""Under this key it is answered which version of the template was used; no line of a template can be called so."""

YES = "yes"
NO = "no"
_MEANS = {YES: True, "ja": True, NO: False, "nej": False}


class Fit(Enum):
    """How a line of the template came out."""

    FITS = "fits"
    UNFIT = "unfit"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FitLine:
    """One line with the answer that was told last, if there is one."""

    criterion: FitCriterion
    fit: Fit
    answer: Answer | None

    @property
    def value(self) -> bool | None:
        """What was answered; None for not known."""
        return None if self.answer is None else _meaning(self.answer)


@dataclass(frozen=True, slots=True)
class Held:
    """A deal held against the template; `version` is that of the template it was last held against, 0 for never."""

    lines: tuple[FitLine, ...]
    version: int

    @property
    def wanting(self) -> tuple[FitLine, ...]:
        """What speaks against it or is not known, the former first."""
        return (*self.of(Fit.UNFIT), *self.of(Fit.UNKNOWN))

    @property
    def is_asked(self) -> bool:
        """Whether anything was answered at all."""
        return any(line.fit is not Fit.UNKNOWN for line in self.lines)

    def of(self, fit: Fit) -> tuple[FitLine, ...]:
        """The lines that came out so."""
        return tuple(line for line in self.lines if line.fit is fit)


def held(process: Process | None, answers: Sequence[Answer]) -> Held:
    """The template of the process held against the answers (the latest first). A line that is gone does not count."""
    told = {answer.question: answer for answer in reversed(answers)}
    lines = tuple(_line(criterion, told.get(criterion.question)) for criterion in (process.fit if process else ()))
    version = told.get(VERSION)
    return Held(lines, int(version.value) if version else 0)


def _line(criterion: FitCriterion, answer: Answer | None) -> FitLine:
    meaning = _meaning(answer) if answer else None
    if meaning is None:
        return FitLine(criterion, Fit.UNKNOWN, answer)
    return FitLine(criterion, Fit.FITS if meaning is criterion.wanted else Fit.UNFIT, answer)


def _meaning(answer: Answer) -> bool | None:
    """Yes or no, as the first word says; what nobody answered, or answered otherwise, is not known."""
    if answer.grounds in (Grounds.UNKNOWN, Grounds.ASKED_NO_ANSWER):
        return None
    first = answer.value.split(maxsplit=1)[:1]
    return _MEANS.get(first[0].strip(".,;:").casefold()) if first else None


def fit_gaps(process: Process, answers: Sequence[Answer]) -> tuple[Gap, ...]:
    """What a deal meets when it starts: the lines that do not fit or are not known. A reason gets past all of them."""
    stage = process.stages[0].key
    wanting = held(process, answers).wanting
    return tuple(Gap(GapKind.FIT, stage, line.criterion.question, False, answer=line.answer) for line in wanting)
