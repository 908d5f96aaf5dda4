"""One round of the clock: finds the deals that are due, judges them, and puts one message a person into the outbox."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.chat import Say
from domain.codec import to_json
from domain.deal import Deal
from domain.healing import heal
from domain.mended import Mending
from domain.nudges import OutboxItem, Standing, VerdictEntry
from domain.person import Person
from domain.ports import Work, Works
from domain.rounds import BRIEF
from domain.worktime import add_working_days, local_day
from scheduler.briefing import NO_BRIEF, Brief, brief_of
from scheduler.bundle import bundle
from scheduler.deciding import Ground, Line, decide
from scheduler.digests import send_digests
from scheduler.rounds import Round, rounds_of
from scheduler.topic import Morning, Topic, topic_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TickReport:
    """What a tick did: who is told what, every verdict, and the persons whose round failed (persons by our id)."""

    said: tuple[tuple[str, Say], ...] = ()
    verdicts: tuple[VerdictEntry, ...] = ()
    failed: tuple[str, ...] = ()


class _Overtaken(Exception):
    """Another process put today's message to this person into the outbox meanwhile."""


def tick(works: Works, now: datetime, *, dry_run: bool = False) -> TickReport:
    """Look at everything that is due at `now` (aware); a second look at the same instant finds nothing more to do.

    Every person is a transaction of their own, so that a broken record costs one person's message and not everybody's;
    it is logged and tried again at the next tick. `dry_run` works all out and keeps none of it.
    """
    with works() as work:
        begins = (due.key.removeprefix(f"{BRIEF}:") for due in work.rounds.due(BRIEF, now))
        rounds, failed = rounds_of(work.persons, work.settings, work.deals.due_owners(now), now, begins)
    reports = [TickReport(failed=tuple(failed)), *(_safely(works, one, now, dry_run) for one in rounds)]
    digests = send_digests(works, now, dry_run=dry_run)
    return TickReport(
        (*(said for report in reports for said in report.said), *digests),
        tuple(entry for report in reports for entry in report.verdicts),
        tuple(person for report in reports for person in report.failed),
    )


def _safely(works: Works, one: Round, now: datetime, dry_run: bool) -> TickReport:
    try:
        with works() as work:
            report = _round(work, one, now)
            if not dry_run:
                work.commit()
            return report
    except _Overtaken:
        return TickReport()
    except Exception:
        log.exception("the round of a person failed", extra={"person": one.name})
        return TickReport(failed=(one.name,))


def _round(work: Work, one: Round, now: datetime) -> TickReport:
    """Everything about the due deals that one person hears of, in one transaction."""
    deals = [deal for owner in one.reaches for deal in work.deals.due_of(owner, now)]
    key = f"nudge:{one.name}:{one.today(now)}"
    told = one.person is not None and work.nudging.has(key)
    item = work.new_id()
    brief = brief_of(work, one.person, now) if one.person and one.begins else NO_BRIEF
    ground = Ground(one.reaches, work.settings, work.calendar, now, told, work.new_id, item, brief.deals)
    lines = decide(ground, deals, work.nudging.episodes([deal.id for deal in deals]))
    entries = _kept(work, lines, one.name, now)
    _put_off(work, deals, lines)
    spoken = [line for line in lines if line.verdict.speaks]
    if one.person is None or told or not (spoken or brief.blocks):
        return TickReport(verdicts=entries)
    say = _words(work, one.person, brief, spoken, now)
    episodes = tuple(line.episode.id for line in spoken if line.episode)
    if not work.nudging.put(OutboxItem(item, key, one.name, to_json(say), episodes, now, now)):
        raise _Overtaken
    return TickReport(((one.name, say),), entries)


def _kept(work: Work, lines: Sequence[Line], person: str, now: datetime) -> tuple[VerdictEntry, ...]:
    """Store the episodes as they are now, and the verdict on each."""
    entries = []
    for line in lines:
        if line.episode is not None:
            if line.episode != line.case.episode:
                work.nudging.save_episode(line.episode)
            if line.episode.ended_at is not None:
                heal(work, [line.episode], Mending(line.deal, line.deal, now))
            entries.append(
                VerdictEntry(work.new_id(), now, person, line.deal.id, line.concern, line.episode.id, line.verdict)
            )
    work.nudging.keep(*entries)
    return tuple(entries)


def _put_off(work: Work, deals: Sequence[Deal], lines: Sequence[Line]) -> None:
    """Each deal comes up again when one of its verdicts may turn out differently."""
    looks: dict[str, datetime] = {}
    for line in lines:
        if line.verdict.until is not None:
            looks[line.deal.id] = min(line.verdict.until, looks.get(line.deal.id, line.verdict.until))
    for deal in deals:
        work.deals.look_again(deal.id, looks.get(deal.id))


def _words(work: Work, person: Person, brief: Brief, spoken: Sequence[Line], now: datetime) -> Say:
    today = local_day(now, person.zone)
    back = add_working_days(today, 1, person, work.calendar)
    return bundle(Morning(person, today, back), [_topic(work, person, line, now) for line in spoken], brief.blocks)


def _topic(work: Work, person: Person, line: Line, now: datetime) -> Topic:
    owner = line.case.reach.owner if line.case.reach else person
    topic = topic_of(work, line.deal, Standing(line.concern, line.case.begins_at or now))
    covered = owner.name if owner.id != person.id else ""
    return replace(topic, episode=line.episode.id if line.episode else "", covered=covered)
