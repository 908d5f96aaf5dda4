"""What a new note says about the steps that were running: held, moved, called off, or told once more."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.facts import Outcome, Step, StepEnd
from domain.reading.understood import Understood

Similar = Callable[[str, str], float]

_MEETING = re.compile(
    r"\b(?:demo\w*|meeting|meet|call|lunch|visit|workshop|coffee|walk-?through|session|presentation|review|kick-?off|"
    r"möte\w*|\w+möte\w*|träff\w*|ringa|samtal\w*|besök\w*|fika|genomgång\w*|presentation\w*|avstämning\w*)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:moved|postponed|rescheduled|pushed (?:back|to|out)|(?:new|another) (?:time|date)|"
    r"flytta\w*|framflytta\w*|skjut\w*|sköt\w* (?:upp|fram)|uppskjut\w*|ombok\w*|boka\w* om|ny tid|nytt datum)\b",
    re.IGNORECASE,
)
_ANY_MEETING = re.compile(r"(?:a |the |ett )?(?:meeting|möte|mötet)", re.IGNORECASE)
_LONG_WORD = re.compile(r"\w{4,}")
_ALIKE = 80.0
_NEAR_DAYS = 7


@dataclass(frozen=True, slots=True)
class Told:
    """The note and what a step is held against: `today` is the writer's, `similar` compares two texts (0 to 100)."""

    text: str
    understood: Understood
    today: date
    similar: Similar


def endings(running: Sequence[Step], told: Told) -> list[tuple[Step, StepEnd]]:
    """Which of the running steps end by this note, and how. A step about which the note is silent runs on."""
    found = _met(running, told)
    rest = [step for step in running if step not in [step for step, _ in found]]
    return found + _replaced(rest, told)


def written_anew(ended: Sequence[tuple[Step, StepEnd]]) -> Step | None:
    """The step that the note tells once more, so that what it came after stays known."""
    return next((step for step, end in ended if end is StepEnd.CORRECTED), None)


def moved_step(ended: Sequence[tuple[Step, StepEnd]]) -> Step | None:
    """The step that the note's new one came after by a move."""
    return next((step for step, end in ended if end is StepEnd.MOVED), None)


def tells_only_of_a_move(words: str) -> bool:
    """Whether a step's words say that it was moved, or just that there is a meeting, and not what it is: "new time"."""
    return bool(_MOVED.search(words) or _ANY_MEETING.fullmatch(words.strip()))


def is_meeting(step: Step) -> bool:
    """Whether the step is something both sides come to, so that a meeting held can be it."""
    return names_meeting(f"{step.ours} {step.theirs}")


def names_meeting(words: str) -> bool:
    """Whether the words are of something that both sides come to."""
    return bool(_MEETING.search(words))


def _met(running: Sequence[Step], told: Told) -> list[tuple[Step, StepEnd]]:
    """The one step that was the meeting the note tells of."""
    meeting = told.understood.meeting
    if meeting is None:
        return []
    steps = [step for step in running if is_meeting(step) and _was_it(step, meeting.on, meeting.outcome, told)]
    if not steps:
        return []
    named = [step for step in steps if _named(step, told.text)]
    return [((named or steps)[0], _came_out(meeting.outcome, told))]


def _was_it(step: Step, on: date | None, outcome: Outcome, told: Told) -> bool:
    """Whether the step can have been this meeting: due by then, or named and due a few days later.

    What the note sets up anew or moves has not been held.
    """
    if outcome is Outcome.CANCELLED and on is None:
        return True
    early = (step.due.day - (on or told.today)).days if step.due else 1
    if _set_anew(step, told) and (early > 0 or _MOVED.search(told.text)):
        return False
    return early <= 0 or (early <= _NEAR_DAYS and _named(step, told.text))


def _came_out(outcome: Outcome, told: Told) -> StepEnd:
    if outcome is Outcome.HELD:
        return StepEnd.KEPT
    if outcome is Outcome.NO_SHOW:
        return StepEnd.MISSED
    return StepEnd.MOVED if told.understood.next_step else StepEnd.CANCELLED


def _named(step: Step, text: str) -> bool:
    """Whether the note uses the word that the step has for the meeting: "demo"."""
    words = {word.lower() for word in _MEETING.findall(f"{step.ours} {step.theirs}")}
    return any(re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) for word in words)


def _replaced(running: Sequence[Step], told: Told) -> list[tuple[Step, StepEnd]]:
    """Steps in whose place the note's next step comes."""
    new = told.understood.next_step
    if new is None:
        return []
    again = [step for step in running if _repeats(step, told)]
    if again:
        return [(step, StepEnd.CORRECTED) for step in again]
    if _MOVED.search(told.text) and running:
        return [(max(running, key=lambda step: told.similar(step.words, new.ours or new.theirs)), StepEnd.MOVED)]
    late = [step for step in running if step.due and step.due.day < told.today and _in_fewer_words(step, told)]
    return [(step, StepEnd.MOVED) for step in late[:1]]


def _in_fewer_words(step: Step, told: Told) -> bool:
    """Whether each word of the note's next step is in this one: "sends the list" after "Stina sends the van list"."""
    new = told.understood.next_step
    words = _LONG_WORD.findall(f"{new.ours} {new.theirs}") if new else []
    old = _LONG_WORD.findall(f"{step.ours} {step.theirs}")
    return bool(words) and all(any(told.similar(word, said) >= _ALIKE for said in old) for word in words)


def _repeats(step: Step, told: Told) -> bool:
    """Whether the note's next step is this one told again: the same thing, on the same day or now with a day."""
    new = told.understood.next_step
    if new is None or not _told_anew(step, told):
        return False
    return step.due is None or (new.due is not None and new.due.day == step.due.day)


def _told_anew(step: Step, told: Told) -> bool:
    """Whether the note's next step is the same thing, whatever the day."""
    new = told.understood.next_step
    return new is not None and told.similar(step.words, new.ours or new.theirs) >= _ALIKE


def _set_anew(step: Step, told: Told) -> bool:
    """Whether the note's next step is a meeting of the same kind: "demo" after "demo with the CFO"."""
    new = told.understood.next_step
    return new is not None and (_told_anew(step, told) or _named(step, f"{new.ours} {new.theirs}"))
