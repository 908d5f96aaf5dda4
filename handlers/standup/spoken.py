"""Plain words that are somebody's part of a standup: which standup they go into, and the way back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from domain.chat import Choice, Incoming, Reply
from domain.codec import from_json, to_json
from domain.errors import NotFound
from domain.journal import Pending
from domain.person import Person
from domain.ports import Work
from domain.retelling import LATELY as EDITED_FOR
from domain.standup import How, Part, Phase, Standup
from domain.words import Day, Message, msg
from domain.worktime import local_day
from handlers.replies import buttons, say
from handlers.speaker import speaker
from handlers.standup.answers import answer, said_back, say_in, short_answer
from handlers.standup.arranged import when_next
from handlers.standup.mine import LATELY, Mine, belongs, mine_of
from handlers.standup.named import of_thread, ours, title_of
from handlers.turn import id_of, pick_of

KEPT, SAID = "standup.kept", "standup.said"
ANOTHER = msg("It was something else")


def take(incoming: Incoming, work: Work, text: str) -> list[Reply]:
    """The words go into the standup that runs for the person; where that may be several, or one of before, it asks."""
    person, here = speaker(incoming, work), of_thread(incoming, work)
    if here is not None:
        return put(mine_of(here.id, incoming, work), text)
    running, late = answerable(work, person, incoming.at)
    fits = running or [one for one in late if _is_fresh(work, one, person, incoming.at)]
    if len(fits) == 1:
        return put(mine_of(fits[0].id, incoming, work), text)
    if not running and not late:
        nothing = msg("No standup takes answers just now, so that is in none.")
        coming = [when_next(work, one, incoming.at) for one in ours(work, person)[:1]]
        note = Choice(msg("Keep it as a note"), "standup.note", keep_words(work, person, text, incoming.at))
        return [say(nothing, *coming, buttons(note), private=True)]
    pending = keep_words(work, person, text, incoming.at)
    asked = msg("Which standup is that for?")
    if not running and len(late) == 1:
        asked = msg("The latest standup, of {day}, has ended. Put it there all the same?", day=Day(late[0].day))
    options = (Choice(title_of(work, one), "standup.put", pending, one.id) for one in running or late)
    return [say(asked, buttons(*options), private=True)]


def answerable(work: Work, person: Person, at: datetime) -> tuple[list[Standup], list[Standup]]:
    """The standups of the person that run, and those that have ended and still take answers; those they have a part in
    before others.
    """
    found = [one for team in work.settings.teams if belongs(person, team.key, work) for one in _last(work, team.key)]
    mine = [one for one in found if work.standups.part(one.id, person.id)] or found
    late = (one for one in mine if one.phase is Phase.ENDED and at - one.closes_at < EDITED_FOR)
    return [one for one in mine if one.is_running], list(late)


def _last(work: Work, team: str) -> Iterator[Standup]:
    """The latest of each plan."""
    seen: set[str] = set()
    for one in work.standups.lately(team, LATELY):
        if one.phase is not Phase.CALLED_OFF and one.plan not in seen:
            seen.add(one.plan)
            yield one


def _is_fresh(work: Work, standup: Standup, person: Person, at: datetime) -> bool:
    """Whether it was today, where it is or where they are."""
    part = work.standups.part(standup.id, person.id)
    return local_day(at, standup.zone) == standup.day or (part is not None and is_asked_today(part, person, at))


def is_asked_today(part: Part, person: Person, at: datetime) -> bool:
    """Whether they were asked today, and have not answered."""
    asked = part.asks_at if part.asked_in and part.how is How.WAITING else None
    return asked is not None and local_day(asked, person.zone) == local_day(at, person.zone)


def put(mine: Mine, text: str, first: Message | None = None, way_out: Message | None = None) -> list[Reply]:
    """The words are in, and said back with the way back; some words are short for a button."""
    short = short_answer(text)
    if short is not None:
        return answer(mine, short)
    after = say_in(mine, text)
    back = _way_back(after, mine.part, text, way_out) if after.part != mine.part else None
    return said_back(after, first, back)


def keep_words(work: Work, person: Person, text: str, at: datetime) -> str:
    """Keep words until it is known where they go; returns the id that the buttons carry."""
    pending = Pending(work.new_id(), person.id, KEPT, json.dumps({"text": text}, ensure_ascii=False), at)
    work.pending.add(pending)
    return pending.id


def kept_words(incoming: Incoming, work: Work) -> Pending:
    """The words that a button is about. Raises NotFound when they are not there, or somebody else's."""
    pending = work.pending.get(id_of(incoming))
    if pending is None or pending.kind != KEPT or pending.person != incoming.person:
        raise NotFound(msg("I don't find these words any more. Nothing was changed."))
    return pending


def put_kept(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the words that were kept go into the standup of the pick."""
    pending = kept_words(incoming, work)
    mine = mine_of(pick_of(incoming), incoming, work)
    if not work.pending.use(pending.id):
        return said_back(mine)
    return put(mine, json.loads(pending.data)["text"])


def _way_back(after: Mine, before: Part, text: str, label: Message | None) -> Choice:
    work = after.work
    kept = {"text": text if label else "", "before": to_json(before), "version": after.part.version}
    pending = Pending(work.new_id(), after.person.id, SAID, json.dumps(kept, ensure_ascii=False), after.at)
    work.pending.add(pending)
    return Choice(label or msg("Undo"), "standup.unsay", pending.id)


def unsaid(incoming: Incoming, work: Work) -> str | list[Reply]:
    """The words are out of the standup again: what they were, or the answer when there is nothing more to do."""
    pending = work.pending.get(id_of(incoming))
    if pending is None or pending.kind != SAID or pending.person != incoming.person:
        return [say(msg("There is nothing to take back."), private=True)]
    kept = json.loads(pending.data)
    before: Part = from_json(kept["before"])
    mine = mine_of(before.standup, incoming, work)
    if pending.used:
        return [say(msg("That is taken back already."), private=True)]
    if mine.part.version != kept["version"] or not work.pending.use(pending.id):
        change = buttons(Choice(msg("Change"), "standup.edit", before.standup))
        return [say(msg("Your part was changed since. Nothing was taken back."), change, private=True)]
    mine.back_to(before)
    text: str = kept["text"]
    return text or [say(msg("Taken back: your part is as it was before."), private=True, instead=True)]
