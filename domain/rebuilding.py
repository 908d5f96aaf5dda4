"""The deal as the acts that stand have made it: what each of them changed, put one after the other.

So any act can be taken back, not only the latest: what the others changed stays as they left it. What follows from
facts (the next step, since when there is none, since when the deal is in its stage) is told from the facts that stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from domain.deal import Deal
from domain.facts import Step, StepEnding, Visit
from domain.gates import LOST, WON, Ledger
from domain.history import stays
from domain.journal import JournalEntry

_FOLLOWS = frozenset(
    {
        "version",
        "attention_at",
        "step",
        "step_due",
        "step_ours",
        "step_theirs",
        "idle_since",
        "stage_since",
        "pushed",
        "pushed_at",
        "signs",
    }
)
_TOLD = tuple(field.name for field in fields(Deal) if field.name not in _FOLLOWS)


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the journal, and the deal before and after it; `before` is None for the act that made the deal."""

    entry: JournalEntry
    before: Deal | None
    after: Deal

    @property
    def id(self) -> str:
        """The id that its facts carry."""
        return self.entry.id

    @property
    def is_passage(self) -> bool:
        """Whether the deal came to another stage, process or state by it."""
        was, now = self.before, self.after
        return was is not None and (was.process, was.stage, was.state) != (now.process, now.stage, now.state)

    def changes(self) -> dict[str, Any]:
        """What was told of the deal by it. Whoever moves a deal says where it is, also where that was no change."""
        if self.before is None:
            return {}
        was, now = self.before, self.after
        changed = [name for name in _TOLD if getattr(was, name) != getattr(now, name)]
        whole = ["process", "stage"] if self.is_passage and now.is_open else []
        return {name: getattr(now, name) for name in (*changed, *whole)}


@dataclass(frozen=True, slots=True)
class Story:
    """Everything of one deal that is not undone yet: its acts in order, and its facts. `undone` are acts that are."""

    acts: tuple[Act, ...]
    undone: frozenset[str]
    visits: Sequence[Visit]
    steps: Sequence[tuple[Step, StepEnding | None]]
    ledger: Ledger

    def standing(self, without: frozenset[str]) -> tuple[Act, ...]:
        """The acts that count once `without` are taken back too; an undo is none itself."""
        gone = self.undone | without
        return tuple(act for act in self.acts if act.entry.undoes is None and act.id not in gone)


def acts_of(latest_first: Sequence[JournalEntry], now: Deal) -> tuple[Act, ...]:
    """The journal of a deal as acts in order: each left behind what the next one found."""
    entries = latest_first[::-1]
    left = [*(entry.before or now for entry in entries[1:]), now]
    return tuple(Act(entry, entry.before, after) for entry, after in zip(entries, left, strict=True))


def rebuilt(story: Story, without: frozenset[str]) -> Deal:
    """The deal as if the acts `without` had never been. Its next step is left to `domain.acting.refreshed`."""
    deal = beginning(story)
    standing = story.standing(without)
    for act in standing:
        deal = pushed_on(deal, replace(deal, **act.changes()), act.entry.at)
    visits = [visit for visit in story.visits if visit.act not in without]
    return replace(
        deal,
        step=None,
        stage_since=_in_stage_since(visits, standing, deal),
        idle_since=_idle_since(story, without, standing, deal),
    )


def pushed_on(before: Deal, after: Deal, at: datetime) -> Deal:
    """The deal with its close date counted as put off once more, if the act of that instant put it off."""
    old, new = before.close_date, after.close_date
    is_later = old is not None and new is not None and new > old
    return replace(after, pushed=before.pushed + 1, pushed_at=at) if is_later else after


def beginning(story: Story) -> Deal:
    """The deal as it was made, or as the journal first found it."""
    first = story.acts[0]
    return first.before or first.after


def _in_stage_since(visits: Sequence[Visit], standing: Sequence[Act], deal: Deal) -> datetime:
    """When it came to its stage; an ended deal stays in its last. As it was told where there are no visits."""
    inside = [stay.since for stay in stays(visits) if stay.stage not in (WON, LOST)]
    told = [act.after.stage_since for act in standing if act.before and act.before.stage_since != act.after.stage_since]
    return inside[-1] if inside else (told[-1] if told else deal.stage_since)


def _idle_since(story: Story, without: frozenset[str], standing: Sequence[Act], deal: Deal) -> datetime:
    """When it last came to have no next step, by the steps that stand or because an act said so."""
    known = {act.id for act in story.acts}
    steps = [(step, end if end and end.act not in without else None) for step, end in story.steps]
    running = {step.id for step, end in steps if step.act not in known and (end is None or end.act in known)}
    since = deal.idle_since
    for act in standing:
        was_running = bool(running)
        running |= {step.id for step, _ in steps if step.act == act.id}
        running -= {step.id for step, end in steps if end and end.act == act.id}
        if was_running and not running:
            since = act.entry.at
        elif _says_idle(act):
            since = act.after.idle_since
    return since


def _says_idle(act: Act) -> bool:
    """Whether the act set `idle_since` itself, and not because the last step ended."""
    was, now = act.before, act.after
    if was is None or was.idle_since == now.idle_since:
        return False
    return was.step is None or now.step is not None
