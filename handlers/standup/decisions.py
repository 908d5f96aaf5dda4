"""What was decided at a standup, and what became of it until the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from domain.deal import Deal
from domain.due import Due
from domain.facts import Step, StepEnd, StepEnding
from domain.ports import Work
from domain.reading.doers import tells_who
from domain.standup import Decision, Phase, Standup
from domain.words import Message, Value, Words, msg
from domain.worktime import local_day

_LATELY = 20
_Steps = Sequence[tuple[Step, StepEnding | None]]


class Fate(Enum):
    """What became of a decision."""

    OPEN = "open"
    WAITS = "waits"
    KEPT = "kept"
    MOVED = "moved"
    PASSED = "passed"
    MISSED = "missed"
    LET_GO = "let_go"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a decision, and when it is due now."""

    decision: Decision
    fate: Fate
    due: Due | None


def decision_words(work: Work, decision: Decision, *, names: bool = True) -> Message:
    """ "Anna calls the CFO by Thu 3 Dec (Kraftverket)"; without `names` the deal is left out."""
    what = _what(work, decision, names=names)
    return msg("{what}, no day yet", what=what) if decision.due is None else _by(work, decision, names=names)


def decided_line(work: Work, decision: Decision, *, names: bool = True) -> Message:
    """The same, and whose yes it waits for while it is not on its deal."""
    line, deal = decision_words(work, decision, names=names), _deal_of(work, decision)
    if deal is None or not deal.is_open or decision.step or decision.due is None or not decision.owner:
        return line
    return msg("{decision}; waits for {owner}'s yes", decision=line, owner=first_name_of(work, deal.owner))


def _by(work: Work, decision: Decision, *, names: bool) -> Message:
    doing, due = _doing(work, decision), decision.due
    deal = _named(work, decision) if names else None
    if due is None or deal is None:
        return msg("{doing} by {due}", doing=doing, due=due or "")
    return msg("{doing} by {due} ({deal})", doing=doing, due=due, deal=deal.account)


def _what(work: Work, decision: Decision, *, names: bool) -> Value:
    doing = _doing(work, decision)
    deal = _named(work, decision) if names else None
    return msg("{doing} ({deal})", doing=doing, deal=deal.account) if deal else doing


def _doing(work: Work, decision: Decision) -> Message:
    """ "Anna calls the CFO", "Anna: call the CFO"."""
    return doing_words(first_name_of(work, decision.owner), decision.words)


def doing_words(name: str, words: str) -> Message:
    """Who does what, as one reads it; what is to be done when nobody knows yet who does."""
    if not name:
        return msg("{words}", words=words)
    if tells_who(words):
        return msg("{name} {words}", name=name, words=words)
    return msg("{name}: {words}", name=name, words=words)


def first_name_of(work: Work, person: str) -> str:
    """What somebody is called; their id when nobody knows them any more."""
    found = work.persons.get(person)
    return found.first_name if found else person


def _deal_of(work: Work, decision: Decision) -> Deal | None:
    return work.deals.get(decision.deal) if decision.deal else None


def _named(work: Work, decision: Decision) -> Deal | None:
    """The deal, unless the words themselves name it."""
    deal = _deal_of(work, decision)
    return None if deal is None or deal.account.casefold() in decision.words.casefold() else deal


def names_deals(work: Work, standup: Standup) -> bool:
    """Whether everybody who reads the channel may look at the team's deals."""
    team = work.settings.team(standup.team)
    return team is not None and team.sees in {"team", "company"}


def one_before(work: Work, standup: Standup) -> Standup | None:
    """The round of the same plan before this one, called off ones left out."""
    found = (one for one in work.standups.lately(standup.team, _LATELY) if one.plan == standup.plan)
    earlier = (one for one in found if one.id != standup.id and one.opens_at < standup.opens_at)
    return next((one for one in earlier if one.phase is not Phase.CALLED_OFF), None)


def outcomes(work: Work, standup: Standup, now: datetime) -> list[Outcome]:
    """What became of everything that was decided there and was not taken back."""
    day, made = local_day(now, standup.zone), work.standups.decisions(standup.id)
    put = sorted({one.deal for one in made if one.step})
    steps = work.facts.steps_of(put, standup.opened_at or standup.opens_at) if put else {}
    return [_outcome(work, one, steps.get(one.deal, ()), day) for one in made]


def _outcome(work: Work, decision: Decision, steps: _Steps, day: date) -> Outcome:
    deal = _deal_of(work, decision)
    if not decision.deal:
        return Outcome(decision, _by_day(decision, decision.due, day), decision.due)
    if not decision.step:
        gone = deal is not None and not deal.is_open
        return Outcome(decision, Fate.LET_GO if gone else Fate.WAITS, decision.due)
    step, ending = _latest(steps, decision.step)
    due = step.due if step else decision.due
    if ending is not None:
        return Outcome(decision, _ENDED.get(ending.end, Fate.MISSED), due)
    if deal is None or not deal.is_open:
        return Outcome(decision, Fate.LET_GO, due)
    return Outcome(decision, _by_day(decision, due, day), due)


def _by_day(decision: Decision, due: Due | None, day: date) -> Fate:
    """Of what has not ended."""
    if due is not None and due.day < day:
        return Fate.PASSED
    return Fate.MOVED if due != decision.due else Fate.OPEN


_ENDED = {StepEnd.KEPT: Fate.KEPT, StepEnd.MISSED: Fate.MISSED, StepEnd.CANCELLED: Fate.LET_GO}


def _latest(steps: _Steps, step: str) -> tuple[Step | None, StepEnding | None]:
    """The step that a step has become by moves and corrections, with its end."""
    ends = {one.id: (one, end) for one, end in steps}
    found, ending = ends.get(step, (None, None))
    while found is not None and ending is not None and ending.end in (StepEnd.MOVED, StepEnd.CORRECTED):
        after = next((one for one, _ in steps if one.act == ending.act and one.id != found.id), None)
        if after is None:
            break
        found, ending = ends[after.id]
    return found, ending


def not_kept(work: Work, standup: Standup, now: datetime) -> list[Outcome]:
    """The decisions that came to nothing, or whose day has passed."""
    return [one for one in outcomes(work, standup, now) if one.fate in (Fate.MISSED, Fate.PASSED)]


def kept_lines(work: Work, before: Standup, now: datetime) -> tuple[Words, ...]:
    """What became of the decisions of the standup before, a line each; what was taken back is left out."""
    names = names_deals(work, before)
    return tuple(outcome_words(work, one, names=names) for one in outcomes(work, before, now))


def outcome_words(work: Work, one: Outcome, *, names: bool = True) -> Message:
    """A decision and what became of it."""
    what, due = _what(work, one.decision, names=names), one.due
    match one.fate:
        case Fate.KEPT:
            return msg("✓ {what}: done.", what=what)
        case Fate.MISSED:
            return msg("{what}: came to nothing.", what=what)
        case Fate.LET_GO:
            return msg("{what}: not needed any more.", what=what)
        case Fate.WAITS:
            return msg("{what}: not on the deal yet.", what=what)
        case Fate.MOVED if due is not None:
            return msg("{what}: moved to {due}.", what=what, due=due)
        case Fate.PASSED if due is not None:
            return msg("{what}: was due {due}.", what=what, due=due)
        case _ if due is not None:
            return msg("{what}: open until {due}.", what=what, due=due)
        case _:
            return msg("{what}: still open.", what=what)
