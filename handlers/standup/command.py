"""The command "standup": what runs, what is next, and a line of one's own."""

from __future__ import annotations

from dataclasses import replace

from domain.chat import Incoming, Press, Reply
from domain.ports import Work
from domain.standup import Phase, Standup
from domain.words import msg
from handlers.replies import say
from handlers.speaker import speaker
from handlers.standup import views
from handlers.standup.mine import LATELY
from handlers.standup.spoken import take
from handlers.turn import rest_of


def standup_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: nothing after it shows the standup; whatever follows is the person's own part."""
    rest = rest_of(incoming)
    if rest:
        return take(incoming, work, rest)
    found = _latest(incoming, work)
    if found is None:
        return [say(msg("No standup is running."), private=True)]
    return views.show(replace(incoming, act=Press("standup.show", found.id)), work)


def names_standup(rest: str, incoming: Incoming, work: Work) -> bool:
    """Anything after the command's name is meant for it."""
    return True


def _latest(incoming: Incoming, work: Work) -> Standup | None:
    person = speaker(incoming, work)
    lately = work.standups.lately(person.team, LATELY)
    return next((one for one in lately if one.phase is not Phase.CALLED_OFF), None)
