"""Asks managers to help with what has been open for long: one message a day at most, after the owner was told so."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.chat import Say
from domain.codec import to_json
from domain.concerns import concerns
from domain.deal import Deal
from domain.escalating import asks_on, helper_of, is_asked, rule_for
from domain.nudges import Episode, OutboxItem
from domain.person import Person
from domain.ports import Work, Works
from domain.rights import has_left, leads
from domain.rounds import HELP, Round, help_key
from domain.worktime import local_day, next_working_time, start_of_day, working_morning
from handlers.helping import Matter, ask_to_help
from scheduler.deciding import Line
from scheduler.topic import Topic

log = logging.getLogger(__name__)

MOST = 3
"""How many deals one message asks for help with; the others wait for the next day."""


@dataclass(frozen=True, slots=True)
class _Due:
    """A round whose time has come: what it is about, whose that is, and who is asked."""

    round: Round
    episode: Episode
    deal: Deal
    owner: Person
    helper: Person


def plan_help(work: Work, line: Line, now: datetime) -> None:
    """Remember when the manager is asked, if the line tells the owner so. Does not commit."""
    owner = _warned(line, now)
    if owner is not None and line.episode is not None:
        at = start_of_day(asks_on(now, owner, work.calendar), owner.zone)
        work.rounds.set(Round(help_key(line.episode.id), at, now))


def with_help(work: Work, topic: Topic, line: Line, now: datetime) -> Topic:
    """The topic with whom the coach will ask and when, if the line tells the owner so."""
    owner = _warned(line, now)
    helper = helper_of(owner, work.settings) if owner else None
    if owner is None or helper is None:
        return topic
    return replace(topic, helper=helper.name, helps_on=asks_on(now, owner, work.calendar))


def _warned(line: Line, now: datetime) -> Person | None:
    """Whose deal it is, when they are told now that their manager will be asked."""
    is_told = line.episode is not None and line.episode.warned_at == now
    return line.case.reach.owner if line.case.reach and is_told else None


def send_help(works: Works, now: datetime, *, dry_run: bool = False) -> tuple[tuple[str, Say], ...]:
    """Put what is due at `now` (aware) into the outbox; who is asked what.

    Each manager is a transaction of their own, so that a broken record costs one of them a message; it is logged and
    tried again at the next tick.
    """
    with works() as work:
        helpers = list(_found(work, now))
        if not dry_run:
            work.commit()
    return tuple(said for helper in helpers for said in _safely(works, helper, now, dry_run))


def _safely(works: Works, helper: str, now: datetime, dry_run: bool) -> list[tuple[str, Say]]:
    try:
        with works() as work:
            person, due = _found(work, now).get(helper) or (None, [])
            said = list(_asked(work, person, due, now)) if person else []
            if not dry_run:
                work.commit()
            return said
    except Exception:
        log.exception("a manager could not be asked to help", extra={"person": helper})
        return []


def _found(work: Work, now: datetime) -> dict[str, tuple[Person, list[_Due]]]:
    """What is due, by who is asked. What is settled meanwhile, or has nobody who could help, is dropped."""
    found: dict[str, tuple[Person, list[_Due]]] = {}
    for one in work.rounds.due(HELP, now):
        due = _readable(work, one)
        if due is None or not _is_open(work, due, now):
            work.rounds.drop(one.key)
        else:
            found.setdefault(due.helper.id, (due.helper, []))[1].append(due)
    return found


def _readable(work: Work, one: Round) -> _Due | None:
    try:
        return _due(work, one)
    except Exception:
        log.exception("what a manager is to help with cannot be read", extra={"round": one.key})
        return None


def _due(work: Work, one: Round) -> _Due | None:
    """What the round is about; None when there is nobody to ask any more."""
    episode = work.nudging.episode(one.key.removeprefix(f"{HELP}:"))
    deal = work.deals.get(episode.deal) if episode else None
    owner = work.persons.get(deal.owner) if deal else None
    named = helper_of(owner, work.settings) if owner else None
    helper = work.persons.by_email(named.email) if named else None
    if episode is None or deal is None or owner is None or helper is None:
        return None
    may = leads(helper, owner.team, work.settings) and not has_left(helper, work.settings)
    return _Due(one, episode, deal, owner, helper) if may else None


def _is_open(work: Work, due: _Due, now: datetime) -> bool:
    """Whether it is still true, was not put off, and is to be asked about by the rules as they are now."""
    rule = rule_for(work.settings, due.episode.concern, due.deal.process, due.owner)
    standing = concerns(due.deal, due.owner, work.settings, work.calendar)
    is_true = any(one.concern is due.episode.concern and one.begins_at <= now for one in standing)
    return is_true and rule.escalate > 0 and is_asked(due.episode, now)


def _asked(work: Work, helper: Person, due: Sequence[_Due], now: datetime) -> Iterator[tuple[str, Say]]:
    """One message to a manager who is at work and has got none today; what has no room waits for the next day."""
    key = f"{HELP}:{helper.id}:{local_day(now, helper.zone)}"
    opens = next_working_time(helper, now, work.calendar)
    if opens > now:
        _put_off(work, due, opens)
        return
    tomorrow = working_morning(helper, now, 1, work.calendar)
    say = ask_to_help(helper, [Matter(one.episode, one.deal, one.owner) for one in due[:MOST]])
    item = work.new_id()
    if not work.nudging.put(OutboxItem(item, key, helper.id, to_json(say), (), now, now)):
        _put_off(work, due, tomorrow)
        return
    for one in due[:MOST]:
        work.nudging.save_episode(replace(one.episode, escalated_at=now, said_in=(*one.episode.said_in, item)))
        work.rounds.drop(one.round.key)
    _put_off(work, due[MOST:], tomorrow)
    yield helper.id, say


def _put_off(work: Work, due: Sequence[_Due], at: datetime) -> None:
    for one in due:
        work.rounds.set(replace(one.round, at=at))
