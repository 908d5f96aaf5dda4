"""Sends the digests whose time has come. One that is late comes once, with what is true now, when it can be read."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from domain.chat import Say
from domain.codec import to_json
from domain.nudges import OutboxItem
from domain.person import Person
from domain.planning import next_digest, reader
from domain.ports import Work, Works
from domain.rights import has_left, leads
from domain.rounds import DIGEST, Round
from domain.settings import Digest, Settings, Team
from domain.teams import manager_of
from domain.worktime import local_day, next_working_time
from handlers.digest import channel_digest_for, digest_for

log = logging.getLogger(__name__)


def send_digests(works: Works, now: datetime, *, dry_run: bool = False) -> tuple[tuple[str, Say], ...]:
    """Put what is due at `now` (aware) into the outbox; who is told what. Each digest is a transaction of its own, so
    that a broken record costs one of them; it is logged and tried again at the next tick.
    """
    with works() as work:
        due = work.rounds.due(DIGEST, now)
    return tuple(said for one in due for said in _safely(works, one, now, dry_run))


def _safely(works: Works, due: Round, now: datetime, dry_run: bool) -> list[tuple[str, Say]]:
    try:
        with works() as work:
            said = list(_told(work, due, now))
            if not dry_run:
                work.commit()
            return said
    except Exception:
        log.exception("a digest failed", extra={"round": due.key})
        return []


def _told(work: Work, due: Round, now: datetime) -> Iterator[tuple[str, Say]]:
    team, digest = _named(work.settings, due.key)
    manager = manager_of(work, team) if team else None
    if team is None or digest is None or manager is None:
        work.rounds.drop(due.key)
        return
    opens = next_working_time(reader(digest, manager), now, work.calendar)
    if opens > now:
        work.rounds.set(replace(due, at=opens))
        return
    work.rounds.set(Round(due.key, next_digest(digest, manager, now, work.calendar), now))
    if has_left(manager, work.settings) or not leads(manager, team.key, work.settings):
        log.warning("a digest has nobody to read it", extra={"round": due.key})
        return
    words = channel_digest_for if digest.to == "channel" else digest_for
    say = words(work, team, manager, due.since, now)
    if work.nudging.put(_item(work, due, digest, team, manager, say, now)):
        yield manager.id, say


def _named(settings: Settings, key: str) -> tuple[Team | None, Digest | None]:
    """The team and its digest that a key speaks of, as far as app.yaml has them still."""
    _, name, number = key.split(":")
    team = settings.team(name)
    at = int(number) - 1
    return team, team.digests[at] if team and at < len(team.digests) else None


def _item(work: Work, due: Round, digest: Digest, team: Team, manager: Person, say: Say, now: datetime) -> OutboxItem:
    key = f"{due.key}:{local_day(now, manager.zone)}"
    channel = team.key if digest.to == "channel" else ""
    return OutboxItem(work.new_id(), key, manager.id, to_json(say), (), now, now, channel=channel)
