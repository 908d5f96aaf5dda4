"""A process: the stages of a kind of sale and what must be known by each."""

from __future__ import annotations

from dataclasses import dataclass

from domain.words import Texts


@dataclass(frozen=True, slots=True)
class Question:
    """Something that must be known. `ask` is wording to say to the customer; `fresh_days` how long an answer holds.

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


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a process. `days` is how long it is expected to take; `leaves_when` is what the *customer* did.

    `needs` are keys of questions that should be known before the deal leaves the stage.
    """

    key: str
    name: Texts
    purpose: Texts
    days: int
    leaves_when: Texts
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Process:
    """A named, versioned list of stages. Won and lost end a deal and are no stages."""

    key: str
    name: Texts
    version: int
    stages: tuple[Stage, ...]
    lost_reasons: tuple[tuple[str, Texts], ...] = ()

    def stage(self, key: str) -> Stage | None:
        """The stage by its key, or None."""
        return next((stage for stage in self.stages if stage.key == key), None)
