"""A decision becomes a next step on its deal, by whoever may change the deal; else it waits for their yes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from domain.chat import Block, Choice, Incoming, Reply
from domain.deal import Deal
from domain.facts import Agreed, Step
from domain.person import Person
from domain.ports import Work
from domain.reading.doers import as_told, has_others, tells_who
from domain.standup import Decision
from domain.words import Words, msg
from handlers.replies import buttons, say
from handlers.speaker import changes, speaker
from handlers.standup.decisions import decision_words, first_name_of
from handlers.standup.redraw import redraw
from handlers.standup.undecided import Open, ask
from handlers.turn import Turn
from handlers.unasked import leave_word


def go_on(incoming: Incoming, work: Work, decision: Decision, still: Open, *, instead: bool) -> list[Reply]:
    """Keep the decision as far as it is known, and ask for the rest; once nothing is missing it is settled."""
    person = speaker(incoming, work)
    if _is_known(work, decision):
        return [say(msg("That is decided already. Nothing was stored twice."), private=True, instead=instead)]
    decision = _owned(work, decision, still, person)
    work.standups.decide(decision)
    asked = ask(work, decision, still, person, incoming.at, instead=instead)
    settled = decision if asked else settle(work, decision, person, incoming.at)
    redraw(work, decision.standup, incoming.at)
    return asked or [say(*_said(work, settled, still), private=True, instead=instead)]


def _is_known(work: Work, decision: Decision) -> bool:
    """Whether it was decided in the same words before, as when something is sent twice."""
    others = (one for one in work.standups.decisions(decision.standup) if one.id != decision.id)
    return any((one.deal, one.owner, one.words, one.due) == _what(decision) for one in others)


def _what(one: Decision) -> tuple[object, ...]:
    return one.deal, one.owner, one.words, one.due


def _owned(work: Work, decision: Decision, still: Open, person: Person) -> Decision:
    """Where nobody is named, whoever looks after the deal does it; without a deal, whoever said it."""
    if decision.owner or still.who or still.deals:
        return decision
    deal = work.deals.get(decision.deal) if decision.deal else None
    return replace(decision, owner=deal.owner if deal else person.id)


def settle(work: Work, decision: Decision, person: Person, at: datetime) -> Decision:
    """Put it on its deal as a step nobody there has agreed to yet, if the person may; else ask whoever looks after it.

    Does not commit. Raises Conflict when somebody changes the deal meanwhile.
    """
    deal = work.deals.get(decision.deal) if decision.deal else None
    if deal is None or not deal.is_open or decision.due is None:
        return decision
    if not changes(person, deal, work, at):
        _ask_owner(work, decision, deal, person, at)
        return decision
    # The act has the decision's id, so that whoever takes it back finds what else it changes.
    turn = Turn(work, person, at, deal, decision.id)
    ours = _ours(work, decision, deal)
    step = Step(work.new_id(), deal.id, turn.act, person.id, at, ours, "", decision.due, Agreed.NONE)
    turn.save("step", deal, step)
    put = replace(decision, act=turn.act, step=step.id)
    work.standups.decide(put)
    return put


def _ours(work: Work, decision: Decision, deal: Deal) -> str:
    """What whoever looks after the deal does is told as they would write it; a colleague's is said with their name."""
    if decision.owner == deal.owner and not has_others(decision.words):
        return as_told(decision.words)
    name = first_name_of(work, decision.owner)
    return f"{name} {decision.words}" if tells_who(decision.words) else f"{name}: {decision.words}"


def _ask_owner(work: Work, decision: Decision, deal: Deal, by: Person, at: datetime) -> None:
    owner = work.persons.get(deal.owner)
    if owner is None:
        return
    asked = msg(
        "{who} said in the standup: {line}. Shall I put it on the deal as a next step?",
        who=by.first_name, line=decision_words(work, decision),
    )  # fmt: skip
    ways = buttons(
        Choice(msg("Put it there"), "decision.put", decision.id),
        Choice(msg("Change"), "decision.change", decision.id),
        Choice(msg("No"), "decision.leave", decision.id),
    )
    leave_word(work, owner, f"decision:{decision.id}", at, say(asked, ways))


def _said(work: Work, decision: Decision, still: Open) -> Iterator[Block | Words | None]:
    yield msg("Decided: {line}.", line=decision_words(work, decision))
    deal = work.deals.get(decision.deal) if decision.deal else None
    owner = first_name_of(work, deal.owner) if deal else ""
    if deal is not None and not decision.step:
        yield msg("{owner} looks after {deal}. I ask whether it goes there.", owner=owner, deal=deal.title)
    elif deal is not None and not still.named:
        yield msg("Nobody was named, so it is for {owner}, who looks after the deal.", owner=owner)
    change = Choice(msg("Change"), "decision.change", decision.id)
    yield buttons(Choice(msg("Undo"), "decision.undo", decision.id), change)
