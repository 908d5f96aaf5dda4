"""A process: the stages of a kind of sale, and what each demands before a deal leaves it."""

from __future__ import annotations

from dataclasses import dataclass

from domain.facts import FACTUAL, Grounds
from domain.words import Texts


@dataclass(frozen=True, slots=True)
class Question:
    """Something that must be known. `ask` is wording to say to the customer, `{contact}` in it is a name.

    `fresh_days` is how long an answer holds (0: for good), `again_days` how long the question rests once it was put.

    `label` is its short name, as it stands before an answer ("Budget"), if it has one. `words` are phrases in a note
    that tell that it speaks of this, in all languages, from app.yaml.
    """

    key: str
    text: Texts
    why: Texts
    ask: Texts
    fresh_days: int
    words: tuple[str, ...] = ()
    label: Texts | None = None
    again_days: int = 5


@dataclass(frozen=True, slots=True)
class Need:
    """A question that a stage needs answered, on one of these `grounds`; `hard`: no way past it."""

    question: str
    grounds: tuple[Grounds, ...] = FACTUAL
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """An exit criterion: something the *customer* did. It is answered like a question, under the key `question`."""

    key: str
    text: Texts
    hard: bool = False

    @property
    def question(self) -> str:
        """Its key in the ledger. A criterion of the same key in another process is the same event."""
        return f"exit.{self.key}"


@dataclass(frozen=True, slots=True)
class TakeNeeded:
    """Something that the customer must have granted."""

    take: str
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a process. `days` is how long it is expected to take; `leaves_when` is what the customer did by then.

    `was` are the names it had before, so that deals find their way after a change.
    """

    key: str
    name: Texts
    purpose: Texts
    days: int
    leaves_when: tuple[Criterion, ...] = ()
    needs: tuple[Need, ...] = ()
    takes: tuple[TakeNeeded, ...] = ()
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LostReason:
    """Why a deal is lost. `rests_on` are questions that must be known for it to be more than a guess.

    `was` are reasons that were merged into this one; what was told under those keeps counting here.
    """

    key: str
    text: Texts
    rests_on: tuple[str, ...] = ()
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FitCriterion:
    """A line of the prospecting template; `wanted` is the answer that fits. Answered under the key `question`."""

    key: str
    text: Texts
    wanted: bool = True

    @property
    def question(self) -> str:
        """Its key in the ledger."""
        return f"fit.{self.key}"


@dataclass(frozen=True, slots=True)
class Process:
    """A named, versioned list of stages. Won and lost end a deal and are no stages.

    `fit` is the template that a prospect is held against, `fit_version` its version. `was` are processes that became
    this one.
    """

    key: str
    name: Texts
    version: int
    stages: tuple[Stage, ...]
    lost_reasons: tuple[LostReason, ...] = ()
    fit: tuple[FitCriterion, ...] = ()
    fit_version: int = 1
    may_skip: bool = True
    may_go_back: bool = True
    was: tuple[str, ...] = ()

    @property
    def renamed(self) -> tuple[tuple[str, str], ...]:
        """Every name that a stage had before, and what it is called now."""
        return tuple((old, stage.key) for stage in self.stages for old in stage.was)

    @property
    def retold(self) -> tuple[tuple[str, str], ...]:
        """The same with the names that stay, for retelling a deal's history in the words of this process."""
        return (*self.renamed, *((stage.key, stage.key) for stage in self.stages))

    def stage(self, key: str) -> Stage | None:
        """The stage by its key, or None."""
        return next((stage for stage in self.stages if stage.key == key), None)

    def place(self, key: str) -> int | None:
        """The place of the stage, 0 for the first; None for one that it does not have."""
        return next((place for place, stage in enumerate(self.stages) if stage.key == key), None)

    def lost_reason(self, key: str) -> LostReason | None:
        """The reason by its key, or the one it was merged into; None when there is neither."""
        return next((one for one in self.lost_reasons if key == one.key or key in one.was), None)


@dataclass(frozen=True, slots=True)
class Take:
    """Something we may ask of the customer; `words` is wording to send, with `{contact}` and `{account}` in it.

    `called` is what people call it beside its text, in all languages.
    """

    key: str
    text: Texts
    words: Texts
    called: tuple[str, ...] = ()

    def said_to(self, contact: str, account: str) -> Texts:
        """The wording with the names in it; other braces stay as they are."""
        return self.words.naming(contact=contact, account=account)


@dataclass(frozen=True, slots=True)
class Give:
    """Something customers ask of us; `needs` are takes that come before it. For `called` see Take."""

    key: str
    text: Texts
    needs: tuple[str, ...] = ()
    called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AppliedProcess:
    """A process as the deals know it. `stages` are (key, digest of what the stage demands), in order."""

    key: str
    version: int
    stages: tuple[tuple[str, str], ...]
