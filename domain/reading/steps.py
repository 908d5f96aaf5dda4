"""The next steps in a note: what is to be done, by whom, when, and how the customer agreed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from domain.facts import Agreed
from domain.reading.agreement import agreed_in, in_writing
from domain.reading.asides import stands_alone
from domain.reading.drafting import Draft, draft_of
from domain.reading.dues import due_of
from domain.reading.marks import THEY
from domain.reading.moments import to_come
from domain.reading.passage import Clause, Passage
from domain.reading.phrases import phrases
from domain.reading.sided import Side
from domain.reading.step_cues import ACTS, CONFIRMATION, DUE, WAS
from domain.reading.understood import StepRead
from domain.reading.when import When


def drafts(
    passage: Passage, now: datetime, past: frozenset[int], answers: frozenset[int], ended: frozenset[int]
) -> list[Draft]:
    """The steps of the note in its order. The sets are where clauses begin that tell of a meeting that was, of an
    answer, and of how the deal stands.
    """
    found: list[Draft] = []
    they: tuple[int, bool] = (-1, False)
    told = None
    for before, clause in zip((None, *passage.clauses), passage.clauses, strict=False):
        told = _told_by(before) if before is not None and before.sentence == clause.sentence else None
        on_them = they[1] and they[0] == clause.sentence and clause.joined
        if clause.start in past or stands_alone(clause.low):
            continue
        draft = None if clause.start in ended or clause.start in answers else draft_of(clause, now, on_them)
        draft = draft or _agreed_day(clause, found, now, past | answers | ended)
        if draft is not None and draft.agreed is None and draft.side is not Side.OURS:
            draft.agreed = told
        if draft is not None and not _is_confirmation(draft, found):
            found.append(draft)
        they = (clause.sentence, _is_about_them(clause, draft, on_them))
    _agree(passage, found, past | answers | ended)
    _take_times(passage, found, now, past | answers | ended)
    return found


def _told_by(clause: Clause) -> Agreed | None:
    """ "Dan emailed, signing next week": what follows is what they wrote or said."""
    if _ONLY_TELLS.fullmatch(clause.low.strip(" .,:")) is None:
        return None
    return Agreed.WRITTEN if in_writing(clause) else Agreed.SAID


_ONLY_TELLS = phrases(
    rf"{THEY}(?: (?:just|precis|nyss|now|nu))?(?: (?:e-?mailed|mailed|wrote|texted|messaged|replied|called|rang|phoned"
    r"|mailade|mejlade|skrev|smsade|messade|svarade|ringde|says|said|säger|sa))(?: (?:me|us|mig|oss|back|tillbaka"
    r"|upp))*"
)


def _is_confirmation(draft: Draft, found: list[Draft]) -> bool:
    """ "Proposed Thursday, waiting for her answer": the answer is no step of its own."""
    if not found or draft.times or found[-1].clause.sentence != draft.clause.sentence:
        return False
    return CONFIRMATION.match(draft.words.lower()) is not None


def _is_about_them(clause: Clause, draft: Draft | None, before: bool) -> bool:
    begins = re.match(rf"(?:{THEY})\b", clause.low) is not None
    if draft is not None:
        return draft.side is Side.THEIRS or (begins and draft.side is Side.OURS)
    return begins or (before and clause.joined and not re.match(r"(?:i|we|jag|vi)\b", clause.low))


def is_plainly_step(clause: Clause, now: datetime) -> bool:
    """Whether a clause is a step whatever else it may look like: somebody acts, on a day to come."""
    draft = draft_of(clause, now, on_them=False)
    return (
        draft is not None
        and bool(draft.times)
        and not re.search(r"\bbudget\w*\s+(?:is|är|:)", clause.low)
        and ACTS.search(clause.low) is not None
    )


def _agree(passage: Passage, found: list[Draft], other: frozenset[int]) -> None:
    """Give agreements told in clauses of their own to the step they follow, or lead."""
    own = {draft.clause.start for draft in found}
    for before, clause in zip((None, *passage.clauses), passage.clauses, strict=False):
        if clause.start in own or clause.start in other:
            continue
        aside = stands_alone(clause.low)
        if aside and (before is None or before.start not in own):
            continue
        level = _of_aside(clause) if aside else agreed_in(clause)
        if level is None:
            continue
        draft = _nearest(found, clause)
        if draft is not None and (draft.agreed is None or draft.offered or _RANK[level] > _RANK[draft.agreed]):
            draft.agreed = level
            draft.spoken_in.append(clause.start)


def _of_aside(clause: Clause) -> Agreed:
    return Agreed.WRITTEN if in_writing(clause) else Agreed.SAID


_RANK = {Agreed.NONE: 0, Agreed.SAID: 1, Agreed.WRITTEN: 2, Agreed.ACCEPTED: 3}


def _nearest(found: Sequence[Draft], clause: Clause) -> Draft | None:
    before = [
        draft for draft in found if draft.clause.start < clause.start and clause.sentence - draft.clause.sentence <= 1
    ]
    if before:
        return before[-1]
    after = [draft for draft in found if draft.clause.start > clause.start and draft.clause.sentence == clause.sentence]
    return after[0] if after else None


def _take_times(passage: Passage, found: list[Draft], now: datetime, other: frozenset[int]) -> None:
    """A step without a time takes one that stands beside it in its sentence, in a clause that is no step."""
    own = {draft.clause.start for draft in found}
    for draft in found:
        if not draft.times and _THEN.search(draft.clause.low):
            draft.times = _named_before(passage, draft.clause, now)
        if draft.times:
            continue
        for clause in passage.clauses:
            near = clause.sentence == draft.clause.sentence or clause.start in draft.spoken_in
            near = near or (clause.sentence == draft.clause.sentence + 1 and DUE.match(clause.low) is not None)
            if near and clause.start not in own and clause.start not in other and _NOT.search(clause.low) is None:
                draft.times = to_come(clause.times, now)
                if draft.times:
                    break


def _named_before(passage: Passage, clause: Clause, now: datetime) -> list[When]:
    """ "She is away until Monday, I'll call her then": the day that was named last."""
    before = [other for other in passage.clauses if other.start < clause.start <= other.end + _REACH]
    return next((times for other in reversed(before) if (times := to_come(other.times, now))), [])


_REACH = 60
_THEN = phrases(r"(?:then|då|that day|den dagen)(?=[ .!]*$)")
_NOT = phrases(
    r"not|n't|can't|cannot|won't|couldn't|didn't|never|no|inte|ej|aldrig|ingen|inget"
    r"|semester|vacation|on leave|out of office|away|bortrest"
)
"""What is not, is not when something else is to be."""


def _agreed_day(clause: Clause, found: list[Draft], now: datetime, other: frozenset[int]) -> Draft | None:
    """ "Friday 10 works for her": a step whose name is nowhere, when none before it wants a day."""
    times = to_come(clause.times, now)
    level = agreed_in(clause)
    if not times or level in (None, Agreed.NONE) or clause.start in other or WAS.match(clause.low):
        return None
    if found and clause.sentence - found[-1].clause.sentence <= 1:
        return None
    return Draft(clause, Side.JOINT, clause.text.strip(" .,!"), times, level)


def finished(draft: Draft, now: datetime, zone: str) -> StepRead:
    """The step as it is understood."""
    agreed = draft.agreed or Agreed.NONE
    joint = draft.side is Side.JOINT
    ours = draft.words if draft.side is Side.OURS or joint else ""
    theirs = draft.words if draft.side is Side.THEIRS or (joint and agreed is not Agreed.NONE) else ""
    due, candidates, stretch = due_of(draft, now, zone)
    return StepRead(ours, theirs, due, candidates, stretch, agreed)


def is_timed(draft: Draft) -> bool:
    """Whether any time was given for it at all."""
    return bool(draft.times)
