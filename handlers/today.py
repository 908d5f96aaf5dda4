"""What a person has today: meetings and steps of both sides, by time, and the one question to ask at each meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from domain.chat import Block, Choice, Incoming, Reply
from domain.deal import Deal
from domain.facts import Step
from domain.person import Person
from domain.ports import Work
from domain.reach import heard_by, reach_of
from domain.words import Clock, Message, Value, Words, msg, msgs
from domain.worktime import local_day
from handlers.brief import question_to_take
from handlers.endings import is_meeting
from handlers.questions import words_for
from handlers.replies import buttons, laid_out, say
from handlers.speaker import speaker
from handlers.whom import whom_to_ask

_MORNING = 5
_ALL = 12
_PRESSED = 4


@dataclass(frozen=True, slots=True)
class Planned:
    """A step that is due today, of a deal that `owner` looks after."""

    deal: Deal
    step: Step
    owner: Person

    @property
    def meets(self) -> bool:
        """Whether both sides come to it."""
        return is_meeting(self.step)


def show_today(incoming: Incoming, work: Work) -> list[Reply]:
    """The command and the button: all of today."""
    person = speaker(incoming, work)
    planned = planned_today(work, person, incoming.at)
    if not planned:
        return [say(msg("Nothing is planned for today."), buttons(Choice(msg("My deals"), "deal.list")))]
    return [say(*today_blocks(work, person, planned, _ALL))]


def planned_today(work: Work, person: Person, now: datetime) -> list[Planned]:
    """The steps of today that have not ended, the earliest first; of those without a time, the largest deal first.

    Those of a colleague on leave are among them when the person covers for them.
    """
    found = [one for owner in _owners(work, person, now) for one in _of(work, owner, now)]
    return sorted(found, key=lambda one: (one.step.due.order() if one.step.due else (), -(one.deal.amount or 0)))


def _owners(work: Work, person: Person, now: datetime) -> Iterator[Person]:
    """Whose deals the person looks after today."""
    for owner in heard_by(work.persons, person.id):
        reach = reach_of(work.persons, owner, work.settings)
        heard = reach.hears(now) if reach else None
        if reach is not None and (owner == person.id or (heard is not None and heard.id == person.id)):
            yield reach.owner


def _of(work: Work, owner: Person, now: datetime) -> Iterator[Planned]:
    day = local_day(now, owner.zone)
    for deal in work.deals.stepping_by(owner.id, day):
        if not deal.waits_on(day):
            running = (step for step, end in work.facts.steps(deal.id) if end is None)
            yield from (Planned(deal, step, owner) for step in running if step.due and step.due.day == day)


def morning_blocks(work: Work, person: Person, planned: Sequence[Planned]) -> tuple[Block, ...]:
    """What a morning's message begins with; nothing when nothing is planned."""
    return laid_out(*today_blocks(work, person, planned, _MORNING)) if planned else ()


def today_blocks(work: Work, person: Person, planned: Sequence[Planned], most: int) -> Iterator[Block | Words | None]:
    """The heading, a line each, and the buttons."""
    yield msg("**Today, {name}**", name=person.first_name)
    shown = planned[:most]
    for one in shown:
        yield _line(one, person)
        yield _question(work, one)
    rest = len(planned) - len(shown)
    yield msgs("And {n} more today.", "And {n} more today.", rest) if rest else None
    more = Choice(msg("All of today"), "today.show") if rest else None
    yield buttons(*islice(_pressed(shown), _PRESSED), more)


def _line(one: Planned, person: Person) -> Message:
    """When, for whom, who does what."""
    deal: Value = one.deal.title
    if one.owner.id != person.id:
        deal = msg("{deal} (for {owner})", deal=deal, owner=one.owner.first_name)
    due = one.step.due
    if due is not None and due.at is not None:
        return msg("**{clock} {deal}**: {step}", clock=Clock(due.at), deal=deal, step=_sides(one.step))
    return msg("**{deal}**: {step}", deal=deal, step=_sides(one.step))


def _sides(step: Step) -> Value:
    if not step.theirs or step.theirs == step.ours:
        return step.ours
    if not step.ours:
        return msg("their part is “{theirs}”", theirs=step.theirs)
    return msg("{ours}; their part is “{theirs}”", ours=step.ours, theirs=step.theirs)


def _question(work: Work, one: Planned) -> Message | None:
    """What to ask there; where nobody meets, nothing is asked."""
    if not one.meets or one.step.due is None:
        return None
    asked = question_to_take(work, one.deal, one.step.due.day)
    if asked is None:
        return None
    contact = whom_to_ask(work, one.deal)
    who = contact.name.split()[0] if contact else one.deal.account
    return msg("Ask {who}: “{ask}”", who=who, ask=words_for(asked, who))


def _pressed(shown: Sequence[Planned]) -> Iterator[Choice]:
    """What to have in mind before a meeting; that a step is done."""
    for one in shown:
        if one.meets:
            yield Choice(msg("Before {account}", account=one.deal.account), "deal.brief", one.deal.id)
        else:
            yield Choice(msg("Done: {account}", account=one.deal.account), "step.kept", one.step.id)
