"""What was done in the last days, each with a way to take it back or to correct it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.chat import Block, Choice, Incoming, Para, Reply
from domain.deal import Deal
from domain.errors import NotAllowed
from domain.person import Person
from domain.ports import Work
from domain.words import Day, Message, Words, msg, msgs
from handlers.doings import Done, done_with, said
from handlers.open_questions import told_by
from handlers.replies import buttons, say, undo_button
from handlers.speaker import sees, speaker, today
from handlers.taking_back import check_may
from handlers.turn import id_of, looking_at, pick_of, rest_of
from handlers.which import which_deal

_DAYS = 7
"""What is older is not remembered well enough to be taken back; what is true now can always be told."""
_SHOWN = 5


def recent_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: of the deal that is named, else one's own."""
    if not rest_of(incoming):
        return _own(incoming, work)
    found = which_deal(rest_of(incoming), incoming, work, "deal.recent")
    return _of_deal(incoming, work, found) if isinstance(found, Deal) else found


def recent(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: of one deal, or one's own when it is about none. Its pick is how many were shown already."""
    if not id_of(incoming):
        return _own(incoming, work)
    return _of_deal(incoming, work, looking_at(id_of(incoming), incoming, work).deal)


def _of_deal(incoming: Incoming, work: Work, deal: Deal) -> list[Reply]:
    since = incoming.at - timedelta(days=_DAYS)
    done = [one for one in done_with(work, deal) if one.at >= since]
    head = msg("**{deal}**, the last {n} days:", deal=deal.title, n=_DAYS)
    nothing = msg("Nothing was told of {deal} in the last {n} days.", deal=deal.title, n=_DAYS)
    return _listed(incoming, work, done, head if done else nothing, deal.id)


def _own(incoming: Incoming, work: Work) -> list[Reply]:
    person = speaker(incoming, work)
    mine = work.journal.since(person.id, incoming.at - timedelta(days=_DAYS))
    deals = [work.deals.get(deal) for deal in dict.fromkeys(entry.deal for entry in mine) if deal]
    seen = [deal for deal in deals if deal is not None and sees(person, deal, work, incoming.at)]
    latest = {entry.id: place for place, entry in enumerate(mine)}
    done = [one for deal in seen for one in done_with(work, deal) if one.id in latest]
    done.sort(key=lambda one: latest[one.id])
    head = msg("What you told me in the last {n} days:", n=_DAYS)
    return _listed(incoming, work, done, head if done else msg("You told me nothing in the last {n} days.", n=_DAYS))


def _listed(incoming: Incoming, work: Work, done: Sequence[Done], head: Words, deal: str = "") -> list[Reply]:
    person = speaker(incoming, work)
    start = int(pick_of(incoming)) if pick_of(incoming).isdecimal() and len(pick_of(incoming)) < _DAYS else 0
    shown = done[start : start + _SHOWN]
    left = len(done) - start - len(shown)
    more = msgs("{n} earlier", "{n} earlier", left)
    return [
        say(
            head,
            *(block for one in shown for block in _one(incoming, work, one, person, with_deal=not deal)),
            buttons(Choice(more, "deal.recent", deal, str(start + _SHOWN)) if left > 0 else None),
        )
    ]


def _one(incoming: Incoming, work: Work, done: Done, person: Person, *, with_deal: bool) -> list[Block]:
    """The day, who it was, and what they did, with its buttons."""
    lines = said(work, done, person, incoming.at)
    row = buttons(*_ways(work, done, person, incoming.at))
    return [
        Para(_heading(work, done, person, with_deal)),
        *(Para(line) for line in lines),
        *([row] if row else []),
    ]


def _heading(work: Work, done: Done, person: Person, with_deal: bool) -> Message:
    day = Day(today(done.at, person))
    if with_deal:
        return msg("**{day}**, {deal}:", day=day, deal=done.deal.title)
    if done.person == person.id:
        return msg("**{day}**, you:", day=day)
    teller = work.persons.get(done.person)
    return msg("**{day}**, {who}:", day=day, who=teller.name if teller else "Askfirst")


def _ways(work: Work, done: Done, person: Person, at: datetime) -> list[Choice | None]:
    """Undo, and the form that corrects it where there is one."""
    try:
        check_may(work, done.acts[0].entry, person, at)
    except NotAllowed:
        return []
    return [undo_button(done.id), _correcting(work, done) if done.deal.is_open else None]


def _correcting(work: Work, done: Done) -> Choice | None:
    """A note, a step that is still to come, or the one answer of an act."""
    if told_by(work, done.id) is not None:
        return Choice(msg("Change"), "note.change", done.id)
    steps = [step for step, end in work.facts.steps(done.deal.id) if step.act == done.id and end is None]
    if steps:
        return Choice(msg("Change"), "step.move", steps[0].id)
    answers = [answer for answer in work.facts.answers(done.deal.id) if answer.act == done.id]
    asked = work.settings.question(answers[0].question) if len(answers) == 1 else None
    return Choice(msg("Change"), "question.answer", done.deal.id, asked.key) if asked else None
