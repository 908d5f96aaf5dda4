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
from handlers.standup.answers import said_back, say_in
from handlers.standup.mine import LATELY, mine_of
from handlers.turn import rest_of


def standup_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: nothing after it shows the standup; whatever follows is the person's own part."""
    rest = rest_of(incoming)
    found = _latest(incoming, work)
    if found is None:
        return [say(msg("No standup is running."), private=True)]
    if not rest:
        return views.show(replace(incoming, act=Press("standup.show", found.id)), work)
    return said_back(say_in(mine_of(found.id, incoming, work), rest))


def names_standup(rest: str, incoming: Incoming, work: Work) -> bool:
    """Anything after the command's name is meant for it."""
    return True


def _latest(incoming: Incoming, work: Work) -> Standup | None:
    person = speaker(incoming, work)
    lately = work.standups.lately(person.team, LATELY)
    return next((one for one in lately if one.phase is not Phase.CALLED_OFF), None)
