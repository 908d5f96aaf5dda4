"""One round of the clock: finds the deals that are due, judges them, and puts one message a person into the outbox."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from domain.chat import Say
from domain.codec import to_json
from domain.deal import Deal
from domain.errors import Busy
from domain.healing import heal
from domain.mended import Mending
from domain.nudges import Episode, OutboxItem, VerdictEntry
from domain.ports import Work, Works
from domain.rounds import BRIEF
from scheduler.asking import by_person, keep_asked, message_of_its_own
from scheduler.briefing import NO_BRIEF, Brief, brief_of
from scheduler.deciding import Ground, Line, decide
from scheduler.digests import send_digests
from scheduler.hearing import Hearing, ask_for, hearings_of, together
from scheduler.helping import plan_help, send_help
from scheduler.standups import run_standups
from scheduler.telling import message_of

log = logging.getLogger(__name__)

MENDED_IN = timedelta(hours=1)
"""When a deal that cannot be looked at is tried again."""


@dataclass(frozen=True, slots=True)
class TickReport:
    """What a tick did: who is told what, every verdict, and what failed (persons, deals, standups); all by our ids.

    `told` is what is said of standups, to people and in their teams' channels.
    """

    said: tuple[tuple[str, Say], ...] = ()
    verdicts: tuple[VerdictEntry, ...] = ()
    failed: tuple[str, ...] = ()
    told: tuple[OutboxItem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """What is due for a person, the episodes that run on those deals, and how the person's day begins."""

    hearing: Hearing
    deals: Sequence[Deal]
    episodes: Sequence[Episode]
    brief: Brief = NO_BRIEF


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What is decided of it. `say` is the message, which lies in the outbox as `item`."""

    found: _Found
    lines: Sequence[Line]
    say: Say | None = None
    item: OutboxItem | None = None


class _Overtaken(Exception):
    """Another process put today's message to this person into the outbox meanwhile."""


def tick(works: Works, now: datetime, *, dry_run: bool = False) -> TickReport:
    """Look at everything that is due at `now` (aware); a second look at the same instant finds nothing more to do.

    `dry_run` works all out and keeps none of it.
    """
    return _sum(list(ticking(works, now, dry_run=dry_run)))


def ticking(works: Works, now: datetime, *, dry_run: bool = False) -> Iterator[TickReport]:
    """The same, a few persons at a time: whoever keeps no report needs little memory, however much is due.

    A few persons are one transaction. When something in it is broken, each of them is a transaction of their own, and a
    deal that cannot be looked at is left out, logged with its id: it costs itself, at most its person's message, and
    nobody else's.
    """
    standups = run_standups(works, now, dry_run=dry_run)
    yield TickReport(failed=standups.failed, told=standups.told)
    with works() as work:
        due = work.deals.due_owners(now)
        begins = [one.key.removeprefix(f"{BRIEF}:") for one in work.rounds.due(BRIEF, now)]
        waiting = by_person(standups.unkept if dry_run else work.standups.unasked(now))
        ask_for(work.persons, (*due, *begins, *waiting))
        hearings, failed = hearings_of(work.persons, work.settings, due, now, begins, waiting)
    if failed:
        yield TickReport(failed=tuple(failed))
    for some in together(hearings, due):
        yield _looked_at(works, some, now, dry_run)
    yield TickReport(send_digests(works, now, dry_run=dry_run))
    yield TickReport(send_help(works, now, dry_run=dry_run))


def _sum(reports: Sequence[TickReport]) -> TickReport:
    return TickReport(
        tuple(chain.from_iterable(report.said for report in reports)),
        tuple(chain.from_iterable(report.verdicts for report in reports)),
        tuple(chain.from_iterable(report.failed for report in reports)),
        tuple(chain.from_iterable(report.told for report in reports)),
    )


def _looked_at(works: Works, hearings: Sequence[Hearing], now: datetime, dry_run: bool) -> TickReport:
    try:
        with works() as work:
            report = _look(work, _read(work, hearings, now), now)
            if not dry_run:
                work.commit()
            return report
    except Busy:
        log.warning("the database is busy, so the tick looks again in its next round")
        return TickReport(failed=tuple(one.name for one in hearings))
    except _Overtaken:
        pass
    except Exception:
        log.warning("a few persons cannot be looked at together", extra={"persons": len(hearings)}, exc_info=True)
    return _sum([_alone(works, one, now, dry_run) for one in hearings])


def _alone(works: Works, one: Hearing, now: datetime, dry_run: bool) -> TickReport:
    try:
        with works() as work:
            found, broken = _read_carefully(work, one, now)
            report = _look(work, [found], now)
            if not dry_run:
                work.commit()
            return _sum([report, TickReport(failed=tuple(broken))])
    except _Overtaken:
        return TickReport()
    except Exception:
        log.exception("the round of a person failed", extra={"person": one.name})
        return TickReport(failed=(one.name,))


