"""Everything that everybody has told, for whoever presses for it: the one message says it in short."""

from __future__ import annotations

from domain.chat import Choice, Incoming, Para, Reply
from domain.ports import Work
from domain.words import msg
from handlers.replies import buttons, say
from handlers.standup.message import circle_of
from handlers.standup.short import weigh
from handlers.standup.title import title
from handlers.standup.views import seen
from handlers.turn import pick_of

_ROOM = 3500
"""How heavy one message of it is."""
_MOST = 25


def show_all(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: all parts in full, as many as a message holds; the rest is one more press away."""
    standup = seen(incoming, work)
    told = circle_of(work, standup).told
    pick = pick_of(incoming)
    start = int(pick) if pick.isdecimal() else 0
    room = _ROOM
    shown: list[Para] = []
    for one in told[start : start + _MOST]:
        words, _ = one.within(_ROOM)
        room -= weigh(words)
        if shown and room < 0:
            break
        shown.append(Para(words))
    after = start + len(shown)
    more = buttons(Choice(msg("More"), "standup.all", standup.id, str(after))) if after < len(told) else None
    return [say(msg("**{standup}**, all of it:", standup=title(work, standup)), *shown, more, private=True)]
