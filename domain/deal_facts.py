"""The facts of a deal together, as far as its signs are worked out of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.deal import Contact
from domain.facts import Answer, Exchange, Fact, Meeting, Step, StepEnding


@dataclass(frozen=True, slots=True)
class DealFacts:
    """What counts of one deal; nothing of an undone act is among it. Exchanges come the latest first.

    `contacts` are the people who were in a meeting, by their id.
    """

    meetings: Sequence[Meeting]
    steps: Sequence[tuple[Step, StepEnding | None]]
    answers: Sequence[Answer]
    exchanges: Sequence[Exchange]
    contacts: Mapping[str, Contact]

    @classmethod
    def told(cls, facts: Sequence[Fact], contacts: Mapping[str, Contact]) -> DealFacts:
        """These facts of one deal, in the order in which they were told."""
        ends = {fact.step: fact for fact in facts if isinstance(fact, StepEnding)}
        return cls(
            [fact for fact in facts if isinstance(fact, Meeting)],
            [(fact, ends.get(fact.id)) for fact in facts if isinstance(fact, Step)],
            [fact for fact in facts if isinstance(fact, Answer)],
            sorted((fact for fact in facts if isinstance(fact, Exchange)), key=lambda one: one.at)[::-1],
            contacts,
        )
