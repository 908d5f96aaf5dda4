"""How well a deal is qualified: as well as its weakest needed element, and never a mean. And which question comes next.

The definitions are published in docs/ledger.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.deal import Deal
from domain.facts import Answer
from domain.knowledge import Knowledge, Known, knowledge, needed, needed_so_far
from domain.settings import Settings
from domain.statements import Similar

WEAKEST_FIRST = (Known.NOT_ASKED, Known.NO_ANSWER, Known.ASSUMED, Known.DISPUTED, Known.OLD, Known.KNOWN)
"""From what nobody has asked to what is known; also the order in which the coach asks."""

ASSUMPTIONS = (Known.ASSUMED, Known.OLD)
"""What we go by although the customer did not say it, or not lately."""

LOSSES_LEARNT_FROM = 500
"""How many of the latest lost deals of a process, of those that told which assumption was wrong, are counted."""

LOSSES_TO_LEARN_FROM = 10
"""So many lost deals of a process must have told which assumption was wrong before that decides what is asked."""


@dataclass(frozen=True, slots=True)
class Qualification:
    """What the stages so far need to know, weakest first; within one kind in the order of the process."""

    elements: tuple[Knowledge, ...]

    @property
    def weakest(self) -> Knowledge | None:
        """The element that the deal is no better than; None when nothing is needed yet."""
        return next(iter(self.elements), None)

    @property
    def assumptions(self) -> int:
        """How many elements are assumed, or were known once and are old by now."""
        return sum(one.known in ASSUMPTIONS for one in self.elements)


def qualification(
    settings: Settings, deal: Deal, answers: Sequence[Answer], today: date, similar: Similar
) -> Qualification:
    """How well the deal is qualified for the stage it is in. `answers` are all of the deal."""
    process = settings.process(deal.process)
    questions = needed_so_far(settings, process, deal.stage) if process else ()
    found = [knowledge(one, answers, today, similar) for one in questions]
    return Qualification(tuple(sorted(found, key=lambda one: WEAKEST_FIRST.index(one.known))))


def questions_to_ask(
    settings: Settings, deal: Deal, elements: Sequence[Knowledge], wrong: Mapping[str, int]
) -> tuple[Knowledge, ...]:
    """The elements of a deal that are not known, in the order in which they are asked.

    What the deal's own stage needs comes before what an earlier one does, then the weaker before the stronger, then
    what turned out wrong more often when deals of this process were lost (`wrong`, by question), then the order of the
    process.
    """
    process = settings.process(deal.process)
    now = {question.key for question in needed(settings, process, deal.stage)} if process else set()
    weighs = wrong if sum(wrong.values()) >= LOSSES_TO_LEARN_FROM else {}

    def order(one: Knowledge) -> tuple[bool, int, int]:
        key = one.question.key
        return key not in now, WEAKEST_FIRST.index(one.known), -weighs.get(key, 0)

    return tuple(sorted((one for one in elements if one.known is not Known.KNOWN), key=order))


def may_put(one: Knowledge, today: date) -> bool:
    """Whether the question's cool-down is over: it was not put, put off or asked in vain in the last days."""
    return one.put_on is None or one.put_on + timedelta(days=one.question.again_days) <= today
