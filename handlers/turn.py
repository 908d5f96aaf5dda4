"""One person's turn on one deal: who, on what, and whether they may. Every handler that changes a deal begins here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.acting import Doing, record
from domain.chat import Command, Incoming, Press, Submit
from domain.deal import Deal, DealState
from domain.errors import Conflict, NotAllowed, NotFound
from domain.facts import Fact, Side, Step, StepEnd, StepEnding
from domain.knowledge import Knowledge, knowledge
from domain.person import Person
from domain.ports import Work
from domain.process import Process, Question
from domain.words import Day, Message, msg
from handlers.speaker import changes, sees, speaker, today

_GONE = msg("I don't find that deal any more. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Turn:
    """A person who acts on a deal at an instant. `act` is the id of what they do, should they do something."""

    work: Work
    person: Person
    at: datetime
    deal: Deal
    act: str

    @property
    def today(self) -> date:
        """The day it is where the person is."""
        return today(self.at, self.person)

    @property
    def process(self) -> Process | None:
        """The deal's process; None when app.yaml has it no more."""
        return self.work.settings.process(self.deal.process)

    def knows(self, question: Question) -> Knowledge:
        """What is known about one question on the deal."""
        answers = self.work.facts.answers(self.deal.id)
        return knowledge(question, answers, self.today, self.work.similar)

    def running(self) -> list[Step]:
        """The steps that have not ended, in the order they were set."""
        return [step for step, end in self.work.facts.steps(self.deal.id) if end is None]

    def ending(self, step: Step, end: StepEnd, side: Side = Side.UNKNOWN) -> StepEnding:
        """The end of a step by this act; `side` is whose wish a move was."""
        return StepEnding(self.work.new_id(), step.id, self.deal.id, self.act, self.person.id, self.at, end, side)

    def save(self, kind: str, after: Deal, *facts: Fact) -> Deal:
        """Store the act; the deal as it is now. Raises Conflict when somebody else changed it meanwhile."""
        return record(self.work, self.doing(kind), self.deal, after, *facts)

    def doing(self, kind: str) -> Doing:
        """This act, for what domain/moving.py does with the deal."""
        return Doing(self.act, self.person.id, self.at, kind)


def id_of(incoming: Incoming) -> str:
    """What a button or a form is about; empty for anything else."""
    return incoming.act.id if isinstance(incoming.act, Press | Submit) else ""


def pick_of(incoming: Incoming) -> str:
    """Which of several answers was chosen; empty for anything but a button."""
    return incoming.act.pick if isinstance(incoming.act, Press) else ""


def rest_of(incoming: Incoming) -> str:
    """What followed a command; empty for anything else."""
    return incoming.act.rest.strip() if isinstance(incoming.act, Command) else ""


def form_of(incoming: Incoming) -> Submit:
    """The form that was sent. Raises NotFound when it is none."""
    if isinstance(incoming.act, Submit):
        return incoming.act
    raise NotFound(msg("There was no form with that. Nothing was changed."))


def looking_at(deal_id: str, incoming: Incoming, work: Work) -> Turn:
    """A turn that only looks. Raises NotFound for a deal that is not there or not theirs to see."""
    person = speaker(incoming, work)
    deal = work.deals.get(deal_id)
    if deal is None or not sees(person, deal, work, incoming.at):
        raise NotFound(_GONE)
    if deal.state is DealState.WITHDRAWN:
        raise NotFound(msg("{deal} was taken back. Nothing was changed.", deal=deal.title))
    return Turn(work, person, incoming.at, deal, work.new_id())


def looking_after(deal_id: str, incoming: Incoming, work: Work) -> Turn:
    """A turn of somebody who may change the deal, whether it is open or not. Raises NotFound or NotAllowed."""
    turn = looking_at(deal_id, incoming, work)
    if not changes(turn.person, turn.deal, work, turn.at):
        raise _not_yours(turn.deal, work)
    return turn


def changing(deal_id: str, incoming: Incoming, work: Work) -> Turn:
    """A turn that changes an open deal. Raises NotFound, NotAllowed or Conflict with the sentence that says why not."""
    turn = looking_after(deal_id, incoming, work)
    if not turn.deal.is_open:
        raise Conflict(_not_open(turn))
    return turn


def changing_step(incoming: Incoming, work: Work) -> tuple[Turn, Step]:
    """A turn on a running step. Raises as `changing` does, and Conflict for a step that has ended."""
    step = work.facts.step(id_of(incoming))
    if step is None:
        raise NotFound(msg("I don't find that step any more. Nothing was changed."))
    turn = changing(step.deal, incoming, work)
    if step not in turn.running():
        raise Conflict(msg("That step is settled already: {step}. Nothing was changed.", step=step.words))
    return turn, step


def _not_yours(deal: Deal, work: Work) -> NotAllowed:
    owner = work.persons.get(deal.owner)
    if owner is None:
        return NotAllowed(msg("{deal} is somebody else's. Ask an admin to change it.", deal=deal.title))
    return NotAllowed(
        msg(
            "{owner} looks after {deal}, so I changed nothing. Ask {first}, or the manager of the team.",
            owner=owner.name,
            deal=deal.title,
            first=owner.first_name,
        )
    )


def _not_open(turn: Turn) -> Message:
    deal = turn.deal
    if deal.state is DealState.PROSPECT:
        return msg("{deal} is on the prospect list. Start it as a deal first; nothing was changed.", deal=deal.title)
    day = Day(today(deal.closed_at or deal.stage_since, turn.person))
    if deal.state is DealState.WON:
        return msg("{deal} was won on {day}. Nothing was changed.", deal=deal.title, day=day)
    return msg("{deal} was closed as lost on {day}. Nothing was changed.", deal=deal.title, day=day)
