"""The rules of app.yaml: what the coach may say unasked, and what differs in a process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.settings.nodes import Section, Spot
from bot.settings.values import one_of, percent, repeat, small_share, switched_on, whole, working_days
from domain.nudges import Concern
from domain.settings import Nudges, Rule

_COUNTED: dict[str, tuple[str, Callable[[str], int], int]] = {
    Concern.STAGE_ADVICE.value: ("at", percent, 75),
    Concern.CLOSE_DATE_PUSHED.value: ("times", whole(1, 20), 2),
    Concern.PAUSE_ENDING.value: ("before", working_days, 2),
}
"""Rules that count to a number of their own and not days after something: its key, and where `on` leaves it out."""


_NAMES = tuple(concern.value for concern in Concern)
_known = one_of(_NAMES, "rule")


def nudges_from(section: Section, of_process: Sequence[tuple[str, Spot]]) -> Nudges:
    """How much may be said; `of_process` are the rules below each process."""
    rules = _rules(section.entries("rules"), {})
    usual = {rule.concern: rule for rule in rules}
    own = ((process, _rules(spot.entries(), usual)) for process, spot in of_process)
    brief = section.take("brief", switched_on, default=True)
    held_back = section.take("held_back", small_share, 0)
    return Nudges(section.need("at_most", whole(0, 20), 0), rules, tuple(own), held_back, brief)


def _rules(entries: Sequence[tuple[str, Spot]], usual: dict[str, Rule]) -> tuple[Rule, ...]:
    return tuple(_rule(below.key_as(_known, name), below, usual.get(name)) for name, below in entries)


def _rule(name: str, spot: Spot, usual: Rule | None) -> Rule:
    """One rule; what it leaves out is as usual, where the company's own rule is on."""
    if name not in _NAMES:
        return Rule(name, False, 0, 0)
    if spot.is_text:
        bare = Rule(name, False, 0, 0, _COUNTED[name][2] if name in _COUNTED else 0)
        return replace(usual or bare, on=spot.read(switched_on, stand_in=False))
    section = spot.section()
    based = usual if usual and usual.on else None
    key, how, _ = _COUNTED.get(name, ("after", working_days, 0))
    counted = _number(section, key, how, None if based is None else based.level or based.after)
    again = _number(section, "again", repeat, None if based is None else based.again)
    escalate = section.take("escalate", repeat, based.escalate if based else 0)
    if name in _COUNTED:
        return Rule(name, True, 0, again, counted, escalate)
    return Rule(name, True, counted, again, escalate=escalate)


def _number(section: Section, key: str, how: Callable[[str], int], usual: int | None) -> int:
    return section.need(key, how, 0) if usual is None else section.take(key, how, usual)