def _read(work: Work, hearings: Sequence[Hearing], now: datetime) -> list[_Found]:
    """What is due for these persons, in two questions."""
    place = {owner: n for n, one in enumerate(hearings) for owner in one.reaches}
    deals: list[list[Deal]] = [[] for _ in hearings]
    for deal in work.deals.due_of(tuple(place), now):
        deals[place[deal.owner]].append(deal)
    of_deal = {deal.id: n for n, some in enumerate(deals) for deal in some}
    episodes: list[list[Episode]] = [[] for _ in hearings]
    for episode in work.nudging.episodes(tuple(of_deal)):
        episodes[of_deal[episode.deal]].append(episode)
    briefs = (_brief(work, one, now) for one in hearings)
    return [_Found(*one) for one in zip(hearings, deals, episodes, briefs, strict=True)]


def _brief(work: Work, one: Hearing, now: datetime) -> Brief:
    if one.person is None or not (one.begins or one.waiting):
        return NO_BRIEF
    return brief_of(work, one.person, one.begins, one.waiting, now)


def _read_carefully(work: Work, one: Hearing, now: datetime) -> tuple[_Found, list[str]]:
    """The same for one, a deal at a time; and the ids of the deals that cannot be looked at."""
    deals: list[Deal] = []
    episodes: list[Episode] = []
    broken = []
    for id in work.deals.due_ids(tuple(one.reaches), now):
        try:
            deal = work.deals.get(id)
            running = work.nudging.episodes([id])
            _decided(work, _Found(one, [deal] if deal else [], running), now, told=False)
        except Exception:
            log.exception("a deal cannot be looked at", extra={"deal": id})
            work.deals.look_again(id, now + MENDED_IN)
            broken.append(id)
        else:
            deals += [deal] if deal else []
            episodes += running
    try:
        brief = _brief(work, one, now)
    except Exception:
        log.exception("the day of a person cannot be told", extra={"person": one.name})
        brief = NO_BRIEF
    return _Found(one, deals, episodes, brief), broken


def _look(work: Work, found: Sequence[_Found], now: datetime) -> TickReport:
    """Decide on everything that was found, and keep what is decided."""
    told = work.nudging.known([one.hearing.key(now) for one in found])
    outcomes = [_decided(work, one, now, told=one.hearing.key(now) in told) for one in found]
    verdicts = tuple(entry for outcome in outcomes for entry in _kept(work, outcome, now))
    _heal(work, outcomes, now)
    items = [outcome.item for outcome in outcomes if outcome.item]
    if not work.nudging.put(*items):
        raise _Overtaken
    # Always in one order, so that two processes do not wait for each other crosswise.
    for outcome in sorted(outcomes, key=lambda one: one.found.hearing.name):
        if outcome.item:
            keep_asked(work, outcome.found.brief.asks, outcome.item.id)
    said = tuple((outcome.found.hearing.name, outcome.say) for outcome in outcomes if outcome.say)
    return TickReport(said, verdicts)


def _decided(work: Work, found: _Found, now: datetime, *, told: bool) -> _Outcome:
    """What is said and what is not; keeps nothing."""
    one, id = found.hearing, work.new_id()
    brief = found.brief
    begins = not brief.is_empty
    ground = Ground(
        one.reaches, work.settings, work.calendar, now, told, work.new_id, id, brief.deals, brief.asked, begins
    )
    lines = decide(ground, found.deals, found.episodes)
    spoken = [line for line in lines if line.verdict.speaks]
    if one.person is None or not (spoken or begins) or (told and not brief.asks):
        return _Outcome(found, lines)
    if told:
        say, item = message_of_its_own(work, one.person, brief.asks, now)
    else:
        say = message_of(work, one.person, brief, spoken, now)
        episodes = tuple(line.episode.id for line in spoken if line.episode)
        item = OutboxItem(id, one.key(now), one.name, to_json(say), episodes, now, now)
    return _Outcome(found, lines, say, item)


def _kept(work: Work, outcome: _Outcome, now: datetime) -> tuple[VerdictEntry, ...]:
    """Store the episodes as they are now, the verdict on each, and when each deal comes up again."""
    entries = []
    looks: dict[str, datetime | None] = {deal.id: None for deal in outcome.found.deals}
    for line in outcome.lines:
        deal, verdict, episode = line.deal.id, line.verdict, line.episode
        looks[deal] = min(filter(None, (looks[deal], verdict.until)), default=None)
        if episode is not None:
            if episode != line.case.episode:
                work.nudging.save_episode(episode)
                plan_help(work, line, now)
            name = outcome.found.hearing.name
            entries.append(VerdictEntry(work.new_id(), now, name, deal, line.concern, episode.id, verdict))
    work.nudging.keep(*entries)
    for deal, at in looks.items():
        work.deals.look_again(deal, at)
    return tuple(entries)


def _heal(work: Work, outcomes: Sequence[_Outcome], now: datetime) -> None:
    """Mend what was said of the episodes that ended."""
    for line in chain.from_iterable(outcome.lines for outcome in outcomes):
        if line.episode is not None and line.episode.ended_at is not None:
            heal(work, [line.episode], Mending(line.deal, line.deal, now))
