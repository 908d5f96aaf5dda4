"""What somebody did, in words: drawn from the facts of the act and from what it changed of the deal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from domain.deal import Deal, DealState
from domain.facts import Grounds, StepEnd
from domain.fit import VERSION
from domain.person import Person
from domain.ports import Work
from domain.rebuilding import Act, acts_of
from domain.words import Day, Message, msg
from handlers.balance import sentences
from handlers.echo import ended_line, meeting_line, note_of, present, stage_line, step_words
from handlers.grounds import answer_line
from handlers.pausing import GO_ON
from handlers.reviewed import review_lines
from handlers.speaker import today


@dataclass(frozen=True, slots=True)
class Done:
    """Something a person did with a deal: one act, with those that answered its questions. `deal` is as it is now."""

    deal: Deal
    acts: tuple[Act, ...]

    @property
    def id(self) -> str:
        """The act that takes the others with it."""
        return self.acts[0].id

    @property
    def person(self) -> str:
        """Who did it."""
        return self.acts[0].entry.person

    @property
    def at(self) -> datetime:
        """When."""
        return self.acts[0].entry.at


def done_with(work: Work, deal: Deal) -> list[Done]:
    """Everything that was done with the deal and still stands, the latest first."""
    entries = work.journal.of_deal(deal.id)
    undone = {entry.undoes for entry in entries}
    acts = [act for act in acts_of(entries, deal) if act.entry.undoes is None and act.id not in undone]
    # What answers a question of a note may come after something else was told.
    first = {note_of(act.id): place for place, act in reversed(list(enumerate(acts)))}
    acts.sort(key=lambda act: first[note_of(act.id)])
    return [Done(deal, tuple(group)) for _, group in groupby(acts, key=lambda act: note_of(act.id))][::-1]


def said(work: Work, done: Done, reader: Person, at: datetime) -> list[Message]:
    """What was done, a sentence each."""
    now = today(at, reader)
    lines = [*_facts(work, done, reader, now), *_changes(work, done)] or list(_put_off(work, done, now))
    return list(dict.fromkeys(lines)) or [msg("Something was told of it.")]


def _put_off(work: Work, done: Done, now: date) -> Iterator[Message]:
    """Questions that were only put off; beside anything else that is not worth a line."""
    acts = {act.id for act in done.acts}
    for answer in work.facts.answers(done.deal.id):
        if answer.act in acts:
            yield answer_line(answer, work, now)


def _facts(work: Work, done: Done, reader: Person, now: date) -> Iterator[Message]:
    acts, deal, facts = {act.id for act in done.acts}, done.deal, work.facts
    told_on = today(done.at, reader)
    for meeting in reversed([one for one in facts.meetings(deal.id) if one.act in acts]):
        yield meeting_line(meeting, present(work, meeting, deal), told_on, now)
    steps = facts.steps(deal.id)
    for step in (step for step, end in steps if end and end.act in acts and end.end is not StepEnd.CORRECTED):
        yield ended_line(step, next(end.end for one, end in steps if one is step and end))
    for step in (step for step, _ in steps if step.act in acts):
        yield msg("Next step: {step}.", step=step_words(step, deal.account, deal.account))
    for visit in (one for one in facts.visits(deal.id) if one.act in acts and work.settings.process(one.process)):
        if visit.stage not in (DealState.WON.value, DealState.LOST.value):
            yield stage_line(work, visit)
    yield from _told(work, deal, acts, now)


def _told(work: Work, deal: Deal, acts: set[str], now: date) -> Iterator[Message]:
    """Answers, what was said when it ended, what was given and taken."""
    facts = work.facts
    for answer in reversed([one for one in facts.answers(deal.id) if one.act in acts]):
        if answer.grounds is not Grounds.UNKNOWN and answer.question != VERSION:
            yield answer_line(answer, work, now)
    for review in (one for one in facts.reviews(deal.id) if one.act in acts):
        yield from review_lines(work, review)
    yield from sentences(work, [one for one in facts.exchanges(deal.id) if one.act in acts])


def _changes(work: Work, done: Done) -> Iterator[Message]:
    for act in done.acts:
        if act.before is None and act.after.state is DealState.PROSPECT:
            yield msg("It was put on the prospect list.")
        elif act.before is None:
            yield msg("The deal was started.")
        elif act.entry.kind == GO_ON:
            yield msg("It goes on before the day that they named.")
        else:
            yield from changed(work, act.before, act.after)


def changed(work: Work, was: Deal, now: Deal) -> Iterator[Message]:
    """What is different about the deal itself, a sentence each; its stage and its steps are facts."""
    if was.title != now.title:
        yield msg("It is called {title} now, it was {was}.", title=now.title, was=was.title)
    if was.worth != now.worth:
        yield msg("Worth {amount}.", amount=now.worth) if now.worth else msg("What it is worth is not known.")
    if was.area != now.area:
        yield msg("Product area: {area}.", area=now.area) if now.area else msg("No product area.")
    if was.close_date != now.close_date:
        yield _close_date(was.close_date, now.close_date)
    if was.owner != now.owner:
        owner = work.persons.get(now.owner)
        yield msg("{who} looks after it now.", who=owner.name if owner else now.owner)
    if was.paused_until != now.paused_until:
        until = now.paused_until
        yield msg("Waits until {day}.", day=Day(until)) if until else msg("It does not wait any more.")
    if was.state is not now.state and now.state in _ENDED:
        yield _ENDED[now.state]


_ENDED = {
    DealState.WON: msg("Closed as won."),
    DealState.LOST: msg("Closed as lost."),
    DealState.WITHDRAWN: msg("Taken off the prospect list."),
}


def _close_date(was: date | None, now: date | None) -> Message:
    if now is None:
        return msg("No close date.")
    if was is None:
        return msg("Close date: {day}.", day=Day(now))
    return msg("Close date: {day}, it was {was}.", day=Day(now), was=Day(was))
