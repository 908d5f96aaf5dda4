"""Who cannot be reached any more: nothing is sent to them, admins are told once, and a word of theirs starts it again.

`Person.stopped` is "gone from slack" where one account is gone or shuts the coach out, and "the coach was removed from
slack" where the coach speaks to nobody any more.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.attention import reconsider
from domain.chat import Say
from domain.nudges import OutboxItem
from domain.person import Person, Role
from domain.ports import Work, Works
from domain.reach import heard_by
from domain.rights import has_left
from domain.words import Listed, Message, Value, msg, msgs
from handlers.replies import say
from handlers.unasked import leave_word
from scheduler.sending import GiveUp, Stops

log = logging.getLogger(__name__)

_GONE = "gone from {platform}"
_REMOVED = "the coach was removed from {platform}"
_CALLED = {"slack": "Slack", "teams": "Teams"}
_NAMED = 10


def stop(work: Work, item: OutboxItem, why: GiveUp, at: datetime) -> None:
    """Stop whom nothing can be sent to after this answer, if anybody. Does not commit."""
    match why.stops:
        case Stops.NOTHING:
            return
        case Stops.PERSON:
            found, stopped = [work.persons.get(item.person)], _GONE
        case Stops.PLATFORM:
            found, stopped = [*work.persons.only_on(why.platform)], _REMOVED
    for person in found:
        if person is not None and not person.stopped:
            named = stopped.format(platform=why.platform)
            work.persons.save(replace(person, stopped=named, stopped_at=at, stop_told=False))


def start(work: Work, person: Person, platform: str = "") -> None:
    """The person can be reached, so they are told of their deals again. Does not commit.

    When they wrote from a `platform` that the coach was removed from, everybody there can be.
    """
    removed = _REMOVED.format(platform=platform)
    back = [one for one in work.persons.stopped() if one.id == person.id or one.stopped == removed == person.stopped]
    for one in back:
        work.persons.save(replace(one, stopped="", stopped_at=None, stop_told=False))
    for one in back:
        for owner in heard_by(work.persons, one.id):
            reconsider(work, work.deals.open_of(owner))


def tell_admins(works: Works, at: datetime) -> None:
    """One word to each admin about everybody who cannot be reached since the last one; the log has it in any case."""
    with works() as work:
        untold = [person for person in work.persons.stopped() if not person.stop_told]
        if not untold:
            return
        log.error("nothing reaches them any more", extra={"people": {one.name: one.stopped for one in untold}})
        first = min(untold, key=lambda person: (person.stopped_at or at, person.id))
        for admin in _admins(work):
            if not leave_word(work, admin, f"stopped:{first.id}:{first.stopped_at}:{admin.id}", at, _word(untold)):
                return  # another process tells of them
        for person in untold:
            work.persons.save(replace(person, stop_told=True))
        work.commit()


def _admins(work: Work) -> list[Person]:
    """The admins who can be reached, else the managers."""
    here = [one for one in work.persons.all() if one.email and not one.stopped and not has_left(one, work.settings)]
    admins = [one for one in here if one.role is Role.ADMIN]
    return admins or [one for one in here if one.role is Role.MANAGER]


def _word(untold: Sequence[Person]) -> Say:
    parts: list[Message] = []
    for stopped in dict.fromkeys(person.stopped for person in untold):
        platform = stopped.rpartition(" ")[2]
        called, names = _CALLED.get(platform, platform), [one.name for one in untold if one.stopped == stopped]
        parts += _removed(called, len(names)) if stopped == _REMOVED.format(platform=platform) else _gone(called, names)
    return say(*parts)


def _removed(platform: str, many: int) -> list[Message]:
    return [
        msgs(
            "I was removed from {platform}, so {n} person there hears nothing from me.",
            "I was removed from {platform}, so {n} people there hear nothing from me.",
            many,
            platform=platform,
        ),
        msg("Install me there again and write to me from there once; then I go on with everybody."),
    ]


def _gone(platform: str, names: Sequence[str]) -> list[Message]:
    more = msgs("{n} more", "{n} more", len(names) - _NAMED) if len(names) > _NAMED else None
    shown: tuple[Value, ...] = (*names[:_NAMED], *([more] if more else []))
    return [
        msg(
            "I can't reach {people} in {platform} any more: the account is gone, or it takes nothing from me.",
            people=Listed(shown),
            platform=platform,
        ),
        msg(
            "Have they left? Then hand their deals over and take them out of app.yaml. "
            "If not, one word from them to me is enough, and I go on."
        ),
    ]
