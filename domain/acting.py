"""The one way a deal changes: facts, current state, attention and journal in one unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.attention import attention_at
from domain.concerns import concerns
from domain.deal import Contact, Deal, DealState
from domain.deal_facts import DealFacts
from domain.facts import Fact, Meeting, Step
from domain.healing import heal
from domain.journal import JournalEntry
from domain.mended import Mending, is_settled
from domain.nudges import Episode
from domain.person import Person
from domain.ports import Work
from domain.reach import reach_of
from domain.rebuilding import pushed_on
from domain.sensing import signs_of, zone_of
from domain.signs import NO_SIGNS


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does what and when. `act` is the journal id that every fact of this act carries."""

    act: str
    person: str
    at: datetime
    kind: str


def record(work: Work, doing: Doing, before: Deal | None, after: Deal, *facts: Fact) -> Deal:
    """Store an act on a deal: its facts, the deal as it is afterwards and the journal entry. Does not commit.

    The deal stays in its stage, and a new one (`before` is None) starts in the first or is a prospect; every other way
    leads through domain/moving.py, or ValueError. Raises Conflict when the deal was changed by somebody else since it
    was read.
    """
    if _is_passage(work, before, after):
        raise ValueError("a deal comes to another stage through domain.moving alone")
    return record_passage(work, doing, before, after, *facts)


def _is_passage(work: Work, before: Deal | None, after: Deal) -> bool:
    if before is not None:
        return (before.process, before.stage, before.state) != (after.process, after.stage, after.state)
    process = work.settings.process(after.process)
    return after.state is not DealState.PROSPECT and process is not None and process.place(after.stage) != 0


def record_passage(work: Work, doing: Doing, before: Deal | None, after: Deal, *facts: Fact) -> Deal:
    """The same for domain/moving.py, which has asked the gate. Nobody else may call it.

    The deal's current step, `idle_since` and `attention_at` are worked out here.
    """
    version = after.version + 1
    if before is None:
        added = _added(work, replace(after, version=version), facts, doing.at)
    work.facts.add(*facts)
    was = replace(before, signs=NO_SIGNS) if before else None
    work.journal.add(JournalEntry(doing.act, doing.person, doing.at, doing.kind, after.id, was, version))
    if before is None:
        return added
    return work.deals.save(refreshed(work, before, pushed_on(before, after, doing.at), doing))


def refreshed(work: Work, before: Deal, deal: Deal, doing: Doing) -> Deal:
    """The deal with everything that follows from its facts worked out anew; what that ends is told where it was said.

    `before` is the deal as it was until this act.
    """
    facts = work.facts.standing_of([deal.id])[deal.id]
    owner = work.persons.get(deal.owner)
    deal = with_step(deal, [step for step, end in facts.steps if end is None], doing.at)
    deal = replace(deal, signs=signs_of(deal, facts, zone_of(owner, work.settings)))
    episodes = _still_running(work, deal, owner, Mending(before, deal, doing.at, doing.act, doing.person))
    return _with_attention(work, deal, _woken(work, before, deal, episodes, doing.at))


def _added(work: Work, deal: Deal, facts: Sequence[Fact], at: datetime) -> Deal:
    """A new deal. Nothing is known of it but these facts, so an import of thousands has nothing to look up."""
    known = DealFacts.told(facts, _met(work, [fact for fact in facts if isinstance(fact, Meeting)]))
    owner = work.persons.get(deal.owner)
    deal = with_step(deal, [step for step, end in known.steps if end is None], at)
    deal = replace(deal, signs=signs_of(deal, known, zone_of(owner, work.settings)))
    deal = _with_attention(work, deal, ())
    work.deals.add(deal)
    return deal


def _with_attention(work: Work, deal: Deal, episodes: Sequence[Episode]) -> Deal:
    reach = reach_of(work.persons, deal.owner, work.settings)
    return replace(deal, attention_at=attention_at(deal, reach, episodes, work.settings, work.calendar))


def _met(work: Work, meetings: Sequence[Meeting]) -> dict[str, Contact]:
    """Whoever was in one of these meetings."""
    found = (work.contacts.get(contact) for contact in {one for meeting in meetings for one in meeting.contacts})
    return {contact.id: contact for contact in found if contact is not None}


def with_step(deal: Deal, running: Sequence[Step], at: datetime) -> Deal:
    """The deal with the step that comes first."""
    first = min(running, key=_order, default=None)
    return replace(
        deal,
        step=first.id if first else None,
        step_due=first.due if first else None,
        step_ours=first.ours if first else "",
        step_theirs=first.theirs if first else "",
        idle_since=at if deal.step is not None and first is None else deal.idle_since,
    )


def _still_running(work: Work, deal: Deal, owner: Person | None, mending: Mending) -> list[Episode]:
    """The deal's episodes without those that this act brought to an end."""
    standing = concerns(deal, owner, work.settings, work.calendar) if owner else ()
    begins = {one.concern: one.begins_at for one in standing}
    running, ended = [], []
    for episode in work.nudging.episodes([deal.id]):
        if episode.is_over(begins.get(episode.concern), mending.at):
            ended.append(replace(episode, ended_at=mending.at))
            work.nudging.save_episode(ended[-1])
        else:
            running.append(episode)
    heal(work, [*ended, *(one for one in running if is_settled(work, one.concern, mending))], mending)
    return running


def _woken(work: Work, before: Deal, deal: Deal, episodes: Sequence[Episode], at: datetime) -> Sequence[Episode]:
    """The episodes. Those that are quiet until the customer does something end that when this act tells of it."""
    heard_on, now = before.signs.heard_on, deal.signs.heard_on
    if now is None or (heard_on is not None and now <= heard_on):
        return episodes
    woken = {one.id: replace(one, snoozed_until=at, until_heard=False) for one in episodes if one.until_heard}
    for episode in woken.values():
        work.nudging.save_episode(episode)
    return [woken.get(one.id, one) for one in episodes]


def _order(step: Step) -> tuple[bool, object, datetime]:
    """Dated steps first, the earliest of them first."""
    return step.due is None, step.due.order() if step.due else (), step.at
