"""The way back: an act is undone by a new entry of the journal, whatever was told after it."""

from __future__ import annotations

from dataclasses import replace

from domain.acting import Doing, refreshed
from domain.concerns import concerns
from domain.deal import Deal, DealState
from domain.errors import Conflict, Rests
from domain.gates import Gap, GapKind, Ledger
from domain.healing import open_again
from domain.journal import JournalEntry
from domain.ports import Work
from domain.process_change import KIND
from domain.rebuilding import Story, acts_of, rebuilt
from domain.resting import Leaning, rests_on
from domain.signs import NO_SIGNS
from domain.words import Day, Listed, Message, Value, msg
from domain.worktime import local_day


def undo(work: Work, entry: JournalEntry, doing: Doing) -> Deal | None:
    """Take an act back: its facts stop counting, and the deal is as if it had not been. None when it was on no deal.

    Does not commit. Raises Conflict when it was taken back already, and Rests when later acts rest on it: what was told
    of a deal that would not have been made, or a move that needed what this act told.
    """
    now = work.deals.get(entry.deal) if entry.deal else None
    if now is None:
        return None
    if work.journal.undone_by(entry.id) is not None:
        raise Conflict(msg("That is undone already."))
    deal = _without(work, entry, now)
    version, was = now.version + 1, replace(now, signs=NO_SIGNS)
    work.journal.add(JournalEntry(doing.act, doing.person, doing.at, doing.kind, now.id, was, version, undoes=entry.id))
    deal = refreshed(work, now, replace(deal, version=now.version), doing)
    owner = work.persons.get(deal.owner)
    if owner is not None:
        standing = concerns(deal, owner, work.settings, work.calendar)
        open_again(work, deal.id, standing, entry.at, doing.at)
    return work.deals.save(deal)


def _without(work: Work, entry: JournalEntry, now: Deal) -> Deal:
    """The deal without the act."""
    story, gone = _story(work, now), frozenset({entry.id})
    if entry.before is None:
        if story.standing(gone):
            raise Rests(msg("{deal} began with that, and more was told since. Undo the rest first.", deal=now.title))
        return replace(now, state=DealState.WITHDRAWN)
    owner = work.persons.get(now.owner)
    zone = owner.zone if owner else work.settings.company.zone
    leaning = rests_on(story, gone, work.settings, zone)
    if leaning is not None:
        raise Rests(_why_not(work, now, leaning, zone))
    return _findable(work, rebuilt(story, gone), now)


def _story(work: Work, deal: Deal) -> Story:
    entries = work.journal.of_deal(deal.id)
    return Story(
        acts_of(entries, deal),
        frozenset(entry.undoes for entry in entries if entry.undoes),
        work.facts.visits(deal.id),
        work.facts.steps(deal.id),
        Ledger(work.facts.answers(deal.id), work.facts.exchanges(deal.id), work.similar),
    )


def _findable(work: Work, deal: Deal, now: Deal) -> Deal:
    """No deal comes back into a stage that app.yaml has no more, but for one that has ended there."""
    process = work.settings.process(deal.process)
    is_lost = process is None or process.place(deal.stage) is None
    if is_lost and not deal.has_ended and (deal.process, deal.stage) != (now.process, now.stage):
        raise Rests(msg("{deal} cannot go back: app.yaml has no such stage any more.", deal=now.title))
    return deal


def _why_not(work: Work, deal: Deal, leaning: Leaning, zone: str) -> Message:
    after, day = leaning.act.after, Day(local_day(leaning.act.entry.at, zone))
    if leaning.act.entry.kind == KIND:
        return msg("The process of {deal} was changed on {day}, after that. Move it instead.", deal=deal.title, day=day)
    if after.state in (DealState.WON, DealState.LOST):
        return msg("{deal} was closed on {day}, and that rests on this. Undo that first.", deal=deal.title, day=day)
    process = work.settings.process(after.process)
    stage = process.stage(after.stage) if process else None
    where: Value = stage.name if stage else after.stage
    if not leaning.gaps:
        return msg(
            "{deal} went to {stage} on {day}, and that rests on this. Undo that first.",
            deal=deal.title, stage=where, day=day,
        )  # fmt: skip
    missing = Listed(tuple(_named(work, gap) for gap in leaning.gaps))
    return msg(
        "{deal} went to {stage} on {day}, and that rests on this ({missing}). Undo that first.",
        deal=deal.title, stage=where, day=day, missing=missing,
    )  # fmt: skip


def _named(work: Work, gap: Gap) -> Value:
    if gap.kind is GapKind.TAKE:
        take = work.settings.take(gap.key)
        return take.text if take else gap.key
    question = work.settings.question(gap.key)
    return question.text if question else gap.key
